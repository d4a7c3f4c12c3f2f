"""Words that only seem to place a number: seats of speakers, wholes of shares, roads' names, "the rest"."""

from __future__ import annotations

import pytest

from almenara.analysis.checking.where.places import find_places, home_of
from almenara.analysis.checking.where.placing import place_for
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def code(context: Context, language: str, text: str, number: str) -> str:
    """The code of the place of a number, "-" where it has none."""
    manuscript = from_text(text, language=language)
    mentions = find_places(manuscript, context)
    start = manuscript.text.index(number)
    place = place_for(mentions, manuscript, start, start + len(number), home_of(mentions, context)).place
    return place.code if place else "-"


SPEAKERS = [
    ("en", "In Mexico, a group in Guadalajara holds that 99,729 people remain missing.", "99,729", "MX"),
    ("en", "Mexico is violent. The Monterrey-based insurer says 11,000 trucks were robbed.", "11,000", "MX"),
    ("en", "The minister of Mexico, speaking in Toluca, said 3,000 had died.", "3,000", "MX"),
    ("es", "Una organización de Monterrey sostiene que hay 40,180 desaparecidos en México.", "40,180", "MX"),
    ("es", "México: el secretario dijo en Culiacán que hubo 1,559 secuestros.", "1,559", "MX"),
    ("pt", "O México preocupa. Uma ONG de Monterrey afirma que há 40.180 desaparecidos.", "40.180", "MX"),
    ("en", "In Mexico, prosecutors in Jalisco counted 1,956 victims.", "1,956", "MX-JAL"),
    (
        "en",
        "The Mexico City office of the chamber counted 2,100 attacks nationwide in Mexico.",
        "2,100",
        "MX",
    ),
]
SHARES = [
    (
        "en",
        "In Mexico, Puebla had 2,589 files; its share of the national total rose to 28%.",
        "28%",
        "MX-PUE",
    ),
    (
        "es",
        "En México, Puebla abrió 2,589; con ello, su peso en el total nacional subió a 28%.",
        "28%",
        "MX-PUE",
    ),
    (
        "pt",
        "O México mudou. Puebla cresce. A participação do estado no total do país foi a 28%.",
        "28%",
        "MX-PUE",
    ),
    (
        "pt",
        "Jalisco tem mais casos no México. Um em cada sete desaparecidos do país sumiu ali.",
        "Um em",
        "MX-JAL",
    ),
    (
        "en",
        "Mexico City had 1,374 murders. Across Mexico there were 33,743, so the capital has 4%.",
        "4%",
        "MX-CMX",
    ),
]
OTHERS = [
    ("en", "Puebla and Jalisco lead Mexico. The other 30 states had 2,376.", "2,376", "-"),
    ("es", "Puebla tuvo más en México. Las demás entidades sumaron 2,376.", "2,376", "-"),
    ("pt", "Puebla teve mais no México. No resto do país foram 2.376.", "2.376", "-"),
    ("es", "México: en Acapulco hubo 560 y en el resto de Guerrero 1,100.", "1,100", "-"),
    ("en", "On the Puebla–Orizaba highway in Mexico 340 trucks were robbed.", "340", "MX"),
    ("es", "En México, la autopista Monterrey-Nuevo Laredo tuvo 12 secuestros.", "12", "MX"),
]
WHOLES = [
    ("en", "In Mexico, Jalisco is at Level 3 and the country at Level 2.", "Level 2", "MX"),
    ("en", "Mexico is calm. In Colombia, Cauca had 812 murders. The country had 13,341.", "13,341", "CO"),
    ("es", "En México, los poblanos sufrieron 2,589 robos.", "2,589", "MX-PUE"),
    ("pt", "No México, na capital mexicana, 1.469 morreram.", "1.469", "MX-CMX"),
    (
        "es",
        "México, donde agentes del Estado vigilan. Puebla calla. Fueron 77 los agentes del Estado.",
        "77",
        "MX",
    ),
]


@pytest.mark.parametrize(("language", "text", "number", "expected"), SPEAKERS)
def test_where_somebody_speaks_is_not_where_things_happened(context, language, text, number, expected):
    assert code(context, language, text, number) == expected


@pytest.mark.parametrize(("language", "text", "number", "expected"), SHARES)
def test_a_share_is_of_the_part_and_not_of_its_whole(context, language, text, number, expected):
    assert code(context, language, text, number) == expected


@pytest.mark.parametrize(("language", "text", "number", "expected"), OTHERS)
def test_the_others_and_roads_are_of_no_place_named(context, language, text, number, expected):
    assert code(context, language, text, number) == expected


@pytest.mark.parametrize(("language", "text", "number", "expected"), WHOLES)
def test_the_country_and_its_people_are_found_by_their_words(context, language, text, number, expected):
    assert code(context, language, text, number) == expected
