"""The owner's own numbers of a site as figures: what stands in the file that it was imported from."""

from __future__ import annotations

from datetime import date

from almenara.analysis.context import Context
from almenara.analysis.exposure.sites import Site
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase


def own_figures(context: Context, site: Site) -> dict[str, Figure]:
    """people_there and value_there, where the site states them."""
    place = site.place or next(iter(context.packs.values())).country
    day = Period(context.as_of, context.as_of)
    stands = _evidence(context, site)
    out = {}
    for name, key, unit in (
        ("people_there", "people", "persons"),
        ("value_there", "value", str(site.given.get("currency") or "")),
    ):
        value = site.given.get(key)
        if value is not None:
            out[name] = Figure(
                float(value), unit, "own", "", place, day, context.as_of, known=stands.published,
                ground=stands.ground, method=phrase("owner-states"), evidence=(stands,),
            )  # fmt: skip
    return out


def _evidence(context: Context, site: Site) -> Evidence:
    """The imported file and its row; where it was typed, its owner."""
    source = site.given.get("provenance") or {}
    day = date.fromisoformat(str(source["imported"])[:10]) if source.get("imported") else context.as_of
    row = source.get("row")
    return Evidence(
        document=str(source.get("sha256") or ""), file=str(source.get("file") or ""), source="",
        publisher=phrase("owner"),
        title=str(source.get("file") or site.name), url="", published=day, ground="stated", accessed=day,
        language="", licence="", attribution="", marking=site.marking,
        locator=f"row {row}" if row is not None else "", cells=1,
    )  # fmt: skip
