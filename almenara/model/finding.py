"""Findings: answers to a reader's question, made of figures and plain facts, not of prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from almenara.model.call import Call
from almenara.model.figure import Figure


@dataclass(frozen=True)
class Row:
    """One line of a finding's table: its figures by column.

    key    stable within the finding: a place's code, a month
    facts  what is not a number: names, classes, verdicts
    """

    key: str
    label: str
    figures: dict[str, Figure] = field(default_factory=dict)
    place: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What one analysis found, as of a day.

    question  id of the question: the name of its command
    figures   by role: {"total": …, "rate": …}
    rows      a table where the answer is one; each number a Figure
    facts     what is not a number: names, dates, statuses, settings used
    unknowns  what the evidence does not hold, each with the reason
    caveats   what to mind when reading it, in words
    calls     what it says of things not yet known, for the ledger
    """

    question: str
    as_of: date
    figures: dict[str, Figure] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    unknowns: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
