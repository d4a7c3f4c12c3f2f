"""Tables of plain text: narrow gaps, underlined heads, heads of two rows, lines that name the rows below them."""

from __future__ import annotations

import pytest

from almenara.text.opening import from_text
from tests.text.laid_out import laid_out, table


def test_gaps_of_two_spaces_part_cells_of_numbers():
    text = (
        "State            2017   2018  Var. %\n"
        "North           2,318  2,500     7.9\n"
        "Far South Bay     700    600   -14.3"
    )
    cells, head = table(from_text(text))
    assert [cells[0, n] for n in range(4)] == ["State", "2017", "2018", "Var. %"]
    assert [cells[2, n] for n in range(4)] == ["Far South Bay", "700", "600", "-14.3"]
    assert head == {0}


def test_two_spaces_after_a_full_stop_part_nothing():
    text = (
        "They counted 40.  The year before it was 30, they say.\n"
        "Nobody knows why.  In all 70 were seen there."
    )
    assert {kind for kind, _ in laid_out(from_text(text))} == {"paragraph"}


def test_an_underlined_head_belongs_to_its_table():
    text = "State    2017    2018\n---------------------\nNorth     318     500\nSouth     700     600"
    cells, head = table(from_text(text))
    assert (cells[0, 2], cells[1, 2], head) == ("2018", "500", {0})


def test_cells_stand_below_their_head_where_others_lack():
    text = (
        "State      2017     2018     Change\n"
        "North       318\n"
        "South                600       +5%\n"
        "East         20       40      +100%"
    )
    cells, _ = table(from_text(text))
    assert (cells[1, 1], cells[2, 2], cells[2, 3]) == ("318", "600", "+5%")
    assert (2, 1) not in cells


@pytest.mark.parametrize("row", ["{}\t{}\t{}", "| {} | {} | {} |"])
def test_an_empty_first_cell_of_a_marked_row_counts(row):
    rows = [["", "2017", "2018"], ["North", "318", "500"], ["South", "700", "600"]]
    cells, head = table(from_text("\n".join(row.format(*cells) for cells in rows)))
    assert (cells[0, 1], cells[0, 2], cells[1, 2]) == ("2017", "2018", "500")
    assert head == {0}


def test_a_head_may_have_two_rows():
    text = (
        "               2017              2018\n"
        "State      Cases   Share     Cases   Share\n"
        "North        318   41.2%       500   44.9%\n"
        "South        454   58.8%       613   55.1%"
    )
    manuscript = from_text(text)
    cells, head = table(manuscript)
    assert head == {0, 1}
    cell = next(b for b in manuscript.blocks if manuscript.text[b.start : b.end] == "55.1%")
    assert [manuscript.text[b.start : b.end] for b in manuscript.grid.heads(cell)] == ["2018", "Share"]
    assert cells[2, 0] == "North"


def test_a_line_of_one_cell_labels_the_rows_below_it():
    text = (
        "State       2017     2018\n"
        "Coast\n"
        "  North      318      500\n"
        "  South      700      600\n"
        "Hills\n"
        "  East        20       40\n"
        "  West        10       30"
    )
    manuscript = from_text(text)
    cell = next(b for b in manuscript.blocks if manuscript.text[b.start : b.end] == "40")
    assert [manuscript.text[b.start : b.end] for b in manuscript.grid.labels(cell)] == ["Hills", "East", "20"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_thousands_parted_by_spaces_are_one_number(space):
    from almenara.text.quantities import find_quantities

    rows = [["Estado", "2017", "2018"], ["Norte", "868", f"1{space}759"], ["Sur", f"61{space}637", "979"]]
    found, _ = find_quantities(from_text("\n".join("\t".join(row) for row in rows), language="es"))
    assert [q.value for q in found] == [868, 1759, 61637, 979]


def test_lines_of_a_label_and_a_number_are_a_table():
    text = "Months of killings:\nJan 2,549\nFeb 2,389\nTOTAL 4,938\nStates:\nSouth End 741\nNorth 651\nWest 7"
    manuscript = from_text(text)
    told = [(b.table, manuscript.text[b.start : b.end]) for b in manuscript.blocks if b.kind == "cell"]
    assert told == [
        (1, "Jan"), (1, "2,549"), (1, "Feb"), (1, "2,389"), (1, "TOTAL"), (1, "4,938"),
        (2, "South End"), (2, "741"), (2, "North"), (2, "651"), (2, "West"), (2, "7"),
    ]  # fmt: skip


def test_lines_of_prose_that_end_in_a_number_are_none():
    text = "They had counted as many as 741\nwhile the North had fewer than 651\nand the West had never had 7"
    assert {kind for kind, _ in laid_out(from_text(text))} == {"paragraph"}
