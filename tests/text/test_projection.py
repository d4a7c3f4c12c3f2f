"""What is expected, aimed at or supposed is told apart from what was counted."""

import pytest

from almenara.text.opening import from_text, open_manuscript
from almenara.text.projection import is_projection

EXPECTED = [
    ("en", "If these numbers were to continue, more than 30,000 people will be victims of homicide."),
    ("en", "The number of taps is on track to exceed 15,000 this year."),
    ("en", "It is likely (64 %) that the homicides of the first quarter exceed those of the last."),
    ("es", "Hay un 64 % de probabilidad de que suban los homicidios."),
    ("pt", "A probabilidade de alta dos homicídios é de 64%."),
    ("en", "The government aims to cut kidnappings to 900 a year."),
    ("es", "De continuar la tendencia, el año cerraría con 33,000 víctimas."),
    ("es", "La meta de la policía es detener 500 vehículos."),
    ("pt", "Se o ritmo continuar, o ano terá 30 mil homicídios."),
    ("pt", "O governo prevê 1.200 sequestros neste ano."),
]
COUNTED = [
    ("en", "There were 13,298 victims in the first five months, and the year will be worse than the last."),
    ("en", "Puebla had 203 taps."),
    ("en", "It is likely that thefts fell; homicides rose 64 % in the first quarter."),
    ("en", "This is one way that the new team plans to tackle in its first year the 37,435 open cases."),
    ("es", "Se registraron 28,734 víctimas en 2017, y podría haber más."),
    ("es", "Se registraron más homicidios en enero, según el parte, con 2,549 víctimas."),
    ("pt", "Foram 152 políticos mortos, e o governo promete mudar a lei."),
]


@pytest.mark.parametrize(("language", "text"), EXPECTED)
def test_what_is_expected(language, text):
    assert is_projection(*_first_number(language, text))


@pytest.mark.parametrize(("language", "text"), COUNTED)
def test_what_was_counted(language, text):
    assert not is_projection(*_first_number(language, text))


def _first_number(language, text):
    manuscript = from_text(text, language)
    start = next(n for n, c in enumerate(manuscript.text) if c.isdigit())
    end = start
    while manuscript.text[end].isdigit() or (
        manuscript.text[end] in ",." and manuscript.text[end + 1].isdigit()
    ):
        end += 1
    end += len(" %") if manuscript.text.startswith(" %", end) else manuscript.text.startswith("%", end)
    return manuscript, start, end


def test_columns_of_an_interval_are_expected():
    head = "| Count | So far | Expected | 95 % from | to |\n| --- | --- | --- | --- | --- |\n"
    text = f"{head}| Thefts | 266 | 267 | 265 | 299 |"
    manuscript = open_manuscript(text.encode(), "draft.md", "en")
    told = {
        n: is_projection(manuscript, at := manuscript.text.index(n), at + 3)
        for n in ("266", "267", "265", "299")
    }
    assert told == {"266": False, "267": True, "265": True, "299": True}
