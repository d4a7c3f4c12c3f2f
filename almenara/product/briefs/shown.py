"""Figures in a brief: with their intervals, and without those that a licence keeps from being passed on."""

from __future__ import annotations

from almenara.analysis.arithmetic import interval_end
from almenara.analysis.context import Context
from almenara.model.figure import Figure
from almenara.product.document import Inline, Text
from almenara.product.making import Making


def may_pass(context: Context, figure: Figure | None) -> bool:
    """Whether a figure may stand in a brief: it is known, and every source of it may be passed on."""
    if figure is None or not figure.is_known:
        return False
    specs = (context.specs.get(e.source) for e in figure.all_evidence())
    return all(spec is None or spec.licence.redistribute for spec in specs)


def cell(making: Making, figure: Figure | None) -> tuple[Inline, ...]:
    """The figure; a dash where there is none, and the word for one that is kept back."""
    if figure is None or not figure.is_known:
        return (Text("–"),)
    if not may_pass(making.context, figure):
        return (Text(making.word("briefs", "site", "withheld"), "unknown"),)
    return making.number(figure)


def between(making: Making, figure: Figure | None) -> tuple[Inline, ...]:
    """The figure with the ends of its interval, each a figure of its own."""
    said = cell(making, figure)
    if figure is None or not may_pass(making.context, figure) or figure.low is None or figure.high is None:
        return said
    low, high = (making.number(interval_end(figure, e)) for e in ("low", "high"))
    return (*said, Text(" ("), *low, Text("–"), *high, Text(")"))
