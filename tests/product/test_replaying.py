"""Replaying months past: each month's own knowledge, entries that say they are replays, and what is skipped."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from almenara.analysis import questions
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.errors import NoEvidence, UsageError
from almenara.evidence.ledger import entries
from almenara.model.call import Call
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.product import replaying
from almenara.product.config import ReplayConfig
from almenara.workspace import Workspace


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, str]]:
    """A question `last-year`: that this year passes the last; the list tells on which days it was asked."""
    days: list[tuple[date, str]] = []

    def ask(context: Context, word: str = "") -> Finding:
        days.append((context.as_of, word))
        year = context.as_of.year
        country = context.packs["MX"].country
        last = figure(context, "homicide", country, Period.year(year - 1), "sesnsp-victims")
        if not last.is_known:
            raise NoEvidence("the last year is not known")
        call = Call(
            "probability", f"last-year:{word}", "homicide", "sesnsp-victims", "MX", str(year),
            date(year + 1, 6, 30), last.value, 0.8, model="always",
        )  # fmt: skip
        return Finding("last-year", context.as_of, calls=(call,))

    module = ModuleType("last_year")
    module.ask = ask  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "last_year", module)
    monkeypatch.setitem(questions.QUESTIONS, "last-year", "last_year")
    real = replaying.load_config

    def config(folder: Any, overrides: Any = None) -> Any:
        items = [
            ReplayConfig(question="last-year", each=[{"word": "a"}, {"word": "b"}]),
            ReplayConfig(question="not-yet"),
        ]
        return real(folder, overrides).model_copy(update={"replay": items})

    monkeypatch.setattr(replaying, "load_config", config)
    return days


def test_each_months_last_day_is_asked_with_its_own_knowledge(workspace: Workspace, asked: list[Any]) -> None:
    made = workspace.replay("mx", "2018-01", "2018-03")
    assert asked == [(day, word) for day in made.days for word in "ab"]
    assert made.days == (date(2018, 1, 31), date(2018, 2, 28), date(2018, 3, 31))
    assert made.skipped == ("2018-01-31, last-year: the last year is not known", "not-yet is not built yet")
    assert {entry.as_of for entry in made.made} == {date(2018, 2, 28), date(2018, 3, 31)}
    assert {entry.content["threshold"] for entry in made.made} == {28734}, "as known then, not as known now"


def test_replays_are_kept_once_and_say_what_they_are(workspace: Workspace, asked: list[Any]) -> None:
    workspace.replay("mx", "2018-02", "2018-03", ["last-year"])
    before = entries(workspace.store)
    workspace.replay("mx", "2018-02", "2018-03", ["last-year"])
    assert entries(workspace.store) == before and len(before) == 4
    assert all(entry.content["replayed"] is True for entry in before)
    found = workspace.ask("score", "2019-12-31", country="MX")
    (row,) = (row for row in found.rows if row.facts["table"] == "record")
    assert (row.facts["how"], row.figures["settled"].value) == ("replayed", 4)
    assert row.figures["score"].value == pytest.approx(0.04)


def test_days_before_any_evidence_are_said_to_be_skipped(workspace: Workspace, asked: list[Any]) -> None:
    made = workspace.replay("mx", "1960-01", "1960-02", ["last-year"])
    assert made.days == () and "its evidence begins on" in made.skipped[0] and made.made == ()


def test_months_that_have_not_ended_are_left_out(workspace: Workspace, asked: list[Any]) -> None:
    with pytest.raises(UsageError, match="no month from 2999-01 to 2999-02 has ended"):
        workspace.replay("mx", "2999-01", "2999-02")
    with pytest.raises(UsageError, match='does not replay "tarot"'):
        workspace.replay("mx", "2018-01", "2018-02", ["tarot"])
