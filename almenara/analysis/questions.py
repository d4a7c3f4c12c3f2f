"""The questions that can be asked of a day's knowledge, and computing one of their figures again."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from inspect import signature
from typing import Any

from almenara.analysis.context import Context
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row

QUESTIONS: dict[str, str] = {
    "nowcast": "almenara.analysis.nowcast",
    "anomalies": "almenara.analysis.anomalies",
    "change-points": "almenara.analysis.changes_of_level",
    "real-changes": "almenara.analysis.real_changes",
    "hotspots": "almenara.analysis.hotspots",
    "route": "almenara.analysis.corridors.route",
    "outlook": "almenara.analysis.outlook",
    "score": "almenara.analysis.score",
    "rate": "almenara.analysis.rating",
    "rating-agreement": "almenara.analysis.rating_agreement",
    "rating-sensitivity": "almenara.analysis.rating_sensitivity",
    "pace": "almenara.analysis.pace",
    "policies": "almenara.analysis.policies",
    "groups": "almenara.analysis.groups",
    "fragmentation": "almenara.analysis.fragmentation",
    "leader-effects": "almenara.analysis.leader_effects",
    "policy-effects": "almenara.analysis.policy_effects",
    "policy-calls": "almenara.analysis.policy_calls",
    "policy-prospects": "almenara.analysis.policy_prospects",
    "incident": "almenara.analysis.alerting.incident",
    "state-count": "almenara.analysis.alerting.state_counts",
    "assess": "almenara.analysis.exposure.assess",
    "since": "almenara.analysis.since_last",
    "scenario": "almenara.analysis.scenario",
    "scenario-compare": "almenara.analysis.scenario_compare",
    "scenario-check": "almenara.analysis.scenario_check",
}
"""Module that answers each question: it has `ask(context, **arguments) -> Finding`.

Arguments are plain JSON. An answer depends on them and on the context alone: no clock, fixed seeds.
"""


MADE_BETWEEN = 20_000
"""Records that an answer makes before Python looks for circles among them: it makes hundreds of thousands, which
hold none, and to look after every 700, as is usual, takes an eighth of the time."""


def answer(context: Context, question: str, **arguments: Any) -> Finding:
    """A question's answer as of the context's day; the same again is not worked out again.

    Every figure of it carries the recipe by which `recall` finds it. Raises UsageError for a question
    that is not one, or arguments that it does not take; UnknownPlace, AmbiguousPlace, and what the question
    raises.
    """
    if question not in QUESTIONS:
        raise UsageError(f'"{question}" is not a question; there are: {", ".join(sorted(QUESTIONS))}')
    ask = import_module(QUESTIONS[question]).ask
    _bind(question, ask, context, arguments)
    for name in ("place", "country"):  # by code, name or alias
        if arguments.get(name):
            arguments[name] = context.gazetteer.find(str(arguments[name])).code
    key = (question, json.dumps(arguments, sort_keys=True), context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        with _looking_less():
            found = ask(context, **arguments)
            recipe = {"op": "finding", "question": question, "args": arguments}
            context.answers[key] = _with_recipes(found, recipe)
    held: Finding = context.answers[key]
    return held


@contextmanager
def _looking_less() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(max(MADE_BETWEEN, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _bind(question: str, ask: Callable[..., Finding], context: Context, arguments: dict[str, Any]) -> None:
    wanted = signature(ask)
    try:
        wanted.bind(context, **arguments)
    except TypeError as error:
        names = ", ".join(
            name if p.default is p.empty else f"{name} (or without)"
            for name, p in list(wanted.parameters.items())[1:]
        )
        raise UsageError(f"{question}: {error}; it takes {names}") from error


def recall(context: Context, recipe: dict[str, Any]) -> Figure:
    """A figure of a finding, by its recipe. Raises UsageError where the finding has no such figure."""
    found = answer(context, recipe["question"], **recipe["args"])
    figures = found.figures
    if "row" in recipe:
        figures = next((row.figures for row in found.rows if row.key == recipe["row"]), {})
    if recipe["figure"] not in figures:
        raise UsageError(f'{recipe["question"]} gives no "{recipe["figure"]}" on {context.as_of}')
    return figures[recipe["figure"]]


def _with_recipes(found: Finding, recipe: dict[str, Any]) -> Finding:
    return replace(
        found,
        figures=_named(found.figures, recipe),
        rows=tuple(_row(row, recipe | {"row": row.key}) for row in found.rows),
    )


def _row(row: Row, recipe: dict[str, Any]) -> Row:
    if all(figure.recipe for figure in row.figures.values()):
        return row
    return replace(row, figures=_named(row.figures, recipe))


def _named(figures: dict[str, Figure], recipe: dict[str, Any]) -> dict[str, Figure]:
    """Figures with a recipe; one that was only passed on keeps its own."""
    return {
        name: figure if figure.recipe else figure.with_recipe(recipe | {"figure": name})
        for name, figure in figures.items()
    }
