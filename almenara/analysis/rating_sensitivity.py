"""What do our scores owe to the choices behind them: counts, gaps, weights, scale and aggregation?"""

from __future__ import annotations

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.methods.rated import owed_to
from almenara.analysis.rating import rating
from almenara.analysis.rating_figures import made, rate_figures
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase

DRAWS = 2000


def ask(context: Context, country: str) -> Finding:
    """Shares of the variance of the states' scores by cause, the mean over the states weighted by variance.

    Rows    per cause, the largest total first: first (gone if it were known) and total (with its interactions),
            in percent
    Raises  as analysis.rating.rating
    """
    found = rating(context, country)
    shares = owed_to(found.held, DRAWS)
    inputs = [
        f
        for n in found.rated
        for f in rate_figures(context, found.indicators, found.gathered, found.places, n).values()
    ]
    weight = shares.variance / shares.variance.sum()
    rows = []
    for cause in shares.first:
        figures = {}
        for name, held in (("first", shares.first), ("total", shares.total)):
            value = 100 * float(np.nansum(held[cause] * weight))
            figures[name] = made(context, round(value, 1), "%", phrase("variance-share"), found.pack.country,
                                 found.period, inputs)  # fmt: skip
        rows.append(Row(cause, cause, figures))
    rows.sort(key=lambda row: -(row.figures["total"].value or 0))
    return Finding("rating-sensitivity", context.as_of, rows=tuple(rows))
