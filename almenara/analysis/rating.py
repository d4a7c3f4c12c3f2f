"""How dangerous is each place? Our level 1 to 4, beside the official one and never merged with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.flows import Series
from almenara.analysis.levels import levels
from almenara.analysis.methods.composite import Drawn, Indicators
from almenara.analysis.methods.rated import Rated, drawn_for, predicted, rate, what_moves_it
from almenara.analysis.panel import month_number
from almenara.analysis.rating_evidence import Gathered, gather_indicators, indicators_of
from almenara.analysis.rating_figures import agreement, counts, made, place_figures, rate_figures
from almenara.countries.pack import Pack
from almenara.countries.rating import Indicator, RatingConfig, load_rating
from almenara.errors import NoEvidence, UsageError
from almenara.model.call import Call
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place

MODEL = "composite"
DRAWS = 1000
FEWER_DRAWS = 300
"""For places below the states, of which there are thousands."""
SHOWN = 50
"""Places below the states in an answer that asks for no number."""
OLD = 12
"""Months after which the age of the newest counts is told."""
SURE = 0.85
"""Probability that the baseline of a call gives to the official level; the other three share the rest."""


@dataclass(frozen=True)
class Rating:
    """All places of a country rated as of a day.

    rated  rows of `places` whose evidence weighs enough; `found` and `held` are of those alone
    """

    pack: Pack
    config: RatingConfig
    indicators: Sequence[Indicator]
    gathered: list[Gathered]
    places: list[Place]
    rated: list[int]
    held: Indicators
    drawn: Drawn
    found: Rated

    @property
    def period(self) -> Period:
        """The months that the first indicator known is counted over."""
        return next(g.period for g in self.gathered if g.series is not None)


def rating(context: Context, country: str, level: str = "state") -> Rating:
    """Rate a country's states, or its municipalities, from what was known on the day.

    country  code of a pack, in either case
    Raises   UsageError for a country without a rating and for another level; NoEvidence where no place
             has enough evidence
    """
    pack = context.packs.get(country.upper())
    if pack is None:
        raise UsageError(f'"{country}" is not a country; there are: {", ".join(context.packs).lower()}')
    config = load_rating(pack)
    if config is None:
        raise UsageError(
            f"{pack.names['en']} has no rating; say what it would stand on in "
            f"countries/{pack.folder.name}/rating.yml (docs/explanation/rating.md)"
        )
    if level not in ("state", "municipality"):
        raise UsageError(f'"{level}" is not a level that is rated; write state or municipality')
    indicators = config.state if level == "state" else config.municipality
    places = pack.states if level == "state" else list(pack.municipalities.values())
    gathered = gather_indicators(
        context, indicators, places, config.populations.get(level, []), config.oldest.get(level, 0)
    )
    held = indicators_of(indicators, gathered)
    rated = np.flatnonzero((held.known @ held.weights) >= config.least - 1e-9)
    if not len(rated):
        raise NoEvidence(_nothing(context, pack, level, config))
    held = held.at(rated)
    drawn = drawn_for(held, DRAWS if level == "state" else FEWER_DRAWS)
    found = rate(held, drawn)
    return Rating(pack, config, indicators, gathered, places, rated.tolist(), held, drawn, found)


def _nothing(context: Context, pack: Pack, level: str, config: RatingConfig) -> str:
    about = "state" if level == "state" else "municipality"
    return (
        f"no {about} of {pack.names['en']} can be rated on {context.as_of}: what was known of the "
        f"{config.oldest.get(level, 0)} months before, with a population, weighs less than {config.least:.0%} "
        "of a rating; `almenara status` tells what is held"
    )


def ask(
    context: Context, country: str, level: str = "state", place: str = "", top: int | None = None
) -> Finding:
    """Places by our level, the most dangerous first, with intervals, drivers and what would change them.

    country  code of a pack
    level    state or municipality
    place    code of a single place to tell of; its ranks are among all
    top      how many places to tell of; all states, or SHOWN of what lies below them, where None
    Figures  at_1 to at_4: how many stand at each level; of states, agreement with the official levels: kappa
             (quadratic weights) with kappa_low and kappa_high, kappa_linear, same, within_one
    Rows     per place: score, level with level_low and level_high, chance_1 to chance_4, rank, among, official
             (states), a rate for each indicator by its id, share_<id>, lower and higher (change in percent of
             the rate named in the facts lower_by and higher_by); facts drivers, missing, against
    Raises   as `rating`, and UsageError for a place that is none of them
    """
    made_ = rating(context, country, level)
    names = {made_.places[p].code: n for n, p in enumerate(made_.rated)}
    if place and place not in {p.code for p in made_.places}:
        raise UsageError(f'"{place}" is no {level} of {made_.pack.names["en"]}')
    if place and place not in names:
        raise NoEvidence(f"{place} cannot be rated on {context.as_of}: too little of it is known")
    order = np.argsort(-made_.found.score, kind="stable").tolist()
    chosen = [names[place]] if place else order[: top or (None if level == "state" else SHOWN)]
    official = _official(context, made_.pack) if level == "state" else {}
    told = range(len(made_.rated)) if level == "state" else chosen
    rates = {
        n: rate_figures(context, made_.indicators, made_.gathered, made_.places, made_.rated[n]) for n in told
    }
    rows = _rows(context, made_, chosen, official, rates)
    if level == "state" and not place and top is None:
        rated = set(made_.rated)
        rows += [_unrated(context, made_, p, official) for n, p in enumerate(made_.places) if n not in rated]
    calls = _calls(context, made_, official) if level == "state" else ()
    return Finding(
        "rate", context.as_of, _summed(context, made_, official, rates), tuple(rows),
        _facts(made_, level, rates), _unknowns(context, made_), _caveats(context, made_, rates), calls,
    )  # fmt: skip


def _official(context: Context, pack: Pack) -> dict[str, Figure]:
    definitions = pack.preference.get("advisory-level", [])
    return levels(context, pack, definitions[0]).current if definitions else {}


Rates = dict[int, dict[str, Figure]]
"""Yearly rates by indicator, of each place told of by its row."""


def _rows(
    context: Context, r: Rating, chosen: list[int], official: dict[str, Figure], every: Rates
) -> list[Row]:
    lower, higher = (what_moves_it(r.held, r.drawn, up, chosen) for up in (False, True))
    rows = []
    for n, which in enumerate(chosen):
        place = r.places[r.rated[which]]
        rates = every[which]
        figures = place_figures(context, r.found, which, place, r.period, rates, r.indicators)
        facts: dict[str, object] = {
            "drivers": _drivers(r, which),
            "missing": [i.id for k, i in enumerate(r.indicators) if not r.held.known[which, k]],
        }
        for name, factors in (("lower", lower[n]), ("higher", higher[n])):
            if np.isfinite(factors).any():
                best = int(np.nanargmin(np.abs(np.log(np.maximum(factors, 1e-9)))))
                moved = 100 * (float(factors[best]) - 1)
                value = float(np.floor(moved) if moved < 0 else np.ceil(moved))
                figures[name] = made(
                    context, value, "%", phrase("rating-change"), place, r.period, [*rates.values()]
                )
                facts[f"{name}_by"] = r.indicators[best].id
        if place.code in official:
            figures["official"] = official[place.code]
            facts["against"] = _against(int(r.found.level[which]), official[place.code])
        rows.append(Row(place.code, context.gazetteer.full_name(place), figures, place.code, facts))
    return rows


def _drivers(r: Rating, which: int) -> list[str]:
    """Indicators by what they give to the score, the most first; two, or three where the third gives a fifth."""
    shares = r.found.share[which]
    order = np.argsort(-shares, kind="stable")[:3].tolist()
    return [r.indicators[k].id for n, k in enumerate(order) if shares[k] > 0 and (n < 2 or shares[k] >= 0.2)]


def _against(level: int, official: Figure) -> str:
    if official.value is None:
        return ""
    return "same" if level == official.value else "higher" if level > official.value else "lower"


def _unrated(context: Context, r: Rating, place: Place, official: dict[str, Figure]) -> Row:
    known = phrase("rating-too-little", least=round(100 * r.config.least))
    figures = {
        name: Figure(None, unit, "rating", "", place, r.period, context.as_of, "unknown", known)
        for name, unit in (("score", "points"), ("level", "level"), ("rank", "rank"))
    }
    if place.code in official:
        figures["official"] = official[place.code]
    return Row(
        place.code, context.gazetteer.full_name(place), figures, place.code, {"drivers": [], "missing": []}
    )


def _summed(context: Context, r: Rating, official: dict[str, Figure], every: Rates) -> dict[str, Figure]:
    """How many states stand at each of our levels, and how far these agree with the official ones in force."""
    rates = [f for held in every.values() for f in held.values()]
    out = counts(context, r.found.level.tolist(), rates, r.pack.country, r.period)
    both = [
        (int(r.found.level[n]), official[code])
        for n, p in enumerate(r.rated)
        if (code := r.places[p].code) in official and official[code].is_known
    ]
    return out | (agreement(context, both, rates, r.pack.country) if len(both) > 1 else {})


def _label(r: Rating, one: Indicator, held: Gathered | None) -> dict[str, str]:
    """An indicator in words, by the series that it was read from."""
    if held is None or held.series is None:
        return one.label
    read = next(i for i in r.indicators if i.id == (one.rise_of or one.id)).series
    used = next((s for s in read if Series(s.measure, s.definition) == held.series), None)
    return (used and (used.rise if one.rise_of else used.label)) or one.label


def _people(r: Rating, every: Rates) -> dict[int, list[int]]:
    """Years whose population was not known on the day, with the earlier years that stand for them."""
    out: dict[int, set[int]] = {}
    for one in r.gathered:
        used = (
            f for held in every.values() if one.indicator.id in held for f in held[one.indicator.id].inputs
        )
        years = {f.period.end.year for f in used if f.measure == "population" and f.is_known}
        if earlier := {year for year in years if year < one.period.end.year}:
            out.setdefault(one.period.end.year, set()).update(earlier)
    return {year: sorted(years) for year, years in out.items()}


def _facts(r: Rating, level: str, every: Rates) -> dict[str, object]:
    by_id = {g.indicator.id: g for g in r.gathered}
    told = []
    for one in r.indicators:
        held = by_id.get(one.id)
        known = held is not None and held.series is not None
        told.append({
            "id": one.id, "label": _label(r, one, held), "weight": one.weight, "anchors": list(one.anchors),
            "measure": held.series.measure if held and held.series else "",
            "definition": held.series.definition if held and held.series else "",
            "period": str(held.period) if held and known else "",
            "doubt": round(held.doubt, 3) if held else 0.0,
        })  # fmt: skip
    return {
        "country": r.pack.code, "country_name": r.pack.names["en"], "level": level,
        "model": f"{MODEL}-{r.config.version}", "indicators": told,
        "rated": len(r.rated), "places": len(r.places), "earlier_people": _people(r, every),
    }  # fmt: skip


def _unknowns(context: Context, r: Rating) -> tuple[str, ...]:
    return tuple(
        phrase("rating-no-series", indicator=g.indicator.name("en"), weight=round(100 * g.indicator.weight))
        for g in r.gathered
        if g.series is None
    )


def _caveats(context: Context, r: Rating, every: Rates) -> tuple[str, ...]:
    said = [
        "weights and anchors are judgements; the interval holds what other choices of weights, scale and "
        "aggregation would give",
        "counts are what authorities recorded: a place that records less looks safer than it is, and the "
        "interval holds that only in part",
    ]
    held = [g.period for g in r.gathered if g.series is not None]
    age = month_number(context.as_of) - month_number(max(p.end for p in held))
    if age > OLD:
        said.append(
            f"the newest counts end {age} months before the day; what that adds to the doubt is in the interval"
        )
    periods = {str(p) for p in held}
    if len(periods) > 1:
        said.append(f"indicators are counted over different months: {', '.join(sorted(periods))}")
    said += [
        f"no population of {year} was known on the day: rates stand on that of {' and '.join(map(str, used))}"
        for year, used in _people(r, every).items()
    ]
    return tuple(said)


def _calls(context: Context, r: Rating, official: dict[str, Figure]) -> tuple[Call, ...]:
    """The level that each state will have a year later, to be settled by our own rating of that day."""
    yearly = {i.id: i.yearly for i in r.indicators}
    later = predicted(r.held, np.array([yearly[i.rise_of or i.id] for i in r.indicators]), DRAWS)
    day = context.as_of
    settles = date(day.year + 1, day.month, min(day.day, 28))
    calls = []
    for n, p in enumerate(r.rated):
        code = r.places[p].code
        beside = official.get(code)
        stands = int(beside.value) if beside is not None and beside.value else int(r.found.level[n])
        rest = (1 - SURE) / 3
        baseline = {str(k): SURE if k == stands else rest for k in range(1, 5)}
        calls.append(
            Call("level", f"rating:{code}:{settles:%Y-%m}", "rating", "", code, str(Period(day, settles)), settles,
                 levels={str(k): round(float(later[n, k - 1]), 4) for k in range(1, 5)},
                 baseline={"levels": baseline}, model=f"{MODEL}-{r.config.version}")
        )  # fmt: skip
    return tuple(calls)
