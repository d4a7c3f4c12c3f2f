"""How far will these counts still move? A nowcast of any table of reports with their delays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from almenara.analysis.methods.nowcast import nowcast
from almenara.errors import UsageError
from almenara.reading.triangles import read_triangle

LEVELS = [0.025, 0.25, 0.5, 0.75, 0.975]


@dataclass(frozen=True)
class Question:
    """What to nowcast; the same names as the command's options.

    event, delay, count  names of columns
    unit                 day, week or month; without it, what the events are precise to
    now                  the period whose knowledge is used; without it, the last report's
    periods              how many of the last periods to answer for
    """

    table: Path
    event: str
    delay: str
    count: str
    unit: str | None = None
    now: str | None = None
    periods: int = 12
    seed: int = 0


@dataclass(frozen=True)
class Expected:
    """One period: reported so far, share of reports that are in by its age, quantiles of the final count."""

    period: str
    reported: int
    share_in: float
    q025: int
    q25: int
    q50: int
    q75: int
    q975: int


@dataclass(frozen=True)
class Answer:
    """The last periods in order. delays: the number of delays told apart; all reports: of all periods."""

    unit: str
    now: str
    delays: int
    all_periods: int
    all_reports: int
    seed: int
    periods: list[Expected]


def ask(question: Question) -> Answer:
    """The answer. Raises UsageError, BadInput."""
    if question.periods < 1:
        raise UsageError(f"--periods: {question.periods} is not a number of periods, 1 or more")
    if question.seed < 0:
        raise UsageError(f"--seed: {question.seed} is negative")
    held = read_triangle(
        question.table, question.event, question.delay, question.count, question.unit, question.now
    )
    found = nowcast(held.reports, seed=question.seed)
    quantiles = found.quantile(LEVELS).astype(int)
    ages = (held.reports == held.reports).sum(axis=1) - 1
    rows = [
        Expected(
            held.labels[i], int(found.reported[i]), float(found.delay.reported[ages[i]]) if ages[i] >= 0 else 0.0,
            *(int(q) for q in quantiles[:, i]),
        )
        for i in range(max(len(held.labels) - question.periods, 0), len(held.labels))
    ]  # fmt: skip
    return Answer(
        held.unit, held.now, held.reports.shape[1], len(held.labels), int(found.reported.sum()),
        question.seed, rows,
    )  # fmt: skip
