"""Our forecasts beside the simple baselines and statsforecast's AutoETS and AutoARIMA, in one run.

python -m benchmarks.forecast [--shared FOLDER] [views] [states] [municipalities] [sums]

State-based deaths in 191 countries (VIEWS), deaths by homicide in the 32 states of Mexico and in its
municipalities, each trained to October of the year before and forecast 3 to 14 months ahead. AutoETS and AutoARIMA
take over a second a place of long history, so of the municipalities they get every thirtieth.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
import time
from pathlib import Path

import numpy as np

from almenara.analysis import forecasters
from almenara.analysis.hierarchy import Hierarchy
from almenara.analysis.methods import scores
from benchmarks.measuring import ROOT, say

VIEWS = "benchmarks/views-cm/ged_sb_country_month.csv"
STATES = "mexico/inegi/mexico-state-month-homicide-rates-2000-2019.csv.gz"
MUNICIPALITIES = "mexico/inegi/mexico-muni-month-homicide-rates-2000-2019.csv.gz"
LEADS = range(3, 15)
EVERY = 30


def panel(path: Path, unit: str, value: str) -> tuple[list[str], list[str], np.ndarray]:
    """Units, months and counts, shape (units, months), of a long table."""
    cells: dict[str, dict[str, float]] = {}
    with (
        path.open("rb") as raw,
        gzip.open(raw, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file,
    ):
        head = file.readline()
        mark = "|" if "|" in head else ","
        for row in csv.DictReader(file, head.strip().split(mark), delimiter=mark):
            month = f"{row['year']}-{int(row['month']):02d}" if "year" in row else row["month"][:7]
            cells.setdefault(row[unit], {})[month] = float(row[value])
    months = sorted({m for held in cells.values() for m in held})
    units = sorted(cells)
    return units, months, np.array([[cells[u][m] for m in months] for u in units])


def window(months: list[str], counts: np.ndarray, year: int) -> tuple[np.ndarray, np.ndarray]:
    """What was known in October of the year before, and the months of the year."""
    at = months.index(f"{year - 1}-10") + 1
    return counts[:, :at], counts[:, at + 2 : at + 14]


def compare(name: str, history: np.ndarray, truth: np.ndarray, asked: forecasters.Baselines) -> None:
    """Print CRPS, IGN, coverage by the randomised PIT and seconds of each forecaster, and ratios to ours."""
    say(f"{name}: {len(history):,} places, {history.shape[1]} months", "")
    ours = ours_time = 0.0
    for model in forecasters.chosen(history, asked)[0]:
        began = time.perf_counter()
        drawn = np.concatenate([d for _, d in forecasters.drawn(model, history, LEADS, 0)])
        seconds = time.perf_counter() - began
        crps, ign = float(scores.crps(drawn, truth).mean()), float(scores.ignorance(drawn, truth).mean())
        inside = [float(scores.pit_coverage(drawn, truth, level).mean()) for level in (0.5, 0.8, 0.95)]
        closed = [float(scores.covered(drawn, truth, level).mean()) for level in (0.5, 0.8, 0.95)]
        if model == forecasters.OURS:
            ours, ours_time = crps, seconds
        shares = (
            "/".join(f"{100 * s:.0f}" for s in inside)
            + " ("
            + "/".join(f"{100 * s:.0f}" for s in closed)
            + ")"
        )
        say(
            f"  {model}", f"CRPS {crps:.3f} IGN {ign:.3f}",
            f"inside {shares} %, {seconds:.1f} s; ours to it: CRPS {ours / crps:.2f}, time {ours_time / seconds:.2f}",
        )  # fmt: skip


def sums(units: list[str], months: list[str], counts: np.ndarray, year: int) -> None:
    """Print how many months and years of states and of the country lie inside intervals of sums of samples."""
    history, truth = window(months, counts, year)
    held = Hierarchy.of(units, {u: "state " + u[:2] for u in units})
    total = np.zeros((len(held.names), len(LEADS), forecasters.SAMPLES))
    for where, drawn in forecasters.drawn(forecasters.OURS, history, LEADS, 0):
        total += held.sums(drawn, where)
    true = held.sums(truth)
    cases = {
        "state, a month": (total[:-1], true[:-1]),
        "state, the year": (total[:-1].sum(axis=1), true[:-1].sum(axis=1)),
        "country, a month": (total[-1], true[-1]),
    }
    for what, (drawn, seen) in cases.items():
        inside = [f"{100 * scores.pit_coverage(drawn, seen, level).mean():.0f}" for level in (0.5, 0.8, 0.95)]
        say(f"  sums of municipalities {year}: {what}", f"inside {'/'.join(inside)} %")
    low, middle, high = np.quantile(total[-1].sum(axis=0), [0.025, 0.5, 0.975])
    say(
        f"  the country's {year}",
        f"{true[-1].sum():,.0f}",
        f"95 % interval {low:,.0f} to {high:,.0f}, median {middle:,.0f}",
    )


def main() -> int:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared" / "data", help="publishers' files"
    )
    parser.add_argument("parts", nargs="*", help="views, states, municipalities, sums")
    options = parser.parse_args()
    wanted = set(options.parts) or {"views", "states", "municipalities", "sums"}
    if "views" in wanted:
        _, months, counts = panel(options.shared / VIEWS, "country_id", "ged_sb")
        compare("VIEWS 2019", *window(months, counts, 2019), "all")
    if "states" in wanted:
        _, months, counts = panel(options.shared / STATES, "cve_ent", "homicides")
        for year in (2018, 2019):
            compare(f"states of Mexico {year}", *window(months, counts, year), "all")
    if wanted & {"municipalities", "sums"}:
        units, months, counts = panel(options.shared / MUNICIPALITIES, "ent_mun", "homicides")
        for year in (2018, 2019):
            if "municipalities" in wanted:
                history, truth = window(months, counts, year)
                compare(f"municipalities {year}", history, truth, "simple")
                if year == 2019:
                    compare("every thirtieth of them", history[::EVERY], truth[::EVERY], "all")
            if "sums" in wanted:
                sums(units, months, counts, year)
    return 0


if __name__ == "__main__":
    sys.exit(main())
