"""What a source is, as its source.yml says: publisher, licence, rhythm, layouts, lookups, definitions."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from almenara.errors import BadInput, Fault, UnknownMeasure
from almenara.model.terms import Break, Definition, Measure
from almenara.reading.yaml_faults import Label, understood


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Strict):
    """Who publishes.

    country   ISO 3166 code in lower case, "" for international bodies
    official  whether it is an authority of the country that the figures are about
    """

    name: str
    country: str = ""
    official: bool = False


class Licence(_Strict):
    """What may be done with the bytes and the figures.

    redistribute  whether figures from it may stand in a product (false: the release gate refuses)
    max_marking   the least restrictive marking under which figures from it may go out
    attribution   the line the product must print, by language
    """

    name: str
    url: str = ""
    redistribute: bool = True
    attribution: dict[str, str] = {}
    marking: Label = "TLP:CLEAR"


class Reliability(_Strict):
    """Admiralty letter with its day and grounds.

    letter   A completely reliable … E unreliable; F cannot be judged
    since    the day of the judgement
    grounds  on what it rests, in a few words
    """

    letter: Literal["A", "B", "C", "D", "E", "F"]
    since: date
    grounds: str


class Rhythm(_Strict):
    """When the next edition is due.

    every      day, week, month, quarter, year or never
    day        day of the month on which it appears (of the last month of a longer rhythm)
    lag        months between the end of the period it is about and its publication
    grace      days after which it counts as late
    """

    every: Literal["day", "week", "month", "quarter", "year", "never"] = "never"
    day: int = 20
    lag: int = 1
    grace: int = 10


class Recognition(_Strict):
    """How a file is known: all that is given must match (regular expressions, searched, case ignored).

    name     the file's name, accents removed
    path     its folders and name below what was ingested, accents removed
    form     text, workbook (xlsx, xls) or archive (another zip)
    head     its beginning as text, at most 65,536 characters (of a workbook: sheet names and first strings;
             of an archive: the names in it); gaps in the pattern must be bounded
    columns  names that the first line of a table has, in any order, whatever separates and quotes them;
             accents and case are ignored
    lacks    names that it must not have
    """

    name: str = ""
    path: str = ""
    form: Literal["", "text", "workbook", "archive"] = ""
    head: str = ""
    columns: list[str] = []
    lacks: list[str] = []
    layout: str = ""


class Address(_Strict):
    """One address to collect from.

    url        "{gwno}" in it stands for each country pack's code of that name: one address a country
    name       the file name to keep it under, with "{gwno}" where the address has it
    max_bytes  a longer answer is refused
    next       of an answer in JSON that comes in pages, the field that holds the next page's address
    """

    url: str
    name: str
    max_bytes: int = 60_000_000
    next: str = ""
    headers: dict[str, str] = {}


class Collecting(_Strict):
    """Where the publisher offers the files; nothing outside `allow` is ever fetched.

    allow           hosts, redirects included; "files.example.org/open/" admits what lies in that folder only
    addresses       what to fetch; none where files can only be ingested
    token_variable  environment variable that holds the publisher's token, where it wants one
    token_header    request header that carries it
    page            where a person finds the files
    ground          how we know the addresses, and that the reader knows what they bring
    note            what is not collected, why, and how to get it
    """

    allow: list[str] = []
    addresses: list[Address] = []
    token_variable: str = ""
    token_header: str = ""
    page: str = ""
    ground: str = ""
    note: str = ""


class BreakSpec(_Strict):
    """A change of the counting rule. reason: in English, or by language."""

    day: date
    reason: str | dict[str, str]


class DefinitionSpec(_Strict):
    """A definition as written in yml.

    id          unique in the whole package; figures are asked for and cited by it
    measures    what it counts: ids of model/measures.yml
    unit        what one is: victims, case files, deaths …
    kind        flow adds up over time and places, stock over places only, status not at all
    publisher   where it is not the source's own
    names       a few words, by language
    rule        the counting rule in one sentence, by language
    attempts    whether attempts count: always stated for crimes
    official    whether an authority counts; the publisher's `official` where absent
    valid_from  first day that it speaks of
    valid_to    last day that it speaks of
    breaks      days on which the rule changed
    bridges     definitions it may be compared with, each with the published authority for it
    exhaustive  whether child places add up to their parent
    """

    id: str
    measures: list[str]
    unit: str
    kind: Literal["flow", "stock", "status"]
    publisher: str = ""
    names: dict[str, str]
    rule: dict[str, str]
    attempts: Literal["completed", "attempted", "both", "not applicable"] = "not applicable"
    official: bool | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    breaks: list[BreakSpec] = []
    bridges: dict[str, str] = {}
    exhaustive: bool = False

    def build(self, publisher: Publisher | None) -> Definition:
        """The definition, with the source's publisher where it names none."""
        return Definition(
            id=self.id,
            measures=tuple(self.measures),
            unit=self.unit,
            kind=self.kind,
            publisher=self.publisher or (publisher.name if publisher else ""),
            names=self.names,
            rule=self.rule,
            attempts=self.attempts,
            official=self.official if self.official is not None else bool(publisher and publisher.official),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            breaks=tuple(
                Break(b.day, b.reason if isinstance(b.reason, dict) else {"en": b.reason})
                for b in self.breaks
            ),
            bridges=self.bridges,
            exhaustive=self.exhaustive,
        )


