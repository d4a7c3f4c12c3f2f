"""From message to receiver: mail and webhooks over real sockets, corrections, markings, retries."""

import json
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from almenara.delivery.channels import Channels
from almenara.delivery.posting import post
from almenara.delivery.runner import run
from almenara.delivery.webhook import key_of
from almenara.errors import ReleaseRefused, UsageError
from almenara.state.outbox import Outbox
from tests.delivery.conftest import SECRET
from tests.delivery.receivers import hook, mailbox
from tests.product.alerts.made import later, message

ENVIRONMENT = {"HOOK_SECRET": SECRET}


def channels(*made):
    return Channels.model_validate({"sender": {"id": "alerts@example.org", "name": "Desk"}, "channels": made})


def mail_to(port, *to, **changes):
    return {
        "type": "smtp", "name": "desk", "to": to, "sender": "alerts@example.org", "host": "127.0.0.1", "port": port,
        "security": "none", "marking": "TLP:RED", "digest": "immediate",
    } | changes  # fmt: skip


def hook_at(url, **changes):
    return {
        "type": "webhook", "name": "hook", "url": url, "secret_env": "HOOK_SECRET", "marking": "TLP:RED",
        "digest": "immediate",
    } | changes  # fmt: skip


def states(database):
    return [(line.recipient.split("@")[0], line.state) for line in Outbox(database).lines()]


