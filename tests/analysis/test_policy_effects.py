"""What is supposed of policies, run on the model as of the day; nothing is run where there is no mechanism."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from almenara.analysis.policy_effects import ask
from almenara.analysis.questions import answer, recall
from almenara.model.finding import Finding
from almenara.workspace import Workspace

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("effects") / "store")


@pytest.fixture(scope="module")
def found(opened: Workspace) -> Finding:
    return answer(opened.context(DAY), "policy-effects", place="MX", draws=40)


def test_a_weaker_mechanism_moves_members_and_deaths_the_way_it_must(found: Finding) -> None:
    rows = {row.key: row for row in found.rows}
    held = rows["AMN"].figures
    assert rows["AMN"].facts["mechanism"] == "incapacitation" and rows["AMN"].facts["source"] == "assumption"
    assert (held["supposed"].value, held["supposed"].low, held["supposed"].high) == (-3.0, -10.0, 0.0)
    for name in ("members_change", "deaths_change"):
        figure = held[name]
        assert figure.low is not None and figure.high is not None and figure.value is not None
        assert 0 <= figure.low <= figure.value <= figure.high < 10
        assert (held[f"{name}_low"].value, held[f"{name}_high"].value) == (figure.low, figure.high)
    assert held["deaths_change"].all_evidence()


def test_varied_shares_scale_the_size_and_the_fit_is_told_against_the_published_one(found: Finding) -> None:
    held, fit = found.figures, found.facts["fit"]
    size = held["members_shares"]
    assert size.value is not None and size.low is not None and size.high is not None
    assert (size.low, size.high) == pytest.approx((size.value / 2, 1.5 * size.value), rel=0.01)
    assert (held["share_arrests"].low, held["share_arrests"].high) == (2.5, 7.5)
    assert held["change_fit_lethality"].value == round(fit["on_published_pct"]["lethality"])
    rows = {row.key: row.facts for row in found.rows}
    assert (rows["NG"]["register"], rows["NG"]["mechanism"]) == (["lethality"], "incapacitation")


def test_the_register_and_the_pack_are_told_together(opened: Workspace, found: Finding) -> None:
    listed = {row.key: row.facts for row in answer(opened.context(DAY), "policies", place="MX").rows}
    for row in found.rows:
        assert (listed[row.key]["mechanisms"], listed[row.key]["model"]) == (
            row.facts["register"],
            row.facts["mechanism"],
        )
    assert listed["NG"]["model_why"]["en"].startswith("A guard changes who patrols and arrests")
    assert "model" not in listed["ELE"]  # nothing is supposed of it


def test_what_acts_on_nothing_the_model_has_is_told_and_not_run(found: Finding) -> None:
    silent = [row for row in found.rows if row.facts["mechanism"] == "none"]
    assert silent and not any(row.figures for row in silent)
    assert any("no mechanism of the model; nothing is run" in reason for reason in found.unknowns)
    assert any(caveat.startswith("the model knows no places") for caveat in found.caveats)


def test_the_day_knows_no_later_event(found: Finding) -> None:
    assert all(row.facts["since"] <= DAY for row in found.rows)
    figures = [f for row in found.rows for f in row.figures.values()]
    assert max(e.published.isoformat() for f in figures for e in f.all_evidence()) <= DAY
    assert not {"PSP", "STR"} & {row.key for row in found.rows}


def test_a_printed_figure_is_found_again_by_its_recipe(opened: Workspace, found: Finding) -> None:
    figure = next(row for row in found.rows if row.key == "AMN").figures["deaths_change_high"]
    again = opened.context(DAY)
    assert recall(replace(again, answers={}), json.loads(json.dumps(figure.recipe))).value == figure.value


def test_a_country_without_a_model_has_readings_and_no_figures(opened: Workspace, tmp_path: Path) -> None:
    context = opened.context(DAY)
    pack = context.packs["MX"]
    (tmp_path / "policy_mechanisms.yml").write_bytes((pack.folder / "policy_mechanisms.yml").read_bytes())
    bare = replace(context, packs={"MX": replace(pack, folder=tmp_path)}, answers={})
    made = ask(bare, "MX")
    assert made.rows and not made.figures and not any(row.figures for row in made.rows)
    assert any(reason.startswith("no effect is worked out: ") for reason in made.unknowns)
