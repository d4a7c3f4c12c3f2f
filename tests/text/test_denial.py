"""Numbers that a text tells only to call them wrong, or as hearsay, are told apart from those it stands by."""

import re

import pytest

from almenara.text.denial import is_denied
from almenara.text.opening import from_text

# the number that is denied, and the one that the text stands by, in this order or the other
DENIED = [
    ("en", "Not 33,000, as some papers wrote, but 29,705 people were murdered in 2023.", "33,000"),
    (
        "en",
        "Correction: an earlier version of this article gave 39,705. The right number is 29,705.",
        "39,705",
    ),
    ("en", "It is false that there were 45,000 murders; prosecutors counted 29,705.", "45,000"),
    ("en", "He claims that only 20,000 people were killed. That is false.", "20,000"),
    ("en", "The figure of 40,000 murders is wrong; there were 29,705.", "40,000"),
    ("en", "A viral video says that there were 60,000 murders.", "60,000"),
    ("en", "We wrote by mistake 3,946 when it should have been 3,496.", "3,946"),
    ("es", "No fueron 42 mil, como dijo el senador, sino 29,705 las víctimas.", "42 mil"),
    ("es", "Fe de erratas: publicamos que hubo 19,705 víctimas; lo correcto es 29,705.", "19,705"),
    ("es", "Es falso que hubiera 45,000 homicidios; la cifra oficial es de 29,705.", "45,000"),
    ("es", "Dijo que sólo hubo 20,000 muertos. Eso es falso.", "20,000"),
    ("es", "La cifra de 40,000 homicidios es errónea.", "40,000"),
    ("es", "Circula en redes que hubo 60,000 homicidios.", "60,000"),
    ("pt", "Não foram 42 mil, como disse o senador, mas 29.705 as vítimas.", "42 mil"),
    ("pt", "Erramos: a edição de ontem dizia que houve 39.705 vítimas. O número certo é 29.705.", "39.705"),
    ("pt", "É falso que tenha havido 45.000 homicídios; a cifra oficial é de 29.705.", "45.000"),
    ("pt", "Disse que só houve 20.000 mortos. Isso é falso.", "20.000"),
    ("pt", "O número de 40.000 homicídios é errado.", "40.000"),
]
TOLD = [
    ("en", "No fewer than 300 people were killed, and not only 40 were women."),
    (
        "en",
        "It is not clear why 1,200 cases were closed. The 300 others are open, which is not true elsewhere.",
    ),
    ("en", "The claim fell to 850 victims, and that is what the record shows."),
    ("es", "No menos de 300 personas murieron; no sólo 40 eran mujeres."),
    ("es", "Los casos no resueltos suman 1,200. Es cierto que bajaron."),
    ("es", "No hay justicia: hubo 29,705 víctimas."),
    ("pt", "Não menos de 300 pessoas morreram; não só 40 eram mulheres."),
    ("pt", "Não há justiça: houve 29.705 vítimas, e isso é verdade."),
]


@pytest.mark.parametrize(("language", "text", "wrong"), DENIED)
def test_a_number_told_as_wrong_is_denied_and_the_right_one_is_not(language, text, wrong):
    manuscript = from_text(text, language)
    found = {
        m[0]: is_denied(manuscript, m.start(), m.end())
        for m in re.finditer(r"\d\d(?:[.,]\d{3}| mil)|\d,\d{3}", manuscript.text)
    }
    assert found.pop(wrong)
    assert not any(found.values())


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_what_a_text_stands_by_is_not_denied(language, text):
    manuscript = from_text(text, language)
    numbers = list(re.finditer(r"\d[\d.,]*\d", manuscript.text))
    assert numbers
    assert not any(is_denied(manuscript, m.start(), m.end()) for m in numbers)
