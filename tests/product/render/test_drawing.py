"""Pictures drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from almenara.errors import UsageError
from almenara.product.document import Picture
from almenara.product.render.drawing import _draw, draw, png
from tests.product.made_report import made_report

PICTURES = {b.id: b for s in made_report().sections for b in s.blocks if isinstance(b, Picture)}


def test_ids_do_not_depend_on_what_was_drawn_before() -> None:
    first = draw(PICTURES["trend"])
    _draw.cache_clear()
    for picture in PICTURES.values():
        draw(picture)
    _draw.cache_clear()
    assert draw(PICTURES["trend"]) == first


def test_hatching_replaces_the_reserved_fills() -> None:
    svg = draw(PICTURES["changes"]).svg
    assert "<pattern" in svg and 'fill="url(#changes-hatch0)"' in svg


def test_title_and_alternative_are_inside_as_text() -> None:
    picture = replace(PICTURES["rates"], title="<b> & \x00", alt="</desc><script>x</script>")
    root = ET.fromstring(draw(picture).svg)
    assert root[0].text == "<b> & " and root[1].text == "</desc><script>x</script>"
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_the_engine_s_own_english_descriptions_are_gone() -> None:
    for picture in PICTURES.values():
        assert "aria-roledescription" not in draw(picture).svg


def test_png_has_the_page_s_size() -> None:
    data = png(draw(PICTURES["levels"]), 72)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 459


def test_what_cannot_be_drawn_is_named() -> None:
    with pytest.raises(UsageError, match='picture "bad" cannot be drawn'):
        draw(Picture("bad", "t", {"mark": 7}, "a", ()))


def test_a_chart_cannot_fetch_anything() -> None:
    spec = {
        **PICTURES["levels"].chart,
        "layer": [{"data": {"url": "http://127.0.0.1:9/x.csv"}, "mark": "point"}],
    }
    with pytest.raises(UsageError, match="cannot be drawn"):
        draw(replace(PICTURES["levels"], id="net", chart=spec))
