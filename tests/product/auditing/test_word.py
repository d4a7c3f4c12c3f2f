"""The Word document: comments on the right words, the look kept, nothing that runs or loads carried on."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.product.auditing.word import to_docx
from almenara.product.auditing.word_safety import may_be_copied
from tests.product.auditing.made_audit import DEFINITIONS, audit, claim, manuscript


def anchored(document) -> list[tuple[str, str]]:
    """Each comment's text, and the words between its two ends."""
    open_now: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for item in document.element.body.iter():
        key = item.get(qn("w:id"))
        if item.tag == qn("w:commentRangeStart"):
            open_now[key] = []
        elif item.tag == qn("w:commentRangeEnd"):
            done[key] = "".join(open_now.pop(key))
        elif item.tag == qn("w:t"):
            for words in open_now.values():
                words.append(item.text or "")
    return [(comment.text, done[str(comment.comment_id)]) for comment in document.comments]


def written_in_word(document) -> tuple[bytes, Manuscript]:
    """A Word file, and its body paragraphs and cells as a manuscript."""
    held = io.BytesIO()
    document.save(held)
    text, blocks = "", []
    for number, paragraph in enumerate(document.paragraphs):
        said = " ".join(paragraph.text.split())
        if said:
            blocks.append(Block("paragraph", len(text), len(text) + len(said), element=number))
            text += said + "\n"
    for number, table in enumerate(document.tables, 1):
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells.cells):
                blocks.append(Block("cell", len(text), len(text) + len(cell.text), 0, number, row, column))
                text += cell.text + "\n"
    sentences = tuple(Sentence(b.start, b.end, k) for k, b in enumerate(blocks))
    return held.getvalue(), Manuscript("x.docx", "word", text, tuple(blocks), sentences, "en")


def a_document():
    document = Document()
    paragraph = document.add_paragraph("In ")
    paragraph.add_run("2017 there were  29,").bold = True
    red = paragraph.add_run("168 victims\tof homicide")
    red.font.color.rgb = RGBColor(255, 0, 0)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "North", "1,234 cases"
    return document


def test_a_copy_keeps_the_look_and_comments_the_very_words() -> None:
    content, written = written_in_word(a_document())
    made = replace(
        audit(), manuscript=written, left_out=(),
        claims=(claim(written, "29,168 victims of", 29168, reason="one"), claim(written, "1,234", 1234, reason="two")),
    )  # fmt: skip
    document = Document(io.BytesIO(to_docx(made, DEFINITIONS, content)))
    found = anchored(document)
    assert [words for text, words in found if "one" in text.split("\n")] == ["29,168 victimsof"]
    assert [words for text, words in found if "two" in text.split("\n")] == ["1,234"]
    assert any(text.startswith("Of 2 claims") for text, _ in found)
    assert document.paragraphs[0].text == "In 2017 there were  29,168 victims\tof homicide"
    looks = {r.text: (r.bold, r.font.color.rgb) for r in document.paragraphs[0].runs if r.text}
    assert looks["29,"] == (True, None) and looks[" homicide"] == (None, RGBColor(255, 0, 0))
    assert {c.author for c in document.comments} == {"Almenara"}


def test_words_inside_a_link_are_found() -> None:
    document = Document()
    paragraph = document.add_paragraph("See ")
    run = paragraph.add_run("12 dead")
    link = run._r.makeelement(qn("w:hyperlink"), {qn("w:anchor"): "x"})
    run._r.addprevious(link)
    link.append(run._r)
    paragraph.add_run(" there")
    content, written = written_in_word(document)
    made = replace(audit(), manuscript=written, claims=(claim(written, "12", 12, reason="one"),), left_out=())
    found = anchored(Document(io.BytesIO(to_docx(made, DEFINITIONS, content))))
    assert [words for text, words in found if "one" in text.split("\n")] == ["12"]


def test_the_same_words_twice_struck_ones_and_marks_of_notes_do_not_mislead() -> None:
    document = Document()
    paragraph = document.add_paragraph("In 12 towns")
    paragraph.add_run(" 12 ").font.strike = True
    paragraph.add_run("7").font.superscript = True
    paragraph.add_run(" there were")
    paragraph.add_run().add_break()
    paragraph.add_run("12 dead")
    held = io.BytesIO()
    document.save(held)
    lines = ("In 12 towns[7] there were", "12 dead")
    text = "\n".join(lines)
    blocks = tuple(
        Block("paragraph", text.index(line), text.index(line) + len(line), element=0) for line in lines
    )
    sentences = tuple(Sentence(b.start, b.end, k) for k, b in enumerate(blocks))
    written = Manuscript("x.docx", "word", text, blocks, sentences, "en")
    later = replace(
        claim(written, "12", 12, reason="two"), start=text.rindex("12"), end=text.rindex("12") + 2
    )
    claims = (claim(written, "12", 12, reason="one"), later, claim(written, "12 dead", 12, reason="three"))
    made = replace(audit(), manuscript=written, claims=claims, left_out=())
    done = Document(io.BytesIO(to_docx(made, DEFINITIONS, held.getvalue())))
    found = {text.split("\n")[1]: words for text, words in anchored(done) if "\n" in text}
    assert found == {"one": "12", "two": "12", "three": "12 dead"}
    ends = [item for item in done.element.body.iter() if item.tag == qn("w:commentRangeStart")]
    before = [
        "".join(t.text or "" for t in done.element.body.iter(qn("w:t")) if _earlier(t, end)) for end in ends
    ]
    assert sorted(len(words) for words in before) == [
        0,
        len("In "),
        *[len("In 12 towns 12 7 there were")] * 2,
    ]


