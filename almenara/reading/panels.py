"""A long table of monthly or weekly counts: a row a unit and month, with a line of column names."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.errors import BadInput, Fault, UsageError

MEND = "Mend the file: a row for every unit and {step}, 0 where nothing was counted"
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})")
_NUMBERED = 50_000
"""Weeks below this number are numbered by the file itself; a week of a calendar has a higher one."""


@dataclass(frozen=True)
class Panel:
    """Counts by unit and month, or week, without gaps.

    units   names, sorted as text; as numbers if all are
    first   number of the first month (12 * year + month - 1) or week (of 7 days since year 1)
    counts  shape (units, months), oldest first
    groups  each unit's group, where a column of groups was asked for
    """

    units: list[str]
    first: int
    counts: npt.NDArray[np.float64]
    groups: dict[str, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last month or week, numbered as the first."""
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


def week_number(text: str) -> int | None:
    """Weeks since year 1 of a day or YYYY-Www (ISO, from Monday); a whole number as it is; none otherwise."""
    try:
        if found := _WEEK.fullmatch(text.strip()):
            day = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        elif text.strip().isdecimal():
            return int(text) if int(text) < _NUMBERED else None
        else:
            day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return (day.toordinal() - 1) // 7


def week_text(number: int) -> str:
    """The Monday of a week's number; the number itself where the file numbers its weeks."""
    return str(number) if number < _NUMBERED else date.fromordinal(7 * number + 1).isoformat()


@dataclass(frozen=True)
class Step:
    """How a file tells time: its number, its text, and how it is written."""

    number: Callable[[str], int | None]
    text: Callable[[int], str]
    form: str


STEPS = {
    "month": Step(month_number, month_text, "a month, YYYY-MM"),
    "week": Step(week_number, week_text, "a week: YYYY-MM-DD, YYYY-Www or a whole number"),
}


def read_panel(
    path: Path, unit: str, time: str, value: str, group: str | None = None, every: str = "month",
    command: str = "forecast",
) -> Panel:  # fmt: skip
    """Read a CSV file in UTF-8.

    unit, time, value  names of its columns; other columns are not looked at. Without a unit, the file is one
            series, named after the value
    group   name of the column of what the unit is part of, one for all its rows
    every   length of a time step, of STEPS
    command  for messages
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
                if name not in names and (name or option != "--unit"):
                    raise UsageError(
                        f"{option}: {path.name} has no column {name}; it has {', '.join(names) or 'none'}"
                    )
            for row in rows:
                where = Fault(path.name, "", rows.line_num)
                _take(row, (unit, time, value), where, cells, faults, STEPS[every])
                if group:
                    _group(row, unit, group, where, groups, faults)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} can't be read as CSV in UTF-8: {error}") from error
    if not cells and not faults:
        faults.append(Fault(path.name, "holds no rows"))
    if faults:
        raise BadInput(command, faults, MEND.format(step=every))
    units = sorted({name for name, _ in cells}, key=_order)
    months = [month for _, month in cells]
    first, last = min(months), max(months)
    missing = [
        Fault(path.name, f"no row for {name} in {STEPS[every].text(month)}", None, time)
        for name in units
        for month in range(first, last + 1)
        if (name, month) not in cells
    ]
    if missing:
        raise BadInput(command, missing, MEND.format(step=every))
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
    cells: dict[tuple[str, int], float], faults: list[Fault], step: Step,
) -> None:  # fmt: skip
    before = len(faults)
    unit, time, value = ((row[name] or "").strip() if name else names[2] for name in names)

    def fault(message: str, name: str) -> None:
        faults.append(Fault(where.file, message, where.row, name))

    if not unit:
        fault("is empty", names[0])
    month = step.number(time)
    if month is None:
        fault(f'"{time}" is not {step.form}', names[1])
    count = _count(value)
    if count is None:
        fault(f'"{value}" is not a count', names[2])
    if month is None or count is None or len(faults) > before:
        return
    if (unit, month) in cells:
        fault(f"{unit} in {step.text(month)} stands in an earlier row too", names[1])
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
