"""Numbers that take the places told before them one by one, and counts that go on about one of them."""

from __future__ import annotations

import pytest

from almenara.analysis.checking.engine import audit
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def places(context: Context, language: str, text: str) -> dict[str, str]:
    """The code of the place of each claim by its words, "-" where it has none."""
    claims = audit(from_text(text, language=language), context, None).claims
    return {c.text: c.place.code if c.place else "-" for c in claims}


CASES = [
    ("en", "Mexico. Puebla had 87 victims of kidnapping, Colima 82 and Sonora 81. A year before it was 94, 116 and 103 "
     "respectively.", {"94": "MX-PUE", "116": "MX-COL", "103": "MX-SON"}),
    ("es", "En México, Jalisco tuvo 296 homicidios y Michoacán 297. El primero venía de 342; el segundo, de 287.",
     {"342": "MX-JAL", "287": "MX-MIC"}),
    ("pt", "No México, Jalisco teve 296 homicídios e Colima 297. Ou seja, 13,5% e 3,1% a menos.",
     {"13,5%": "MX-JAL", "3,1%": "MX-COL"}),
    ("en", "In Mexico, Puebla had 87 victims, Colima and Sonora 81 each.", {"81": "MX-SON"}),
    ("en", "Mexico. Nuevo León had 841 victims of extortion, the third highest figure in the country. In 2022 it was "
     "781.", {"781": "MX-NLE"}),
    ("pt", "Colima, um dos menores estados do México, teve 891 homicídios. Em 2022 tinham sido 868.",
     {"868": "MX-COL"}),
    ("en", "Morelos had 1,504 murders, an increase of 28 percent in a year in which Mexico improved.",
     {"28 percent": "MX-MOR"}),
    ("pt", "No México, Guerrero foi de 272 a 301 homicídios.", {"272": "MX-GRO", "301": "MX-GRO"}),
    ("es", "Se supo de 75 homicidios de ciudadanos de Estados Unidos en México.", {"75": "MX"}),
    ("en", "Mexico. Puebla had 87 victims of kidnapping and Colima 82. There were 94, 116 and 103 blockades.",
     {"94": "MX", "116": "MX", "103": "MX"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_numbers_take_places_in_turn_or_stay_at_one(context, language, text, expected):
    found = places(context, language, text)
    assert {words: found[words] for words in expected} == expected
