"""The commands of alerts, as a user meets them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from almenara.errors import BadInput
from almenara.faces.cli import app
from almenara.model.asset import Asset, Provenance
from almenara.state.assets import Assets
from almenara.state.database import Database, beside
from almenara.workspace import Workspace
from tests.analysis.alerting.made_events import event, publish

RULES = """
rules:
  - {name: shots, when: incident, threats: [armed-violence], assets: [plant], within_km: 10, severity: severe}
"""
NOW = datetime(2026, 2, 24, 12, 0, tzinfo=UTC)
DESK = ("--author", "Night desk")


@pytest.fixture
def team(tmp_path: Path) -> Workspace:
    """A store with one event, and a team with one plant near it."""
    made = Workspace.open(tmp_path / "store")
    publish(made, "Paper A", "2026-02-23", event("1"))
    database = Database.open(beside(tmp_path / "store"))
    plant = Asset(
        "North plant", "site", "plant", ((-103.30, 20.70),), "MX", provenance=Provenance("", "", None, NOW)
    )
    Assets(database).keep([plant])
    database.close()
    (tmp_path / "rules.yml").write_text(RULES, encoding="utf-8")
    return made


@pytest.fixture
def console(team: Workspace, tmp_path: Path, monkeypatch):
    """Runs a command in the team's folder; gives what it printed, or raises its error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALMENARA_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("ALMENARA_DATABASE", raising=False)

    def run(*arguments: str) -> str:
        return CliRunner().invoke(app, arguments, catch_exceptions=False).stdout

    return run


def test_from_a_check_to_a_rules_precision(team: Workspace, console, tmp_path: Path):
    said = console("alerts", "check", "rules.yml", "--as-of", "2026-02-24")
    assert said.startswith("as known on 2026-02-24, against 2026-01-25: 1 new, 0 corrected, 0 withdrawn")
    assert "Armed clash 5.4 km from North plant: Guadalajara, Jalisco" in said
    again = console("alerts", "check", "rules.yml", "--as-of", "2026-02-24")
    assert again.startswith("as known on 2026-02-24, against 2026-02-24: 0 new, 0 corrected, 0 withdrawn")
    (one,) = json.loads(console("alerts", "list", "--json"))
    name = one["id"][:8]
    assert console("alerts", "acknowledge", name, *DESK) == f"{name} acknowledged\n"
    publish(team, "Paper A", "2026-02-26", event("1", deaths=9.0))
    corrected = console("alerts", "check", "rules.yml", "--as-of", "2026-02-26")
    assert "0 new, 1 corrected, 0 withdrawn" in corrected
    shown = console("alerts", "show", name)
    assert "Deaths were given as 3; now 9." in shown
    assert "Night desk: acknowledged" in shown and "almenara: reopened: was acknowledged" in shown
    closed = console("alerts", "close", name, "--as", "false-positive", *DESK, "--note", "a film crew")
    assert closed == f"{name} closed as false-positive\n"
    (rule,) = json.loads(console("alerts", "rules", "--json"))
    assert (rule["relevant"], rule["false"], rule["precision"], rule["low"]) == (0, 1, 0.0, 0.0)
    assert console("alerts", "list") == "there is none\n"
    made = console("alerts", "export", "--cap", "cap", "--atom", "a.atom", "--geojson", "a.geojson")
    files = [tmp_path / line for line in made.splitlines()]
    assert len(files) == 4 and all(f.stat().st_mode & 0o077 == 0 for f in files)
    kinds = [etree.parse(f).findtext("{*}msgType") for f in files[:2]]
    assert kinds == ["Alert", "Update"]
    (feature,) = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["type"] == "update"


def test_faults_are_told_at_once_and_nothing_is_kept(team: Workspace, console, tmp_path: Path):
    (tmp_path / "rules.yml").write_text(
        RULES + "  - {name: b, when: level-change, country: zz}\n", encoding="utf-8"
    )
    with pytest.raises(BadInput, match=r'"rule 2 .b., country": "zz" is not a country; there are: mx, co'):
        console("alerts", "check", "rules.yml", "--as-of", "2026-02-24")
    assert console("alerts", "list") == "there is none\n"
