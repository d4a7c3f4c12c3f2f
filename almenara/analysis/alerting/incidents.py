"""Incidents: what happened, told once, however many documents and publishers tell of it.

Records of one publisher are different incidents: it has counted them itself. Those of several publishers are one
where they are of one kind, their days overlap, and their places may be the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from almenara.analysis.alerting.event_records import FINENESS, Record
from almenara.analysis.alerting.origins import independent
from almenara.analysis.context import Context
from almenara.analysis.methods.nearness import arc_km
from almenara.analysis.statements import rank, row_evidence
from almenara.errors import UnknownPlace
from almenara.model.document import Evidence
from almenara.model.place import fold
from almenara.reading.threats import threats

SAME_KM = 3.0
"""Points of two publishers so far apart at most may be one incident's."""
LONGEST = 7
"""Days: records of longer spans overlap with too much to be told for one incident."""


@dataclass(frozen=True)
class Incident:
    """One incident with all records of it, the one that places it most finely first.

    key  of its anchor, the record that was known first
    """

    records: tuple[Record, ...]

    @property
    def anchor(self) -> Record:
        """The record known first; of equals the first by its key."""
        return min(self.records, key=lambda r: (r.row["known"], r.key))

    @property
    def key(self) -> str:
        """Name of the incident: that of its anchor."""
        return self.anchor.key

    @property
    def finest(self) -> Record:
        """The record that places it."""
        return self.records[0]

    @property
    def kind(self) -> str:
        """Kind of event, as the record that places it has it."""
        return str(self.finest.row["kind"])

    @property
    def place(self) -> str:
        """Code of the place, as finely as it is known."""
        return str(self.finest.row["place"] or "")

    @property
    def precision(self) -> str:
        """How finely the place is known."""
        return self.finest.precision

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude as recorded; None where there are none, or for a whole state or country."""
        row = self.finest.row
        if self.precision not in ("point", "municipality") or row["lat"] is None or row["lon"] is None:
            return None
        return row["lon"], row["lat"]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, of the record with the shortest span."""
        return min((r.days for r in self.records), key=lambda d: (d[1] - d[0], d))

    @property
    def members(self) -> tuple[str, ...]:
        """Keys of all records, in order."""
        return tuple(sorted(r.key for r in self.records))

    @property
    def known(self) -> date:
        """The day on which it was first known."""
        first: date = min(r.row["known"] for r in self.records)
        return first

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Of each record its evidence."""
        return tuple(r.evidence for r in self.records)

    @property
    def deaths(self) -> tuple[float | None, float | None, float | None]:
        """Deaths, and the ends between which sources have them; the record that answers first is the one known last."""
        told = sorted((r for r in self.records if r.row["deaths"] is not None), key=lambda r: r.row["known"])
        if not told:
            return None, None, None
        ends = [
            v
            for r in told
            for v in (r.row["deaths"], r.row["deaths_low"], r.row["deaths_high"])
            if v is not None
        ]
        return told[-1].row["deaths"], min(ends), max(ends)

    def credibility(self, context: Context) -> int:
        """Admiralty number: 1 where independent origins tell it, 2 for one origin on several pages, 3 for one page."""
        origins = independent(context, self.records)
        if any("false" in r.row["note"].split(";")[0].casefold() for r in self.records):
            return 5
        if any(r.row["note"].casefold().startswith("disputed") for r in self.records):
            return 3 if origins > 1 else 4
        if origins > 1:
            return 1
        return 2 if len({(e.document, e.url) for e in self.evidence}) > 1 else 3


def incidents(context: Context, kinds: Collection[str]) -> tuple[Incident, ...]:
    """Every incident of some kinds known on the day, in the order of their keys; worked out once for a context.

    Kinds of one family are always put together, whichever of them are asked for: an incident has one key.
    """
    wanted = frozenset(kinds)
    found: list[Incident] = []
    for name in sorted({family(k) for k in wanted}):
        key = ("incidents", name, context.view.as_of, context.view.stored_by)
        if key not in context.answers:
            every = threats()[name].events if name in threats() else (name,)
            context.answers[key] = tuple(grouped(_records(context, every)))
        found += (i for i in context.answers[key] if i.kind in wanted)
    return tuple(sorted(found, key=lambda i: i.key))


def _records(context: Context, kinds: Collection[str]) -> list[Record]:
    """Of documents of one source that hold the same event the one published last answers."""
    rows = context.view.rows_known("events")
    rows = rows.filter(rows.kind.isin(sorted(kinds)))
    ranks: dict[str, Any] = {}
    held: dict[str, dict[str, Any]] = {}
    for row in context.view.fetch(rows).to_pylist():
        document = row["document"]
        ranks.setdefault(document, rank(context, document))
        key = f"{context.view.documents[document].source}/{row['event']}"
        if key not in held or ranks[document] < ranks[held[key]["document"]]:
            held[key] = row
    return [Record(key, row, row_evidence(context, row)) for key, row in held.items()]


def family(kind: str) -> str:
    """What a kind is told as: the first threat that it shows, else itself."""
    return next((t.id for t in threats().values() if kind in t.events), kind)


def grouped(records: Iterable[Record]) -> list[Incident]:
    """Records put together: the finest first, each joining the nearest incident that it may belong to."""
    order = sorted(records, key=lambda r: (FINENESS.index(r.precision), r.row["known"], r.key))
    groups: list[list[Record]] = [[r] for r in order]
    publishers = {_publisher(r) for r in order}
    if len(publishers) > 1:
        groups = _joined(order)
    return [Incident(tuple(g)) for g in groups]


def _joined(order: list[Record]) -> list[list[Record]]:
    """Only records that share a day, or a longer span, are held against each other."""
    groups: list[list[Record]] = []
    met: dict[tuple[str, date, date], list[int]] = {}
    for record in order:
        cells = _cells(record)
        others = dict.fromkeys(g for cell in cells for g in met.get(cell, ()))
        fit = [(_apart(record, groups[g][0]), g) for g in others if _may_be(record, groups[g])]
        at = min(fit)[1] if fit else len(groups)
        if fit:
            groups[at].append(record)
        else:
            groups.append([record])
        for cell in cells:
            met.setdefault(cell, []).append(at)
    return groups


def _cells(record: Record) -> list[tuple[str, date, date]]:
    first, last = record.days
    kind = family(record.row["kind"])
    if (last - first).days >= LONGEST:
        return [(kind, first, last)]
    return [(kind, day, day) for day in (first + timedelta(n) for n in range((last - first).days + 1))]


def _may_be(record: Record, group: list[Record]) -> bool:
    """Whether a record may tell of the incident of others."""
    if any(_publisher(record) == _publisher(other) for other in group):
        return False
    return all(
        family(record.row["kind"]) == family(other.row["kind"])
        and _overlap(record.days, other.days)
        and _same_place(record, other)
        for other in group
    )


def _overlap(a: tuple[date, date], b: tuple[date, date]) -> bool:
    if a == b:
        return (a[1] - a[0]).days < 366
    if max((a[1] - a[0]).days, (b[1] - b[0]).days) >= LONGEST:
        return False
    return a[0] <= b[1] and b[0] <= a[1]


def _same_place(a: Record, b: Record) -> bool:
    """Points near each other; else one place, told equally finely, or finer than a state on both sides."""
    one, other = a.precision, b.precision
    if one == other == "point" and a.row["lat"] is not None and b.row["lat"] is not None:
        return _apart(a, b) <= SAME_KM
    if not a.row["place"] or a.row["place"] != b.row["place"]:
        return False
    fine = {"point", "municipality"}
    return one == other == "state" or (one in fine and other in fine)


def _apart(a: Record, b: Record) -> float:
    """Km between two points as recorded; 0 where one has none."""
    if None in (a.row["lon"], a.row["lat"], b.row["lon"], b.row["lat"]):
        return 0.0
    return float(arc_km(a.row["lon"], a.row["lat"], b.row["lon"], b.row["lat"]))


def _publisher(record: Record) -> str:
    return fold(record.evidence.publisher)


def place_name(context: Context, code: str) -> str:
    """A place's name in full; the code of one that is not known."""
    try:
        return context.gazetteer.full_name(context.gazetteer.get(code))
    except UnknownPlace:
        return code