def test_each_recipient_of_a_mail_gets_one_of_their_own(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", "b@example.net"))
        post(database, keep(message()), desk, clock())
        assert run(database, desk, {}, clock).sent == 2
    assert [(to, mail["To"]) for to, mail in box.mails] == [
        (t, t) for t in ("a@example.net", "b@example.net")
    ]
    assert box.mails[0][1]["Subject"].startswith("TLP:AMBER+STRICT Roadblock")


def test_a_webhook_is_signed_so_that_the_reference_library_accepts_it(database, keep, clock):
    clock.now = clock.now.now(clock.now.tzinfo)  # the library refuses an old signature
    with hook() as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        assert run(database, one, ENVIRONMENT, clock).sent == 1
    headers, content = receiver.taken[0]
    assert Webhook(SECRET).verify(content, headers)["type"] == "alerts.alert"
    with pytest.raises(Exception, match=r"[Ss]ignature"):
        Webhook(SECRET).verify(content + b" ", headers)
    told = json.loads(content)["data"]
    assert told["marking"] == "TLP:AMBER+STRICT"
    assert told["messages"][0]["headline"]["es"] == "Bloqueo a 4 km de la planta Norte"


def test_posting_twice_sends_once(database, keep, clock):
    with hook() as receiver:
        one = channels(hook_at(receiver.url))
        kept = keep(message())
        assert len(post(database, kept, one, clock()).waiting) == 1
        assert len(post(database, kept, one, clock()).waiting) == 0
        run(database, one, ENVIRONMENT, clock)
        run(database, one, ENVIRONMENT, clock)
    assert len(receiver.taken) == 1


def test_a_receiver_that_is_away_is_tried_again_under_the_same_id(database, keep, clock):
    with hook(
        lambda n: (503, {"retry-after": "600"}) if n == 0 else (500, {}) if n == 1 else (200, {})
    ) as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        assert run(database, one, ENVIRONMENT, clock).later == 1
        clock.move(minutes=9)
        assert run(database, one, ENVIRONMENT, clock).later == 0  # it asked for ten minutes
        clock.move(minutes=1)
        assert run(database, one, ENVIRONMENT, clock).later == 1
        clock.move(hours=1)
        assert run(database, one, ENVIRONMENT, clock).sent == 1
    assert receiver.asked == 3
    assert len(set(receiver.ids)) == 1


@pytest.mark.parametrize("answer", [(400, {}), (302, {"location": "http://127.0.0.1:1/"}), (410, {})])
def test_a_receiver_that_does_not_want_it_is_not_asked_again_until_someone_says_so(
    database, keep, clock, answer
):
    with hook(lambda n: answer if n == 0 else (200, {})) as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        told = run(database, one, ENVIRONMENT, clock)
        assert len(told.failed) == 1 and f"answered {answer[0]}" in told.failed[0]
        clock.move(days=1)
        assert run(database, one, ENVIRONMENT, clock).sent == 0
        assert Outbox(database).again(clock()) == 1
        assert run(database, one, ENVIRONMENT, clock).sent == 1


def test_what_nobody_takes_for_three_days_is_given_up_and_told(database, keep, clock):
    with hook(lambda n: (500, {})) as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        run(database, one, ENVIRONMENT, clock)
        clock.move(days=3, minutes=1)
        assert len(run(database, one, ENVIRONMENT, clock).failed) == 1
    assert [s for _, s in states(database)] == ["failed"]


def test_a_mail_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not(database, keep, clock):
    with mailbox("451 later", "250 OK", "550 no such box") as box:
        desk = channels(mail_to(box.port, "a@example.net"))
        post(database, keep(message()), desk, clock())
        assert run(database, desk, {}, clock).later == 1
        clock.move(minutes=2)
        assert run(database, desk, {}, clock).sent == 1
        post(database, keep(message(alert="b" * 36, id="c" * 36)), desk, clock())
        assert "answered 550 no such box" in run(database, desk, {}, clock).failed[0]


def test_no_server_at_all_loses_nothing(database, keep, clock):
    with mailbox() as box:
        port = box.port
    desk = channels(mail_to(port, "a@example.net"))
    post(database, keep(message()), desk, clock())
    assert run(database, desk, {}, clock).later == 1
    assert Outbox(database).waiting() == 1


def test_a_password_is_not_sent_to_a_server_that_knows_no_login(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", user="u", password_env="P"))
        post(database, keep(message()), desk, clock())
        with pytest.raises(UsageError, match="needs the environment variable P"):
            run(database, desk, {}, clock)
        assert "cannot do what the channel asks" in run(database, desk, {"P": "x"}, clock).failed[0]
    assert box.mails == []


def test_what_is_not_urgent_waits_for_the_digest_and_goes_as_one(database, keep, clock):
    first = message(severity="minor")
    other = message(severity="minor", id="1" * 36, alert="2" * 36)
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", digest="daily 18:00"))
        post(database, keep(first, other), desk, clock())
        assert run(database, desk, {}, clock).waiting == 2
        clock.move(hours=6)
        assert run(database, desk, {}, clock).sent == 1
    assert box.mails[0][1]["Subject"] == "TLP:AMBER+STRICT Alerts"
    assert len(list(box.mails[0][1].iter_attachments())) == 2


def test_a_correction_and_a_withdrawal_reach_all_who_got_the_original(database, keep, clock):
    with mailbox() as box, hook() as receiver:
        both = channels(mail_to(box.port, "a@example.net"), hook_at(receiver.url))
        post(database, keep(message()), both, clock(), ["desk"])
        run(database, both, ENVIRONMENT, clock)
        post(database, keep(later(1, "update")), both, clock(), ["hook"])
        run(database, both, ENVIRONMENT, clock)
        post(database, keep(later(2, "cancel")), both, clock(), [])
        run(database, both, ENVIRONMENT, clock)
    subjects = [mail["Subject"] for _, mail in box.mails]
    assert ["Corrected" in s for s in subjects] == [False, True, False]
    assert "Withdrawn" in subjects[2]
    assert [json.loads(c)["type"] for _, c in receiver.taken] == ["alerts.update", "alerts.cancel"]


def test_who_was_told_nothing_yet_is_told_nothing_of_what_was_withdrawn(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", digest="daily 18:00"))
        post(database, keep(message(severity="minor")), desk, clock())
        post(database, keep(later(1, "cancel", severity="minor")), desk, clock())
        clock.move(hours=7)
        assert run(database, desk, {}, clock).sent == 0
    assert states(database) == [("a", "superseded")]


def test_a_correction_takes_the_place_of_what_still_waits(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", digest="daily 18:00"))
        post(database, keep(message(severity="minor")), desk, clock())
        post(database, keep(later(1, "update", severity="minor")), desk, clock())
        clock.move(hours=7)
        assert run(database, desk, {}, clock).sent == 1
    assert [mail["Subject"] for _, mail in box.mails] == [
        "TLP:AMBER+STRICT Corrected: Roadblock 4 km from North plant"
    ]


def test_a_correction_never_overtakes_what_it_corrects(database, keep, clock):
    with hook(lambda n: (500, {}) if n == 0 else (200, {})) as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        run(database, one, ENVIRONMENT, clock)
        post(database, keep(later(1, "update")), one, clock())
        assert run(database, one, ENVIRONMENT, clock).sent == 0
        clock.move(minutes=1)
        assert run(database, one, ENVIRONMENT, clock).sent == 2
    assert [json.loads(c)["type"] for _, c in receiver.taken] == ["alerts.alert", "alerts.update"]


def test_a_channel_below_the_marking_is_refused_and_the_others_are_not(database, keep, clock):
    with mailbox() as box, hook() as receiver:
        both = channels(mail_to(box.port, "a@example.net", marking="TLP:GREEN"), hook_at(receiver.url))
        posted = post(database, keep(message()), both, clock())
        with pytest.raises(
            ReleaseRefused, match=r"to desk: it is TLP:AMBER\+STRICT, and the channel carries TLP:GREEN"
        ):
            posted.raise_refused()
        run(database, both, ENVIRONMENT, clock)
    assert box.mails == [] and len(receiver.taken) == 1
    assert states(database)[0] == ("a", "refused")


def test_evidence_marks_a_message_too(database, keep, clock):
    red = message(marking="TLP:CLEAR", figures={"n": {"value": 1, "evidence": [{"marking": "TLP:RED"}]}})
    amber = channels(hook_at("http://127.0.0.1:1/", marking="TLP:AMBER"))
    assert post(database, keep(red), amber, clock()).refused[0].refused.startswith("it is TLP:RED")


def test_an_exercise_never_reaches_a_real_channel_nor_the_real_an_exercise(database, keep, clock):
    real, test = hook_at("http://127.0.0.1:1/"), hook_at("http://127.0.0.1:1/", name="drill", test=True)
    drill = message(status="exercise")
    posted = post(database, keep(drill, message(id="1" * 36, alert="2" * 36)), channels(real, test), clock())
    assert sorted((p.message[:1], p.channel) for p in posted.waiting) == [("0", "drill"), ("1", "hook")]
    assert len(posted.refused) == 2


def test_a_recipient_whose_channel_is_gone_is_told_of_not_forgotten(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net"))
        post(database, keep(message()), desk, clock())
        run(database, desk, {}, clock)
    posted = post(database, keep(later(1, "cancel")), channels(hook_at("http://127.0.0.1:1/")), clock())
    assert "the file of channels has no desk any more" in posted.refused[0].refused


def test_who_was_taken_out_of_the_file_gets_nothing_more(database, keep, clock):
    with mailbox() as box:
        desk = channels(mail_to(box.port, "a@example.net", "left@example.net"))
        post(database, keep(message()), desk, clock())
        run(database, desk, {}, clock)
        post(database, keep(message(alert="b" * 36, id="c" * 36)), desk, clock())
        now = channels(mail_to(box.port, "a@example.net"))
        posted = post(database, keep(later(1, "update")), now, clock())
        told = run(database, now, {}, clock)
    assert [p.recipient for p in posted.waiting] == ["a@example.net"]
    assert "desk has no left@example.net any more" in posted.refused[0].refused
    assert told.failed == ("desk, left@example.net: channel desk does not name it any more",)
    assert [to for to, _ in box.mails].count("left@example.net") == 1


def test_what_a_receiver_says_beside_its_status_is_not_read(database, keep, clock):
    with hook(lambda _n: (200, {"content-length": "9" * 12})) as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        assert run(database, one, ENVIRONMENT, clock).sent == 1


def test_a_password_that_a_login_cannot_carry_is_told(database, keep, clock):
    with mailbox(login=True) as box:
        desk = channels(mail_to(box.port, "a@example.net", user="u", password_env="P"))
        post(database, keep(message()), desk, clock())
        assert "plain letters only" in run(database, desk, {"P": "señas"}, clock).failed[0]


def test_a_bad_secret_stops_the_run_before_anything_is_sent(database, keep, clock):
    with hook() as receiver:
        one = channels(hook_at(receiver.url))
        post(database, keep(message()), one, clock())
        for secret in ("plain", "whsec_c2hvcnQ=", "whsec_???"):
            with pytest.raises(UsageError, match="not whsec_ followed by base64"):
                run(database, one, {"HOOK_SECRET": secret}, clock)
        assert receiver.asked == 0


def test_a_lease_that_ran_out_is_anothers(database, keep, clock):
    one = channels(hook_at("http://127.0.0.1:1/"))
    post(database, keep(message()), one, clock())
    outbox = Outbox(database)
    outbox.pack(clock(), lambda _name: True)
    first = outbox.take(clock(), timedelta(minutes=2))
    assert outbox.take(clock(), timedelta(minutes=2)) is None
    clock.move(minutes=3)
    second = outbox.take(clock(), timedelta(minutes=2))
    assert first.id == second.id and second.attempts == 2
    assert outbox.sent(first, clock()) is False
    assert outbox.sent(second, clock()) is True


def test_the_key_is_what_the_secret_says():
    assert key_of(SECRET, "hook") == b"secret of the tests, 32 bytes!!!"
