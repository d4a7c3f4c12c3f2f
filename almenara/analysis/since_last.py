"""What is new since an earlier day: what arrived, what was revised, which levels moved, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from almenara.analysis.advisory_changes import advisory_changes
from almenara.analysis.arrivals import Arrival, arrivals
from almenara.analysis.context import Context
from almenara.analysis.figures import evidence, figure
from almenara.analysis.holdings import as_known as documents_as_known
from almenara.analysis.holdings import holdings
from almenara.analysis.questions import answer
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.evidence.cells import Cell
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, parse_day
from almenara.model.phrase import phrase
from almenara.reading.threats import threats

MOST_REVISED = 3
"""Revised values told of one count, the greatest; how many there are in all is told, too."""


def ask(context: Context, country: str, since: str, stored_after: str = "") -> Finding:
    """What became known of a country after an earlier day.

    since         a day before the context's: what was known on it is old
    stored_after  a moment: files taken in after it are told although they were public by `since`
    Figures  arrived: files and quoted pages with something new; revised: values of the counts that are watched
             (those of threats and of the pack's order of preference) that changed; late: sources that are late
    Rows     their fact `kind` says what they are:
             arrived   of a publisher: rows (how many), facts source, titles
             taken-in  the same of files that were public before
             new       of a count: value of its newest period, earlier (the same a year before)
             revised   of a count, place and period: now, then
             rating    of a state: level, before
             advisory  of a place: level, before; facts day, publisher
             advice    of a page of advice: lines (how many changed); facts day, publisher, added, removed
             late      of a source: days, facts due
    Evidence of a source whose licence forbids passing its figures on is counted in the totals, not named there.
    Raises   UsageError for a day that is not earlier, and a country without a pack; NoEvidence where nothing was
             known by `since`
    """
    day = parse_day(since, name="since")
    if day >= context.as_of:
        raise UsageError(f"what is new is told against an earlier day: {day} is not before {context.as_of}")
    if country not in context.packs:
        raise UsageError(f'"{country}" is not a country with a pack; there are: {", ".join(context.packs)}')
    pack = context.packs[country]
    before = replace(context, view=context.view.on(day))
    moment = datetime.fromisoformat(stored_after) if stored_after else None
    came = arrivals(context, country, day, moment)
    counts = list(_counts(context, before, pack, came))
    rated, unrated = _rated(context, before, pack)
    late = _late(context, pack)
    rows = (*_arrived(context, pack, came), *counts, *rated, *_advice(context, pack, day), *late)
    revised = [row for row in counts if row.facts["kind"] == "revised"]
    figures = {
        "arrived": _count(context, pack, sum(a.known_since for a in came), "files and pages", came),
        "revised": _count(
            context, pack, sum(row.facts["of"] for row in revised if row.facts["first"]), "values", came
        ),
        "late": _count(context, pack, len(late), "sources", ()),
    }
    facts = {"country": country, "since": day.isoformat(), "stored_after": stored_after}
    return Finding("since", context.as_of, figures, rows, facts, unrated)


def _count(context: Context, pack: Pack, value: int, unit: str, came: Iterable[Arrival]) -> Figure:
    held = dict.fromkeys(e for a in came if a.known_since for e in a.evidence)
    used = tuple(e for e in held if context.specs[e.source].licence.redistribute)
    day = Period(context.as_of, context.as_of)
    return Figure(
        value, unit, "evidence", "", pack.country, day, context.as_of, evidence=used,
        known=max((e.published for e in used), default=context.as_of), method=phrase("counted-since"),
    )  # fmt: skip


def _arrived(context: Context, pack: Pack, came: Iterable[Arrival]) -> Iterator[Row]:
    for item in came:
        kind = "arrived" if item.known_since else "taken-in"
        found = replace(
            _count(context, pack, item.rows, "rows", ()), evidence=item.evidence, known=item.known,
            period=Period(item.first or item.known, item.last or item.known),
        )  # fmt: skip
        facts = {
            "kind": kind, "source": item.source, "publisher": item.publisher, "titles": list(item.titles),
            "day": item.known.isoformat(),
        }  # fmt: skip
        yield Row(f"{kind}:{item.source}:{item.publisher}", item.publisher, {"rows": found}, pack.code, facts)


def _counts(context: Context, before: Context, pack: Pack, came: Iterable[Arrival]) -> Iterator[Row]:
    """New periods and revised values of the counts that are watched and of which something arrived."""
    watched = {m for t in threats().values() for m in t.measures} | set(pack.preference)
    touched = sorted(
        {
            (m, d)
            for item in came
            for m, d in item.counts
            if m in watched and context.definition(d).kind != "status"
        }
    )
    every = [pack.code, *(s.code for s in pack.states)]
    for view in (context.view, before.view):
        view.load({measure for measure, _ in touched}, every)
    for measure, definition in touched:
        now, then = (
            {
                (place, c.start, c.end): c
                for (d, place), cells in view.cells(measure, every).items()
                if d == definition
                for c in cells
            }
            for view in (context.view, before.view)
        )
        yield from _new(context, pack, measure, definition, now, then)
        yield from _revised(context, before, measure, definition, now, then)


Cells = dict[tuple[str, date, date], Cell]


def _new(
    context: Context, pack: Pack, measure: str, definition: str, now: Cells, then: Cells
) -> Iterator[Row]:
    newest = max((c for k, c in now.items() if k not in then), key=lambda c: (c.end, c.start), default=None)
    if newest is None or newest.end <= max((c.end for c in then.values()), default=date.min):
        return
    period = Period(newest.start, newest.end)
    value = figure(context, measure, pack.country, period, definition)
    if not value.is_known:
        value = figure(context, measure, context.gazetteer.get(newest.place), period, definition)
    earlier = figure(context, measure, value.place, period.years_earlier(), definition)
    yield Row(
        f"new:{measure}:{definition}", context.measure(measure).name("en"), {"value": value, "earlier": earlier},
        value.place.code, {"kind": "new", "measure": measure, "definition": definition},
    )  # fmt: skip


def _revised(
    context: Context, before: Context, measure: str, definition: str, now: Cells, then: Cells
) -> Iterator[Row]:
    changed = []
    for key, cell in now.items():
        if key not in then or None in (cell.value, then[key].value) or cell.value == then[key].value:
            continue
        where, period = context.gazetteer.get(cell.place), Period(cell.start, cell.end)
        value, was = (figure(c, measure, where, period, definition) for c in (context, before))
        if (
            value.is_known and was.is_known and value.value != was.value
        ):  # other cells may answer for the period
            changed.append((value, was))
    changed.sort(
        key=lambda p: (-abs((p[0].value or 0) - (p[1].value or 0)), p[0].place.code, p[0].period.start)
    )
    for nth, (value, was) in enumerate(changed[:MOST_REVISED]):
        recipe = {**value.recipe, "op": "as-known", "day": before.as_of.isoformat()}
        yield Row(
            f"revised:{measure}:{definition}:{value.place.code}:{value.period}", context.measure(measure).name("en"),
            {"now": value, "then": replace(was, as_of=context.as_of, recipe=recipe)}, value.place.code,
            {"kind": "revised", "measure": measure, "definition": definition, "of": len(changed), "first": nth == 0},
        )  # fmt: skip


def _rated(context: Context, before: Context, pack: Pack) -> tuple[list[Row], tuple[str, ...]]:
    """States whose level in our rating is another than it was; and why that can't be told, where it can't."""
    try:
        now, then = (answer(c, "rate", country=pack.code) for c in (context, before))
    except (NoEvidence, UsageError) as error:
        return [], (f"our rating cannot be compared: {error}",)
    levels = {row.key: row.figures["level"] for row in then.rows}
    rows = []
    for row in now.rows:
        level, was = row.figures["level"], levels.get(row.key)
        if was is not None and was.value != level.value:
            figures = {"level": level, "before": replace(was, recipe={}, as_of=context.as_of)}
            rows.append(Row(f"rating:{row.key}", row.label, figures, row.place, {"kind": "rating"}))
    return rows, ()


def _advice(context: Context, pack: Pack, day: date) -> Iterator[Row]:
    """Levels and texts of travel advice that changed."""
    for change in advisory_changes(context, pack.country, day, context.as_of):
        record = context.view.documents[change.documents[1]]
        about: dict[str, Any] = {"day": change.day.isoformat(), "publisher": record.publisher}
        key = f"{change.source}:{change.day}:{change.place}:{change.page}"
        label = context.gazetteer.full_name(context.gazetteer.get(change.place))
        if change.before is not None and change.after is not None:
            figures = {"level": change.after, "before": change.before}
            yield Row(f"advisory:{key}", label, figures, change.place, {"kind": "advisory", **about})
            continue
        lines = len(change.added) + len(change.removed)
        found = replace(
            _count(context, pack, lines, "lines", ()), known=change.day,
            evidence=tuple(_document(context, change.documents[1])),
        )  # fmt: skip
        told = {"added": list(change.added), "removed": list(change.removed), "page": change.page}
        yield Row(f"advice:{key}", label, {"lines": found}, change.place, {"kind": "advice", **about, **told})


def _document(context: Context, document: str) -> list[Any]:
    record = context.view.documents[document]
    cell = Cell(
        "", "", record.published, record.published, None, None, None, record.published, record.ground,
        document, record.batch, "", "", (), (), "",
    )  # fmt: skip
    return evidence(context.view, context, [cell])


def _late(context: Context, pack: Pack) -> list[Row]:
    """Sources of the country that are held and are late by their rhythm, the latest first."""
    held = documents_as_known(context.view.documents.values(), context.view.spans())
    rows = []
    for holding in holdings(held, context.specs.values(), context.as_of):
        spec = context.specs[holding.source]
        if (
            not holding.late
            or holding.due is None
            or spec.country not in ("", pack.code.casefold(), pack.code)
        ):
            continue
        newest = max((d for d in held if d.source == holding.source), key=lambda d: (d.published, d.stored))
        days = replace(
            _count(context, pack, holding.late, "days", ()), evidence=tuple(_document(context, newest.document)),
            method=phrase("days-since-due"), period=Period(holding.due, context.as_of), known=newest.published,
        )  # fmt: skip
        facts = {"kind": "late", "source": holding.source, "due": holding.due.isoformat()}
        rows.append(Row(f"late:{holding.source}", spec.title["en"], {"days": days}, pack.code, facts))
    return rows
