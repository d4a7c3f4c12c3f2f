"""What holds for a whole state or country around a site: advice, groups, trend, forecast, deaths of foreigners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from almenara.analysis.armed_groups.presence import YEARS, contested, presence
from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.context import Context
from almenara.analysis.exposure.counts import Counted
from almenara.analysis.exposure.rates import FOREIGNERS
from almenara.analysis.figures import figure
from almenara.analysis.levels import Levels, levels
from almenara.analysis.lineage import claims_evidence
from almenara.analysis.newest import newest
from almenara.analysis.questions import answer
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place

AHEAD = 3
"""Months that a forecast adds up."""
TRAVELLERS = "travellers"


@dataclass(frozen=True)
class Groups:
    """By state the groups said to be there, and the pairs of rivals: figures, and names."""

    present: dict[str, Figure]
    rivals: dict[str, Figure]
    names: dict[str, list[str]]
    pairs: dict[str, list[list[str]]]


def official(context: Context, pack: Pack) -> Levels | None:
    """Advisory levels by state in the pack's preferred advisory; None where it names none."""
    definitions = pack.preference.get("advisory-level", [])
    key = ("site-advice", pack.code, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = levels(context, pack, definitions[0]) if definitions else None
    held: Levels | None = context.answers[key]
    return held


def groups(context: Context, pack: Pack) -> Groups:
    """Armed groups by state, as sources state them; read once for a day."""
    key = ("site-groups", pack.code, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _groups(context, pack)
    held: Groups = context.answers[key]
    return held


def _groups(context: Context, pack: Pack) -> Groups:
    found = registry(context, pack)
    there = presence(context, found)
    rivals = {c.state: c for c in contested(context, found, pack)}
    made = Groups({}, {}, {}, {})
    day = Period(context.as_of, context.as_of)
    for state in pack.states:
        told = there.get(state.code, {})
        claims = [c for held in told.values() for c in held]
        made.names[state.code] = sorted(found.labels[k] for k in told)
        here = rivals.get(state.code)
        made.pairs[state.code] = [[found.labels[k] for k in pair] for pair in here.pairs] if here else []
        for held, count, some, key in (
            (made.present, len(told), claims, "groups-present"),
            (made.rivals, len(made.pairs[state.code]), here.claims if here else (), "rivals-present"),
        ):
            files = claims_evidence(context, some)
            known = bool(some)
            held[state.code] = Figure(
                float(count) if known else None, "groups" if key == "groups-present" else "pairs", "armed-groups",
                "", state, day, context.as_of, "known" if known else "unknown",
                "" if known else phrase("site-no-groups", years=YEARS),
                known=max((c.known for c in some), default=None), method=phrase(key, years=YEARS), evidence=files,
            )  # fmt: skip
    return made


def trend(context: Context, pack: Pack, counted: Counted | None, state: str) -> tuple[Figure | None, str]:
    """Ratio of the state's count to the same months a year before, and whether it rose or fell beyond chance."""
    row = _row(
        context,
        counted,
        "real-changes",
        state,
        place=pack.code,
        period=str(counted.period) if counted else "",
    )
    if not isinstance(row, Row):
        return _unknown(context, counted, state, phrase("threat-no-trend")), "unknown"
    return row.figures["ratio"], str(row.facts["verdict"])


def forecast(context: Context, pack: Pack, counted: Counted | None, state: str) -> Figure | None:
    """Median with 80 % interval of the state's next months added up."""
    row = _row(context, counted, "outlook", state, place=pack.code, months=AHEAD)
    if not isinstance(row, Row):
        return _unknown(context, counted, state, phrase("threat-no-forecast"))
    median = row.figures["median"]
    if median.period.end < context.as_of:
        assert counted is not None
        newest_month = Period.month(counted.period.end.year, counted.period.end.month)
        return _unknown(context, counted, state, phrase("forecast-over", month=newest_month))
    return median


def _row(
    context: Context, counted: Counted | None, question: str, state: str, **arguments: Any
) -> Row | None:
    """The state's row of another question's answer about the series; None where it has none."""
    if counted is None:
        return None
    series = counted.series
    key = (question, "none", series, str(arguments), context.view.as_of, context.view.stored_by)
    if key in context.answers:
        return None
    try:
        found = answer(context, question, measure=series.measure, definition=series.definition, **arguments)
    except NoEvidence:
        context.answers[key] = True  # not tried again for each site
        return None
    return next((row for row in found.rows if row.key == state), None)


def _unknown(context: Context, counted: Counted | None, state: str, reason: Phrase) -> Figure | None:
    if counted is None:
        return None
    place = context.gazetteer.get(state)
    return Figure(None, "", counted.series.measure, counted.series.definition, place, counted.period,
                  context.as_of, "unknown", reason)  # fmt: skip


def foreigners(context: Context, pack: Pack) -> Row:
    """What the day's evidence bears of the bystander question: deaths of foreigners, beside numbers of travellers.

    Row country:<code> with the newest year of each measure; travellers are unknown where nothing counts them.
    """
    figures = {}
    for measure in FOREIGNERS:
        found = newest(context, measure, pack.country)
        if found.is_known:
            whole = figure(
                context, measure, pack.country, Period.year(found.period.end.year), found.definition
            )
            found = whole if whole.is_known else found
        figures[measure] = found
    day = Period(context.as_of, context.as_of)
    figures[TRAVELLERS] = Figure(
        None,
        "persons",
        TRAVELLERS,
        "",
        pack.country,
        day,
        context.as_of,
        "unknown",
        phrase("travellers-none"),
    )
    return Row(f"country:{pack.code}", pack.names["en"], figures, pack.code, {"country": pack.code})


def state_of_place(place: Place) -> str:
    """The state's code; "" for a country."""
    return place.code if place.kind == "state" else "" if place.kind == "country" else place.parent or ""
