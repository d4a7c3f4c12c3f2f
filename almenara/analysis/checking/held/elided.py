"""Counts that say no more than when and how many, right behind one that says what: they are of the same, by its rule.

"Prosecutors counted 811 victims in 2023. In 2019 it was 1,926": where 811 is held to the unit, 1,926 is meant to be of
the same count, and is wrong where neither that year nor any other has such a value by any rule or edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.held.desk import Desk, Ruling
from almenara.analysis.checking.held.other_times import of_a_part_of_its_year
from almenara.analysis.checking.held.vintages import ALL_TIME, Ask
from almenara.analysis.checking.kindred import near, same, words
from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.word_lists import word_list
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_TELLING = 100
"""Counts below it may hold, or miss, by chance."""
_EXACT = 1000
"""From which on a count agrees with a rule that is not the preferred one by no coincidence."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:\s(?:mil|thousand)\b(?:\s\d+)?)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAUSE = re.compile(r"\s*(?:[,;:–—(]|\s-\s)\s*")


def elided_asks(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[Ask]:
    """All times of what an elided count is of, and of what may be taken for it: it may be of any of them."""
    for number, claim in enumerate(claims):
        if claim.place is not None and _goes_on_barely(claims, number, manuscript) is not None:
            for measure in dict.fromkeys((claim.measure, *same(claim.measure), *near(claim.measure))):
                yield Ask(measure, claim.place, ALL_TIME)


def by_the_one_before(
    desk: Desk,
    claims: Sequence[Claim],
    rulings: Sequence[Ruling],
    number: int,
    rule: Callable[[Desk, Claim], Ruling],
) -> Ruling | None:
    """What an elided count is found to be by the rule of the count before it; None where it is not plainly wrong.

    rulings  of the claims, as they are found by then
    rule     judges one claim
    """
    before = _goes_on_barely(claims, number, desk.manuscript)
    if before is None:
        return None
    claim, other, found = claims[number], claims[before], rulings[before]
    if found.verdict in ("supported", "outdated"):
        plain = claim
    elif found.verdict == "supported-other-definition" and other.value >= _EXACT and found.definition:
        plain = replace(claim, definition=found.definition, definitions=(found.definition,))
    else:
        return None
    if found.reason.startswith("As ") or _held_elsewhere(desk, claim):
        return None
    again = rule(desk, replace(plain, measure_sure=True, place_sure=other.place_sure))
    if again.verdict != "contradicted" or again.definition != found.definition:
        return None
    if _may_be_an_edition(desk, claim, found.definition) or may_be_by_another(
        desk, claim, other, found.definition
    ):
        return None
    return replace(again, reason=f"{again.reason} It goes on about {other.text}, which agrees by this count.")


def _goes_on_barely(claims: Sequence[Claim], number: int, manuscript: Manuscript) -> int | None:
    """The count before one whose clause says nothing else than its time; None where it may be of something else."""
    claim = claims[number]
    if not _plain(claim) or not claim.period_sure or claim.period is None or claim.value < _TELLING:
        return None
    before = next((i for i in range(number - 1, -1, -1) if claims[i].kind == "count"), None)
    if before is None or not _one_count(claims[before], claim):
        return None
    here, there = (manuscript.sentence_at(claims[i].start) for i in (number, before))
    sentences = manuscript.sentences
    if here - there != 1 or sentences[here].block != sentences[there].block:
        return None
    if manuscript.blocks[sentences[here].block].kind != "paragraph":
        return None
    told = [
        c for c in claims if c.kind == "count" and sentences[there].start <= c.start < sentences[here].end
        and (c.start <= claim.start or c.measure == claim.measure)
    ]  # fmt: skip
    if len(told) != 2 or _partial(claims[before], manuscript):
        return None
    return before if _says_nothing_else(claim, manuscript, here) else None


def _plain(claim: Claim) -> bool:
    if claim.kind != "count" or not claim.measure or claim.hedge or claim.low != claim.high:
        return False
    return not (claim.projection or claim.denied or claim.period_open or claim.comparison)


def _one_count(one: Claim, other: Claim) -> bool:
    """Whether two counts are of one measure and place, of two times as long, and told by the same or by nobody else."""
    if not _plain(one) or one.period is None or other.period is None or one.value < _TELLING:
        return False
    if (one.measure, one.place) != (other.measure, other.place) or not one.measure_sure:
        return False
    if one.period == other.period or abs(one.period.days - other.period.days) > 3:
        return False
    units = not (one.unit and other.unit) or one.unit == other.unit
    return units and (not other.attribution or other.attribution == one.attribution)


def _partial(claim: Claim, manuscript: Manuscript) -> bool:
    """Whether the sentence of a count names an earlier or later end than that of its time: "until July", "so far"."""
    assert claim.period is not None
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    said = manuscript.said(sentence)
    whole_year = claim.period.days >= 365
    return whole_year and _months(manuscript.language).search(said) is not None


@lru_cache
def _months(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('months')[language])})(?!\w)", re.IGNORECASE)


