"""Small texts that every format sets alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.product.document import Column, Judgement, Number, Reference, Table, Text
from almenara.product.render import words
from tests.product.made_report import made_report


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ((), []),
        ((3, 1), [("1", "1"), ("3", "3")]),
        ((1, 2), [("1", "1"), ("2", "2")]),
        ((4, 5, 6, 9), [("4–6", "4"), ("9", "9")]),
        ((2, 2, 3, 4), [("2–4", "2")]),
    ],
)
def test_runs_of_notes(notes: tuple[int, ...], expected: list[tuple[str, str]]) -> None:
    assert words.note_runs(notes) == expected


def test_every_word_is_there_in_both_languages() -> None:
    assert all(set(held) == {"en", "es"} for held in words.WORDS.values())


def test_a_report_s_own_word_goes_first() -> None:
    report = replace(made_report(), words={"endnotes": "References"})
    assert words.word(report, "endnotes") == "References"
    assert words.word(made_report("es"), "endnotes") == "Notas"


def test_portion_marks() -> None:
    assert words.portion_mark("TLP:AMBER+STRICT") == "(AMBER+STRICT)"


def test_a_column_s_shared_notes_stand_in_its_heading() -> None:
    figure = made_report().figures["f1"]
    cell = (Number("f1", figure, "1", (3, 7)),)
    other = (Number("f2", figure, "2", (3,)),)
    assert words.column_notes([cell, other, (Text("unknown"),)]) == (3,)
    assert words.column_notes([cell]) == ()


def test_the_step_of_a_term_in_either_language() -> None:
    report = made_report()
    assert words.step(report, Judgement((), term="casi seguro")) == 6
    assert words.step(report, Judgement((), term="almost no chance")) == 0
    assert words.step(report, Judgement(())) is None


def test_short_columns_are_left_whole_and_long_ones_share_the_rest() -> None:
    rows = tuple(((Text("a name"),), (Text(f"{k}"),), (Text("a long statement " * k),)) for k in range(1, 6))
    columns = (Column("Group", "left"), Column("Same months a year before"), Column("Stated", "left"))
    first, short, long = words.column_widths(Table("t", columns, rows))
    assert 7 <= first.share < 20 and short.share == 0 and long.share > 40
    assert short.characters == words.NARROW


def test_no_space_before_a_sentence_s_endnotes() -> None:
    held = words.flow((Text("said "), Reference((1,)), Text(" and ", "strong"), Text("so")))
    assert held == [Text("said"), Reference((1,)), Text(" and ", "strong"), Text("so")]


def test_a_table_of_short_columns_still_fills_the_page() -> None:
    (only,) = words.column_widths(Table("t", (Column("n"),), (((Text("1"),),),)))
    assert only.share > 0
