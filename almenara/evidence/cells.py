"""Cells: one value of one definition for one place and period, as one document gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from almenara.model.period import Period

_ONE_ROW = re.compile(r"(?:sheet (?P<sheet>.*), )?row (?P<row>\d+)(?:, column .*)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """The sum of one document's rows for one definition, place and period.

    value  None where the publisher itself says unknown for any of the rows
    rows   rows of the file, `columns` and `sheet` its other coordinates
    """

    definition: str
    place: str
    start: date
    end: date
    value: float | None
    low: float | None
    high: float | None
    known: date
    ground: str
    document: str
    batch: str
    citation: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[int, ...]
    note: str


@dataclass(frozen=True)
class Tiling:
    """A period put together from cells: those added, and those taken away."""

    added: tuple[Cell, ...]
    taken: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that it rests on."""
        return self.added + self.taken

    @property
    def known(self) -> date:
        """The day on which all parts were known."""
        return max(cell.known for cell in self.cells)

    @property
    def stalest(self) -> date:
        """The day of the oldest part: how fresh the whole is."""
        return min(cell.known for cell in self.cells)

    @property
    def value(self) -> float | None:
        """Sum of the added less the taken cells; None if any is unknown."""
        if any(cell.value is None for cell in self.cells):
            return None
        return sum(c.value or 0.0 for c in self.added) - sum(c.value or 0.0 for c in self.taken)

    @property
    def at_first_hand(self) -> bool:
        """Whether every part was read from the publisher's own file, none from a page that quotes it."""
        return not any(cell.citation for cell in self.cells)

    @property
    def rank(self) -> tuple[bool, date, bool, bool, int]:
        """What makes one tiling better: a value at all, freshness, first-hand evidence, no subtraction, fewer parts."""
        return (
            all(c.value is not None for c in self.cells),
            self.stalest,
            self.at_first_hand,
            not self.taken,
            -len(self.cells),
        )


def tile(cells: Iterable[Cell], period: Period) -> Tiling | None:
    """The best way to cover a period exactly with the cells of one definition and place.

    Either cells laid end to end, or one larger cell less such cells of the same document and day
    (a quarter less its last month). The freshest tiling wins: the one whose oldest part is youngest.
    Returns None where there is no exact cover.
    """
    held = list(cells)
    candidates = [t for t in (_lay(held, period),) if t]
    if not candidates:
        for whole in held:
            outer = Period(whole.start, whole.end)
            if outer == period or not outer.contains(period):
                continue
            same = [
                c for c in held if (c.document, c.known) == (whole.document, whole.known) and c is not whole
            ]
            rest: list[Cell] = []
            for start, end in ((outer.start, period.start - _DAY), (period.end + _DAY, outer.end)):
                if start <= end:
                    laid = _lay(same, Period(start, end))
                    if laid is None:
                        break
                    rest += laid.added
            else:
                candidates.append(Tiling((whole,), tuple(rest)))
    return _best(candidates) if candidates else None


_DAY = timedelta(days=1)
_COLUMNS_SHOWN = 12


def _lay(cells: list[Cell], period: Period) -> Tiling | None:
    """Cells laid end to end from the first to the last day, choosing the freshest chain."""
    starts: dict[date, list[Cell]] = {}
    for cell in cells:
        if cell.start >= period.start and cell.end <= period.end:
            starts.setdefault(cell.start, []).append(cell)
    best: dict[date, Tiling] = {}
    stop = period.end + _DAY
    for day in sorted({*starts, period.start}, reverse=True):
        options = []
        for cell in starts.get(day, []):
            after = cell.end + _DAY
            if after == stop:
                options.append(Tiling((cell,)))
            elif after in best:
                options.append(Tiling((cell, *best[after].added)))
        if options:
            best[day] = _best(options)
    return best.get(period.start)


def _best(tilings: list[Tiling]) -> Tiling:
    """The one that ranks highest, of equals the first; what is alone is not ranked."""
    return tilings[0] if len(tilings) == 1 else max(tilings, key=lambda t: t.rank)


def locator(cells: Iterable[Cell]) -> str:
    """Where cells of one document stand: 'sheet Hoja1, rows 5-36, 41, columns H, I'."""
    held = list(cells)
    sheets = sorted({c.sheet for c in held if c.sheet})
    rows = sorted({row for c in held for row in c.rows})
    columns = list(dict.fromkeys(column for c in held for column in c.columns if column))
    parts = [f"sheet {', '.join(sheets)}"] if sheets else []
    if rows:
        ranges = _ranges(rows)
        shown = ", ".join(ranges[:40]) + (f" … {ranges[-1]} ({len(rows)} rows)" if len(ranges) > 40 else "")
        parts.append(f"row{'s' if len(rows) > 1 else ''} {shown}")
    if len(columns) > _COLUMNS_SHOWN:  # quoted places, one a row: the rows tell which
        parts.append(f"columns {columns[0]} … {columns[-1]} ({len(columns)} of them)")
    elif columns:
        parts.append(f"column{'s' if len(columns) > 1 else ''} {', '.join(columns)}")
    return ", ".join(parts)


def locator_of_row(sheet: str, row: int | None, column: str) -> str:
    """Where one row of a file stands."""
    parts = [f"sheet {sheet}"] if sheet else []
    parts += [f"row {row}"] if row is not None else []
    parts += [f"column {column}"] if column else []
    return ", ".join(parts)


def locator_of_rows(locators: Iterable[str]) -> str:
    """Where several rows of one file stand, from where each of them does."""
    held = [_ONE_ROW.fullmatch(text) for text in locators]
    sheets = sorted({m["sheet"] for m in held if m and m["sheet"]})
    rows = sorted({int(m["row"]) for m in held if m})
    if not rows:
        return ""
    parts = [f"sheet {', '.join(sheets)}"] if sheets else []
    return ", ".join([*parts, f"row{'s' if len(rows) > 1 else ''} {', '.join(_ranges(rows))}"])


def _ranges(rows: list[int]) -> list[str]:
    out: list[str] = []
    first = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        out.append(str(first) if first == last else f"{first}-{last}")
        first = last = row
    return out
