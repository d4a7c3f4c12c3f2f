"""How fragmented the field is: from statements alone, and with the events that were published later."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.lineage import branches
from almenara.analysis.questions import recall
from almenara.errors import NoEvidence, UsageError
from almenara.workspace import Workspace
from tests.shared_data import shared

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fragments") / "store")


@pytest.fixture(scope="module")
def fought(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    held = Workspace.open(tmp_path_factory.mktemp("fought") / "store")
    held.ingest([shared("events/ucdp-ged/GEDEvent_v24_1_mexico_1989-2022.csv.gz")])
    return held


def test_splits_are_those_known_on_the_day_and_follow(workspace: Workspace) -> None:
    then = workspace.ask("fragmentation", DAY, country="MX")
    now = workspace.ask("fragmentation", "2026-11-26", country="MX")
    assert 0 < then.figures["splits"].value < now.figures["splits"].value
    assert then.unknowns and "no fight" in then.unknowns[0]
    assert set(then.rows[-1].figures) == {"splits"}
    splits = then.figures["splits"]
    assert splits.known.isoformat() <= DAY
    assert all(e.published.isoformat() <= DAY for e in splits.all_evidence())
    assert recall(workspace.context(DAY), splits.recipe) == splits


def test_each_group_stands_below_the_one_it_split_from(workspace: Workspace) -> None:
    context = workspace.context("2026-11-26")
    tree = branches(registry(context, context.packs["MX"]))
    at = {branch.key: n for n, branch in enumerate(tree)}
    assert len(at) == len(tree), "a group stands once"
    for branch in tree:
        if branch.depth:
            parent = tree[at[branch.parent]]
            assert parent.depth == branch.depth - 1
            assert at[branch.parent] < at[branch.key]
    assert (
        sum(b.depth > 0 for b in tree)
        == workspace.ask("fragmentation", None, country="MX").figures["splits"].value
    )


def test_a_later_day_adds_to_the_tree_and_takes_nothing_from_an_earlier_one(workspace: Workspace) -> None:
    def children(day: str) -> set[str]:
        context = workspace.context(day)
        return {b.label for b in branches(registry(context, context.packs["MX"])) if b.depth}

    assert children(DAY) <= children("2026-11-26")


def test_the_fights_of_a_year_are_counted_from_the_events(fought: Workspace) -> None:
    found = fought.ask("fragmentation", "2024-12-31", country="MX")
    (year,) = [row for row in found.rows if row.key == "year:2012"]
    figures = year.figures
    between, civilians = figures["deaths_between"], figures["deaths_civilians"]
    assert between.low <= between.value <= between.high
    assert figures["share_between"].value == pytest.approx(
        100 * between.value / (between.value + civilians.value)
    )
    assert 1 <= figures["effective"].value <= figures["groups"].value
    assert figures["effective"].low <= figures["effective"].value <= figures["effective"].high
    for name in ("groups", "dyads", "contested"):
        assert figures[name].low == figures[name].value <= figures[name].high
    # UCDP's own total of the year, as the source gives it by state and country
    total = fought.figures("organised-violence-deaths", "MX", "2012", "2024-12-31", None)[0]
    assert between.value + civilians.value <= total.value
    assert recall(fought.context("2024-12-31"), figures["effective"].recipe) == figures["effective"]
    assert "row" in next(iter(figures["groups"].all_evidence())).locator


def test_the_same_events_taken_in_twice_count_once(fought: Workspace, tmp_path: Path) -> None:
    before = fought.ask("fragmentation", "2024-12-31", country="MX", years=1)
    both = Workspace.open(tmp_path / "store")
    both.ingest(
        [
            shared("events/ucdp-ged/GEDEvent_v24_1_mexico_1989-2022.csv.gz"),
            shared("events/ucdp-ged/GEDEvent_v24_1_mexico_2012_sample.csv"),
        ]
    )
    after = both.ask("fragmentation", "2024-12-31", country="MX", years=11)
    whole = fought.ask("fragmentation", "2024-12-31", country="MX", years=11)
    for mine, other in zip(after.rows, whole.rows, strict=True):
        assert {k: f.value for k, f in mine.figures.items()} == {k: f.value for k, f in other.figures.items()}
    assert before.rows[-1].label == whole.rows[-1].label == "2022"


def test_what_cannot_be_asked_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="country"):
        workspace.ask("fragmentation", DAY, country="MX-GUA")
    with pytest.raises(UsageError, match="1 or more"):
        workspace.ask("fragmentation", DAY, country="MX", years=0)
    with pytest.raises(NoEvidence, match="no fight"):
        workspace.ask("fragmentation", DAY, country="CO")
