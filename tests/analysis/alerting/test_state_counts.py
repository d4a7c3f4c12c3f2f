"""Incidents counted by state for a day: they concern the assets in that state, and are at no distance."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from almenara.errors import BadInput
from almenara.model.alert import Message
from almenara.product.alerts.composing import compose
from almenara.workspace import Workspace
from tests.analysis.alerting.made_events import PLANT, publish
from tests.analysis.alerting.test_evaluating import kept, look

RULES = """
rules:
  - {name: blocked, when: state-count, kinds: [roadblock], names: [North plant], least: 5}
"""
HERE = PLANT | {"points": [], "place": "MX-JAL"}


def tell(workspace: Workspace, publisher: str, known: str, *told: tuple[str, str, str]) -> None:
    """A document of a publisher whose statements tell of 22 February: predicate, state and what it says."""
    day = date(2026, 2, 22)
    said = [
        {"statement": f"{publisher}-{n}", "subject": place, "predicate": predicate, "place": place, "object": what,
         "valid_from": day, "valid_to": day}
        for n, (predicate, place, what) in enumerate(told)
    ]  # fmt: skip
    publish(workspace, publisher, known, statements=said)


def first_message(workspace: Workspace, found: Any) -> Message:
    sent = datetime(2026, 2, 24, 8, tzinfo=UTC)
    return compose(workspace.context("2026-02-24"), [HERE], sent, found, {})[0]


def test_a_count_concerns_the_assets_of_its_state_and_says_no_distance(workspace: Workspace):
    counted = [
        ("roadblocks-counted", place, count)
        for place, count in (("MX-JAL", "65"), ("MX", "252"), ("MX-COL", "7"))
    ]
    tell(workspace, "Paper A", "2026-02-23", *counted, ("roadblocks-still-active", "MX-JAL", "90"))
    found = look(workspace, "2026-02-24", "2026-02-22", text=RULES, assets=[HERE])
    (match,) = found.new
    assert (match.incident, match.assets) == (
        "state-count/roadblock/MX-JAL/2026-02-22",
        (("North plant", None),),
    )
    assert match.figures["count"].value == 65 and match.figures["count"].evidence
    message = first_message(workspace, found)
    assert message.headline["en"] == "Roadblock somewhere in Jalisco, where North plant is; counted: 65"
    for language, said in (
        ("en", "The place is known by its state alone"),
        ("es", "solo se conoce el estado"),
    ):
        assert said in message.text[language] and " km" not in message.text[language]
    (area,) = message.areas
    assert (area.place, area.precision, area.lat, area.radius_km) == ("MX-JAL", "state", None, None)


def test_a_state_that_is_only_named_is_told_where_the_rule_takes_it(workspace: Workspace):
    tell(workspace, "Paper A", "2026-02-23", ("roadblocks-mentioned", "MX-JAL", "named, no count"))
    assert look(workspace, "2026-02-24", "2026-02-22", text=RULES, assets=[HERE]).new == ()
    found = look(
        workspace, "2026-02-24", "2026-02-22", text=RULES.replace("least: 5", "least: 0"), assets=[HERE]
    )
    assert found.new[0].figures["count"].reason == "sources name the state and give no number"
    assert "counted: not known" in first_message(workspace, found).headline["en"]


def test_a_count_that_grows_is_a_correction_and_one_told_by_two_is_likelier(workspace: Workspace):
    tell(workspace, "Paper A", "2026-02-23", ("roadblocks-counted", "MX-JAL", "21"))
    (first,) = look(workspace, "2026-02-23", "2026-02-22", text=RULES, assets=[HERE]).new
    assert first.certainty == "possible"
    tell(workspace, "Paper B", "2026-02-24", ("roadblocks-counted", "MX-JAL", "65"))
    held = [kept(first, "2026-02-23")]
    found = look(workspace, "2026-02-24", "2026-02-23", held, text=RULES, assets=[HERE])
    (corrected,) = found.corrected
    assert found.new == () and corrected.changed == ("certainty", "figures")
    assert (corrected.match.facts["count"], corrected.match.certainty) == (65, "likely")
    again = look(workspace, "2026-06-01", "2026-02-24", [kept(corrected.match)], text=RULES, assets=[HERE])
    assert (again.new, again.corrected, again.gone) == ((), (), ())  # old, and still so


def test_a_rule_says_what_and_where_it_looks(workspace: Workspace):
    for wrong, told in (
        ("kinds: [homicide], assets: [all]", '"homicide" is not a kind that is counted by state; there are: roadblock'),
        ("kinds: [roadblock]", "needs assets, names or places: where it is to look"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=told):
            look(workspace, "2026-02-24", None, text=f"rules: [{{name: x, when: state-count, {wrong}}}]")
