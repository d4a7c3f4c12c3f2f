"""When an alert's rest is over, those whom it was sent to are reminded, once, when their channel's hours allow it."""

import json
from datetime import timedelta

import pytest

from almenara.delivery.posting import post
from almenara.delivery.runner import run
from almenara.product.alerts.cap import Sender, cap
from almenara.product.alerts.composing import reminder
from almenara.state.alerts import Alerts
from almenara.state.outbox import Outbox
from tests.delivery.receivers import hook, mailbox
from tests.delivery.test_delivery import ENVIRONMENT, channels, hook_at, mail_to
from tests.product.alerts.made import FIRST, later, message


@pytest.fixture
def alerts(database):
    return Alerts(database)


def send(database, where, clock):
    """As the command does: wake, put in what is new, send what is due."""
    Alerts(database).wake(clock(), reminder)
    posted = post(database, Outbox(database).unposted(), where, clock())
    return posted, run(database, where, ENVIRONMENT, clock)


def test_a_reminder_goes_once_to_those_who_got_the_original_and_to_nobody_else(database, keep, clock, alerts):
    with mailbox() as box, hook() as receiver:
        both = channels(mail_to(box.port, "a@example.net"), hook_at(receiver.url))
        keep(message())
        send(database, both, clock)
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=2), "Desk", clock())
        clock.move(hours=1)
        assert send(database, both, clock)[1].sent == 0
        clock.move(hours=1)
        more = channels(mail_to(box.port, "a@example.net", "b@example.net"), hook_at(receiver.url))
        assert send(database, more, clock)[1].sent == 2
        for _ in range(2):
            clock.move(hours=1)
            assert send(database, more, clock)[1].sent == 0
    assert [to for to, _ in box.mails] == ["a@example.net", "a@example.net"]
    assert box.mails[1][1]["Subject"] == "TLP:AMBER+STRICT Reminder: Roadblock 4 km from North plant"
    (told,) = json.loads(receiver.taken[1][1])["data"]["messages"]
    assert (told["type"], told["number"], told["references"][0][0]) == ("reminder", 1, FIRST.id)
    assert [n.action for n in alerts.find(FIRST.alert).log][-1] == "reminded"


def test_a_reminder_waits_for_the_digest_and_out_the_quiet_hours(database, keep, clock, alerts):
    with mailbox() as box:
        quiet = channels(
            mail_to(box.port, "a@example.net", immediate_from="extreme", digest="daily 08:00", break_quiet="extreme",
                    quiet="07:00-09:30", zone="UTC")
        )  # fmt: skip
        keep(message())
        send(database, quiet, clock)
        clock.move(hours=22)
        assert send(database, quiet, clock)[1].sent == 1  # on Tuesday at ten: the quiet hours put it off
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=1), "Desk", clock())
        clock.move(hours=2)
        assert send(database, quiet, clock)[1].sent == 0
        clock.move(hours=21)
        assert send(database, quiet, clock)[1].sent == 0  # nine in the morning
        clock.move(minutes=30)
        assert send(database, quiet, clock)[1].sent == 1


def test_none_goes_of_what_was_never_sent_withdrawn_or_closed_since(database, keep, clock, alerts):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net"))
        keep(message())
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=1), "Desk", clock())
        clock.move(hours=1)
        assert send(database, desk, clock)[1].sent == 1  # the alert itself
        assert [m.type for m in alerts.find(FIRST.alert).messages] == ["alert"]
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=1), "Desk", clock())
        clock.move(hours=1)
        assert alerts.wake(clock(), reminder) == [FIRST.alert]
        alerts.close(FIRST.alert, "duplicate", "Desk", clock())
        assert send(database, desk, clock)[1].sent == 0
        alerts.keep([later(2, "cancel")], {})
        send(database, desk, clock)
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=1), "Desk", clock())
        clock.move(hours=2)
        assert send(database, desk, clock)[1].sent == 0
    assert [m["Subject"].split(" ")[1] for _, m in box.mails] == ["Roadblock", "Withdrawn:"]


def test_a_correction_goes_after_a_reminder_took_its_number(database, keep, clock, alerts):
    keep(message())
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net"))
        send(database, desk, clock)
        alerts.snooze(FIRST.alert, clock() + timedelta(hours=1), "Desk", clock())
        clock.move(hours=1)
        send(database, desk, clock)
        (kept,) = alerts.keep([later(1, "update")], {})
        assert kept.number == 2
        assert send(database, desk, clock)[1].sent == 1
    assert [m["Subject"].split(" ")[1] for _, m in box.mails] == ["Roadblock", "Reminder:", "Corrected:"]


def test_in_cap_a_reminder_is_an_update_that_says_so_and_names_the_event_in_words():
    text = cap(reminder([FIRST], FIRST.sent + timedelta(hours=2)), Sender("alerts@example.org")).decode()
    assert "<msgType>Update</msgType>" in text and f"alerts@example.org,{FIRST.id}," in text
    assert "<headline>TLP:AMBER+STRICT Recordatorio: Bloqueo a 4 km" in text
    assert "<event>shootouts, roadblocks and attacks nearby</event>" in text
    assert "<event>balaceras, bloqueos y ataques cercanos</event>" in text
