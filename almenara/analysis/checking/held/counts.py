"""Counts against evidence: of which definition and vintage a stated number is, or that it is of none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from almenara.analysis.checking.bodies import named_for
from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.doubting import (
    later_slack,
    rule_not_held,
    value_beside,
    values_around,
    why_strange,
)
from almenara.analysis.checking.held.other_times import (
    of_a_span_within,
    of_another_time,
    told_of_a_wrong_year,
)
from almenara.analysis.checking.held.plainness import (
    a_digit_off,
    moved_from,
    turned_digits,
    what_is_not_plain,
)
from almenara.analysis.checking.held.said_by import speaks_for_us, who_says
from almenara.analysis.checking.held.since_counts import judge_since
from almenara.analysis.checking.held.telling import by, in_turn, number, off_by, told, where, who_would_tell
from almenara.analysis.checking.held.vintages import Record, Vintage
from almenara.analysis.checking.kindred import names_its_edition, near, same, words
from almenara.model.claim import Claim

_THREE = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,]*\d)")
CLOSE = 0.25
""""More than X" and "fewer than X" agree with a value that lies no further from X than this share of it."""
SLACK = 0.01
"""A value this share beside what the words leave open still contradicts nothing."""
TELLING = 100
"""A number from which on it is no coincidence that a kindred measure has the very same at the place and period."""
_ADDED_BEFORE = 600
"""Characters before a count among which homicide and femicide are told to be added up."""
REVISED = 0.02
"""A revision is told as "outdated" where it leaves the claim's tolerance by more than this share of the claim."""


def judge_count(desk: Desk, claim: Claim) -> Ruling:
    """A count of which measure, place and period are known; flows only, see stocks for the rest."""
    assert claim.place is not None and claim.period is not None
    if (grouped := _in_thousands(claim)) is not None:
        read = judge_count(desk, grouped)
        if read.verdict.startswith("supported"):
            return read
    record = desk.held.record(claim.measure, claim.place, claim.period)
    outside = [v for v in record.every() if not desk.quotes_us(v)]
    meant, said = desk.definitions(claim, record)
    for find in (_agreeing, _kin):
        if ruling := find(desk, claim, record, outside, meant, said):
            return ruling
    if ruling := _only_itself(desk, claim, record) or judge_since(desk, claim):
        return ruling
    early = [v for v in record.early if v.definition not in record.by_definition]
    if closed := [v for v in early if fits(claim, v.value) and not desk.quotes_us(v)]:
        best = min(closed, key=lambda v: (v.known > desk.knew, v.known))
        reason = f"{told(desk.now, best)}, counted to {best.period.end}."
        return Ruling("supported", reason, (("supports", best),), best.definition)
    if not outside:
        return Ruling("not-checkable", _nothing_held(desk, claim))
    return _disagreeing(desk, claim, record, outside, meant, said)


def _in_thousands(claim: Claim) -> Claim | None:
    """A count read with a fraction of three digits, "13.068", as the thousands that its sign may stand for."""
    if float(claim.value).is_integer() or not _THREE.search(claim.text):
        return None
    low, high = (None if edge is None else round(edge * 1000) for edge in (claim.low, claim.high))
    return replace(claim, value=round(claim.value * 1000), low=low, high=high)


def fits(claim: Claim, value: float, least: float = 0.0) -> bool:
    """Whether a value lies within the words, and not so far on their open side that agreeing says nothing.

    least  what counts as near at any rate, in the unit of the value
    """
    if not claim.allows(value):
        return False
    reach = max(abs(claim.value) * CLOSE, least)
    return (claim.high is not None or value <= claim.value + reach) and (
        claim.low is not None or value >= claim.value - reach
    )


def _agreeing(
    desk: Desk, claim: Claim, record: Record, outside: list[Vintage], meant: tuple[str, ...], said: bool
) -> Ruling | None:
    agree = [v for v in outside if fits(claim, v.value)]
    known = [v for v in agree if v.known <= desk.knew]
    standing = [v for v in known if _stood(record, v, desk.knew)]
    mine = [v for v in standing if v.definition in meant]
    if mine:
        return _supported(desk, claim, record, _first(mine, meant))
    if passed := [v for v in known if v.definition in meant]:
        return _superseded(desk, claim, record, _first(passed, meant))
    if ruling := _far(desk, claim, record, meant):
        return ruling
    if standing:
        return _other(desk, record, _first(standing, ()), meant, said)
    later = [v for v in agree if v.known > desk.knew]
    if mine := [v for v in later if v.definition in meant]:
        return _known_later(desk, record, _first(mine, meant))
    if known:
        return _other(desk, record, _first(known, ()), meant, said)
    if later:
        return _other(desk, record, _first(later, ()), meant, said)
    return None


