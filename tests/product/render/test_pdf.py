"""The PDF: markings on every page, tags, paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from almenara.model.terms import TLP
from almenara.product.document import Paragraph, Text
from almenara.product.render import render
from tests.product.made_report import HANDLING, made_report


def pages(data: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("label", TLP)
def test_every_page_has_the_label_in_header_and_footer_and_the_handling_notice(label: str) -> None:
    texts = pages(render(replace(made_report(), banner=label), "pdf"))
    assert len(texts) >= 5
    for number, text in enumerate(texts, 1):
        assert text.count(label) == 2
        assert HANDLING["en"] in text
        assert f"Page {number} of {len(texts)}" in text


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    reader = PdfReader(io.BytesIO(render(made_report("es"), "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("es")
    assert reader.metadata is not None and reader.metadata.title == "México: panorama de seguridad"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2018-11-02"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    page = PdfReader(io.BytesIO(render(made_report(), "pdf", paper))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_a_table_longer_than_a_page_repeats_its_heading() -> None:
    texts = pages(render(made_report(), "pdf"))
    assert sum("Jan–Sep 2018" in text for text in texts) >= 2


def test_numbers_lead_to_their_endnotes_and_sources_to_the_web() -> None:
    reader = PdfReader(io.BytesIO(render(made_report(), "pdf")))
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    outside = {str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]}
    assert "https://example.org/release/1" in outside
    assert len(links) - len(outside) > 30


FOOT = 29 / 25.4 * 72
"""Height of the foot of a page, in points."""


def heights_of(words: str, data: bytes) -> list[float]:
    """Height above the paper's lower edge of each piece of text that holds the words, in points."""
    heights: list[float] = []

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if words in text:
            heights.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=see)
    return heights


@pytest.mark.parametrize("lines", range(46, 50))
def test_endnotes_that_begin_low_on_a_page_keep_off_its_foot(lines: int) -> None:
    made = made_report()
    *others, last = made.sections
    extra = tuple(Paragraph((Text(f"Line {n}."),), last.portion) for n in range(lines))
    report = replace(made, sections=(*others, replace(last, blocks=(*last.blocks, *extra))))
    heights = heights_of("sha256", render(report, "pdf"))
    assert len(heights) == len(made.endnotes)
    assert min(heights) > FOOT


@pytest.mark.parametrize("lines", range(0, 50, 3))
def test_nor_do_endnotes_run_over_the_foot_behind_a_list_of_their_files(lines: int) -> None:
    made = made_report()
    *others, last = made.sections
    extra = tuple(Paragraph((Text(f"Line {n}."),), last.portion) for n in range(lines))
    first = made.endnotes[0]
    notes = [
        replace(first, number=n, evidence=replace(
            first.evidence, file=f"file-{n // 2}.csv", document=f"{n // 2:064x}", title="A long title " * 14))
        for n in range(100, 132)
    ]  # fmt: skip
    report = replace(
        made,
        sections=(*others, replace(last, blocks=(*last.blocks, *extra))),
        endnotes=(*made.endnotes, *notes),
    )
    heights = heights_of("accessed", render(report, "pdf"))
    assert len(heights) == len(report.endnotes)
    assert min(heights) > FOOT


@pytest.mark.parametrize("more", [20, 24, 28])
def test_what_closes_a_report_stands_below_its_last_note_and_has_no_page_of_its_own(more: int) -> None:
    made = made_report()
    first = made.endnotes[0]
    evidence = replace(first.evidence, title="A long title " * 14)
    notes = [replace(first, number=n, evidence=evidence) for n in range(100, 100 + more)]
    texts = pages(render(replace(made, endnotes=(*made.endnotes, *notes)), "pdf"))
    assert "Evidence digest" in texts[-1] and "accessed" in texts[-1]
    assert "accessed" in texts[-2]


def test_notes_begin_a_line_below_the_list_of_their_files() -> None:
    made = made_report()
    first = made.endnotes[0]
    shared = replace(first.evidence, file="shared.csv", document="f" * 64)
    notes = [replace(first, number=n, evidence=shared) for n in (100, 101)]
    *others, last = made.sections
    extra = tuple(Paragraph((Text(f"Line {n}."),), last.portion) for n in range(20))
    sections = (*others, replace(last, blocks=(*last.blocks, *extra)))
    told: list[tuple[str, float]] = []

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            told.append((text, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    data = render(replace(made, sections=sections, endnotes=(*made.endnotes, *notes)), "pdf")
    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=see)
    listed = next(at for at, (text, _) in enumerate(told) if "shared.csv" in text)
    line = told[listed][1]
    below = next(y for _, y in told[listed:] if abs(y - line) > 1)
    assert line - below > 9


def test_a_file_that_several_notes_cite_has_its_hash_once_before_them() -> None:
    made = made_report()
    first, second, *rest = made.endnotes
    twin = replace(second.evidence, file=first.evidence.file, document=first.evidence.document,
                   source=first.evidence.source, descriptor=first.evidence.descriptor)  # fmt: skip
    report = replace(made, endnotes=(first, replace(second, evidence=twin), *rest))
    text = " ".join(pages(render(report, "pdf")))
    listed = f"{first.evidence.file}: "
    assert listed in text and text.index(listed) < text.rindex(first.evidence.file)
    assert text.count(f"sha256 {first.evidence.document[:12]}") == 1
