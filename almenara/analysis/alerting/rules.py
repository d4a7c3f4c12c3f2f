"""Rules: what a team wants to be told of, as a YAML file of its own; docs/how-to/alert-rules.md has every field."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.alert import Severity, Urgency
from almenara.model.asset import ASSET_TYPES
from almenara.reading.spec import load_yaml, measures
from almenara.reading.threats import threats
from almenara.reading.yaml_faults import Label

MEND = "Mend the fields named and run it again; docs/how-to/alert-rules.md has every field"
LANGUAGES = ("en", "es")
FARTHEST_KM = 500.0
"""Longest distance that a rule may call near."""
MOST = 2_000
"""Rules in one file."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Strict):
    """What every rule says.

    name         tells it from the others; alerts, and what they turned out to be, are kept under it
    assets       types of assets concerned (model.asset.ASSET_TYPES), or all; none where empty
    names        these assets only, by name
    places       codes of places concerned; what lies in them counts
    severity     as CAP 1.2 has it; urgency, too
    languages    of the texts
    instruction  what to do, by language
    expires_days days after which a message no longer holds
    marking      TLP 2.0 label; never below that of its assets and of its sources
    """

    name: str = Field(min_length=1, max_length=200)
    assets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    severity: Severity = "moderate"
    urgency: Urgency = "expected"
    languages: tuple[str, ...] = Field(LANGUAGES, min_length=1)
    instruction: dict[str, str] = {}
    expires_days: int | None = Field(None, ge=1, le=366)
    marking: Label = "TLP:CLEAR"

    @field_validator("name")
    @classmethod
    def _is_seen(cls, value: str) -> str:
        if not value.isprintable() or value != value.strip():
            raise ValueError("has characters that are not seen, or spaces at its ends")
        return value

    @field_validator("assets")
    @classmethod
    def _are_types(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _of(value, (*ASSET_TYPES, "all"), "type of asset")

    @field_validator("languages")
    @classmethod
    def _are_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _of(value, LANGUAGES, "language")

    @field_validator("instruction")
    @classmethod
    def _is_in_languages(cls, value: dict[str, str]) -> dict[str, str]:
        _of(tuple(value), LANGUAGES, "language")
        return value

    @model_validator(mode="after")
    def _says_all_languages(self) -> Rule:
        if self.instruction and (missing := [x for x in self.languages if x not in self.instruction]):
            raise ValueError(f"instruction lacks the language {', '.join(missing)}")
        return self

    def concerns(self, asset: dict[str, Any]) -> bool:
        """Whether an asset (plain JSON with name and type) is among those that the rule is about."""
        if self.names and asset["name"] not in self.names:
            return False
        return bool(self.names) if not self.assets else bool({"all", asset["type"]} & set(self.assets))


class EventRule(Rule):
    """What rules on incidents share: of which they are, and that they say where to look.

    threats       kinds of incidents by threat (model/threats.yml); `kinds` one by one; one of the two is needed
    max_age_days  what ended longer ago is left out
    """

    threats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    max_age_days: int = Field(30, ge=0, le=36_600)

    @model_validator(mode="after")
    def _says_what_and_where(self) -> EventRule:
        if not self.threats and not self.kinds:
            raise ValueError("needs threats or kinds")
        if not (self.assets or self.names or self.places):
            raise ValueError("needs assets, names or places: where it is to look")
        return self

    @classmethod
    def kinds_of(cls, threat: str) -> Collection[str]:
        """Kinds by which it knows a threat."""
        raise NotImplementedError

    @property
    def taken(self) -> frozenset[str]:
        """Kinds of incidents that it looks for."""
        return frozenset(self.kinds).union(*(self.kinds_of(t) for t in self.threats))

    def threat_of(self, kind: str) -> str:
        """The rule's threat that a kind shows; "" where it was named by itself."""
        return next((t for t in self.threats if kind in self.kinds_of(t)), "")


class IncidentRule(EventRule):
    """Incidents near assets, or in places.

    within_km     distance from an asset that counts as near; an asset's own radius goes first
    least_deaths  incidents with fewer deaths, or an unknown number, are left out; 0 takes all
    precision     coarsest precision of a place taken: point, municipality or state
    """

    when: Literal["incident"]
    within_km: float = Field(25.0, gt=0, le=FARTHEST_KM)
    least_deaths: int = Field(0, ge=0)
    precision: Literal["point", "municipality", "state"] = "state"

    @field_validator("threats")
    @classmethod
    def _are_threats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        found = _of(value, threats(), "threat")
        if silent := [t for t in found if not threats()[t].events]:
            raise ValueError(f"no located events tell of {', '.join(silent)}; name kinds, or another rule")
        return found

    @classmethod
    def kinds_of(cls, threat: str) -> Collection[str]:
        """Kinds by which it knows a threat."""
        return threats()[threat].events


class StateCountRule(EventRule):
    """Incidents that sources count by state for a day: they concern the assets in that state, at no distance.

    least  counts below it are left out; 0 takes states that are named without a number, too
    """

    when: Literal["state-count"]
    least: int = Field(1, ge=0)

    @field_validator("threats")
    @classmethod
    def _are_threats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _of(
            value, tuple(t.id for t in threats().values() if t.counted), "threat that is counted by state"
        )

    @field_validator("kinds")
    @classmethod
    def _are_kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _of(value, _counted_kinds(), "kind that is counted by state")

    @classmethod
    def kinds_of(cls, threat: str) -> Collection[str]:
        """Kinds by which it knows a threat."""
        return threats()[threat].counted


def _counted_kinds() -> tuple[str, ...]:
    return tuple(kind for threat in threats().values() for kind in threat.counted)


class LevelRule(Rule):
    """A change of our own level of a state of `country`. at_least: only where the new one is that or higher."""

    when: Literal["level-change"]
    country: str
    at_least: int = Field(1, ge=1, le=4)
    direction: Literal["up", "down", "any"] = "any"


class AdvisoryRule(Rule):
    """A change of travel advice about `country`, or about `places` in it: of its levels, or of its texts."""

    when: Literal["advisory-change"]
    country: str
    changes: tuple[Literal["level", "text"], ...] = ("level", "text")
    sources: tuple[str, ...] = ()


class AnomalyRule(Rule):
    """A place of `country` with more of a measure in the newest month than its past explains.

    stands  only alarms that stand when false ones are held to one in twenty
    """

    when: Literal["anomaly"]
    country: str
    measure: str
    definition: str | None = None
    stands: bool = True

    @field_validator("measure")
    @classmethod
    def _is_a_measure(cls, value: str) -> str:
        return _of((value,), measures(), "measure")[0]


class PresenceRule(Rule):
    """A group that is first stated to be in a state of `country`; `groups` by key, any where empty."""

    when: Literal["new-presence"]
    country: str
    groups: tuple[str, ...] = ()


class ForecastRule(Rule):
    """The forecast of the next `months` of a measure crossing a threshold, by place.

    above   count that the median of the forecast exceeds, or
    chance  percent: the chance that the months to come exceed those a year before reaches it
    """

    when: Literal["forecast"]
    country: str
    measure: str
    definition: str | None = None
    months: int = Field(3, ge=1, le=12)
    above: float | None = Field(None, ge=0)
    chance: float | None = Field(None, gt=0, lt=100)

    @field_validator("measure")
    @classmethod
    def _is_a_measure(cls, value: str) -> str:
        return _of((value,), measures(), "measure")[0]

    @model_validator(mode="after")
    def _has_one_threshold(self) -> ForecastRule:
        if (self.above is None) == (self.chance is None):
            raise ValueError("needs one of above and chance")
        return self


AnyRule = Annotated[
    IncidentRule | StateCountRule | LevelRule | AdvisoryRule | AnomalyRule | PresenceRule | ForecastRule,
    Field(discriminator="when"),
]


WHEN = ("incident", "state-count", "level-change", "advisory-change", "anomaly", "new-presence", "forecast")
"""What a rule may be about."""


class _File(_Strict):
    rules: tuple[AnyRule, ...]


def _of(values: tuple[str, ...], known: Collection[str], what: str) -> tuple[str, ...]:
    if wrong := [v for v in values if v not in known]:
        told = ", ".join(known) if len(known) < 40 else "`almenara measures` lists them"
        raise ValueError(f'"{wrong[0]}" is not a {what}; there are: {told}')
    return values


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Rules of a file, in its order.

    Raises UsageError where there is no such file, BadInput with every fault: the rule, the field, what is wrong.
    """
    if not path.is_file():
        raise UsageError(f"{path} is not a file; docs/how-to/alert-rules.md shows what a file of rules holds")
    raw = load_yaml(path)
    listed = raw.get("rules") if isinstance(raw, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        faults = [Fault(path.name, f"does not begin with rules: and a list of 1 to {MOST:,} rules below it")]
        raise BadInput("rules", faults, MEND, "nothing was looked at")
    faults = _twice(path.name, raw)
    try:
        found = _File.model_validate(raw)
    except ValidationError as error:
        faults += [Fault(path.name, _message(e), field=_where(raw, e["loc"])) for e in error.errors()]
        raise BadInput("rules", faults, MEND, "nothing was looked at") from error
    if faults:
        raise BadInput("rules", faults, MEND, "nothing was looked at")
    return found.rules


def _message(error: Any) -> str:
    text: str = error["msg"].removeprefix("Value error, ")
    if error["type"] in ("union_tag_not_found", "union_tag_invalid"):
        return f"is not known: write one of {', '.join(WHEN)}"
    return text.replace("Extra inputs are not permitted", "is not a field of such a rule")


def _where(raw: dict[str, Any], location: tuple[int | str, ...]) -> str:
    """The rule by its name, or its number from 1, and the field."""
    parts = [p for p in location if p not in ("rules",)]
    if not parts or not isinstance(parts[0], int):
        return ".".join(map(str, location))
    rules = raw.get("rules")
    item = rules[parts[0]] if isinstance(rules, list) and parts[0] < len(rules) else None
    name = item.get("name") if isinstance(item, dict) else None
    kind = item.get("when") if isinstance(item, dict) else None
    fields = [str(p) for p in parts[1:] if p != kind] if kind in WHEN else ["when"]
    return (
        f"rule {parts[0] + 1}" + (f" ({name})" if name else "") + (f", {'.'.join(fields)}" if fields else "")
    )


def _twice(file: str, raw: dict[str, Any]) -> list[Fault]:
    names = [r["name"] for r in raw["rules"] if isinstance(r, dict) and isinstance(r.get("name"), str)]
    told = "two rules have this name; alerts could not be told apart"
    return [
        Fault(file, told, field=f"rule {n}") for n in dict.fromkeys(n for n in names if names.count(n) > 1)
    ]
