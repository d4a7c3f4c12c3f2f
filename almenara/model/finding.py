"""Findings: answers to a reader's question, made of figures and plain facts, not of prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from almenara.model.figure import Figure


@dataclass(frozen=True)
class Row:
    """One line of a finding's table: a label and its figures by column."""

    label: str
    figures: dict[str, Figure]
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """What one analysis found, as of a day.

    question  id of the question, the same as the analysis module's name: homicide_totals
    figures   by role: {"total": …, "rate": …}
    rows      a table where the answer is one; each cell a Figure
    facts     what is not a number: names, dates, statuses, texts of statements with their evidence
    unknowns  what the evidence does not hold, each with the reason
    caveats   ids of caveats that the section must print, with their arguments
    """

    question: str
    as_of: date
    figures: dict[str, Figure] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    unknowns: tuple[str, ...] = ()
    caveats: tuple[tuple[str, dict[str, Any]], ...] = ()
