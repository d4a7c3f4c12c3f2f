"""Files of the SaTScan program: cases, controls, populations, coordinates, grid, neighbours.

One record a line, fields separated by blanks, or by commas; a name with blanks stands in double quotes.
The formats are described in the SaTScan User Guide (Kulldorff, satscan.org), "Data Requirements".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from almenara.errors import BadInput, Fault, UsageError

MEND = "Mend the file; docs/explanation/scan.md shows each format"
_CENTURY = 31
"""Years of two digits below it are of this century."""
_BY_PRECISION = ("year", "month", "day")


@dataclass(frozen=True)
class Moment:
    """A day as a file states it: `precision` is year, month or day, `first` the first day it may be."""

    first: date
    precision: str


@dataclass(frozen=True)
class Tally:
    """One line of a case, control or population file."""

    row: int
    place: str
    count: int
    when: Moment | None
    covariates: tuple[str, ...]


@dataclass(frozen=True)
class Coordinates:
    """Places and where they are.

    points  latitude and longitude in degrees if `degrees`, else x and y on a plane
    """

    places: list[str]
    points: list[tuple[float, float]]
    degrees: bool


def read_tallies(path: Path, covariates: int = 0) -> list[Tally]:
    """A case or control file: place, number, time (or none), covariates.

    covariates  how many stand at the end of each line
    Raises      BadInput with every line that was not understood; UsageError where there is no file
    """
    faults: list[Fault] = []
    found = []
    for row, fields in _lines(path):
        extra = len(fields) - 2 - covariates
        if extra not in (0, 1):
            wanted = f"{2 + covariates} or {3 + covariates}"
            names = f"place, number, time{', covariates' if covariates else ''}"
            faults.append(Fault(path.name, f"has {len(fields)} fields, not {wanted}: {names}", row))
            continue
        count = _whole(fields[1], path, row, "number", faults)
        when = _moment(fields[2], path, row, faults) if extra else None
        found.append(Tally(row, fields[0], count, when, tuple(fields[2 + extra :])))
    _check(faults)
    if len({t.when is None for t in found}) > 1:
        mixed = next(t for t in found if t.when is None)
        raise BadInput("scan", [Fault(path.name, "has no time, other lines do", mixed.row, "time")], MEND)
    return found


def read_population(path: Path) -> list[Tally]:
    """A population file: place, time of the count, people, covariates. Raises BadInput, UsageError."""
    faults: list[Fault] = []
    found = []
    width = 0
    for row, fields in _lines(path):
        width = width or len(fields)
        if len(fields) != width or width < 3:
            message = f"has {len(fields)} fields, not {max(width, 3)}: place, time, people, covariates"
            faults.append(Fault(path.name, message, row))
            continue
        when = _moment(fields[1], path, row, faults)
        count = _whole(fields[2], path, row, "people", faults)
        found.append(Tally(row, fields[0], count, when, tuple(fields[3:])))
    _check(faults)
    return found


def read_coordinates(path: Path, degrees: bool | None = None) -> Coordinates:
    """A coordinate file: place, latitude and longitude, or place, x and y.

    degrees  whether they are latitude and longitude; without it, they are if all of them could be
    Raises   BadInput also where a place stands twice or a latitude is beyond the poles
    """
    faults: list[Fault] = []
    places: dict[str, tuple[float, float]] = {}
    for row, fields in _lines(path):
        if len(fields) < 3:
            message = f"has {len(fields)} fields, not 3: place and two coordinates"
            faults.append(Fault(path.name, message, row))
            continue
        if fields[0] in places:
            faults.append(Fault(path.name, f"{fields[0]} stands twice", row, "place"))
        places[fields[0]] = _point(fields[1:3], path, row, faults)
    _check(faults)
    points = list(places.values())
    return Coordinates(list(places), points, _in_degrees(points, degrees, path))


def read_grid(path: Path) -> list[tuple[float, float]]:
    """A grid file: centres of windows, two coordinates a line. Raises BadInput, UsageError."""
    faults: list[Fault] = []
    found = []
    for row, fields in _lines(path):
        if len(fields) < 2:
            faults.append(Fault(path.name, "has 1 field, not 2 coordinates", row))
            continue
        found.append(_point(fields[:2], path, row, faults))
    _check(faults)
    return found


def read_neighbours(path: Path, places: Sequence[str]) -> list[tuple[int, int]]:
    """A neighbour file: a place, then the places that touch it. Returns pairs of indices into `places`.

    Raises  BadInput where a name is not among the places
    """
    index = {name: number for number, name in enumerate(places)}
    faults: list[Fault] = []
    pairs = []
    for row, fields in _lines(path):
        unknown = [name for name in fields if name not in index]
        faults += [Fault(path.name, f"{name} has no coordinates", row, "place") for name in unknown]
        if not unknown:
            pairs += [(index[fields[0]], index[name]) for name in fields[1:]]
    _check(faults)
    return pairs


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lines with their fields and numbers, empty ones left out."""
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is no regular file" if path.exists() else "does not exist"
        raise UsageError(f"{path} {what}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="latin-1")
    if "\x00" in text:
        raise BadInput("scan", [Fault(path.name, "holds NUL bytes: it is not a text file")], MEND)
    if not text.strip():
        raise BadInput("scan", [Fault(path.name, "holds no lines")], MEND)
    lines = ((row, line.strip()) for row, line in enumerate(text.splitlines(), 1))
    for row, line in lines:
        if line and "," in line:
            yield row, [f.strip() for f in next(csv.reader([line], skipinitialspace=True))]
        elif line and '"' in line:
            yield row, next(csv.reader([re.sub(r"\s+", " ", line)], delimiter=" ", skipinitialspace=True))
        elif line:
            yield row, line.split()


def _whole(text: str, path: Path, row: int, field: str, faults: list[Fault]) -> int:
    if text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if value < 0 or value != value or value >= 2**53 or value % 1:
        faults.append(Fault(path.name, f'"{text}" is not a whole number', row, field))
        return 0
    return int(value)


def _point(fields: Sequence[str], path: Path, row: int, faults: list[Fault]) -> tuple[float, float]:
    numbers = []
    for text in fields:
        try:
            numbers.append(float(text))
        except ValueError:
            numbers.append(float("inf"))
        if not abs(numbers[-1]) < float("inf"):
            faults.append(Fault(path.name, f'"{text}" is not a coordinate', row))
    return numbers[0], numbers[1]


def _in_degrees(points: Sequence[tuple[float, float]], degrees: bool | None, path: Path) -> bool:
    could_be = all(-90 <= a <= 90 and -180 <= b <= 180 for a, b in points)
    if degrees and not could_be:
        raise BadInput("scan", [Fault(path.name, "holds coordinates that are not degrees")], MEND)
    return could_be if degrees is None else degrees


def _moment(text: str, path: Path, row: int, faults: list[Fault]) -> Moment | None:
    found = parse_moment(text)
    if found is None:
        message = f'"{text}" is not a year, month or day: 1985, 1985/3, 1985/3/22'
        faults.append(Fault(path.name, message, row, "time"))
    return found


@cache
def parse_moment(text: str) -> Moment | None:
    """1985, 85, 1985/3, 1985/3/22, 1985-03-22 or 3/22/1985; none if it is nothing of that kind."""
    parts = re.split(r"[/-]", text)
    if not all(p.isdecimal() for p in parts) or len(parts) > 3:
        return None
    numbers = [int(p) for p in parts]
    if len(parts) == 3 and len(parts[2]) == 4:
        numbers = [numbers[2], *numbers[:2]]
    if numbers[0] < 100:
        numbers[0] += 2000 if numbers[0] < _CENTURY else 1900
    year, month, day = [*numbers, 1, 1][:3]
    try:
        return Moment(date(year, month, day), _BY_PRECISION[len(parts) - 1])
    except ValueError:
        return None


def _check(faults: list[Fault]) -> None:
    if faults:
        raise BadInput("scan", faults, MEND)
