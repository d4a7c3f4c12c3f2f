"""A report as one HTML file that asks for nothing, and whose numbers show where they come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, nodes
from markupsafe import Markup

from almenara.errors import ProseError
from almenara.model.terms import TLP_COLOURS
from almenara.product import document as tree
from almenara.product.charts.style import FONT
from almenara.product.document import Number, Picture, Report
from almenara.product.render import words
from almenara.product.render.drawing import draw
from almenara.product.render.page_policy import content_policy
from almenara.product.render.provenance import numbers_of, panel, source
from almenara.product.render.safety import web_address

FILTERS = (
    "e",
    "escape",
    "first",
    "last",
    "list",
    "reverse",
    "sort",
    "trim",
    "upper",
    "lower",
    "default",
    "d",
)
"""The only filters templates may use: none of them makes text of a number."""
_SVG_SIZE = re.compile(r'font-size="([0-9.]+)px"')
_SVG_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def to_html(report: Report) -> bytes:
    """The report as a self-contained page, UTF-8. The same report gives the same bytes."""
    style, script = _part("style.css"), _part("script.js")
    environment = page_environment()
    seen: dict[str, int] = {}

    def occurrence(number: Number) -> str:
        """An id for each time a number is printed: f7, then f7-2."""
        seen[number.id] = seen.get(number.id, 0) + 1
        return number.id if seen[number.id] == 1 else f"{number.id}-{seen[number.id]}"

    page = environment.get_template("report.html.j2").render(
        report=report,
        colour=TLP_COLOURS[report.banner].lstrip("#").lower(),
        as_of=words.as_of_line(report),
        panels=[panel(report, n) for n in numbers_of(report)],
        sources=[source(report, n) for n in report.endnotes],
        occurrence=occurrence,
        picture_svg=_svg,
        word=lambda key: words.word(report, key),
        label_of=lambda n: words.label_of(report, n.figure),
        confidence=lambda level: words.confidence(report, level),
        steps=lambda j: _steps(report, j),
        picture_notes=lambda p: words.note_runs(n for i in p.numbers for n in i.notes),
        column_notes=_column_notes,
        own_notes=_own_notes,
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
    )
    return page.encode("utf-8")


def page_environment(templates: dict[str, str] | None = None) -> Environment:
    """The environment of pages: escapes everything, knows no filter that could turn a number into text.

    templates  by name; the package's own if None
    Raises ProseError where a template puts out a bare number or joins text with "~".
    """
    held = templates or {name: _part(name) for name in ("report.html.j2",)}
    environment = Environment(
        loader=DictLoader(held), autoescape=True, undefined=StrictUndefined, finalize=_only_text,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters["flow"] = words.flow
    environment.filters["number_style"] = words.number_style
    environment.filters["portion_mark"] = words.portion_mark
    environment.filters["note_runs"] = words.note_runs
    environment.filters["web_address"] = web_address
    for name in (
        "Text",
        "Number",
        "Link",
        "Reference",
        "Paragraph",
        "Bullets",
        "Judgement",
        "Table",
        "Picture",
        "Tiles",
    ):
        environment.tests[name] = _is(getattr(tree, name))
    for name, text in held.items():
        _refuse_numbers(environment.parse(text), name)
    return environment


def _refuse_numbers(template: nodes.Template, name: str) -> None:
    """What `finalize` never sees: joined text, and constants, which are made text while compiling."""
    if found := next(template.find_all(nodes.Concat), None):
        raise ProseError(f'{name}, line {found.lineno}: "~" can make text of a bare number; use a figure')
    for output in template.find_all(nodes.Output):
        for child in output.nodes:
            if isinstance(child, nodes.Const) and not isinstance(child.value, str):
                raise ProseError(
                    f"{name}, line {child.lineno}: {child.value!r} is a bare {type(child.value).__name__}"
                )


def _only_text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise ProseError(f"{value!r} is a bare {type(value).__name__}: a page prints only figures and texts")


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _part(name: str) -> str:
    return (resources.files("almenara.product.render") / "templates" / name).read_text(encoding="utf-8")


def _svg(picture: Picture) -> dict[str, Any]:
    drawing = draw(picture)
    svg = drawing.svg.replace(f'font-family="{FONT}"', f'font-family="{_SVG_FONT}"')
    # a sans face is wider than the page's serif: set smaller, it fills the same room
    svg = _SVG_SIZE.sub(lambda m: f'font-size="{float(m[1]) * 0.9:g}px"', svg)
    return {"svg": Markup(svg), "size": "wide" if drawing.width > 420 else "narrow"}


def _steps(report: Report, judgement: tree.Judgement) -> list[str]:
    """Classes of the scale's seven steps, the judgement's own marked; none for one without a term."""
    mine = words.step(report, judgement)
    return [] if mine is None else ["on" if k == mine else "off" for k in range(7)]


def _column_notes(table: tree.Table) -> list[list[tuple[str, str]]]:
    columns = zip(*table.rows, strict=True) if table.rows else []
    shared = [words.note_runs(words.column_notes(column)) for column in columns]
    return shared or [[] for _ in table.columns]


def _own_notes(table: tree.Table, position: int, number: Number) -> list[tuple[str, str]]:
    """A cell's endnotes that its column's heading does not already carry."""
    shared = set(words.column_notes(row[position] for row in table.rows))
    return words.note_runs(set(number.notes) - shared)
