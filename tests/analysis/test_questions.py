"""Asking a question of a day's knowledge: the answer's figures can be found again by their recipes."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from almenara.analysis import questions
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.recipes import gather
from almenara.errors import UnknownPlace, UsageError
from almenara.model.call import Call
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.records import finding_record
from almenara.workspace import Workspace


def test_an_answer_leaves_the_collector_as_it_was(real: Workspace) -> None:
    import gc

    before, seen = gc.get_threshold(), []

    def ask(context: Context) -> Finding:
        seen.append(gc.get_threshold()[0])
        raise UsageError("no")

    module = ModuleType("looked")
    module.ask = ask  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "looked", module)
        patch.setitem(questions.QUESTIONS, "looked", "looked")
        with pytest.raises(UsageError, match="no"):
            questions.answer(real.context("2018-11-02"), "looked")
    assert gc.get_threshold() == before and seen[0] >= questions.MADE_BETWEEN


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """A question `half` of our own: half of a year's count; the list tells when it was worked out."""
    days: list[date] = []

    def ask(context: Context, year: int) -> Finding:
        days.append(context.as_of)
        country = next(p.country for p in context.packs.values() if p.code == "MX")
        whole = figure(context, "homicide", country, Period.year(year), "sesnsp-victims-old")
        half = replace(whole, value=(whole.value or 0) / 2, inputs=(whole,), evidence=(), recipe={})
        call = Call("probability", "half:1", period=str(year), probability=0.5, settles=date(2020, 1, 1))
        rows = (Row("one", "One", {"half": half}, facts={"word": "halved"}),)
        return Finding("half", context.as_of, {"whole": whole, "half": half}, rows, calls=(call,))

    module = ModuleType("half")
    module.ask = ask  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "half", module)
    monkeypatch.setitem(questions.QUESTIONS, "half", "half")
    return days


def test_a_figure_of_a_finding_is_found_again_by_its_recipe(workspace: Workspace, asked: list[date]) -> None:
    found = workspace.ask("half", "2018-11-02", year=2017)
    again = workspace.context("2018-11-02")
    for one in (found.figures["half"], found.rows[0].figures["half"]):
        assert gather(again, one.recipe) == one
    assert found.figures["whole"].recipe["op"] == "figure", "a figure passed on keeps its own recipe"


def test_the_same_question_is_worked_out_once_a_day(workspace: Workspace, asked: list[date]) -> None:
    context = workspace.context("2018-11-02")
    for _ in range(3):
        questions.answer(context, "half", year=2017)
    other = replace(context, view=context.view.on(date(2018, 8, 1)))
    questions.answer(other, "half", year=2017)
    questions.answer(context, "half", year=2016)
    assert asked == [date(2018, 11, 2), date(2018, 8, 1), date(2018, 11, 2)]


def test_what_is_no_question_or_no_figure_of_it_is_refused(workspace: Workspace, asked: list[date]) -> None:
    context = workspace.context("2018-11-02")
    with pytest.raises(UsageError, match=r'"quarter" is not a question; there are: .*half'):
        questions.answer(context, "quarter")
    for wrong in ({"figure": "third"}, {"figure": "half", "row": "two"}):
        with pytest.raises(UsageError, match="half gives no"):
            gather(context, {"op": "finding", "question": "half", "args": {"year": 2017}, **wrong})


def test_a_finding_as_a_record_holds_its_figures_facts_and_calls(
    workspace: Workspace, asked: list[date]
) -> None:
    record = finding_record(workspace.ask("half", "2018-11-02", year=2017))
    assert record["rows"][0]["word"] == "halved"
    assert record["rows"][0]["figures"]["half"]["value"] * 2 == record["figures"]["whole"]["value"]
    assert record["calls"] == [
        {"kind": "probability", "subject": "half:1", "period": "2017", "probability": 0.5,
         "settles": "2020-01-01"}
    ]  # fmt: skip


def test_places_are_taken_by_name_and_arguments_by_name_alone(workspace: Workspace) -> None:
    by_name = workspace.ask("pace", "2018-11-02", measure="homicide-and-femicide", place="México")
    assert by_name.figures["projected"].recipe["args"]["place"] == "MX"
    assert workspace.ask("rate", "2018-11-02", country="mexico").rows
    with pytest.raises(UnknownPlace):
        workspace.ask("score", "2018-11-02", country="zz")
    for wrong in ({}, {"measure": "homicide", "place": "mx", "foo": 1}):
        with pytest.raises(UsageError, match=r"pace: .*; it takes measure, place, definition \(or without\)"):
            workspace.ask("pace", "2018-11-02", **wrong)
