"""How old a figure may be for the present, and whether its definition had begun, or ended, on the day."""

from __future__ import annotations

from almenara.analysis.context import Context
from almenara.model.figure import Figure

AGED_DAYS = 400
"""What is about a time that ended longer before the day tells little of the present, and says so."""


def begun(context: Context, definition: str) -> bool:
    """Whether the definition existed on the day: what did not exist yet is not unknown.

    One that does not say since when it is used counts as older than any report.
    """
    start = context.definition(definition).valid_from
    return start is None or start <= context.as_of


def retired(context: Context, newest: Figure) -> bool:
    """Whether the figure's definition had ended by the day, and the figure reaches up to its end."""
    end = context.definition(newest.definition).valid_to if newest.definition else None
    return end is not None and end < context.as_of and newest.period.end >= end
