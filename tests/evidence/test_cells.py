"""Putting a period together from cells: exact, without overlap, a difference within one document."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from almenara.evidence.cells import Cell, Tiling, tile
from almenara.model.period import Period

FIRST = date(2018, 1, 1)


def cell(first: int, last: int, value: float | None = 1.0, document: str = "a", known: int = 0) -> Cell:
    """A cell from month `first` to month `last` of 2018 (1 to 12), known `known` days after the year."""
    period = Period.months(2018, first, last)
    return Cell(
        "police-files", "XX", period.start, period.end, value, None, None,
        date(2019, 1, 1) + timedelta(days=known), "stated", document, "batch", "", "", (), (2,), "",
    )  # fmt: skip


cells = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 12), st.none() | st.integers(0, 99).map(float),
              st.sampled_from("abc"), st.integers(0, 5)).map(lambda t: cell(min(t[:2]), max(t[:2]), *t[2:])),
    max_size=14,
)  # fmt: skip
spans = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda t: Period.months(2018, min(t), max(t)))


def days(period: Cell | Period) -> set[date]:
    return {period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)}


@given(cells, spans)
def test_a_tiling_covers_each_day_of_the_period_once(held: list[Cell], wanted: Period) -> None:
    tiling = tile(held, wanted)
    if tiling is None:
        return
    count = dict.fromkeys(days(Period.year(2018)), 0)
    for sign, part in ((1, tiling.added), (-1, tiling.taken)):
        for one in part:
            assert one in held
            for day in days(one):
                count[day] += sign
    assert count == {day: int(day in days(wanted)) for day in count}


@given(cells, spans)
def test_its_value_is_the_sum_of_the_added_less_the_taken(held: list[Cell], wanted: Period) -> None:
    tiling = tile(held, wanted)
    if tiling is None:
        return
    if any(one.value is None for one in tiling.cells):
        assert tiling.value is None
    else:
        taken = sum(one.value or 0 for one in tiling.taken)
        assert tiling.value == sum(one.value or 0 for one in tiling.added) - taken


@given(cells, spans)
def test_a_difference_stays_within_one_document_and_day(held: list[Cell], wanted: Period) -> None:
    tiling = tile(held, wanted)
    if tiling is not None and tiling.taken:
        assert len({(one.document, one.known) for one in tiling.cells}) == 1
        assert len(tiling.added) == 1


@given(cells, spans)
def test_end_to_end_goes_before_a_difference_and_the_order_of_cells_does_not_matter(
    held: list[Cell], wanted: Period
) -> None:
    inside = [one for one in held if days(one) <= days(wanted)]
    laid = tile(inside, wanted)
    tiling = tile(held, wanted)
    if laid is not None and not laid.taken:
        assert tiling is not None
        assert not tiling.taken
    turned = tile(list(reversed(held)), wanted)
    assert (turned is None) == (tiling is None)
    if tiling is not None and turned is not None:
        assert turned.rank == tiling.rank


@given(cells, spans)
def test_the_oldest_part_is_as_young_as_can_be(held: list[Cell], wanted: Period) -> None:
    tiling = tile(held, wanted)
    if tiling is None or tiling.taken:
        return
    # a value comes before freshness: only younger cells that have one could have stood instead
    younger = [one for one in held if one.known > tiling.stalest and one.value is not None]
    again = tile([one for one in younger if days(one) <= days(wanted)], wanted)
    assert again is None, "cells that are all younger would have covered it"


def test_a_quarter_less_its_last_month() -> None:
    quarter, march = cell(1, 3, 30.0), cell(3, 3, 11.0)
    assert tile([quarter, march], Period.months(2018, 1, 2)) == Tiling((quarter,), (march,))
    assert tile([quarter, cell(3, 3, 11.0, document="b")], Period.months(2018, 1, 2)) is None


def test_the_fresh_total_goes_before_stale_months() -> None:
    months = [cell(month, month, 1.0, known=0) for month in (1, 2, 3)]
    revised = cell(1, 3, 5.0, document="b", known=5)
    assert tile([*months, revised], Period.months(2018, 1, 3)) == Tiling((revised,))
