"""What is new, what was corrected, what is withdrawn: by the evidence, from one look to the next."""

from pathlib import Path

from almenara.analysis.alerting.evaluating import Outcome, evaluate
from almenara.analysis.alerting.match import Kept, Match
from almenara.analysis.alerting.rules import read_rules
from almenara.workspace import Workspace
from tests.analysis.alerting.made_events import PLANT, event, publish

RULES = """
rules:
  - {name: shots, when: incident, threats: [armed-violence], assets: [plant], within_km: 10}
"""


def look(
    workspace: Workspace, day: str, since: str | None, kept=(), text: str = RULES, assets=(PLANT,)
) -> Outcome:
    path = Path(workspace.settings.store) / "rules.yml"
    path.write_text(text, encoding="utf-8")
    earlier = workspace.context(since) if since else None
    return evaluate(workspace.context(day), earlier, read_rules(path), list(assets), kept)


def kept(match: Match, day: str = "2026-02-24") -> Kept:
    from datetime import date

    return Kept("id", match.rule.name, match.incident, match.members, match.facts, date.fromisoformat(day))


def test_an_incident_is_new_once_however_many_tell_of_it_later(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    assert (first.incident, first.certainty, first.assets) == (
        "paper_a/1",
        "possible",
        (("North plant", 5.4),),
    )
    assert first.threat == "armed-violence"
    publish(workspace, "Paper A", "2026-02-26", event("1"))
    assert look(workspace, "2026-02-26", "2026-02-24").new == ()
    publish(workspace, "Paper B", "2026-02-27", event("other", deaths=3.0))
    found = look(workspace, "2026-02-27", "2026-02-24", [kept(first)])
    assert found.new == () and found.gone == ()
    (corrected,) = found.corrected  # a second origin confirms it: more certain, not another alert
    assert corrected.changed == ("certainty",)
    assert corrected.match.members == ("paper_a/1", "paper_b/other")


def test_looking_again_at_the_same_finds_nothing_to_say(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    again = look(workspace, "2026-02-24", "2026-02-22", [kept(first)])
    assert (again.new, again.corrected, again.gone, len(again.same)) == ((), (), (), 1)


def test_revised_deaths_and_a_place_nearby_are_corrections(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    publish(workspace, "Paper A", "2026-02-26", event("1", deaths=7.0, lat=20.69))
    (corrected,) = look(workspace, "2026-02-26", "2026-02-24", [kept(first)]).corrected
    assert corrected.changed == ("deaths", "place")
    assert corrected.match.figures["deaths"].value == 7


def test_a_place_far_away_and_an_event_left_out_are_withdrawals(workspace: Workspace):
    old = publish(workspace, "Paper A", "2026-02-23", event("1"), event("2"))
    first = look(workspace, "2026-02-24", "2026-02-22").new
    assert len(first) == 2
    publish(workspace, "Paper A", "2026-02-26", event("1", lat=25.0), replaces=old)
    found = look(workspace, "2026-02-26", "2026-02-24", [kept(m) for m in first])
    assert sorted((g.kept.incident, g.why) for g in found.gone) == [
        ("paper_a/1", "outside"), ("paper_a/2", "retracted"),
    ]  # fmt: skip


def test_a_retracted_document_withdraws_what_it_told(workspace: Workspace):
    digest = publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    workspace.retract("a hoax", "2026-02-25", document=digest)
    (gone,) = look(workspace, "2026-02-26", "2026-02-24", [kept(first)]).gone
    assert gone.why == "retracted"
    assert look(workspace, "2026-02-24", "2026-02-22", [kept(first)]).gone == ()  # then it still stood


def test_age_and_the_teams_own_changes_withdraw_nothing(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    late = look(workspace, "2026-06-24", "2026-02-24", [kept(first)])
    without = look(workspace, "2026-02-25", "2026-02-24", [kept(first)], assets=())
    assert (late.gone, late.corrected, without.gone, without.corrected) == ((), (), (), ())


def test_an_earlier_day_leaves_later_alerts_as_they_are(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (first,) = look(workspace, "2026-02-24", "2026-02-22").new
    found = look(workspace, "2026-02-22", "2026-02-20", [kept(first)])
    assert found == Outcome(unknowns=found.unknowns)


def test_a_state_without_boundaries_is_said_and_held_against_no_site(workspace: Workspace):
    publish(workspace, "Paper A", "2026-02-23", event("1", place="MX-JAL", place_precision="state"))
    found = look(workspace, "2026-02-24", "2026-02-22")
    assert found.new == ()
    assert found.unknowns == (
        "in which state North plant lies: no boundaries of the country are in evidence; what is known by its state "
        "alone was not held against them",
    )
    places = "rules:\n- {name: shots, when: incident, threats: [armed-violence], places: [MX-JAL]}\n"
    (match,) = look(workspace, "2026-02-24", "2026-02-22", text=places).new
    assert (match.assets, match.areas[0].lat, match.areas[0].precision) == ((), None, "state")


def test_a_site_without_a_point_is_held_against_what_happened_in_the_place_it_names(workspace: Workspace):
    publish(
        workspace, "Paper A", "2026-02-23", event("1"), event("2", place="MX-14120", lat=20.72, lon=-103.39)
    )
    town = PLANT | {"points": [], "place": "MX-14039"}
    (found,) = look(workspace, "2026-02-24", "2026-02-22", assets=[town]).new
    assert (found.incident, found.assets) == ("paper_a/1", (("North plant", None),))
    state = town | {"place": "MX-JAL"}  # somewhere in the state: by rules that take so much
    assert look(workspace, "2026-02-24", "2026-02-22", assets=[state]).new
    strict = RULES.replace("within_km: 10", "within_km: 10, precision: municipality")
    assert look(workspace, "2026-02-24", "2026-02-22", assets=[state], text=strict).new == ()


def test_a_municipality_that_nobody_places_is_not_known_to_be_near(workspace: Workspace):
    publish(
        workspace, "Paper A", "2026-02-23", event("1", place_precision="municipality", lat=None, lon=None)
    )
    found = look(workspace, "2026-02-24", "2026-02-22")
    assert found.new == ()
    assert found.unknowns[0].startswith(
        "whether 1 incident(s) in municipalities without a known point are near"
    )


def test_least_deaths_leave_out_the_unknown(workspace: Workspace):
    rules = RULES.replace("within_km: 10", "within_km: 10, least_deaths: 3")
    publish(workspace, "Paper A", "2026-02-23", event("1", deaths=2.0), event("2", deaths=None), event("3"))
    assert [m.incident for m in look(workspace, "2026-02-24", "2026-02-22", text=rules).new] == ["paper_a/3"]


def test_groups_and_advice_are_told_when_they_are_new(workspace: Workspace):
    text = """rules:
- {name: there, when: new-presence, country: mx}
- {name: advice, when: advisory-change, country: mx}
"""
    found = look(workspace, "2018-11-02", "2018-06-01", text=text)
    assert {m.wording for m in found.new} <= {"presence", "advisory-level", "advisory-text"}
    again = look(workspace, "2018-11-02", "2018-11-01", text=text)
    assert not {m.incident for m in again.new} & {m.incident for m in found.new if m.happened[1].year < 2018}
    (match, *_) = found.new
    held = [kept(match, "2018-11-02")]
    assert look(workspace, "2018-11-02", "2018-06-01", held, text).same[0][1].incident == match.incident
