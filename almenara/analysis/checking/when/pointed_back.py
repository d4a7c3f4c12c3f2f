"""Counts that point at one told before, with a day in their sentence that is that of what is done about it.

"In 2019 there were 1,006 victims. … On 8 March we march for the 1,006 victims": the day is that of the march, and the
victims are those of 2019. A day, or a month, does not count nearly as many as a year did. Nor do words for a span
whose days nobody can tell ("under this government") make the count another one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from almenara.analysis.checking.like_values import one_digit_off, turned, within
from almenara.analysis.checking.place_mention import PlaceMention
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.text.beginning import beginning_in
from almenara.text.comparison_words import pointed_words
from almenara.text.governing import governing
from almenara.text.period_mention import PeriodMention

FINE = 100
"""From which on digits in another order are no chance, and a count may be told only after what points at it."""
CLOSE, ONE_DIGIT = 1.25, 1.6
"""Times that the greater of two counts may be the smaller; the same where they differ in one digit."""
_LEAST = 10
"""A count below it is not told again by its number."""
BACK = 14
"""Sentences back in which the count is told."""
_FRONT = 34
"""Characters in front of a number in which the words that point end."""
_MONTH, _PART = 31, 4
"""Days that the time of an action has, at most, and times that a span must be longer for what was counted in it to be
too much for them."""
_STEM, _SHORT = 5, 3
"""Letters by which two words are of one stem, and those of words that say nothing."""
_PEOPLE = {"victims", "persons"}
"""Units in which the same people are counted."""
_OWN = re.compile(
    r"\s*(?:[^\W\d]+\s){0,2}?(?:of|from|in|during|on|de|del|en|el|durante|d[oa]s?|em|n[oa]s?)\s+(?:the\s|el\s|la\s|o\s|a\s)?",
    re.IGNORECASE,
)
"""Between a counted noun and the time that is its own: "the 138 attacks of 1 July"."""


def with_pointed_back(
    claims: Sequence[Claim],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
    places: Sequence[PlaceMention],
    stands: Callable[[str], bool],
) -> list[Claim]:
    """The claims; one that points at a count told before is of its period, unless its own words tell another, and of
    its country, though what is done about it is done in a town.

    stands  whether a measure is of what stands on a day, as a register: its count grows from day to day
    """
    out = list(claims)
    for number, claim in enumerate(out):
        if claim.kind != "count" or claim.hedge or claim.value < _LEAST:
            continue
        if not _points(claim, manuscript) or manuscript.block_of(claim.start).table:
            continue
        if _own_time(claim, mentions, manuscript):
            continue
        before, behind = _around(out, number, manuscript)
        placed = _of_its_country(before, claim, places, manuscript)
        first = _meant(before, placed, manuscript, stands) or _meant_ahead(behind, placed, manuscript)
        if first is None or first.period is None:
            continue
        if placed is not claim and (
            first.period == claim.period or _passes(claim, first.period, mentions, manuscript)
        ):
            claim = out[number] = placed
        if first.period == claim.period:
            continue
        if _passes(claim, first.period, mentions, manuscript):
            out[number] = replace(
                claim,
                period=first.period,
                period_sure=False,
                period_open=first.period_open,
                since=first.since,
            )
    return out


def near_values(one: float, two: float) -> bool:
    """Whether two counts are so near that they may be one told twice."""
    return within(one, two, ONE_DIGIT if one_digit_off(one, two) else CLOSE)


def _around(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> tuple[list[Claim], list[Claim]]:
    """The claims of the sentences before that of a claim, and of those behind it, in order."""
    own = manuscript.sentence_at(claims[number].start)
    sides: tuple[list[Claim], list[Claim]] = [], []
    for side, rest in zip(sides, (range(number - 1, -1, -1), range(number + 1, len(claims))), strict=True):
        for i in rest:
            apart = abs(own - manuscript.sentence_at(claims[i].start))
            if apart > BACK:
                break
            if apart:
                side.append(claims[i])
    return sides[0][::-1], sides[1]


def _of_its_country(
    before: Sequence[Claim], claim: Claim, places: Sequence[PlaceMention], manuscript: Manuscript
) -> Claim:
    """A claim as of the country whose counts were told, where its place is one in it that no words behind it name."""
    country = next(
        (c.place for c in reversed(before) if c.place is not None and c.place.kind == "country"), None
    )
    if country is None or claim.place is None or not claim.place.code.startswith(f"{country.code}-"):
        return claim
    end = manuscript.sentences[manuscript.sentence_at(claim.start)].end
    behind = any(p.place is not None and p.place != country for p in beginning_in(places, claim.end, end))
    return claim if behind else replace(claim, place=country, place_sure=False)


def may_have_grown(first: Claim, later: Claim, day: Period | None) -> bool:
    """Whether a greater count may be that of a later day, as the first did not close its span: "36 until March … the
    41 by now"."""
    if later.value <= first.value or turned(first.value, later.value) or first.period is None:
        return False
    closed = first.period.whole_months and first.period.month_count % 12 == 0 and not first.period_open
    return not closed and (day is None or day.end > first.period.end)


def _points(claim: Claim, manuscript: Manuscript) -> bool:
    before = manuscript.text[max(0, claim.start - _FRONT) : claim.start].rstrip()
    words = pointed_words(manuscript.language)["the"]
    return any(hit.end() == len(before) for hit in words.finditer(before))


