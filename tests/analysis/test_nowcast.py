"""The question nowcast, on seven vintages of monthly counts as they were published in 2017 and 2018."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.recipes import gather
from almenara.errors import NoEvidence, UnknownMeasure, UsageError
from almenara.workspace import Workspace
from tests.shared_data import shared

VINTAGES = sorted(
    ("2017-12-24", "2018-02-19", "2018-02-24", "2018-03-22", "2018-04-23", "2018-05-21", "2018-07-21")
)


@pytest.fixture(scope="module")
def months(tmp_path_factory) -> Workspace:
    files = [shared(f"mexico/sesnsp/elcrimen_vintages/states_{day}.json.gz") for day in VINTAGES]
    workspace = Workspace.open(tmp_path_factory.mktemp("nowcast") / "store")
    workspace.ingest(files)
    return workspace


def ask(workspace, as_of, measure="car-theft", place="MX", **more):
    return workspace.ask("nowcast", as_of, measure=measure, place=place, **more)


def test_the_newest_months_as_published_beside_what_they_will_be(months) -> None:
    found = ask(months, "2018-08-01")
    assert [row.label for row in found.rows][-1] == "2018-06" and len(found.rows) == 12
    for row in found.rows:
        published, expected, likely = (row.figures[k] for k in ("published", "expected", "likely"))
        assert expected.low <= likely.low <= expected.value <= likely.high <= expected.high
        assert expected.inputs == (published,)
    figures = found.figures
    assert figures["published"].value == sum(row.figures["published"].value for row in found.rows)
    for end in ("value", "low", "high"):
        moved = getattr(figures["movement"], end)
        assert getattr(figures["expected"], end) == figures["published"].value + moved
    assert found.facts["horizon"] == 5, "the vintages lie five months apart at most"
    assert found.facts["passages"] == 32 * 5 - 1, "but for the one place re-filed"


def test_what_came_lay_inside(months) -> None:
    """The sum of the months as of each vintage, and as the last vintage has it: by the files themselves."""
    for measure, definition in (("car-theft", "sesnsp-files"), ("kidnapping", "sesnsp-victims")):
        for day in ("2018-04-30", "2018-05-31"):
            found = ask(months, day, measure, definition=definition)
            later = ask(months, "2018-08-01", measure, definition=definition, months=24)
            came = {row.label: row.figures["published"].value for row in later.rows}
            truth = sum(came[row.label] for row in found.rows)
            expected = found.figures["expected"]
            assert expected.low <= truth <= expected.high, (measure, day)


def test_a_re_filing_is_named_with_place_day_months_and_size(months) -> None:
    """A state's last three months of 2017 rose from 3,990 to 4,323 stolen cars in the vintage of March 2018."""
    (jump,) = ask(months, "2018-08-01").facts["jumps"]
    assert (jump["place"], jump["known"], jump["previous"]) == ("MX-BCN", "2018-03-22", "2018-02-24")
    assert (jump["first"], jump["last"], jump["months"]) == ("2017-10", "2017-12", 3)
    assert (jump["before"], jump["after"]) == (3990, 4323)


def test_one_vintage_is_unknown_with_the_reason(months) -> None:
    found = ask(months, "2018-02-20")
    reason = "only one vintage of these months is known, of 2018-02-19: it shows no revision"
    assert found.unknowns == (reason,) and found.calls == ()
    for row in found.rows:
        assert row.figures["published"].is_known
        assert (row.figures["expected"].status, row.figures["expected"].reason) == ("unknown", reason)
    assert found.figures["expected"].reason == reason


def test_two_vintages_of_one_week_teach_nothing_of_months(months) -> None:
    assert ask(months, "2018-03-01").unknowns == (
        "the vintages known lie 5 days apart at most: too little to see a month revised",
    )


def test_later_vintages_change_nothing_of_an_earlier_day(months, tmp_path) -> None:
    early = Workspace.open(tmp_path / "store")
    early.ingest([shared(f"mexico/sesnsp/elcrimen_vintages/states_{d}.json.gz") for d in VINTAGES[:5]])
    one, other = (ask(w, "2018-05-01") for w in (early, months))
    assert one.figures == other.figures and one.rows == other.rows and one.facts == other.facts


def test_a_state_is_taught_by_all_states(months) -> None:
    found = ask(months, "2018-08-01", place="MX-AGU")
    assert found.facts["learned_from"] == 32 and found.figures["expected"].is_known
    assert all(row.place == "MX-AGU" for row in found.rows)


def test_every_figure_is_found_again_by_its_recipe(months) -> None:
    found = ask(months, "2018-08-01")
    again = months.context("2018-08-01")
    row = found.rows[-1].figures
    for figure in (found.figures["expected"], found.figures["movement"], row["expected"], row["likely"]):
        assert gather(again, figure.recipe) == figure
    assert row["published"].recipe["op"] == "figure"


def test_what_is_expected_rests_on_every_vintage_that_taught_it(months) -> None:
    for place in ("MX", "MX-MEX"):
        found = ask(months, "2018-08-01", place=place)
        told = [found.figures[k] for k in ("expected", "low", "high", "movement")]
        told += [row.figures[k] for row in found.rows for k in ("expected", "likely")]
        for item in told:
            assert {e.published.isoformat() for e in item.evidence} == set(found.facts["vintages"]), place
            assert item.known.isoformat() == VINTAGES[-1]


def test_the_newest_months_are_put_on_record(months) -> None:
    calls = ask(months, "2018-08-01").calls
    assert [c.period for c in calls] == ["2018-04", "2018-05", "2018-06"]
    last = calls[-1]
    assert last.subject == "nowcast:mx:car-theft:sesnsp-files:2018-06"
    assert last.settles == date(2019, 1, 31), "five months ahead"
    values = list(last.quantiles.values())
    assert values == sorted(values) and len(set(last.baseline["quantiles"].values())) == 1


def test_without_months_it_says_so(months) -> None:
    with pytest.raises(NoEvidence, match="no months of fuel-theft for"):
        ask(months, "2018-08-01", "fuel-theft", place="MX-AGU")
    with pytest.raises(NoEvidence, match="no months of car-theft by inegi-deaths-registration for"):
        ask(months, "2018-08-01", definition="inegi-deaths-registration")
    with pytest.raises(UnknownMeasure):
        ask(months, "2018-08-01", "car-thefts")
    with pytest.raises(UsageError, match="0 is not a number of months"):
        ask(months, "2018-08-01", months=0)
