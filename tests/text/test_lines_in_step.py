"""Lines made alike are a list without marks, in plain text and in Markdown; wrapped prose is none."""

from __future__ import annotations

from almenara.text.lines_in_step import heads_lines, lines_in_step
from almenara.text.markdown_text import pieces

LINES = [
    "2021: 628 files in all, of which 402 were for ransom, 118 of the express kind and 108 of some other kind",
    "2022: 506 files in all, of which 331 were for ransom, 97 of the express kind and 78 of some other kind",
]
PROSE = [
    "Of the 214 drivers whom we asked in the spring, 61 had been stopped at least",
    "once, and of the 61 all but 9 had paid. The 48 companies that answered lost",
    "12 trucks in 2021 and 17 in 2022, which is more than in the 5 years before.",
]


def test_lines_with_the_same_words_and_as_many_numbers_are_in_step():
    assert lines_in_step(["Files by kind:", *LINES]) == {1, 2}
    assert lines_in_step(["2021 | 628; 402; 226", "2022 | 506, that is 331 and 175"]) == {0, 1}
    assert lines_in_step(PROSE) == frozenset()


def test_a_line_with_a_year_alone_heads_lines_with_several_numbers():
    rows = ["Q1: 2,571 + 2,445 + 2,786", "Q2: 2,778 + 2,935 + 2,769"]
    assert heads_lines(["Victims by quarter, 2018", *rows])
    assert not heads_lines(["Victims 2,018", *rows])
    assert not heads_lines(["Murders 2018", "Gate 118", "Yard 41"])


def test_lines_in_step_of_a_markdown_paragraph_are_items():
    text = "# Files\n\nBy kind:\n" + "\n".join(LINES) + "\n\n" + "\n".join(PROSE) + "\n"
    found = [(piece.kind, piece.text) for piece in pieces(text)]
    assert found == [
        ("heading", "Files"),
        ("paragraph", "By kind:"),
        *(("item", line) for line in LINES),
        ("paragraph", "\n".join(PROSE)),
    ]