def _earlier(one, other) -> bool:
    order = list(one.getroottree().iter())
    return order.index(one) < order.index(other)


def test_a_claim_whose_words_are_not_found_is_told_at_the_start() -> None:
    content, written = written_in_word(a_document())
    text = written.text.replace("1,234 cases", "9,999 cases")
    written = replace(written, text=text)
    made = replace(audit(), manuscript=written, claims=(claim(written, "9,999", 9999),), left_out=())
    found = anchored(Document(io.BytesIO(to_docx(made, DEFINITIONS, content))))
    assert [words for text, words in found if text.startswith("“9,999”")] == ["In "]


def test_any_other_format_is_set_anew_with_highlights() -> None:
    document = Document(io.BytesIO(to_docx(audit(), DEFINITIONS)))
    found = anchored(document)
    assert sorted(words for _, words in found) == sorted(
        ["29,168", "38%", "more than 2,200 taps", "81", "25", "10", "116"]
    )
    contradicted = next(text for text, words in found if words == "29,168")
    assert contradicted.startswith("✗ contradicted (intentional homicide, Mexico, 2017)")
    assert "disagrees: 28,734 victims" in contradicted
    marked = [r for p in document.paragraphs for r in p.runs if r.font.highlight_color is not None]
    assert [r.text for r in marked] == ["29,168", "38%", "more than 2,200 taps", "81", "25", "10", "116"]
    assert any("Of 7 claims" in p.text for p in document.paragraphs)
    assert document.paragraphs[0].text == "year.txt"


def test_a_text_without_a_name_is_headed_with_where_it_came_from() -> None:
    document = Document(io.BytesIO(to_docx(audit(manuscript(name="-")), DEFINITIONS, language="es")))
    assert document.paragraphs[0].text == "Entrada estándar"


def test_tables_are_tables() -> None:
    _, written = written_in_word(a_document())
    written = replace(written, format="pdf")
    made = replace(audit(), manuscript=written, claims=(claim(written, "1,234", 1234),), left_out=())
    document = Document(io.BytesIO(to_docx(made, DEFINITIONS)))
    assert [c.text for c in document.tables[0].rows[0].cells] == ["North", "1,234 cases"]
    assert "1,234" in [words for _, words in anchored(document)]


def with_part(content: bytes, name: str, data: str, kind: str = "", target: str = "") -> bytes:
    """The file with one part more, or a relationship more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w") as made:
        for item in held.namelist():
            text = held.read(item)
            if kind and item == "word/_rels/document.xml.rels":
                mode = ' TargetMode="External"' if "://" in target else ""
                more = (
                    f'<Relationship Id="rX" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'
                )
                text = text.replace(b"</Relationships>", more.encode())
            if name == item:
                text = text.replace(b"</w:body>", data.encode() + b"</w:body>")
            made.writestr(item, text)
        if name not in held.namelist():
            made.writestr(name, data)
    return out.getvalue()


FIELD = '<w:p><w:r><w:instrText xml:space="preserve"> INCLUDE{}TEXT "http://x" </w:instrText></w:r></w:p>'


@pytest.mark.parametrize(
    ("name", "data", "kind", "target"),
    [
        ("word/vbaProject.bin", "macro", "", ""),
        ("word/x.bin", "x", "vbaProject", "x.bin"),
        ("word/a.html", "<p>", "aFChunk", "a.html"),
        ("word/x.txt", "", "image", "https://example.org/x.png"),
        ("word/x.txt", "", "attachedTemplate", "https://example.org/t.dotm"),
        ("word/document.xml", FIELD.format(""), "", ""),
        ("word/document.xml", FIELD.format("</w:instrText><w:instrText>"), "", ""),
        ("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "", ""),
    ],
)
def test_a_file_that_runs_or_loads_something_is_set_anew(
    name: str, data: str, kind: str, target: str
) -> None:
    content, written = written_in_word(a_document())
    assert may_be_copied(content)
    bad = with_part(content, name, data, kind, target)
    assert not may_be_copied(bad)
    made = replace(audit(), manuscript=written, claims=(claim(written, "1,234", 1234),), left_out=())
    done = to_docx(made, DEFINITIONS, bad)
    with zipfile.ZipFile(io.BytesIO(done)) as held:
        assert not [n for n in held.namelist() if "vba" in n or n in ("word/a.html", "word/x.xml")]
        assert b"example.org" not in b"".join(held.read(n) for n in held.namelist())
    assert "1,234" in [words for _, words in anchored(Document(io.BytesIO(done)))]


def test_a_link_to_a_page_may_stay() -> None:
    content, _ = written_in_word(a_document())
    assert may_be_copied(with_part(content, "word/x.txt", "", "hyperlink", "https://example.org/"))


def test_signs_that_xml_may_not_hold_and_hidden_ones_do_not_break_it() -> None:
    written = replace(manuscript(), name="x\u202e\x01.txt")
    made = replace(audit(), manuscript=written, remarks=("a\x00b",))
    document = Document(io.BytesIO(to_docx(made, DEFINITIONS)))
    assert document.paragraphs[0].text == "x⟨202E⟩⟨0001⟩.txt"


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert to_docx(audit(), DEFINITIONS) == to_docx(audit(), DEFINITIONS)
