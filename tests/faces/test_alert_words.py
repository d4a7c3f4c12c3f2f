"""Moments and languages of alerts in the terminal: UTC is UTC, and no message is without words."""

from datetime import UTC, datetime

from almenara.state.alerts import Alerts
from tests.faces.in_process import run
from tests.product.alerts.made import FIRST, later


def test_a_moment_of_another_zone_is_told_in_utc_and_an_impossible_one_refused(
    workspace, monkeypatch, capsys
):
    Alerts(workspace.own.database).keep([FIRST], {})
    asked = ("alerts", "snooze", "6a1d", "--author", "Desk", "--store", workspace.settings.store, "--until")
    code, _, err = run(monkeypatch, capsys, *asked, "9999-12-31T23:59-23:00")
    assert (code, err.startswith('almenara: --until "9999-12-31T23:59-23:00" is not a moment')) == (2, True)
    code, out, _ = run(monkeypatch, capsys, *asked, "2999-02-23T08:00+02:00")
    assert (code, out) == (0, "6a1d3c58 snoozed until 2999-02-23 06:00 UTC\n")
    (kept,) = Alerts(workspace.own.database).every()
    assert kept.snoozed_until == datetime(2999, 2, 23, 6, tzinfo=UTC)


def test_messages_in_other_languages_are_told_in_those(workspace, monkeypatch, capsys):
    spanish = {"headline": {"es": "Bloqueo"}, "text": {"es": "Bloqueo."}, "instruction": {}}
    english = later(
        1, "update", headline={"en": "Roadblock, corrected"}, text={"en": "Open."}, instruction={}
    )
    Alerts(workspace.own.database).keep([later(0, "alert", **spanish), english], {})
    code, out, _ = run(monkeypatch, capsys, "alerts", "show", "6a1d", "--store", workspace.settings.store)
    assert code == 0
    assert "Roadblock, corrected" in out and "alert: Bloqueo" in out


def test_a_feed_in_a_language_that_is_none_is_refused_and_not_written_empty(workspace, monkeypatch, capsys):
    path = workspace.settings.store.parent / "a.atom"
    asked = ("alerts", "export", "--atom", path, "--lang", "fr", "--store", workspace.settings.store)
    code, out, err = run(monkeypatch, capsys, *asked)
    assert (code, out) == (2, "")
    assert '"fr" is not a language of the products' in err
    assert not path.exists()
