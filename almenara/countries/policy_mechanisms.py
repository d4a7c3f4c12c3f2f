"""policy_mechanisms.yml: what is supposed of registered policies, mechanism by mechanism, as data that people edit."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from almenara.countries.pack import Pack
from almenara.reading.yaml_faults import understood

FILE = "policy_mechanisms.yml"
_DOCS = "docs/how-to/edit-policy-mechanisms.md"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """A text for readers in both languages of the reports."""

    en: str = Field(min_length=1)
    es: str = Field(min_length=1)

    def of(self, language: str) -> str:
        """In a language."""
        return self.es if language == "es" else self.en


class Range(_Strict):
    """A factor on the mechanism: at least low, most likely mode, at most high; 1 leaves it as it is."""

    low: float = Field(ge=0, le=10)
    mode: float = Field(ge=0, le=10)
    high: float = Field(ge=0, le=10)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.mode <= self.high:
            raise ValueError(f"low, mode and high are {self.low:g}, {self.mode:g}, {self.high:g}: order them")
        return self


class Page(_Strict):
    """Where the range stands, and the day since which that page is known."""

    publisher: str
    title: str
    address: str
    known: date


class Supposed(_Strict):
    """What is supposed of one policy.

    policy        key of the register: the ids of its events without their number
    since, until  days of the knowledge for which it is supposed; open where left out
    mechanism     what it would act on: one of the population model, or none of them
    direction     weaker, stronger, or either where even that is not known
    factor        range on the mechanism; phase_in  months until it acts in full, in a straight line
    why           the reasoning; of none, on what it acts instead
    source        the page that gives the range, or plainly: assumption
    true_if       what would have to be true for the range to hold
    watch         indicators that would tell; alternatives  other readings considered
    """

    policy: str = Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    since: date | None = None
    until: date | None = None
    mechanism: Literal["recruitment", "incapacitation", "lethality", "saturation", "none"]
    direction: Literal["weaker", "stronger", "either"] | None = None
    factor: Range | None = None
    phase_in: int = Field(0, ge=0, le=240)
    why: Words
    source: Page | Literal["assumption"] = "assumption"
    true_if: list[Words] = Field(min_length=1)
    watch: list[Words] = Field(min_length=1)
    alternatives: list[Words] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} is before since {self.since}")
        if self.mechanism == "none":
            if self.factor or self.direction or self.phase_in:
                raise ValueError("mechanism none takes no direction, factor or phase_in: nothing is run")
            return self
        if self.factor is None or self.direction is None:
            raise ValueError(
                f"mechanism {self.mechanism} needs a direction and a factor with low, mode and high"
            )
        ranges = {"weaker": self.factor.high <= 1, "stronger": self.factor.low >= 1}
        if not ranges.get(self.direction, self.factor.low < 1 < self.factor.high):
            said = f"{self.factor.low:g} to {self.factor.high:g}"
            raise ValueError(
                f"direction {self.direction} does not go with a factor of {said} (1 changes nothing)"
            )
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it is supposed on a day: its span holds it, and its page was known."""
        begun = self.since is None or self.since <= day
        known = self.source == "assumption" or self.source.known <= day
        return begun and known and (self.until is None or day <= self.until)


class PolicyMechanisms(_Strict):
    """What a country's pack supposes of its policies."""

    policies: list[Supposed]

    @model_validator(mode="after")
    def _once(self) -> Self:
        for number, one in enumerate(self.policies):
            for other in self.policies[:number]:
                apart = (one.until and other.since and one.until < other.since) or (
                    other.until and one.since and other.until < one.since
                )
                if one.policy == other.policy and not apart:
                    raise ValueError(f"{one.policy} is supposed twice for one day: give since and until")
        return self


def load_policy_mechanisms(pack: Pack) -> PolicyMechanisms:
    """The pack's policy_mechanisms.yml; empty if it has none. Raises BadInput naming each field that is wrong."""
    found = pack.yaml(FILE)
    if found is None:
        return PolicyMechanisms(policies=[])
    owner = f"countries/{pack.folder.name}"
    return understood(PolicyMechanisms, found, owner, FILE, _DOCS, field=lambda loc: _field(found, loc))


def _field(found: object, loc: tuple[int | str, ...]) -> str:
    """Where a fault is, a policy by its key: AMN.factor.low."""
    parts = [str(part) for part in loc]
    if len(loc) > 1 and loc[0] == "policies" and isinstance(found, dict) and isinstance(loc[1], int):
        entry = found["policies"][loc[1]]
        key = entry.get("policy") if isinstance(entry, dict) else None
        parts[:2] = [str(key) if key else f"policies.{loc[1]}"]
    return ".".join(parts)
