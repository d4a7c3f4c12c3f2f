"""Records: "the highest since 2011", "máximo histórico", against the counts of earlier years that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.model.claim import Arithmetic, Claim

_SINCE = re.compile(r"\s*(?:\w+\s+){0,2}?((?:19|20)\d\d)\b")
_FAR = 70
"""Characters between a count and the words that call it a record, at most."""
_STOP = re.compile(r"[;:()]|\.\s")
FEW = 2
"""Earlier counts from which on a record that none of them breaks is said to hold."""


def records(reading: Reading) -> Iterator[Reckoning]:
    """Each count that its sentence calls a record, against the earlier ones of the same thing and place."""
    for index, claim in enumerate(reading.claims):
        told = _told(reading, index)
        if told is None or claim.period is None or not _plain(reading, index):
            continue
        kind, since = told
        before = [i for i in range(len(reading.claims)) if _earlier(reading, i, index, since)]
        sign = 1 if kind == "record_high" else -1
        beaten = [i for i in before if sign * (reading.claims[i].value - claim.value) > 0]
        if beaten:
            other = beaten[0]
            year = reading.claims[other].period
            shown = f"{number(reading.claims[other].value)} in {year}, against {number(claim.value)} in {claim.period}"
            error = "rank-against-list"
            yield Reckoning(
                index,
                Arithmetic(
                    "rank", claim.value, reading.claims[other].value, False, error, shown, (index, other)
                ),
            )
        elif len(before) >= FEW:
            edge = "no more" if kind == "record_high" else "no fewer"
            shown = f"{edge} in any of the {len(before)} earlier ones told"
            yield Reckoning(
                index, Arithmetic("rank", claim.value, claim.value, True, "", shown, (index, *before))
            )


def _told(reading: Reading, index: int) -> tuple[str, int] | None:
    """Whether a count is called a high or a low, and the year since when it is; 0 where it is of all times."""
    claim, sentence = reading.claims[index], reading.manuscript.sentences[reading.sentence[index]]
    text = reading.manuscript.text
    if reading.cell(index) or reading.words["per_head"].search(text, sentence.start, sentence.end):
        return None
    for kind in ("record_high", "record_low"):
        for hit in reading.words[kind].finditer(text, sentence.start, sentence.end):
            start, end = (claim.end, hit.start()) if claim.end <= hit.start() else (hit.end(), claim.start)
            between = text[start:end]
            if (
                not 0 <= end - start <= _FAR
                or _STOP.search(between)
                or _number_between(reading, index, start, end)
            ):
                continue
            since = _SINCE.match(text, hit.end())
            return kind, int(since[1]) if since else 0
    return None


def _number_between(reading: Reading, index: int, start: int, end: int) -> bool:
    group = reading.inside[reading.sentence[index]]
    return any(start <= reading.claims[i].start < end for i in group if i != index)


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    return (
        counted(reading, index) and claim.kind == "count" and bool(claim.measure) and not claim.hedge
        and claim.period is not None and claim.period.whole_months and not claim.period_open
    )  # fmt: skip


def _earlier(reading: Reading, other: int, index: int, since: int) -> bool:
    """Whether a count is of the same thing and place in an earlier span like it, after the year named."""
    one, two = reading.claims[index], reading.claims[other]
    if other == index or not _plain(reading, other) or one.measure != two.measure or one.place != two.place:
        return False
    if one.period is None or two.period is None or not _alike(one, two):
        return False
    spans = one.period, two.period
    same_months = (
        spans[0].start.month == spans[1].start.month and spans[0].month_count == spans[1].month_count
    )
    return same_months and since < spans[1].start.year < spans[0].start.year


def _alike(one: Claim, two: Claim) -> bool:
    """Whether nothing says that two counts are told by different rules or sources."""
    if one.definition != two.definition or set(one.definitions) != set(two.definitions):
        return False
    names = [{a.name for a in c.attribution} for c in (one, two)]
    return (names[0] == names[1] or not names[1]) and (not one.unit or not two.unit or one.unit == two.unit)
