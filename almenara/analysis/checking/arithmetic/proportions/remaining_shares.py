"""Shares told as what is left of a whole, against the shares told before them: "and the remaining 36.8 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus, stated, stems
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

_BACK = 3
"""Sentences before a rest, of its paragraph, in which the other shares stand."""
_MOST = 7
_MEANT = 25.0
"""Points by which a rest may miss what is left and still be meant to be it."""
_WHOLE = 100.0


def remaining_shares(reading: Reading) -> Iterator[Reckoning]:
    """Each share that is called the rest."""
    for index, claim in enumerate(reading.claims):
        if claim.kind != "percent" or claim.projection or claim.denied or reading.cell(index):
            continue
        if claim.hedge not in ("", "about", "almost") or not _is_rest(reading, index):
            continue
        own = reading.sentence[index]
        last, told = _told(reading, index)
        since = reading.manuscript.text[reading.claims[last[0]].start : claim.start] if last else ""
        behind = [i for i in reading.inside[own] if i > index and _share(reading, i)]
        if not last or len(told) + len(behind) > _MOST:
            continue
        if kept := _that_fit(reading, index, [*told, *behind]):
            yield Reckoning(index, _sum(reading, index, kept, True))
        elif not behind and not reading.told["fraction"].search(since) and _meant(reading, index, last):
            yield Reckoning(index, _sum(reading, index, last, False))


def _is_rest(reading: Reading, index: int) -> bool:
    before, after = reading.before(index), reading.after(index)
    return follows(reading.told["rest_led"], before) or (
        reading.told["rest_after"].match(after.lstrip()) is not None
    )


def _share(reading: Reading, index: int) -> bool:
    claim, cue = reading.claims[index], reading.cues.get(index)
    level = cue is None or cue.kind in ("share", "")
    return claim.kind in ("percent", "ratio") and level and not claim.projection and not claim.denied


def _told(reading: Reading, index: int) -> tuple[list[int], list[int]]:
    """The shares of the last sentence before a rest that has some, its own first, and those of all around."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    last: list[int] = []
    told: list[int] = []
    for n in range(own, max(-1, own - _BACK - 1), -1):
        if sentences[n].block != sentences[own].block:
            break
        here = [i for i in reading.inside.get(n, []) if _share(reading, i) and i != index]
        here = [i for i in here if reading.claims[i].start < reading.claims[index].start]
        last, told = last or here, here + told
    return last, told


def _percent(reading: Reading, index: int) -> tuple[float, float, float]:
    """A share's value and bounds in per cent; a fraction in words leaves room."""
    claim = reading.claims[index]
    scale = _WHOLE if claim.kind == "ratio" else 1.0
    room = 4.0 if claim.kind == "ratio" else 0.5 if float(claim.value).is_integer() else 0.05
    low, high = stated(claim)
    value = claim.value * scale
    return value, min(low * scale, value - room), max(high * scale, value + room)


def _that_fit(reading: Reading, index: int, told: list[int]) -> list[int]:
    """Shares that make the whole with a rest, [] where none do."""
    rest = _percent(reading, index)
    for size in range(1, len(told) + 1):
        for some in combinations(told, size):
            parts = [_percent(reading, i) for i in some]
            if sum(p[1] for p in parts) + rest[1] <= _WHOLE <= sum(p[2] for p in parts) + rest[2]:
                return list(some)
    return []


def _meant(reading: Reading, index: int, last: list[int]) -> bool:
    """Whether a rest is plainly the one of the shares told last: of no other thing, and not far from what is left."""
    left = _WHOLE - sum(_percent(reading, i)[0] for i in last)
    claim = reading.claims[index]
    if not 0 < left < _WHOLE or abs(left - claim.value) > _MEANT:
        return False
    if any(reading.claims[i].hedge not in ("", "about") or reading.claims[i].kind != "percent" for i in last):
        return False
    after = reading.after(index).lstrip()
    of = reading.words["of"].match(after)
    if of is None or reading.words["of_them"].match(after):
        return True
    named = set(stems(" ".join(re.findall(r"[^\W\d_]+", re.split(r"[,.;:()]", after[of.end() :])[0])[:3])))
    first = min(reading.sentence[i] for i in last)
    told = reading.manuscript.text[reading.manuscript.sentences[max(0, first - 1)].start : claim.start]
    return not named or bool(named & set(stems(" ".join(re.findall(r"[^\W\d_]+", told)))))


def _sum(reading: Reading, index: int, parts: list[int], holds: bool) -> Arithmetic:
    values = [_percent(reading, i)[0] for i in parts]
    total = sum(values) + reading.claims[index].value
    shown = f"{plus([*values, reading.claims[index].value])} = {number(round(total, 4))} %"
    error = "" if holds else "share-over-100" if total > _WHOLE else "parts-do-not-add-up"
    return Arithmetic("sum", _WHOLE, round(total, 4), holds, error, shown, (*parts, index))
