"""Shares of a whole country against what the text counts, wherever it stands: "Five states had 54 % of the country's
cases: A, with 481; B, with 418 …", the country's count told paragraphs before.

All counts of the country of that measure and period are tried; where none gives the share, it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.linked import counts_of, counts_of_country
from almenara.analysis.checking.arithmetic.operands import is_base
from almenara.analysis.checking.arithmetic.parted import exact, is_share, misses
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.model.period import Period
from almenara.model.place import called, fold

_OFF = 0.05
"""Share of itself by which a share must miss each count that may be its whole: counts are revised."""
_CLAUSE = 90
"""Characters behind a share in which its whole is named."""
_LISTED = 75
"""Characters between two counts of a list."""
_BESIDE = 30
"""Characters between a count and the part of it that is told right behind it."""
_AGAIN = re.compile(r"[^.;:()\d]{0,70}[,(–—]\s*(?:[^\W\d_]+\s+){0,3}$")
"""Between a count and the share that says it again: "672 of them in the north, more than a third"."""


def linked_shares(reading: Reading) -> Iterator[Reckoning]:
    """Each share of a country of which no sum was found, against its counts; each of "them" against those told."""
    for index, claim in enumerate(reading.claims):
        if not is_share(reading, index) or reading.found.get(index):
            continue
        if (pair := _of_them(reading, index)) is not None:
            one = shared(reading, index, [pair[0]], pair[1])
            part, whole = (reading.claims[i].value for i in pair)
            if one is not None and (one.holds or misses(claim, part, whole)):
                yield Reckoning(index, one)
            continue
        if not _of_country(reading, index):
            continue
        parts, measure, period = _part(reading, index)
        if not parts or not measure or period is None:
            continue
        wholes = [i for i in counts_of_country(reading, measure, period) if i not in parts]
        told = sum(reading.claims[i].value for i in parts)
        wholes = [i for i in wholes if reading.claims[i].value > told]
        done = [one for i in wholes if (one := shared(reading, index, parts, i)) is not None]
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif (
            done
            and _sure(reading, index, wholes)
            and all(
                misses(claim, told, reading.claims[i].value)
                and abs((one.computed or 0.0) / one.stated - 1) > _OFF
                for i, one in zip(wholes, done, strict=True)
            )
        ):
            yield Reckoning(index, done[0])


def _of_them(reading: Reading, index: int) -> tuple[int, int] | None:
    """The part "of them" that a share says again, and the only count before it that they can be: "152 were killed; 48
    of these, almost a third, were candidates"."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if place < 2 or not exact(reading, group[place - 1]) or not _AGAIN.fullmatch(reading.before(index)):
        return None
    part, after = group[place - 1], reading.after(index).lstrip()
    if reading.words["of_them"].match(reading.after(part).lstrip()) is None:
        return None
    if after[:1] not in tuple(",.;)–—") and not _of_country(reading, index):
        return None
    told = [i for i in group[: place - 1] if reading.claims[i].kind == "count" and not is_base(reading, i)]
    told = [i for i in told if not reading.is_change(i)]
    if told and len(reading.before(part)) <= _BESIDE and told[-1] == group[place - 2]:
        told = told[-1:]
    if (
        len(told) != 1
        or not exact(reading, told[0])
        or reading.claims[told[0]].value <= reading.claims[part].value
    ):
        return None
    return part, told[0]


def _of_country(reading: Reading, index: int) -> bool:
    """Whether the words behind a share name the country as its whole."""
    after = re.split(r"[,;:.()–—]", reading.after(index))[0][:_CLAUSE]
    if reading.words["of"].match(after.lstrip()) is None:
        return False
    named = reading.divided["country"].search(after)
    return named is not None and not any(reading.words[name].search(after) for name in ("earlier", "base"))


def _sure(reading: Reading, index: int, wholes: list[int]) -> bool:
    """Whether the counts of the country say themselves what and when, and nobody else than who tells the share."""
    claims = [reading.claims[i] for i in wholes]
    plain = any(c.measure_sure and c.period_sure for c in claims)
    return plain and not any(reading.apart(index, i) for i in wholes)


def _part(reading: Reading, index: int) -> tuple[list[int], str, Period | None]:
    """The counts that a share stands for, and of what and when they are: those listed behind a colon, the one that it
    says again, or that of its place told elsewhere."""
    claim = reading.claims[index]
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    behind = _listed_behind(reading, index, group[place + 1 :], group[:place])
    if behind:
        return behind, claim.measure, claim.period
    if place and exact(reading, group[place - 1]) and _AGAIN.fullmatch(reading.before(index)):
        part = reading.claims[group[place - 1]]
        return [group[place - 1]], part.measure, part.period
    own = claim.place is not None and claim.place.kind == "state"
    if not (own and claim.measure_sure and claim.period) or not _named(reading, index):
        return [], "", None
    told = counts_of(reading, claim.measure, claim.place, claim.period)
    values = {reading.claims[i].value for i in told}
    return (told[:1] if len(values) == 1 else []), claim.measure, claim.period


def _named(reading: Reading, index: int) -> bool:
    """Whether the words in front of a share name its place, or what it is called, too."""
    place = reading.claims[index].place
    return place is not None and called(place).search(fold(reading.before(index))) is not None


def _listed_behind(reading: Reading, index: int, after: list[int], before: list[int]) -> list[int]:
    """The counts of a list behind the colon after a share, where as many are told before it, or none."""
    text = reading.manuscript.text
    if len(after) < 2 or not all(exact(reading, i) for i in after) or ":" not in reading.after(index):
        return []
    if any(len(reading.before(i)) > _LISTED for i in after[1:]):
        return []
    many = [reading.claims[i].value for i in before if reading.claims[i].end <= reading.claims[index].start]
    if (
        many not in ([], [len(after)])
        or text[reading.claims[index].end : reading.claims[after[0]].start].count(":") != 1
    ):
        return []
    return after
