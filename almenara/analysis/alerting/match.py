"""What a rule found: one thing to be told of, with what it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from almenara.analysis.alerting.rules import Rule
from almenara.model.alert import Area, Certainty
from almenara.model.document import Evidence
from almenara.model.figure import Figure


@dataclass(frozen=True)
class Match:
    """One thing that a rule is about.

    incident  its name: the same whenever the same thing is seen again
    members   keys of all that tells of it; what shares one is the same thing
    wording   which words tell of it: incident, state-count, level, advisory-level, advisory-text, anomaly, presence,
              forecast
    names     what the words name, besides figures: places by code under "place", groups, publishers
    facts     what a correction would change, as plain JSON
    assets    of those concerned name, km (None where it is not a distance) and its ends, from the nearest on
    """

    rule: Rule
    incident: str
    members: tuple[str, ...]
    wording: str
    names: dict[str, str]
    happened: tuple[date, date]
    certainty: Certainty
    facts: dict[str, Any]
    threat: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    areas: tuple[Area, ...] = ()
    assets: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True)
class Kept:
    """An alert that was made earlier.

    as_of  day whose knowledge its newest message tells
    facts  of its newest message
    """

    alert: str
    rule: str
    incident: str
    members: tuple[str, ...]
    facts: dict[str, Any]
    as_of: date
    withdrawn: bool = False
