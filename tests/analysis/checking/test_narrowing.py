"""A count of a part is not held against the whole."""

import re

import pytest

from almenara.analysis.checking.what.narrowing import narrowed
from almenara.text.opening import from_text

PARTS = [
    ("en", "In Mexico, 24,617 people were murdered with firearms in 2020."),
    ("en", "Analysts counted 22,500 homicides linked to organised crime in Mexico in 2018."),
    ("en", "In 2019, 23,000 homicides in Mexico were committed in just 150 municipalities."),
    ("en", "The ten most violent states of Mexico had 22,400 homicides in 2019."),
    ("en", "Last year, 12,300 of Mexico's murder victims were aged between 15 and 29."),
    ("en", "In northern Mexico, 12,000 homicides were recorded in 2023."),
    ("en", "A total of 20,400 homicide cases in Mexico in 2022 never reached a judge."),
    ("en", "Some 16,500 homicides in Mexico in 2021 took place on the street."),
    ("en", "Of Mexico's homicides in 2022, 27,000 went unpunished."),
    ("en", "There were 4,200 gang-related homicides in Mexico in 2014."),
    ("en", "The army reported 18,000 homicides in 2023 in the regions where it is deployed."),
    ("en", "Cargo theft on federal highways in Mexico reached 6,000 case files in 2022."),
    ("en", "Pemex found 9,800 illegal taps in Mexico in 2018 outside Puebla and Hidalgo."),
    ("es", "La mitad de los 3,104 homicidios de Guanajuato en 2023, 1,550, ocurrió en seis municipios."),
    ("es", "De enero a diciembre de 2023 se esclarecieron 11,000 homicidios dolosos en México."),
    ("es", "En México, 24 mil 617 personas fueron asesinadas con arma de fuego."),
    (
        "es",
        "En los 50 municipios prioritarios de México se cometieron 14 mil 500 homicidios dolosos en 2022.",
    ),
    ("es", "De las 3,104 víctimas, 1,250 tenían menos de 30 años."),
    ("es", "Mataron a 1,097 de los primeros policías de la región en siete meses."),
    ("en", "They counted 1,097 of the first victims of the year."),
    ("es", "En el norte de México se registraron 12,000 homicidios en 2023."),
    ("es", "Hubo 9,000 homicidios ligados al crimen organizado en 2018."),
    ("pt", "Excluindo Guanajuato, o México teve 26.601 vítimas de homicídio doloso em 2023."),
    ("pt", "Das 29.705 vítimas, 20.000 morreram por arma de fogo."),
    ("pt", "Nas capitais da Colômbia houve 6.200 homicídios em 2023."),
]
PARTS += [
    ("en", "A third of Mexico's municipalities had 24,000 homicides in 2017."),
    ("en", "The worst states had 24,000 homicides in Mexico in 2017."),
    ("es", "Los estados con más casos sumaron 11,000 homicidios en México en 2017."),
    ("es", "Se contaron 12,000 homicidios en México que se atribuyen al crimen organizado."),
    ("pt", "Metade dos municípios do México teve 24.000 homicídios em 2017."),
    ("pt", "Os estados com mais casos somaram 11.000 homicídios no México em 2017."),
]
DOUBTFUL = [
    ("en", "Mexico's prosecutors closed more than 15,000 homicide files in 2017."),
    ("en", "Crews repaired 6,900 illegal taps in Mexico in 2017."),
    ("es", "La fiscalía de México investigó 1,800 secuestros en 2017."),
    ("es", "Las cuadrillas sellaron 6,900 tomas clandestinas en México en 2017."),
    ("pt", "A polícia do México frustrou 1.620 roubos de carga em 2017."),
]
WHOLES = [
    ("en", "The year 2017 closed with 28,134 homicides in Mexico."),
    ("es", "El año 2017 cerró con 22,134 homicidios en México."),
    ("pt", "O ano de 2017 fechou com 22.134 homicídios no México."),
    ("en", "Homicides rose by 15 percent from 11,940 of the same period of 2017."),
    ("es", "Hubo 7 por ciento menos homicidios que los 1,097 de los primeros siete meses de 2017."),
    ("pt", "Foram 7 por cento menos homicídios que os 1.097 dos primeiros sete meses de 2017."),
    ("en", "There were 29,168 victims of intentional homicide in Mexico in 2017."),
    ("en", "In 2018, 33,369 people were murdered in Mexico, according to official data."),
    ("en", "Prosecutors opened 2,945 case files related to cargo theft in the first quarter of 2018."),
    ("en", "More than 2,200 illegal taps were discovered along Mexican pipelines."),
    ("en", "In the five months there were over 13,000 homicides recorded in 2018 alone."),
    ("es", "En 2017 se cometieron 29,168 homicidios dolosos en México."),
    ("es", "Se iniciaron 728 carpetas relacionadas con secuestro en el país."),
    ("es", "De enero a octubre de 2018, hubo 12,581 tomas clandestinas."),
    ("es", "De enero a junio se registraron 15,973 víctimas, frente a 13,751,000 del mismo periodo."),
    ("es", "Del 1 al 15 de enero de 2018, hubo 1,200 homicidios dolosos."),
    ("es", "En total 152 políticos fueron asesinados."),
    ("es", "Puebla tuvo 1,815 tomas clandestinas, seguida de Hidalgo con 1,726."),
    ("pt", "O México registrou 33.369 vítimas de homicídio doloso em 2018."),
    ("pt", "Foram 1.329 sequestros no país."),
]
WORDS = re.compile(
    r"homicid\w*(?: dolosos?| cases)?|murder\w*(?: victims)?|cargo theft|taps|secuestros?|tomas clandestinas|"
    r"asesinad\w+|víctimas?(?: de homicídio doloso)?|homicídios|sequestros|victims of intentional homicide"
)


def _how(language, text):
    manuscript = from_text(text, language)
    number = max(
        re.finditer(r"\d+(?: mil \d+)?(?:[.,]\d{3})*", text),
        key=lambda m: ("," in m[0] or "." in m[0] or "mil" in m[0], len(m[0]), m.start()),
    )
    found = [m for m in WORDS.finditer(text) if not number.start() <= m.start() < number.end()]
    subject = min(found, key=lambda m: abs(m.start() - number.end())) if found else None
    return narrowed(manuscript, number.start(), number.end(), subject.span() if subject else None)


@pytest.mark.parametrize(("language", "text"), PARTS)
def test_a_part_is_told_with_the_words_that_make_it_one(language, text):
    how, words = _how(language, text)
    assert how == "narrow"
    assert words.casefold() in text.casefold()


@pytest.mark.parametrize(("language", "text"), WHOLES)
def test_the_whole_is_not_taken_for_a_part(language, text):
    assert _how(language, text)[0] != "narrow"


@pytest.mark.parametrize(("language", "text"), DOUBTFUL)
def test_what_a_body_did_with_some_of_them_leaves_a_doubt(language, text):
    assert _how(language, text)[0] == "doubt"
