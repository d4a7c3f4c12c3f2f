"""Lists of sources are set apart: they tell where things were read, and claim nothing."""

from __future__ import annotations

import pytest

from almenara.text.pieces import Piece, apart


def kinds(*pieces: Piece) -> list[str]:
    return [piece.kind for piece in apart(pieces)]


@pytest.mark.parametrize(
    "head", ["Endnotes", "References:", "(CLEAR) Bibliography", "Referencias", "Referências"]
)
def test_what_stands_below_the_heading_of_a_list_of_sources_is_furniture_to_the_next_heading(
    head: str,
) -> None:
    assert kinds(
        Piece("heading", "Homicides"),
        Piece("paragraph", "There were 741 in May."),
        Piece("heading", head),
        Piece("item", "A newspaper, 26 May 2020, rows 50-475"),
        Piece("paragraph", "A ministry, 30 November 2022"),
        Piece("heading", "Annex"),
        Piece("paragraph", "There were 742 in June."),
    ) == ["heading", "paragraph", "heading", "furniture", "furniture", "heading", "paragraph"]


def test_on_pages_such_a_list_runs_to_the_end_or_to_an_annex() -> None:
    assert kinds(
        Piece("heading", "Endnotes", page=9),
        Piece("paragraph", "1 A newspaper", page=9),
        Piece("heading", "1371ed079954", page=9),
        Piece("cell", "8", page=9, table=1, row=0, column=0),
        Piece("heading", "Annex A: counts by state", page=10),
        Piece("cell", "741", page=10, table=2, row=0, column=0),
    ) == ["heading", "furniture", "furniture", "furniture", "heading", "cell"]


@pytest.mark.parametrize(
    "head", ["Notes from the field", "References to violence rose", "Sources of violence"]
)
def test_a_heading_that_only_begins_like_one_sets_nothing_apart(head: str) -> None:
    assert kinds(Piece("heading", head), Piece("paragraph", "There were 741."))[-1] == "paragraph"
