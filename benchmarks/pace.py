"""Passing the record: Brier and log score at each month of past years, 32 states and the country.

python -m benchmarks.pace [--store FOLDER] [--shared FOLDER]

Constants of the method were fitted on death certificates up to 2014; later years, and prosecutors' victims, are held
out. The event: the year's total exceeds the highest year known before. Baselines of the months so far over their
share of the year:
  naive     that projection passes the record: 1 or 0
  smoothed  normal probability that it does, for its log: shift and spread by month and size, by likelihood up to 2014
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy import optimize, stats

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.methods.record_pace import outlook
from almenara.analysis.panel import monthly_panel
from almenara.errors import NoEvidence
from almenara.model.period import Period
from almenara.workspace import Workspace
from benchmarks.measuring import arguments, full_store, say

SETS = (
    ("death certificates, by registration", "homicide", "inegi-deaths-registration", 1995, 2014),
    ("death certificates, by occurrence", "homicide", "inegi-deaths-occurrence", 2004, 2014),
    ("death certificates, by occurrence", "homicide", "inegi-deaths-occurrence", 2015, 2019),
    ("homicide and femicide, victims", "homicide-and-femicide", "sesnsp-victims", 2017, 2023),
    ("extortion, victims", "extortion", "sesnsp-victims", 2017, 2023),
    ("kidnapping, victims", "kidnapping", "sesnsp-victims", 2017, 2023),
)
FITTED = 2
"""Of SETS, those that constants were fitted on."""
DAYS = ("2018-03-22", "2018-04-23", "2018-05-21", "2018-07-21", "2018-11-02", "2019-12-20", "2023-08-24")
TODAY = date(2024, 12, 31)


@dataclass
class Calls:
    """One row a place, year and month."""

    month: np.ndarray
    to_date: np.ndarray
    total: np.ndarray
    record: np.ndarray
    chance: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def event(self) -> np.ndarray:
        """1 where the total passed the record."""
        return (self.total > self.record).astype(float)

    @property
    def projection(self) -> np.ndarray:
        """Months so far over their share of the year."""
        return self.to_date * 12 / self.month


def calls(context: Context, measure: str, definition: str, first: int, last: int) -> Calls:
    """Each year from `first` to `last` seen from each of its months, final counts throughout."""
    pack = context.packs["MX"]
    series = Series(measure, definition)
    states = monthly_panel(context, series, [s.code for s in pack.states])
    country = monthly_panel(context, series, [pack.code], states.first, states.last)
    if country.counts.shape != (1, states.counts.shape[1]) or states.first % 12:
        sys.exit(f"{definition}: the country and its states do not begin and end with the same months")
    rows = []
    for year in range(first, last + 1):
        start = 12 * year - states.first
        for counts, kind in ((states.counts, "part"), (country.counts, "whole")):
            record = counts[:, :start].reshape(len(counts), -1, 12).sum(axis=2).max(axis=1)
            total = counts[:, start : start + 12].sum(axis=1)
            for months in range(1, 12):
                seen = counts[:, : start + months]
                found = outlook(seen, months, seasons=country.counts[0, : start + months], kind=kind)
                to_date = seen[:, start:].sum(axis=1)
                low, high = found.quantiles([0.05, 0.95])
                chance = np.where(to_date > record, 1.0, np.clip(found.exceeds(record), 0.001, 0.999))
                rows += list(
                    zip(np.full(len(counts), months), to_date, total, record, chance, low, high, strict=True)
                )
    return Calls(*np.array(rows, dtype=float).T)


def fitted(data: list[Calls]) -> list[np.ndarray]:
    """Shift and variances of the smoothed baseline, by month."""
    joined = Calls(*(np.concatenate([getattr(c, n) for c in data]) for n in Calls.__dataclass_fields__))
    error = np.log(joined.total + 0.5) - np.log(joined.projection + 0.5)
    out = []
    for months in range(1, 12):
        mine = joined.month == months

        def unlikely(x: np.ndarray, mine: np.ndarray = mine) -> float:
            spread = np.sqrt(np.exp(x[0]) + np.exp(x[1]) / (joined.to_date[mine] + 1))
            return float(-stats.norm.logpdf(error[mine], x[2], spread).sum())

        out.append(optimize.minimize(unlikely, [-4, -1, 0], method="Nelder-Mead").x)
    return out


def smoothed(data: Calls, constants: list[np.ndarray]) -> np.ndarray:
    """The smoothed baseline's probabilities."""
    gap = np.log(data.projection + 0.5) - np.log(data.record + 0.5)
    x = np.array(constants)[data.month.astype(int) - 1].T
    chance = stats.norm.cdf((gap + x[2]) / np.sqrt(np.exp(x[0]) + np.exp(x[1]) / (data.to_date + 1)))
    return np.where(data.to_date > data.record, 1.0, chance)


