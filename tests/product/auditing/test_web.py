"""The annotated page: claims marked where they stand, evidence behind each, and nothing of the text obeyed."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from almenara.model.claim import Support
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.product.auditing.web import to_html
from tests.product.auditing.made_audit import DEFINITIONS, TEXT, WRITTEN, audit, claim, manuscript
from tests.product.made_figures import evidence


def page(made=None, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(to_html(made or audit(), DEFINITIONS, language), "lxml")


def test_a_claim_is_marked_where_it_stands_and_leads_to_its_panel() -> None:
    soup = page()
    marked = soup.select_one("main #t1")
    assert (marked.text, marked["class"], marked["href"]) == ("29,168", ["c", "v-contradicted"], "#c1")
    panel = soup.select_one("#c1")
    said = " ".join(panel.text.split())
    for part in (
        "contradicted",
        "28,734 victims",
        "victims, as made",
        "A publisher, A table, 20 February 2018",
        "made.csv; row 5, column value",
        "a study (unnamed) ← the office",
        "Mexico (from the text around it)",
    ):
        assert part in said
    assert panel.select_one("a.out")["href"] == "https://example.org/table"
    assert panel.select_one("a.close")["href"] == "#t1"


def test_every_claim_has_mark_panel_and_row() -> None:
    soup = page()
    for number in range(1, 8):
        assert soup.select_one(f'main sup.k a[href="#c{number}"]')
        assert soup.select_one(f"article#c{number}")
        assert soup.select_one(f'.list a[href="#c{number}"]')


def test_the_text_is_all_there_in_its_order() -> None:
    main = page().select_one("main")
    for mark in main.select("sup.k"):
        mark.decompose()
    assert " ".join(main.text.split()) == " ".join(TEXT.split())
    assert main.select_one("span.left")["title"] == "a date"


def test_summary_days_and_counts_stand_at_the_top() -> None:
    soup = page()
    assert "Of 7 claims, 1 is contradicted" in soup.select_one(".summary").text
    assert "2 November 2018" in soup.select_one(".days").text
    assert soup.select_one(".counts li")["class"] == ["v-contradicted"]
    assert "A remark." in soup.select_one(".notes").text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Standard input"), ("es", "Entrada estándar"), ("pt", "Entrada padrão")]
)
def test_a_text_without_a_name_is_headed_with_where_it_came_from(language: str, words: str) -> None:
    soup = page(audit(manuscript(name="-")), language)
    assert soup.h1.text == words and soup.title.text.endswith(f": {words}")
    assert page().h1.text == "year.txt"


def test_overlapping_claims_both_have_their_mark() -> None:
    written = manuscript()
    made = replace(
        audit(written),
        claims=(claim(written, "81 here, 25 there", 106), claim(written, "25 there and 10", 35)),
        left_out=(),
    )
    soup = page(made)
    assert [a["href"] for a in soup.select("main sup.k a")] == ["#c1", "#c2"]
    assert [a.text for a in soup.select("main a.c")] == ["81 here, ", "25 there", " and 10"]


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> 12 \u202ekills\u202c javascript:alert(3)'


def test_nothing_of_the_document_is_more_than_text() -> None:
    blocks = (Block("paragraph", 0, len(HOSTILE)),)
    written = Manuscript("<b>x</b>", "text", HOSTILE, blocks, (Sentence(0, len(HOSTILE), 0),), "en")
    bad = replace(evidence(), url="javascript:alert(4)", title="<i>t</i>", locator='"><script>')
    made = replace(
        audit(),
        manuscript=replace(
            written, warnings=("<script>w</script>",), published=WRITTEN, dated_by="</strong><script>"
        ),
        claims=(claim(written, "12", 12, reason="<u>r</u>", evidence=(Support("other", None, (bad,), "<s>"),)),),
        left_out=(), remarks=("<script>",),
    )  # fmt: skip
    soup = page(made)
    assert len(soup.find_all("script")) == 1
    assert not soup.find_all(["img", "b", "i", "u", "s", "iframe", "object", "form", "link", "base"])
    assert not [a for a in soup.find_all(href=True) if not a["href"].startswith("#")]
    assert not [
        name
        for tag in soup.find_all(True)
        for name in tag.attrs
        if name.startswith("on") or name in ("style", "src")
    ]
    assert "\u202e" not in str(soup) and "⟨202E⟩kills" in soup.select_one("main").text
    assert "<script>alert(1)</script>" in soup.select_one("main").text


def test_the_policy_allows_only_the_style_and_script_inside() -> None:
    raw = to_html(audit(), DEFINITIONS).decode("utf-8")
    policy = BeautifulSoup(raw, "lxml").find("meta", attrs={"http-equiv": True})["content"]
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", raw, re.DOTALL)[1]
        assert base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import|https?://(?!example\.org)", raw)


def test_tables_lists_headings_and_furniture_keep_their_shape() -> None:
    cells = ["State", "Killed", "North", "12"]
    parts = ["Heading", "page head", *cells, "one item", "two items"]
    text, blocks = "", []
    for number, part in enumerate(parts):
        kind = ["heading", "furniture", "cell", "cell", "cell", "cell", "item", "item"][number]
        place = divmod(number - 2, 2) if kind == "cell" else (-1, -1)
        blocks.append(
            Block(kind, len(text), len(text) + len(part), 1 if number < 6 else 2, int(kind == "cell"), *place,
                  header=number in (2, 3))
        )  # fmt: skip
        text += part + "\n"
    written = Manuscript(
        "t.pdf",
        "pdf",
        text,
        tuple(blocks),
        tuple(Sentence(b.start, b.end, k) for k, b in enumerate(blocks)),
        "en",
    )
    soup = page(replace(audit(), manuscript=written, claims=(claim(written, "12", 12),), left_out=()))
    main = soup.select_one("main")
    assert [[c.name for c in row.find_all(["th", "td"])] for row in main.select("tr")] == [
        ["th", "th"],
        ["td", "td"],
    ]
    assert main.select_one("td a.c").text == "12"
    assert [li.text for li in main.select("ul.said li")] == ["one item", "two items"]
    assert main.select_one(".furniture").text == "page head"
    assert [p.text for p in main.select(".turn")] == ["page 1", "page 2"]
    assert "the text states no day" in soup.select_one(".days").text


@pytest.mark.parametrize(
    ("language", "title"), [("es", "Auditoría de cifras"), ("pt", "Auditoria de números")]
)
def test_the_frame_is_told_in_other_languages(language: str, title: str) -> None:
    soup = page(language=language)
    assert soup.select_one(".kind").text == title
    assert soup.html["lang"] == language and soup.select_one("main")["lang"] == "en"


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert to_html(audit(), DEFINITIONS) == to_html(audit(), DEFINITIONS)
