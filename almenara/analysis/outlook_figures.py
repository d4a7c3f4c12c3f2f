"""The figures of an outlook: from samples of a sum to come, beside what was counted before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase

MODEL = "mixture-and-error-paths 1"
LEVELS = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
"""Quantiles that are put on record."""


def figures_of(
    samples: npt.NDArray[np.float64],
    last: Figure,
    same: Figure,
    ahead: Period,
    stands: Sequence[Evidence],
    months: int,
) -> dict[str, Figure]:
    """Median with its 80 % interval, the same with its 50 % interval, and chances of exceeding what was.

    The ends of the 80 % interval are figures of their own, too: low and high.

    last, same  counts of the months before, and of the months to come a year earlier
    stands      evidence of the months that the forecast was made from; `months` of them
    """
    low, lower, middle, upper, high = (
        float(q) for q in np.quantile(samples, [0.1, 0.25, 0.5, 0.75, 0.9], method="inverted_cdf")
    )
    median = replace(
        last, status="known", reason="", value=middle, low=low, high=high, period=ahead, note="", ground="",
        known=max((e.published for e in stands), default=last.known), recipe={}, inputs=(),
        evidence=tuple(stands), method=phrase("outlook", months=months),
    )  # fmt: skip
    return {
        "last": last,
        "same": same,
        "median": median,
        "half": replace(median, low=lower, high=upper),
        "low": replace(
            median, value=low, low=None, high=None, method=phrase("outlook-end", level=10, months=months)
        ),
        "high": replace(
            median, value=high, low=None, high=None, method=phrase("outlook-end", level=90, months=months)
        ),
        "above_last": _chance(samples, last, median),
        "above_same": _chance(samples, same, median),
    }


def _chance(samples: npt.NDArray[np.float64], than: Figure, like: Figure) -> Figure:
    """Percent of samples above a count; from 1 to 99, as a few thousand samples bear no more."""
    if than.value is None:
        return replace(
            like, value=None, low=None, high=None, unit="%", status="unknown", reason=than.reason,
            method="", evidence=(), known=None,
        )  # fmt: skip
    share = float((samples > than.value).mean())
    return replace(
        like, value=float(np.clip(round(100 * share), 1, 99)), low=None, high=None, unit="%",
        method=phrase("outlook-chance", period=than.period), inputs=(than,),
    )  # fmt: skip
