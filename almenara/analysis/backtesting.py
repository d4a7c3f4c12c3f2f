"""What comes next in a panel of counts, and how good such forecasts were: forecast and backtest."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods import count_forecasts, error_paths, scores
from almenara.errors import UsageError
from almenara.reading.panels import Panel, month_number, month_text, read_panel

Array = npt.NDArray[np.float64]
Forecaster = Callable[..., Array]

SAMPLES = 1_000
OURS = "almenara"
FORECASTERS: dict[str, tuple[int, Forecaster]] = {
    OURS: (1, error_paths.pooled),
    "last 12 months": (12, count_forecasts.last_months),
    "last 24 months": (24, partial(count_forecasts.last_months, months=24)),
    "Poisson of the last month": (1, count_forecasts.poisson_of_last),
    "seasonal naive": (24, count_forecasts.seasonal_naive),
}
"""Ours first, then the baselines, each with the months of history that it needs."""
LEVELS = (0.5, 0.8, 0.95)
_TOGETHER = 256
"""Units worked on at once, so that memory does not grow with the panel."""


@dataclass(frozen=True)
class Question:
    """What to forecast; the same names as the commands' options.

    unit, time, value  names of columns of the panel
    first, last        months to forecast, YYYY-MM, both included
    train_until        last month that the forecaster may see; without it, all that the file holds
    samples            file to write samples to, as Parquet
    out                file to write a line a unit to, as CSV
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


SCORES = tuple(Score.__dataclass_fields__)[1:]


@dataclass(frozen=True)
class Backtest:
    """Scores, ours first; `left_out` says which baselines had too little history."""

    units: int
    months: int
    trained_until: str
    history: int
    first: str
    last: str
    seed: int
    scores: list[Score]
    left_out: dict[str, str]


@dataclass(frozen=True)
class Outlook:
    """Quantiles of one unit in one month."""

    unit: str
    time: str
    mean: float
    q05: float
    q25: float
    q50: float
    q75: float
    q95: float


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


def backtest(question: Question) -> Backtest:
    """Forecast months that the panel holds from those before, and score ours and the baselines.

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
    kept: list[Array] = []
    by_unit: dict[str, Array] = {}
    left_out = {}
    for number, (name, (needs, forecaster)) in enumerate(FORECASTERS.items()):
        if history.shape[1] < needs:
            left_out[name] = f"needs {needs} months of history, the panel has {history.shape[1]}"
            continue
        parts = []
        for where, drawn in _drawn(forecaster, history, leads, question.seed, number):
            parts.append(_scored(drawn, truth[where]))
            if name == OURS and question.samples:
                kept.append(drawn)
        by_unit[name] = np.concatenate(parts)
    if question.samples:
        _write_samples(question.samples, panel.units, first, np.concatenate(kept))
    if question.out:
        _write_units(question.out, panel.units, by_unit)
    means = [Score(name, *(round(float(v), 6) for v in s.mean(axis=0))) for name, s in by_unit.items()]
    return Backtest(
        len(panel.units), len(leads), month_text(until), history.shape[1], question.first, question.last,
        question.seed, means, left_out,
    )  # fmt: skip


def forecast(question: Question) -> Forecast:
    """Forecast from all that the panel holds. Raises UsageError and BadInput as backtest."""
    panel, first, last = _asked(question)
    history, leads = _history(panel, panel.last, first, last)
    forecaster = FORECASTERS[OURS][1]
    drawn = np.concatenate([d for _, d in _drawn(forecaster, history, leads, question.seed, 0)])
    levels = np.quantile(drawn, [0.05, 0.25, 0.5, 0.75, 0.95], axis=-1)
    cells = [
        Outlook(name, month_text(first + m), round(float(drawn[u, m].mean()), 3),
                *(float(q[u, m]) for q in levels))
        for u, name in enumerate(panel.units) for m in range(len(leads))
    ]  # fmt: skip
    if question.samples:
        _write_samples(question.samples, panel.units, first, drawn)
    if question.out:
        with question.out.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(Outlook.__dataclass_fields__)
            lines.writerows(vars(c).values() for c in cells)
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
    return read_panel(question.panel, question.unit, question.time, question.value), first, last


def _month(text: str, option: str) -> int:
    number = month_number(text)
    if number is None or len(text) != 7:
        raise UsageError(f'{option} is a month, YYYY-MM, not "{text}"')
    return number


def _history(panel: Panel, until: int, first: int, last: int) -> tuple[Array, list[int]]:
    if first <= until:
        raise UsageError(f"--from {month_text(first)} is not after the last month used, {month_text(until)}")
    if not panel.first <= until <= panel.last:
        span = f"{month_text(panel.first)} to {month_text(panel.last)}"
        raise UsageError(f"--train-until {month_text(until)} is outside the panel, {span}")
    return panel.counts[:, : until - panel.first + 1], list(range(first - until, last - until + 1))


def _drawn(
    forecaster: Forecaster, history: Array, leads: list[int], seed: int, number: int
) -> Iterator[tuple[slice, Array]]:
    """Samples of some units at a time; each forecaster and block has its own stream of the seed."""
    for start in range(0, len(history), _TOGETHER):
        where = slice(start, start + _TOGETHER)
        rng = np.random.default_rng([seed, number, start])
        known = {"panel": history} if forecaster is error_paths.pooled else {}
        yield where, forecaster(history[where], leads, SAMPLES, rng, **known)


def _scored(drawn: Array, truth: Array) -> Array:
    """Mean scores by unit, columns as SCORES."""
    by_cell = [scores.crps(drawn, truth), scores.ignorance(drawn, truth), scores.interval_score(drawn, truth)]
    by_cell += [scores.covered(drawn, truth, level).astype(float) for level in LEVELS]
    by_cell += [scores.pit_coverage(drawn, truth, level) for level in LEVELS]
    return np.stack([s.mean(axis=1) for s in by_cell], axis=1)


def _write_units(path: Path, units: list[str], by_unit: dict[str, Array]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["unit", "model", *SCORES])
        for u, name in enumerate(units):
            for model, values in by_unit.items():
                lines.writerow([name, model, *(round(float(v), 6) for v in values[u])])


def _write_samples(path: Path, units: list[str], first: int, drawn: Array) -> None:
    """Columns unit, time, sample (from 0), value; a row group for some units at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    months, each = drawn.shape[1:]
    schema = pa.schema(
        [("unit", pa.string()), ("time", pa.string()), ("sample", pa.int32()), ("value", pa.int64())]
    )
    times = np.repeat([month_text(first + m) for m in range(months)], each)
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, len(units), _TOGETHER):
            names = units[start : start + _TOGETHER]
            columns = [
                pa.array(np.repeat(np.asarray(names, dtype=object), months * each), pa.string()),
                pa.array(np.tile(times, len(names)), pa.string()),
                pa.array(np.tile(np.arange(each, dtype=np.int32), len(names) * months)),
                pa.array(drawn[start : start + _TOGETHER].ravel().astype(np.int64)),
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
