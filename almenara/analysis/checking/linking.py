"""Linking: of each quantity in a text, what is counted, where, when, compared with what, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from almenara.analysis.checking.held.level_lists import with_listed_levels
from almenara.analysis.checking.held.level_mentions import of_its_state
from almenara.analysis.checking.held.verdicts import adds_up, is_stock
from almenara.analysis.checking.what.asked import of_the_question
from almenara.analysis.checking.what.both import of_both
from almenara.analysis.checking.what.carrying import (
    OTHER,
    continues,
    goes_on,
    whole_follows,
)
from almenara.analysis.checking.what.choosing import Linked, subject_for
from almenara.analysis.checking.what.coordinated import coordinated
from almenara.analysis.checking.what.counted_before import of_inhabitants_counted, of_the_compared
from almenara.analysis.checking.what.defining import cues_of, defined
from almenara.analysis.checking.what.in_rows import measured_in_rows
from almenara.analysis.checking.what.including import with_second_crime
from almenara.analysis.checking.what.known_spans import Spans
from almenara.analysis.checking.what.measures_in_turn import of_turn
from almenara.analysis.checking.what.narrowing import narrowed
from almenara.analysis.checking.what.of_columns import of_summed_columns
from almenara.analysis.checking.what.same_people import of_the_same_people
from almenara.analysis.checking.what.sections import of_the_section
from almenara.analysis.checking.what.side_by_side import matched
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.tabled import narrowed_in_table, of_something_else
from almenara.analysis.checking.what.terms import find_subjects
from almenara.analysis.checking.what.those_told import of_those_told
from almenara.analysis.checking.when.averages_restated import with_averages_restated
from almenara.analysis.checking.when.came_from import with_came_from
from almenara.analysis.checking.when.change_bases import MOVES, with_change_bases
from almenara.analysis.checking.when.compared_with import compared_with
from almenara.analysis.checking.when.dating import When, when_told
from almenara.analysis.checking.when.in_rows import dated_in_rows
from almenara.analysis.checking.when.like_spans import with_like_spans
from almenara.analysis.checking.when.moving import with_moves
from almenara.analysis.checking.when.named_spans import with_named_spans
from almenara.analysis.checking.when.one_value import with_one_value
from almenara.analysis.checking.when.pointed_back import with_pointed_back
from almenara.analysis.checking.when.prevailing_period import cut_of_text, prevailing_period
from almenara.analysis.checking.when.spans_of_parts import with_spans_of_parts
from almenara.analysis.checking.when.steps_in_turn import with_steps_in_turn
from almenara.analysis.checking.when.then_and_now import with_earlier, with_later
from almenara.analysis.checking.where.asides import without_clauses_aside
from almenara.analysis.checking.where.in_brackets import with_brackets
from almenara.analysis.checking.where.namesakes import with_namesakes
from almenara.analysis.checking.where.parts_by_place import only_placed, told_at_its_place
from almenara.analysis.checking.where.places import PlaceMention, find_places, home_of
from almenara.analysis.checking.where.places_in_turn import placed_in_turn
from almenara.analysis.checking.where.placing import place_for
from almenara.analysis.checking.where.ranked_places import with_ranked_places
from almenara.analysis.checking.where.states_meant import with_states_meant
from almenara.analysis.checking.where.staying import goes_on_there, told_there
from almenara.analysis.checking.where.table_totals import with_table_totals
from almenara.analysis.context import Context
from almenara.model.claim import Attribution, Claim, LeftOut
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.text.attribution import Said, find_attributions
from almenara.text.comparisons import Cue, find_comparisons
from almenara.text.denial import is_denied
from almenara.text.governing import governing
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods
from almenara.text.projection import is_projection
from almenara.text.quantities import find_quantities
from almenara.text.quantity import Quantity

NOT_COUNTED = ("money", "duration")
"""Kinds that are about something beside a count: a ransom is no kidnapping."""


_NEXT = re.compile(r"\b(?:and|y|e)\s+[^\W\d]\w*\s+(?:[^\W\d]+\s+){0,2}\d", re.IGNORECASE)
"""Between a number and what is counted, another number with a word of its own: "40,000 and added 26,000 bodies"."""
_IN_BRACKET = re.compile(r"[^();]{0,60};[^();\d]{0,40}(?:\d{4})?[,:]?\s")
"""Between two numbers of what may be one bracket, the second of another time or place."""
_CONTRAST = re.compile(r"\b(?:while|whereas|but|mientras|pero|enquanto|mas)\b", re.IGNORECASE)
UNSAID = ("default", "prevailing", "before")
"""How a place is found where the sentence names none."""


@dataclass(frozen=True)
class _Read:
    """Everything that was found in a text, in order."""

    manuscript: Manuscript
    context: Context
    quantities: list[Quantity]
    mentions: list[PeriodMention]
    said: list[Said]
    subjects: list[Subject]
    cues: dict[int, Cue]
    places: list[PlaceMention]


def link(
    manuscript: Manuscript, context: Context, about: Place | None = None
) -> tuple[list[Claim], list[LeftOut]]:
    """Every claim of a text with its links, in order, and the numbers that claim nothing.

    No verdict is given yet, and no sum is done.

    about  the country of a text that names none, where something else tells it
    """
    quantities, left = find_quantities(manuscript)
    where = with_namesakes(find_places(manuscript, context, about), manuscript, context)
    where = with_states_meant(where, manuscript, context)
    home = about or home_of(where, context, manuscript.text)
    periods = with_named_spans(find_periods(manuscript), manuscript, context, home)
    subjects, periods = without_clauses_aside(find_subjects(manuscript, context), periods, manuscript)
    read = _Read(
        manuscript, context, quantities, periods, find_attributions(manuscript),
        _outside_names(subjects, where),
        {cue.quantity: cue for cue in find_comparisons(manuscript, quantities)}, where,
    )  # fmt: skip
    known = _known(read)
    links: list[Linked] = []
    claims: list[Claim] = []
    for number, quantity in enumerate(quantities):
        linked = _linked(read, number, links, known)
        links.append(linked)
        placed = place_for(where, manuscript, quantity.start, quantity.end, home)
        if quantity.kind == "level" and placed.mention is not None and placed.mention.place == placed.place:
            placed = replace(placed, place=of_its_state(placed.mention, context).place)
        claim = _claim(read, number, linked)
        claim = replace(claim, place=placed.place, place_sure=placed.sure)
        if claims and goes_on_there(placed, claims[-1], claim, where, manuscript):
            claim = replace(
                claim, place=claims[-1].place, place_sure=claims[-1].place_sure and claim.kind != "count"
            )
            placed = replace(placed, how="clause")
        unplaced = placed.how in UNSAID
        told = told_there(where, manuscript, quantity.start) if unplaced else None
        if told is not None and told.place is not None:
            claim = replace(claim, place=told.place, place_sure=told.announced)
        before = _continued(read, number, linked, claims, known)
        if before is not None:
            claim = _going_on(claim, before, told is not None and not told.mixed)
        cues = cues_of(claim, read.subjects, read.said, manuscript)
        claim = defined(
            claim, linked.subject, cues, context, manuscript.published, before, linked.how == "before"
        )
        claims.append(_whole(read, number, claim, linked.subject))
    claims = placed_in_turn(claims, where, manuscript)
    claims = of_both(with_table_totals(claims, where, manuscript, context), links, manuscript)
    claims = of_summed_columns(with_second_crime(claims, manuscript), read.subjects, manuscript)
    claims = with_ranked_places(claims, manuscript)
    claims = with_brackets(with_later(claims, read.mentions, manuscript), where, manuscript)
    claims = with_came_from(with_moves(claims, read.mentions, manuscript), read.mentions, manuscript)
    claims = with_steps_in_turn(claims, read.mentions, manuscript)
    claims = with_averages_restated(claims, read.mentions, manuscript)
    claims = with_like_spans(claims, read.mentions, manuscript)
    claims = with_spans_of_parts(claims, read.mentions, manuscript)
    claims = with_change_bases(claims, read.cues, read.mentions, manuscript)
    claims = with_earlier(claims, read.mentions, manuscript)
    claims = with_one_value(claims, read.mentions, manuscript)
    claims = measured_in_rows(dated_in_rows(claims, read.mentions, manuscript), read.subjects, manuscript)
    claims = with_pointed_back(
        claims, read.mentions, manuscript, where, lambda measure: is_stock(context, measure)
    )
    return with_listed_levels(claims, where, read.mentions, manuscript), left


def _outside_names(subjects: Sequence[Subject], places: Sequence[PlaceMention]) -> list[Subject]:
    """The subjects but for words in the name of a state or town, which count nothing."""
    names = [(p.start, p.end) for p in places if p.sure and p.place is not None and p.place.kind != "country"]
    starts = [start for start, _ in names]
    out = []
    for one in subjects:
        at = bisect_right(starts, one.start) - 1
        if at < 0 or one.end > names[at][1]:
            out.append(one)
    return out


def _known(read: _Read) -> Spans:
    """Characters of places, times, names of who speaks, and numbers."""
    found = [(p.start, p.end) for p in read.places] + [(m.start, m.end) for m in read.mentions]
    found += [(s.start, s.end) for s in read.said] + [(q.start, q.end) for q in read.quantities]
    told = [p.start for p in read.places] + [m.start for m in read.mentions]
    return Spans(tuple(sorted(found)), tuple(sorted(told)))


def _linked(read: _Read, number: int, earlier: Sequence[Linked], known: Spans) -> Linked:
    """What the quantity counts, by its own words, its sentence, or what was told before."""
    linked = _subject_of(read, number)
    own = read.quantities[number].noun_end > read.quantities[number].noun_start
    part = (
        read.quantities[number].kind != "count"
        or linked.subject is None
        or (linked.how == "before" and not own)
    )
    if part and whole_follows(number, read.quantities, read.manuscript):
        whole = _subject_of(read, number + 1)
        carried = whole.how == "before"
        if whole.how == "other" or (carried and not _known_part(read, number, whole, earlier, known)):
            return OTHER  # "eight of its 210 members"
        if not carried or linked.how != "before":
            return whole if whole.subject is None else replace(whole, sure=False)
    if number and not own and _in_one_bracket(read, number):
        return replace(earlier[number - 1], sure=False)
    if (like := of_the_compared(number, read.quantities, earlier, read.manuscript)) is not None:
        return like
    if turn := matched(number, read.quantities, earlier, read.subjects, read.manuscript):
        return turn
    if (turned := of_turn(linked, number, read.quantities, read.subjects, read.manuscript)) is not linked:
        return turned
    asked = of_the_question(linked, number, read.quantities, read.subjects, read.manuscript)
    if asked is not linked:
        return asked
    quantity = read.quantities[number]
    linked = of_the_section(linked, quantity, read.subjects, read.places, read.mentions, read.manuscript)
    linked = goes_on(linked, number, read.quantities, read.subjects, read.manuscript, known, earlier)
    linked = of_inhabitants_counted(linked, number, read.quantities, earlier, read.manuscript)
    linked = of_those_told(linked, number, read.quantities, earlier, read.subjects, read.manuscript)
    linked = of_the_same_people(linked, number, read.quantities, earlier, read.manuscript)
    return coordinated(linked, number, read.quantities, read.subjects, read.manuscript)


def _in_one_bracket(read: _Read, number: int) -> bool:
    """Whether a number stands in the brackets of the one before it: "(418 in January; last year, 484)"."""
    text, last, quantity = read.manuscript.text, read.quantities[number - 1], read.quantities[number]
    begun = read.manuscript.sentences[read.manuscript.sentence_at(quantity.start)].start
    opened = text.rfind("(", begun, last.start)
    return (
        opened > text.rfind(")", begun, last.start)
        and _IN_BRACKET.fullmatch(text, last.end, quantity.start) is not None
    )


def _known_part(read: _Read, number: int, whole: Linked, earlier: Sequence[Linked], known: Spans) -> bool:
    """Whether words before a part of what was told before may be of that: not "certified officers: 1,204 of 1,530"."""
    on = goes_on(whole, number, read.quantities, read.subjects, read.manuscript, known, earlier)
    return on.subject is not None


def _subject_of(read: _Read, number: int) -> Linked:
    q = read.quantities[number]
    return subject_for(read.subjects, read.manuscript, q.start, q.end, q.noun_start, q.noun_end)


def _continued(
    read: _Read, number: int, linked: Linked, claims: Sequence[Claim], known: Spans
) -> Claim | None:
    """The claim before one that plainly goes on about the same thing, and about nothing else."""
    if linked.how != "before" or linked.subject is None or not claims:
        return None
    cue = read.cues.get(number)
    quantity = read.quantities[number]
    if (cue is not None and cue.kind) or linked.unit not in ("", claims[-1].unit):
        return None  # "ten more"; "690 cases" after victims
    when = governing(read.mentions, read.manuscript, quantity.start)
    if when is not None and when.mention.months_only:
        return None
    if not continues(number, read.quantities, read.subjects, read.manuscript, known):
        return None
    first = read.manuscript.sentences[read.manuscript.sentence_at(claims[-1].start)].start
    told = {c.measure for c in claims if c.start >= first and c.kind == "count"}
    return claims[-1] if told == {linked.subject.measure} else None


def _going_on(claim: Claim, before: Claim, unplaced: bool) -> Claim:
    """A claim that goes on about another: of the same place where its sentence names none.

    Its measure stays unsure, as everything that a sentence does not say itself: it can't be accused for it.
    """
    return replace(claim, place=before.place, place_sure=False) if unplaced else claim


def _claim(read: _Read, number: int, linked: Linked) -> Claim:
    """The claim but for its place and definitions."""
    quantity = read.quantities[number]
    subject = linked.subject
    foreign = quantity.kind == "count" and quantity.unit != ""  # kilometres, tonnes: nothing of ours
    ours = (
        not foreign
        and subject is not None
        and subject.ours
        and not subject.turned
        and quantity.kind not in NOT_COUNTED
    )
    when = when_told(read.manuscript, read.quantities, read.mentions, number)
    if when.opened and when.period and subject and subject.measure and adds_up(read.context, subject.measure):
        when = replace(
            when, period=Period(when.opened, when.period.end), sure=False
        )  # "by the end of October"
    if when.period is None and subject and subject.measure and not is_stock(read.context, subject.measure):
        told = governing(read.mentions, read.manuscript, quantity.start)
        untold = told is None or (told.mention.period is None and told.how in ("paragraph", "section"))
        about = prevailing_period(read.mentions, read.manuscript, quantity.start) if untold else None
        when = replace(when, period=about, sure=False)
    if subject and subject.measure and is_stock(read.context, subject.measure):
        when = _as_of(read, quantity, when)
    counted = quantity.noun or (quantity.unit if foreign else subject.text if subject else "")
    if subject is not None and not subject.ours and counted in subject.text and not subject.turned:
        counted = subject.text  # "kidnappings and extortions", not the first of them alone
    return Claim(
        text=quantity.text,
        start=quantity.start,
        end=quantity.end,
        kind=quantity.kind,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        unit=quantity.unit or (subject.unit if subject and quantity.kind == "count" else ""),
        per=quantity.per,
        counted=" ".join(counted.split()),
        measure=subject.measure if subject is not None and ours else "",
        measure_sure=bool(ours and linked.sure and not _beyond_contrast(read, quantity, subject)),
        period=when.period,
        period_sure=when.sure,
        period_open=when.unended,
        since=when.since,
        comparison=compared_with(
            read.manuscript, read.quantities, read.mentions, read.cues.get(number), number
        ),
        attribution=_attribution(read.said, quantity.start),
        projection=is_projection(read.manuscript, quantity.start, quantity.end),
        denied=is_denied(read.manuscript, quantity.start, quantity.end),
    )


def _as_of(read: _Read, quantity: Quantity, when: When) -> When:
    """The time of what stands on a day: that of the text's cut where none is told, or a span of something else."""
    told = governing(read.mentions, read.manuscript, quantity.start)
    carried = told is not None and told.how in ("paragraph", "section")
    spanned = carried and when.period is not None and when.period.days > 1
    if when.period is not None and not spanned:
        return when
    cut = cut_of_text(read.mentions, read.manuscript, quantity.start)
    return when if cut is None else When(cut, False)