def _first(found: list[Vintage], meant: tuple[str, ...]) -> Vintage:
    """Of agreeing vintages: of the definition named first, the value known first."""
    order = {d: i for i, d in enumerate(meant)}
    return min(found, key=lambda v: (order.get(v.definition, len(order)), v.known, len(v.cells)))


def _stood(record: Record, vintage: Vintage, day: date) -> bool:
    standing = record.standing(vintage.definition, day)
    return standing is not None and standing.value == vintage.value


def _supported(desk: Desk, claim: Claim, record: Record, found: Vintage) -> Ruling:
    c = desk.now
    reason = f"{told(c, found)}."
    uses: list[Use] = [("supports", found)]
    now = record.standing(found.definition, c.as_of)
    if now is not None and now.value != found.value:
        uses.append(("now", now))
        gap = max((claim.low or now.value) - now.value, now.value - (claim.high or now.value), 0)
        left = not claim.allows(now.value) and gap > REVISED * abs(claim.value)
        if left and not names_its_edition(desk.manuscript, claim.start):
            reason = f"True when written: {told(c, found)}; revised since to {number(now.value)} (as of {now.known})."
            return Ruling("outdated", reason, tuple(uses), found.definition)
        reason = f"{told(c, found)}; revised since to {number(now.value)} (as of {now.known})."
    others = _unlike(desk, claim, record, found)
    if others:
        reason += " Not by " + " or ".join(f"{by(c, v)} ({number(v.value)})" for v in others) + "."
        uses += [("other", v) for v in others]
    return Ruling("supported", reason, tuple(uses), found.definition)


def _unlike(desk: Desk, claim: Claim, record: Record, found: Vintage) -> list[Vintage]:
    """Other official definitions' standing values that the words do not allow, at most two."""
    day = max(desk.knew, found.known)
    held = [record.standing(d, day) for d in record.by_definition if d != found.definition]
    unlike = [
        v for v in held
        if v and desk.now.definition(v.definition).official and not claim.allows(v.value) and not desk.quotes_us(v)
    ]  # fmt: skip
    unlike.sort(key=lambda v: desk.now.preference(v.place, v.measure, v.definition))
    return unlike[:2]


def _superseded(desk: Desk, claim: Claim, record: Record, found: Vintage) -> Ruling:
    c = desk.now
    standing = record.standing(found.definition, desk.knew)
    assert standing is not None
    reason = f"{told(c, found)}, when the text was written {number(standing.value)} (known {standing.known}) stood."
    uses: list[Use] = [("supports", found), ("other", standing)]
    now = record.standing(found.definition, c.as_of)
    if now is not None and now.value not in (standing.value, found.value):
        uses.append(("now", now))
    edition = names_its_edition(desk.manuscript, claim.start)
    return Ruling("supported" if edition else "outdated", reason, tuple(uses), found.definition)


def _known_later(desk: Desk, record: Record, found: Vintage) -> Ruling:
    c = desk.now
    reason = f"{told(c, found)}; the evidence held is of a later day than the text."
    uses: list[Use] = [("supports", found)]
    before = record.standing(found.definition, desk.knew)
    if before is not None:
        reason = f"{told(c, found)}, after the text; by its day {told(c, before)} was known."
        uses.append(("other", before))
    return Ruling("supported", reason, tuple(uses), found.definition)


def _other(desk: Desk, record: Record, found: Vintage, meant: tuple[str, ...], said: bool) -> Ruling:
    c = desk.now
    uses: list[Use] = [("supports", found)]
    reason = f"Only as {told(c, found)}."
    word = "the words mean" if said else "is preferred"
    for definition in meant[:1]:
        held = _then_and_now(desk, record, definition)
        uses += [("other" if v.known <= desk.knew else "now", v) for v in held]
        if held:
            reason += f" The count that {word} gives {in_turn(c, held)}."
    return Ruling("supported-other-definition", reason, tuple(uses), found.definition)


