"""What a file says of assets, before it is understood: texts by field, points, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from almenara.errors import Fault

Point = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees."""
LARGEST = 200_000_000
"""Most bytes of one file of assets."""


@dataclass(frozen=True)
class Draft:
    """One asset as a file states it.

    row      where it stands: line of a text or XML file, row of a sheet, number of a feature
    texts    cells by field, empty ones left out
    columns  what the file calls a field, for messages
    points   its points where the file gives a geometry; None where they are in `texts`
    line     whether the geometry is a line
    comma    whether the file writes decimal commas
    """

    row: int | None
    texts: dict[str, str]
    columns: dict[str, str] = field(default_factory=dict)
    points: tuple[Point, ...] | None = None
    line: bool = False
    comma: bool = False

    def column(self, name: str) -> str:
        """What the file calls the field."""
        return self.columns.get(name, name)


@dataclass(frozen=True)
class Reading:
    """One file as read.

    faults   what could not be read, where it stands
    unused   columns and properties that no field was read from
    remarks  what was done to the file that its owner should know
    """

    drafts: Sequence[Draft]
    faults: Sequence[Fault] = ()
    unused: Sequence[str] = ()
    remarks: Sequence[str] = ()
