"""A report as a tree: what every renderer is given. Numbers stand in it only as Figures.

Report → Section → Block (Paragraph, Bullets, Table, Picture, Judgement, Tiles) → Inline (Text, Number, Link)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from almenara.model.document import Evidence
from almenara.model.figure import Figure


@dataclass(frozen=True)
class Text:
    """Words without numbers that claim anything. style: plain, strong, emphasis, unknown."""

    text: str
    style: str = "plain"


@dataclass(frozen=True)
class Number:
    """A figure as printed: `text` in the report's language, `notes` the numbers of its endnotes.

    id  anchor, unique in the report (f1, f2 …); the JSON lists the figure under it
    """

    id: str
    figure: Figure
    text: str
    notes: tuple[int, ...]
    style: str = "plain"


@dataclass(frozen=True)
class Link:
    """A link that a reader may follow; the address comes from configuration or an endnote, never data."""

    text: str
    url: str


@dataclass(frozen=True)
class Reference:
    """A citation of endnotes after a sentence that states a fact without a number."""

    notes: tuple[int, ...]


Inline = Text | Number | Link | Reference


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its portion mark (a TLP label)."""

    inlines: tuple[Inline, ...]
    portion: str = "TLP:CLEAR"


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a paragraph with its own portion mark."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Judgement:
    """A judgement: its sentence, its likelihood with the probability and, apart, confidence in the basis.

    term         the ICD 203 word in the report's language, "" where the sentence is not a likelihood
    probability  the number as a figure, where there is one
    confidence   low, moderate, high or ""; `basis` says why
    """

    sentence: tuple[Inline, ...]
    portion: str = "TLP:CLEAR"
    term: str = ""
    probability: Number | None = None
    band: str = ""
    confidence: str = ""
    basis: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table. align: left or right. `heading` is in the report's language."""

    heading: str
    align: str = "right"


@dataclass(frozen=True)
class Table:
    """A table. Each cell is a sequence of inlines; `head` tells whether the first column names the row.

    tone  per row "", "1".."4": a level whose colour and pattern may back the first cell
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    portion: str = "TLP:CLEAR"
    caption: tuple[Inline, ...] = ()
    tone: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart or map made of figures.

    chart    a Vega-Lite specification, self-contained, drawn by vl-convert without network
    alt      text alternative: what the picture shows, with its main values
    numbers  the figures drawn, for the endnotes and the JSON
    wide     whether it takes the page's whole width
    """

    id: str
    title: str
    chart: dict[str, Any]
    alt: str
    numbers: tuple[Number, ...]
    portion: str = "TLP:CLEAR"
    caption: tuple[Inline, ...] = ()
    wide: bool = True


@dataclass(frozen=True)
class Tile:
    """One headline number: `label` says what it counts, `detail` when, by whom and against what."""

    number: Number
    label: str
    detail: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Tiles:
    """The few numbers that a reader in a hurry takes away, side by side."""

    tiles: tuple[Tile, ...]
    portion: str = "TLP:CLEAR"


Layout = Literal["report", "brief"]
Block = Paragraph | Bullets | Judgement | Table | Picture | Tiles


@dataclass(frozen=True)
class Section:
    """A part of the report. kind: judgements, findings, reference (method, resources, endnotes …)."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    portion: str = "TLP:CLEAR"
    kind: str = "findings"


@dataclass(frozen=True)
class Endnote:
    """One source, as cited. `locators` are of the figures that rest on it."""

    number: int
    evidence: Evidence
    locators: tuple[str, ...]
    portion: str = "TLP:CLEAR"


@dataclass(frozen=True)
class Report:
    """An edition, ready to be rendered.

    as_of     the day whose knowledge it holds
    banner    the TLP label of the whole, on every page
    handling  the handling notice, on every page
    words     interface words of the report's language ("Endnotes", "Published", …) by key; also names of
              measures and definitions for the panels, as "measure:<id>" and "definition:<id>"
    revisions earlier values of a figure by its anchor, oldest first: shown behind the number
    digest    hex digest of the evidence that it rests on
    layout    how pages are set: a brief has no contents, smaller type, and two pages at most
    """

    id: str
    title: str
    subtitle: str
    tags: tuple[str, ...]
    region: str
    country: str
    as_of: date
    language: str
    banner: str
    handling: str
    sections: tuple[Section, ...]
    endnotes: tuple[Endnote, ...]
    attributions: tuple[str, ...]
    words: dict[str, str]
    digest: str
    contact: tuple[str, ...] = ()
    figures: dict[str, Figure] = field(default_factory=dict)
    since: date | None = None
    revisions: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    layout: Layout = "report"
