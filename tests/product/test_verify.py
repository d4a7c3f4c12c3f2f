"""Every number of an edition must follow from its recipe, as of its own day; nothing else may be altered."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from almenara.errors import BadInput
from almenara.product.edition_file import read_edition
from almenara.product.verify import Verification, verify
from almenara.workspace import Workspace

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fresh") / "store")


@pytest.fixture(scope="module")
def printed(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A small edition: the hot spots and missing persons of one day."""
    chosen = {"sections": [_section("hot-spots", ["levels-map"]), _missing()]}
    (path,) = workspace.report("mx", tmp_path_factory.mktemp("edition"), DAY, ["json"], overrides=chosen)
    return read_edition(path)


def _section(name: str, parts: list[str]) -> dict[str, Any]:
    return {"id": name, "title": {"en": name}, "kind": "reference", "parts": parts}


def _missing() -> dict[str, Any]:
    figure = {"measure": "missing-persons", "definition": "rnped-register", "label": {"en": "Register"}}
    return {**_section("missing", ["figures"]), "figures": [figure]}


def verified(workspace: Workspace, edition: dict[str, Any]) -> Verification:
    context = workspace.context(DAY)
    return verify("made.json", edition, context, context)


def test_an_edition_as_it_was_written_holds_whole(workspace: Workspace, printed: dict[str, Any]) -> None:
    found = verified(workspace, printed)
    assert found.holds and found.checked == len(printed["figures"]) > 3


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda f: f.update(value=f["value"] + 1), "value comes out as 37,485"),
        (lambda f: f.update(low=1.0), "low comes out as unknown"),
        (lambda f: f.update(measure="kidnapping"), 'measure is "missing-persons"'),
        (lambda f: f.update(definition="rnpdno-register"), 'definition is "rnped-register"'),
        (lambda f: f.update(period="2018-10-08"), 'period is "2018-10-09"'),
        (lambda f: f.update(unit="victims"), 'unit is "persons"'),
        (lambda f: f["place"].update(code="MX-GUA"), "place is MX"),
        (lambda f: f.update(recipe={}), "it has no recipe by which to compute it"),
        (lambda f: f.update(recipe={"op": "guess"}), '"guess" is not an operation on figures'),
        (lambda f: f["recipe"].update(period=7), "its recipe cannot be followed"),
        (lambda f: f["recipe"].update(measure=["a"]), "its recipe cannot be followed"),
        (lambda f: f.update(recipe={"op": "rate", "per": "x", "annualised": True}), "cannot be followed"),
        (lambda f: f.update(recipe={"op": "change", "inputs": []}), "cannot be followed"),
        (lambda f: f.update(evidence=[]), "it rests on other cells than those named"),
    ],
)
def test_a_figure_that_was_changed_is_named_with_the_reason(
    workspace: Workspace, printed: dict[str, Any], change: Change, reason: str
) -> None:
    edition = copy.deepcopy(printed)
    (figure,) = (f for f in edition["figures"] if f["measure"] == "missing-persons")
    change(figure)
    (failed,) = verified(workspace, edition).failed
    assert reason in failed.reason


def test_a_printed_text_that_is_not_the_figures_is_named(
    workspace: Workspace, printed: dict[str, Any]
) -> None:
    edition = json.loads(json.dumps(printed).replace('"text": "37,485"', '"text": "99,999"'))
    line, *_ = verified(workspace, edition).altered
    assert 'is printed as "99,999", and comes out as "37,485"' in line


def test_a_number_of_no_figure_is_named(workspace: Workspace, printed: dict[str, Any]) -> None:
    edition = copy.deepcopy(printed)
    edition["sections"][0]["blocks"].append({"text": [{"figure": "f999", "text": "12", "notes": []}]})
    assert "f999, which is not among the figures" in " ".join(verified(workspace, edition).altered)


