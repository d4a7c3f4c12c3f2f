"""The Spanish edition is in Spanish: no English words but titles, names and addresses of sources."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from almenara.model.figure import Figure
from almenara.model.phrase import PHRASES
from almenara.product.build import build
from almenara.product.document import (
    Bullets,
    Judgement,
    Link,
    Number,
    Paragraph,
    Picture,
    Report,
    Table,
    Text,
    Tiles,
)
from almenara.product.render.provenance import numbers_of, panel, source
from almenara.product.wording import LANGUAGES, wording
from almenara.workspace import Workspace

ENGLISH = re.compile(rf"(?<![\w’'.-])(?:{'|'.join([*wording('es')['english'], 'Mexico'])})(?![\w’'-])")
NAMES = re.compile(
    r"United States Department of State|Committee to Protect Journalists|Overseas Security Advisory Council"
    r"|Open Government Licence|Mexico News Daily|Federal Bureau of Investigation|Article 19|Student"
)
"""Names of publishers and terms that stay as they are."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fresh") / "store")


@pytest.fixture(scope="module", params=["2018-11-02", "2026-11-25"])
def report(opened: Workspace, request: pytest.FixtureRequest) -> Report:
    return build(opened.context(request.param), opened.registry.packs["MX"], "es")[0]


def english(texts: list[str]) -> list[str]:
    """The texts that hold a word of the list, once publishers' names are taken out."""
    return [text for text in dict.fromkeys(texts) if ENGLISH.search(NAMES.sub("", text))]


def inline_texts(items: Any) -> list[str]:
    said = "".join(i.text for i in items if isinstance(i, Text | Number | Link))
    return [said] if said else []


def block_texts(block: Any) -> list[str]:
    match block:
        case Paragraph():
            return inline_texts(block.inlines)
        case Bullets():
            return [t for item in block.items for t in inline_texts(item.inlines)]
        case Judgement():
            return [*inline_texts(block.sentence), *inline_texts(block.basis)]
        case Table():
            cells = [cell for row in block.rows for cell in row]
            heads = [c.heading for c in block.columns]
            return [block.title, *heads, *(t for c in [block.caption, *cells] for t in inline_texts(c))]
        case Picture():
            return [block.title, block.alt, *inline_texts(block.caption)]
        case Tiles():
            return [t for tile in block.tiles for t in [tile.label, *inline_texts(tile.detail)]]
    raise AssertionError(f"{block} is a block that this test does not know")


def test_no_english_in_the_text_tables_and_text_alternatives(report: Report) -> None:
    texts = [t for s in report.sections if s.id != "resources" for b in s.blocks for t in block_texts(b)]
    assert len(texts) > 300
    assert english([*texts, *(s.title for s in report.sections), *report.attributions]) == []


def test_no_english_in_what_an_endnote_says_of_its_source(report: Report) -> None:
    told = [source(report, note) for note in report.endnotes]
    assert english([t for s in told for t in (s.detail, s.descriptor)]) == []
    assert not [s.locators for s in told if re.search(r"\b(rows?|columns?|sheet|quoted from)\b", s.locators)]


def test_no_english_behind_a_number(report: Report) -> None:
    lines = [line for n in numbers_of(report) for line in panel(report, n).lines]
    said = [f"{label}: {text}" for label, text in lines if "(en inglés)" not in label]
    assert len(said) > 1000
    assert english(said) == []
    assert ("Nota", "conteos pequeños") in lines or report.as_of.year == 2018
    assert any(label == "Nota (en inglés)" for label, _ in lines)


def test_a_page_is_called_english_only_where_that_is_known(report: Report) -> None:
    pages = [n.evidence for n in report.endnotes if n.evidence.citation]
    assert any(p.language == "es" for p in pages) and any(p.language == "en" for p in pages)
    assert not [p.url for p in pages if p.language == "en" and ".com.mx" in p.url]


def test_both_languages_have_every_word_and_every_remark_its_values() -> None:
    words = {language: wording(language) for language in LANGUAGES}
    for group in ("words", "units", "statuses", "predicates", "sentences", "tables", "columns", "phrases"):
        assert set(words["en"][group]) == set(words["es"][group]), group
    for language in LANGUAGES:
        assert set(words[language]["phrases"]) == set(PHRASES)
        for key, english_words in PHRASES.items():
            said = words[language]["phrases"][key]
            assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", english_words)), key


def test_command_line_and_json_keep_english_reasons(opened: Workspace, tmp_path: Path) -> None:
    pack = opened.registry.packs["MX"]
    built, making = build(opened.context("2018-11-02"), pack, "es")
    missing: Figure = making.figure_for("homicide", "1950", "", "")
    assert missing.reason.startswith("the evidence held on 2018-11-02 for Mexico covers ")
    assert making.remark(missing.reason).startswith(
        "la evidencia al 2 de noviembre de 2018 para México cubre "
    )
    assert making.remark(replace(missing, reason="a text of its own").reason) == "a text of its own"
    assert built.language == "es"
