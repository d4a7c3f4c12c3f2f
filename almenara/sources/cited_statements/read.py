"""Reads tables of statements, policy events and leader events, each row with its own citation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from almenara.errors import UsageError
from almenara.model.document import READ_LATER, Citation, Document
from almenara.model.period import Period
from almenara.reading import citing
from almenara.reading.faults import Faults
from almenara.reading.grids import need_columns
from almenara.reading.rows import Reading, citation_table, make_table
from almenara.reading.spec import Spec

Row = dict[str, str]
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]*$")
_PREDICATE = re.compile(r"^[a-z][a-z-]*$")
_TOLD_BY = {"person": "leaders", "policy": "register"}
"""Layouts by the column that only they have."""
_PRECISION = {10: "day", 7: "month", 4: "year"}
_MEND = "Mend the rows named, and take the table in again; docs/how-to/add-a-figure.md has the columns"


def read(document: Document, spec: Spec) -> Reading:
    """Statements or events, by the table's layout. The table is known since its earliest row.

    Raises BadInput with every fault of every row.
    """
    grid = citing.read_kept_table(document)
    layout = (
        "leaders" if "person" in grid.columns else "register" if "policy" in grid.columns else "statements"
    )
    columns: dict[str, list[str]] = spec.layouts[layout]
    need_columns(document, grid, columns["columns"], spec.id)
    faults = Faults(document, spec)
    for header in set(grid.columns) - {*columns["columns"], *columns["optional"]}:
        faults.add(f'the column "{header}" has no meaning here', 1, header)
    citing.check_formulas(grid, faults)
    kept = _Kept(faults, spec)
    understand = {"leaders": kept.leader, "register": kept.policy, "statements": kept.statement}[layout]
    names = list(grid.columns)
    cells = [grid.columns[name].to_pylist() for name in names]
    for number, values in enumerate(zip(*cells, strict=True), grid.first_row):
        understand(number, dict(zip(names, values, strict=True)))
    if not grid.rows:
        faults.add("the table has no rows")
    faults.check(_MEND)
    table = "events" if layout == "leaders" else "statements"
    rows = {name: [row[name] for row in kept.rows] for name in kept.rows[0]}
    return Reading(
        {table: make_table(table, rows), "citations": citation_table(kept.citations)},
        min(row["known"] for row in kept.rows), "stated", layout=layout, language=spec.language,
    )  # fmt: skip


@dataclass
class _Kept:
    """Rows understood so far."""

    faults: Faults
    spec: Spec
    rows: list[dict[str, Any]] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def statement(self, number: int, row: Row) -> None:
        """One claim: subject, predicate, object."""
        self._match(number, row, "predicate", _PREDICATE, "words in lower case with hyphens")
        common = self._common(number, row, ("subject", "predicate", "object"))
        common["valid_from"] = self._day(number, row, "valid_from", first=True)
        common["valid_to"] = self._day(number, row, "valid_to")
        common["date_precision"] = _PRECISION.get(len(row.get("valid_from", "")), "day")
        if common["valid_from"] and common["valid_to"] and common["valid_to"] < common["valid_from"]:
            self.faults.add(f"ends before {row['valid_from']}", number, "valid_to")
        credibility = row.get("credibility", "")
        common |= {"subject": row["subject"], "predicate": row["predicate"]}
        common["note"] = citing.join_notes(credibility, common["note"])
        self._in_languages(common, {"": row["object"]}, {"es": row.get("object_es", "")})

    def policy(self, number: int, row: Row) -> None:
        """One event in the life of a policy."""
        self._listed(number, row, "status", "status")
        self._listed(number, row, "mechanism", "mechanism")
        common = self._common(number, row, ("policy", "event", "actor", "instrument", "summary"))
        common["valid_from"] = self._day(number, row, "event", first=True)
        common["valid_to"] = None
        common["date_precision"] = _PRECISION.get(len(row["event"]), "day")
        parts = [f"{name}: {row[name]}" for name in ("actor", "instrument", "mechanism")]
        common |= {"subject": row["policy"], "predicate": f"policy:{row['status']}"}
        told = common["note"]
        common["note"] = citing.join_notes(*parts, _act(row.get("act", "")), told)
        if row.get("policy_es") and row.get("summary_es"):
            self._in_languages(common, {"en": row["summary"]}, {})
            if row.get("act") and not row.get("act_es"):
                self.faults.add("is empty: the act is named in English only", number, "act_es")
            note = citing.join_notes(*parts, _act(row.get("act_es", "")), told)
            spanish = common | {"subject": row["policy_es"], "note": note}
            self._in_languages(spanish, {"es": row["summary_es"]}, {})
        else:
            self._in_languages(common, {"": row["summary"]}, {})

    def leader(self, number: int, row: Row) -> None:
        """One capture, death, extradition or escape of a leader, as an event; the role is its victim type."""
        self._listed(number, row, "kind", "leader_kind")
        self._listed(number, row, "flag", "flag")
        common = self._common(number, row, ("date", "person", "group"))
        common["start"] = self._day(number, row, "date", first=True)
        common["end"] = self._day(number, row, "date")
        alias = f' ("{row["alias"]}")' if row.get("alias") else ""
        note = citing.join_notes(row.get("flag", ""), common.pop("note"))
        common["event"] = common.pop("statement")
        common.pop("language")
        place = row["place"]
        precision = (
            "municipality" if "," in place else "state" if "-" in place else "country" if place else ""
        )
        self.rows.append(
            common
            | {
                "kind": f"leader-{row['kind']}", "date_precision": _PRECISION.get(len(row["date"]), "day"),
                "place_precision": precision, "side_a": row.get("force", ""), "side_b": row["group"],
                "victim_type": row.get("role") or "leader", "summary": f"{row['person']}{alias}", "note": note,
            }
        )  # fmt: skip

    def _common(self, number: int, row: Row, needed: tuple[str, ...]) -> dict[str, Any]:
        for name in (*needed, "publisher", "title"):
            if not row[name]:
                self.faults.add("is empty", number, name)
        self._match(number, row, "id", _ID, "letters, digits and hyphens")
        first = self.ids.setdefault(row["id"], number)
        if first != number:
            self.faults.add(f'"{row["id"]}" is the id of row {first}, too', number, "id")
        self._try(number, "address", lambda: citing.check_address(row["address"]))
        known = self._try(number, "known", lambda: citing.known_by(row["known"]))
        ground = self._try(number, "ground", lambda: citing.check_ground(row.get("ground", ""))) or "stated"
        page = row.get("published", "")
        if page:
            self._try(number, "published", lambda: citing.known_by(page))
        self._try(number, "known", lambda: citing.check_page_day(ground, row["known"], page, row["address"]))
        if not page and ground not in READ_LATER:
            page = row["known"]
        place = row.get("place", "")
        if place:
            where = row.get("country", "")
            place = self._try(number, "place", lambda: citing.reader_place(place, where)) or ""
        citation = Citation(
            row["publisher"], row["title"], row["address"], page,
            row.get("author", ""), row.get("language", ""), row.get("carrier", ""), row.get("title_es", ""),
        )  # fmt: skip
        self.citations[(key := citing.citation_id(citation))] = citation
        note = row.get("note", "")
        return {
            "statement": row["id"], "place": place, "known": known or date.max, "ground": ground,
            "citation": key, "row": number, "column": "", "language": "",
            "note": citing.join_notes(note, citing.only_known_by(row["known"]) if known else ""),
        }  # fmt: skip

    def _in_languages(self, common: dict[str, Any], original: Row, translated: Row) -> None:
        """One statement a language; where there is a translation, the original is English."""
        texts = {("en" if any(translated.values()) else k): v for k, v in original.items()}
        texts |= {language: text for language, text in translated.items() if text}
        for language, text in texts.items():
            self.rows.append(common | {"object": text, "language": language, "column": "object"})

    def _try(self, number: int, name: str, understand: Callable[[], Any]) -> Any:
        try:
            return understand()
        except (ValueError, UsageError) as error:
            self.faults.add(str(error), number, name)
            return None

    def _day(self, number: int, row: Row, name: str, first: bool = False) -> date | None:
        text = row.get(name, "")
        if not text:
            return None
        period: Period | None = self._try(number, name, lambda: Period.parse(text))
        return None if period is None else period.start if first else period.end

    def _listed(self, number: int, row: Row, name: str, lookup: str) -> None:
        value = row.get(name, "")
        if value not in self.spec.lookups[lookup]:
            known = ", ".join(k for k in self.spec.lookups[lookup] if k)
            self.faults.add(f'"{value}" is not one of {known}', number, name)

    def _match(self, number: int, row: Row, name: str, pattern: re.Pattern[str], words: str) -> None:
        if not pattern.match(row[name]):
            self.faults.add(f'"{row[name]}" is not written as {words}', number, name)


def _act(name: str) -> str:
    return f"act: {name}" if name else ""
