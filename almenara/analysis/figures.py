"""Figures from the evidence: one measure, place and period, in every definition known on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from almenara.analysis.context import Context
from almenara.errors import NoEvidence
from almenara.evidence.cells import Cell, Tiling, locator, tile
from almenara.evidence.view import View
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import NamedPlace, Several, join, phrase
from almenara.model.place import Place
from almenara.model.terms import Definition
from almenara.reading.spec import measures


def figures(context: Context, measure: str, place: Place, period: Period) -> list[Figure]:
    """Every definition's figure, the country's preferred definition first.

    A figure is the publisher's own, the sum of its months, or, for a country, the sum of its states
    where the publisher covers every state: of these ways the one with the freshest parts. The parts
    of a smaller place are added up only where the place itself has no figure. Definitions
    without an exact answer for the period are left out; if none has one, the list is empty.
    Raises UnknownMeasure.
    """
    return _figures(context, measure, place, period, None)


def _figures(context: Context, measure: str, place: Place, period: Period, only: str | None) -> list[Figure]:
    context.measure(measure)
    span = _span(context, measure, period)
    held = context.view.cells(measure, [place.code, *_states(context, place)], span)
    found = []
    for definition_id in sorted({d for d, _ in held if only in (None, d)}):
        definition = context.definition(definition_id)
        item = _figure(context, held, measure, definition, place, period, _states(context, place))
        if item is not None:
            found.append(item)
    if not found and (parts := _parts(context, measure, place, only)):
        held = context.view.cells(measure, parts, span)
        for definition_id in sorted({d for d, _ in held if only in (None, d)}):
            definition = context.definition(definition_id)
            item = _figure(context, held, measure, definition, place, period, parts)
            if item is not None:
                found.append(item)
    return sorted(found, key=lambda f: context.preference(place, measure, f.definition))


def figure(
    context: Context, measure: str, place: Place, period: Period, definition: str | None = None
) -> Figure:
    """The figure in one definition, or in the preferred one that has an answer; unknown with the reason.

    Raises UnknownMeasure.
    """
    for item in _figures(context, measure, place, period, definition):
        return item
    unit = context.definition(definition).unit if definition else ""
    return Figure(
        None, unit, measure, definition or "", place, period, context.as_of, "unknown",
        _why_unknown(context, measure, place, period, definition),
        recipe=_recipe(measure, definition, place, period),
    )  # fmt: skip


def _recipe(measure: str, definition: str | None, place: Place, period: Period) -> dict[str, str | None]:
    return {
        "op": "figure", "measure": measure, "definition": definition,
        "place": place.code, "period": str(period),
    }  # fmt: skip


def _why_unknown(context: Context, measure: str, place: Place, period: Period, definition: str | None) -> str:
    cells = context.view.cells(measure, [place.code])
    mine = [c for (d, p), cs in cells.items() for c in cs if p == place.code and definition in (None, d)]
    about = NamedPlace(context.gazetteer.full_name(place), place.code)
    if not mine:
        return phrase("no-figure", as_of=context.as_of, place=about)
    spans = sorted((c.start, c.end) for c in mine)
    held = Period(spans[0][0], max(e for _, e in spans))
    return phrase("not-exact", as_of=context.as_of, place=about, span=held, period=period)


def lacking(
    context: Context, measure: str, place: Place, period: Period, definition: str | None = None
) -> NoEvidence:
    """The error for who asked in vain: why there is no figure, and what is held nearest. Raises UnknownMeasure."""
    reason = figure(context, measure, place, period, definition).reason
    return NoEvidence("\n".join([reason, *_elsewhere(context, measure, place, period)]))


def _elsewhere(context: Context, measure: str, place: Place, period: Period) -> list[str]:
    """Sentences: the nearest counts or periods held there, and kindred measures with an answer.

    Kindred are measures of which one's ICCS code holds the other's; without a code, one's name the other's.
    """
    asked = context.measure(measure)
    cells = [
        c for cs in context.view.cells(measure, [place.code]).values() for c in cs if c.value is not None
    ]
    told = []
    when = f"--as-of {context.as_of}"
    stocks = {d.id for d in context.definitions.values() if d.kind != "flow"}
    if counts := [c for c in cells if c.definition in stocks and c.end <= period.end]:
        day = Period(*max((c.start, c.end) for c in counts))
        told.append(
            f"the newest count held is of {day}: `almenara figure {measure} {place.code} {day} {when}`"
        )
    elif spans := sorted({(c.start, c.end) for c in cells}, key=lambda s: (_distance(s, period), s))[:3]:
        told.append(f"the nearest periods held are {', '.join(str(Period(*s)) for s in sorted(spans))}")
    for name, other in measures().items():
        one, two = (asked.iccs, other.iccs) if asked.iccs and other.iccs else (measure, name)
        kin = one.startswith(two) or two.startswith(one)
        if (
            name != measure
            and kin
            and (found := [f for f in figures(context, name, place, period) if f.is_known])
        ):
            defined = ", ".join(f.definition for f in found)
            told.append(
                f"{name} has an answer ({defined}): `almenara figure {name} {place.code} {period} {when}`"
            )
    return told


def _distance(span: tuple[date, date], period: Period) -> int:
    """Days between the beginnings and between the ends, added up."""
    return abs((span[0] - period.start).days) + abs((span[1] - period.end).days)


def _span(context: Context, measure: str, period: Period) -> Period | None:
    """Where to look for flows: the whole years touched, since a quarter less its last month answers, too."""
    kinds = {d.kind for d in context.definitions.values() if measure in d.measures}
    if kinds != {"flow"}:
        return None
    return Period(Period.year(period.start.year).start, Period.year(period.end.year).end)


def _states(context: Context, place: Place) -> list[str]:
    pack = context.packs.get(place.code)
    return [p.code for p in pack.states] if pack else []


def _parts(context: Context, measure: str, place: Place, only: str | None) -> list[str]:
    """Places below a state or municipality that the measure, by one definition or any, has evidence for."""
    if place.kind == "country":
        return []
    held = context.view.places_of(measure, only)
    if not held - context.places_above_parts:
        return []
    return sorted(code for code in held if context.gazetteer.get(code).parent == place.code)


def _figure(
    context: Context,
    held: dict[tuple[str, str], list[Cell]],
    measure: str,
    definition: Definition,
    place: Place,
    period: Period,
    children: list[str],
) -> Figure | None:
    own = _cover(held.get((definition.id, place.code), []), definition, period)
    parts: list[Tiling] = []
    if definition.exhaustive and definition.kind != "status":
        tilings = [_cover(held.get((definition.id, c), []), definition, period) for c in children]
        if children and all(tilings):
            parts = [t for t in tilings if t]
    options: list[tuple[tuple[bool, date, bool, int], list[Tiling], str]] = []
    if own:
        rank = (own.value is not None, own.stalest, own.at_first_hand, 1)
        options.append((rank, [own], _method(own)))
    if parts:
        word = phrase("sum-of-states" if place.kind == "country" else "sum-of-parts", count=len(parts))
        months = _method(parts[0]) if len(parts[0].cells) > 1 else ""
        first_hand = all(t.at_first_hand for t in parts)
        whole = all(t.value is not None for t in parts)
        options.append(
            ((whole, min(t.stalest for t in parts), first_hand, 0), parts, join([word, months], ", "))
        )
    if not options:
        return None
    _, tilings_used, method = max(options, key=lambda option: option[0])
    return _assemble(context, measure, definition, place, period, tilings_used, method)


def _cover(cells: list[Cell], definition: Definition, period: Period) -> Tiling | None:
    if definition.kind == "flow":
        return tile(cells, period)
    exact = [c for c in cells if (c.start, c.end) == (period.start, period.end)]
    if exact:
        return Tiling((max(exact, key=lambda c: c.known),))
    if definition.kind == "status":  # in force until the next one
        earlier = [c for c in cells if c.start <= period.end]
    else:  # a stock: the last count taken within the period
        earlier = [c for c in cells if period.start <= c.end <= period.end]
    return Tiling((max(earlier, key=lambda c: (c.start, c.known)),)) if earlier else None


def _method(tiling: Tiling) -> str:
    if tiling.taken:
        return phrase("published-difference")
    if len(tiling.added) == 1:
        return phrase("as-published")
    months = all(Period(c.start, c.end).month_count == 1 for c in tiling.added)
    return phrase("sum-of-months" if months else "sum-of-periods", count=len(tiling.added))


def _assemble(
    context: Context,
    measure: str,
    definition: Definition,
    place: Place,
    period: Period,
    tilings: list[Tiling],
    method: str,
) -> Figure:
    cells = [cell for tiling in tilings for cell in tiling.cells]
    values = [tiling.value for tiling in tilings]
    unknown = [c for c in cells if c.value is None]
    value = None if unknown else sum(v for v in values if v is not None)
    single = cells[0] if len(cells) == 1 else None
    latest = max(cells, key=lambda c: c.known)
    held_period = period
    if definition.kind != "flow" and single:
        held_period = Period(single.start, single.end)
    reason = ""
    if single and unknown and (single.low is not None or single.high is not None):
        reason = phrase("bound-only")
    elif unknown:
        where = {context.gazetteer.get(c.place).name: c.place for c in unknown}
        places = Several(NamedPlace(name, where[name]) for name in sorted(where))
        spans = Several(sorted({Period(c.start, c.end) for c in unknown}, key=str)[:4])
        reason = phrase("left-open", count=len(unknown), places=places, periods=spans)
    return Figure(
        value=_number(value),
        unit=definition.unit,
        measure=measure,
        definition=definition.id,
        place=place,
        period=held_period,
        as_of=context.as_of,
        status="unknown" if value is None else "known",
        reason=reason,
        known=latest.known,
        ground=latest.ground,
        low=single.low if single else None,
        high=single.high if single else None,
        method=method,
        evidence=tuple(evidence(context.view, context, cells)),
        recipe=_recipe(measure, definition.id, place, period),
        note=single.note if single else "",
    )


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def evidence(view: View, context: Context, cells: Iterable[Cell]) -> list[Evidence]:
    """One Evidence for each document (and quoted page) and ground of its cells, in order of being known."""
    groups: dict[tuple[str, str, date, str], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.document, cell.citation, cell.known, cell.ground), []).append(cell)
    out = []
    for (document, citation, known, ground), members in sorted(groups.items(), key=lambda item: item[0][2]):
        record = view.documents[document]
        spec = context.specs.get(record.source)
        cited = view.citations.get(citation)
        out.append(
            Evidence(
                document=document,
                file=record.name,
                source=record.source,
                publisher=cited.publisher if cited else record.publisher,
                title=cited.title if cited else record.title,
                url=cited.url if cited else record.url,
                published=known,
                ground=ground,
                accessed=record.stored.date(),
                language=cited.language if cited else record.language,
                licence=record.licence,
                attribution=record.attribution,
                marking=record.marking,
                locator=locator(members),
                cells=sum(max(1, len(c.rows)) for c in members),
                citation=cited,
                descriptor=spec.descriptor.get("en", "") if spec else "",
                reliability=spec.reliability.letter if spec else "F",
            )
        )
    return out


def known_days(context: Context, measure: str, place: Place, period: Period) -> list[date]:
    """Days up to the view's on which evidence for the figure became known, in order."""
    rows = context.view.observations(
        [measure], None, [place.code, *_states(context, place)], _span(context, measure, period)
    )
    days = context.view.fetch(rows.filter(rows.known <= context.as_of).select("known").distinct())
    return sorted(days["known"].to_pylist())


def history(
    contexts: Iterable[Context], measure: str, place: Place, period: Period, definition: str | None = None
) -> list[Figure]:
    """How a figure was revised: each definition's figure on each day of `contexts` that changed it."""
    out: list[Figure] = []
    last: dict[str, tuple[float | None, date | None]] = {}
    for context in contexts:
        for item in figures(context, measure, place, period):
            if definition not in (None, item.definition):
                continue
            if last.get(item.definition, (object(), None))[0] != item.value:
                out.append(item)
            last[item.definition] = (item.value, item.known)
    return sorted(out, key=lambda f: (context_order(f.definition, out), f.known or date.min))


def context_order(definition: str, items: list[Figure]) -> int:
    """Position of a definition among figures, in order of first appearance."""
    return next((i for i, f in enumerate(items) if f.definition == definition), len(items))
