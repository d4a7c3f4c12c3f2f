"""The overall level of a place: our rating of its state, with what is counted finer read in the municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from almenara.analysis.context import Context
from almenara.analysis.exposure.counts import Counted
from almenara.analysis.exposure.rates import PER, Rates
from almenara.analysis.methods.composite import combine, draw_severities, level_of
from almenara.analysis.panel import month_number
from almenara.analysis.rating import Rating, rating
from almenara.analysis.rating_figures import made, rate_figures
from almenara.countries.rating import Indicator
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import Phrase, Several, Worded, phrase
from almenara.model.place import Place

Floats = npt.NDArray[np.float64]
SEED = 6


@dataclass(frozen=True)
class Levels:
    """Overall levels of a country's places; `rating` is none where its states cannot be rated, with the reason."""

    rating: Rating | None
    reason: Phrase | str
    rates: Rates

    def figures(self, context: Context, place: Place) -> tuple[dict[str, Figure], list[str]]:
        """score, level and chance_1 to chance_4 of a place, with the indicators that drive it, the most first.

        Unknown with the reason where its state is not rated.
        """
        state = place.code if place.kind == "state" else place.parent or ""
        r = self.rating
        rows = {r.places[p].code: n for n, p in enumerate(r.rated)} if r else {}
        if r is None or state not in rows:
            return self._unknown(context, place), []
        which = rows[state]
        finer = self._finer(r, place)
        severities, known = r.drawn.severities[:, [which]].copy(), r.held.known[which]
        full = r.drawn.full[:, [which]].copy()
        if finer:
            columns = [column for column, _ in finer]
            drawn = np.stack([self._rates(context, r, column, one, place) for column, one in finer], axis=-1)
            anew = draw_severities(drawn[:, None], r.held.anchors[columns], r.drawn.chance)
            severities[..., columns] = full[..., columns] = anew
        score = combine(full, r.drawn.choices)[:, 0]
        least = combine(np.where(known, severities, 0.0), r.drawn.choices)[:, 0]
        most = combine(np.where(known, severities, 100.0), r.drawn.choices)[:, 0]
        low, high = float(np.quantile(least, 0.05)), float(np.quantile(most, 0.95))
        inputs = [*self._state_rates(context, r, which)]
        for _, counted in finer:
            held = self.rates.of_place(context, counted, place)
            inputs += [held["count"], held["people"]]
        names = Several(Worded(r.indicators[c].label) for c, _ in finer) or phrase("site-nothing-finer")
        middle, levels = float(np.median(score)), level_of(score)
        out = {
            "score": made(context, round(middle, 1), "points", phrase("site-score", finer=names), place, r.period,
                          inputs, round(low, 1), round(high, 1)),
            "level": made(context, int(level_of(middle)), "level", phrase("site-level", finer=names), place,
                          r.period, inputs, float(level_of(low)), float(level_of(high))),
        }  # fmt: skip
        for k in range(1, 5):
            share = round(100 * float((levels == k).mean()))
            out[f"chance_{k}"] = made(context, share, "%", phrase("rating-chance"), place, r.period, inputs)
        return out, self._drivers(r, np.where(known, full.mean(axis=0)[0], 0.0) * r.held.weights)

    def _state_rates(self, context: Context, r: Rating, which: int) -> Sequence[Figure]:
        """The rates that the state's own level stands on, made once for all of its places."""
        key = ("site-state-rates", r.pack.code, which, context.view.as_of, context.view.stored_by)
        if key not in context.answers:
            made_ = rate_figures(context, r.indicators, r.gathered, r.places, r.rated[which])
            context.answers[key] = tuple(made_.values())
        held: Sequence[Figure] = context.answers[key]
        return held

    def _finer(self, r: Rating, place: Place) -> list[tuple[int, Counted]]:
        """Indicators that are counted in the municipality, with what counts them."""
        out = []
        for column, one in enumerate(r.indicators):
            measures = {s.measure for s in one.series}
            for held in self.rates.of.values():
                counted = held.municipalities
                if counted is None or counted.series.measure not in measures or place.kind == "state":
                    continue
                if place.code in counted.counts and place.code in counted.people:
                    out.append((column, counted))
                    break
        return out

    def _rates(self, context: Context, r: Rating, column: int, counted: Counted, place: Place) -> Floats:
        """Draws of the municipality's yearly rate: chance, recording and age, by the indicator's own doubts.

        The same random numbers serve every place, so that a place's level does not hang on which others are asked.
        """
        one = _of_municipalities(r, r.indicators[column])
        age = max(month_number(context.as_of) - 1 - month_number(counted.period.end), 0) / 12
        doubt = float(np.sqrt(one.doubt**2 + one.yearly**2 * age))
        chance = np.random.default_rng([SEED, column]).random((2, len(r.drawn.rates)))
        chance = np.clip(chance, 1e-9, 1 - 1e-9)
        at = np.array([counted.places.index(place.code)])
        drawn = self.rates.local(counted).drawn(at, chance[0])[:, 0] * PER
        return np.asarray(drawn * np.exp(doubt * ndtri(chance[1])))

    def _drivers(self, r: Rating, given: Floats) -> list[str]:
        """As a rating's: two, or three where the third gives a fifth."""
        shares = given / max(float(given.sum()), 1e-12)
        order = np.argsort(-shares, kind="stable")[:3].tolist()
        return [
            Worded(r.indicators[k].label)
            for n, k in enumerate(order)
            if shares[k] > 0 and (n < 2 or shares[k] >= 0.2)
        ]

    def _unknown(self, context: Context, place: Place) -> dict[str, Figure]:
        least = round(100 * self.rating.config.least) if self.rating else 0
        reason = self.reason or phrase("rating-too-little", least=least)
        when = self.rating.period if self.rating else Period(context.as_of, context.as_of)
        return {
            name: Figure(None, unit, "rating", "", place, when, context.as_of, "unknown", reason)
            for name, unit in (("score", "points"), ("level", "level"))
        }


def _of_municipalities(r: Rating, one: Indicator) -> Indicator:
    """The indicator of the same name in the pack's rating of municipalities, which knows their doubt; else the same."""
    return next((other for other in r.config.municipality if other.id == one.id), one)


def levels_of(context: Context, rates: Rates) -> Levels:
    """Overall levels of a country's places on the day; the states are rated once."""
    key = ("site-levels", rates.pack.code, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        try:
            held, reason = rating(context, rates.pack.code), ""
        except NoEvidence as error:
            held, reason = None, phrase("site-no-rating", reason=str(error))
        except UsageError:
            held, reason = None, phrase("site-no-rules")
        context.answers[key] = Levels(held, reason, rates)
    made_: Levels = context.answers[key]
    return made_
