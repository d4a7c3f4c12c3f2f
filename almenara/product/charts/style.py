"""How charts look: one accent, ordered tints of one hue, colours that colour-blind readers tell apart."""

from __future__ import annotations

from typing import Any

FONT = "Libertinus Serif"
"""The face inside the PDF engine; other formats put their own in its place."""
SIZE = 12.5
"""Smallest text in pixels: 8.9 pt at the scale of the page (640 px on 459 pt)."""
WIDTH = 640
"""Width of a chart that takes the whole page, in pixels."""

INK, SOFT, PAPER = "#1b1f24", "#5a6169", "#ffffff"
ACCENT = "#9a3412"
LINES = (
    (INK, [1, 0], 2.4),
    ("#D55E00", [1, 0], 2.0),
    ("#0072B2", [7, 3], 2.0),
    ("#009E73", [2, 3], 2.2),
    ("#CC79A7", [9, 3, 2, 3], 2.0),
    ("#56B4E9", [4, 2], 2.0),
)
"""Colour (Okabe and Ito 2008 after the first), dash and weight of each line in a trend."""
TINTS = ("#fbeadf", "#f3c7ab", "#d97b4f", "#8f2d0c")
"""Levels 1 to 4, light to dark: their order survives a grey printer."""
STEPS = ("#fdf1e8", "#f6d3bb", "#e8a680", "#c9683c", "#8f2d0c")
"""Five classes of a quantity, light to dark."""
HATCH_GREY, HATCH_ACCENT, HATCH_INK = "#e3e5e9", "#e2b7a3", "#b9bec6"
PATTERNS: dict[str, dict[str, str]] = {
    HATCH_GREY: {"back": "#f4f5f7", "line": "#a2a9b3"},
    HATCH_ACCENT: {"back": "#ffffff", "line": ACCENT},
    HATCH_INK: {"back": "#ffffff", "line": "#3f4954"},
}
"""Fill colours that the drawing turns into hatching."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "titleColor": SOFT,
        "labelColor": INK,
        "gridColor": "#e6e8eb",
        "domainColor": "#8a919a",
        "tickColor": "#8a919a",
        "labelFlush": False,
    },
    "text": {"fontSize": SIZE, "color": INK},
}

_WORDS: dict[str, dict[str, str]] = {
    "unknown": {"en": "unknown", "es": "desconocido"},
    "or_more": {"en": "{} or more", "es": "{} o más"},
    "and": {"en": "and", "es": "y"},
    "from": {"en": "from", "es": "de"},
    "to": {"en": "to", "es": "a"},
    "break": {"en": "counting rule changes", "es": "cambia la regla de conteo"},
    "bridge": {"en": "compared by", "es": "comparable por"},
    "record": {"en": "record", "es": "máximo histórico"},
    "highest": {"en": "highest", "es": "máximo"},
    "lowest": {"en": "lowest", "es": "mínimo"},
    "latest": {"en": "latest", "es": "último dato"},
    "small": {"en": "small counts", "es": "conteos pequeños"},
    "change": {
        "en": "change on the same period a year earlier, %",
        "es": "variación frente al mismo periodo, %",
    },
    "beyond": {"en": "beyond the scale", "es": "fuera de escala"},
    "level": {"en": "Level", "es": "Nivel"},
    "no_change": {"en": "no change", "es": "sin cambio"},
    "places": {"en": "places", "es": "lugares"},
    "line": {"en": "Line chart", "es": "Gráfica de líneas"},
    "bars": {"en": "Bar chart", "es": "Gráfica de barras"},
    "map": {"en": "Map", "es": "Mapa"},
    "tiles": {"en": "Tile map, one equal tile for each place", "es": "Mapa de mosaicos, uno igual por lugar"},
    "network": {"en": "Network, names around a circle", "es": "Red, nombres alrededor de un círculo"},
    "timeline": {"en": "Timeline of levels", "es": "Cronología de niveles"},
    "tree": {"en": "Tree of splits", "es": "Árbol de escisiones"},
    "legend": {"en": "Legend", "es": "Leyenda"},
    "since": {"en": "since", "es": "desde"},
    "fan": {"en": "Two bands over time", "es": "Dos bandas en el tiempo"},
    "members": {"en": "Members of armed groups", "es": "Integrantes de grupos armados"},
    "deaths": {"en": "Deaths of members a week", "es": "Muertes de integrantes por semana"},
    "present": {"en": "present course", "es": "curso actual"},
    "start": {"en": "start of the scenario", "es": "inicio del escenario"},
    "counted": {"en": "counted casualties × share assumed", "es": "víctimas contadas × proporción supuesta"},
    "strip": {"en": "Strip chart", "es": "Gráfica de recorrido"},
    "mean": {"en": "dashed: mean of the network", "es": "línea discontinua: media de la red"},
    "top": {"en": "highest bar", "es": "barra más alta"},
    "per_100": {
        "en": "Expected per 100 km and year, each lane on its own scale; intervals are in the table",
        "es": "Esperados por 100 km y año, cada franja en su propia escala; los intervalos están en la tabla",
    },
    "along": {"en": "What is expected along the way", "es": "Lo que se espera a lo largo del camino"},
    "times_mean": {
        "en": "times the network's mean, the greatest of the threats",
        "es": "veces la media de la red, la mayor de las amenazas",
    },
    "bands": {
        "en": "Lines: medians. Bands: half of the draws and 90 % of them",
        "es": "Líneas: medianas. Bandas: la mitad de las simulaciones y el 90 %",
    },
}


def word(key: str, language: str) -> str:
    """A chart's own word in a language, English where there is none."""
    words = _WORDS[key]
    return words.get(language) or words["en"]
