"""A finding on sites as a map of its own: SVG, PNG, or a page of HTML that needs nothing else."""

from __future__ import annotations

from html import escape

from almenara.analysis.context import Context
from almenara.analysis.exposure.on_map import events_near, land, spots
from almenara.errors import UsageError
from almenara.evidence.records import DocumentRecord
from almenara.model.finding import Finding, Row
from almenara.product import formats
from almenara.product.charts.chart import Chart
from almenara.product.charts.sites_map import Spot, Words, sites_map
from almenara.product.picture_file import drawing
from almenara.product.render.drawing import png

ENDINGS = (".svg", ".png", ".html")
_WORDS = {
    "en": {
        "title": "Sites by our level, as known on {day}",
        "levels": ("low", "elevated", "high", "very high"),
        "unknown": "level not known",
        "event": "recorded event near a site",
        "somewhere": "Broken outline: somewhere in the place beside its name, since no point is known: {names}.",
        "off": "Not on the map, because no place or no point of them is known: {names}.",
        "columns": ("Site", "Lies in", "Level"),
    },
    "es": {
        "title": "Sitios por nivel propio, según lo conocido el {day}",
        "levels": ("bajo", "elevado", "alto", "muy alto"),
        "unknown": "nivel desconocido",
        "event": "evento registrado cerca de un sitio",
        "somewhere": "Contorno discontinuo: en algún lugar de lo nombrado, sin punto conocido: {names}.",
        "off": "Fuera del mapa, porque no se conoce su lugar o su punto: {names}.",
        "columns": ("Sitio", "Está en", "Nivel"),
    },
}
_STYLE = (
    "body{font:16px/1.45 Georgia,serif;color:#1b1f24;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "svg{width:100%;height:auto}table{border-collapse:collapse}"
    "td,th{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #d6dae0}"
)


def content(found: Finding, context: Context, ending: str, language: str) -> str | bytes:
    """The map of a finding of the question `assess` as a file's content: text, or bytes for .png.

    context  that the finding was asked of
    Raises   UsageError for another ending, or where no boundaries of states are held
    """
    if ending not in ENDINGS:
        raise UsageError(f'a map is written as {", ".join(ENDINGS)}, not "{ending}"')
    made = drawing(_chart(found, context, language), "sites")
    if ending == ".png":
        return png(made)
    return made.svg if ending == ".svg" else _page(found, made.svg, language)


def _chart(found: Finding, context: Context, language: str) -> Chart:
    rows, words = _sites(found), _WORDS[language]
    where = spots(context, rows)
    around = land(context, list(where.values())) if where else None
    if around is None:
        raise UsageError(
            f"no boundaries of states are held on {context.as_of} where these sites lie, so that there is no map to "
            "draw them on: ingest boundaries first (`almenara sources` lists them), or write the sites with --geojson"
        )
    off = [row.label for row in rows if row.key not in where]
    rough = [r for r in rows if r.key in where and r.facts["point"] is None]
    named = ", ".join(f"{r.label} ({r.facts['place_name']})" for r in rough)
    below = [str(words["somewhere"]).format(names=named)] if rough else []
    below += [str(words["off"]).format(names=", ".join(off))] if off else []
    below += dict.fromkeys(_credit(context, d, language) for d in around.documents)
    return sites_map(
        [Spot(r.label, where[r.key], r.figures["level"], r in rough) for r in rows if r.key in where],
        around.window, around.states, {code: context.gazetteer.get(code).name for code in around.states},
        events_near(context, rows),
        Words(_title(found, language), words["levels"], str(words["unknown"]), str(words["event"]),
              found.facts["marking"], below),
        language,
    )  # fmt: skip


def _title(found: Finding, language: str) -> str:
    return str(_WORDS[language]["title"]).format(day=formats.day(found.as_of, language))


def _credit(context: Context, document: DocumentRecord, language: str) -> str:
    spec = context.specs.get(document.source)
    texts = spec.licence.attribution if spec else {}
    return texts.get(language) or document.attribution or document.publisher


def _page(found: Finding, svg: str, language: str) -> str:
    words = _WORDS[language]
    title = escape(_title(found, language))
    lines = []
    for row in _sites(found):
        level = row.figures["level"]
        said = words["unknown"] if level.value is None else words["levels"][int(level.value) - 1]
        shown = str(said) if level.value is None else f"{level.value:.0f} {said}"
        cells = (row.label, row.facts["place_name"] or "–", shown)
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "".join(f"<th>{escape(name)}</th>" for name in words["columns"])
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body><p><strong>{escape(found.facts['marking'])}</strong></p>\n{svg}\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n"
        + "\n".join(lines)
        + "\n</tbody></table></body></html>\n"
    )


def _sites(found: Finding) -> list[Row]:
    return [row for row in found.rows if "located" in row.facts]
