"""The register of policies: what a course of events comes to, and what a day knows of it. All policies are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.policies import ENDS, STAGES, PolicyEvent, policies, standing
from almenara.errors import NoEvidence, UsageError
from almenara.model.finding import Finding
from almenara.workspace import Workspace
from tests.sources.made_policies import POLICIES

STATUSES = (*STAGES, *ENDS, "promised", "rejected", "statement")


def course(*statuses: str) -> list[PolicyEvent]:
    """Events of these statuses, a day apart."""
    days = [date(2018, 1, 1 + n) for n in range(len(statuses))]
    return [
        PolicyEvent(f"X-{n}", "X", "X", s, d, d, "day", d, "", "", "none", "", "", "", "", None)  # type: ignore[arg-type]
        for n, (s, d) in enumerate(zip(statuses, days, strict=True))
    ]


@pytest.mark.parametrize(
    ("statuses", "where", "by"),
    [
        (("proposed", "statement"), "proposed", 0),
        (("promised", "announced"), "announced", 1),
        (("passed", "passed"), "passed", 0),  # two houses: the stage was reached with the first
        (("in_force", "proposed", "introduced", "passed", "statement"), "in_force", 0),
        (("in_force", "dropped"), "in_force", 0),  # who gives a law up has not repealed it
        (("in_force", "struck_down", "dropped"), "struck_down", 1),
        (("passed", "dropped"), "dropped", 1),
        (("dropped", "introduced"), "introduced", 1),
        (("struck_down", "passed", "in_force"), "in_force", 2),
        (("introduced", "rejected"), "dropped", 1),
    ],
)
def test_where_a_course_stands(statuses: tuple[str, ...], where: str, by: int) -> None:
    found = standing(course(*statuses))
    assert found is not None and (found[0], found[1].id) == (where, f"X-{by}")


def test_statements_alone_are_no_course() -> None:
    assert standing(course("statement", "statement")) is None


@given(st.lists(st.sampled_from(STATUSES), max_size=12))
def test_only_a_court_ends_a_law_in_force(statuses: list[str]) -> None:
    found = standing(course(*statuses))
    if "in_force" in statuses:
        after = statuses[len(statuses) - statuses[::-1].index("in_force") :]
        assert found is not None and (found[0] == "in_force") == ("struck_down" not in after)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("register")
    (folder / "p.csv").write_text(POLICIES, newline="")
    made = Workspace.open(folder / "store")
    made.ingest([folder / "p.csv"])
    return made


def asked(workspace: Workspace, day: str, policy: str) -> Finding:
    return workspace.ask("policies", day, policy=policy)


@pytest.mark.parametrize(
    ("day", "status", "since", "events"),
    [
        ("2018-04-01", "proposed", "2018-03", 1),
        ("2018-05-31", "passed", "2018-05-02", 3),
        ("2018-07-02", "in_force", "2018-06-01", 4),
        ("2018-12-31", "in_force", "2018-06-01", 6),
        ("2019-02-01", "struck_down", "2019-02-01", 7),
    ],
)
def test_a_day_knows_the_course_so_far(
    opened: Workspace, day: str, status: str, since: str, events: int
) -> None:
    found = asked(opened, day, "a curfew")
    assert (found.facts["status"], found.facts["since"], len(found.rows)) == (status, since, events)
    assert all(row.facts["known"] <= day for row in found.rows)


def test_what_two_houses_vote_are_two_events_and_each_says_where_it_left_the_policy(
    opened: Workspace,
) -> None:
    rows = {row.key: row.facts for row in asked(opened, "2019-03-01", "AB").rows}
    assert [rows[k]["actor"] for k in ("AB-02", "AB-03")] == ["Lower house", "Upper house"]
    stands = [facts["stands"] for facts in rows.values()]
    assert stands == ["proposed", "passed", "passed", "in_force", "in_force", "in_force", "struck_down"]
    assert rows["AB-04"]["mechanism"] == "recruitment" and rows["AB-04"]["url"] == "https://a.example/4"


def test_a_policy_is_found_by_key_name_or_part_and_no_other_way(opened: Workspace) -> None:
    assert asked(opened, "2019-03-01", "curf").facts["key"] == "AB"
    with pytest.raises(UsageError, match='"tax" is no policy registered by 2019-03-01'):
        asked(opened, "2019-03-01", "tax")
    with pytest.raises(UsageError, match="is more than one policy"):
        asked(opened, "2019-03-01", "a")


def test_before_the_first_event_nothing_is_registered(opened: Workspace) -> None:
    with pytest.raises(NoEvidence, match="no policy was registered by 2010-01-01"):
        asked(opened, "2010-01-01", "")


def test_an_act_beside_a_policy_does_not_move_it(tmp_path: Path) -> None:
    register = (
        "id,policy,policy_es,act,act_es,event,known,status,actor,instrument,summary,summary_es,mechanism,"
        "publisher,title,address\n"
        "Q-01,Police,Policía,,,2018-01-02,2018-01-02,in_force,Gazette,law,A law.,Una ley.,lethality,P,T,https://a.example/1\n"
        "Q-02,Police,Policía,its transfer,su paso,2018-02-02,2018-02-02,passed,House,vote,A vote.,Un voto.,none,P,T,https://a.example/2\n"
        "Q-03,Police,Policía,its transfer,su paso,2018-03-02,2018-03-02,struck_down,Court,ruling,Void.,Nulo.,none,P,T,https://a.example/3\n"
    )
    (tmp_path / "r.csv").write_text(register)
    workspace = Workspace.open(tmp_path / "store")
    workspace.ingest([tmp_path / "r.csv"])
    for language, name, act in (("en", "Police", "its transfer"), ("es", "Policía", "su paso")):
        (found,) = [p for p in policies(workspace.context("2018-04-01"), language=language) if p.key == "Q"]
        assert (found.name, found.status, found.by.id) == (name, "in_force", "Q-01")
        assert {a: (s, e.id) for a, (s, e) in found.acts.items()} == {act: ("struck_down", "Q-03")}
        assert found.mechanisms == ("lethality",)
