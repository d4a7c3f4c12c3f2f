"""Will this year pass the record, or any figure? From the months so far, season, growth and usual revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series, Totals, totals
from almenara.analysis.pace_basis import REFILED, Revision, months_so_far, revision, siblings
from almenara.analysis.pace_figures import Asked, by_months, by_sums, call, caveats, facts, figures
from almenara.analysis.vintages import vintage_evidence
from almenara.errors import NoEvidence, UsageError
from almenara.model.call import Call
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place
from almenara.model.terms import likelihood

STALE_DAYS = 150
"""Months older than this say nothing useful of a year that may be over."""
LEAST_YEARS = 2
"""Whole years that must be known before the highest is called a record."""


def ask(
    context: Context, measure: str, place: str, definition: str | None = None,
    threshold: float | None = None, year: int | None = None, by_state: bool = False,
) -> Finding:  # fmt: skip
    """The probability that this year's total passes the record, by one definition.

    definition  the country's preferred one that has an answer, where not given
    threshold   what is to be passed; the highest whole year known, where not given
    year        the year in progress; a check, for who asks of a certain one
    by_state    rows are the country's states instead of the past years that the answer rests on
    Figures: to_date; record (or the threshold asked for); projected, with a 90 % interval, low and high its ends;
    probability in percent; revised, the months so far as they are expected to be known later, with 90 %; naive, the
    months so far over their share of the year.
    Facts: definition, year, months, method (months or sums), term (key of the ICD 203 scale), confidence, years,
    history, filled, revision.
    Raises UnknownMeasure, UnknownPlace, UsageError; NoEvidence, with the reason of each definition.
    """
    context.measure(measure)
    where = context.gazetteer.get(place)
    if threshold is not None and not threshold > 0:
        raise UsageError(f"{threshold:g} is not a number of events that a year can pass; give one above 0")
    if by_state and (where.code not in context.packs or threshold is not None):
        raise UsageError("by state is asked of a country, each state against its own record")
    names = [definition] if definition else _definitions(context, measure, where)
    reasons = []
    for name in names:
        context.definition(name)
        found = totals(context, Series(measure, name), where)
        if wrong := _why_not(context, found, threshold, year):
            reasons.append(f"{name}: {wrong}")
        elif made := _answer(context, found, _asked(context, found, threshold), by_state):
            return made
        else:
            reasons.append(f"{name}: fewer than two past years can be compared")
    told = reasons or ["the evidence held has no counts of it there that add up over a year"]
    place_name = context.gazetteer.full_name(where)
    raise NoEvidence("\n".join([f"no pace of {measure} for {place_name} on {context.as_of}", *told]))


def _definitions(context: Context, measure: str, place: Place) -> list[str]:
    """Definitions with counts that add up, the preferred first."""
    pack = context.packs.get(place.code)
    held = context.view.cells(measure, [place.code, *(s.code for s in pack.states)] if pack else [place.code])
    flows = {name for name, _ in held if context.definition(name).kind == "flow"}
    return sorted(flows, key=lambda name: context.preference(place, measure, name))


def _why_not(context: Context, found: Totals, threshold: float | None, year: int | None) -> str:
    """Why no pace can be told, or "". A year missing from the evidence may hold the record."""
    if found.to_date is None:
        return "no months of a year in progress are known from January on"
    this = found.to_date.period.start.year
    if year not in (None, this):
        return f"the year in progress is {this}, not {year}"
    if (context.as_of - found.to_date.period.end).days > STALE_DAYS:
        return f"nothing after {found.to_date.period.end} is known, and the year may be over"
    if not found.to_date.value:
        return "nothing was counted yet"
    if threshold is None and len(found.years) < LEAST_YEARS:
        return f"{len(found.years)} whole years are known, and a record needs {LEAST_YEARS}"
    if threshold is None and (gaps := [y for y in found.missing if y < this]):
        return f"{', '.join(map(str, gaps))} not known: the record may be there"
    return ""


def _asked(context: Context, found: Totals, threshold: float | None) -> Asked:
    """This year's count so far, what it is to pass, and the last five whole years beside their same months."""
    if found.to_date is None or (found.record is None and threshold is None):
        raise ValueError("a year to date and a record, or a threshold, are needed")
    to_date, rows = found.to_date, []
    for year in found.years[-5:]:
        first = Period.months(year.period.start.year, 1, to_date.period.month_count)
        same = figure(context, found.series.measure, year.place, first, found.series.definition)
        if same.is_known and same.value and year.value:
            key = str(year.period)
            rows.append(Row(key, key, {"same": same, "total": year}, year.place.code))
    if threshold is None and found.record is not None:
        return Asked(to_date, found.record, tuple(rows), False)
    goal = replace(
        to_date, value=threshold, period=Period.year(to_date.period.start.year), method=phrase("as-asked"),
        evidence=(), inputs=(), recipe={}, note="", low=None, high=None, known=context.as_of, ground="",
    )  # fmt: skip
    return Asked(to_date, goal, tuple(rows), True)