class Spec(_Strict):
    """A source. `lookups`, `omit`, `layouts` and `expect` are the reader's own data.

    id          the folder's name; the same word in the command line, store, endnotes and docs
    title       what its files are, by language; the endnotes' title where a file has none
    descriptor  the kind of source in a few words, by language
    country     the country pack whose place codes it uses, "" for a worldwide source
    language    of the files
    reader      version of the reader: raise it when the reader is mended, and kept bytes are read again
    order       sources of a batch are read in this order; those that name places come first
    replaces    whether a newer file of the same name replaces the older one (a kept list, not a vintage)
    editions    whether its files are dated copies of pages: the same bytes on another day are an edition, too
    recognise   ways in which its files are known; one of them is enough
    layouts     the publisher's layouts, old and new, described rather than branched on
    lookups     the publisher's spellings and what they mean; one that is missing is an error
    omit        rows to leave out, each with the reason
    expect      what every file must have, such as columns or the number of states
    definitions how the publisher counts
    """

    id: str
    title: dict[str, str]
    publisher: Publisher
    licence: Licence
    reliability: Reliability
    descriptor: dict[str, str] = {}
    country: str = ""
    language: str = "en"
    reader: int = 1
    order: int = 10
    replaces: bool = False
    editions: bool = False
    rhythm: Rhythm = Rhythm()
    recognise: list[Recognition] = Field(default_factory=list)
    collect: Collecting = Collecting()
    layouts: dict[str, Any] = {}
    lookups: dict[str, dict[str, Any]] = {}
    omit: dict[str, Any] = {}
    expect: dict[str, Any] = {}
    definitions: list[DefinitionSpec] = []

    @field_validator("recognise")
    @classmethod
    def _patterns(cls, value: list[Recognition]) -> list[Recognition]:
        for item in value:
            for pattern in (item.name, item.path, item.head):
                re.compile(pattern)
        return value

    @cached_property
    def own_definitions(self) -> dict[str, Definition]:
        """Definitions that this source publishes, by id."""
        return {d.id: d.build(self.publisher) for d in self.definitions}


def load_yaml(path: Path) -> Any:
    """A YAML file. Raises BadInput with the place of the mistake."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise BadInput(path.parent.name, [Fault(path.name, "is not UTF-8 text")]) from error
    except yaml.YAMLError as error:
        raise BadInput(path.parent.name, [Fault(path.name, f"is not YAML: {error}")]) from error
    except (
        ValueError,
        LookupError,
        AttributeError,
    ) as error:  # what YAML's reader lets through of a bad scalar
        told = f"holds a value that is none of its kind: {str(error)[:100]}"
        raise BadInput(path.parent.name, [Fault(path.name, told)]) from error


_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Refuses a key that stands twice: YAML's own loader keeps the last and says nothing."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """A mapping as a dict. Raises YAMLError on a key given twice."""
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise yaml.constructor.ConstructorError(
                None, None, f'"{twice[0]}" stands twice in one mapping', node.start_mark
            )
        return super().construct_mapping(node, deep=deep)


def load_spec(path: Path) -> Spec:
    """A source.yml. Raises BadInput naming each field that is wrong."""
    mend = "Mend the source.yml; docs/reference/source-yml.md"
    spec = understood(Spec, load_yaml(path), path.parent.name, path.name, mend)
    if spec.id != path.parent.name:
        raise BadInput(spec.id, [Fault(path.name, f"its folder is called {path.parent.name}", field="id")])
    return spec


@lru_cache(maxsize=1)
def all_specs() -> dict[str, Spec]:
    """Every source in the package, by id: any folder under `sources` with a source.yml."""
    root = Path(str(resources.files("almenara") / "sources"))
    return {spec.id: spec for path in sorted(root.glob("*/source.yml")) if (spec := load_spec(path))}


@lru_cache(maxsize=1)
def measures() -> dict[str, Measure]:
    """The measures of the core vocabulary, by id."""
    raw = load_yaml(Path(str(resources.files("almenara") / "model" / "measures.yml")))
    return {
        key: Measure(id=key, names=item["names"], iccs=str(item.get("iccs", "")), note=item.get("note", ""))
        for key, item in raw.items()
    }


def find_measure(name: str) -> Measure:
    """A measure of the vocabulary. Raises UnknownMeasure with the names nearest to it."""
    known = measures()
    if name not in known:
        near = get_close_matches(name, known, 5, 0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ";"
        raise UnknownMeasure(f'"{name}" is not a measure{hint} `almenara measures` lists them')
    return known[name]
