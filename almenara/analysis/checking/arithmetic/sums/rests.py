"""What is left of a whole that an earlier sentence tells: "148 lorries were stopped. 109 went on. The other 39 …".

The words call a number the rest. What it is the rest of stands in the sentence before its parts, or at the head of
the sentence of the parts; where the parts and the rest miss that by little, one of them is wrong. A count told
besides that fills the gap, or words for more, leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, plus, span, stems
from almenara.analysis.checking.arithmetic.sums.amounts import amounts
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.model.claim import Arithmetic, Claim
from almenara.model.place import fold
from almenara.text.comparisons import follows

OFF = 0.15
"""Share of a whole by which its parts may miss it and still be meant to make it up."""
FEW = 8
"""Parts told before a rest, at most."""
_LEAD = 6
"""Words of a sentence before its rest, at most, where that sentence tells no part."""
_ROOT = 6
"""Letters by which nouns and participles are known to be of one root."""
BACK = 3
"""Sentences back in which the whole may stand."""


_WHOLE_AND = re.compile(r"[^,;:.]{0,40}[;:]\s")
"""Behind a whole in front of its parts: "512 missing; 310 are men and the remaining 202 women"."""


def rests(reading: Reading) -> Iterator[Reckoning]:
    """Numbers called the rest, against a whole and parts that stand before them."""
    for sentence, group in reading.inside.items():
        if not group or reading.cell(group[0]):
            continue
        called = [i for i in group if _called_a_rest(reading, i)]
        if len(called) == 1 and not reading.found.get(called[0]):
            found = _reckoned(reading, sentence, group, called[0])
            if found is not None:
                yield found


def _called_a_rest(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    if claim.kind not in ("count", "money") or claim.hedge or claim.projection or claim.denied:
        return False
    before, after = reading.before(index), reading.after(index)
    behind = reading.sums["rest_after"].match(after.lstrip())
    return (
        follows(reading.sums["left"], before)
        or follows(reading.slips["leaving"], before)
        or behind is not None
    )


def _reckoned(reading: Reading, sentence: int, group: list[int], rest: int) -> Reckoning | None:
    parts = [i for i in group if i < rest]
    lead = reading.manuscript.text[reading.manuscript.sentences[sentence].start : reading.claims[rest].start]
    runs: list[list[int]] = []
    if parts:
        if _WHOLE_AND.match(reading.after(parts[0])) and len(parts) > 1:
            runs.append([*parts, rest])
        elif reading.words["opening"].match(lead.lstrip(" “\"'¿¡-–•*")):
            if _opens_with_its_whole(reading, parts[0]):
                runs.append([*parts, rest])
            elif (whole := _last_before(reading, sentence)) is not None:
                runs.append([whole, *parts, rest])
    elif len(lead.split()) <= _LEAD and not reading.sums["beyond"].search(_bare(reading, lead)):
        runs = [[*run, rest] for run in _told_before(reading, sentence)]
    found = [done for run in runs if (done := _left(reading, sentence, run)) is not None]
    return next((done for done in found if done.sum.holds), found[0] if found else None)


def _bare(reading: Reading, lead: str) -> str:
    """The words in front of a rest without those that call it one: "After other costs, that leaves" """
    for name in (reading.sums["left"], reading.slips["leaving"]):
        lead = name.sub(" ", lead)
    return lead


def _opens_with_its_whole(reading: Reading, first: int) -> bool:
    """Whether the first count of a sentence stands apart from the others, as the whole that they are of."""
    return (
        bool(re.match(r"[^,;:]{0,45}$", reading.before(first)))
        and re.match(r"\s*[^,;:.]{0,40}[,:]", reading.after(first)) is not None
    )


def _last_before(reading: Reading, sentence: int) -> int | None:
    """The last count of the sentence before, in its paragraph."""
    sentences = reading.manuscript.sentences
    if not sentence or sentences[sentence - 1].block != sentences[sentence].block:
        return None
    told = [i for i in reading.inside.get(sentence - 1, []) if reading.claims[i].kind in ("count", "money")]
    return told[-1] if told else None


def _told_before(reading: Reading, sentence: int) -> list[list[int]]:
    """Runs of the counts of the sentences of the paragraph before one, each from one that is larger than all behind
    it: the nearest such run first."""
    sentences = reading.manuscript.sentences
    own, out, runs = sentences[sentence].block, list[int](), list[list[int]]()
    for n in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
        if sentences[n].block != own:
            break
        told = reading.inside.get(n, [])
        out = [*told, *out]
        values = amounts(reading, out)
        if values is None:
            break
        for whole in out[: 2 if n == sentence - 1 else 1]:
            parts = [i for i in out if i != whole]
            # "Twelve of the 31 were freed within a day, nine within a week"
            first = whole == out[0] or follows(reading.sums["out_of"], reading.before(whole))
            told_of = [values[i].value for i in parts]
            total = values[whole].value
            if first and parts and total > max(told_of) and total > (1 - OFF) * sum(told_of):
                runs.append([whole, *parts])
                break
    return runs


def _left(reading: Reading, sentence: int, run: list[int]) -> Reckoning | None:
    """The sum of what is left, where a run is a whole, its parts and its rest."""
    values = amounts(reading, run)
    if values is None or not 3 <= len(run) <= FEW + 2:
        return None
    whole, *parts, rest = run
    if any(rest in done.claims for done in reading.found.get(whole, ())):
        return None
    told = [values[i] for i in (*parts, rest)]
    total = values[whole]
    if len({c.kind for c in (total, *told)}) > 1 or any(c.value >= total.value for c in told):
        return None
    left = total.value - sum(values[i].value for i in parts)
    low = sum(_span(c)[0] for c in told)
    high = sum(_span(c)[1] for c in told)
    holds = meet((low, high), _span(total))
    gap = abs(left - values[rest].value)
    if not holds and (
        left <= -OFF * total.value
        or gap > OFF * total.value
        or _open(reading, sentence, run, gap)
        or _of_something_else(reading, whole, rest)
    ):
        return None
    taken = plus(values[i].value for i in parts)
    taken = taken if len(parts) == 1 else f"({taken})"
    shown = f"{number(total.value)} - {taken} = {number(left)}"
    shown += "" if holds else f", not {number(values[rest].value)}"
    error = "" if holds else "parts-do-not-add-up"
    done = Arithmetic("difference", reading.claims[rest].value, left, holds, error, shown, (whole, *parts))
    return Reckoning(rest, done)


def _span(claim: Claim) -> tuple[float, float]:
    low, high = span(claim)
    return (low, high) if inf not in (high, -low) else (claim.value, claim.value)


def _open(reading: Reading, sentence: int, run: list[int], gap: float) -> bool:
    """Whether words or another count leave open what a whole is made of."""
    first = reading.sentence[run[0]]
    said = [
        reading.sums["in_course"].sub(" ", reading.sums["one_or_more"].sub(" ", reading.said(n)))
        for n in range(first, sentence + 1)
    ]
    names = ("partial", "cut", "between_groups", "earlier")
    if any(reading.words[name].search(text) for text in said for name in names):
        return True
    if any(reading.sums["over_again"].search(text) for text in said):
        return True
    near = range(max(0, first - 1), sentence + 3)
    return gap_told(reading, gap, near, run)


def _of_something_else(reading: Reading, whole: int, rest: int) -> bool:
    """Whether a rest counts what was not told before: "the other 155 shopkeepers"; or another measure."""
    claim, after = reading.claims[rest], reading.after(rest).lstrip()
    if any(reading.sums[name].match(after) for name in ("rest_after", "still")):
        return False  # "the other eight are still missing": of no noun of its own
    nouns = stems(claim.counted) if not follows(reading.slips["leaving"], reading.before(rest)) else ()
    before = fold(reading.manuscript.text[: claim.start])
    if reading.conflict(whole, rest):
        return True
    return bool(nouns) and nouns[0][:_ROOT] not in before
