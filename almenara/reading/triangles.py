"""A long table of reports: a row an event period and delay, or an event day and report day, with a count."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.period import Period
from almenara.reading.counts import MAX_COUNT

UNITS = ("day", "week", "month")
MEND = "Mend the file: a row an event period and delay (or report day), once each, with a whole count"
MOST_PERIODS = 20_000
"""More periods than this between first and last event are a slip of the pen, not a series."""
_NUMBER = re.compile(r"\d{1,7}")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")

Index = Callable[[int | date], int]


@dataclass(frozen=True)
class Triangle:
    """Reports by event period and delay as known in one period.

    labels   of the event periods: first days, months YYYY-MM, or numbers
    now      label of the period whose knowledge it is
    unit     day, week, month, or period where events are numbers
    reports  shape (periods, delays); nan where still to come
    """

    labels: list[str]
    now: str
    unit: str
    reports: npt.NDArray[np.float64]


@dataclass
class _Rows:
    """What was understood of the rows: event, delay or report day, count, each with its line."""

    events: list[int | date] = field(default_factory=list)
    delays: list[int | date] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_triangle(
    path: Path, event: str, delay: str, count: str, unit: str | None = None, now: str | None = None
) -> Triangle:
    """Read a CSV file in UTF-8; what no row tells of counts as nothing reported.

    event   column of the event period: a day YYYY-MM-DD, a month YYYY-MM, or a number
    delay   column of the delay in periods, a whole number; or of the day of the report
    unit    length of a period; without it, what the events are precise to
    now     the period whose knowledge is used: a day, a month, or a number (of the event where those are
            numbers, else of the period, the first being 1); without it, the last report's
    Raises  UsageError where there is no file, column, unit or now; BadInput with every row that was not
            understood or stands twice
    """
    if unit is not None and unit not in UNITS:
        raise UsageError(f'--unit: "{unit}" is not a unit; write {", ".join(UNITS)}')
    faults: list[Fault] = []
    rows = _read(path, (event, delay, count), faults)
    if not rows.events and not faults:
        faults.append(Fault(path.name, "holds no rows"))
    if not faults:
        _alike(path, rows.events, event, rows.lines, faults)
        _alike(path, rows.delays, delay, rows.lines, faults)
    if faults:
        raise BadInput("nowcast", faults, MEND)
    unit, index = _periods(rows, unit)
    at = np.array([index(e) for e in rows.events])
    if isinstance(rows.delays[0], date):
        if isinstance(rows.events[0], int):
            raise UsageError(f"--delay: {delay} holds days, but {event} holds numbers; give both as days")
        lag = np.array([index(d) for d in rows.delays]) - at
        early = np.flatnonzero(lag < 0)
        faults += [
            Fault(path.name, f"{rows.delays[i]} is before the event, {rows.events[i]}", rows.lines[i], delay)
            for i in early
        ]
    else:
        lag = np.array(rows.delays)
    if int(lag.max(initial=0)) > MOST_PERIODS or int(at.max() - at.min()) > MOST_PERIODS:
        far = int(np.argmax(lag)) if lag.max() > MOST_PERIODS else int(np.argmax(np.abs(at - np.median(at))))
        message = f"lies more than {MOST_PERIODS:,} {unit}s from others"
        faults.append(
            Fault(path.name, message, rows.lines[far], delay if lag.max() > MOST_PERIODS else event)
        )
    if faults:
        raise BadInput("nowcast", faults, MEND)
    return _filled(rows, at, lag, unit, index, now)


def _read(path: Path, names: tuple[str, str, str], faults: list[Fault]) -> _Rows:
    rows = _Rows()
    seen: set[tuple[int | date, int | date]] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            held = table.fieldnames or []
            for option, name in zip(("--event", "--delay", "--count"), names, strict=True):
                if name not in held:
                    raise UsageError(
                        f"{option}: {path.name} has no column {name}; it has {', '.join(held) or 'none'}"
                    )
            for row in table:
                _take(row, names, Fault(path.name, "", table.line_num), rows, seen, faults)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} can't be read as CSV in UTF-8: {error}") from error
    return rows


def _take(
    row: dict[str, str], names: tuple[str, str, str], where: Fault, rows: _Rows,
    seen: set[tuple[int | date, int | date]], faults: list[Fault],
) -> None:  # fmt: skip
    before = len(faults)
    event, delay, count = ((row[name] or "").strip() for name in names)

    def fault(text: str, wanted: str, name: str) -> None:
        shown = text if len(text) <= 40 else text[:40] + "…"
        faults.append(
            Fault(where.file, f'"{shown}" is not {wanted}' if text else "is empty", where.row, name)
        )

    when, lag = moment(event), moment(delay)
    if when is None:
        fault(event, "a day YYYY-MM-DD, a month YYYY-MM or a number", names[0])
    if lag is None:
        fault(delay, "a number of periods or the day of a report, YYYY-MM-DD", names[1])
    whole = re.fullmatch(r"\d{1,11}(\.0+)?", count, re.ASCII)
    if whole is None or float(count) > MAX_COUNT:
        fault(count, "a count", names[2])
    if len(faults) > before or when is None or lag is None:
        return
    if (when, lag) in seen:
        faults.append(
            Fault(where.file, f"{event} with {delay} stands in an earlier row too", where.row, names[1])
        )
        return
    seen.add((when, lag))
    rows.events.append(when)
    rows.delays.append(lag)
    rows.counts.append(float(count))
    rows.lines.append(where.row or 0)


def moment(text: str) -> int | date | None:
    """A number, a day, or the first day of a month; none if it is neither."""
    if _NUMBER.fullmatch(text) and text.isascii():
        return int(text)
    if not (_DAY.fullmatch(text) and text.isascii()):
        return None
    try:
        return date.fromisoformat(text if len(text) > 7 else text + "-01")
    except ValueError:
        return None


def _alike(path: Path, values: list[int | date], name: str, lines: list[int], faults: list[Fault]) -> None:
    """Days and numbers in one column cannot both be meant."""
    kind = type(values[0])
    word = "a number" if kind is int else "a day"
    faults += [
        Fault(path.name, f"{value} is not {word}, as the first row's is", line, name)
        for value, line in zip(values, lines, strict=True)
        if type(value) is not kind
    ]


def _periods(rows: _Rows, unit: str | None) -> tuple[str, Index]:
    """The unit, and the number of the period that a day or number lies in."""
    if isinstance(rows.events[0], int):
        return unit or "period", lambda value: int(value)
    events = [e for e in rows.events if isinstance(e, date)]
    days = events + [d for d in rows.delays if isinstance(d, date)]
    first = min(days)
    if unit is None:
        if all(d.day == 1 for d in days) and len(set(days)) > 1:
            unit = "month"
        elif all((d - first).days % 7 == 0 for d in days) and len(set(days)) > 1:
            unit = "week"
        else:
            unit = "day"
    if unit == "month":
        return unit, lambda value: 12 * value.year + value.month - 1
    if unit == "day":
        return unit, lambda value: value.toordinal()
    same = len({d.weekday() for d in events}) == 1
    begins = events[0].toordinal() % 7 if same else 1  # the events' own weekday, else Monday
    return unit, lambda value: (value.toordinal() - begins) // 7


def _label(number: int, unit: str, rows: _Rows) -> str:
    if isinstance(rows.events[0], int):
        return str(number)
    if unit == "month":
        return str(Period.month(number // 12, number % 12 + 1))
    if unit == "day":
        return date.fromordinal(number).isoformat()
    same = len({d.weekday() for d in rows.events if isinstance(d, date)}) == 1
    begins = min(d for d in rows.events if isinstance(d, date)).toordinal() % 7 if same else 1
    return date.fromordinal(7 * number + begins).isoformat()


def _now(text: str | None, rows: _Rows, index: Index, first: int, last: int) -> int:
    if text is None:
        return last
    when = moment(text.strip())
    if when is None:
        raise UsageError(f'--now: "{text}" is not a day YYYY-MM-DD, a month YYYY-MM or a number')
    numbers = isinstance(rows.events[0], int)
    if numbers and isinstance(when, date):
        raise UsageError(f"--now: the events are numbers, from {first} on; {text} is a day")
    now = first + when - 1 if not numbers and isinstance(when, int) else index(when)
    if now < first + 1:
        raise UsageError(f"--now: {text} is before the second period of the file; nothing can be learned")
    if now > last + MOST_PERIODS:
        raise UsageError(f"--now: {text} is more than {MOST_PERIODS:,} periods after the last report")
    return now


def _filled(
    rows: _Rows, at: npt.NDArray[np.int64], lag: npt.NDArray[np.int64], unit: str, index: Index, now: str | None
) -> Triangle:  # fmt: skip
    first = int(at.min())
    if now is None and int(at.max()) == first:
        raise UsageError("the file holds one event period only; a nowcast learns from earlier ones")
    today = _now(now, rows, index, first, int((at + lag).max()))
    last = today if now is not None else int(at.max())
    known = at + lag <= today
    width = int(lag[known].max(initial=0)) + 1
    reports = np.zeros((last - first + 1, width))
    np.add.at(reports, (at[known] - first, lag[known]), np.array(rows.counts)[known])
    period, delay = np.indices(reports.shape)
    reports[first + period + delay > today] = np.nan
    labels = [_label(first + i, unit, rows) for i in range(len(reports))]
    return Triangle(labels, _label(today, unit, rows), unit, reports)
