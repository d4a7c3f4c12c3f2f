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
