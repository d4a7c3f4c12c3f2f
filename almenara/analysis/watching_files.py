"""The same as anomalies and change points of a day's knowledge, for any table of counts that a user has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from almenara.analysis.anomalies import DISCOVERY
from almenara.analysis.methods.change_points import change_points
from almenara.analysis.watching import watch
from almenara.errors import UsageError
from almenara.reading.panels import STEPS, Panel, read_panel

FREQUENCIES = {"month": 12, "week": 52}


@dataclass(frozen=True)
class Question:
    """What to watch; the same names as the command's options.

    unit         column of the unit; "" where the file is one series
    frequency    "month" or "week"
    newest       how many of the newest steps are watched
    method       "farrington", "ears", or None for what the past allows
    years        looked back at most
    least_cases  in the last four steps, without which a count is not tested
    changes      whether changes of level are looked for, too
    """

    panel: Path
    unit: str
    time: str
    value: str
    frequency: str = "month"
    newest: int = 1
    method: str | None = None
    alpha: float = 0.01
    years: int = 5
    least_cases: float = 5
    changes: bool = False


@dataclass(frozen=True)
class Cell:
    """One count that was watched; None where it was not tested."""

    unit: str
    time: str
    count: float
    expected: float | None
    upper: float | None
    score: float | None
    p: float | None
    adjusted: float | None
    alarm: bool
    stands: bool


@dataclass(frozen=True)
class Turn:
    """One change of level: the first step of the new level, and the first and last that it may be."""

    unit: str
    time: str
    earliest: str
    latest: str
    before: float
    after: float
    p: float


@dataclass(frozen=True)
class Answer:
    """What was watched and found; cells by p, changes by date from the last."""

    units: int
    steps: int
    first: str
    last: str
    method: str
    years: int
    alpha: float
    tested: int
    alarms: int
    by_chance: float
    stand: int
    false_discovery_rate: float
    cells: list[Cell]
    changes: list[Turn]


def ask(question: Question) -> Answer:
    """Watch the newest counts of a file. Raises UsageError and BadInput."""
    if question.frequency not in FREQUENCIES:
        raise UsageError(f'--frequency is one of {", ".join(FREQUENCIES)}, not "{question.frequency}"')
    panel = read_panel(
        question.panel, question.unit, question.time, question.value, every=question.frequency,
        command="anomalies",
    )  # fmt: skip
    text = STEPS[question.frequency].text
    steps = panel.counts.shape[1]
    if not 1 <= question.newest < steps:
        raise UsageError(
            f"--newest is from 1 to {steps - 1} in a file of {steps} steps, not {question.newest}"
        )
    first = steps - question.newest
    found = watch(
        panel.counts, FREQUENCIES[question.frequency], first, question.method, question.alpha, question.years,
        question.least_cases,
    )  # fmt: skip
    stands = found.alarm & (np.nan_to_num(found.adjusted, nan=1) <= DISCOVERY)
    cells = [
        Cell(
            unit, text(panel.first + first + j), float(found.counts[u, j]), _rounded(found.expected[u, j]),
            _rounded(found.upper[u, j]), _rounded(found.score[u, j]), _rounded(found.p[u, j]),
            _rounded(found.adjusted[u, j]), bool(found.alarm[u, j]), bool(stands[u, j]),
        )
        for u, unit in enumerate(panel.units) for j in range(question.newest)
    ]  # fmt: skip
    cells.sort(key=lambda c: 2.0 if c.p is None else c.p)
    tested = int(found.tested.sum())
    return Answer(
        len(panel.units), question.newest, text(panel.first + first), text(panel.last), found.method, found.years,
        question.alpha, tested, int(found.alarm.sum()), round(tested * question.alpha, 2), int(stands.sum()),
        DISCOVERY, cells, _turns(panel, question) if question.changes else [],
    )  # fmt: skip


def _turns(panel: Panel, question: Question) -> list[Turn]:
    text = STEPS[question.frequency].text
    out = [
        (
            change.at,
            Turn(
                unit, text(panel.first + change.at), text(panel.first + change.low),
                text(panel.first + change.high), change.before, change.after, change.p,
            ),
        )
        for unit, series in zip(panel.units, change_points(panel.counts, alpha=question.alpha), strict=True)
        for change in series.changes
    ]  # fmt: skip
    return [turn for _, turn in sorted(out, key=lambda pair: -pair[0])]


def _rounded(value: float) -> float | None:
    return round(float(value), 9) if np.isfinite(value) else None
