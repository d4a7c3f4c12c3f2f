"""Dates of acts, against statements: laws passed, published and struck down, plans announced, prisoners handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from almenara.analysis.checking.held.act_mentions import Told, acts_told, taken_up
from almenara.analysis.checking.held.act_words import act_words
from almenara.analysis.checking.held.acts_held import (
    HAPPENED,
    HeldAct,
    HeldActs,
    Meant,
    Named,
    named_acts,
)
from almenara.analysis.checking.where.places import find_places, home_of
from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.model.claim import Claim, Role, Support, Verdict
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods

NEAR_DAYS = 10
"""Days from any act of a course within which a date is left alone: a law passes many hands in a week."""
YEARS = 3
"""Years by which a date may be off and still be a slip, and no other act of the same name."""
BEFORE_DAYS = 31
"""Days before the first proposal from which on nothing can have been passed."""


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    reason: str
    used: tuple[HeldAct, ...]


def dated_act_claims(manuscript: Manuscript, now: Context) -> list[Claim]:
    """A claim of kind "date" for each act that a text names and dates, with its verdict, in order.

    value  the ordinal day where a day is stated, else the year
    """
    named = named_acts(manuscript, now)
    if not named:
        return []
    latest = min(manuscript.published or now.as_of, now.as_of)
    periods = [p for p in find_periods(manuscript) if _is_plain(p) and p.period.start <= latest]  # type: ignore[union-attr]
    text = plain(manuscript.text)
    held = HeldActs(now)
    home, words = _Home(manuscript, now), act_words(now)
    out: list[Claim] = []
    last: Sentence | None = None
    before: list[Named] = []
    for sentence in manuscript.sentences:
        here = [n for n in named if sentence.start <= n.start < sentence.end]
        dates = [p for p in periods if sentence.start <= p.start < sentence.end]
        laws = [n for n in here if not n.thing.kind]
        if dates and not laws and last is not None and last.block == sentence.block:
            laws = taken_up(text, sentence, before, manuscript.language)
            here = [*here, *laws]
        last, before = (sentence, laws) if laws else (None, [])
        if not here or not dates:
            continue
        for told in acts_told(manuscript, text, sentence, here, dates, words):
            meant = held.meant_by(told.named)
            if acts := _told_of(told, meant):
                out.append(_claim(manuscript, told, _judged(told, acts, meant, home)))
    return sorted(out, key=lambda claim: claim.start)


def _is_plain(mention: PeriodMention) -> bool:
    """Whether a date is written out as a day, a month or a year, and something may have been in it."""
    said = mention.period
    if not any(letter.isdigit() for letter in mention.text):  # "on Friday"
        return False
    if said is None or mention.relation not in ("in", "base") or mention.open_end:
        return False
    if mention.relation == "base" and said.start != said.end:  # a day is no base: "struck down on"
        return False
    return said.start == said.end or (said.whole_months and said.month_count in (1, 12))


def _told_of(told: Told, meant: Meant) -> list[HeldAct]:
    """The acts that a word for an act may tell of; of what was published only those of a gazette, where any is."""
    found = [
        a
        for a in meant.acts
        if a.status in told.kinds or any(a.status in _alike(kind) for kind in told.kinds)
    ]
    if told.kinds <= {"published", "announced"} and "published" in told.kinds:
        return [a for a in found if word_list("act_words")["recorded"] in a.bodies] or found
    return found


@lru_cache
def _alike(kind: str) -> frozenset[str]:
    return frozenset(word_list("act_words")["alike"].get(kind, ()))


def _judged(told: Told, acts: Sequence[HeldAct], meant: Meant, home: _Home) -> _Judged:
    assert told.date.period is not None
    said = told.date.period
    if agree := [a for a in acts if _gap(a.span, said) == 0]:
        best = min(agree, key=lambda a: (a.span.days, a.span.start, a.id))
        return _Judged("supported", f"{best.words}: {best.span} ({best.evidence.publisher}).", (best,))
    if near := [a for a in meant.course if _gap(a.span, said) <= NEAR_DAYS]:
        one = min(near, key=lambda a: (_gap(a.span, said), a.span.days, a.id))
        reason = (
            f"{one.words}: {one.span} ({one.evidence.publisher}); it may be another act of the same course."
        )
        return _Judged("not-checkable", reason, (one,))
    closest = min(acts, key=lambda a: (_gap(a.span, said), a.id))
    reason = f"{closest.words}: {closest.span} ({closest.evidence.publisher})"
    wrong = _slipped_from(told, said, acts, meant, home.names_neighbour(told))
    if wrong is None or not told.date.sure or told.date.relative or home.leaves_open(told):
        return _Judged("not-checkable", f"{reason}. Another act may be meant.", (closest,))
    reason = f"{wrong.words}: {wrong.span} ({wrong.evidence.publisher}), not {said}."
    return _Judged("contradicted", reason, (wrong,))


def _slipped_from(
    told: Told, said: Period, acts: Sequence[HeldAct], meant: Meant, abroad: bool
) -> HeldAct | None:
    """The one act that a date was meant to be of, None where it may be of another."""
    mine = _by_the_same(told, acts)
    once = told.named.thing.once and told.plainly
    if said.start == said.end:
        if HAPPENED in told.kinds and (not told.plainly or told.date.end <= told.named.start):
            return None  # on its day of the year, what happened is remembered
        slipped = [a for a in mine if _other_year(said, a.span)]
        if slipped and len({a.span.start for a in slipped}) == 1:
            return slipped[0]
        near = [a for a in mine if a.span.start.year == said.start.year]
        one = _only(near)
        if one is not None and told.plainly and _knows_who(told, one):
            sure = _is_sure(told, abroad)
            elsewhere = not abroad and bool(told.kinds & set(word_list("act_words")["abroad"]))
            if _other_month(said, one.span) and (sure or (once and not elsewhere)):
                return one
            if _other_day(said, one.span) and sure and once:
                return one
    elif said.month_count == 1 and once and (one := _only(mine) or _of_one_month(mine)) is not None:
        if said.start.month == one.span.start.month and one.span.month_count == 1:
            return one if abs(said.start.year - one.span.start.year) <= YEARS else None
        same_year = said.start.year == one.span.start.year and one.span.days == 1
        return one if same_year and _knows_who(told, one) and _is_sure(told, abroad) else None
    elif said.month_count == 12 and once and mine:
        years = {a.span.start.year for a in mine}
        if len(years) == 1 and 0 < abs(said.start.year - min(years)) <= YEARS:
            return mine[0]
    return _before_it_began(told, said, acts, meant)


def _only(acts: Sequence[HeldAct]) -> HeldAct | None:
    """The one act, where all are of one day, month or year."""
    return acts[0] if len({(a.span.start, a.span.end) for a in acts}) == 1 else None


def _of_one_month(acts: Sequence[HeldAct]) -> HeldAct | None:
    """The first of acts that were all within one month."""
    months = {(a.span.start.year, a.span.start.month, a.span.month_count) for a in acts}
    return acts[0] if len(months) == 1 else None


def _by_the_same(told: Told, acts: Sequence[HeldAct]) -> list[HeldAct]:
    """The acts of the chamber that is named; all where none is, or where all chambers together acted."""
    chambers = frozenset(word_list("act_words")["chambers"])
    named = told.bodies & chambers
    if not named:
        return list(acts)
    if named == {"committee"} or "states" in named:
        return [a for a in acts if a.bodies & named]
    if named == {"congress"}:
        return list(acts)
    return [
        a for a in acts if a.bodies & chambers == named or (a.status != "passed" and not a.bodies & chambers)
    ]


def _knows_who(told: Told, act: HeldAct) -> bool:
    """Whether the sentence names the very body that acted, where several take a law in turn."""
    if act.status != "passed":
        return True
    chambers = frozenset(word_list("act_words")["chambers"])
    return bool(told.bodies & act.bodies & chambers) and len(act.bodies & chambers) == 1


def _is_sure(told: Told, abroad: bool) -> bool:
    """Whether another day or month of the same year is wrong: of what is done once, as every word for it says."""
    words = word_list("act_words")
    return told.kinds <= set(words["sure"]) or (abroad and bool(told.kinds & set(words["abroad"])))


def _other_year(said: Period, held: Period) -> bool:
    """Whether a day is that of an act in another year: of its very day, or of its month where no day is held."""
    if not 0 < abs(said.start.year - held.start.year) <= YEARS or said.start.month != held.start.month:
        return False
    return held.days == 1 and said.start.day == held.start.day


def _other_month(said: Period, held: Period) -> bool:
    return held.days == 1 and said.start.day == held.start.day and said.start.month != held.start.month


def _other_day(said: Period, held: Period) -> bool:
    apart = abs((said.start - held.start).days)
    return held.days == 1 and said.start.month == held.start.month and apart > NEAR_DAYS


def _before_it_began(told: Told, said: Period, acts: Sequence[HeldAct], meant: Meant) -> HeldAct | None:
    """The first act of its kind, where a date is before anybody had proposed it."""
    first = min(a.span.start for a in meant.course)
    if not told.named.thing.begins or not told.plainly or said.end >= first - timedelta(BEFORE_DAYS):
        return None
    if first.year - said.end.year > YEARS or not told.kinds & {
        "passed",
        "published",
        "in_force",
        "made",
        "struck_down",
    }:
        return None
    return min(acts, key=lambda a: (a.span.start, a.id))


def _gap(one: Period, other: Period) -> int:
    return max((other.start - one.end).days, (one.start - other.end).days, 0)


def _claim(manuscript: Manuscript, told: Told, judged: _Judged) -> Claim:
    date, said = told.date, told.date.period
    assert said is not None
    one_day = said.start == said.end
    value = float(said.start.toordinal() if one_day else said.start.year)
    name = manuscript.text[told.named.start : told.named.end]
    kinds = " or ".join(sorted(told.kinds)).replace("_", " ")
    roles: dict[Verdict, Role] = {"supported": "supports", "contradicted": "contradicts"}
    role = roles.get(judged.verdict, "other")
    return Claim(
        manuscript.text[date.start : date.end], date.start, date.end, "date", value, value, value,
        unit="day" if one_day else "year", counted=f"{name}: {kinds}", period=said, period_sure=date.sure,
        verdict=judged.verdict, reason=judged.reason,
        evidence=tuple(Support(role, evidence=(a.evidence,), words=a.words) for a in judged.used),
    )  # fmt: skip


class _Home:
    """Where a text's acts may be done, read only where a date seems wrong."""

    def __init__(self, manuscript: Manuscript, context: Context) -> None:
        self._manuscript, self._context = manuscript, context

    def names_neighbour(self, told: Told) -> bool:
        """Whether the sentence names the neighbour that many acts are done with."""
        text = self._manuscript
        sentence = text.sentences[text.sentence_at(told.date.start)]
        return act_words(self._context).names_neighbour(plain(text.text), sentence.start, sentence.end)

    def leaves_open(self, told: Told) -> bool:
        """Whether another country's or a state's act may be meant."""
        text = self._manuscript
        places = find_places(text, self._context)
        home = home_of(places, self._context, text.text)
        if home is not None and home.code != told.named.country:
            return True
        sentence = text.sentences[text.sentence_at(told.date.start)]
        here = [p for p in places if sentence.start <= p.start < sentence.end and not p.in_name]
        own = any(p.country == told.named.country for p in places)
        for place in here if own or told.named.thing.kind else places:
            if place.place is None and not place.nation and place.country not in ("US", told.named.country):
                return True
        if told.named.thing.statements or told.named.thing.kind:
            return False
        words = act_words(self._context)
        if words.is_foreign(plain(text.text), sentence.start, sentence.end, told.named.country):
            return True
        return any(
            p.place is not None and p.place.kind != "country" and not p.dateline and not p.nation
            for p in here
        )
