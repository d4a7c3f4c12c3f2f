"""policy_calls.yml: what analysts expect of registered policies, a probability each, which the register settles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from almenara.countries.pack import Pack
from almenara.reading.yaml_faults import understood

FILE = "policy_calls.yml"
_DOCS = "docs/how-to/write-prose.md"
_YEAR = 365.25


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What is expected of one policy: that an event of the register brings it to a stage, or further, by a day.

    id            how prose names it: fig("calls.ID")
    author        who answers for it
    policy        key of the register: the ids of its events without their number
    act           an act beside the policy, as the register calls it in English; any event of the policy where left out
    status        the stage: proposed, announced, introduced, passed, in_force
    by            its last day; or months  from the report's day on
    probability   of it, from 0 to 1: the only place where the number stands
    sources       ids of events and statements on which it rests
    since, until  days of the knowledge for which it is said
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    author: str = Field("the desk", min_length=1)
    policy: str = Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
    act: str = ""
    status: Literal["proposed", "announced", "introduced", "passed", "in_force"]
    by: date | None = None
    months: int | None = Field(None, ge=1, le=120)
    probability: float = Field(ge=0, le=1)
    sources: list[str] = Field(min_length=1)
    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.by is None) == (self.months is None):
            raise ValueError("give either by, a day, or months from the report's day on")
        if self.until and self.until < self.since:
            raise ValueError(f"until {self.until} is before since {self.since}")
        if self.by and self.by <= (self.until or self.since):
            raise ValueError(f"by {self.by} is no later than the days on which it is said")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it is said on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def last_day(self, today: date) -> date:
        """The day by which it is to happen."""
        return self.by or today + timedelta(days=round((self.months or 0) * _YEAR / 12))


class PolicyCalls(_Strict):
    """What the analysts of a country's pack expect of its policies."""

    calls: list[Expected]

    @model_validator(mode="after")
    def _once(self) -> Self:
        for number, one in enumerate(self.calls):
            for other in self.calls[:number]:
                apart = (one.until and one.until < other.since) or (other.until and other.until < one.since)
                if one.id == other.id and not apart:
                    raise ValueError(f"{one.id} is said twice for one day: give since and until")
        return self


def load_policy_calls(pack: Pack) -> PolicyCalls:
    """The pack's policy_calls.yml; empty if it has none. Raises BadInput naming each field that is wrong."""
    found = pack.yaml(FILE)
    if found is None:
        return PolicyCalls(calls=[])
    return understood(PolicyCalls, found, f"countries/{pack.folder.name}", FILE, _DOCS)
