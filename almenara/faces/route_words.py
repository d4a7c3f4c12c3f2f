"""What the route command says, in both languages; {…} are filled in by faces/route.py."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "about": "{threat} ({source}), {period}: {value} {unit} per 100 km and year on average over the network",
        "events": "; {events} events, {off} of them on no line held",
        "per_100": "{threat}, per 100 km", "trip": "{threat}, per trip", "year": "{threat}, a year",
        "route": "route", "routes": "routes, compared", "segments": "worst segments", "ratio": "× mean", "of": "of",
        "more_rows": "… and {count} more; --json prints all",
        "single": "{kind}, {day}, in municipalities{which}: {what} ({publisher})", "which": " of route {number}",
        "named": "named as dangerous for trucks on {corridor} by {publisher} ({published}): {stretches}",
        "marking": "marking of the routes' own lines: {markings}", "lines": "lines: {attribution}",
    },
    "es": {
        "about": "{threat} ({source}), {period}: {value} {unit} por cada 100 km y año en la media de la red",
        "events": "; {events} hechos, {off} de ellos en ninguna línea disponible",
        "per_100": "{threat}, por 100 km", "trip": "{threat}, por viaje", "year": "{threat}, al año",
        "route": "ruta", "routes": "rutas, comparadas", "segments": "peores tramos", "ratio": "× media",
        "of": "por", "more_rows": "… y {count} más; --json los da todos",
        "single": "{kind}, {day}, en municipios{which}: {what} ({publisher})", "which": " de la ruta {number}",
        "named": "señalados como peligrosos para camiones en {corridor} por {publisher} ({published}): {stretches}",
        "marking": "marcado de las líneas propias de las rutas: {markings}", "lines": "líneas: {attribution}",
    },
}  # fmt: skip
SHORT = {
    "en": {},
    "es": {
        "homicide": "homicidio", "kidnapping": "secuestro", "extortion": "extorsión", "cargo-theft": "robo de carga",
        "fuel-theft": "robo de combustible", "armed-violence": "violencia armada",
        "attacks-on-officials": "ataques a autoridades", "missing-persons": "desaparecidos",
    },
}  # fmt: skip
"""Threats in the heads of columns; in English their ids, by which --threat asks for them."""
