"""A long table of monthly counts: a row a unit and month, with a line of column names."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.errors import BadInput, Fault, UsageError

MEND = "Mend the file: a row for every unit and month, 0 where nothing was counted"
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")


@dataclass(frozen=True)
class Panel:
    """Counts by unit and month without gaps.

    units   names, sorted as text; as numbers if all are
    first   the first month, counted from year 0 (12 * year + month - 1)
    counts  shape (units, months), oldest month first
    groups  each unit's group, where a column of groups was asked for
    """

    units: list[str]
    first: int
    counts: npt.NDArray[np.float64]
    groups: dict[str, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last month, counted as the first."""
        return self.first + len(self.counts[0]) - 1


def month_number(text: str) -> int | None:
    """Months since year 0 of YYYY-MM or YYYY-MM-DD; none if it is neither."""
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return 12 * int(found[1]) + int(found[2]) - 1


def month_text(number: int) -> str:
    """YYYY-MM of a month's number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def read_panel(path: Path, unit: str, time: str, value: str, group: str | None = None) -> Panel:
    """Read a CSV file in UTF-8.

    unit, time, value  names of its columns; other columns are not looked at
    group   name of the column of what the unit is part of, one for all its rows
    Raises  UsageError where there is no file or column; BadInput with every row that was not understood,
            every unit and month given twice or in two groups, and every one that is missing
    """
    cells: dict[tuple[str, int], float] = {}
    groups: dict[str, str] = {}
    faults: list[Fault] = []
    asked = [("--unit", unit), ("--time", time), ("--value", value), *([("--group", group)] if group else [])]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = rows.fieldnames or []
            for option, name in asked:
                if name not in names:
                    raise UsageError(
                        f"{option}: {path.name} has no column {name}; it has {', '.join(names) or 'none'}"
                    )
            for row in rows:
                where = Fault(path.name, "", rows.line_num)
                _take(row, (unit, time, value), where, cells, faults)
                if group:
                    _group(row, unit, group, where, groups, faults)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} can't be read as CSV in UTF-8: {error}") from error
    if not cells and not faults:
        faults.append(Fault(path.name, "holds no rows"))
    if faults:
        raise BadInput("forecast", faults, MEND)
    units = sorted({name for name, _ in cells}, key=_order)
    months = [month for _, month in cells]
    first, last = min(months), max(months)
    missing = [
        Fault(path.name, f"no row for {name} in {month_text(month)}", None, time)
        for name in units
        for month in range(first, last + 1)
        if (name, month) not in cells
    ]
    if missing:
        raise BadInput("forecast", missing, MEND)
    counts = [[cells[name, month] for month in range(first, last + 1)] for name in units]
    return Panel(units, first, np.asarray(counts, dtype=float), groups)


def _group(
    row: dict[str, str], unit: str, group: str, where: Fault, groups: dict[str, str], faults: list[Fault]
) -> None:
    name, part = (row[unit] or "").strip(), (row[group] or "").strip()
    if not part:
        faults.append(Fault(where.file, "is empty", where.row, group))
    elif groups.setdefault(name, part) != part:
        faults.append(
            Fault(where.file, f"{name} stands in {groups[name]} in an earlier row", where.row, group)
        )


def _take(
    row: dict[str, str], names: tuple[str, str, str], where: Fault,
    cells: dict[tuple[str, int], float], faults: list[Fault],
) -> None:  # fmt: skip
    before = len(faults)
    unit, time, value = ((row[name] or "").strip() for name in names)

    def fault(message: str, name: str) -> None:
        faults.append(Fault(where.file, message, where.row, name))

    if not unit:
        fault("is empty", names[0])
    month = month_number(time)
    if month is None:
        fault(f'"{time}" is not a month, YYYY-MM', names[1])
    count = _count(value)
    if count is None:
        fault(f'"{value}" is not a count', names[2])
    if month is None or count is None or len(faults) > before:
        return
    if (unit, month) in cells:
        fault(f"{unit} in {month_text(month)} stands in an earlier row too", names[1])
    cells[unit, month] = count


def _count(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    whole = math.isfinite(number) and 0 <= number < 2**31 and number.is_integer()
    return number if whole and "_" not in text else None


def _order(name: str) -> tuple[bool, int, str]:
    whole = name.isascii() and name.isdigit()
    return (not whole, int(name) if whole else 0, name)