def _then_and_now(desk: Desk, record: Record, definition: str) -> list[Vintage]:
    """What stood when the text was written, or else was known first, and what stands now; once where they are equal."""
    stood = record.standing(definition, desk.knew) or next(iter(record.of(definition)), None)
    now = record.standing(definition, desk.now.as_of)
    held = [v for v in (stood, now) if v is not None and not desk.quotes_us(v)]
    return held[:1] if len(held) == 2 and held[0].value == held[1].value else held


def _far(desk: Desk, claim: Claim, record: Record, meant: tuple[str, ...]) -> Ruling | None:
    """ "More than X" where the value is far above, by a definition that is meant."""
    for day in (desk.knew, desk.now.as_of):
        for definition in meant:
            value = record.standing(definition, day)
            if value is None or desk.quotes_us(value) or fits(claim, value.value):
                continue
            if claim.allows(value.value):
                reason = f"True by far: {told(desk.now, value)}."
                return Ruling("supported", reason, (("supports", value),), definition)
    return None


def _kin(
    desk: Desk, claim: Claim, record: Record, outside: list[Vintage], meant: tuple[str, ...], said: bool
) -> Ruling | None:
    """A count of a kindred measure: intentional homicide with femicides told as homicide."""
    assert claim.place is not None and claim.period is not None
    for measure in dict.fromkeys((*same(claim.measure), *near(claim.measure))):
        kin = desk.held.record(measure, claim.place, claim.period)
        agree = [v for v in kin.every() if fits(claim, v.value) and not desk.quotes_us(v)]
        other = measure not in same(claim.measure)
        if other and (claim.low != claim.high or (claim.measure_sure and claim.value < TELLING)):
            continue  # what the words may count agrees only where it is the very number
        allowed = [v for v in agree if other or not claim.definition or v.definition in meant]
        if not allowed:
            continue
        early = [v for v in allowed if v.known <= desk.knew]
        found = _first(early or allowed, meant)
        name = desk.now.measure(measure).name("en")
        if (other and not claim.measure_sure) or (not other and _names_no_crime(desk, claim)):
            late = "" if early else "; the evidence held is of a later day than the text"
            reason = f"As {name}: {told(desk.now, found)}{late}."
            return Ruling("supported", reason, (("supports", found),), found.definition)
        ruling = _other(desk, record, found, meant, said)
        reason = ruling.reason.replace("Only as ", f"Only as {name}: ", 1)
        return Ruling(ruling.verdict, reason, ruling.uses, found.definition)
    return None


def _names_no_crime(desk: Desk, claim: Claim) -> bool:
    """Whether femicides may well be counted among what a text calls killings, or are told to be added before."""
    said = desk.manuscript.text[max(0, claim.start - _ADDED_BEFORE) : claim.start]
    if _wording("crimes_added", desk.manuscript.language).search(said):
        return True
    language, text = desk.manuscript.language, desk.manuscript.text[: claim.end + 80]
    killings = _wording("killings", language).search(text) is not None
    return killings and not claim.definition and not _wording("crime_named", language).search(text)


@lru_cache
def _wording(section: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(section)[language])})\b", re.IGNORECASE)


def _only_itself(desk: Desk, claim: Claim, record: Record) -> Ruling | None:
    """Where nothing agrees but evidence that quotes this very text."""
    quoted = [v for v in record.every() if desk.quotes_us(v) and claim.allows(v.value)]
    bounds = [
        c for cells in record.bounds.values() for c in cells
        if c.value is None and desk.own.are_quoted_by(desk.now.view.citations.get(c.citation))
    ]  # fmt: skip
    if quoted:
        reason = f"The only evidence held quotes this text: {told(desk.now, quoted[0])}."
        return Ruling("not-checkable", reason, (("other", quoted[0]),), quoted[0].definition)
    if bounds:
        return Ruling("not-checkable", "The only evidence held quotes this text.", (), bounds[0].definition)
    return None


