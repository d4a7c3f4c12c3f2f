"""Shares that close what their counts tell: "Of the 553, 487 were granted, which is 88 percent", "That is 29 percent".

The share names no whole of its own. Its part is the count told last; its whole opens the sentence or stands in the
one before. Of several counts that may be the whole, one that fits is enough; where none fits, the share is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import concludes, goes_on_about, idle, points_back
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.proportions.appositions import is_off
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, cut_off, meet
from almenara.model.claim import Arithmetic

_LEAST = 10
"""Below it a count may be how often or of how many things, and no part."""
_LEAD = 45
"""Characters in front of the first count of a sentence that may open it as the whole."""
_EXACTLY = 0.02
"""Share of itself by which what is told as exact may be off."""
_ENDS = re.compile(r"\s*(?:[.,;)]|$)")
_APART = re.compile(r"[;:()]|\.\s")


def closing_shares(reading: Reading) -> Iterator[Reckoning]:
    """Shares of which no other sum was found."""
    for index, claim in enumerate(reading.claims):
        cue = reading.cues.get(index)
        if claim.kind not in ("percent", "ratio") or claim.projection or claim.denied or reading.cell(index):
            continue
        if reading.found.get(index) or (cue is not None and cue.kind not in ("", "share")):
            continue
        if not _closed(reading, index):
            continue
        part, wholes = _told(reading, index)
        done = [one for whole in wholes if (one := shared(reading, index, [part], whole)) is not None]
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif done and all(_wrong(reading, index, one) for one in done):
            yield Reckoning(index, done[-1])


def _wrong(reading: Reading, index: int, done: Arithmetic) -> bool:
    claim = reading.claims[index]
    if reading.slips["exactly"].search(reading.before(index)[-_LEAD:]):
        return abs((done.computed or 0.0) / claim.value - 1) > _EXACTLY
    if claim.kind == "ratio":
        return is_off(claim, done)
    return not meet(cut_off(claim), (done.computed or 0.0,) * 2)


def _closed(reading: Reading, index: int) -> bool:
    """ "…, 88 percent." and "88 percent of them.", not "88 percent of the victims" or "88 percent of them were"."""
    after = reading.after(index).lstrip()
    if reading.told["reading_on"].match(after) is not None:
        return True
    hit = reading.words["of_them"].match(after)
    return _ENDS.match(after[hit.end() :] if hit else after) is not None


def _told(reading: Reading, index: int) -> tuple[int, list[int]]:
    """The part that a share closes, and what may be its whole; no wholes where nothing is plain."""
    group = reading.inside[reading.sentence[index]]
    before = [i for i in group[: group.index(index)] if _count(reading, i)]
    if len(before) > 1 and _out_of_all(reading, *before[-2:]) and _restates(reading, before[-1], index):
        return before[-2], [before[-1]]
    if before:
        part = before[-1]
        if not _restates(reading, part, index):
            return part, []
        return part, [i for i in _wholes(reading, part, before) if _wider(reading, i, part)]
    number, sentences = reading.sentence[index], reading.manuscript.sentences
    if group[0] != index or not number or sentences[number - 1].block != sentences[number].block:
        return index, []
    if not (points_back(reading, index) and (concludes(reading, index) or goes_on_about(reading, index))):
        return index, []
    told = [i for i in reading.inside.get(number - 1, []) if _count(reading, i)]
    if len(told) != 2 or not _opens(reading, told[0]) or not _wider(reading, told[0], told[1]):
        return index, []
    return told[1], [told[0]]


def _out_of_all(reading: Reading, part: int, whole: int) -> bool:
    """Whether a count is told as a part of the one right behind it, with nothing else between: "112 of our 128"."""
    between = reading.before(whole).strip()
    return reading.told["part_of"].fullmatch(between) is not None and _wider(reading, whole, part)


def _count(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    return counted(reading, index) and claim.hedge == "" and claim.low == claim.high and claim.value >= _LEAST


def _wider(reading: Reading, whole: int, part: int) -> bool:
    one, two = reading.claims[whole], reading.claims[part]
    return one.value > two.value and one.kind == two.kind


def _wholes(reading: Reading, part: int, before: list[int]) -> list[int]:
    """Of "Of the 553, 487 …" the first; of "Of these, 48 …" and "48 of them" the counts of the sentence before."""
    if len(before) > 1:
        first = before[0]
        shared_too = reading.claims[first + 1].kind == "percent" and _restates(reading, first, first + 1)
        parted = shared_too or "," in reading.before(first)  # "of all that year, 553 to men (87 %)"
        return [first] if _opens(reading, first) and not parted else []
    number, sentences = reading.sentence[part], reading.manuscript.sentences
    if not number or sentences[number - 1].block != sentences[number].block:
        return []
    of_them = reading.words["of_them"].match(reading.after(part).lstrip())
    if of_them is None and not _opens(reading, part):
        return []
    return [i for i in reading.inside.get(number - 1, []) if _count(reading, i)]


def _opens(reading: Reading, first: int) -> bool:
    """Whether a sentence begins "Of …", and a count is the first thing told in it."""
    said = reading.said(reading.sentence[first]).lstrip(" “\"'¿¡-–•*")
    lead = reading.before(first)
    return len(lead) <= _LEAD and reading.words["opening"].match(said) is not None


def _restates(reading: Reading, part: int, index: int) -> bool:
    """Whether a share only says again what its part says: nothing but idle words lead to it."""
    between = reading.manuscript.text[reading.claims[part].end : reading.claims[index].start]
    if _APART.search(between.rstrip().removesuffix("(")) or reading.words["contrast"].search(between):
        return False
    pieces = re.split(r"[,(–—]", between)[1:]
    return bool(pieces) and all(idle(reading, piece) for piece in pieces)  # not "487 in 88 percent"
