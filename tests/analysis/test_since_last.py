"""What is new since an earlier day: from the embedded figures, and from the publishers' own vintages."""

from datetime import UTC, datetime

import pytest

from almenara.analysis.figures import figure
from almenara.analysis.recipes import gather
from almenara.errors import NoEvidence, UsageError
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.workspace import Workspace


def of(found: Finding, kind: str) -> dict[str, dict[str, float | None]]:
    return {
        row.key: {name: f.value for name, f in row.figures.items()}
        for row in found.rows
        if row.facts["kind"] == kind
    }


def test_only_what_became_known_after_the_day_arrived(workspace: Workspace) -> None:
    found = workspace.ask("since", "2018-11-02", country="MX", since="2018-10-01")
    days = [row.facts["day"] for row in found.rows if row.facts["kind"] == "arrived"]
    assert days and all("2018-10-01" < day <= "2018-11-02" for day in days)
    assert days == sorted(days, reverse=True)
    assert of(found, "new")["new:homicide-and-femicide:sesnsp-victims"] == {"value": 2965, "earlier": 2585}
    assert of(found, "taken-in") == {}


def test_what_was_taken_in_since_the_last_look_is_told_apart(workspace: Workspace) -> None:
    moment = datetime(2018, 1, 1, tzinfo=UTC).isoformat()  # before the store was made
    found = workspace.ask("since", "2018-11-02", country="MX", since="2018-10-01", stored_after=moment)
    days = [row.facts["day"] for row in found.rows if row.facts["kind"] == "taken-in"]
    assert days and all(day <= "2018-10-01" for day in days)


def test_a_day_that_is_not_earlier_and_one_before_all_evidence_are_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="2018-11-02 is not before 2018-11-02"):
        workspace.ask("since", "2018-11-02", country="MX", since="2018-11-02")
    with pytest.raises(NoEvidence):
        workspace.ask("since", "2018-11-02", country="MX", since="1900-01-01")


def test_revisions_are_the_difference_of_two_days(real: Workspace) -> None:
    found = real.ask("since", "2024-04-01", country="MX", since="2024-03-01")
    revised = [row for row in found.rows if row.facts["kind"] == "revised"]
    assert len(revised) > 10
    then, now = real.context("2024-03-01"), real.context("2024-04-01")
    for row in revised:
        old, new = row.figures["then"], row.figures["now"]
        args = (new.measure, new.place, new.period, new.definition)
        assert (old.value, new.value) == (figure(then, *args).value, figure(now, *args).value)
        assert old.value != new.value
        assert gather(now, old.recipe).value == old.value
    # SESNSP, state file of 20 March 2024: extortion, case files, February 2024
    assert of(found, "new")["new:extortion:sesnsp-files"]["value"] == 876
    assert found.figures["revised"].value == sum(row.facts["of"] for row in revised if row.facts["first"])


def test_every_figure_is_found_again_by_its_recipe(real: Workspace) -> None:
    found = real.ask("since", "2018-07-25", country="MX", since="2018-07-01")
    context = real.context("2018-07-25")
    figures = [*found.figures.values(), *(f for row in found.rows for f in row.figures.values())]
    assert len(figures) > 20
    for item in figures:
        assert gather(context, item.recipe).value == item.value
    assert figure(context, "homicide", context.gazetteer.get("MX"), Period.parse("2018-06")).is_known
