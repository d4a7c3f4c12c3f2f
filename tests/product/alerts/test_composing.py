"""Messages of what rules found: their words, their figures, and that they are made the same again."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from almenara.analysis.alerting.evaluating import Outcome, evaluate
from almenara.analysis.alerting.match import Kept
from almenara.analysis.alerting.rules import read_rules
from almenara.model.alert import Message
from almenara.product.alerts.atom import atom
from almenara.product.alerts.cap import Sender, cap
from almenara.product.alerts.composing import compose, words
from almenara.product.alerts.geojson import collection
from almenara.workspace import Workspace
from tests.analysis.alerting.made_events import PLANT, event, publish

RULES = """
rules:
  - name: shots
    when: incident
    threats: [armed-violence]
    assets: [plant]
    within_km: 10
    severity: severe
    instruction: {en: Stay inside., es: Permanezcan adentro.}
    expires_days: 3
"""
NOW = datetime(2026, 2, 24, 12, 0, tzinfo=UTC)


def look(workspace: Workspace, day: str, since: str, kept=()) -> Outcome:
    path = Path(workspace.settings.store) / "rules.yml"
    path.write_text(RULES, encoding="utf-8")
    return evaluate(workspace.context(day), workspace.context(since), read_rules(path), [PLANT], kept)


def made(workspace: Workspace, day: str, outcome: Outcome, earlier=None) -> list[Message]:
    return compose(workspace.context(day), [PLANT], NOW, outcome, earlier or {})


@pytest.fixture
def first(workspace: Workspace) -> Message:
    publish(workspace, "Paper A", "2026-02-23", event("1"))
    (message,) = made(workspace, "2026-02-24", look(workspace, "2026-02-24", "2026-02-22"))
    return message


def corrected(workspace: Workspace, first: Message) -> Message:
    publish(workspace, "Paper A", "2026-02-26", event("1", deaths=12.0))
    (match,) = look(workspace, "2026-02-24", "2026-02-22").new
    kept = Kept(first.alert, "shots", first.incident, match.members, match.facts, date(2026, 2, 24))
    outcome = look(workspace, "2026-02-26", "2026-02-24", [kept])
    (message,) = made(workspace, "2026-02-26", outcome, {first.alert: [first]})
    return message


def test_the_first_message_says_what_where_how_near_and_who_says_so(first: Message):
    assert first.headline["en"] == "Armed clash 5.4 km from North plant: Guadalajara, Jalisco"
    assert first.headline["es"] == "Enfrentamiento armado a 5.4 km de North plant: Guadalajara, Jalisco"
    assert first.text["en"].splitlines() == [
        "Armed clash in Guadalajara, Jalisco, 22 February 2026.",
        "North plant is 5.4 km away.",
        "Deaths: 3.",
        "Told by Paper A; records: 1, independent origins: 1.",
        "Assets concerned: North plant.",
        "As known on 24 February 2026.",
    ]
    assert (first.type, first.severity, first.certainty, first.marking) == (
        "alert",
        "severe",
        "possible",
        "TLP:AMBER",
    )
    assert first.expires == datetime(2026, 2, 27, 12, 0, tzinfo=UTC)
    assert first.sources[0]["publisher"] == "Paper A"


def test_the_same_is_made_the_same_again(workspace: Workspace, first: Message):
    (again,) = made(workspace, "2026-02-24", look(workspace, "2026-02-24", "2026-02-22"))
    assert again == first


def test_a_correction_says_what_was_wrong_and_refers_to_what_it_corrects(
    workspace: Workspace, first: Message
):
    message = corrected(workspace, first)
    assert (message.type, message.number, message.alert) == ("update", 1, first.alert)
    assert message.references == ((first.id, first.sent),)
    assert message.text["en"].splitlines()[:2] == [
        "Correction of what was sent before.",
        "Deaths were given as 3; now 12.",
    ]
    assert message.figures["deaths_before"]["value"] == 3


def test_a_withdrawal_repeats_what_it_takes_back(workspace: Workspace, first: Message):
    digest = next(
        d for d, r in workspace.context("2026-02-24").view.documents.items() if r.publisher == "Paper A"
    )
    (match,) = look(workspace, "2026-02-24", "2026-02-22").new
    workspace.retract("a hoax", "2026-02-25", document=digest)
    kept = Kept(first.alert, "shots", first.incident, match.members, match.facts, date(2026, 2, 24))
    outcome = look(workspace, "2026-02-26", "2026-02-24", [kept])
    (message,) = made(workspace, "2026-02-26", outcome, {first.alert: [first]})
    assert (message.type, message.number, message.references) == ("cancel", 1, ((first.id, first.sent),))
    assert message.text["es"].startswith("Retirada: nada de lo que se tiene lo cuenta ya.")
    assert first.text["es"] in message.text["es"]
    assert message.figures == first.figures


def test_every_number_in_a_text_is_a_figure_a_day_or_a_name(workspace: Workspace, first: Message):
    for message in (first, corrected(workspace, first)):
        values = {f["value"] for f in message.figures.values()}
        for text in (*message.headline.values(), *message.text.values()):
            without_days = re.sub(r"\d+ (de )?[a-zA-Z]+ (de )?2026", "", text)
            assert {float(n) for n in re.findall(r"\d+(?:\.\d+)?", without_days)} <= {
                round(v, 1) for v in values if v is not None
            }


def test_messages_go_out_in_every_form(first: Message):
    withdrawn = replace(first, type="cancel", number=1, id="x", references=((first.id, first.sent),))
    assert b"North plant" in cap(first, Sender("team@example.org"))
    assert "Retirada" in atom([first, withdrawn], "urn:x", "t", "a", "es").decode()
    assert collection([first])["features"][0]["properties"]["precision"] == "point"


def test_both_languages_have_the_same_words():
    def keys(held):
        return {k: keys(v) if isinstance(v, dict) else None for k, v in held.items()}

    assert keys(words("en")) == keys(words("es"))
