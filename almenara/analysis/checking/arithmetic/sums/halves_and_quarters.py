"""Totals of a year behind all its halves or quarters: "128 in the first half, 96 in the second: 224 for the year"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.parted import between, exact
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.text.comparisons import follows

_PARTS = {2: "halves", 4: "quarters"}
_OFF = 0.25
"""Share by which the parts may miss their year and still be meant to make it up."""
_LAST = re.compile(r"[^;.]{0,60}[,:;–—(]\s*(?P<last>[^,:;.–—(]*)")


def halves_and_quarters(reading: Reading) -> Iterator[Reckoning]:
    """The last count of a sentence, where it is a year's and those before it are of all its parts."""
    for sentence, group in reading.inside.items():
        if len(group) - 1 not in _PARTS or not all(exact(reading, i) for i in group):
            continue
        *parts, whole = group
        if any(done.kind == "sum" for done in reading.found.get(whole, ())) or not _of_the_year(
            reading, whole
        ):
            continue
        said = reading.said(sentence)
        if reading.parted[_PARTS[len(parts)]].search(said) is None or any(
            reading.words[name].search(said) for name in ("partial", "base", "earlier", "cut")
        ):
            continue
        if any(reading.conflict(i, whole) for i in parts):
            continue
        holds, done = total_of(reading, whole, parts)
        largest = max(reading.claims[i].value for i in parts)
        if holds or (
            largest < done.stated and abs((done.computed or 0.0) - done.stated) <= _OFF * done.stated
        ):
            yield Reckoning(whole, done, tuple(parts))


def _of_the_year(reading: Reading, whole: int) -> bool:
    """Whether words beside a count say that it is a year's, and nothing else stands before it."""
    group = reading.inside[reading.sentence[whole]]
    found = _LAST.fullmatch(between(reading, group[-2], whole))
    if found is None:
        return False
    lead, behind = found["last"], reading.parted["of_a_year"].match(reading.after(whole).lstrip())
    named = follows(reading.parted["of_a_year"], lead) or reading.parted["of_a_year"].search(lead)
    for words in (
        reading.parted["of_a_year"],
        reading.parted["said_again"],
        reading.slips["so"],
        reading.words["summing"],
    ):
        lead = words.sub(" ", lead)
    return bool(named or behind) and idle(reading, lead)
