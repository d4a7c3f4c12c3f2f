"""The small map of a site's brief: what lies around it, by rate where its municipality has one of its own."""

from __future__ import annotations

from almenara.analysis.exposure.around import around, events_around
from almenara.analysis.exposure.sites import sites_of
from almenara.analysis.questions import answer
from almenara.model.figure import Figure
from almenara.product.briefs import site_threats
from almenara.product.briefs.shown import may_pass
from almenara.product.briefs.told import Told
from almenara.product.charts.site_around import site_around
from almenara.product.document import Block, Text
from almenara.product.pictures import picture
from almenara.reading.threats import threats


def site_map(told: Told) -> list[Block]:
    """The map, where boundaries of municipalities are held and the site, or its municipality, has a point."""
    making, site = told.making, told.site
    point = site.facts["point"]
    if told.place is None or point is None:
        return []
    context, pack = making.context, making.pack
    here = around(context, pack, (point[0], point[1]), site.facts["radius_km"])
    if here is None or told.place.code.partition("-")[0] != pack.code:
        return []
    rates = _rates(told, sorted(here.shapes))
    (placed,) = sites_of(context, [{
        "name": site.key, "points": [[point[1], point[0]]], "radius_km": site.facts["radius_km"],
        "place": told.place.code,
    }])  # fmt: skip
    spots = [where for _, where in events_around(context, pack, placed, list(threats().values()))]
    first = next(iter(rates.values()), None)
    words = told.words["map"]
    title = words["title"].format(name=site.label)
    unit = ""
    if first is not None:
        named = site_threats.capital(making.label(threats()[told.threats[0].facts["threat"]].names))
        unit = words["unit"].format(threat=named, period=site_threats.when(making, first))
    chart = site_around(
        here.shapes, here.window, rates,
        {c: making.place_name(context.gazetteer.get(c)) for c in here.shapes},
        (point[0], point[1]), site.facts["radius_km"], told.place.code, spots, title, making.language, unit,
    )  # fmt: skip
    spec = context.specs.get(here.document.source)
    texts = spec.licence.attribution if spec else {}
    credit = texts.get(making.language) or here.document.attribution or here.document.publisher
    caption = words["caption"].format(radius=f"{site.facts['radius_km']:g}", source=credit)
    if spots:
        caption = f"{words['events']} {caption}"
    return [picture(making.press, "site-map", chart, told.portion, (Text(caption),), wide=False)]


def _rates(told: Told, codes: list[str]) -> dict[str, Figure]:
    """Rates of the first threat by municipality, of the definition and months that the site's own rate has."""
    first = told.threats[0] if told.threats else None
    if first is None or first.facts["level"] != "municipality" or told.place is None:
        return {}
    own = first.figures["rate"]
    about = first.facts["threat"]
    found = answer(
        told.making.context, "assess", sites=[{"name": code, "place": code} for code in codes], about=[about]
    )
    out = {}
    for row in found.rows:
        rate = row.figures.get("rate")
        alike = rate is not None and rate.place.code == row.place and rate.period == own.period
        if (
            rate is not None
            and alike
            and rate.definition == own.definition
            and may_pass(told.making.context, rate)
        ):
            out[row.place] = rate
    return out
