"""What all five formats owe: the same bytes twice, markings, escaped text, the reader's language."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from html import unescape

import pytest
from pypdf import PdfReader

from almenara.errors import UsageError
from almenara.product.document import Picture
from almenara.product.render import FORMATS, drawing, render
from tests.product.made_report import HANDLING, hostile_report, made_report

HOSTILE = (
    "<script>alert(1)</script> ]]> \"'`onload=x # *bold* _x_ $x^2$ \\ [l](javascript:alert(1)) "
    "#set page(fill: red) "
    "@ref {{ 7*7 }} | \u202egnp.exe\u202c \u200b\x07 &amp; ~a~ -- // /* javascript:alert(2)"
)


@lru_cache(maxsize=16)
def made(format: str, language: str = "en") -> bytes:
    return render(made_report(language), format)


@lru_cache(maxsize=8)
def hostile(format: str) -> bytes:
    return render(hostile_report(HOSTILE), format)


def words(format: str, data: bytes) -> str:
    """The text of a file as a reader sees it, spaces made one."""
    if format == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    elif format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            parts = [
                held.read(n).decode()
                for n in sorted(held.namelist())
                if re.match(r"word/(doc|head|foot).*xml", n)
            ]
        text = re.sub(r"<[^>]+>", "", " ".join(parts).replace("</w:p>", " ").replace("<w:tab/>", " "))
    else:
        text = unescape(data.decode()) if format == "html" else data.decode()
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_bytes(format: str) -> None:
    drawing._draw.cache_clear()
    drawing._png.cache_clear()
    assert render(made_report(), format) == made(format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_marking_is_never_translated_and_the_handling_notice_is_there(format: str, language: str) -> None:
    text = words(format, made(format, language))
    assert "TLP:GREEN" in text
    assert "VERDE" not in text
    assert HANDLING[language].split(";")[0] in text.replace("\\", "")


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "md"])
def test_spanish_writes_numbers_and_days_as_in_mexico(format: str) -> None:
    text = words(format, made(format, "es"))
    assert "28,734" in text and "+38.1 %" in text
    assert "2 de noviembre de 2018" in text
    assert "confianza alta" in text and "casi seguro" in text
    assert "November" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_headline_numbers_stand_with_what_they_count(format: str) -> None:
    text = words(format, made(format))
    assert "victims of homicide" in text and "of them to September" in text


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "md"])
def test_nothing_hidden_and_nothing_reordered_is_left_in_a_text(format: str) -> None:
    text = words(format, hostile(format))
    assert "\u202e" not in text and "\u202c" not in text and "\x07" not in text
    assert "⟨202E⟩gnp.exe" in text.replace("\u200b", "").replace("⟨202E⟩ ", "⟨202E⟩")


def test_typesetting_marks_are_text_on_the_page() -> None:
    text = words("pdf", hostile("pdf"))
    assert "#set page(fill: red)" in text and "*bold*" in text and "$x^2$" in text and "{{ 7*7 }}" in text


@pytest.mark.parametrize("format", FORMATS)
def test_every_picture_has_its_text_alternative(format: str) -> None:
    pictures = [b for s in made_report().sections for b in s.blocks if isinstance(b, Picture)]
    assert len(pictures) == 6
    text = words(format, made(format))
    raw = made(format)
    for picture in pictures:
        start = picture.alt[:40]
        if format == "pdf":
            assert start.encode("utf-16-be") in _strings(raw) or start.encode() in _strings(raw)
        elif format == "docx":
            with zipfile.ZipFile(io.BytesIO(raw)) as held:
                assert f'descr="{start}' in held.read("word/document.xml").decode()
        else:
            assert start in text.replace("\\", "")


def _strings(pdf: bytes) -> bytes:
    """Text alternatives of a PDF's structure."""
    reader = PdfReader(io.BytesIO(pdf))
    found: list[str] = []
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        held = reader.get_object(number)
        if isinstance(held, dict) and "/Alt" in held:
            found.append(str(held["/Alt"]))
        if isinstance(held, dict) and "/A" in held and isinstance(held["/A"], dict) and "/Alt" in held["/A"]:
            found.append(str(held["/A"]["/Alt"]))
    return "\n".join(found).encode()


def test_an_unknown_format_or_paper_is_told_with_what_there_is() -> None:
    with pytest.raises(UsageError, match='there is no format "odt"; there are: html, pdf, docx, md, json'):
        render(made_report(), "odt")
    with pytest.raises(UsageError, match='there is no paper "a5"; there are: a4, letter'):
        render(made_report(), "pdf", "a5")
