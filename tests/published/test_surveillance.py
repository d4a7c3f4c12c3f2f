"""Bounds and alarms that R's surveillance 1.20.3 gives on weekly counts of Salmonella Agona, UK 1990-1995."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest

from almenara.analysis.methods.ears import ears
from almenara.analysis.methods.farrington import IMPROVED, ORIGINAL, farrington
from tests.shared_data import shared

FIRST = 260  # the last 52 of 312 weeks are watched


def column(name: str, file: str = "expected") -> np.ndarray:
    with shared(f"benchmarks/surveillance/salmonella_agona_{file}.csv").open(encoding="utf-8") as lines:
        return np.array([np.nan if row[name] == "NA" else float(row[name]) for row in csv.DictReader(lines)])


def test_improved_farrington() -> None:
    # Noufaily et al. 2013: ten periods, 26 weeks left out, negative binomial bound; four years
    watch = farrington(column("observed", "weekly"), 52, FIRST, replace(IMPROVED, years=4, least_cases=0))
    np.testing.assert_allclose(watch.upper, column("flex_upper"), atol=1e-6)
    np.testing.assert_allclose(watch.expected, column("flex_expected"), atol=1e-6)
    assert watch.alarm.tolist() == (column("flex_alarm") > 0).tolist()
    assert watch.alarm.sum() == 3


def test_original_farrington() -> None:
    # Farrington et al. 1996: windows only, 2/3 power; no bound where four weeks hold under five cases
    watch = farrington(column("observed", "weekly"), 52, FIRST, replace(ORIGINAL, years=4))
    np.testing.assert_allclose(watch.upper, column("classic_upper"), atol=1e-6)
    assert watch.alarm.tolist() == (column("classic_alarm") > 0).tolist()
    assert np.isnan(watch.upper).sum() == 9


@pytest.mark.parametrize(("method", "alpha"), [("C1", 0.001), ("C2", 0.001), ("C3", 0.01)])
def test_ears(method: str, alpha: float) -> None:
    watch = ears(column("observed", "weekly"), method, FIRST, alpha=alpha)
    np.testing.assert_allclose(watch.upper, column(f"{method.lower()}_upper"), atol=1e-6)
    assert watch.alarm.tolist() == (column(f"{method.lower()}_alarm") > 0).tolist()