def _nothing_held(desk: Desk, claim: Claim) -> str:
    name = desk.now.measure(claim.measure).name("en")
    reason = f"No figure of {name} for {where(desk.now, claim.place, claim.period)} is held."  # type: ignore[arg-type]
    tells = who_would_tell(desk.now, claim.measure, claim.place)
    return f"{reason} {tells} would tell." if tells else reason


def _disagreeing(
    desk: Desk, claim: Claim, record: Record, outside: list[Vintage], meant: tuple[str, ...], said: bool
) -> Ruling:
    """Contradicted where all is plain and no value that any definition ever had comes near; else not checkable."""
    c = desk.now
    authority = [
        d for d in dict.fromkeys((*meant, *record.by_definition))
        if record.of(d)
        and (c.definition(d).official or d == claim.definition or (d in meant and named_for(claim, d, c)))
        and (not said or d in meant)
    ]  # fmt: skip
    authority.sort(key=lambda d: (d not in meant, c.preference(record.ask.place, record.ask.measure, d)))
    values = [v for d in authority for v in record.of(d) if not desk.quotes_us(v)]
    shown = _shown(desk, record, authority)
    series = in_turn(c, shown)
    other_uses: tuple[Use, ...] = tuple(("other", v) for v in shown)
    if not values:
        ranked = sorted(outside, key=lambda v: c.preference(v.place, v.measure, v.definition))
        held = " and ".join(list(dict.fromkeys(by(c, v) for v in ranked))[:2])
        none = "No count by the rule that the words name" if said else "No official count"
        reason = f"{none} is held to hold it against; what is held ({held}) differs."
        nearest = min(outside, key=lambda v: abs(v.value - claim.value))
        return Ruling("not-checkable", reason, (("other", nearest),))
    slip = turned_digits(claim, values)
    swapped = told_of_a_wrong_year(desk, claim)
    missing = what_is_not_plain(desk, claim, slip=slip, known=swapped is not None) or moved_from(desk, claim)
    if missing:
        return Ruling("not-checkable", f"It differs from {series}, but {missing}.", other_uses)
    if not speaks_for_us(claim, c, authority):
        reason = f"By the official series it is {series}; {who_says(claim)} may count otherwise."
        return Ruling("not-checkable", reason, other_uses)
    if strange := why_strange(claim, values):
        return Ruling("not-checkable", f"{strange}; the count held is {series}.", other_uses)
    if part := of_a_span_within(desk, claim):
        reason = f"It differs from {series}, but it is that of {part.period}: {told(c, part)}."
        return Ruling("not-checkable", reason, (*other_uses, ("other", part)))
    early = any(v.known <= desk.knew for v in values)
    theirs = [v for v in values if v.definition in meant and v.known <= desk.knew]
    miswritten = turned_digits(claim, theirs) or a_digit_off(claim, theirs)
    if not miswritten and (
        close := value_beside(desk, claim, outside, SLACK if early else later_slack(claim))
    ):
        return Ruling("not-checkable", f"It agrees with no edition held, but lies near {told(c, close)}.",
                      (*other_uses, ("other", close)))  # fmt: skip
    if not miswritten and (between := values_around(claim, record, authority)):
        low, high = between
        reason = (
            f"No edition held gives it, but it lies between two that are: {told(c, low)} and {told(c, high)}."
        )
        return Ruling("not-checkable", reason, (("other", low), ("other", high)))
    if meant_then := of_another_time(desk, claim, slip=slip):
        reason = f"It differs from {series}, but it is that of {meant_then.period}: {told(c, meant_then)}."
        return Ruling("not-checkable", reason, (*other_uses, ("other", meant_then)))
    if not slip and (unheld := rule_not_held(desk, claim, record, meant if said else (), values)):
        reason = f"It differs from {series}; by {unheld}, which the words may mean, nothing is held."
        return Ruling("not-checkable", reason, other_uses)
    first = shown[0]
    agrees = (
        f"it is that of {swapped.period}"
        if swapped
        else "no count held, of any definition or edition, agrees"
    )
    reason = f"{off_by(claim, first.value)} than {series}; {agrees}."
    return Ruling("contradicted", reason, tuple(("contradicts", v) for v in shown), first.definition)


def _shown(desk: Desk, record: Record, definitions: list[str]) -> list[Vintage]:
    """The first definition's values, then and now."""
    return next((held for d in definitions if (held := _then_and_now(desk, record, d))), [])
