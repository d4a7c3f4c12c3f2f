"""Counts are written in digits, and are no larger than the people of the world."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.errors import BadInput
from almenara.reading.counts import MAX_COUNT, count, read_counts, read_numbers
from almenara.reading.faults import Faults
from almenara.reading.spec import all_specs
from tests.sources.made_places import made

NO_COUNTS = [
    "١٢٣", "1e3", "1_000", "+12", "-5", "1.204", "3.7", "1 204", "0x10", "inf", "nan", "=1", "1,20", "1,2,3", "9" * 25,
]  # fmt: skip


def faults() -> Faults:
    return Faults(made("t.csv", ""), all_specs()["ucdp_ged"])


@pytest.mark.parametrize("cell", NO_COUNTS)
def test_what_is_no_count_is_a_fault(cell: str) -> None:
    found = faults()
    values = read_counts(pa.array([cell, "7"]), found, "n", pa.array([2, 3]))
    assert len(found) == 1 and values[1] == 7 and values[0] != values[0]
    with pytest.raises(ValueError, match="is"):
        count(cell)


@pytest.mark.parametrize("cell", ["١٢٣", "1e3", "1_000", "+12", "inf", "nan", "1,204", ".5", "9" * 25])
def test_what_is_no_number_is_a_fault(cell: str) -> None:
    found = faults()
    read_numbers(pa.array([cell, "-7.25"]), found, "n", pa.array([2, 3]))
    assert len(found) == 1


@given(st.integers(0, MAX_COUNT))
def test_a_count_is_read_with_and_without_commas(value: int) -> None:
    found = faults()
    cells = [str(value), f"{value:,}", f"{value}.0"]
    assert read_counts(pa.array(cells), found, "n", pa.array([2, 3, 4])).tolist() == [value] * 3
    assert [count(cell) for cell in cells] == [value] * 3
    assert not len(found)


def test_a_long_cell_is_cut_in_what_is_told() -> None:
    found = faults()
    found.add(f'"{"x" * 5_000_000}" is not in lookups.kind', 2, "y" * 5_000)
    with pytest.raises(BadInput) as caught:
        found.check()
    assert len(str(caught.value)) < 500
    assert "…" in str(caught.value)


def test_what_stands_between_two_cells_is_not_cut() -> None:
    found = faults()
    found.add(f'"a" {"is not what was told in an earlier row of this table " * 2}"b"', 2)
    with pytest.raises(BadInput) as caught:
        found.check()
    assert "…" not in str(caught.value)
