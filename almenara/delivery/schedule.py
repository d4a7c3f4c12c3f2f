"""When a message goes out: at once, with the next digest, or when the quiet hours are over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from almenara.delivery.channels import DAYS, Channel, weight
from almenara.model.alert import Severity


def due(channel: Channel, severity: Severity, now: datetime) -> datetime:
    """The moment, in UTC, at which a message that is ready now may go out; never before now.

    now  with a time zone
    A message as severe as `immediate_from` waits for no digest, one as severe as `break_quiet` for nothing.
    """
    at = now.astimezone(UTC)
    if weight(severity) < weight(channel.immediate_from):
        at = _digest(channel, at)
    if weight(severity) < weight(channel.break_quiet):
        at = _after_quiet(channel, at)
    return at


def _digest(channel: Channel, at: datetime) -> datetime:
    rhythm, weekday, hour = channel.rhythm
    if rhythm == "immediate":
        return at
    if rhythm == "hourly":
        whole = at.replace(minute=0, second=0, microsecond=0)
        return whole if whole == at else whole + timedelta(hours=1)
    zone = ZoneInfo(channel.zone)
    day = at.astimezone(zone).date()
    for ahead in range(9):
        candidate = day + timedelta(days=ahead)
        if weekday and DAYS[candidate.weekday()] != weekday:
            continue
        moment = _moment(candidate.year, candidate.month, candidate.day, hour, zone)
        if moment >= at:
            return moment
    raise AssertionError("a week has every day of the week")


def _after_quiet(channel: Channel, at: datetime) -> datetime:
    hours = channel.quiet_hours
    if hours is None:
        return at
    first, end = hours
    zone = ZoneInfo(channel.zone)
    local = at.astimezone(zone)
    clock = local.time().replace(fold=0)
    quiet = first <= clock < end if first < end else clock >= first or clock < end
    if not quiet:
        return at
    day = local.date() + timedelta(days=1 if first > end and clock >= first else 0)
    return max(at, _moment(day.year, day.month, day.day, end, zone))


def _moment(year: int, month: int, day: int, hour: time, zone: ZoneInfo) -> datetime:
    """A wall clock's moment in UTC; an hour that the clocks skip is the moment after the skip."""
    return datetime(year, month, day, hour.hour, hour.minute, tzinfo=zone).astimezone(UTC)
