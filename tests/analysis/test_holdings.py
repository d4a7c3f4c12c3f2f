"""What is held on a day: a table kept by hand counts only with the rows known by then."""

from __future__ import annotations

from almenara.analysis.holdings import Holding
from almenara.workspace import Workspace


def held(workspace: Workspace, source: str, day: str) -> Holding:
    return next(h for h in workspace.status(day) if h.source == source)


def test_rows_known_later_are_not_held_on_an_earlier_day(workspace: Workspace) -> None:
    then, now = held(workspace, "cited_figures", "2018-11-02"), held(workspace, "cited_figures", "2026-11-24")
    assert 0 < then.observations < now.observations
    assert then.known is not None and str(then.known) <= "2018-11-02"
    assert then.last is not None and str(then.last) <= "2018-12-31"
    assert str(now.last) > "2026"


def test_the_newest_row_of_a_table_of_statements_says_how_old_it_is(workspace: Workspace) -> None:
    then = held(workspace, "cited_statements", "2018-11-02")
    assert str(then.known) > "2018-10-01" and then.age is not None and then.age < 32
