"""Texts that name no country: it is the one that published what they tell; and counts that their numbers betray."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import audited, blamed, claim_of


@pytest.mark.parametrize(
    ("language", "written", "text", "wrong"),
    [
        # prosecutors' case files of 2017 and 2018 as they stood in February 2019: 25,036 and 28,816
        ("es", "2019-02-18", "En 2018 las fiscalías del país abrieron 23 mil 816 carpetas de investigación por "
     "homicidio "
         "doloso. El año anterior las carpetas habían sido 25 mil 36.", "23 mil 816"),
        # the register on 15 March 2024: 114,815; 109,516 at the end of 2022
        ("es", "2024-04-12", "Hoy el registro nacional tiene 109 mil 516 personas desaparecidas y no localizadas. En "
         "diciembre las autoridades solo confirmaron 12 mil 377 casos.", "109 mil 516"),
        ("pt", "2017-05-03", "Houve 2.156 vítimas de homicídio doloso em janeiro, 2.099 em fevereiro e 2.526 em março, "
         "pelos números que o Secretariado Executivo publicou em abril.", "2.526"),
    ],
)  # fmt: skip
def test_a_text_that_names_no_country_is_of_the_one_whose_counts_it_tells(
    workspace: Workspace, language: str, written: str, text: str, wrong: str
) -> None:
    found = audited(workspace, language, written, text)
    assert {c.place.code for c in found.claims if c.place is not None} == {"MX"}
    assert [c.text for c in found.claims if c.verdict in ("contradicted", "outdated")] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "In the city there were 31 kidnappings in 2020 and 44 in 2021.",
        "The police of Honduras counted 1,047 kidnappings in 2020 and 816 in 2021.",
        "Nationwide there were 1,050 kidnappings in 2020 and 800 in 2021.",
    ],
)
def test_counts_that_agree_with_no_country_leave_it_open(workspace: Workspace, text: str) -> None:
    found = audited(workspace, "en", "2024-04-12", text)
    assert [c for c in found.claims if c.place is not None] == []
    assert blamed(found) == []


@pytest.mark.parametrize(
    ("language", "written", "text", "wrong"),
    [
        # 9,408 is the count of 2021; 11,038 that of 2022 (SESNSP, January 2023)
        ("en", "2023-02-27", "Extortion is the one line of Mexico's statistics that refuses to bend. Prosecutors "
     "registered "
         "9,408 victims of it in 2022.", "9,408"),
        # INEGI's 36,579 for 2020 with two digits turned round, near other editions of other rules
        ("en", "2021-08-05", "Here are the tables that INEGI released last week. Homicides in Mexico for 2020 come to "
         "35,679; the definitive number for 2019 is 36,661, and for 2018 it was 36,685.", "35,679"),
        # the ministry's 30,968 with another first digit but one
        ("en", "2023-02-14", "Victims of homicide in Mexico, as the ministry displays them, came to 34,718 in 2019, "
     "34,563 in "
         "2020, 33,350 in 2021 and 31,968 in 2022.", "31,968"),
        # the State Department's 81
        ("pt", "2016-02-10", "Washington renovou em janeiro o alerta de viagem para o México. O texto informa que 100 "
         "cidadãos americanos foram assassinados no país em 2014, contra 61 em 2013.", "61"),
        # 2,894 in May as published in July, between two months that agree
        ("pt", "2018-07-25", "Junho trouxe algum respiro no México: 2.668 vítimas de homicídio doloso. Maio, mês de "
         "comícios, tivera 2.747, e abril, 2.727.", "2.747"),
    ],
)  # fmt: skip
def test_numbers_that_betray_what_they_are_of_are_contradicted(
    workspace: Workspace, language: str, written: str, text: str, wrong: str
) -> None:
    found = audited(workspace, language, written, text)
    assert [c.text for c in found.claims if c.verdict == "contradicted"] == [wrong]


@pytest.mark.parametrize(
    ("language", "written", "text"),
    [
        # the year's first eleven months, told by the year alone
        ("en", "2019-12-27", "Take eleven months: 31,688 murder victims in Mexico from January to November, against "
     "30,852 "
         "last year."),
        ("es", "2021-02-25", "Once meses contra once meses: 13,687 tomas clandestinas en México en 2018, 12,210 en "
     "2019, "
         "9,943 en 2020."),
        # an older edition, of a sheet of another year
        ("pt", "2019-03-14", "No México foram 6.848 perfurações em dutos em 2016, 10.293 em 2017 e 14.894 em 2018. "
     "Quem tiver "
         "a planilha de 2017 verá 6.873 e 10.363 para os dois primeiros anos."),
        # a register of which one rough count is held
        ("en", "2019-02-18", "At least 40,000 people are missing in Mexico and some 26,000 bodies lie unidentified. "
     "The "
         "commission had also shown records of 36,708 unidentified dead."),
        # the last of four quarters
        ("es", "2024-04-17", "Las fiscalías de México reportaron 7,328 víctimas de homicidio doloso en el primer "
     "trimestre de "
         "2022, 8,052 en el segundo, 7,942 en el tercero y 7,652 en el último, que totalizan 30,974."),
    ],
)  # fmt: skip
def test_counts_of_other_spans_and_editions_are_let_be(
    workspace: Workspace, language: str, written: str, text: str
) -> None:
    assert blamed(audited(workspace, language, written, text)) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("INEGI contou 31.062 homicídios em 2023 no México. A divulgação de 1 de agosto é preliminar; a de 2022 já é "
         "definitiva e fixa-se em 32.223.", "outdated"),
        ("INEGI contou 31.062 homicídios em 2023 no México. Os homicídios de 2022 foram 32.223 na contagem "
     "preliminar.", "supported"),
    ],
)  # fmt: skip
def test_the_edition_named_last_before_a_count_is_its_own(
    workspace: Workspace, text: str, verdict: str
) -> None:
    found = audited(workspace, "pt", "2024-08-09", text)
    assert claim_of(found, "32.223").verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        # Colima's 891 of 2023 beside 868 of 2022, both the prosecutors' (SESNSP, March 2024)
        ("en", "Murders in Colima reached 981 in 2023, up from 868.", "981"),
        ("es", "Víctimas de secuestro en 2023: Chihuahua, 181; Estado de México, 84; Ciudad de México, 96; Sonora, 54.",
         "96"),
    ],
)  # fmt: skip
def test_a_count_is_meant_by_the_rule_of_those_beside_it(
    workspace: Workspace, language: str, text: str, wrong: str
) -> None:
    assert blamed(audited(workspace, language, "2024-04-12", text)) == [wrong]


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "The number of people who remain missing or have not been located in Mexico was 147,033 at the end of "
         "2019.", "supported-other-definition"),
        ("es", "A finales de 2019 seguían sin localizar 147,033 personas en México.", "supported-other-definition"),
        ("pt", "No fim de 2019 o México tinha 147.033 pessoas desaparecidas e não localizadas.",
         "supported-other-definition"),
        ("es", "A finales de 2019 México sumaba 147,033 personas reportadas como desaparecidas desde los años sesenta; "
         "61,637 seguían sin localizar.", "supported"),
    ],
)  # fmt: skip
def test_all_ever_reported_are_not_those_still_missing(
    workspace: Workspace, language: str, text: str, verdict: str
) -> None:
    found = audited(workspace, language, "2024-04-12", text)
    assert next(c for c in found.claims if c.value == 147033).verdict == verdict


def test_a_year_of_other_words_makes_no_count_wrong(workspace: Workspace) -> None:
    text = (
        "Extorsión en México: 9,408 víctimas en 2021, y en 2022, año de la reforma, subió la cifra a 11,039."
    )
    assert blamed(audited(workspace, "es", "2024-04-12", text)) == []