@pytest.mark.parametrize(
    "change",
    [
        lambda e: e.update(marking="TLP:CLEAR"),
        lambda e: e["figures"].pop(),
        lambda e: e.update(figures=[]),
        lambda e: next(iter(e["evidence"].values())).update(url="https://example.org"),
        lambda e: e["endnotes"][0].update(locators=["row 1"]),
        lambda e: e["sections"][0].update(title="Other"),
    ],
)
def test_whatever_else_was_changed_breaks_the_seal(
    workspace: Workspace, printed: dict[str, Any], change: Change
) -> None:
    edition = copy.deepcopy(printed)
    change(edition)
    found = verified(workspace, edition)
    assert not found.holds and "its seal is not that of what it says" in found.altered[-1]


def test_another_digest_is_named(workspace: Workspace, printed: dict[str, Any]) -> None:
    found = verified(workspace, {**printed, "digest": "0" * 64})
    assert not found.holds and "digest" in found.altered[0]


def test_what_an_earlier_edition_said_is_computed_as_of_its_own_day(
    workspace: Workspace, printed: dict[str, Any]
) -> None:
    edition = copy.deepcopy(printed)
    (figure,) = (f for f in edition["figures"] if f["measure"] == "missing-persons")
    figure["as_of"] = "2018-06-30"  # when 37,435 was the newest count
    (failed,) = verified(workspace, edition).failed
    assert failed.printed == 37_485 and failed.computed != 37_485


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda e: e.update(evidence=[]), "evidence"),
        (lambda e: e["figures"][0].update(value="5"), "figures.0.value"),
        (lambda e: e["figures"][0].update(as_of="soon"), "figures.0.as_of"),
        (lambda e: e["figures"][0].update(as_of="2018-13-45"), "is not an edition's JSON"),
        (lambda e: e["figures"][0].update(recipe=[]), "figures.0.recipe"),
        (lambda e: e["figures"][0].update(place=None), "figures.0.place"),
        (lambda e: e["figures"][0].update(evidence=["e999"]), "names evidence that it does not hold: e999"),
        (lambda e: next(iter(e["evidence"].values())).update(document="../../etc"), "document"),
        (lambda e: e.pop("sections"), "sections"),
    ],
)
def test_what_is_no_edition_is_refused_by_field(
    printed: dict[str, Any], tmp_path: Path, change: Change, message: str
) -> None:
    edition = copy.deepcopy(printed)
    change(edition)
    path = tmp_path / "edition.json"
    path.write_text(json.dumps(edition), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_edition(path)
    assert message in str(refused.value)
    assert "Give the .json that `almenara report --format json` wrote, unchanged" in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"a":' * 100_000])
def test_hostile_json_is_refused_without_a_traceback(tmp_path: Path, text: str) -> None:
    path = tmp_path / "edition.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_edition(path)


def test_later_knowledge_in_an_earlier_edition_does_not_follow(
    workspace: Workspace, printed: dict[str, Any]
) -> None:
    edition = copy.deepcopy(printed)
    (figure,) = (f for f in edition["figures"] if f["measure"] == "missing-persons")
    figure["as_of"] = "2020-01-01"
    (failed,) = verified(workspace, edition).failed
    assert failed.reason == "it is as of 2020-01-01, later than the edition"
    figure["as_of"], figure["recipe"] = DAY, {**figure["recipe"], "op": "as-known", "day": "2020-01-01"}
    (failed,) = verified(workspace, edition).failed
    assert "is later than the day asked about, 2018-11-02" in failed.reason


@pytest.mark.parametrize(
    "recipe",
    [
        {"op": "total", "inputs": 5, "period": "2017"},
        {"op": "figure", "measure": "homicide", "place": "M\0X", "period": "2017", "definition": None},
        {"op": "figure", "measure": "homicide", "place": "\ud800", "period": "2017", "definition": None},
    ],
)
def test_a_hostile_recipe_fails_its_figure_and_nothing_else(
    workspace: Workspace, printed: dict[str, Any], recipe: dict[str, Any]
) -> None:
    edition = copy.deepcopy(printed)
    (figure,) = (f for f in edition["figures"] if f["measure"] == "missing-persons")
    figure["recipe"] = recipe
    (failed,) = verified(workspace, edition).failed
    assert failed.id == figure["id"]
