"""What is held: by source how much, how new, how late by the source's rhythm; and what was never held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from almenara.evidence.records import DocumentRecord
from almenara.evidence.view import Span
from almenara.model.period import last_day
from almenara.reading.dates import release_day
from almenara.reading.spec import Rhythm, Spec

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Holding:
    """What the evidence holds of one source on a day.

    first, last  period that its observations are about
    known        day on which the newest file became known, with its ground
    age          days since then
    due          day on which the next edition is due by the source's rhythm; None where it has none
    late         days by which it is late, 0 where it is not
    """

    source: str
    title: str
    documents: int
    observations: int
    first: date | None = None
    last: date | None = None
    known: date | None = None
    ground: str = ""
    age: int | None = None
    every: str = "never"
    due: date | None = None
    late: int = 0


def next_due(rhythm: Rhythm, known: date, last: date | None) -> date | None:
    """The day on which the edition after the newest held one is due.

    last  last day that the newest edition is about; without it the rhythm counts from its publication
    """
    if rhythm.every == "never":
        return None
    if rhythm.every in _DAYS:
        return known + timedelta(days=_DAYS[rhythm.every])
    months = _MONTHS[rhythm.every]
    if last is not None and last <= known:
        index = last.year * 12 + last.month - 1 + months
        return release_day(rhythm, last_day(index // 12, index % 12 + 1))
    index = known.year * 12 + known.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(known.day, last_day(year, month + 1).day))


def as_known(documents: Iterable[DocumentRecord], spans: Mapping[str, Span]) -> list[DocumentRecord]:
    """Documents with what of them is known by the view's day: a table kept by hand holds rows of many days.

    spans  of each document, its observations known by the day; one without any yet has none
    """
    out = []
    for record in documents:
        span = spans.get(record.document)
        if span is not None:
            about = (span.first, span.last) if span.observations else (record.first, record.last)
            record = replace(record, observations=span.observations, first=about[0], last=about[1],
                             published=max(record.published, span.known))  # fmt: skip
        elif record.observations:
            record = replace(record, observations=0, first=None, last=None)
        out.append(record)
    return out


def holdings(documents: Iterable[DocumentRecord], specs: Iterable[Spec], today: date) -> list[Holding]:
    """One Holding for each source, those that are held first, the latest first; then those never held."""
    by_source: dict[str, list[DocumentRecord]] = {}
    for record in documents:
        by_source.setdefault(record.source, []).append(record)
    out = []
    for spec in specs:
        held = by_source.get(spec.id, [])
        title = spec.title["en"]
        if not held:
            out.append(Holding(spec.id, title, 0, 0, every=spec.rhythm.every))
            continue
        newest = max(held, key=lambda r: (r.published, r.stored))
        firsts = [r.first for r in held if r.first]
        lasts = [r.last for r in held if r.last]
        due = next_due(spec.rhythm, newest.published, newest.last)
        late = (today - due).days if due else 0
        out.append(
            Holding(
                spec.id,
                title,
                len(held),
                sum(r.observations for r in held),
                min(firsts, default=None),
                max(lasts, default=None),
                newest.published,
                newest.ground,
                (today - newest.published).days,
                spec.rhythm.every,
                due,
                late if late > spec.rhythm.grace else 0,
            )
        )
    return sorted(out, key=lambda h: (h.documents == 0, -h.late, h.source))
