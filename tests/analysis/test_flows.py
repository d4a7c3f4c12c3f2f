"""Series over time: which months and years are not known, and what a preliminary count is compared with.

Deaths by homicide are those that INEGI put out: 31,174 for 2017 (30 July 2018, preliminary), 23,953 for 2016
(26 July 2017, preliminary) and then 24,559; 35,964 for 2018 (July 2019, preliminary) and then 36,685.
"""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from almenara.analysis.flows import Series, Totals, monthly, totals
from almenara.analysis.lifetimes import begun, retired
from almenara.analysis.newest import newest, newest_whole
from almenara.analysis.preliminary import is_preliminary
from almenara.analysis.recipes import gather
from almenara.workspace import Workspace

DEATHS = Series("homicide", "inegi-deaths-registration")
MONTHLY = Series("homicide-and-femicide", "sesnsp-victims")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("flows") / "store")


def found(workspace: Workspace, day: str, series: Series = DEATHS) -> Totals:
    return totals(workspace.context(day), series, workspace.registry.packs["MX"].country)


def test_a_preliminary_count_is_compared_with_one_that_was_preliminary(workspace: Workspace) -> None:
    now = found(workspace, "2018-11-02")
    assert now.latest is not None and is_preliminary(now.latest)
    assert now.compared is not None and now.change is not None
    assert [f.value for f in now.compared] == [31174, 23953]
    assert now.change.value == pytest.approx(100 * (31174 - 23953) / 23953)


def test_a_final_count_is_set_back_to_its_preliminary_value_beside_a_preliminary_one(
    workspace: Workspace,
) -> None:
    now = found(workspace, "2019-12-31")
    assert now.latest is not None and now.latest.value == 36685
    assert now.compared is not None and [f.value for f in now.compared] == [35964, 31174]


def test_a_count_as_it_was_known_is_computed_again_from_its_recipe(workspace: Workspace) -> None:
    compared = found(workspace, "2018-11-02").compared
    assert compared is not None
    again = gather(workspace.context("2026-01-01"), compared[1].recipe)
    assert (again.value, again.known) == (23953, date(2017, 7, 26))


def test_two_final_counts_need_no_other_values(workspace: Workspace) -> None:
    now = found(workspace, "2018-03-31")
    assert now.latest is not None and (now.latest.value, now.compared) == (24559, None)


def test_years_that_no_evidence_gives_are_missing_up_to_the_day(workspace: Workspace) -> None:
    assert found(workspace, "2018-11-02").missing == ()
    assert found(workspace, "2019-06-30").missing == (2018,)


def test_a_definition_that_ended_misses_nothing_after_its_end(workspace: Workspace) -> None:
    assert found(workspace, "2026-01-31", Series("homicide", "sesnsp-victims-old")).missing == ()


def test_months_that_nobody_knows_stand_between_those_known(workspace: Workspace) -> None:
    months = monthly(workspace.context("2018-11-02"), MONTHLY, workspace.registry.packs["MX"].country)
    spans = [m.period for m in months]
    assert all((b.start - a.end).days == 1 for a, b in itertools.pairwise(spans))
    assert months[0].is_known and months[-1].is_known
    assert str(next(m for m in reversed(months) if not m.is_known).period) == "2018-07"


def test_the_window_is_counted_from_the_last_month_known(workspace: Workspace) -> None:
    country = workspace.registry.packs["MX"].country
    victims = Series("homicide", "sesnsp-victims")
    months = monthly(workspace.context("2026-11-24"), victims, country, newest=12)
    assert len(months) == 12
    assert months[-1].is_known and months[-1].period.end == date(2024, 2, 29)


def test_the_newest_whole_is_the_newest_of_which_all_parts_are_known(workspace: Workspace) -> None:
    context, country = workspace.context("2019-06-30"), workspace.registry.packs["MX"].country
    total = "fbi-kidnapping-cases"
    parts = ["fbi-kidnapping-ransom", "fbi-kidnapping-virtual", "fbi-kidnapping-no-demand"]
    assert newest(context, "kidnapping", country, total).value == 113
    assert newest_whole(context, "kidnapping", country, total, parts).value == 116


def test_a_definition_begins_and_ends_with_its_days(workspace: Workspace) -> None:
    country = workspace.registry.packs["MX"].country
    assert not begun(workspace.context("2018-11-02"), "sesnsp-files-rnid")
    assert begun(workspace.context("2026-02-28"), "sesnsp-files-rnid")
    late = workspace.context("2020-12-31")
    assert retired(late, newest(late, "missing-persons", country, "rnped-register"))
    assert not retired(late, newest(late, "missing-persons", country, "rnpdno-register"))
