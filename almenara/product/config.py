"""report.yml: which sections a country's report has, on which series, under which marking and notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from almenara.errors import BadInput, Fault, UsageError
from almenara.reading.spec import load_yaml
from almenara.reading.yaml_faults import Label, understood


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SeriesConfig(_Strict):
    """A measure by one definition, under the name that prose and sections use.

    label  in words, by language; short  the same for tables, the label where absent
    place  a code, the country where absent
    """

    measure: str
    definition: str
    label: dict[str, str]
    short: dict[str, str] = {}
    place: str = ""


class FigureConfig(_Strict):
    """One figure: a fixed period, or `newest` for the newest one known."""

    measure: str
    definition: str
    label: dict[str, str]
    period: str = "newest"
    place: str = ""


class TileConfig(_Strict):
    """A headline number: the newest of the first of `series` that is fresh, a finding, or a figure.

    finding  a name that fig() knows: levels.at_4, pace.probability
    figures  the first that is known and fresh
    label    what is counted, in words, by language; of a series or figure its own label where absent
    note     a remark on who counts, by language
    """

    series: list[str] = []
    finding: str = ""
    figures: list[FigureConfig] = []
    label: dict[str, str] = {}
    note: dict[str, str] = {}


class SumConfig(_Strict):
    """A total with the parts that must add up to it."""

    total: FigureConfig
    parts: list[FigureConfig]


class SectionConfig(_Strict):
    """A section. `parts` are built in order; see product.parts for what each needs.

    prose    name of the prose files prose/<name>.<language>.md, the section's id where absent
    portion  the least restrictive mark of its portions
    """

    id: str
    title: dict[str, str] = {}
    kind: Literal["judgements", "findings", "reference"] = "findings"
    parts: list[str] = ["prose"]
    series: list[str] = []
    figures: list[FigureConfig] = []
    sums: list[SumConfig] = []
    tiles: list[TileConfig] = []
    topics: list[str] = []
    prose: str = ""
    portion: Label = "TLP:CLEAR"


class ResourceConfig(_Strict):
    """A page for further reading."""

    title: dict[str, str]
    publisher: str
    url: str


class ReplayConfig(_Strict):
    """A question whose calls `almenara replay` makes as of days past.

    arguments  of the question, plain JSON
    each       further arguments: the question is asked once with each of them
    """

    question: str
    arguments: dict[str, Any] = {}
    each: list[dict[str, Any]] = []

    def asked(self) -> list[dict[str, Any]]:
        """The arguments of every time that it is asked."""
        return [{**self.arguments, **more} for more in self.each or [{}]]


class ReportConfig(_Strict):
    """A country's report.

    populations  definitions for rates, the preferred first
    advisory     definition of the advisory levels shown
    state_series the series of the state table and the maps, the first that the day's evidence has
    headline     series whose revisions are told in "what changed"
    replay       questions whose calls are made again as of days past, to score the methods
    """

    id: str
    title: dict[str, str]
    subtitle: dict[str, str] = {}
    tags: dict[str, list[str]]
    marking: Label = "TLP:CLEAR"
    handling: dict[str, str]
    contact: dict[str, list[str]]
    resources: list[ResourceConfig] = []
    populations: list[str]
    advisory: str
    state_series: list[str]
    headline: list[str]
    series: dict[str, SeriesConfig]
    replay: list[ReplayConfig] = []
    sections: list[SectionConfig] = Field(min_length=1)

    @property
    def measures(self) -> list[str]:
        """Every measure that its series and figures name, and the population."""
        named = [*self.series.values()]
        figures = [f for s in self.sections for f in s.figures]
        figures += [f for s in self.sections for t in s.tiles for f in t.figures]
        figures += [f for s in self.sections for each in s.sums for f in (each.total, *each.parts)]
        return sorted({*(n.measure for n in named), *(f.measure for f in figures), "population"})


def own_fields(given: dict[str, Any] | Path | None) -> dict[str, Any] | None:
    """A user's own fields for report.yml (contact, handling, resources, marking): as given, or from a YAML file.

    Raises UsageError if the file is missing or is not a YAML mapping.
    """
    if not isinstance(given, Path):
        return given
    if not given.is_file():
        raise UsageError(f"{given} does not exist; --config names a YAML file")
    fields = load_yaml(given)
    if not isinstance(fields, dict):
        raise UsageError(f"{given} is not a mapping of report.yml's fields; docs/reference/report-yml.md")
    return fields


def load_config(folder: Path, overrides: dict[str, Any] | None = None) -> ReportConfig:
    """A pack's report.yml. `overrides` replace fields of it (contact, handling …).

    Raises BadInput naming each field that is wrong, and a series that no `series` entry describes.
    """
    path = folder / "report.yml"
    if not path.exists():
        raise BadInput(
            folder.name, [Fault("report.yml", "the pack has no report.yml")], "docs/how-to/add-a-country.md"
        )
    fields = {**load_yaml(path), **(overrides or {})}
    config = understood(ReportConfig, fields, folder.name, path.name, "docs/reference/report-yml.md")
    used = {s for section in config.sections for s in section.series}
    used |= {s for section in config.sections for tile in section.tiles for s in tile.series}
    missing = sorted((used | set(config.state_series) | set(config.headline)) - set(config.series))
    if missing:
        raise BadInput(
            folder.name, [Fault(path.name, f'series "{m}" is not described', field="series") for m in missing]
        )
    return config
