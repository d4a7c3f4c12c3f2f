"""Plain text: paragraphs that were wrapped, lists without marks, tables, notices that tear paragraphs."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.errors import BadInput, UsageError
from almenara.text.opening import from_text, open_manuscript
from tests.text.laid_out import laid_out, table

NOTICE = (
    "The views in this presentation are not those of any government, and it was compiled from open sources."
)


def test_a_wrapped_paragraph_is_one_sentence():
    manuscript = from_text(
        "The government said on Friday that homicides in the state of\n"
        "North Province had risen by 31.5 percent over the same period of\n"
        "2017. In the capital, 741 people\n"
        "were killed.\n"
    )
    assert [manuscript.said(s) for s in manuscript.sentences] == [
        "The government said on Friday that homicides in the state of North Province had risen by 31.5 percent "
        "over the same period of 2017.",
        "In the capital, 741 people were killed.",
    ]


def test_short_lines_that_end_in_numbers_are_items():
    assert laid_out(from_text("Jan: 2,549\nFeb: 2,389\nMarch: 2,729\n\nNorth 741\nSouth 732")) == [
        ("item", "Jan: 2,549"),
        ("item", "Feb: 2,389"),
        ("item", "March: 2,729"),
        ("item", "North 741"),
        ("item", "South 732"),
    ]


def test_a_numbered_line_above_prose_is_a_heading():
    assert laid_out(
        from_text("1. Budget\n\nIt rose.\n\n2. Ask the board\n\n3. Leave 12 days\n\nIt is done.")
    ) == [
        ("heading", "Budget"),
        ("paragraph", "It rose."),
        ("item", "Ask the board"),
        ("item", "Leave 12 days"),
        ("paragraph", "It is done."),
    ]


def test_marked_items_may_be_wrapped():
    assert laid_out(
        from_text("- 81 for ransom\n- 25 virtual ones, which\n  nobody counts\n1. others: 10")
    ) == [
        ("item", "81 for ransom"),
        ("item", "25 virtual ones, which nobody counts"),
        ("item", "others: 10"),
    ]


def test_long_items_with_the_same_mark_are_not_run_together():
    lines = [
        "– North: 11,416 in 2019, 12,534 in 2018 (-8.9%)",
        "– South: 3,493 in 2019, 1,721 in 2018 (+103%)",
        "– East: 1,516 in 2019, 1,815 in 2018 (-16.5%)",
    ]
    assert laid_out(from_text("\n".join(lines))) == [("item", line[2:]) for line in lines]


def test_lines_made_alike_are_a_list_however_long_they_are():
    lines = [
        "2021: 628 files in all, of which 402 were for ransom, 118 of the express kind and 108 of some other kind",
        "2022: 506 files in all, of which 331 were for ransom, 97 of the express kind and 78 of some other kind",
    ]
    assert laid_out(from_text("\n".join(lines))) == [("item", line) for line in lines]


def test_wrapped_lines_with_numbers_are_one_paragraph():
    text = (
        "Of the 214 drivers whom we asked in the spring, 61 had been stopped at least\n"
        "once, and of the 61 all but 9 had paid. The 48 companies that answered lost\n"
        "12 trucks in 2021 and 17 in 2022, which is more than in the 5 years before."
    )
    assert [kind for kind, _ in laid_out(from_text(text))] == ["paragraph"]


def test_a_number_at_the_head_of_a_wrapped_line_begins_no_item():
    text = "1. The report tells of the region that is known as the zone of the\n12. Infantry battalion and no other"
    assert [kind for kind, _ in laid_out(from_text(text))] == ["item"]


@pytest.mark.parametrize(
    "text",
    [
        "State | 2017 | 2018\n------|------|-----\nNorth | 2,318 | 2,500\nSouth | 700 | 600",
        "State\t2017\t2018\nNorth\t2,318\t2,500\nSouth\t700\t600",
        "State      2017     2018\nNorth     2,318    2,500\nSouth       700      600",
    ],
)
def test_columns_are_a_table(text):
    manuscript = from_text("Murders\n\n" + text + "\n\nNothing else.")
    cells, head = table(manuscript)
    assert cells[0, 1] == "2017"
    assert (cells[1, 0], cells[1, 2]) == ("North", "2,500")
    assert (cells[2, 0], cells[2, 1]) == ("South", "700")
    assert head == {0}
    assert laid_out(manuscript)[-1] == ("paragraph", "Nothing else.")


def test_lines_of_an_address_are_not_run_together():
    assert [words for _, words in laid_out(from_text("By A. Writer\nThe Agency\nCapital, Nov 2"))] == [
        "By A. Writer",
        "The Agency",
        "Capital, Nov 2",
    ]


def test_a_paragraph_torn_by_a_notice_is_whole_again():
    text = f"""Attacks

