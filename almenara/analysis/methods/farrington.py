"""Is this count higher than the same season of past years explains? Farrington's method, improved."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from almenara.analysis.methods.quasi_poisson import Array, Design, Fit, fit

POWERS = {"1": 1.0, "1/2": 1 / 2, "2/3": 2 / 3}
BOUNDS = ("nbPlugin", "muan", "delta")
CHUNK = 1024  # rows worked on at once: their arrays stay in the processor's cache


@dataclass(frozen=True)
class Settings:
    """How to look back, and what counts as too many. The default is the improved method.

    years         years looked back (R: b)
    half_window   steps on either side of the same step in past years (w)
    periods       seasons in a year, the window being one of them; 1 uses the windows alone (noPeriods)
    left_out      latest steps left out beside the current one, lest an outbreak hides itself
                  (pastWeeksNotIncluded)
    trend         whether a trend is tried (trend); it stays if it rests on three years or more, and does not
                  predict more than was ever seen, and
    trend_p       its p-value lies below this; at 1 any p-value will do (pThresholdTrend)
    outlier       standardised Anscombe residual above which a past count weighs less (weightsThreshold);
                  none weighs all alike (reweight = FALSE)
    alpha         probability of a higher count without an outbreak, one-sided (alpha)
    bound         "nbPlugin": quantile of the negative binomial at the expected count; "muan": the same at the
                  upper limit of the expected count; "delta": normal law of a power of the counts, as in 1996
                  (thresholdMethod)
    power         of the counts, which makes them more symmetric: "1", "1/2" or "2/3"; "delta" only
                  (powertrans)
    least_cases   no bound and no alarm under this many cases
    least_span    in this many steps, the current one included (limit54)
    """

    years: int = 5
    half_window: int = 3
    periods: int = 10
    left_out: int = 26
    trend: bool = True
    trend_p: float = 1.0
    outlier: float | None = 2.58
    alpha: float = 0.01
    bound: str = "nbPlugin"
    power: str = "2/3"
    least_cases: float = 5
    least_span: int = 4


IMPROVED = Settings()
ORIGINAL = Settings(periods=1, left_out=3, trend_p=0.05, outlier=1.0, bound="delta")


@dataclass(frozen=True)
class Watch:
    """What each time step that was watched gave; arrays of shape (series, steps).

    alarm       whether the count is above the bound and not 0
    upper       bound; not a number where there are too few cases, a gap, or no fit
    expected    expected count; not a number where `upper` is not one
    score       R's exceedance score: above 1 is an alarm. (count - e) / (upper - e), where e is the expected
                count for "delta" and its logarithm for the other bounds
    p           probability of such a count or a higher one without an outbreak
    predictive  the same, but allowing for the expected count and the dispersion being estimates; R has none
    dispersion  of the last fit, at least 1
    slope       change of the log mean from one step to the next; not a number without a trend
    """

    alarm: npt.NDArray[np.bool_]
    upper: Array
    expected: Array
    score: Array
    p: Array
    predictive: Array
    dispersion: Array
    slope: Array


def farrington(
    counts: npt.ArrayLike,
    frequency: int,
    start: int | None = None,
    settings: Settings = IMPROVED,
    population: npt.ArrayLike | None = None,
    workers: int | None = None,
) -> Watch:
    """Watch series of counts from `start` to their end.

    counts      non-negative, one series a row, shape (series, steps) or (steps,); not a number is a gap
    frequency   steps in a year: 52 for weeks, 12 for months
    start       first step watched, counted from 0; without it, the first with a full past
    population  of the same shape, positive: rates are modelled instead of counts; without it, counts
    workers     threads; without it, one a processor
    Returns     a Watch of shape (series, steps - start); for one series (steps - start,)
    Raises      ValueError for negative or infinite counts, a population that is not positive, a past that is
                too short, or settings that do not fit the frequency

    Method: Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett, An improved algorithm for outbreak
    detection in multiple surveillance systems, Statistics in Medicine 32 (2013) 1206-1222; before it Farrington,
    Andrews, Beale and Catchpole, Journal of the Royal Statistical Society A 159 (1996) 547-563. Computed as
    farringtonFlexible of R's surveillance 1.20.3 does for equal steps of time (Salmon, Schumacher and Höhle,
    Journal of Statistical Software 70(10), 2016), its quirks included: the standard error of a reweighted fit
    takes the dispersion by prior, not working, weights; the predictive p does not. For that one, the variance of
    the estimated mean is added to that of the count, and its place under the normal law is read under Student's
    t with the fit's degrees of freedom (prediction of a new observation: Gelman et al., Bayesian Data Analysis,
    3rd ed., 2013, section 3.2). Computed otherwise as R does, it differs in that it has no calendar: a year is
    `frequency` steps. Where R stops with an error in one fit, that step has no bound.
    """
    table = np.asarray(counts, dtype=float)
    single = table.ndim == 1
    table = np.atleast_2d(table)
    if table.ndim != 2 or not table.size:
        raise ValueError("counts are one series a row, of shape (series, steps)")
    if np.isinf(table).any() or (table < 0).any():
        raise ValueError("counts can't be negative or infinite")
    people = None if population is None else np.atleast_2d(np.asarray(population, dtype=float))
    if people is not None and (people.shape != table.shape or not (np.isfinite(people) & (people > 0)).all()):
        raise ValueError("the population needs a positive number for every count")
    design = _design(frequency, settings)
    first = frequency * settings.years + settings.half_window
    begin = first if start is None else start
    if not first <= begin < table.shape[1]:
        raise ValueError(
            f"{settings.years} years and {settings.half_window} steps before the first one watched need "
            f"a start from {first} to {table.shape[1] - 1}, not {begin}: look back fewer years or start later"
        )
    steps = np.arange(begin, table.shape[1])
    series, watched = np.divmod(np.arange(len(table) * len(steps)), len(steps))
    pieces = [slice(i, i + CHUNK) for i in range(0, len(series), CHUNK)]

    def run(piece: slice) -> Array:
        return _watch(table, people, design, series[piece], steps[watched[piece]], settings)

    threads = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(min(threads, len(pieces))) as pool:
        found = np.concatenate(list(pool.map(run, pieces)), axis=1)
    shape = (len(steps),) if single else (len(table), len(steps))
    alarm, *rest = found.reshape(8, *shape)
    return Watch(alarm > 0, *rest)


def _design(frequency: int, settings: Settings) -> Design:
    """The steps before the current one that are compared with it, as offsets, with their seasons.

    Season 0 is that of the current step: its windows in past years and the steps just before it.
    """
    years, half, periods = settings.years, settings.half_window, settings.periods
    if settings.bound not in BOUNDS:
        raise ValueError(f'bound is one of {", ".join(BOUNDS)}, not "{settings.bound}"')
    if settings.power not in POWERS:
        raise ValueError(f'power is one of {", ".join(POWERS)}, not "{settings.power}"')
    if not 0 < settings.alpha < 1:
        raise ValueError(f"alpha lies between 0 and 1, not at {settings.alpha:g}")
    if frequency < 1 or years < 1 or half < 0 or periods < 1 or settings.left_out < 0:
        raise ValueError("frequency, years and periods are at least 1, half_window and left_out at least 0")
    if settings.least_cases < 0 or not 0 < settings.least_span <= frequency * years:
        raise ValueError("least_cases can't be negative, and least_span is from 1 to the steps looked back")
    between = frequency - 2 * half - 1
    if between < periods - 1 or between < 0:
        raise ValueError(
            f"{periods} periods do not fit into a year of {frequency} steps with windows of {2 * half + 1}: "
            "take fewer periods or a smaller half_window"
        )
    longest = frequency * years + half
    season = np.full(longest + 1, -1)  # by steps back from the current one
    season[: half + 1] = 0
    for year in range(1, years + 1):
        season[year * frequency - half : year * frequency + half + 1] = 0
        if periods > 1:
            length, rest = divmod(between, periods - 1)
            lengths = [length + (number < rest) for number in range(periods - 1)]
            blocks = np.repeat(np.arange(1, periods), lengths)  # oldest first
            season[(year - 1) * frequency + half + 1 : year * frequency - half] = blocks[::-1]
    season[: settings.left_out + 1] = -1
    back = np.flatnonzero(season >= 0)[::-1]
    present, group = np.unique(season[back], return_inverse=True)
    if not len(present) or present[0] != 0 or len(back) < len(present) + 2:
        raise ValueError("too few steps of the past are left to compare with: leave fewer out")
    order = np.argsort(group, kind="stable")
    return Design(group[order], -back[order].astype(float))


def _watch(
    table: Array, people: Array | None, design: Design, series: npt.NDArray[np.intp],
    steps: npt.NDArray[np.intp], settings: Settings,
) -> Array:  # fmt: skip
    """Alarm, upper, expected, score, p, predictive, dispersion and slope of rows, shape (8, rows)."""
    back = steps[:, None] + design.time.astype(np.intp)
    past, now = table[series[:, None], back], table[series, steps]
    known = ~np.isnan(past)
    past = np.where(known, past, 0)
    offset, ahead = np.zeros_like(past), np.zeros(len(series))
    if people is not None:
        offset, ahead = np.log(people[series[:, None], back]), np.log(people[series, steps])
    with np.errstate(all="ignore"):  # what can't be worked out is not a number, and said so below
        chosen, log_mean, error, phi, trend = _model(design, past, known, offset, ahead, settings)
        upper, p, centre = _bound(now, log_mean, error, phi, settings)
        score = (now - centre) / (upper - centre)
        predictive = _predictive(now, np.exp(log_mean), phi, chosen)
    span = steps[:, None] - np.arange(settings.least_span)
    enough = table[series[:, None], span].sum(axis=1) >= settings.least_cases
    fitted = chosen.converged & np.isfinite(log_mean) & (chosen.weight_sum[:, 0] > 0)
    upper = np.where(fitted & enough, upper, np.nan)
    expected = np.where(np.isfinite(upper), np.exp(log_mean), np.nan)
    alarm = np.isfinite(upper) & (score > 1) & (now != 0)
    rest = [
        np.where(fitted, v, np.nan)
        for v in (score, p, predictive, phi, np.where(trend, chosen.slope, np.nan))
    ]
    return np.stack([alarm.astype(float), upper, expected, *rest])


def _model(
    design: Design, past: Array, known: npt.NDArray[np.bool_], offset: Array, ahead: Array, settings: Settings
) -> tuple[Fit, Array, Array, Array, npt.NDArray[np.bool_]]:
    """The chosen fit of each row; log of the expected count and its standard error; dispersion; trend or not."""
    trend = np.zeros(len(past), dtype=bool)
    if not settings.trend:
        return (*_reweighted(design, past, known, offset, ahead, False, settings)[:4], trend)
    model = _reweighted(design, past, known, offset, ahead, True, settings)
    sloped, log_mean, _, _, by_prior = model
    t = np.abs(sloped.slope) / np.sqrt(by_prior / sloped.time_ss)
    significant = (2 * special.stdtr(sloped.df_residual, -t) < settings.trend_p) | (settings.trend_p >= 1)
    seen = np.exp(log_mean) <= past.max(axis=1)
    trend = sloped.converged & significant & seen & (settings.years >= 3)
    if trend.all():
        return (*model[:4], trend)
    left = ~trend
    level = _reweighted(design, past[left], known[left], offset[left], ahead[left], False, settings)
    merged = []
    for mine, other in zip(model[1:4], level[1:4], strict=True):
        both = mine.copy()
        both[left] = other
        merged.append(both)
    return (sloped.part(left, level[0]), *merged, trend)


def _reweighted(
    design: Design, past: Array, known: npt.NDArray[np.bool_], offset: Array, ahead: Array, slope: bool,
    settings: Settings,
) -> tuple[Fit, Array, Array, Array, Array]:  # fmt: skip
    """Fit, weigh outliers down by their residuals, fit again.

    Returns the fit, the log of the expected count, its standard error, the dispersion (at least 1) and the
    dispersion that standard errors take.
    """
    prior = known.astype(float)
    model = fit(design, past, prior, offset, slope)
    phi = np.maximum(model.dispersion(), 1)
    by_prior = model.dispersion()
    if settings.outlier is not None:
        raw = 1.5 * (past ** (2 / 3) * model.mean ** (-1 / 6) - np.sqrt(model.mean))
        standard = raw / np.sqrt(phi[:, None] * (1 - model.leverage(design)))
        far = standard > settings.outlier
        omega = prior * np.where(far, np.where(far, standard, 1) ** -2.0, 1)
        omega *= (known.sum(axis=1) / omega.sum(axis=1))[:, None]
        again = fit(design, past, omega, offset, slope)
        again.converged[:] = model.converged  # as in R, only the first fit has to settle
        model = again
        phi = np.maximum(model.dispersion(), 1)
        by_prior = model.dispersion(omega)
    log_mean = model.level[:, 0] + ahead
    return model, log_mean, np.sqrt(by_prior * model.variance(0)), phi, by_prior


def _bound(
    now: Array, log_mean: Array, error: Array, phi: Array, settings: Settings
) -> tuple[Array, Array, Array]:
    """Upper bound, probability of the count or more, and what the score takes as the centre."""
    z = float(special.ndtri(1 - settings.alpha))
    mean = np.exp(log_mean)
    if settings.bound == "delta":
        power = POWERS[settings.power]
        spread = power * np.sqrt(mean ** (2 * power - 1) * (phi + (mean * error) ** 2 / mean))
        upper = (mean**power + z * spread) ** (1 / power)
        return upper, special.ndtr((mean**power - now**power) / spread), mean
    if settings.bound == "muan":
        mean = np.exp(log_mean + z * error)
    plain = phi == 1
    size = mean / np.where(plain, 1, phi - 1)
    upper = np.where(
        plain,
        stats.poisson.ppf(1 - settings.alpha, mean),
        stats.nbinom.ppf(1 - settings.alpha, size, 1 / phi),
    )
    p = np.where(plain, stats.poisson.sf(now - 1, mean), stats.nbinom.sf(now - 1, size, 1 / phi))
    finite = np.isfinite(mean)
    return np.where(finite, upper, np.nan), np.where(finite, p, np.nan), log_mean


def _predictive(now: Array, mean: Array, phi: Array, chosen: Fit) -> Array:
    """Probability of the count or more, allowing for mean and dispersion being estimates."""
    wider = phi * (1 + mean * chosen.variance(0))
    tail = stats.nbinom.sf(now - 1, mean / (wider - 1), 1 / wider)
    below: Array = special.stdtr(chosen.df_residual, special.ndtri(tail))
    return below