def brier(chance: np.ndarray, event: np.ndarray) -> float:
    """Mean squared error."""
    return float(np.mean((chance - event) ** 2))


def log_score(chance: np.ndarray, event: np.ndarray) -> float:
    """Mean negative log of what was given to what happened; 0 and 1 are read as 0.001 and 0.999."""
    held = np.clip(chance, 0.001, 0.999)
    return float(-np.mean(np.log(np.where(event > 0, held, 1 - held))))


def as_known_then(workspace: Workspace) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Chance, naive call and event of the states and the country on DAYS, each by what was known on the day."""
    rows = []
    for day in DAYS:
        try:
            found = workspace.ask(
                "pace", day, measure="homicide-and-femicide", place="MX", definition="sesnsp-victims", by_state=True
            )  # fmt: skip
        except NoEvidence as reason:
            print(f"{day}: {reason}")
            continue
        for call in found.calls:
            if call.settles is None or call.probability is None or call.threshold is None:
                continue
            settled = workspace.context(min(call.settles, TODAY))
            where = settled.gazetteer.get(call.place)
            truth = figure(settled, call.measure, where, Period.parse(call.period), call.definition)
            if truth.is_known and truth.value is not None:
                rows.append(
                    (call.probability, call.baseline["probability"], float(truth.value > call.threshold))
                )
    chance, naive, event = np.array(rows).T
    return chance, naive, event


def reliability(chance: np.ndarray, event: np.ndarray) -> None:
    """Said and seen by tenths."""
    tenth = np.minimum((chance * 10).astype(int), 9)
    for i in range(10):
        mine = tenth == i
        if mine.any():
            seen, said = event[mine].mean(), chance[mine].mean()
            print(
                f"    {10 * i:3d}-{10 * i + 10} %: said {said:6.1%}, seen {seen:6.1%}, {mine.sum():5d} calls"
            )


def main() -> int:
    """Print the scores; 1 where held-out death certificates are under 25 % better than the naive call."""
    options = arguments(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(full_store(options, Path(temporary)))
        context = workspace.context()
        data = [calls(context, *wanted[1:]) for wanted in SETS]
        constants = fitted(data[:FITTED])
        gains = []
        for i, (wanted, held) in enumerate(zip(SETS, data, strict=True)):
            name = f"{wanted[0]}, {wanted[3]}-{wanted[4]}, {'fitted on' if i < FITTED else 'held out'}"
            event, naive, smooth = (
                held.event,
                (held.projection > held.record) * 1.0,
                smoothed(held, constants),
            )
            ours, theirs, other = (brier(p, event) for p in (held.chance, naive, smooth))
            gains.append(1 - ours / theirs)
            print(f"\n{name}: {len(event)} calls, {event.mean():.0%} came true")
            say("  Brier: ours", f"{ours:.4f}", "")
            say(
                "  Brier: naive projection, yes or no",
                f"{theirs:.4f}",
                f"ours {gains[-1]:.0%} better, aim 25 %",
            )
            say("  Brier: naive projection, smoothed", f"{other:.4f}", f"ours {1 - ours / other:.0%} better")
            logs = " / ".join(f"{log_score(p, event):.3f}" for p in (held.chance, smooth, naive))
            say("  log score: ours / smoothed / yes or no", logs)
            inside = (held.total >= np.floor(held.low)) & (held.total <= np.ceil(held.high))
            say("  90 % interval of the total covers", f"{inside.mean():.1%}")
            print("  by month, Brier ours/yes or no/smoothed:")
            for months in range(1, 12):
                mine = held.month == months
                scores = "/".join(f"{brier(p[mine], event[mine]):.3f}" for p in (held.chance, naive, smooth))
                print(f"    {months:2d}: {scores}")
            if i >= FITTED:
                reliability(held.chance, event)
        chance, naive, event = as_known_then(workspace)
        print(
            f"\nhomicide and femicide, as known on {len(DAYS)} days: {len(event)} calls, {event.mean():.0%} came true"
        )
        say("  Brier: ours / naive projection", f"{brier(chance, event):.4f} / {brier(naive, event):.4f}",
            f"{1 - brier(chance, event) / brier(naive, event):.0%} better")  # fmt: skip
        say("  log score: ours", f"{log_score(chance, event):.3f}")
        reliability(chance, event)
    return 0 if gains[FITTED] >= 0.25 else 1


if __name__ == "__main__":
    sys.exit(main())