def _beyond_contrast(read: _Read, quantity: Quantity, subject: Subject | None) -> bool:
    """Whether what is counted is named only after a "while" or "but", or behind another number that a verb of its
    own brings in: it may be of the next number."""
    if subject is None or subject.start <= quantity.end:
        return False
    between = read.manuscript.text[quantity.end : subject.start]
    return _CONTRAST.search(between) is not None or _NEXT.search(between) is not None


def _attribution(said: Sequence[Said], position: int) -> tuple[Attribution, ...]:
    """Who says it, by the narrowest stretch that covers a position."""
    over = [s for s in said if s.scope_start <= position < s.scope_end]
    return min(over, key=lambda s: s.scope_end - s.scope_start).chain if over else ()


def _is_change(read: _Read, number: int) -> bool:
    """Whether a percentage or a multiple is how much something rose or fell."""
    cue = read.cues.get(number)
    return read.quantities[number].kind in ("percent", "times") and cue is not None and cue.kind in MOVES


def _whole(read: _Read, number: int, claim: Claim, subject: Subject | None) -> Claim:
    """The claim without its measure where its words narrow it to a part of what the measure counts."""
    if (
        not (claim.kind == "count" or _is_change(read, number))
        or not claim.measure
        or subject is None
        or subject.who not in ("", "persons")
        or subject.part
    ):
        return claim
    if of_something_else(read.manuscript, claim.start, read.subjects, read.mentions, read.places):
        return replace(claim, measure_sure=False)
    names = [(s.start, s.end) for s in read.subjects if s.publisher]
    measured = [(s.start, s.end) for s in read.subjects if s.measure == claim.measure or s.generic]
    placed = only_placed(claim, read.places, read.manuscript, measured)
    spoken = (subject.start, subject.end)
    how, words = narrowed(read.manuscript, claim.start, claim.end, spoken, names, placed)
    if not how:
        apart = claim.place is not None and claim.place_sure and claim.place.kind != "country"
        how, words = narrowed_in_table(read.manuscript, claim.start, subject, apart)
    if how == "narrow" and claim.kind == "count" and not told_at_its_place(claim, words, read.places):
        counted = claim.counted if words in claim.counted else f"{claim.counted} … {words}"
        return replace(claim, measure="", measure_sure=False, definition="", definitions=(), counted=counted)
    return replace(claim, measure_sure=False) if how else claim


def names_no_country(claims: Sequence[Claim], manuscript: Manuscript, context: Context) -> bool:
    """Whether counts of a text have no place because it names none but that of who speaks."""
    if all(c.place is not None for c in claims if c.kind == "count"):
        return False
    where = find_places(manuscript, context)
    return home_of(where, context, manuscript.text) is None and not any(
        m.country and m.country != "US" for m in where if not m.nation and not m.again
    )