def _says_nothing_else(claim: Claim, manuscript: Manuscript, at: int) -> bool:
    """Whether the sentence of a count has only a year or month, the number, and words that say that it was."""
    sentence, text = manuscript.sentences[at], manuscript.text
    led = text[sentence.start : claim.start]
    behind = text[claim.end : sentence.end]
    pause = _PAUSE.search(behind)
    own = behind[: pause.start()] if pause else behind
    rest = behind[pause.end() :] if pause else ""
    clause = f"{led} {own}"
    if any(not _YEAR.fullmatch(n) for n in _NUMBER.findall(clause)):
        return False
    allowed = _said(manuscript.language)
    if any(folded(w) not in allowed for w in _WORD.findall(clause)):
        return False
    return not rest.strip(" .\n)") or _trend(manuscript.language).match(_folded_text(rest)) is not None


@lru_cache
def _said(language: str) -> frozenset[str]:
    months = {folded(m) for told in words("months")[language] for m in told.split("|") if m.isalpha()}
    return frozenset(word_list("elided")["said"][language].split()) | months


@lru_cache
def _trend(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(word_list('elided')['trend'][language])})\b")


def _folded_text(text: str) -> str:
    return " ".join(folded(w) for w in re.findall(r"\S+", text))


def _may_be_an_edition(desk: Desk, claim: Claim, definition: str) -> bool:
    """Whether a count lies no further from those of its time than they lie apart: an edition not held may have it."""
    assert claim.place is not None and claim.period is not None
    values = [v.value for v in desk.held.record(claim.measure, claim.place, claim.period).of(definition)]
    return bool(values) and min(abs(v - claim.value) for v in values) <= max(values) - min(values)


def may_be_by_another(desk: Desk, claim: Claim, other: Claim, definition: str) -> bool:
    """Whether another rule of the same body has a value for the time of the count before, and none is held for the
    claim's: case files beside victims."""
    assert claim.place is not None and claim.period is not None and other.period is not None
    theirs, own = (desk.held.record(claim.measure, claim.place, p) for p in (other.period, claim.period))
    body = desk.now.definition(definition).publisher
    return any(
        desk.now.definition(name).publisher == body and theirs.of(name) and not own.of(name)
        for name in theirs.by_definition
    )


def _held_elsewhere(desk: Desk, claim: Claim) -> bool:
    """Whether a count is that of any time, rule or edition held of its measure and place, or of a kindred measure."""
    assert claim.place is not None
    for measure in dict.fromkeys((claim.measure, *same(claim.measure), *near(claim.measure))):
        if any(v.value == claim.value for v in desk.held.anywhen(measure, claim.place)):
            return True
    return of_a_part_of_its_year(desk, replace(claim, period_sure=False)) is not None
