"""Prospects: the base rate of past courses, its calls, and how later events settle them. Policies are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from almenara.analysis.calls import Recorded
from almenara.analysis.policy_prospects import ask, courses
from almenara.analysis.settling import settle
from almenara.errors import NoEvidence
from almenara.model.entry import Entry
from almenara.workspace import Workspace
from tests.sources.made_policies import HEAD

ROWS = [
    ("AA", "2010-01-01", "proposed"), ("AA", "2010-06-01", "in_force"),
    ("BB", "2010-01-01", "proposed"),
    ("CC", "2010-01-01", "introduced"), ("CC", "2010-08-01", "dropped"),
    ("DD", "2013-01-10", "proposed"), ("DD", "2013-09-01", "in_force"),
    ("EE", "2013-01-20", "introduced"), ("EE", "2014-02-01", "statement"),
]  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("prospects")
    lines = [
        f"{key}-{n:02d},Policy {key},{day},{day},{status},A house,act,It is {status}.,none,A Daily,https://a.example/{n},\n"
        for n, (key, day, status) in enumerate(ROWS, 1)
    ]
    (folder / "p.csv").write_text(HEAD + "".join(lines), newline="")
    made = Workspace.open(folder / "store")
    made.ingest([folder / "p.csv"])
    return made


def test_the_rate_counts_each_course_once_and_draws_few_to_all(opened: Workspace) -> None:
    found = ask(opened.context("2013-02-01"), "MX")
    assert found.facts["courses"] == 3 and found.facts["in_force"] == 1.0  # AA came, BB and CC did not
    rows = {row.facts["policy"]: row for row in found.rows}
    assert set(rows) == {"DD", "EE"}  # BB has been dormant for three years
    base = 1.5 / 4
    assert rows["DD"].figures["base"].value == pytest.approx(100 * base)
    assert rows["DD"].figures["probability"].value == pytest.approx(100 * (1 + 2 * base) / (2 + 2))
    assert rows["EE"].figures["probability"].value == pytest.approx(100 * (0 + 2 * base) / (1 + 2))
    low, high = rows["EE"].figures["low"].value, rows["EE"].figures["high"].value
    assert (
        low is not None
        and high is not None
        and 0 < low < rows["EE"].figures["probability"].value < high < 100
    )


def test_later_events_settle_the_calls_and_silence_leaves_them_open(opened: Workspace) -> None:
    context = opened.context("2013-02-01")
    calls = {c.subject.split(":")[2]: c for c in ask(context, "MX").calls}
    assert {k: c.baseline["probability"] for k, c in calls.items()} == {"DD": 0.375, "EE": 0.375}
    made = [
        Recorded(Entry("probability", date(2013, 2, 1), date(2013, 2, 1), c.subject, c.content), c, "live")
        for c in calls.values()
    ]
    came = {s.recorded.call.subject.split(":")[2]: s for s in settle(opened.context("2014-03-01"), made)}
    assert {k: (s.state, s.happened) for k, s in came.items()} == {
        "DD": ("settled", True),
        "EE": ("settled", False),
    }
    assert came["DD"].truth is not None and came["DD"].truth.known == date(2013, 9, 1)
    assert {s.state for s in settle(opened.context("2013-12-01"), made)} == {"open"}
    late = replace(made[0].entry, as_of=date(2020, 1, 1))
    quiet = Recorded(late, replace(made[0].call, settles=date(2013, 9, 15)), "live")
    (found,) = settle(
        opened.context("2014-03-01"), [replace(quiet, entry=replace(late, as_of=date(2014, 2, 15)))]
    )
    assert found.state == "open" and found.reason == "the register has no event later than 2014-02-15"


def test_without_a_past_nothing_is_said(opened: Workspace) -> None:
    with pytest.raises(NoEvidence, match="no course of the register stood open 12 months before"):
        ask(opened.context("2010-02-01"), "MX")


def test_a_day_sees_no_later_course(opened: Workspace) -> None:
    assert {c.policy.key for c in courses(opened.context("2012-01-01"), "MX")} >= {"AA", "BB", "CC"}
    assert not {"DD", "EE"} & {c.policy.key for c in courses(opened.context("2012-01-01"), "MX")}
