"""Text and addresses from documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.model.hidden import visible
from almenara.product.render.safety import breakable, clean, web_address
from tests.product.made_report import made_report


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScRiPt:x",
        "//example.org",
        "http://",
        "file:///etc/passwd",
        "https://user:pw@example.org",
        "https://example.org/a b",
        'https://example.org/"x',
        "http://[::1",
        "",
        "x",
        "https://example.org/\n",
        "https://exa<mple.org",
    ],
)
def test_other_addresses_are_only_text(url: str) -> None:
    assert web_address(url) == ""


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a?b=c&d=(e)#f", "https://ejemplo.mx/año"]
)
def test_plain_web_addresses_may_be_followed(url: str) -> None:
    assert web_address(url) == url


def test_hidden_characters_are_shown() -> None:
    assert visible("a\u202eb\u200bc\x00d\ne") == "a⟨202E⟩b⟨200B⟩c⟨0000⟩d\ne"


def test_a_clean_report_is_left_alone() -> None:
    report = made_report()
    assert clean(report) is report


@given(st.text())
def test_breaking_adds_nothing_but_places_to_break(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")
