"""When messages go out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.delivery.channels import WebhookChannel, weight
from almenara.delivery.schedule import due
from almenara.model.alert import SEVERITIES

MANILA = "Asia/Manila"


def channel(**changes):
    given = {
        "type": "webhook",
        "name": "c",
        "url": "https://example.org/h",
        "secret_env": "S",
        "zone": MANILA,
    }
    return WebhookChannel.model_validate(given | changes)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(MANILA))


MONDAY = "2018-11-05T"


@pytest.mark.parametrize(
    ("digest", "now", "goes"),
    [
        ("immediate", f"{MONDAY}09:12:30", f"{MONDAY}09:12:30"),
        ("hourly", f"{MONDAY}09:12:30", f"{MONDAY}10:00"),
        ("hourly", f"{MONDAY}10:00", f"{MONDAY}10:00"),
        ("daily 07:00", f"{MONDAY}06:59", f"{MONDAY}07:00"),
        ("daily 07:00", f"{MONDAY}07:00:01", "2018-11-06T07:00"),
        ("weekly Mo 07:00", f"{MONDAY}07:30", "2018-11-12T07:00"),
        ("weekly We 07:00", f"{MONDAY}07:30", "2018-11-07T07:00"),
    ],
)
def test_a_digest_goes_at_its_hour_where_the_channel_is(digest, now, goes):
    assert due(channel(digest=digest), "moderate", local(now)) == local(goes)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (f"{MONDAY}21:59", f"{MONDAY}21:59"),
        (f"{MONDAY}22:00", "2018-11-06T06:00"),
        (f"{MONDAY}03:00", f"{MONDAY}06:00"),
        (f"{MONDAY}06:00", f"{MONDAY}06:00"),
    ],
)
def test_nothing_goes_out_in_quiet_hours_but_what_breaks_them(now, goes):
    quiet = channel(digest="immediate", quiet="22:00-06:00")
    assert due(quiet, "severe", local(now)) == local(goes)
    assert due(quiet, "extreme", local(now)) == local(now)


def test_what_is_severe_does_not_wait_for_the_digest():
    assert due(channel(), "severe", local(f"{MONDAY}09:00")) == local(f"{MONDAY}09:00")
    assert due(channel(), "minor", local(f"{MONDAY}09:00")) == local("2018-11-06T07:00")


def test_an_hour_that_the_clocks_skip_is_the_one_after():
    spring = channel(digest="daily 02:30", zone="Europe/Madrid")  # 31 March 2019: 02:00 became 03:00
    goes = due(spring, "minor", datetime(2019, 3, 31, 0, 30, tzinfo=UTC))
    assert goes == datetime(2019, 3, 31, 1, 30, tzinfo=UTC)
    assert goes.astimezone(ZoneInfo("Europe/Madrid")).hour == 3


digests = st.sampled_from(["immediate", "hourly", "daily 23:30", "daily 05:00", "weekly Su 12:00"])
zones = st.sampled_from(["UTC", MANILA, "Europe/Madrid", "Asia/Kathmandu", "Pacific/Apia"])
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1))
quiet_hours = st.sampled_from(["", "22:00-06:00", "12:00-14:00", "00:00-05:00"])


@given(
    digests,
    zones,
    quiet_hours,
    st.sampled_from(SEVERITIES),
    moments,
)
def test_never_before_now_and_never_late_by_more_than_a_digest_and_a_night(
    digest, zone, quiet, severity, now
):
    now = now.replace(tzinfo=UTC)
    held = channel(digest=digest, zone=zone, quiet=quiet)
    goes = due(held, severity, now)
    assert now <= goes <= now + timedelta(days=9)
    if quiet and weight(severity) < weight(held.break_quiet):
        first, end = held.quiet_hours
        clock = goes.astimezone(ZoneInfo(zone)).time().replace(fold=0)
        assert not (first <= clock < end if first < end else clock >= first or clock < end)
