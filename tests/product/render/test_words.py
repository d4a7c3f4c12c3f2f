"""Small texts that every format sets alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.product.document import Judgement, Number, Text
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
