"""Shares that a sentence concludes or takes up from the counts before it, though it names what they are of.

"Of the 460 files, 299 concern women. In other words, women are 65 percent of those who come", "We inspected 340 sites
and failed 51. The failure rate of 15 percent", "One in four, then, was set on purpose".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.nearby import concludes
from almenara.analysis.checking.arithmetic.parted import is_share
from almenara.analysis.checking.arithmetic.proportions.appositions import is_wrong
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.analysis.checking.arithmetic.told_last import told_last
from almenara.model.claim import Arithmetic

_BACK = 2
"""Sentences before a share in which its counts stand."""
_WHOM = 12
"""Characters behind "of" in which those who were told are named."""
_ENDS = re.compile(r"\s*(?:[.,;)]|$)")
_STEM = 4
"""First letters that two words of one stem have in common: "failed", "failure"."""


def concluding_shares(reading: Reading) -> Iterator[Reckoning]:
    """Shares of which no other sum was found, the only figure of their sentence, behind a part and its whole."""
    for index, claim in enumerate(reading.claims):
        if not is_share(reading, index) or reading.found.get(index) or claim.hedge:
            continue
        if reading.inside[reading.sentence[index]] != [index]:
            continue
        told = told_last(reading, index, _BACK)
        if _of_a_change(reading, index):
            continue
        if len(told) < 2 or any(_other_share(reading, i) for i in _between(reading, told[0], index)):
            continue
        if _taken_up(reading, index, told):
            told = told[:2]
        elif not (_concluded(reading, index) and _of_the_told(reading, index, told)):
            continue
        done = list(_over(reading, index, told))
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif done and all(is_wrong(claim, one) for one in done):
            yield Reckoning(index, done[0])


def _of_a_change(reading: Reading, index: int) -> bool:
    """Whether the words before a share speak of a rise or a fall: "So yes, up, and by 12 %"."""
    said = reading.before(index)
    return any(reading.words[name].search(said) for name in ("rise", "fall")) or bool(
        reading.slips["up"].search(said)
    )


def _over(reading: Reading, index: int, told: list[int]) -> Iterator[Arithmetic]:
    """The share over each pair of a greater count and a smaller one told behind it, of a kind."""
    for whole, part in combinations(told, 2):
        one, two = reading.claims[whole], reading.claims[part]
        if one.kind == two.kind and one.value > two.value and not reading.of_other_times(whole, part):
            done = shared(reading, index, [part], whole)
            if done is not None:
                yield done


def _between(reading: Reading, first: int, index: int) -> list[int]:
    start, end = reading.claims[first].start, reading.claims[index].start
    return [i for i, claim in enumerate(reading.claims) if start < claim.start < end]


def _other_share(reading: Reading, index: int) -> bool:
    return reading.claims[index].kind in ("percent", "ratio", "percentage-points")


def _concluded(reading: Reading, index: int) -> bool:
    """Whether a sentence says that it follows from what stands before, in front of its share or behind it."""
    return concludes(reading, index) or reading.slips["then_so"].search(reading.after(index)) is not None


def _of_the_told(reading: Reading, index: int, told: list[int]) -> bool:
    """Whether a whole opens the counts, or just two stand there, and what is said of the share is of those."""
    first = told[0]
    said = reading.said(reading.sentence[first]).lstrip(" “\"'¿¡-–•*")
    opened = (
        reading.words["opening"].match(said) is not None or reading.slips["of_number"].match(said) is not None
    )
    if not opened and len(told) != 2:
        return False
    after = reading.after(index)
    if reading.claims[index].kind == "ratio":
        return _names_none(reading, index, told)
    of = reading.words["of"].match(after.lstrip())
    if of is None:
        return _ENDS.match(after) is not None
    if them := reading.words["of_them"].match(after.lstrip()):
        rest = after.lstrip()[them.end() :]
        return _ENDS.match(rest) is not None or reading.slips["clause"].match(rest.lstrip()) is not None
    whom = reading.slips["who_came"].search(after.lstrip()[: of.end() + _WHOM])
    return whom is not None and not reading.words["contrast"].search(after)


def _names_none(reading: Reading, index: int, told: list[int]) -> bool:
    """Whether a verb follows a share in words, or a noun told with the counts: "one in four was", not "one in four
    arsonists"."""
    after = re.split(r"[,.;:(]", reading.after(index))[0].lstrip()
    if not after or reading.slips["copula"].match(after):
        return True
    first = set(stems(after.split()[0]))
    return any(first & set(stems(reading.claims[i].counted)) for i in told)


def _taken_up(reading: Reading, index: int, told: list[int]) -> bool:
    """Whether a rate is of what its two counts did, by the stem of its noun: "failed 51. The failure rate of 15 %"."""
    before = reading.before(index)
    after = reading.after(index).lstrip()
    whole = _ENDS.match(after) or reading.slips["copula"].match(
        after
    )  # not "of 15 percent among small sites"
    if len(told) != 2 or not whole or not reading.slips["rate_of"].search(before):
        return False
    part = told[1]
    lead = reading.before(part)
    names = [w.lower()[:_STEM] for w in re.findall(r"[^\W\d_]+", before) if len(w) > _STEM]
    verbs = [w.lower()[:_STEM] for w in re.findall(r"[^\W\d_]+", lead) if len(w) > _STEM]
    return bool(set(names) & set(verbs)) and reading.sentence[part] == reading.sentence[told[0]]
