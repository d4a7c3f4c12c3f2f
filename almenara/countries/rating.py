"""rating.yml: what a country's own rating stands on, as data: indicators, their series, weights and anchors."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from almenara.countries.pack import Pack
from almenara.reading.yaml_faults import understood


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RatedSeries(_Strict):
    """A measure by one definition that an indicator may be read from.

    doubt  of this definition, on top of the indicator's: standard deviation on the log scale
    label  the indicator's where this series is used and counts something else; `rise` that of its rise
    """

    measure: str
    definition: str
    doubt: float = Field(0.0, ge=0)
    label: dict[str, str] = {}
    rise: dict[str, str] = {}


class Indicator(_Strict):
    """One thing that a rating weighs.

    label    in words, by language
    weight   those of a level's indicators add up to 1
    anchors  yearly rates per 100,000 inhabitants at which severity is 25, 50, 75 and 100
    doubt    how well the count tells the truth: standard deviation of the share recorded, on the log scale
    yearly   standard deviation of a year's change on the log scale: what age adds to the doubt
    rise_of  the indicator whose rise on the year before this is; it has no series of its own
    series   the preferred first; the one that reaches the latest month is used, the first listed of equals
    reason   why it is weighed, where its anchors come from
    """

    id: str
    label: dict[str, str]
    weight: float = Field(gt=0, le=1)
    anchors: tuple[float, float, float, float]
    doubt: float = Field(0.0, ge=0)
    yearly: float = Field(0.0, ge=0)
    rise_of: str = ""
    series: list[RatedSeries] = []
    reason: str

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not 0 < self.anchors[0] < self.anchors[1] < self.anchors[2] < self.anchors[3]:
            raise ValueError(f"anchors of {self.id} must rise from above 0")
        if bool(self.rise_of) == bool(self.series):
            raise ValueError(f"{self.id} needs either series or rise_of")
        return self

    def name(self, language: str) -> str:
        """Label in a language, English where there is none."""
        return self.label.get(language) or self.label["en"]


class RatingConfig(_Strict):
    """A country's rating.

    version       raised whenever weights, anchors or series change, so that ratings can be told apart
    least         share of the weight that must be known of a place, or it is not rated
    oldest        months after which evidence is too old to rate by, for states and for municipalities
    populations   definitions for rates, the preferred first, by level
    state         indicators for states; `municipality` likewise, empty where nothing is counted there
    """

    version: int
    least: float = Field(ge=0, le=1)
    oldest: dict[str, int]
    populations: dict[str, list[str]]
    state: list[Indicator] = Field(min_length=1)
    municipality: list[Indicator] = []

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for level in ("state", "municipality"):
            held: list[Indicator] = getattr(self, level)
            ids = [i.id for i in held]
            if held and abs(sum(i.weight for i in held) - 1) > 1e-9:
                raise ValueError(f"weights of {level} add up to {sum(i.weight for i in held):g}, not 1")
            for name, given in (("oldest", self.oldest), ("populations", self.populations)):
                if held and level not in given:
                    raise ValueError(f"{name} has no {level}")
            for place, one in enumerate(held):
                if one.id in ids[:place]:
                    raise ValueError(f"{one.id} stands twice under {level}")
                if one.rise_of and one.rise_of not in [i.id for i in held[:place] if i.series]:
                    raise ValueError(f"{one.id} is the rise of {one.rise_of}, which must stand before it")
        return self


def load_rating(pack: Pack) -> RatingConfig | None:
    """The pack's rating.yml; None if it has none. Raises BadInput naming each field that is wrong."""
    found = pack.yaml("rating.yml")
    if found is None:
        return None
    owner = f"countries/{pack.folder.name}"
    return understood(RatingConfig, found, owner, "rating.yml", "docs/reference/country-pack.md")
