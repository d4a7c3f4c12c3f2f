"""Every number of an edition must follow from its recipe, as of its own day, bounds and all."""

from __future__ import annotations

from typing import Any

import pytest

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.product.verify import Verification, verify
from almenara.workspace import Workspace


@pytest.fixture
def context(workspace: Workspace) -> Context:
    return workspace.context("2018-11-02")


def homicide(context: Context) -> Figure:
    return figure(context, "homicide", context.packs["MX"].country, Period.year(2017), "sesnsp-victims")


def item(printed: Figure, **changed: Any) -> dict[str, Any]:
    return {
        "id": "f1", "measure": printed.measure, "definition": printed.definition, "period": str(printed.period),
        "place": {"name": printed.place.name}, "as_of": printed.as_of.isoformat(), "recipe": printed.recipe,
        "value": printed.value, "low": printed.low, "high": printed.high, **changed,
    }  # fmt: skip


def verified(context: Context, today: Context, *items: dict[str, Any]) -> Verification:
    edition = {"as_of": context.as_of.isoformat(), "figures": list(items), "evidence": {}}
    return verify("made.json", edition, context, today)


def test_what_an_earlier_edition_said_is_computed_as_of_its_own_day(workspace: Workspace) -> None:
    now, before = workspace.context("2019-12-31"), workspace.context("2018-11-02")
    printed = [homicide(now), homicide(before)]
    assert printed[0].value != printed[1].value
    found = verified(now, now, *map(item, printed))
    assert (found.checked, found.failed, found.changed) == (2, (), ())


def test_a_number_without_a_recipe_fails_and_an_unknown_without_one_claims_nothing(context: Context) -> None:
    printed = homicide(context)
    found = verified(context, context, item(printed, recipe={}), item(printed, recipe={}, value=None))
    (failed,) = found.failed
    assert (found.checked, failed.printed, "no recipe" in failed.reason) == (1, printed.value, True)


@pytest.mark.parametrize("bound", ["low", "high"])
def test_a_bound_that_does_not_follow_fails(context: Context, bound: str) -> None:
    assert verified(context, context, item(homicide(context), **{bound: 1.0})).failed
