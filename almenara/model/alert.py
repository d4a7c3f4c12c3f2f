"""Alerts: one for each incident, and the messages that tell of it, correct it and take it back.

The words of messages are those of CAP 1.2 (OASIS, July 2010); dispositions are those of the trade.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

MessageType = Literal["alert", "update", "reminder", "cancel"]
"""alert     the first message of an incident
update    a correction, or more of the same incident
reminder  the same again, when the time is over for which the alert was snoozed
cancel    a withdrawal: the incident is not what it was taken for"""
MessageStatus = Literal["actual", "exercise", "test"]
Urgency = Literal["immediate", "expected", "future", "past", "unknown"]
Severity = Literal["extreme", "severe", "moderate", "minor", "unknown"]
Certainty = Literal["observed", "likely", "possible", "unlikely", "unknown"]

SEVERITIES: tuple[Severity, ...] = ("unknown", "minor", "moderate", "severe", "extreme")
"""From the least to the most severe; an unknown one stands first, since nothing is known to be worse."""

AlertState = Literal["new", "acknowledged", "snoozed", "closed"]

DISPOSITIONS: dict[str, dict[str, str]] = {
    "no-known-impact": {"en": "relevant, no known impact", "es": "relevante, sin impacto conocido"},
    "some-impact": {"en": "relevant, some impact", "es": "relevante, algún impacto"},
    "significant-impact": {"en": "relevant, significant impact", "es": "relevante, impacto significativo"},
    "duplicate": {"en": "relevant, duplicate", "es": "relevante, duplicada"},
    "false-positive": {
        "en": "not relevant or false positive",
        "es": "no relevante o falso positivo",
    },
}
"""What an alert turned out to be, said when it is closed."""
RELEVANT: frozenset[str] = frozenset({"no-known-impact", "some-impact", "significant-impact"})
"""Dispositions that count for a rule; a duplicate counts neither for it nor against it."""


@dataclass(frozen=True)
class Area:
    """One of the places that a message is about.

    place      code of the place it lies in, "" where it is not known
    lat,lon    WGS 84 degrees of its middle; None where only the place is known
    radius_km  how far from there it may be, or matter
    precision  as of events: point, municipality, state, country
    """

    name: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str = ""


@dataclass(frozen=True)
class Message:
    """What is sent about one alert. It never changes; a correction is another message.

    id          a UUID, the same whenever the same message is made again
    alert       id of the alert it tells of
    number      0 for the first message of the alert, then 1, 2 …
    rule        name of the rule that it follows from
    incident    what the rule saw: the same incident is alerted to once by a rule
    headline, text, instruction  by language; every number in them is printed from one of `figures`
    figures     the numbers in the texts, as plain records (model.records.figure_record), by name
    sources     publisher, title, address and day of what it rests on, as plain records
    assets      names of the team's assets concerned, with the distance in km, None where it is not a distance
    happened    first and last day of the incident
    references  id and moment of the earlier messages of this alert
    """

    id: str
    alert: str
    number: int
    type: MessageType
    rule: str
    incident: str
    threat: str
    headline: dict[str, str]
    text: dict[str, str]
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    sent: datetime
    as_of: date
    happened: tuple[date, date]
    areas: tuple[Area, ...]
    instruction: dict[str, str] = field(default_factory=dict)
    expires: datetime | None = None
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: tuple[dict[str, str], ...] = ()
    assets: tuple[tuple[str, float | None], ...] = ()
    references: tuple[tuple[str, datetime], ...] = ()
    marking: str = "TLP:AMBER+STRICT"
    status: MessageStatus = "actual"

    def spoken(self, language: str) -> str:
        """The language to tell it in: the one asked for, or its first where it has no words in that."""
        return language if language in self.headline else next(iter(self.headline))
