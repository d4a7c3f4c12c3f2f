"""The report as Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt

from almenara.product.render import render
from almenara.product.render.markdown import _styled, escape
from tests.product.made_report import hostile_report, made_report
from tests.product.render.test_every_format import HOSTILE


def test_marks_are_shown_and_not_obeyed() -> None:
    for text in ("# x", "* a _b_ `c`", "1. one", "- item", "a | b", "<b>", "[l](http://x)", "=== ", "~~~"):
        tokens = MarkdownIt("commonmark").parse(escape(text))
        assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        children = tokens[1].children or []
        assert {c.type for c in children} <= {"text", "text_special"}
        assert "".join(c.content for c in children) == text.strip()


def test_hostile_text_makes_no_html_and_no_link() -> None:
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(render(hostile_report(HOSTILE), "md").decode())
    )
    assert "<script" not in html and "javascript:alert(2)</a>" not in html and 'href="javascript' not in html


def test_tables_notes_and_marking_at_both_ends() -> None:
    text = render(made_report(), "md").decode()
    assert text.startswith("**TLP:GREEN**\n") and text.endswith("**TLP:GREEN**\n")
    assert "| State | Level | Jan–Sep 2018 | Jan–Sep 2017 | Change | Per 100,000 |" in text
    used = {part.split("]")[0] for part in text.split("[^")[1:]}
    told = {line.split("]")[0][2:] for line in text.splitlines() if line.startswith("[^")}
    assert used == told


def test_emphasis_hugs_its_words() -> None:
    assert _styled(" very likely ", "strong") == " **very likely** "
    assert _styled("  ", "strong") == "  "
