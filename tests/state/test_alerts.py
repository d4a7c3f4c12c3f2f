"""The life of an alert, in SQLite and in PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

import pytest

from almenara.errors import UsageError
from almenara.state.alerts import Alerts
from almenara.state.looks import Look, Looks
from tests.product.alerts.made import FIRST, later, message

NOW = datetime(2026, 2, 22, 15, 0, tzinfo=UTC)
LOOK = Look("alerts", NOW, date(2026, 2, 22), NOW)
OTHER = "7b2d3c58-07d4-5f6a-8a0e-6d8b4f5c2e11"


@pytest.fixture
def alerts(database) -> Alerts:
    made = Alerts(database)
    made.keep([FIRST], {FIRST.alert: (["a/1"], {"deaths": 3})}, LOOK)
    return made


def actions(alerts: Alerts) -> list[str]:
    return [note.action for note in alerts.find(FIRST.alert).log]


def test_a_message_comes_back_as_it_was_kept_and_is_kept_once(alerts, database):
    found = alerts.find("6a1d")
    assert found.messages == (FIRST,)
    assert (found.state, found.members, found.facts) == ("new", ("a/1",), {"deaths": 3})
    assert alerts.keep([FIRST], {}) == []
    assert alerts.keep([message(id="another-name")], {}) == []  # another check made the same first message
    assert Looks(database).last("alerts") == LOOK


def test_an_alert_goes_through_its_life_with_a_log(alerts):
    alerts.acknowledge("6a1d", "Desk", NOW)
    alerts.note("6a1d", "Desk", NOW, "called the guard")
    alerts.snooze("6a1d", NOW + timedelta(hours=2), "Desk", NOW, "wait for the police")
    assert alerts.wake(NOW + timedelta(hours=1)) == []
    assert alerts.wake(NOW + timedelta(hours=3)) == [FIRST.alert]
    assert alerts.find("6a1d").state == "new"
    alerts.close("6a1d", "some-impact", "Desk", NOW, "two trucks late")
    assert alerts.find("6a1d").disposition == "some-impact"
    alerts.reinstate("6a1d", "Desk", NOW)
    assert actions(alerts) == [
        "made", "acknowledged", "note", "snoozed", "reminded", "closed", "reinstated",
    ]  # fmt: skip
    assert alerts.find("6a1d").log[1].author == "Desk"


def test_what_cannot_be_done_is_refused_in_words(alerts):
    with pytest.raises(
        UsageError, match='"harmless" is no disposition; there are: no-known-impact, some-impact'
    ):
        alerts.close("6a1d", "harmless", "Desk", NOW)
    with pytest.raises(UsageError, match="is past"):
        alerts.snooze("6a1d", NOW, "Desk", NOW)
    with pytest.raises(UsageError, match="alert 6a1d3c58 is new; only one that is closed or snoozed"):
        alerts.reinstate("6a1d", "Desk", NOW)
    with pytest.raises(UsageError, match="who does it"):
        alerts.acknowledge("6a1d", " ", NOW)
    alerts.close("6a1d", "duplicate", "Desk", NOW)
    with pytest.raises(UsageError, match="reinstate it first"):
        alerts.acknowledge("6a1d", "Desk", NOW)
    for name in ("ffff", "%", "", "_"):
        with pytest.raises(UsageError, match="there is no alert"):
            alerts.find(name)
    assert actions(alerts) == ["made", "closed"]


def test_a_correction_brings_a_closed_alert_back_and_a_withdrawal_marks_it(alerts):
    alerts.close("6a1d", "false-positive", "Desk", NOW)
    alerts.keep([later(2, "update")], {FIRST.alert: (["a/1", "b/2"], {"deaths": 5})})
    found = alerts.find("6a1d")
    assert (found.state, found.disposition, found.withdrawn) == ("new", "", False)
    assert [n.note for n in found.log if n.action == "reopened"] == ["was closed as false-positive"]
    alerts.keep([later(3, "cancel")], {})
    found = alerts.find("6a1d")
    assert (found.withdrawn, len(found.messages), found.facts) == (True, 3, {"deaths": 5})


def test_a_rule_is_told_what_its_alerts_turned_out_to_be(alerts):
    other = message(alert=OTHER, id=OTHER, incident="another")
    alerts.keep([other, message(alert=OTHER[::-1][:36], id="third", incident="third", rule="z")], {})
    alerts.close("6a1d", "significant-impact", "Desk", NOW)
    alerts.close("7b2d", "false-positive", "Desk", NOW)
    first, second = alerts.tallies()
    assert (first.rule, first.alerts, first.relevant, first.false) == (FIRST.rule, 2, 1, 1)
    assert (second.rule, second.alerts, second.relevant) == ("z", 1, 0)
    assert len(alerts.every(["closed"])) == 2
    assert [a.rule for a in alerts.every(rule="z")] == ["z"]
