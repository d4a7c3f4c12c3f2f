"""Charts as picture files of their own, and the figure of a scenario as one."""

from __future__ import annotations

from pathlib import Path

from almenara.errors import UsageError
from almenara.model.finding import Finding
from almenara.product.charts.chart import Chart
from almenara.product.charts.fan import fan
from almenara.product.document import Picture
from almenara.product.render.drawing import Drawing, draw, png

ENDINGS = (".svg", ".png")
_TITLE = 34
"""Pixels that a title inside the picture takes."""


def write(found: Finding, path: Path, language: str) -> Path:
    """Draw a scenario's members and deaths into an SVG or PNG file, its title inside.

    Raises UsageError for another ending, a folder that does not exist, or a finding of another question.
    """
    if found.question != "scenario":
        raise UsageError(f"there is no figure of {found.question}; a scenario has one")
    names = found.facts["scenario"]["name"]
    title = names.get(language) or names.get("en") or next(iter(names.values()))
    return save(fan(found, title, language), "scenario", path)


def save(chart: Chart, name: str, path: Path) -> Path:
    """Write a chart into a file by its ending, .svg or .png, its title inside the picture.

    name  of the picture, for its parts' ids
    Raises UsageError for another ending, or a folder that does not exist.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path} is neither .svg nor .png: write it with one of these endings")
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist")
    drawn = drawing(chart, name)
    if path.suffix.lower() == ".svg":
        path.write_text(drawn.svg, encoding="utf-8")
    else:
        path.write_bytes(png(drawn))
    return path


def drawing(chart: Chart, name: str) -> Drawing:
    """A chart that stands alone, its title inside the picture; `name` as in `save`."""
    padding = {**chart.spec["padding"], "top": chart.spec["padding"]["top"] + _TITLE}
    title = {**chart.titled["title"], "frame": "group"}
    made = {**chart.spec, "title": title, "padding": padding}
    return draw(Picture(name, chart.title, made, chart.alt, ()))
