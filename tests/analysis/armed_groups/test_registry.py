"""Groups as views over statements: names, claims, ratings, conflicts, places, each only as known on the day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almenara.analysis.armed_groups.registry import Registry, registry
from almenara.analysis.recipes import gather
from almenara.errors import AmbiguousGroup, NoEvidence, UnknownGroup
from almenara.model.finding import Finding
from almenara.workspace import Workspace
from tests.analysis.armed_groups.made import ROWS, told
from tests.shared_data import shared

MADE = {"clan-alder", "clan-birch", "clan-cedar-north", "clan-cedar-south", "alder-group"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = Path(tmp_path_factory.mktemp("made"))
    return told(Workspace.open(folder / "store"), folder)


def asked(workspace: Workspace, day: str, about: str = "") -> Finding:
    return workspace.ask("groups", day, country="MX", about=about)


def held(workspace: Workspace, day: str) -> Registry:
    context = workspace.context(day)
    return registry(context, context.packs["MX"])


def claims(found: Finding, predicate: str) -> list[dict[str, Any]]:
    return [row.facts for row in found.rows if row.facts["predicate"] == predicate]


def test_an_ally_of_one_year_is_a_rival_of_another(made: Workspace) -> None:
    then = asked(made, "2016-12-31", "Clan Alder")
    assert [(c["object"], c["when"]) for c in claims(then, "ally-of")] == [("Clan Birch", "2014")]
    assert claims(then, "rival-of") == []
    now = asked(made, "2018-11-02", "clan-birch")
    assert [(c["subject"], c["when"]) for c in claims(now, "rival-of")] == [("Clan Alder", "2017")]
    assert not claims(now, "ally-of")[0]["disputed"]  # of another year: no contradiction


def test_origins_are_counted_and_not_publishers(made: Workspace) -> None:
    (alder,) = claims(asked(made, "2018-11-02", "Clan Alder"), "presence")
    assert len(alder["statements"]) == 2 and alder["origins"] == ["federal attorney general's office"]
    assert alder["credibility"] == 2  # two pages, one origin
    (birch,) = claims(asked(made, "2018-11-02", "Clan Birch"), "presence")
    assert len(birch["origins"]) == 2 and birch["credibility"] == 1
    (other,) = claims(asked(made, "2018-11-02", "Alder Group"), "presence")
    assert (other["origins"], other["credibility"]) == ([], 4)


def test_what_a_source_calls_false_is_improbable_and_stays(made: Workspace) -> None:
    (claim,) = claims(asked(made, "2020-06-01", "Clan Alder"), "leader")
    assert claim["credibility"] == 5 and claim["statements"][0]["known"] == "2020-01-01"


def test_contradictions_stand_side_by_side_once_both_are_known(made: Workspace) -> None:
    before = asked(made, "2018-11-02", "clan-cedar-north")
    assert before.facts["conflicts"] == [] and not claims(before, "split-from")[0]["disputed"]
    after = asked(made, "2019-03-01", "clan-cedar-north")
    assert [c["object"] for c in claims(after, "split-from")] == ["Clan Alder", "Clan Birch"]
    assert all(c["disputed"] and c["credibility"] == 6 for c in claims(after, "split-from"))
    assert {c["topic"] for c in after.facts["conflicts"]} == {"cedar", "split-from-dates"}


def test_a_shared_name_asks_which_and_joins_nobody(made: Workspace) -> None:
    with pytest.raises(AmbiguousGroup, match=r"2 groups.*clan-cedar-north.*clan-cedar-south"):
        asked(made, "2018-11-02", "The Cedars")
    with pytest.raises(AmbiguousGroup):
        asked(made, "2018-11-02", "clan cedar")
    found = asked(made, "2018-11-02", "clan-cedar-north")
    assert [g["key"] for g in found.facts["homonyms"]] == ["clan-cedar-south"]


def test_an_unknown_name_is_told_with_near_ones(made: Workspace) -> None:
    with pytest.raises(UnknownGroup, match="did you mean Clan Alder"):
        asked(made, "2018-11-02", "Clan Aldr")


def test_a_place_lists_its_groups_and_a_contested_one_its_rivals(made: Workspace) -> None:
    found = asked(made, "2018-11-02", "Guanajuato")
    assert [r.label for r in found.rows if r.key in MADE] == ["Clan Birch", "Clan Alder"]
    (contest,) = [c for c in found.facts["contested"] if c["place"] == "MX-GUA"]
    assert ["Clan Alder", "Clan Birch"] in contest["pairs"]
    late = asked(made, "2026-01-01")  # seven years on nothing of it tells of the day
    assert not any(["Clan Alder", "Clan Birch"] in c["pairs"] for c in late.facts["contested"])


def test_the_figures_follow_from_their_recipes(made: Workspace) -> None:
    context = made.context("2018-11-02")
    found = asked(made, "2018-11-02")
    assert set(found.figures) == {"groups", "relations", "contested"}
    assert found.figures["groups"].value == len(found.rows)
    for figure in found.figures.values():
        assert figure.evidence and gather(context, figure.recipe).value == figure.value


def test_nothing_known_is_no_answer(made: Workspace) -> None:
    with pytest.raises(NoEvidence):
        made.ask("groups", "2008-01-01", country="MX")
    with pytest.raises(NoEvidence, match="no statement on an armed group of"):
        made.ask("groups", "2018-11-02", country="CO")


@given(st.integers(0, 4000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_day_never_sees_a_later_statement(made: Workspace, days: int) -> None:
    day = date(2012, 6, 1) + timedelta(days)
    found = held(made, str(day))
    assert all(s.known <= day for c in found.claims for s in c.statements)
    assert all(e.evidence.published <= day for g in found.groups.values() for e in g.events)
    earlier = [row for row in ROWS if row[6] <= str(day)]
    assert {s.id for c in found.claims for s in c.statements if s.id.startswith("t-")} == {
        f"t-{ROWS.index(row)}" for row in earlier
    }


@pytest.mark.parametrize("split", [3, 7])
def test_the_order_of_taking_in_does_not_matter(tmp_path: Path, split: int) -> None:
    views = []
    for name, parts in (("a", (ROWS[:split], ROWS[split:])), ("b", (ROWS[split:], ROWS[:split]))):
        folder = tmp_path / name
        folder.mkdir()
        workspace = told(Workspace.open(folder / "store"), folder, *parts)
        found = held(workspace, "2020-06-01")
        views.append({k: (g.labels, g.names, [(c.key, c.credibility, c.topics) for c in g.claims])
                      for k, g in found.groups.items()})  # fmt: skip
    assert views[0] == views[1] and set(views[0]) >= MADE


@pytest.mark.shared
def test_the_alias_traps_of_the_real_table_are_asked_and_never_joined(workspace: Workspace) -> None:
    workspace.ingest([shared("groups/group_statements.csv"), shared("groups/bacrim2020/BACRIM2020-DB.xlsx"),
                      shared("groups/ucdp_dyads_mexico_1989-2022.csv")])  # fmt: skip
    found = held(workspace, "2026-11-25")
    apart = [
        ("los-rojos-golfo", "los-rojos-guerrero"), ("la-barredora-acapulco", "la-barredora-tabasco"),
        ("los-mayas", "los-mayos"), ("los-chapitos", "gente-nueva"), ("los-matazetas", "cjng"),
        ("cartel-del-pacifico-sur", "cartel-de-sinaloa"), ("grupo-sierra-golfo", "los-viagras"),
        ("pueblos-unidos", "pueblos-unidos-tabasco"), ("la-familia-michoacana", "la-nueva-familia-michoacana"),
    ]  # fmt: skip
    assert [pair for pair in apart if not set(pair) <= set(found.groups)] == []
    for name in (
        "Los Rojos",
        "La Barredora",
        "Los Sierra",
        "Cártel del Pacífico",
        "Los Pelones",
        "Pueblos Unidos",
    ):
        with pytest.raises(AmbiguousGroup):
            found.find(name)
    assert found.find("Jalisco Cartel New Generation").key == "cjng"
    assert "los-rojos" in found.groups  # a table that does not say which: left as it is


def test_the_labels_of_a_network_are_no_groups(workspace: Workspace, tmp_path: Path) -> None:
    before = held(workspace, "2026-11-25")
    ties = "Edge,Node,Group,RNode,RGroup,weight\nE1,N10001,Nombre de Persona,N10002,Los Zetas,6\n"
    (tmp_path / "Rivals.csv").write_text(ties, encoding="utf-8-sig")
    workspace.ingest([tmp_path / "Rivals.csv"])
    assert held(workspace, "2026-11-25").labels == before.labels
    zetas = asked(workspace, "2026-11-25", "los-zetas")
    assert "Nombre de Persona" not in {row.facts["object"] for row in zetas.rows}
