"""Sums that close what was told: "That is thirty in three years", "the quarter closed with 350", "61,637 remain"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.analysis.checking.arithmetic.sums.totals import MEANT, total_of
from almenara.model.claim import Arithmetic

_NOUNS = 2
"""Words of what is counted between a total and those that call it one, at most."""
_GAP = 14
"""Characters between the words that sum and the total, at most."""
_NEAR = 0.12
"""Share by which parts of several nouns may miss a total and still be meant to add up to it."""
_REST = 0.05
"""Share by which a remainder may miss what is left and still be meant to be it."""


def closings(reading: Reading) -> Iterator[Reckoning]:
    """Totals and remainders of the counts told just before."""
    for index in range(len(reading.claims)):
        if not _plain(reading, index) or reading.cell(index):
            continue
        if any(done.kind in ("sum", "difference") for done in reading.found.get(index, ())):
            continue
        before = reading.before(index)
        if _ends_with(reading, "leaving", before):
            yield from _left(reading, index)
        elif _ends_with(reading, "sum_of", before) or _said_after(reading, index):
            yield from _summed(reading, index)


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    return claim.kind == "count" and counted(reading, index) and not claim.hedge and claim.value >= 10


def _ends_with(reading: Reading, name: str, before: str) -> bool:
    said = before.rstrip()
    found = [hit.end() for hit in reading.slips[name].finditer(said)]
    rest = said[max(found) :] if found else ""
    return bool(found) and len(rest) <= _GAP and not re.search(r"[.;:()\d]", rest)


def _said_after(reading: Reading, index: int) -> bool:
    """Whether the total is called one right behind it: "1,000 people in all"."""
    words = reading.after(index).split(maxsplit=_NOUNS)
    return any(
        all(word.isalpha() for word in words[:n]) and reading.slips["sum_behind"].match(" ".join(words[n:]))
        for n in range(_NOUNS + 1)
    )


def _told(reading: Reading, index: int) -> list[int]:
    """Counts of the claim's own sentence before it; where there are none, of the sentence before, in its paragraph."""
    number_, sentences = reading.sentence[index], reading.manuscript.sentences
    own = [i for i in reading.inside[number_] if reading.claims[i].end <= reading.claims[index].start]
    if own or not number_ or sentences[number_ - 1].block != sentences[number_].block:
        return own
    return list(reading.inside.get(number_ - 1, []))


def _summed(reading: Reading, index: int) -> Iterator[Reckoning]:
    parts = [i for i in _told(reading, index) if reading.claims[i].kind != "duration"]
    total = reading.claims[index]
    if len(parts) < 2 or not all(_part(reading, i) and reading.claims[i].value < total.value for i in parts):
        return
    if all(reading.of_other_times(index, i) for i in parts):
        return  # "30,555 in 2023, 850 of them women. In 2022 they were 31,954 in all"
    holds, done = total_of(reading, index, parts)
    if holds:
        yield Reckoning(index, done, tuple(parts))
        return
    for start in range(len(parts) - 1):
        for stop in range(start + 2, len(parts) + 1):
            if total_of(reading, index, parts[start:stop])[0]:
                return
    nouns = {reading.claims[i].measure or reading.claims[i].counted for i in parts} - {""}
    own = total.measure or total.counted
    alike = len(nouns) <= 1 and (not own or not nouns or any(reading.same(index, i) for i in parts))
    said = " ".join(reading.said(n) for n in {reading.sentence[i] for i in (index, *parts)})
    together = _said_after(reading, index) or any(
        reading.slips[name].search(reading.before(index)) for name in ("added", "sum_behind")
    )
    parted = reading.words["between_groups"].search(said) and not together
    if reading.words["partial"].search(said) or reading.words["cut"].search(said) or parted:
        return
    gap = abs((done.computed or 0.0) - done.stated)
    first = min(reading.sentence[i] for i in parts)
    if gap_told(reading, gap, range(first, reading.sentence[index] + 2), (index, *parts)):
        return
    most = MEANT if alike or _said_after(reading, index) else _NEAR
    if gap <= most * done.stated and not reading.words["rest"].search(said):
        yield Reckoning(index, done, tuple(parts))


def _part(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    return claim.kind == "count" and counted(reading, index) and not claim.hedge


def _left(reading: Reading, index: int) -> Iterator[Reckoning]:
    """ "Of 147, 85 were found. That leaves 62": the rest of a whole and its only part."""
    told = _told(reading, index)
    if (kept := _left_over(reading, index)) is not None:
        yield kept
        return
    if len(told) != 2 or not all(_part(reading, i) for i in told):
        return
    whole, part = told
    one, two, rest = (reading.claims[i].value for i in (whole, part, index))
    between, said = reading.before(part), reading.said(reading.sentence[whole])
    opened = reading.words["inside"].search(between) or reading.words["opening"].match(
        said.lstrip(" “\"'¿¡-–•*")
    )
    if one <= two or not (opened or re.match(r"(?:of|de)\s", said.lstrip(), re.IGNORECASE)):
        return
    left = one - two
    shown = f"{number(one)} - {number(two)} = {number(left)}"
    if left == rest:
        yield Reckoning(index, Arithmetic("difference", rest, left, True, "", shown, (whole, part)))
    elif abs(left - rest) <= _REST * left:
        shown += f", not {number(rest)}"
        yield Reckoning(
            index, Arithmetic("difference", rest, left, False, "parts-do-not-add-up", shown, (whole, part))
        )


def _left_over(reading: Reading, index: int) -> Reckoning | None:
    """What is left of a whole told in the sentence before, where just a count of this one is taken from it."""
    number_, sentences = reading.sentence[index], reading.manuscript.sentences
    own = [i for i in reading.inside[number_] if i < index and _part(reading, i)]
    if not number_ or sentences[number_ - 1].block != sentences[number_].block:
        return None
    block = sentences[number_].block
    before = [n for n in range(number_ - 1, max(-1, number_ - 4), -1) if sentences[n].block == block]
    for whole in (i for n in before for i in reading.inside.get(n, ())):
        for part in own:
            one, two, rest = (reading.claims[i].value for i in (whole, part, index))
            if _part(reading, whole) and two >= 10 and one - two == rest:
                shown = f"{number(one)} - {number(two)} = {number(rest)}"
                return Reckoning(index, Arithmetic("difference", rest, rest, True, "", shown, (whole, part)))
    return None