def _answer(context: Context, found: Totals, asked: Asked, by_state: bool) -> Finding | None:
    """The finding; None where neither months nor two past years' sums are known."""
    code, series, period = asked.to_date.place.code, found.series, asked.to_date.period
    units = siblings(context, asked.to_date.place)
    peers = [code] if code in context.packs else units
    basis = months_so_far(context, series, peers, {code: found}, period)
    told: Revision | Phrase = phrase("sums-only")
    if basis is not None and code in basis.places:
        told = revision(context, series, basis.places, units, period)
        one = by_months(basis, told, {code: asked})[code]
        proof = vintage_evidence(context, series, list(dict.fromkeys([code, *units])))
    elif len(asked.past) < LEAST_YEARS:
        return None
    else:
        basis, proof, one = None, (), by_sums(asked)
    made = figures(asked, one, proof, told, basis)
    rows, calls = asked.past, [call(asked, one, made)]
    known = facts(asked, one, basis, told)
    mind = caveats(known)
    if by_state:
        rows, more = _states(context, series, units)
        calls += more
        mind += (f"of a state, {100 * REFILED['part']:g} % are allowed for re-filing",) if rows else ()
    unknown = (str(told),) if isinstance(told, Phrase) else ()
    return Finding("pace", context.as_of, made, rows, known, unknown, mind, tuple(calls))


def _states(
    context: Context, series: Series, codes: Sequence[str]
) -> tuple[tuple[Row, ...], list[Call]]:  # fmt: skip
    """A row a state with months as fresh as any state's, each against its own record; the likeliest first."""
    held = {code: totals(context, series, context.gazetteer.get(code)) for code in codes}
    able = {code: t for code, t in held.items() if not _why_not(context, t, None, None)}
    newest = max((t.to_date.period for t in able.values() if t.to_date), default=None)
    able = {code: t for code, t in able.items() if t.to_date and t.to_date.period == newest}
    basis = months_so_far(context, series, codes, able, newest) if newest else None
    if basis is None or newest is None:
        return (), []
    told = revision(context, series, basis.places, codes, newest)
    asked = {code: _asked(context, able[code], None) for code in basis.places if code in able}
    proof = vintage_evidence(context, series, codes)
    rows, calls = [], []
    found = by_months(basis, told, asked)
    for code in sorted(found, key=lambda code: (-found[code].chance, code)):
        made = figures(asked[code], found[code], proof, told, basis)
        known = {
            "term": likelihood(found[code].chance).key, "record_year": str(asked[code].goal.period),
            "passed": asked[code].passed,
        }  # fmt: skip
        rows.append(Row(code, context.gazetteer.get(code).name, made, code, known))
        calls.append(call(asked[code], found[code], made))
    return tuple(rows), calls
