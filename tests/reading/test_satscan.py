"""SaTScan's files: every form of a line that is read, and what is said of the others."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.errors import BadInput, UsageError
from almenara.reading.satscan import (
    read_coordinates,
    read_grid,
    read_neighbours,
    read_population,
    read_tallies,
)


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "a.cas", encoding: str = "utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def test_blanks_tabs_commas_and_quoted_names(file) -> None:
    path = file('12\t3\n\n  A1   2  \n"Santa Fe" 4\nB, 5\n"C, D",6\n')
    found = read_tallies(path)
    assert [(t.row, t.place, t.count) for t in found] == [
        (1, "12", 3), (3, "A1", 2), (4, "Santa Fe", 4), (5, "B", 5), (6, "C, D", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "precision"),
    [
        ("1985", date(1985, 1, 1), "year"),
        ("85", date(1985, 1, 1), "year"),
        ("07", date(2007, 1, 1), "year"),
        ("1985/3", date(1985, 3, 1), "month"),
        ("1985-03-22", date(1985, 3, 22), "day"),
        ("2001/11/2", date(2001, 11, 2), "day"),
        ("3/22/1985", date(1985, 3, 22), "day"),
    ],
)
def test_times(file, text: str, first: date, precision: str) -> None:
    when = read_tallies(file(f"A 1 {text}\n"))[0].when
    assert when is not None and (when.first, when.precision) == (first, precision)


def test_covariates_stand_after_the_time_or_after_the_number(file) -> None:
    timed = read_tallies(file("A 1 1985 old f\n"), covariates=2)[0]
    assert timed.covariates == ("old", "f") and timed.when is not None
    untimed = read_tallies(file("A 1 old f\n"), covariates=2)[0]
    assert untimed.covariates == ("old", "f") and untimed.when is None


def test_every_line_that_is_not_understood_is_told(file) -> None:
    with pytest.raises(BadInput) as caught:
        read_tallies(file("A 1.5\nB -1\nC\nD 1 2001/13\nE 1 2001\n"))
    assert str(caught.value) == (
        "scan: 4 faults in a.cas; nothing was stored\n"
        '  row 1, "number": "1.5" is not a whole number\n'
        '  row 2, "number": "-1" is not a whole number\n'
        "  row 3: has 1 fields, not 2 or 3: place, number, time\n"
        '  row 4, "time": "2001/13" is not a year, month or day: 1985, 1985/3, 1985/3/22\n'
        "Mend the file; docs/explanation/scan.md shows each format"
    )


def test_some_lines_with_a_time_and_some_without(file) -> None:
    with pytest.raises(BadInput, match='row 2, "time": has no time, other lines do'):
        read_tallies(file("A 1 1985\nB 1\n"))


def test_populations(file) -> None:
    found = read_population(file("A 73 100 1 f\nA 82 120 1 f\n"))
    assert [(t.place, t.count, t.when.first.year, t.covariates) for t in found] == [
        ("A", 100, 1973, ("1", "f")),
        ("A", 120, 1982, ("1", "f")),
    ]
    with pytest.raises(BadInput, match="row 2: has 3 fields, not 5: place, time, people, covariates"):
        read_population(file("A 73 100 1 f\nA 82 120\n"))


def test_coordinates_are_degrees_if_they_can_be(file) -> None:
    assert read_coordinates(file("A 40.7 -73.9\n")).degrees
    assert not read_coordinates(file("A 4727 4509\n")).degrees
    assert not read_coordinates(file("A 40.7 -73.9\n"), degrees=False).degrees
    with pytest.raises(BadInput, match="holds coordinates that are not degrees"):
        read_coordinates(file("A 4727 4509\n"), degrees=True)


def test_coordinates_that_are_none(file) -> None:
    with pytest.raises(BadInput) as caught:
        read_coordinates(file("A 1 2\nA 1 3\nB 1 nan\nC 1\n", "a.geo"))
    assert [str(f) for f in caught.value.faults] == [
        'row 2, "place": A stands twice',
        'row 3: "nan" is not a coordinate',
        "row 4: has 2 fields, not 3: place and two coordinates",
    ]


def test_grid_and_neighbours(file) -> None:
    assert read_grid(file("1 2\n3.5 4\n")) == [(1.0, 2.0), (3.5, 4.0)]
    assert read_neighbours(file("A B C\nB A\n"), ["A", "B", "C"]) == [(0, 1), (0, 2), (1, 0)]
    with pytest.raises(BadInput, match=r"row 1, .place.: D has no coordinates"):
        read_neighbours(file("A D\n"), ["A"])


def test_other_encodings_and_no_file(file, tmp_path) -> None:
    assert read_tallies(file("Peñón 1\n", encoding="latin-1"))[0].place == "Peñón"
    with pytest.raises(UsageError, match=r"none\.cas does not exist"):
        read_tallies(tmp_path / "none.cas")
    with pytest.raises(BadInput, match="holds NUL bytes"):
        read_tallies(file("A 1\x00\n"))
