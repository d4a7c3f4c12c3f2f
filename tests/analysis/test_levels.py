"""Advisory levels counted over a country's states."""

from __future__ import annotations

from almenara.analysis.levels import levels
from almenara.workspace import Workspace


def test_the_number_of_states_at_a_level_is_about_the_country_on_the_day(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    pack = context.packs["MX"]
    counts = levels(context, pack, "us-state-advisory").counts
    assert {level: f.value for level, f in counts.items()} == {4: 5, 3: 11, 2: 16}
    assert {(f.place.code, str(f.period)) for f in counts.values()} == {("MX", "2018-11-02")}


def test_a_level_stands_since_the_edition_from_which_it_was_never_another(workspace: Workspace) -> None:
    # Editions of 2021-06-17, 2022-08-17, 2024-09-06 and 2025-08-12 (press and text of the US advisory)
    context = workspace.context("2026-11-25")
    found = levels(context, context.packs["MX"], "us-state-advisory")
    since = {code: (int(f.value or 0), str(found.since[code])) for code, f in found.previous.items()}
    assert since["MX-ZAC"] == (3, "2022-08-17")
    assert since["MX-GUA"] == (2, "2021-06-17")
    assert since["MX-CHP"] == (2, "2024-09-06")
    assert since["MX-COA"] == (2, "2025-08-12")
    assert "MX-COL" not in since and str(found.since["MX-COL"]) == "2018-01-10"


def test_country_s_level_of_a_newer_edition_is_told_apart_from_older_state_levels(
    workspace: Workspace,
) -> None:
    # 29 May 2026: the department's feed gives the country level 2 and lists no states
    context = workspace.context("2026-11-25")
    found = levels(context, context.packs["MX"], "us-state-advisory")
    assert (found.country.value, str(found.country.period), str(found.newest)) == (
        2,
        "2026-05-29",
        "2025-08-12",
    )
    assert found.newer
    before = workspace.context("2026-05-28")
    assert not levels(before, before.packs["MX"], "us-state-advisory").newer


def test_country_s_level_of_an_older_edition_is_not_told_as_in_force(workspace: Workspace) -> None:
    context = workspace.context("2023-06-01")  # the edition of August 2022 gave no level for the country
    found = levels(context, context.packs["MX"], "us-state-advisory")
    assert (found.country.status, str(found.newest)) == ("unknown", "2023-01-31")


def test_levels_that_stood_before_and_after_are_inferred_on_the_day_between(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    found = levels(context, context.packs["MX"], "us-state-advisory")
    assert len(found.inferred) == 26
    assert "MX-COL" not in found.inferred and "MX-JAL" in found.inferred
    assert levels(workspace.context("2026-11-25"), context.packs["MX"], "us-state-advisory").inferred == ()


def test_editions_that_gave_every_state_a_level_are_counted(workspace: Workspace) -> None:
    context = workspace.context("2026-11-25")
    found = levels(context, context.packs["MX"], "us-state-advisory")
    counts = {str(day): [int(f.value or 0) for f in by.values()] for day, by in found.editions.items()}
    assert counts["2018-01-10"] == [5, 11, 16]
    assert counts["2021-06-17"] == [5, 11, 14, 2]
    assert counts["2022-08-17"] == [6, 7, 17, 2]
    assert counts["2025-08-12"] == [6, 8, 16, 2]
