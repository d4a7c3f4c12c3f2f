"""Text tables in the shapes in which copies reach us: each row keeps the line in which it stands."""

import pytest

from almenara.errors import BadInput
from almenara.reading.grids import Grid, read_csv
from almenara.reading.lines import record_lines
from tests.sources.made_places import made


def grid(text: str | bytes) -> Grid:
    return read_csv(made("t.csv", text))


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r", "a;b\n1;x\n2;y\n", "a\tb\n1\tx\n2\ty\n",
        "a|b\n1|x\n2|y", '"a","b"\n"1","x"\n"2","y"\n', "\ufeffa,b\n1,x\n2,y\n",
    ],
)  # fmt: skip
def test_a_table_is_the_same_whatever_ends_its_lines_and_separates_its_cells(text: str) -> None:
    found = grid(text)
    assert {name: column.to_pylist() for name, column in found.columns.items()} == {
        "a": ["1", "2"],
        "b": ["x", "y"],
    }
    assert found.row_numbers().to_pylist() == [2, 3]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,x\n\n2,y\n\n\n3,z\n", [2, 4, 7]),
        ('a,b\n1,"x\nx"\n2,y\n', [2, 4]),
        ('a,b\r\n1,"x\r\n\r\nx"\r\n\r\n2,"y ""z"""\r\n', [2, 6]),
        ("\na,b\n1,x\n", [3]),
    ],
)
def test_a_row_is_addressed_by_its_line(text: str, rows: list[int]) -> None:
    found = grid(text)
    assert found.row_numbers().to_pylist() == rows
    assert [found.row_of(index) for index in range(found.rows)] == rows


def test_a_ragged_row_is_named_by_its_line_and_cut_short() -> None:
    with pytest.raises(BadInput) as caught:
        grid('a,b\n1,"x\nx"\n\n' + "7" * 5_000_000 + "\n")
    (fault,) = caught.value.faults
    assert fault.row == 5
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,\0x\n", "holds NUL bytes"),
        ("a,b\n1,x\n".encode("utf-16"), "holds NUL bytes"),
        ("", "is empty"),
        ('a,b\n1,"x\n2,y\n', "a quotation mark that is never closed"),
        ('a,b\n1,"x"\n2\n', "does not have 2 cells"),
        ("a,a\n1,x\n", "stands twice"),
    ],
)
def test_what_is_no_table_is_refused(text: str | bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        grid(text)


def test_blank_lines_and_quoted_breaks_are_counted_as_lines() -> None:
    assert record_lines(b'h\n\n"a\n\nb"\r\n\r\nc').tolist() == [1, 3, 7]
    assert record_lines(b"").tolist() == []
