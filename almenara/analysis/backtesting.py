"""What comes next in a panel of counts, and how good such forecasts were: forecast and backtest."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.analysis.forecasters import OURS, SAMPLES, Baselines, chosen, drawn
from almenara.analysis.hierarchy import TOTAL, Hierarchy
from almenara.analysis.methods import scores
from almenara.analysis.methods.automatic import NotFittedError
from almenara.analysis.sample_files import write_samples
from almenara.analysis.written import whole_file
from almenara.errors import UsageError
from almenara.reading.panels import Panel, month_number, month_text, read_panel

Array = npt.NDArray[np.float64]
Progress = Callable[[str, int], None]

LEVELS = (0.5, 0.8, 0.95)
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}


@dataclass(frozen=True)
class Question:
    """What to forecast; the same names as the commands' options.

    unit, time, value  names of columns of the panel
    first, last        months to forecast, YYYY-MM, both included
    train_until        last month that the forecaster may see; without it, all that the file holds
    samples            file to write samples to, as Parquet
    out                file to write a line a unit to, as CSV
    group              column of what units are summed into; answers then hold the groups and the total, too
    baselines          none, simple or all; all that take no more than about a minute where not said
    """

    panel: Path
    unit: str
    time: str
    value: str
    first: str
    last: str
    train_until: str | None = None
    samples: Path | None = None
    out: Path | None = None
    seed: int = 0
    group: str | None = None
    baselines: Baselines | None = None


@dataclass(frozen=True)
class Score:
    """Means over all units and months. Smaller is better, but coverage, which should equal its level.

    coverage_…      share of truths in the closed interval, which counts exceed easily
    pit_coverage_…  the same by the randomised probability integral transform, without that fault
    """

    model: str
    crps: float
    ign: float
    mis: float
    coverage_50: float
    coverage_80: float
    coverage_95: float
    pit_coverage_50: float
    pit_coverage_80: float
    pit_coverage_95: float


FARTHEST = 120
"""Months ahead beyond which a forecast from the counts alone would pretend."""
SCORES = tuple(Score.__dataclass_fields__)[1:]


@dataclass(frozen=True)
class Backtest:
    """Scores, ours first; `left_out` says which baselines had too little history, or take too long.

    sums  scores of the groups and of their total: ours from the units' samples, baselines fitted to the sums
    """

    units: int
    months: int
    trained_until: str
    history: int
    first: str
    last: str
    seed: int
    scores: list[Score]
    left_out: dict[str, str]
    sums: dict[str, list[Score]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outlook:
    """Quantiles of one unit in one month; `level` is unit, group or total."""

    unit: str
    time: str
    mean: float
    q05: float
    q25: float
    q50: float
    q75: float
    q95: float
    level: str = "unit"


@dataclass(frozen=True)
class Forecast:
    """A forecast from all that the file holds."""

    units: int
    months: int
    trained_until: str
    history: int
    first: str
    last: str
    seed: int
    cells: list[Outlook]


def backtest(question: Question, progress: Progress | None = None) -> Backtest:
    """Forecast months that the panel holds from those before, and score ours and the baselines.

    progress  told the name of a slow baseline and how many units it has done
    Raises UsageError where months do not fit the file or each other; BadInput where rows do not.
    """
    panel, first, last = _asked(question)
    until = _month(question.train_until or "", "--train-until")
    if last > panel.last:
        raise UsageError(
            f"{question.panel.name} ends in {month_text(panel.last)}, before --to {question.last}"
        )
    history, leads = _history(panel, until, first, last)
    truth = panel.counts[:, first - panel.first : last - panel.first + 1]
    summing = _hierarchy(question, panel)
    names, left_out = chosen(history, question.baselines)
    kept: list[Array] = []
    by_unit: dict[str, Array] = {}
    by_sum: dict[str, Array] = {}
    for name in names:
        told = (lambda done, name=name: progress(name, done)) if progress else None
        parts: list[Array] = []
        whole = panel.units
        total = np.zeros((len(summing.names), len(leads), SAMPLES)) if summing else np.empty(0)
        try:
            for where, some in drawn(name, history, leads, question.seed, told):
                parts.append(_scored(some, truth[where]))
                if name == OURS and question.samples:
                    kept.append(some)
                if name == OURS and summing:
                    total += summing.sums(some, where)
            if summing and name != OURS:
                whole = summing.names
                of_sums = drawn(name, summing.sums(history), leads, question.seed, told)
                total = np.concatenate([d for _, d in of_sums])
        except NotFittedError as error:
            left_out[name] = f"cannot be fitted to {whole[error.unit]}: {error.why}"
            continue
        by_unit[name] = np.concatenate(parts)
        if summing:
            by_sum[name] = _scored(total, summing.sums(truth))
            if name == OURS and question.samples:
                kept.append(total)
    units = panel.units + (summing.names if summing else [])
    with whole_file(question.samples) as samples, whole_file(question.out) as out:
        if samples:
            write_samples(samples, units, first, np.concatenate(kept))
        if out:
            both = {n: np.concatenate([s, by_sum[n]]) if summing else s for n, s in by_unit.items()}
            _write_units(out, units, both)
    sums = (
        {"group": _means({n: s[:-1] for n, s in by_sum.items()}), TOTAL: _means({n: s[-1:] for n, s in by_sum.items()})}
        if summing else {}
    )  # fmt: skip
    return Backtest(
        len(panel.units), len(leads), month_text(until), history.shape[1], question.first, question.last,
        question.seed, _means(by_unit), left_out, sums,
    )  # fmt: skip


def forecast(question: Question) -> Forecast:
    """Forecast from all that the panel holds. Raises UsageError and BadInput as backtest."""
    panel, first, last = _asked(question)
    history, leads = _history(panel, panel.last, first, last)
    every = np.concatenate([d for _, d in drawn(OURS, history, leads, question.seed)])
    units, level = panel.units, ["unit"] * len(panel.units)
    if summing := _hierarchy(question, panel):
        every = np.concatenate([every, summing.sums(every)])
        units, level = units + summing.names, level + ["group"] * len(summing.groups) + [TOTAL]
    quantiles = np.quantile(every, list(QUANTILES.values()), axis=-1)
    cells = [
        Outlook(unit=name, time=month_text(first + m), mean=round(float(every[u, m].mean()), 3), level=level[u],
                **{n: float(q[u, m]) for n, q in zip(QUANTILES, quantiles, strict=True)})
        for u, name in enumerate(units) for m in range(len(leads))
    ]  # fmt: skip
    with whole_file(question.samples) as samples, whole_file(question.out) as out:
        if samples:
            write_samples(samples, units, first, every)
        if out:
            _write_cells(out, cells)
    return Forecast(
        len(panel.units), len(leads), month_text(panel.last), history.shape[1], question.first,
        question.last, question.seed, cells,
    )  # fmt: skip


def _asked(question: Question) -> tuple[Panel, int, int]:
    first, last = _month(question.first, "--from"), _month(question.last, "--to")
    if last < first:
        raise UsageError(f"--to {question.last} is before --from {question.first}")
    for path in (question.samples, question.out):
        if path and not path.absolute().parent.is_dir():
            raise UsageError(f"{path} can't be written: there is no folder {path.parent}")
        if path and path.is_dir():
            raise UsageError(f"{path} can't be written: it is a folder")
        if path and path.resolve() == question.panel.resolve():
            raise UsageError(f"{path} is the panel itself; name another file to write")
    if question.samples and question.out and question.samples.resolve() == question.out.resolve():
        raise UsageError(f"--samples and --out both name {question.out}")
    if question.seed < 0:
        raise UsageError("--seed can't be negative")
    panel = read_panel(question.panel, question.unit, question.time, question.value, question.group)
    return panel, first, last


def _hierarchy(question: Question, panel: Panel) -> Hierarchy | None:
    return Hierarchy.of(panel.units, panel.groups) if question.group else None


def _month(text: str, option: str) -> int:
    number = month_number(text)
    if number is None or len(text) != 7:
        raise UsageError(f'{option} is a month, YYYY-MM, not "{text}"')
    return number


def _history(panel: Panel, until: int, first: int, last: int) -> tuple[Array, list[int]]:
    if first <= until:
        raise UsageError(f"--from {month_text(first)} is not after the last month used, {month_text(until)}")
    if last - until > FARTHEST:
        raise UsageError(
            f"{month_text(last)} is {last - until:,} months after {month_text(until)}, the last month used; "
            f"{FARTHEST} is the farthest"
        )
    if not panel.first <= until <= panel.last:
        span = f"{month_text(panel.first)} to {month_text(panel.last)}"
        raise UsageError(f"--train-until {month_text(until)} is outside the panel, {span}")
    return panel.counts[:, : until - panel.first + 1], list(range(first - until, last - until + 1))


def _scored(drawn: Array, truth: Array) -> Array:
    """Mean scores by unit, columns as SCORES."""
    by_cell = [scores.crps(drawn, truth), scores.ignorance(drawn, truth), scores.interval_score(drawn, truth)]
    by_cell += [scores.covered(drawn, truth, level).astype(float) for level in LEVELS]
    by_cell += [scores.pit_coverage(drawn, truth, level) for level in LEVELS]
    return np.stack([s.mean(axis=1) for s in by_cell], axis=1)


def _means(scored: dict[str, Array]) -> list[Score]:
    return [Score(name, *(round(float(v), 6) for v in s.mean(axis=0))) for name, s in scored.items()]


def _write_cells(path: Path, cells: list[Outlook]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(Outlook.__dataclass_fields__)
        lines.writerows(vars(c).values() for c in cells)


def _write_units(path: Path, units: list[str], by_unit: dict[str, Array]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["unit", "model", *SCORES])
        for u, name in enumerate(units):
            for model, values in by_unit.items():
                lines.writerow([name, model, *(round(float(v), 6) for v in values[u])])
