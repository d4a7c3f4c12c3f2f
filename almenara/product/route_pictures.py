"""A finding on routes as a strip chart, a map and GeoJSON, each with the attribution of its lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from almenara.errors import UsageError
from almenara.model.finding import Finding, Row
from almenara.model.records import figure_record
from almenara.product.charts import style
from almenara.product.charts.chart import Chart
from almenara.product.charts.route_map import route_map
from almenara.product.charts.strip import Lane, Stretch, strip
from almenara.product.picture_file import save

PICTURES = ("strip", "map")
_MOST_ROUTES = 4
"""Routes of one strip chart."""


def write(found: Finding, path: Path, picture: str, language: str) -> Path:
    """Draw one of PICTURES into an SVG or PNG file, its title inside. Raises UsageError."""
    chart = route_strip(found, language) if picture == "strip" else routes_map(found, language)
    return save(chart, "route", path)


def route_strip(found: Finding, language: str) -> Chart:
    """The strip chart of a finding's routes."""
    lanes = [
        Lane(
            told["id"], f"{_name(told, language)} ({told['source']})", found.figures[f"{told['id']}:network"]
        )
        for told in found.facts["threats"]
    ]
    if not lanes:
        raise UsageError("nothing is known of any threat along the route, so that there is nothing to draw")
    routes = [
        (f"{row.key}  {row.label}" if len(_rows(found, "route")) > 1 else row.label, _stretches(found, row))
        for row in _rows(found, "route")[:_MOST_ROUTES]
    ]
    unit = f"{style.word('per_100', language)} · {found.facts['attribution']}"
    return strip(routes, lanes, style.word("along", language), language, unit)


def routes_map(found: Finding, language: str) -> Chart:
    """The map of a finding's routes; the finding needs their geometry."""
    parts = sorted(_rows(found, "segment"), key=lambda r: r.figures["ratio"].value or 0)  # the worst on top
    if any("line" not in row.facts for row in parts):
        raise UsageError("the finding was made without geometry: ask with geometry")
    names = "; ".join(row.label for row in _rows(found, "route")[:2])
    return route_map(
        [(row.label, row.facts["line"], row.figures["ratio"]) for row in parts],
        found.facts["outlines"], found.facts["towns"], names, language, found.facts["attribution"],
    )  # fmt: skip


def features(found: Finding) -> dict[str, Any]:
    """The segments as a GeoJSON FeatureCollection with attribution and day; the finding needs their geometry."""
    made = []
    for row in _rows(found, "segment"):
        told = {k: v for k, v in row.facts.items() if k not in ("line", "row")}
        for name, figure in row.figures.items():
            record = figure_record(figure)
            told[name] = {k: record[k] for k in ("value", "low", "high", "unit", "status", "reason")}
        line = {"type": "LineString", "coordinates": row.facts["line"]}
        made.append(
            {"type": "Feature", "id": row.key, "geometry": line, "properties": {"name": row.label, **told}}
        )
    return {
        "type": "FeatureCollection", "as_of": found.as_of.isoformat(), "attribution": found.facts["attribution"],
        "markings": sorted({r["marking"] for r in found.facts["routes"]}), "features": made,
    }  # fmt: skip


def _rows(found: Finding, kind: str) -> list[Row]:
    return [row for row in found.rows if row.facts["row"] == kind]


def _name(told: dict[str, Any], language: str) -> str:
    names: dict[str, str] = told["names"]
    return names.get(language) or names["en"]


def _stretches(found: Finding, route: Row) -> list[Stretch]:
    rows = [r for r in _rows(found, "segment") if r.facts["route"] == route.facts["route"]]
    keys = [told["id"] for told in found.facts["threats"]]
    return [
        Stretch(r.facts["from_km"], r.facts["to_km"], r.facts["state"], {k: r.figures[k] for k in keys})
        for r in sorted(rows, key=lambda r: r.facts["from_km"])
    ]
