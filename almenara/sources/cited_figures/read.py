"""Reads a table of published figures, each with its own citation and its own known day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from almenara.errors import UsageError
from almenara.model.document import Citation, Document
from almenara.model.period import Period
from almenara.reading import citing
from almenara.reading.counts import describe_count
from almenara.reading.declared import declared_definitions
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec, measures

_NUMBER = re.compile(r"^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$")
_BREAKDOWN = re.compile(r"^[a-z-]+=[^;=]+(;[a-z-]+=[^;=]+)*$")
_MEND = "Mend the rows named, and take the table in again; docs/how-to/add-a-figure.md has the columns"


def read(document: Document, spec: Spec) -> Reading:
    """One observation a row, with its citation. The table is known since its earliest row.

    Raises BadInput with every fault of every row.
    """
    grid = citing.read_kept_table(document)
    columns: list[str] = spec.expect["columns"]
    need_columns(document, grid, columns, spec.id)
    faults = Faults(document, spec)
    for header in set(grid.columns) - {*columns, *spec.expect["optional"]}:
        faults.add(f'the column "{header}" has no meaning here', 1, header)
    citing.check_formulas(grid, faults)
    table = _Table(faults)
    names = list(grid.columns)
    cells = [grid.columns[name].to_pylist() for name in names]
    for number, row in enumerate(zip(*cells, strict=True), grid.first_row):
        table.add(number, dict(zip(names, row, strict=True)))
    if not grid.rows:
        faults.add("the table has no rows")
    faults.check(_MEND)
    published = min(row["known"] for row in table.rows)
    observations = {name: [row[name] for row in table.rows] for name in table.rows[0]}
    return Reading(
        {
            "observations": make_table("observations", observations),
            "citations": citation_table(table.citations),
        },
        published, "stated", language=spec.language,
    )  # fmt: skip


@dataclass
class _Table:
    """Rows understood so far, with what is needed to see that none stands there twice."""

    faults: Faults
    rows: list[dict[str, Any]] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    values: dict[tuple[Any, ...], tuple[int, str]] = field(default_factory=dict)

    def add(self, number: int, row: dict[str, str]) -> None:
        """Understand one row, or note all that is wrong with it."""
        before = len(self.faults)

        def get(name: str, understand: Callable[[str], Any]) -> Any:
            try:
                return understand(row.get(name, ""))
            except (ValueError, UsageError) as error:
                self.faults.add(str(error), number, name)
                return None

        kind = self._definition(number, row)
        numbers = {name: get(name, _number) for name in ("value", "low", "high")}
        self._bounds(number, row, numbers)
        period = get("period", Period.parse)
        ground = get("ground", citing.check_ground)
        page = None if row.get("known") and not row["published"] else get("published", citing.known_by)
        known = get("known", lambda day: citing.known_since(day, page, row.get("note", ""), ground or ""))
        since = row.get("known") or row["published"]
        get("published", lambda day: citing.check_page_day(ground or "", since, day, row["address"]))
        place = get("place", lambda text: citing.reader_place(text, row.get("country", "")))
        get("publisher", _text), get("title", _text), get("address", citing.check_address)
        get("breakdown", _breakdown)
        if kind == "flow" and period and known and known < period.end:
            self.faults.add(f"was published before {period} ended", number, "published")
        self._repeated(number, row, period, known)
        if len(self.faults) > before or period is None:
            return
        citation = Citation(
            row["publisher"], row["title"], row["address"], row["published"],
            row.get("author", ""), row.get("language", ""), row.get("carrier", ""), row.get("title_es", ""),
        )  # fmt: skip
        self.citations[(key := citing.citation_id(citation))] = citation
        locator = row.get("locator", "")
        self.rows.append(
            {
                "measure": row["measure"], "definition": row["definition"], "place": place,
                "start": period.start, "end": period.end, "breakdown": row.get("breakdown", ""), **numbers,
                "known": known, "ground": ground, "citation": key, "row": number,
                "column": f"value, quoted from {locator}" if locator else "value",
                "note": citing.join_notes(
                    row.get("note", ""), "" if row.get("known") else citing.only_known_by(row["published"])
                ),
            }
        )  # fmt: skip

    def _definition(self, number: int, row: dict[str, str]) -> str:
        """Kind of the row's definition, "" where it is not declared."""
        if row["measure"] not in measures():
            self.faults.add(f'"{row["measure"]}" is not a measure: see model/measures.yml', number, "measure")
        definition = declared_definitions().get(row["definition"])
        if definition is None:
            text = f'"{row["definition"]}" is not declared: add it to a definitions.yml'
            self.faults.add(text, number, "definition")
            return ""
        if row["measure"] in measures() and row["measure"] not in definition.measures:
            self.faults.add(f'"{definition.id}" does not define {row["measure"]}', number, "measure")
        if row["unit"] != definition.unit:
            text = f'"{row["unit"]}" is not the unit of {definition.id}, which counts {definition.unit}'
            self.faults.add(text, number, "unit")
        return definition.kind

    def _bounds(self, number: int, row: dict[str, str], numbers: dict[str, float | None]) -> None:
        value, low, high = numbers["value"], numbers["low"], numbers["high"]
        if not any(row.get(name, "") for name in numbers):
            self.faults.add("there is no value, no low and no high", number, "value")
        if low is not None and high is not None and low > high:
            self.faults.add(f"low {low:g} is above high {high:g}", number, "low")
        elif value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            self.faults.add(f"{value:g} lies outside its own bounds", number, "value")

    def _repeated(self, number: int, row: dict[str, str], period: Period | None, known: date | None) -> None:
        """Two rows that are one figure, or two values that one definition cannot have on one day."""
        place = row["place"] + "/" + row.get("country", "")
        cell = (
            row["measure"],
            row["definition"],
            place,
            str(period or row["period"]),
            row.get("breakdown", ""),
        )
        since = row.get("known") or row["published"]
        first = self.seen.setdefault((*cell, since, row["publisher"]), number)
        if first != number:
            self.faults.add(f"says the same as row {first}: keep one of them", number, "definition")
            return
        other, value = self.values.setdefault((*cell, known), (number, row["value"]))
        if known is not None and value != row["value"]:
            text = f"row {other} has {value or 'none'} for the same day: rival counts need own definitions"
            self.faults.add(text, number, "value")


def _number(cell: str) -> float | None:
    if not cell:
        return None
    if not _NUMBER.match(cell):
        raise ValueError(describe_count(cell))
    return float(cell.replace(",", ""))


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def _breakdown(cell: str) -> str:
    if cell and not _BREAKDOWN.match(cell):
        raise ValueError(f'"{cell}" is not a breakdown: write key=value;key=value')
    return cell
