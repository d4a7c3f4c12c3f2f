"""Sites drawn into files, from the publishers' boundaries."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from almenara.errors import UsageError
from almenara.workspace import Workspace
from almenara.workspace.assessing import SiteDesk

SITES = [
    {"name": "<b>Plant</b>", "points": [[-101.35, 20.68]], "marking": "TLP:AMBER"},
    {"name": "Port", "points": [[-102.2, 18.0]], "marking": "TLP:GREEN"},
    {"name": "At sea", "points": [[-120.0, 5.0]], "marking": "TLP:GREEN"},
]
DAY = "2024-06-01"


def test_a_page_needs_nothing_else_and_no_name_is_markup(real: Workspace, tmp_path: Path) -> None:
    desk = SiteDesk(real)
    found = desk.assess(SITES[:2], as_of=DAY)
    page = desk.draw(found, tmp_path / "sites.html", "es").read_text(encoding="utf-8")
    assert "<b>" not in page and "&lt;b&gt;Plant&lt;/b&gt;" in page
    assert not re.search(r'(?:src|href)="(?!#)', page) and "default-src 'none'" in page
    assert page.count("TLP:AMBER") >= 2, "beside the picture and in it"
    assert "Sitios por nivel propio, según lo conocido el 1 de junio de 2024" in page
    assert stat.S_IMODE(os.stat(tmp_path / "sites.html").st_mode) == 0o600
    assert desk.draw(found, tmp_path / "sites.png").read_bytes().startswith(b"\x89PNG")


def test_other_endings_and_a_store_without_boundaries_are_told(real: Workspace, tmp_path: Path) -> None:
    desk = SiteDesk(real)
    found = desk.assess(SITES, as_of=DAY)
    with pytest.raises(UsageError, match=r'written as \.svg, \.png, \.html, not "\.pdf"'):
        desk.draw(found, tmp_path / "sites.pdf")
    bare = SiteDesk(Workspace.open(tmp_path / "store"))
    with pytest.raises(UsageError, match="no boundaries of states are held on 2024-06-01"):
        bare.draw(bare.assess(SITES[:1], as_of=DAY), tmp_path / "sites.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_site_in_no_known_place_is_named_beneath_and_does_not_stretch_the_map(
    real: Workspace, tmp_path: Path
) -> None:
    desk = SiteDesk(real)
    for sites, name in ((SITES[:2], "two"), (SITES, "three")):
        desk.draw(desk.assess(sites, as_of=DAY), tmp_path / f"{name}.svg")
    two, three = ((tmp_path / f"{name}.svg").read_text(encoding="utf-8") for name in ("two", "three"))
    assert "no point of them is known: At sea." in three and "At sea" not in two
    borders = [re.findall(r'fill="#f4f5f7"[^>]*|d="M[^"]{60,}"', text) for text in (two, three)]
    assert borders[0] == borders[1] != []
