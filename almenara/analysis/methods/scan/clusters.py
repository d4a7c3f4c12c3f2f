"""The windows that stand out in the counts themselves: the best of each centre, then those apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods.scan.blocks import portions, sums
from almenara.analysis.methods.scan.likelihood import Ratio
from almenara.analysis.methods.scan.windows import Windows

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Cluster:
    """A window with more cases than expected.

    places         indices of its places, nearest to the centre first
    radius         distance of the farthest, in the unit of the windows
    start, stop    first time of the window and the one after its last
    relative_risk  rate inside by rate outside; infinite where all cases are inside
    llr            log likelihood ratio (times the penalty of the shape)
    p              Monte Carlo p-value; none without replications
    p_gumbel       the same from a Gumbel tail fitted to the replications; none under 20 of them
    """

    places: tuple[int, ...]
    radius: float
    start: int
    stop: int
    cases: int
    expected: float
    relative_risk: float
    llr: float
    p: float | None = None
    p_gumbel: float | None = None
    shape: float = 1.0
    angle: float = 0.0


@dataclass
class _Best:
    """The best window of each row so far."""

    ratio: Floats
    window: npt.NDArray[np.int64]
    span: npt.NDArray[np.int64]


def clusters(
    windows: Sequence[Windows],
    cases: npt.NDArray[np.int64],
    measure: Floats,
    spans: Sequence[slice],
    ratio: Ratio,
    least: int,
) -> list[Cluster]:
    """The best window of every centre, less those that share a place with a better one; best first.

    windows  one or several families of windows over the same places
    cases    shape (n, t); measure: what is expected, same shape
    spans    spans of time to look at
    least    cases that a window needs to count
    Method   secondary clusters without geographical overlap: Kulldorff 1997. Of equal ratios the window
             with fewer places, then the one whose centre lies farther north, comes first; of circles
             around the same places the smallest is told.
    """
    best = [_best(family, cases, measure, spans, ratio, least) for family in windows]
    found = [
        (
            -round(float(top.ratio[row]), 9),
            top.window[row] - family.starts[row],
            -family.north[row],
            number,
            row,
        )
        for number, (family, top) in enumerate(zip(windows, best, strict=True))
        for row in np.flatnonzero(top.ratio > 0).tolist()
    ]
    taken = np.zeros(len(cases), dtype=bool)
    apart = []
    for _, equal in groupby(sorted(found), key=lambda entry: entry[:2]):
        alike: dict[frozenset[int], tuple[float, int, int]] = {}
        for *_, number, row in equal:
            places = windows[number].places[windows[number].starts[row] : best[number].window[row] + 1]
            if not taken[places].any():
                radius = float(windows[number].distance[best[number].window[row]])
                key = frozenset(places.tolist())
                alike[key] = min(alike.get(key, (radius, number, row)), (radius, number, row))
        for _, number, row in alike.values():
            window, span = int(best[number].window[row]), spans[best[number].span[row]]
            places = windows[number].places[windows[number].starts[row] : window + 1]
            if not taken[places].any():
                taken[places] = True
                llr = float(best[number].ratio[row])
                apart.append(_cluster(windows[number], places, window, span, cases, measure, llr))
    return apart


def _best(
    windows: Windows,
    cases: npt.NDArray[np.int64],
    measure: Floats,
    spans: Sequence[slice],
    ratio: Ratio,
    least: int,
) -> _Best:
    count = len(windows)
    best = _Best(np.zeros(count), np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64))
    for number, span in enumerate(spans):
        counted = cases[:, span].sum(axis=1).astype(float)
        wanted = measure[:, span].sum(axis=1)
        for rows, stretch in portions(windows):
            inside = sums(windows, counted, rows, stretch)
            expected = sums(windows, wanted, rows, stretch)
            raised = np.flatnonzero(windows.closed[stretch] & (inside > expected) & (inside >= least))
            if not len(raised):
                continue
            value = ratio(inside[raised], expected[raised]) * windows.penalty
            raised += stretch.start
            row = np.searchsorted(windows.starts, raised, side="right") - 1
            begin = np.flatnonzero(np.diff(row, prepend=-1))
            top = np.maximum.reduceat(value, begin)
            highest = np.flatnonzero(value == np.repeat(top, np.diff(begin, append=len(row))))
            row, first = np.unique(row[highest], return_index=True)
            ahead = top > best.ratio[row] * (1 + 1e-12)
            row, window = row[ahead], raised[highest[first[ahead]]]
            best.ratio[row], best.window[row], best.span[row] = top[ahead], window, number
    return best


def _cluster(
    windows: Windows, places: npt.NDArray[np.int32], window: int, span: slice,
    cases: npt.NDArray[np.int64], measure: Floats, llr: float,
) -> Cluster:  # fmt: skip
    inside = int(cases[places, span].sum())
    expected = float(measure[places, span].sum())
    outside, rest = int(cases.sum()) - inside, float(measure.sum()) - expected
    risk = (inside / expected) / (outside / rest) if outside and expected > 0 and rest > 0 else np.inf
    return Cluster(
        tuple(int(p) for p in places), float(windows.distance[window]), span.start, span.stop,
        inside, expected, float(risk), llr, shape=windows.shape, angle=windows.angle,
    )  # fmt: skip
