"""The page: asks for nothing, runs nothing of others, prints no bare number."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from almenara.errors import ProseError
from almenara.product.render import render
from almenara.product.render.html import page_environment
from tests.product.made_report import hostile_report, made_report
from tests.product.render.test_every_format import HOSTILE


class Page(HTMLParser):
    """Tags and their attributes, ids and links of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [held[attribute] or "" for _, held in self.tags if attribute in held]


@pytest.fixture(scope="module")
def page() -> bytes:
    return render(made_report(), "html")


def test_the_page_asks_for_nothing(page: bytes) -> None:
    parsed = Page(page)
    assert {tag for tag, _ in parsed.tags} & {"link", "img", "iframe", "object", "base", "form"} == set()
    assert not parsed.all("src") and not parsed.all("style")
    assert "@import" not in page.decode() and "url(http" not in page.decode()


def test_the_policy_allows_only_the_style_and_script_inside(page: bytes) -> None:
    text = page.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy and "default-src &#39;none&#39;" in policy[1]
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_every_number_leads_to_its_panel_and_back(page: bytes) -> None:
    parsed = Page(page)
    ids = parsed.all("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in parsed.all("href") if href.startswith("#")}
    assert inside <= set(ids), inside - set(ids)
    numbers = [held for tag, held in parsed.tags if tag == "a" and (held.get("class") or "").startswith("n ")]
    assert len(numbers) > 300
    assert all((n["href"] or "").startswith("#p-f") for n in numbers)


def test_a_panel_tells_value_definition_period_known_day_and_source(page: bytes) -> None:
    text = re.search(r'<section class="panel" id="p-f1".*?</section>', page.decode(), re.DOTALL)
    assert text is not None
    for part in (
        "28,734 victims",
        "homicide-made",
        "2017",
        "20 October 2018, stated by the publisher",
        "Prosecutors&#39; council",
        "sheet Data, rows 1–32, columns H:S",
        "sha256 010101010101",
    ):
        assert part in text[0]


def test_hostile_text_is_text() -> None:
    page = render(hostile_report(HOSTILE), "html")
    parsed = Page(page)
    assert sum(tag == "script" for tag, _ in parsed.tags) == 1
    assert not [name for _, held in parsed.tags for name in held if name.startswith("on")]
    assert all(href.startswith(("#", "https://", "http://")) for href in parsed.all("href"))
    assert b"<script>alert" not in page and b"{{ 7*7 }}" in page


def test_pictures_are_inside_and_described(page: bytes) -> None:
    text = page.decode()
    assert text.count("<svg") == text.count("</desc>") == 6
    assert 'role="img"' in text


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("{{ 5 }}", "5 is a bare int"),
        ("{{ 1.5 }}", "1.5 is a bare float"),
        ("{{ value }}", "7 is a bare int"),
        ("{{ true }}", "True is a bare bool"),
        ('{{ "a" ~ value }}', '"~" can make text of a bare number'),
        ("{% for x in [1] %}{{ loop.index }}{% endfor %}", "1 is a bare int"),
    ],
)
def test_a_template_cannot_print_a_bare_number(template: str, complaint: str) -> None:
    with pytest.raises(ProseError, match=re.escape(complaint)):
        page_environment({"x": template}).get_template("x").render(value=7)


@pytest.mark.parametrize(
    "name", ["string", "format", "join", "round", "length", "safe", "tojson", "int", "sum"]
)
def test_filters_that_make_text_of_numbers_are_not_there(name: str) -> None:
    with pytest.raises(Exception, match=f"No filter named '{name}'"):
        page_environment({"x": f"{{{{ value|{name} }}}}"}).get_template("x")


def test_notes_hang_beside_a_cell_only_where_nothing_follows_them(page: bytes) -> None:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.decode(), re.DOTALL)
    assert any('<span class="hung">' in cell for cell in cells)
    assert all(cell.rstrip().endswith("</span>") for cell in cells if '<span class="hung">' in cell)
