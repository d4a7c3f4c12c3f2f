"""Nowcasts of dengue in Puerto Rico, 2001-2010: reports by week and delay of the US CDC, kept with R's NobBS.

McGough and others, PLoS Computational Biology 16 (2020) e1007735. The goal is that intervals of 95 % hold 92 to
98 % of the final counts. No week of these years was used to choose a constant.
"""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest

from almenara.analysis.methods.nowcast import nowcast
from tests.shared_data import shared

FIRST, DELAYS, HISTORY = date(1990, 1, 1), 11, 260


@pytest.fixture(scope="module")
def counts():
    """Cases by week since the first and by delay."""
    out = np.zeros((1100, DELAYS))
    with shared("benchmarks/nowcast/dengue_onset_delay_counts.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if int(row["delay_weeks"]) < DELAYS:
                week = (date.fromisoformat(row["onset_week"]) - FIRST).days // 7
                out[week, int(row["delay_weeks"])] += int(row["n"])
    return out


def as_of(counts, week):
    held = counts[week + 1 - HISTORY : week + 1].copy()
    period, delay = np.indices(held.shape)
    held[period + delay >= HISTORY] = np.nan
    return nowcast(held)


def test_intervals_hold_what_came(counts) -> None:
    inside, middle = [], []
    for week in range(574, 1080, 8):
        truth = counts[week - 2 : week + 1].sum(axis=1)
        low, lower, upper, high = as_of(counts, week).quantile([0.025, 0.25, 0.75, 0.975])[:, -3:]
        inside += list((low <= truth) & (truth <= high))
        middle += list((lower <= truth) & (truth <= upper))
    assert len(inside) == 192
    assert 0.92 <= np.mean(inside) <= 0.98
    assert 0.5 <= np.mean(middle) <= 0.7


def test_a_growing_season_of_2007(counts) -> None:
    """127 cases began in the week of 6 August 2007, 66 the week before; two of them were known that week.

    The published model, fitted with JAGS, gives a median of 53 and an interval of 95 % from 25 to 106.
    """
    low, middle, high = as_of(counts, 918).quantile([0.025, 0.5, 0.975])[:, -1]
    assert counts[918, 0] == 2 and counts[918].sum() == 127
    assert middle == pytest.approx(53, rel=0.15)
    assert low == pytest.approx(25, rel=0.2) and high == pytest.approx(106, rel=0.2)
    low, middle, high = as_of(counts, 919).quantile([0.025, 0.5, 0.975])[:, -2]
    assert low <= 127 <= high and middle > 80, "a week later it is seen"
