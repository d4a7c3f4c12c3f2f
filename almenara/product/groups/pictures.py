"""Pictures of the registry for print: who is whose ally and rival, and how many groups are stated to be where."""

from __future__ import annotations

import html
import textwrap
from collections import Counter

from almenara.analysis.armed_groups.claims import Claim
from almenara.analysis.armed_groups.presence import YEARS, contested, since, stated_there
from almenara.analysis.armed_groups.registry import Registry
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.hidden import visible
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.charts import Chart, style
from almenara.product.charts.chart import layer
from almenara.product.charts.network import Kind, network
from almenara.product.charts.tiles import tile_map
from almenara.product.document import Picture
from almenara.product.render.drawing import draw, png
from almenara.product.wording import wording

MOST = 36
"""Groups of a network at most: those with the most relations, an alliance or rivalry counting twice."""
FORMS = ("svg", "png", "html")
"""Forms of a picture."""
LINEAGE = ("split-from", "part-of", "merged-into")
TITLE_ROOM = 40
"""Pixels above a picture that stands alone, for its title."""


def network_chart(context: Context, found: Registry, language: str) -> Chart:
    """Alliances and rivalries of the years before the day, and lineage of any time between the groups shown.

    Claims judged improbable (5) are left out. Raises NoEvidence where no relation was known.
    """
    words = wording(language)["groups"]
    first = since(context.as_of)
    held = [c for c in found.claims if c.object and c.credibility != 5 and c.subject != c.object]
    recent = [c for c in held if c.predicate in ("ally-of", "rival-of") and c.last >= first]
    lineage = [c for c in held if c.predicate in LINEAGE]
    lines = {_line(c) for c in (*recent, *lineage)}
    if not lines:
        told = f"no alliance or rivalry of the {YEARS} years before {context.as_of} and no split was known"
        raise NoEvidence(f"{told}: there is no network to draw")
    degree: Counter[str] = Counter()
    for kind, a, b in sorted(lines):
        degree.update({a: 1, b: 1} if kind == "lineage" else {a: 2, b: 2})
    chosen = {key for key, _ in sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:MOST]}
    shown = sorted(line for line in lines if line[1] in chosen and line[2] in chosen)
    met = {key for _, a, b in shown for key in (a, b)}
    kinds = {
        "rival-of": Kind(words["rivals"], style.LINES[1][0], (1, 0), 1.7),
        "ally-of": Kind(words["allies"], style.LINES[2][0], (7, 3), 1.7),
        "lineage": Kind(words["lineage"], style.SOFT, (2, 3), 1.5),
    }
    day = formats.day(context.as_of, language)
    remark = words["shown"].format(shown=len(met), all=len(degree), years=YEARS)
    title = visible(words["network"].format(day=day))
    names = {key: visible(found.labels[key]) for key in met}
    return network(names, shown, kinds, title, language, remark)


def _line(claim: Claim) -> tuple[str, str, str]:
    if claim.predicate in LINEAGE:
        return ("lineage", claim.subject, claim.object)
    return (claim.predicate, *sorted((claim.subject, claim.object)))  # type: ignore[return-value]


def presence_chart(context: Context, pack: Pack, found: Registry, language: str) -> Chart:
    """One tile a state: how many groups are stated to be or to fight there, contested states outlined; else a ?.

    Raises NoEvidence where neither was stated of any state.
    """
    words = wording(language)["groups"]
    there = stated_there(context, found)
    figures = {
        state.code: Figure(
            float(len(there[state.code])), words["unit"], "armed-groups", "", state,
            Period(since(context.as_of), context.as_of), context.as_of, method=phrase("groups-known"),
        )
        for state in pack.states
        if state.code in there
    }  # fmt: skip
    if not figures:
        told = (
            f"no group was stated to be or to fight in any state in the {YEARS} years before {context.as_of}"
        )
        raise NoEvidence(f"{told}: there is no map to draw")
    marked = [c.state for c in contested(context, found, pack)]
    title = words["map"].format(day=formats.day(context.as_of, language), years=YEARS)
    names = {s.code: s.name for s in pack.states} | pack.local_names(language)
    return tile_map(pack.tiles, figures, title, language, unit=words["unit"], names=names, marked=marked,
                    mark=words["contested"])  # fmt: skip


def drawn(chart: Chart, name: str, form: str, language: str) -> bytes:
    """The chart with its title as svg, png or html. Raises UsageError for another form."""
    lines = textwrap.wrap(chart.title, 84)
    top = TITLE_ROOM + 19 * (len(lines) - 1)
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "top",
        "fontSize": 15,
        "fontWeight": "bold",
        "text": lines,
    }
    title_layer = layer([{}], mark, x={"value": 0}, y={"value": 4 - top})
    padding = {**chart.spec["padding"], "top": top}
    spec = {**chart.spec, "padding": padding, "layer": [*chart.spec["layer"], title_layer]}
    picture = draw(Picture(name, chart.title, spec, chart.alt, ()))
    if form == "svg":
        return ('<?xml version="1.0" encoding="UTF-8"?>\n' + picture.svg + "\n").encode()
    if form == "png":
        return png(picture)
    if form not in FORMS:
        raise UsageError(f'"{form}" is not a form of a picture: name the file .svg, .png or .html')
    title, alt = html.escape(visible(chart.title)), html.escape(visible(chart.alt))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>body{{margin:2em auto;max-width:{style.WIDTH + 20}px;font-family:serif}}"
        "svg{width:100%;height:auto}figcaption{font-size:.85em;color:#444}</style>\n</head>\n"
        f"<body>\n<figure>\n{picture.svg}\n<figcaption>{alt}</figcaption>\n</figure>\n</body>\n</html>\n"
    ).encode()