def _own_time(claim: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether a time stands right behind a count or its noun."""
    text = manuscript.text
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    told = text.find(claim.counted, claim.end, claim.end + len(claim.counted) + 2) if claim.counted else -1
    end = told + len(claim.counted) if told >= 0 else claim.end
    at = bisect_left(mentions, claim.end, key=lambda m: m.start)
    behind = mentions[at] if at < len(mentions) and mentions[at].start < sentence.end else None
    if behind is None or behind.period is None:
        return False
    return behind.start < end or _OWN.fullmatch(text, end, behind.start) is not None


def one_thing(first: Claim, later: Claim, manuscript: Manuscript) -> bool:
    """Whether two counts are of one measure and place, or one of them is of the people to whom that happened, or of the
    noun of the first alone: "980 femicides … the 980 women killed"."""
    if first.place != later.place or not (first.measure or later.measure):
        return False
    if first.measure and later.measure:
        units = {first.unit, later.unit} - {""}
        if first.measure != later.measure or (len(units) > 1 and not units <= _PEOPLE):
            return False
        both = first.definitions and later.definitions
        return not both or bool(set(first.definitions) & set(later.definitions))
    return _of_whoever(first, later, manuscript) if first.measure else _of_whoever(later, first, manuscript)


def _of_whoever(measured: Claim, other: Claim, manuscript: Manuscript) -> bool:
    """Whether a count whose measure was not told is of the people, or cases, of one that has a measure."""
    words = pointed_words(manuscript.language)
    told, _, narrower = other.counted.partition(" … ")
    nouns = told.split()
    behind = manuscript.text[other.end :].lstrip()[len(told) :]
    if not nouns or (narrower and behind.lstrip().startswith(narrower)):
        return False
    told_so = len(nouns) > 1 and (
        words["fate"].fullmatch(nouns[1]) or fold(nouns[1]) in fold(measured.counted)
    )
    if narrows_behind(nouns, manuscript.language) and not told_so:
        return False
    said = manuscript.said(manuscript.sentences[manuscript.sentence_at(measured.start)])
    if any(
        words["opens"].fullmatch(one) and len(two) > _SHORT and fold(two)[:_STEM] not in fold(said)
        for one, two in pairwise(nouns)
    ):
        return False  # "the 8,150 thefts with violence"
    if words["files"].fullmatch(nouns[0]) and words["people"].match(measured.counted):
        return False
    if words["women"].fullmatch(nouns[0]):
        return words["women"].search(said) is not None
    if words["events"].fullmatch(nouns[0]) and words["events"].match(measured.counted):
        return True
    head = fold(nouns[0])[:_STEM]
    counted = len(head) == _STEM and any(fold(w).startswith(head) for w in measured.counted.split())
    return counted or words["whoever"].fullmatch(nouns[0]) is not None


def narrows_behind(nouns: Sequence[str], language: str) -> bool:
    """Whether the second word of a noun phrase says which are meant: "mujeres indígenas", but "secuestros queremos"."""
    if language == "en" or len(nouns) < 2:
        return False
    return len(nouns[1]) > 3 and nouns[1][-1] == "s" and nouns[1][-3:] != "mos"


def _meant(
    before: Sequence[Claim], claim: Claim, manuscript: Manuscript, stands: Callable[[str], bool]
) -> Claim | None:
    """The one count told before that a claim tells again, with its value or a slip of it; None where several may be."""
    alike = [
        c for c in before
        if c.kind == "count" and c.period is not None and c.period_sure and not (c.hedge or c.projection or c.denied)
        and one_thing(c, claim, manuscript)
    ]  # fmt: skip
    same = [c for c in alike if c.value == claim.value]
    slips = [c for c in alike if turned(c.value, claim.value)]
    near = [
        c for c in alike
        if not stands(c.measure) and near_values(c.value, claim.value) and not may_have_grown(c, claim, claim.period)
    ]  # fmt: skip
    for told in (same, slips, near):
        if told:
            return told[-1] if len({c.period for c in told}) == 1 else None
    return None


def _meant_ahead(behind: Sequence[Claim], claim: Claim, manuscript: Manuscript) -> Claim | None:
    """The count that a text tells only after what is done about it, with the very value or its digits turned around."""
    told = [
        c for c in behind
        if c.kind == "count" and c.period is not None and c.period_sure and not (c.hedge or c.projection or c.denied)
        and one_thing(c, claim, manuscript)
        and min(c.value, claim.value) >= FINE and (c.value == claim.value or turned(c.value, claim.value))
    ]  # fmt: skip
    return told[0] if len({(c.value, c.period) for c in told}) == 1 else None


def _passes(claim: Claim, told: Period, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether the time that a claim was given is none that it may have been counted in."""
    found = governing(mentions, manuscript, claim.start)
    if claim.period is None:
        return found is None or found.mention.period is None
    if not claim.period_sure and (found is None or found.how in ("paragraph", "section")):
        return True
    if (
        not claim.period_sure
        and found is not None
        and found.mention.relative
        and _overlap(claim.period, told)
    ):
        return True  # "in those months"
    if found is not None and found.mention.relation == "since":
        return found.mention.period is not None and found.mention.period.start == told.start
    short = claim.period.days <= _MONTH
    return short and (claim.period.days * _PART <= told.days or claim.period.days == told.days == 1)


def _overlap(one: Period, two: Period) -> bool:
    return one.start <= two.end and two.start <= one.end
