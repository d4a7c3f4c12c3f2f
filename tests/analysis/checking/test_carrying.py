"""What a number without words of its own counts: what was told before, or something else."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.linking import link
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.text.opening import from_text

PHONE, MISSING = "telephone-extortion", "missing-persons"
DEATHS, FILES = "inegi", "sesnsp-files"


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def claim(context: Context, language: str, text: str, words: str) -> Claim:
    """The claim at some words of a text."""
    manuscript = from_text(text, language=language, published=date(2024, 4, 3))
    at = manuscript.text.index(words)
    found = [c for c in link(manuscript, context)[0] if c.start < at + len(words) and at < c.end]
    assert found, f"{words} claims nothing"
    return found[0]


OTHER = [
    ("en", "Homicides in Mexico fell in 2023. A majority of two thirds of the votes was needed.", "two thirds"),
    ("en", "Extortion is a growth crime in Mexico. One in five mayors has no police of his own.", "One in five"),
    ("en", "There were 811 kidnappings in Mexico. The hotline has a staff of about 40.", "about 40"),
    ("en", "There were 811 kidnappings in Mexico. Insurance premiums rose 20%.", "20%"),
    ("en", "Cargo theft rose in Mexico. A shelter with room for 300 people opened.", "300"),
    ("en", "Cargo theft rose in Mexico. Our drivers reported 12 incidents.", "12"),
    ("en", "There are 99,729 missing people in Mexico. A march drew 2,000.", "2,000"),
    ("en", "Telephone extortion is common in Mexico. Our office got three calls.", "three"),
    ("en", "The police gave the press 12 names. Homicides in Mexico were 29,705.", "12"),
    ("es", "Los homicidios bajan en México. Una de cada cinco alcaldías carece de policía.", "Una de cada cinco"),
    ("es", "Los homicidios bajan en México. Seis de cada diez habitantes se sienten inseguros.", "Seis de cada diez"),
    ("es", "Hubo 811 secuestros en México. Las pólizas subieron 20%.", "20%"),
    ("es", "Hubo 811 secuestros en México. El deducible es de 5%.", "5%"),
    ("es", "El feminicidio baja en México. El Mecanismo protege a 1,600 personas.", "1,600"),
    ("es", "La extorsión telefónica sube en México. Nuestra empresa recibió tres llamadas.", "tres"),
    ("pt", "Os homicídios caem na Colômbia. Dois terços dos colombianos apoiam o acordo.", "Dois terços"),
    ("pt", "Houve 811 sequestros no México. O abrigo, com capacidade para 300 pessoas, recebe mais de mil.", "300"),
    ("pt", "Houve 811 sequestros no México. O abrigo, com capacidade para 300 pessoas, recebe mais de mil.", "mil"),
    ("pt", "Houve 811 sequestros no México. As apólices subiram 20%.", "20%"),
    ("pt", "Os homicídios caem no México. O tempo de espera dobrou.", "dobrou"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words"), OTHER)
def test_what_was_told_before_is_not_carried_onto_something_else(context, language, text, words):
    assert claim(context, language, text, words).measure == ""


CARRIED = [
    ("en", "There were 811 kidnappings in Mexico in 2023. That is an increase of 12%.", "12%", "kidnapping"),
    ("en", "Femicides in Mexico fell to 850. Half of them were in six states.", "Half", "femicide"),
    ("en", "Homicides in Mexico: 29,705. The number doubled in ten years.", "doubled", "homicide"),
    ("en", "Guanajuato led homicides in Mexico. It has 10% of the country's 29,705 victims.", "10%", "homicide"),
    ("en", "Telephone extortion plagues Mexico. These schemes occur up to 20,000 times a year.", "20,000", PHONE),
    ("en", "Missing persons: Mexico's register held 99,729 names in March 2024.", "99,729", MISSING),
    ("en", "Illegal taps fell in Mexico. Puebla led with 1,852 of the country's 10,363.", "10,363", "fuel-theft"),
    ("es", "Los homicidios bajan en México. La cifra se duplicó en diez años.", "duplicó", "homicide"),
    ("es", "El robo de carga bajó en México. Cayó 9% en 2019 y otro 18% en 2020.", "18%", "cargo-theft"),
    ("es", "La extorsión telefónica sube en México. Estas llamadas ocurren unas 20 mil veces al año.", "20 mil", PHONE),
    ("es", "Las personas desaparecidas son muchas en México. El registro tenía 99,729 nombres.", "99,729", MISSING),
    ("pt", "O feminicídio cai no México: 850 vítimas. A metade dos casos foi em seis estados.", "metade", "femicide"),
    ("pt", "Há 99.729 pessoas desaparecidas no México. Em 2018 eram 40.180.", "40.180", MISSING),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words", "measure"), CARRIED)
def test_what_goes_on_about_it_keeps_the_measure(context, language, text, words, measure):
    assert claim(context, language, text, words).measure == measure


LISTS = [
    ("en", "In 2023 Mexico had 811 kidnappings and 10,974 extortions. In 2022 it had 724 and 11,039.", "11,039"),
    ("es", "En 2023 México tuvo 811 secuestros y 10,974 extorsiones. En 2022 habían sido 724 y 11,039.", "11,039"),
    ("pt", "Em 2023 o México teve 811 sequestros e 10.974 extorsões. Em 2022 tinham sido 724 e 11.039.", "11.039"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "second"), LISTS)
def test_numbers_side_by_side_take_their_things_in_turn(context, language, text, second):
    assert claim(context, language, text, "724").measure == "kidnapping"
    assert claim(context, language, text, second).measure == "extortion"
    assert not claim(context, language, text, "724").measure_sure


OBJECTS = [
    ("en", "There were 774 attacks on politicians and 429 on non-elected officials in Mexico."),
    ("es", "En México hubo 774 agresiones contra políticos y 429 contra funcionarios no electos."),
    ("pt", "No México houve 774 ataques contra políticos e 429 contra funcionários não eleitos."),
    ("pt", "No México houve 774 ataques a políticos e 429 contra funcionários, dos quais 371 morreram."),
]


@pytest.mark.parametrize(("language", "text"), OBJECTS)
def test_the_second_object_of_an_attack_is_its_own_number_s(context, language, text):
    assert claim(context, language, text, "774").measure == "politicians-attacked"
    assert claim(context, language, text, "429").measure == "officials-attacked"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        (
            "en",
            "In Mexico 13 journalists were killed in 2022. Since 2000 the group counted 153 killings.",
            "153",
        ),
        ("en", "In Mexico 13 journalists were killed in 2022. 54% of the killings were in one state.", "54%"),
        ("es", "En México fueron asesinados 13 periodistas. Desde 2000 documentaron 153 asesinatos.", "153"),
        ("pt", "No México foram assassinados 13 jornalistas. Desde 2000 houve 153 assassinatos.", "153"),
    ],
)
def test_killings_told_after_killed_journalists_may_be_theirs(context, language, text, number):
    found = claim(context, language, text, number)
    assert found.measure == "journalists-killed" and not found.measure_sure


def test_the_killings_of_a_whole_country_stay_its_own(context):
    text = "In Mexico 13 journalists were killed in 2022. The country had 30,968 murders that year."
    assert claim(context, "en", text, "30,968").measure == "homicide"


GOES_ON = [
    ("en", "There were 811 kidnappings in Mexico in 2023. In 2022 there had been 724.", "724"),
    ("es", "El robo a transportista sumó 13,068 carpetas en México en 2018. En 2019 fueron 11,662 carpetas.", "11,662"),
    ("pt", "O roubo de carga somou 13.068 inquéritos no México em 2018. Em 2019 foram 11.662 inquéritos.", "11.662"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number"), GOES_ON)
def test_a_sentence_that_goes_on_counts_the_same_but_is_not_sure_of_it(context, language, text, number):
    found = claim(context, language, text, number)
    assert found.measure and not found.measure_sure


NOT_SURE = [
    ("en", "Mexico had 811 kidnapping victims in 2023. In 2022 there were 690 cases.", "690"),
    ("en", "Mexico had 811 kidnapping victims in 2023. In 2022 there were another 300.", "300"),
    ("en", "Mexico had 811 kidnapping victims in 2023. On the worst day of 2023 there were 17.", "17"),
    ("en", "Mexico had 29,705 homicides in 2023. In 2022 there were 15,000 in six states.", "15,000"),
    ("es", "México tuvo 811 víctimas de secuestro en 2023. En 2022 la cifra negra fue de 80,000.", "80,000"),
    ("pt", "O México teve 811 vítimas de sequestro em 2023. Em 2022 foram 87 a menos.", "87"),
    ("en", "In 2022 Mexico had 724 kidnapping victims. In January and February there were 97.", "97"),
]


@pytest.mark.parametrize(("language", "text", "number"), NOT_SURE)
def test_a_sentence_that_may_say_something_else_is_not_sure(context, language, text, number):
    assert not claim(context, language, text, number).measure_sure


def test_what_goes_on_about_another_country_is_of_that_country(context):
    text = "Honduras had 3,000 homicides in 2023. In 2022 there were 3,600. Mexico had 29,705 homicides."
    assert claim(context, "en", text, "3,600").place is None


RULES = [
    ("en", "INEGI counted 31,174 homicides in Mexico in 2017. In 2016 there had been 24,559.", "24,559", DEATHS),
    ("en", "INEGI counted 31,174 homicides in Mexico. The institute had 24,559 homicides in 2016.", "24,559", DEATHS),
    ("es", "El INEGI contó 31,174 homicidios en México. El instituto tuvo 24,559 en 2016.", "24,559", DEATHS),
    ("pt", "O INEGI contou 31.174 homicídios no México. Em 2016 foram 24.559, e em 2015, 20.762.", "20.762", DEATHS),
    ("es", "México tuvo 10,974 víctimas de extorsión. En carpetas de investigación fueron 10,336.", "10,336", FILES),
    ("en", "Mexico had 10,974 victims of extortion. In terms of case files there were 10,336.", "10,336", FILES),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "kept"), RULES)
def test_the_rule_told_before_stays_and_the_sentences_own_wins(context, language, text, number, kept):
    found = claim(context, language, text, number)
    assert found.definitions and all(d.startswith(kept) for d in found.definitions)


MOVES = [
    ("en", "Kidnappings in Mexico went from 724 to 811 in 2023.", "724", "2022"),
    ("en", "Kidnappings in Mexico went from 724 to 811 in 2023.", "811", "2023"),
    ("es", "En México la extorsión creció en 2022 y bajó en 2023. Pasó de 11,039 a 10,974 víctimas.", "11,039", "2022"),
    ("pt", "Morelos, no México, passou de 1.174 para 1.504 vítimas de homicídio em 2023.", "1.174", "2022"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "period"), MOVES)
def test_a_move_begins_in_the_earlier_period(context, language, text, number, period):
    assert str(claim(context, language, text, number).period) == period