These attacks led to the death of 152 people; of these, 48 were

{NOTICE}

candidates for office. Seven died on the day.

{NOTICE}

The end.

{NOTICE}
"""
    manuscript = from_text(text)
    assert laid_out(manuscript) == [
        ("heading", "Attacks"),
        (
            "paragraph",
            "These attacks led to the death of 152 people; of these, 48 were candidates for office. "
            "Seven died on the day.",
        ),
        ("paragraph", "The end."),
        ("furniture", NOTICE),
    ]
    assert manuscript.block_of(manuscript.text.index("48 were")).kind == "paragraph"


def test_spans_count_characters_of_the_text():
    manuscript = from_text("First.\n\nA list:\n\n- 30 dead\n- 40 hurt\n\nLast one. And 5 more.")
    assert [manuscript.said(s) for s in manuscript.sentences] == [
        "First.", "A list:", "30 dead", "40 hurt", "Last one.", "And 5 more.",
    ]  # fmt: skip
    assert manuscript.text == "First.\n\nA list:\n\n30 dead\n40 hurt\n\nLast one. And 5 more."
    assert all(a.end <= b.start for a, b in zip(manuscript.blocks, manuscript.blocks[1:], strict=False))


def test_invisible_characters_do_not_hide_a_number():
    manuscript = from_text("There were 2\u200b9,\u200e168 dead, and 1\u00a0234 hurt in Mede\u0301llin.")
    assert manuscript.text == "There were 29,168 dead, and 1\u00a0234 hurt in Medéllin."


def test_markdown_tables_items_and_links():
    manuscript = open_manuscript(
        b"# Year\n\nSome *prose* with **29,168** dead [1] and a [link](http://example.org/2018).\n"
        b"Second line.\n\n| State | 2017 |\n|---|--:|\n| North | 700 |\n\n- b 30\n    - c 40\n",
        "draft.md",
    )
    assert manuscript.format == "markdown"
    assert laid_out(manuscript) == [
        ("heading", "Year"),
        ("paragraph", "Some prose with 29,168 dead [1] and a link. Second line."),
        ("cell", "State"), ("cell", "2017"), ("cell", "North"), ("cell", "700"),
        ("item", "b 30"), ("item", "c 40"),
    ]  # fmt: skip
    assert table(manuscript) == ({(0, 0): "State", (0, 1): "2017", (1, 0): "North", (1, 1): "700"}, {0})


def test_a_given_day_is_the_day():
    manuscript = from_text("Seven died.", published=date(2018, 11, 2))
    assert (manuscript.published, manuscript.dated_by) == (date(2018, 11, 2), "option")


def test_a_text_without_words_is_refused():
    with pytest.raises(BadInput, match="holds no text"):
        from_text(" \n\n \u200b")


def test_a_language_that_cannot_be_read_is_refused():
    with pytest.raises(UsageError, match='"fr" cannot be read; write auto, en, es, pt'):
        from_text("Sept morts.", language="fr")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="No such file"):
        open_manuscript(tmp_path / "none.txt")
