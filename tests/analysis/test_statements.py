"""Statements of one thing told once, contradicting ones side by side, dates as open as the source leaves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.statements import Version, statements, versions
from almenara.workspace import Workspace

HEADER = (
    "id,subject,predicate,object,place,valid_from,valid_to,known,publisher,title,address,credibility,note\n"
)


def row(id: str, subject: str, object: str, since: str, known: str, note: str = "") -> str:
    return f"{id},{subject},made-split,{object},,{since},,{known},A Daily,T,https://a.example/{id},,{note}\n"


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A store with seven made statements: two agree, four contradict each other, one has no date."""
    rows = [
        row("a1", "Group A", "Group Z", "2009", "2018-01-10"),
        row("a2", "Group A", "Group Z", "", "2016-03-01"),
        row("b1", "Group B", "Group Z", "2010", "2012-01-01"),
        row("b2", "Group B", "Group Z", "2007", "2013-01-01"),
        row("c1", "Group C", "Group X", "2008", "2014-01-01", "[conflict:c-parent]"),
        row("c2", "Group C", "Group Y", "", "2020-01-01", "[conflict:c-parent]"),
        row("d1", "Group D", "Group Z", "", "2015-08-31"),
    ]
    file = tmp_path / "made.csv"
    file.write_text(HEADER + "".join(rows))
    workspace.ingest([file])
    return workspace


def ids(version: Version) -> list[str]:
    return sorted(s.id for s in version.statements)


def found(workspace: Workspace, day: str) -> list[Version]:
    return versions(workspace.context(day), ("made-split",), "en")


def test_statements_that_say_the_same_are_told_once_with_the_most_precise_date(told: Workspace) -> None:
    (same,) = [v for v in found(told, "2018-11-02") if v.first.subject == "Group A"]
    assert ids(same) == ["a1", "a2"] and not same.disputed
    assert (same.first.id, same.stated.id) == ("a1", "a2")


def test_versions_of_different_dates_stand_side_by_side_and_are_disputed(told: Workspace) -> None:
    order = [(v.first.id, v.disputed) for v in found(told, "2018-11-02")]
    assert order == [("b2", True), ("b1", True), ("c1", False), ("a1", False), ("d1", False)]


def test_a_rival_of_later_knowledge_does_not_make_a_statement_disputed_earlier(told: Workspace) -> None:
    later = [(v.first.id, v.disputed) for v in found(told, "2020-06-01") if v.first.subject == "Group C"]
    assert later == [("c1", True), ("c2", True)]


def test_date_without_a_day_counts_as_its_last_day_but_not_beyond_what_was_known(told: Workspace) -> None:
    by = {s.id: str(s.by) for s in statements(told.context("2018-11-02"), ("made-split",))}
    assert (by["a1"], by["d1"]) == ("2009-12-31", "2015-08-31")


def test_event_of_a_month_follows_one_of_a_day_in_it(workspace: Workspace) -> None:
    # The general extortion law was voted in late October 2025, after the reform of 9 October
    events = [
        s for s in statements(workspace.context("2026-11-25"), language="en") if s.id.startswith("EXT-")
    ]
    assert [s.id for s in events][-2:] == ["EXT-02", "EXT-03"]
