"""PDF: paragraphs over line ends and hyphens, running heads, tables without lines, notes' marks."""

from __future__ import annotations

import pytest
import typst

from almenara.text.opening import open_manuscript
from tests.text.laid_out import laid_out, table

SET = """
#set page(paper: "a6", header: [Bulletin of the year 2018], footer: context [Page #counter(page).display() of 3])
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true)
"""
STORY = (
    "These attacks resulted in the death of 152 politicians and 371 non-elected officials, according to a count that "
    "considerably understates the extraordinarily difficult circumstances; of these, 48 were pre-candidates."
)


def opened(source: str, tmp_path):
    out = tmp_path / "report.pdf"
    typst.compile((SET + source).encode(), output=str(out))
    return open_manuscript(out)


def test_a_paragraph_is_joined_over_lines_and_hyphens(tmp_path):
    manuscript = opened(
        f"= Attacks\n2 November 2018\n\n{STORY}\n\n- 81 for ransom\n- 25 virtual\n#pagebreak()\nEnd.",
        tmp_path,
    )
    assert manuscript.format == "pdf"
    assert laid_out(manuscript) == [
        ("heading", "Attacks"), ("heading", "2 November 2018"), ("paragraph", STORY),
        ("item", "81 for ransom"), ("item", "25 virtual"), ("paragraph", "End."),
        *[block for block in laid_out(manuscript) if block[0] == "furniture"],
    ]  # fmt: skip
    assert str(manuscript.published) == "2018-11-02"


def test_a_paragraph_is_joined_over_a_page(tmp_path):
    manuscript = opened(f"#v(300pt)\n{STORY}\n#pagebreak()\nEnd.\n#pagebreak()\nEnd.", tmp_path)
    paragraphs = [words for kind, words in laid_out(manuscript) if kind == "paragraph"]
    assert STORY in paragraphs
    furniture = [words for kind, words in laid_out(manuscript) if kind == "furniture"]
    assert "Bulletin of the year 2018" in furniture
    assert "Page 2 of 3" in furniture


@pytest.mark.parametrize("stroke", ["1pt", "none"])
def test_columns_are_a_table(stroke, tmp_path):
    manuscript = opened(
        f"Before.\n#table(columns: 3, stroke: {stroke}, [State], [2017], [2018], [North], [700], [600], "
        "[South End], [300], [], [West], [2,318], [2,500])\nAfter.",
        tmp_path,
    )
    cells, head = table(manuscript)
    assert cells == {
        (0, 0): "State", (0, 1): "2017", (0, 2): "2018", (1, 0): "North", (1, 1): "700", (1, 2): "600",
        (2, 0): "South End", (2, 1): "300", (3, 0): "West", (3, 1): "2,318", (3, 2): "2,500",
    }  # fmt: skip
    assert head == {0}


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path):
    manuscript = opened(
        f'#set page(columns: 2, paper: "a4")\n{STORY}\n#colbreak()\nSeven died. {STORY}', tmp_path
    )
    assert [words for kind, words in laid_out(manuscript) if kind == "paragraph"] == [
        STORY,
        f"Seven died. {STORY}",
    ]


def test_a_raised_digit_is_a_note(tmp_path):
    manuscript = opened(
        "There were 741#super[3] dead, 12#super[8–10] missing, 7#super[127] found and 30 hurt "
        "#super[12, 14].#footnote[Not all.]",
        tmp_path,
    )
    assert (
        "There were 741[3] dead, 12[8–10] missing, 7[127] found and 30 hurt [12, 14].[1]" in manuscript.text
    )


PROSE = (
    "Prosecutors say that the count of this year is still provisional, and the offices of the states go on revising "
    "it for many months after the first publication, which is why nobody should compare it with that of last year. "
)
GRID = "#table(columns: {}, [State], [2016], [2017], [2018], [North], [700], [600], [500], [West], [318], [500], [9])"


@pytest.mark.parametrize("beside", ["left", "right"])
def test_a_table_in_one_of_two_columns_takes_no_prose_of_the_other(beside, tmp_path):
    columns = [f"{PROSE}\n\n{GRID.format(4)}", f"{PROSE}{PROSE}"]
    if beside == "right":
        columns.reverse()
    manuscript = opened(f'#set page(paper: "a5")\n#columns(2)[{"#colbreak()".join(columns)}]', tmp_path)
    cells, _ = table(manuscript)
    assert [cells[1, n] for n in range(4)] == ["North", "700", "600", "500"]
    told = [words for kind, words in laid_out(manuscript) if kind == "paragraph"]
    assert sorted(told) == sorted([PROSE.strip(), (PROSE + PROSE).strip()])


def test_a_table_across_two_columns_is_one(tmp_path):
    wide = GRID.format("(1fr, 1fr, 1fr, 1fr)")
    manuscript = opened(f'#set page(paper: "a5")\n#columns(2)[{PROSE}#colbreak(){PROSE}]\n{wide}', tmp_path)
    cells, head = table(manuscript)
    assert [cells[2, n] for n in range(4)] == ["West", "318", "500", "9"]
    assert head == {0}
