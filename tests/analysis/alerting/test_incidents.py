"""One incident, not one article; how many have told of it by themselves; what its place allows to say."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.alerting.incidents import Record, grouped, incidents
from almenara.analysis.questions import answer
from almenara.workspace import Workspace
from tests.analysis.alerting.made_events import event, publish

KINDS = ["armed-clash", "roadblock"]


def found(workspace: Workspace, day: str = "2026-03-01"):
    return incidents(workspace.context(day), KINDS)


def test_several_publishers_of_one_incident_make_one_with_all_sources(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    publish(workspace, "Paper B", "2026-02-24", event("77", lat=20.68, lon=-103.35, deaths=4.0))
    publish(
        workspace, "Agency C", "2026-02-24", event("x", place_precision="municipality", lat=None, lon=None)
    )
    (one,) = found(workspace)
    assert one.members == ("agency_c/x", "paper_a/1", "paper_b/77")
    assert one.key == "paper_a/1"
    assert one.deaths == (4.0, 3.0, 4.0) or one.deaths == (3.0, 3.0, 4.0)
    assert one.credibility(workspace.context("2026-03-01")) == 1
    assert [i.members for i in found(workspace, "2026-02-23")] == [("paper_a/1",)]


def test_records_of_one_publisher_are_incidents_of_their_own(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"), event("2"))
    assert [i.members for i in found(workspace)] == [("paper_a/1",), ("paper_a/2",)]


def test_other_days_places_and_kinds_are_other_incidents(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    publish(workspace, "Paper B", "2026-02-25", event("day", "2026-02-23"))
    publish(workspace, "Paper C", "2026-02-25", event("far", lat=20.9))
    publish(workspace, "Paper D", "2026-02-25", event("kind", kind="homicide"))
    publish(workspace, "Paper E", "2026-02-25", event("vague", place="MX-JAL", place_precision="state"))
    assert len(found(workspace)) == 4  # and the homicide is not asked for
    assert all(len(i.records) == 1 for i in found(workspace))


def test_a_text_handed_on_is_no_second_origin(workspace: Workspace):
    told = "Gunmen fired at a patrol on the ring road before noon, police said"
    publish(workspace, "Agency", "2026-02-23", event("1", summary=told))
    publish(workspace, "Paper", "2026-02-23", event("2", summary=told))
    (one,) = found(workspace)
    assert one.credibility(workspace.context("2026-03-01")) == 2
    figures = answer(workspace.context("2026-03-01"), "incident", incident=one.key, kind=one.kind).figures
    assert (figures["records"].value, figures["origins"].value) == (2, 1)


def test_a_newer_edition_of_a_source_answers_for_its_event(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1", deaths=3.0))
    publish(workspace, "Paper A", "2026-02-26", event("1", deaths=5.0))
    assert [i.deaths[0] for i in found(workspace)] == [5.0]
    assert [i.deaths[0] for i in found(workspace, "2026-02-25")] == [3.0]


def test_a_state_is_no_point(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1", place="MX-JAL", place_precision="state"))
    context = workspace.context("2026-03-01")
    (one,) = found(workspace)
    assert one.point is None
    asked = answer(context, "incident", incident=one.key, kind=one.kind, points=[[-103.3, 20.7]])
    assert not asked.figures["km"].is_known


ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from([0.0, 0.01, 0.5])),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.randoms())
def test_every_record_is_in_one_incident_whatever_their_order(made, random):
    records = []
    for n, (publisher, day, shift) in enumerate(made):
        row = event(str(n), f"2026-02-0{day}", lat=20.0 + shift)
        records.append(_record(f"p{publisher}", row | {"known": row["start"], "note": ""}))
    once = grouped(records)
    keys = sorted(m for i in once for m in i.members)
    assert keys == sorted(r.key for r in records)
    assert all(len({r.evidence.publisher for r in i.records}) == len(i.records) for i in once)
    random.shuffle(records)
    assert {i.members for i in grouped(records)} == {i.members for i in once}


def _record(publisher, row):
    from datetime import date

    from almenara.model.document import Evidence

    day = date(2026, 1, 1)
    evidence = Evidence(
        "d", "f", "s", publisher, "t", "", day, "stated", day, "en", "", "", "TLP:CLEAR", "", 1
    )
    return Record(f"{publisher}/{row['event']}", row, replace(evidence))
