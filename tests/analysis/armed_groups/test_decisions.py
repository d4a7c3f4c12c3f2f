"""Decisions on names: authored, dated, append-only, and undone without a trace in what is seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.armed_groups.decisions import Decision, standing
from almenara.analysis.armed_groups.identity import identity
from almenara.errors import UsageError
from almenara.workspace import Workspace
from tests.analysis.armed_groups.made import told

DAY = "2020-06-01"


@pytest.fixture
def made(workspace: Workspace, tmp_path: Path) -> Workspace:
    return told(workspace, tmp_path)


def seen(workspace: Workspace, day: str = DAY) -> dict[str, Any]:
    found = workspace.groups("MX", day).registry
    return {k: (g.labels, g.names, g.claims) for k, g in found.groups.items()}


def test_undoing_restores_the_earlier_view_exactly(made: Workspace) -> None:
    before = seen(made)
    name = made.groups("MX", DAY).decide(
        "same", "Alder Group", "Clan Alder", "A. Analyst", "one paper uses both"
    )
    joined = seen(made)
    assert "alder-group" not in joined and "Alder Group" in joined["clan-alder"][0]
    undone = made.groups("MX", DAY).undo(name[:8], "A. Analyst", "two papers part them")
    assert seen(made) == before
    made.groups("MX", DAY).undo(undone, "A. Analyst", "after all")
    assert seen(made) == joined
    kept = [d for d in made.groups("MX", DAY).decisions if d["author"] == "A. Analyst"]
    assert [d["verdict"] for d in kept] == ["same", "undo", "undo"]
    assert [d["reason"] for d in kept] == ["one paper uses both", "two papers part them", "after all"]


def test_a_decision_is_unknown_on_days_before_it(made: Workspace) -> None:
    before = seen(made, "2018-11-02")
    made.groups("MX", DAY).decide("same", "Alder Group", "Clan Alder", "A", "B")
    assert seen(made, "2018-11-02") == before
    assert "alder-group" not in seen(made, "2021-01-01")


def test_a_figure_of_an_edition_follows_although_decisions_were_made_since(made: Workspace) -> None:
    from almenara.analysis.recipes import gather

    figure = made.ask("groups", DAY, country="MX").figures["groups"]
    made.groups("MX", DAY).decide("same", "Alder Group", "Clan Alder", "A", "B")
    assert gather(made.context(DAY), figure.recipe).value == figure.value
    now = made.ask("groups", DAY, country="MX").figures["groups"].value
    assert now == (figure.value or 0) - 1


def test_a_decision_on_names_is_no_call_to_be_scored(made: Workspace) -> None:
    from almenara.analysis.calls import recorded

    made.groups("MX", DAY).decide("same", "Alder Group", "Clan Alder", "A", "B")
    context = made.context(DAY)
    assert len(context.ledger) == 1 and recorded(context.ledger, context.as_of) == []


@pytest.mark.parametrize(
    ("verdict", "a", "b", "author", "reason", "message"),
    [
        ("same", "Alder Group", "Clan Alder", "", "x", "needs its author and its reason"),
        ("same", "Alder Group", "Clan Alder", "x", " ", "needs its author and its reason"),
        ("same", "Alder Group", "alder group", "x", "y", "two ways to write one name"),
        ("same", "Alder Group", "Nobody Ever", "x", "y", "no group known"),
        ("same", "The Cedars", "Clan Alder", "x", "y", "is a name of 2 groups"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused(
    made: Workspace, verdict: str, a: str, b: str, author: str, reason: str, message: str
) -> None:
    before = made.groups("MX", DAY).decisions
    with pytest.raises(UsageError, match=message):
        made.groups("MX", DAY).decide(verdict, a, b, author, reason)
    assert made.groups("MX", DAY).decisions == before


def test_a_decision_to_the_contrary_has_to_be_undone_first(made: Workspace) -> None:
    desk = made.groups("MX", DAY)
    apart = desk.decide("not-same", "clan-cedar-north", "clan-cedar-south", "A", "two regions")
    with pytest.raises(UsageError, match=f"decided to be not-same by {apart}"):
        made.groups("MX", DAY).decide("same", "clan-cedar-north", "clan-cedar-south", "A", "x")
    made.groups("MX", DAY).decide("same", "clan-cedar-north", "Clan Alder", "A", "x")
    with pytest.raises(UsageError, match=r"hold them apart|not-same"):
        made.groups("MX", DAY).decide("same", "clan-cedar-south", "Clan Alder", "A", "x")
    with pytest.raises(UsageError, match="is no decision"):
        made.groups("MX", DAY).undo("zz", "A", "x")
    made.groups("MX", DAY).undo(apart, "A", "x")
    with pytest.raises(UsageError, match="undone already"):
        made.groups("MX", DAY).undo(apart, "A", "x")


NAMES = st.sampled_from("abcdef")
MADE = st.lists(st.tuples(st.sampled_from(["same", "not-same"]), NAMES, NAMES), max_size=8)


def decided(rows: list[tuple[str, str, str]]) -> list[Decision]:
    return [Decision(f"{n}", v, a, b, "A", "R", "") for n, (v, a, b) in enumerate(rows)]  # type: ignore[arg-type]


@given(MADE, st.randoms())
def test_joining_depends_on_what_stands_and_not_on_its_order(
    rows: list[tuple[str, str, str]], random: Any
) -> None:
    held = standing(decided([r for r in rows if r[1] != r[2]]))
    mixed = held[:]
    random.shuffle(mixed)
    labels = list("abcdef")
    one, other = identity(labels, held), identity(reversed(labels), mixed)
    assert one.group == other.group
    for d in held:
        if d.verdict == "not-same":
            assert one.of(d.a) != one.of(d.b)
        elif d not in one.refused:
            assert one.of(d.a) == one.of(d.b)


@given(MADE, st.tuples(st.sampled_from(["same", "not-same"]), NAMES, NAMES))
def test_a_decision_undone_is_as_if_never_made(
    rows: list[tuple[str, str, str]], more: tuple[str, str, str]
) -> None:
    before = standing(decided(rows))
    undone = Decision("x", more[0], more[1], more[2], "A", "R", "", void=True)  # type: ignore[arg-type]
    taken_back = Decision("y", "undo", "x", "", "A", "R", "")
    assert standing([*decided(rows), undone, taken_back]) == before
