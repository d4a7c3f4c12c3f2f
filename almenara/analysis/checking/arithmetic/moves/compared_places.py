"""Multiples between two places: "the one state had eleven times the victims of the other", each counted before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.moves.closing_times import times_told
from almenara.analysis.checking.arithmetic.moves.multiples import open_multiples, place_compared
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems_in
from almenara.model.place import Place


def compared_places(reading: Reading) -> Iterator[Reckoning]:
    """Multiples of which no sum was found, over the counts that the text tells of their two places.

    All counts of one thing and time are tried; where none gives the multiple, those of its own time make it wrong.
    """
    for index in open_multiples(reading):
        claim, other = reading.claims[index], place_compared(reading, index)
        if other is None or claim.place is None:
            continue
        pairs = [
            (more, less)
            for more in _counts(reading, claim.place)
            for less in _counts(reading, other)
            if _alike(reading, more, less)
        ]
        done = [(pair, times_told(reading, index, *pair)) for pair in pairs]
        kept = next((sum_ for _, sum_ in done if sum_.holds), None)
        meant = [sum_ for (more, _), sum_ in done if reading.claims[more].period == claim.period]
        if kept is not None:
            yield Reckoning(index, kept)
        elif len(meant) == 1 and _of_them(reading, index, meant[0].claims):
            yield Reckoning(index, meant[0])


def _counts(reading: Reading, place: Place) -> list[int]:
    """Exact counts of a place."""
    return [
        i
        for i, claim in enumerate(reading.claims)
        if claim.place == place and claim.value > 0 and not claim.hedge and counted(reading, i)
    ]


def _alike(reading: Reading, more: int, less: int) -> bool:
    """Whether two counts are of one thing, counted by one rule in one time."""
    one, two = reading.claims[more], reading.claims[less]
    ruled = one.definition and two.definition and one.definition != two.definition
    return one.kind == two.kind and one.period == two.period and reading.same(more, less) and not ruled


def _of_them(reading: Reading, index: int, counts: tuple[int, ...]) -> bool:
    """Whether a multiple is told flatly, of what two counts are of: by its measure, or by words beside them."""
    claim, said = reading.claims[index], reading.said(reading.sentence[index])
    if reading.slips["doubt"].search(said):
        return False
    if claim.measure and claim.measure_sure:
        return all(reading.claims[i].measure == claim.measure for i in counts)
    told = stems_in(" ".join(reading.said(reading.sentence[i]) for i in counts))
    return stems_in(reading.without(re.split(r"[.;:(]", reading.after(index))[0], "idle")) <= told
