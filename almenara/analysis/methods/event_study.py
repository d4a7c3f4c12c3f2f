"""What follows an event in the places it strikes: counts before and after against those of untouched places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

DRAWS = 999
"""Draws of the bootstrap."""


@dataclass(frozen=True)
class Stack:
    """Events laid over one another, month 0 being that of the event; n events with `before` + 1 + `after` months.

    seen      counts in the places struck, shape (n, months)
    expected  what they had been with the course of their controls, shape (n, months): the own count of the
              months before the event, times the controls' count of the month over that of the months before
    cluster   number of the place struck, shape (n,): events of one number are drawn together
    used      which of the events given are in it, shape (events,)
    """

    seen: Array
    expected: Array
    cluster: npt.NDArray[np.int64]
    used: Mask
    before: int

    @property
    def events(self) -> int:
        """How many events."""
        return len(self.seen)


class Windows:
    """Counts of places in windows around any month, struck and untouched ones."""

    def __init__(self, counts: npt.ArrayLike, touched: Mask, before: int = 12, after: int = 24) -> None:
        """Hold a table of counts.

        counts   shape (places, months); a place with a gap (nan) inside a window is left out of that window
        touched  shape (places, months): whether an event touches the place within the window around the month,
                 so that it is no control there
        before, after  months of a window on either side of its middle
        Raises   ValueError where the shapes don't agree
        """
        self.counts = np.asarray(counts, dtype=float)
        if self.counts.ndim != 2 or touched.shape != self.counts.shape:
            raise ValueError("counts and touched are both of shape (places, months)")
        if before < 1 or after < 0:
            raise ValueError("a window has months before its middle")
        self.touched, self.before, self.after = touched, before, after
        self._held: dict[int, tuple[Array, Mask, Array]] = {}

    def inside(self, month: int) -> bool:
        """Whether the window around a month lies within the table."""
        return bool(self.before <= month < self.counts.shape[1] - self.after)

    def own(self, month: int, places: npt.ArrayLike) -> Array:
        """Counts of some places together, shape (months of the window,)."""
        window, whole, _ = self._window(month)
        chosen = np.asarray(places, dtype=np.int64)
        return np.asarray(window[chosen[whole[chosen]]].sum(axis=0))

    def others(self, month: int, besides: npt.ArrayLike) -> Array:
        """Counts of all untouched places together but some, shape (months of the window,)."""
        window, whole, total = self._window(month)
        out = np.unique(np.asarray(besides, dtype=np.int64))
        counted = out[whole[out] & ~self.touched[out, month]]
        return np.asarray(total - window[counted].sum(axis=0))

    def _window(self, month: int) -> tuple[Array, Mask, Array]:
        if month not in self._held:
            window = self.counts[:, month - self.before : month + self.after + 1]
            whole = ~np.isnan(window).any(axis=1)
            self._held[month] = (window, whole, window[whole & ~self.touched[:, month]].sum(axis=0))
        return self._held[month]


def stack(
    windows: Windows, months: Sequence[int], struck: Sequence[npt.ArrayLike],
    besides: Sequence[npt.ArrayLike], cluster: Sequence[int],
) -> Stack:  # fmt: skip
    """Lay the windows of events over one another.

    months   column of each event
    struck   for each event the places (rows) whose counts are watched
    besides  for each event the places that are no controls of it, touched or not
    cluster  a number for each event, the same for events whose errors hang together
    Returns  a Stack; an event whose window leaves the table, or that has no case before it in the places struck
             or in the controls, is not in it
    Raises   ValueError where the lengths differ

    Method: stacked difference-in-differences for staggered events (Cengiz, Dube, Lindner and Zipperer, Quarterly
    Journal of Economics 134 (2019) 1405-1454): each event has controls of its own that no event touches in its
    window, so that no place struck earlier serves as a control, the fault of two-way fixed effects (Goodman-Bacon,
    Journal of Econometrics 225 (2021) 254-277). Counts are compared as ratios: with an effect for each place and
    for each month of an event's stack, the maximum of the Poisson likelihood depends on the sums over places
    alone (Wooldridge, Econometrics Journal 26 (2023) C31-C66).
    """
    if not len(months) == len(struck) == len(besides) == len(cluster):
        raise ValueError("each event has a month, places struck, places beside, and a cluster")
    seen, expected, kept = [], [], np.zeros(len(months), dtype=bool)
    before = windows.before
    for i, month in enumerate(months):
        if not windows.inside(month):
            continue
        own, others = windows.own(month, struck[i]), windows.others(month, besides[i])
        if own[:before].sum() > 0 and others[:before].sum() > 0:
            kept[i] = True
            seen.append(own)
            expected.append(own[:before].sum() * others / others[:before].sum())
    shape = (len(seen), before + windows.after + 1)
    return Stack(
        np.array(seen).reshape(shape), np.array(expected).reshape(shape),
        np.asarray(cluster, dtype=np.int64)[kept], kept, before,
    )  # fmt: skip


@dataclass(frozen=True)
class Effect:
    """Ratio of what was seen to what was expected over some months, and how sure it is.

    ratio      1 is no effect
    low, high  95 % interval of the bootstrap over clusters
    """

    ratio: float
    low: float
    high: float


def effect(stacked: Stack, first: int, last: int, draws: int = DRAWS, seed: int = 20181102) -> Effect:
    """The effect over months `first` to `last` after the event (0 is its own month), all events together.

    draws    of the bootstrap; with none the interval is unknown (nan)
    Returns  an Effect; nan where there is no event, and no interval (nan) with fewer than three clusters
    Method: the ratio of sums is the Poisson estimate of one common effect; its interval holds 95 % of as many
    draws of clusters with replacement (Cameron, Gelbach and Miller, Review of Economics and Statistics
    90 (2008) 414-427).
    """
    seen, expected = _sums(stacked, first, last)
    return _interval(seen, expected, stacked.cluster, draws, seed)


def before_trend(stacked: Stack, seed: int = 20181102) -> Effect:
    """How the half of the months just before the event stands to the half before that: 1 where there was no trend.

    Raises ValueError with fewer than two months before. Interval as that of `effect`.
    """
    half = stacked.before // 2
    if half < 1:
        raise ValueError("a trend before the event needs two months")
    early, late = (
        slice(stacked.before - 2 * half, stacked.before - half),
        slice(stacked.before - half, stacked.before),
    )
    seen = stacked.seen[:, late].sum(axis=1)
    earlier = stacked.seen[:, early].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        course = stacked.expected[:, late].sum(axis=1) / stacked.expected[:, early].sum(axis=1)
    return _interval(seen, earlier * course, stacked.cluster, DRAWS, seed)


def monthly(stacked: Stack, seed: int = 20181102) -> tuple[Array, Array, Array]:
    """Ratio, low and high for each month of the window, each of shape (months,)."""
    found = [
        effect(stacked, m, m, seed=seed)
        for m in range(-stacked.before, stacked.seen.shape[1] - stacked.before)
    ]
    return tuple(np.array([getattr(e, name) for e in found]) for name in ("ratio", "low", "high"))  # type: ignore[return-value]


@dataclass(frozen=True)
class Placebo:
    """What comes out where nothing happened.

    low, high  range that holds 95 % of the placebo's ratios
    middle     their median: 1 where the method finds nothing in nothing
    p          share of placebo ratios at least as far from 1 as the one found, on the log scale
    draws      how many draws
    """

    low: float
    high: float
    middle: float
    p: float
    draws: int


def placebo(found: float, ratios: npt.ArrayLike) -> Placebo:
    """Compare a ratio with those of events on random dates.

    Method: randomisation inference (Fisher 1935; MacKinnon and Webb, Journal of Econometrics 218 (2020) 435-450),
    counting the one found among the draws.
    """
    drawn = np.asarray(ratios, dtype=float)
    drawn = np.log(drawn[np.isfinite(drawn) & (drawn > 0)])
    if not drawn.size or not np.isfinite(found) or found <= 0:
        return Placebo(np.nan, np.nan, np.nan, np.nan, int(drawn.size))
    low, middle, high = np.exp(np.quantile(drawn, [0.025, 0.5, 0.975]))
    centred = np.abs(drawn - np.median(drawn)) >= abs(np.log(found) - np.median(drawn)) - 1e-12
    return Placebo(low, high, middle, (1 + int(centred.sum())) / (1 + drawn.size), int(drawn.size))


def _sums(stacked: Stack, first: int, last: int) -> tuple[Array, Array]:
    inside = slice(stacked.before + first, stacked.before + last + 1)
    return stacked.seen[:, inside].sum(axis=1), stacked.expected[:, inside].sum(axis=1)


def _interval(seen: Array, expected: Array, cluster: npt.NDArray[np.int64], draws: int, seed: int) -> Effect:
    if not len(seen) or not expected.sum() > 0:
        return Effect(np.nan, np.nan, np.nan)
    ratio = float(seen.sum() / expected.sum())
    if not draws:
        return Effect(ratio, np.nan, np.nan)
    numbers, place = np.unique(cluster, return_inverse=True)
    if len(numbers) < 3:
        return Effect(ratio, np.nan, np.nan)
    by_cluster = np.array([np.bincount(place, weights=values) for values in (seen, expected)])
    drawn = np.random.default_rng(seed).integers(0, len(numbers), (draws, len(numbers)))
    above, below = by_cluster[0][drawn].sum(axis=1), by_cluster[1][drawn].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = np.nanquantile(above / below, [0.025, 0.975])
    return Effect(ratio, float(low), float(high))
