"""Briefs through the one door: what a name stands for, and a look of its own for each site."""

from datetime import date

import pytest

from almenara.errors import AmbiguousPlace, UsageError
from almenara.state.looks import Looks
from almenara.workspace import Workspace
from almenara.workspace.assessing import SiteDesk
from almenara.workspace.briefing import BriefDesk


def test_a_name_is_a_country_then_an_asset_then_a_place(workspace: Workspace) -> None:
    desk = BriefDesk(workspace)
    assert desk.what("mx") == desk.what("México") == "MX"
    state = desk.what("Guanajuato")
    assert isinstance(state, dict) and state["place"] == "MX-GUA" and state["type"] == "place"
    workspace.own.add_asset({"name": "guanajuato", "type": "plant"}, ["21.02, -101.26"])
    mine = desk.what("Guanajuato", "MX-GUA")
    assert isinstance(mine, dict) and mine["marking"] == "TLP:AMBER+STRICT" and mine["place"] == "MX-GUA"
    with pytest.raises(
        UsageError, match=r'"Narnia" is no country pack and none of your assets .* go(es)? with --at'
    ):
        desk.what("Narnia")
    with pytest.raises(AmbiguousPlace, match="Benito Juárez"):
        desk.what("Benito Juárez")


def test_a_look_at_one_site_moves_no_other(workspace: Workspace, tmp_path) -> None:
    desk = BriefDesk(workspace)
    site = desk.what("Colima, Colima")
    assert isinstance(site, dict)
    first = desk.site(site, as_of="2018-10-20", out=tmp_path, formats=["md"])
    assert first.first and first.since is None
    assert [p.name for p in first.paths] == ["brief-mx-06002-2018-10-20-en.md"]
    assert first.paths[0].stat().st_mode & 0o077 == 0  # it tells where the team's site is
    assert desk.site(site, as_of="2018-11-02", remember=False).since == date(2018, 10, 20)
    assert desk.site(desk.what("MX-GUA"), as_of="2018-11-02", remember=False).first  # type: ignore[arg-type]
    assert Looks(workspace.own.database).last("assess") is None
    assert not SiteDesk(workspace).assess([site], "last", "2018-11-02").facts["since"]
