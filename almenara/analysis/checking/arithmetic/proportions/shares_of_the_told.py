"""Shares that a sentence tells of the two counts of the one before: "There were 1,240 attacks, and 341 of them on one
road. The road accounts for 27.5 percent of the total".

The sentence names nothing else: its words in front of the share say that it is one, or were told before; behind it
stands nothing, "of them" or "of the total", or the noun of the greater count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.parted import exact, is_share
from almenara.analysis.checking.arithmetic.proportions.appositions import is_wrong
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems_in

_LEAST = 10
"""Below it a count may be how often or of how many things, and no part."""


def shares_of_the_told(reading: Reading) -> Iterator[Reckoning]:
    """Shares of which no other sum was found, the only figure of their sentence, right behind a whole and its part."""
    for index, claim in enumerate(reading.claims):
        number = reading.sentence[index]
        if not is_share(reading, index) or reading.found.get(index):
            continue
        sentences = reading.manuscript.sentences
        alone = number and reading.inside[number] == [index]
        if not alone or sentences[number - 1].block != sentences[number].block:
            continue
        pair = _whole_and_part(reading, number - 1)
        if pair is None or not (_names_no_other(reading, index) and _closed(reading, index, pair[0])):
            continue
        done = shared(reading, index, [pair[1]], pair[0])
        if done is not None and (done.holds or is_wrong(claim, done)):
            yield Reckoning(index, done)


def _whole_and_part(reading: Reading, number: int) -> tuple[int, int] | None:
    """The only two counts of a sentence, the second plainly a part of the first; None where it has others."""
    told = reading.inside.get(number, [])
    if len(told) != 2 or not all(exact(reading, i) and reading.claims[i].value >= _LEAST for i in told):
        return None
    whole, part = told
    one, two = reading.claims[whole], reading.claims[part]
    if one.kind != two.kind or one.value <= two.value or reading.of_other_times(whole, part):
        return None
    after = reading.after(part).lstrip()
    of_them = reading.words["of_them"].match(after) or reading.slips["of_which"].search(reading.before(part))
    bare = not two.counted or not after.startswith(two.counted.split()[0])
    if not (of_them or (bare and reading.words["conjunction"].search(reading.before(part)))):
        return None
    return whole, part


def _names_no_other(reading: Reading, index: int) -> bool:
    """Whether the words in front of a share were told in the sentence before, or say only that it is a share."""
    lead = reading.before(index)
    if reading.words["contrast"].search(lead) or reading.slips["doubt"].search(lead):
        return False
    if any(reading.words[name].search(lead) for name in ("rise", "fall", "earlier")):
        return False
    lead = reading.without(lead, "share_told", "so", "these", "restating", "idle")
    return stems_in(lead) <= stems_in(reading.said(reading.sentence[index] - 1))


def _closed(reading: Reading, index: int, whole: int) -> bool:
    """Whether nothing stands behind a share but "of them", "of the total" or the noun of its whole."""
    after = re.split(r"[.,;)]", reading.after(index))[0]
    after = reading.without(after, "share_told", "idle")
    noun = stems_in(reading.claims[whole].counted)
    return stems_in(reading.words["total"].sub(" ", after)) <= noun
