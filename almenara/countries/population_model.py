"""population_model.yml and armed_network.csv: what a country's model of armed groups stands on, as data."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from almenara.countries.pack import Pack
from almenara.errors import BadInput, Fault
from almenara.reading.yaml_faults import understood

_DOCS = "docs/reference/country-pack.md"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(_Strict):
    """Where facts stand: publisher, title, address and the day since which they are known."""

    publisher: str
    title: str
    address: str
    known: date


class Parameters(_Strict):
    """Rates a week and members at the start.

    recruitment    per member
    incapacitation arrests of members, all groups together
    lethality      per pair of members who meet as rivals do
    saturation     per pair of members of one group
    members        of all groups at the start
    """

    recruitment: float = Field(gt=0)
    incapacitation: float = Field(gt=0)
    lethality: float = Field(gt=0)
    saturation: float = Field(gt=0)
    members: float = Field(gt=0)

    @property
    def row(self) -> list[float]:
        """The five in the order of the fields."""
        return [self.recruitment, self.incapacitation, self.lethality, self.saturation, self.members]


class Box(_Strict):
    """Where a fit is looked for. start: where the search begins."""

    low: Parameters
    high: Parameters
    start: Parameters


class Shares(_Strict):
    """Which part of what is counted is held to be members of groups: assumptions, not findings.

    casualties  of homicides and missing persons; arrests  of arrests
    varied      by which part of itself each share is varied, up and down
    """

    casualties: float = Field(gt=0, le=1)
    arrests: float = Field(gt=0, le=1)
    varied: float = Field(gt=0, lt=1)


class Counted(_Strict):
    """A definition of a measure, whose years add to the casualties."""

    measure: str
    definition: str


class CasualtySet(_Strict):
    """Series whose sum are the casualties.

    same  whether these are the kinds of casualties that the published fit used
    lacks what of them is left out, by language; "" where nothing is
    """

    series: list[Counted] = Field(min_length=1)
    same: bool = False
    lacks: dict[str, str] = {}


class Target(_Strict):
    """A published or re-computed result: changes in percent since the end of the fitted years, by week after it."""

    policy: str
    week: int
    members_change_pct: float
    deaths_change_pct: float


class Reported(_Strict):
    """A result as press and abstracts reported it, not seen in the paper's own text."""

    policy: str
    members_change_pct: float
    deaths_change_pct: float


class Policy(_Strict):
    """A policy run of the published table: factors on mechanisms, 1 where left out."""

    id: str
    recruitment: float = Field(1.0, ge=0)
    incapacitation: float = Field(1.0, ge=0)
    lethality: float = Field(1.0, ge=0)
    saturation: float = Field(1.0, ge=0)

    @property
    def row(self) -> list[float]:
        """The four factors in the order of the fields."""
        return [self.recruitment, self.incapacitation, self.lethality, self.saturation]


class Check(_Strict):
    """What `scenario check` holds the model to.

    weeks                  of the fitted years
    members, recruits      at their end; a week, mean over them
    within                 relative tolerance of these two
    points                 tolerance of the changes, percentage points
    """

    weeks: int
    members: float
    recruits: float
    within: float
    points: float
    policies: list[Policy]
    targets: list[Target]
    reported: list[Reported] = []


class PopulationModel(_Strict):
    """A country's model of armed groups.

    cited       the study that gives the parameters, box, and network
    groups      number of groups; those without ties among them
    origin      the day of week 0
    parameters  as published
    box, wide   where a fit is looked for; `wide` where the published box has no answer inside
    casualties  sets of series, the preferred first; one with five years known by the day is used
    """

    cited: Cited
    groups: int = Field(gt=1)
    origin: date
    parameters: Parameters
    box: Box
    wide: Box
    shares: Shares
    casualties: list[CasualtySet] = Field(min_length=1)
    check: Check

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name, box in (("box", self.box), ("wide", self.wide)):
            for low, start, high in zip(box.low.row, box.start.row, box.high.row, strict=True):
                if not low <= start <= high:
                    raise ValueError(f"{name} has a start outside it: {low:g}, {start:g}, {high:g}")
        known = {p.id for p in self.check.policies}
        if wrong := [t.policy for t in self.check.targets if t.policy not in known]:
            raise ValueError(f"check.targets names {wrong[0]}, which is not one of check.policies")
        return self


class Ties(_Strict):
    """The published network, without names: groups by rank.

    rivalries  pairs of ranks counted from 0, with their weights
    allies     summed weight of each group's alliances
    """

    rivalries: list[tuple[int, int, float]]
    allies: list[float]


def load_population_model(pack: Pack) -> PopulationModel | None:
    """The pack's population_model.yml; None if it has none. Raises BadInput naming each field that is wrong."""
    found = pack.yaml("population_model.yml")
    if found is None:
        return None
    owner = f"countries/{pack.folder.name}"
    return understood(PopulationModel, found, owner, "population_model.yml", _DOCS)


def load_ties(pack: Pack, model: PopulationModel) -> Ties:
    """armed_network.csv: rank by summed weight of ties, allies' weight, rivals as rank:weight.

    Groups without a tie have no row. Raises BadInput naming each row that is wrong.
    """
    faults: list[Fault] = []
    rivalries: list[tuple[int, int, float]] = []
    allies = [0.0] * model.groups
    seen: set[tuple[int, int]] = set()
    for number, row in enumerate(pack.rows("armed_network.csv"), 2):
        try:
            rank = _rank(row["rank"], model.groups)
            allies[rank] = float(row["allies"])
            for tie in filter(None, row["rivals"].split(";")):
                other, _, weight = tie.partition(":")
                pair = (rank, _rank(other, model.groups))
                if pair[0] == pair[1] or pair in seen:
                    raise ValueError(f"the tie {tie} stands twice, or is of a group with itself")
                seen |= {pair, pair[::-1]}
                rivalries.append((*pair, float(weight)))
        except ValueError as error:
            faults.append(Fault("armed_network.csv", str(error), number))
    if faults:
        raise BadInput(f"countries/{pack.folder.name}", faults, _DOCS)
    return Ties(rivalries=rivalries, allies=allies)


def _rank(text: str, groups: int) -> int:
    rank = int(text)
    if not 1 <= rank <= groups:
        raise ValueError(f"{rank} is not a rank from 1 to {groups}")
    return rank - 1
