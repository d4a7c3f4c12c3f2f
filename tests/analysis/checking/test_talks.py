"""What the numbers of interviews, slides, fact boxes and mail are of, and those that lists and brackets put "
"side by side."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def links(context: Context, language: str, text: str, published: str = "2024-04-30") -> dict[str, str]:
    """Measure, place and period of each claim by its words, "-" where it has none."""
    found = audit(from_text(text, language, date.fromisoformat(published)), context, None)
    return {
        c.text: f"{c.measure or '-'} {c.place.code if c.place else '-'} {c.period or '-'}"
        for c in found.claims
    }


TALKS = [
    ("en", "Five questions on Mexico\n\nQ: How many murders were there in Mexico?\nA: In 2023, 29,705.\n\nQ: "
     "What about "
     "Quintana Roo?\nA: In 2023 there were 722 murders.\n\nQ: Kidnapping worries me more.\nA: Prosecutors "
     "counted 811 "
     "victims of kidnapping in 2023.", {"722": "homicide MX-ROO 2023", "811": "kidnapping MX 2023"}),
    ("es", "México\n\nP: ¿Bajaron los homicidios en México?\n\nR: En 2023 hubo 29.705, contra 30.974 en "
     "2022.\n\nP: ¿Y en "
     "Guanajuato?\n\nR: Pasamos de 3.260 a 3.104.", {"3.104": "homicide MX-GUA 2023", "3.260": "homicide MX-GUA "
     "2022"}),
    ("pt", "México\n\nAna: E em Zacatecas?\n\nCaio: Foram 979 homicídios em 2023.\n\nAna: E no México?\n\nCaio: "
     "Foram "
     "29.705 homicídios em 2023.", {"979": "homicide MX-ZAC 2023", "29.705": "homicide MX 2023"}),
    # the answer's own place goes before
    ("en", "Mexico\n\nQ: And Quintana Roo?\nA: In Puebla there were 967 murders in 2023.", {"967": "homicide "
     "MX-PUE 2023"}),
    # a line with a colon is no turn of a talk
    ("en", "Mexico\n\nNote: Jalisco is left out.\n\nTotal: 29,705 murders in 2023.", {"29,705": "homicide MX 2023"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), TALKS)
def test_an_answer_is_of_the_place_that_was_asked_for(context, language, text, expected):
    assert expected.items() <= links(context, language, text).items()


def test_a_line_of_the_country_begins_its_own_facts(context):
    text = (
        "Morelos, un año\n\nMorelos tuvo 1.504 homicidios en 2023. Cuernavaca es la capital de Morelos.\n\n"
    )
    box = (
        "Datos: Morelos\nHomicidios en 2023: 1.504\nSecuestros en 2023: 44\nDatos: México\nHomicidios en 2023: "
        "29.705\n"
    )
    assert links(context, "es", text + box)["29.705"] == "homicide MX 2023"
    year = (
        "FICHA: CHIAPAS\nHomicidios 2022: 428\nHomicidios 2023: 571\n\nFICHA: TABASCO\nHomicidios 2022: 328\n"
    )
    assert links(context, "es", f"México\n\n{year}Homicidios 2023: 253\n")["253"] == "homicide MX-TAB 2023"
    assert links(context, "es", text + box)["44"] == "kidnapping MX-MOR 2023"


def test_each_slide_has_its_own_times(context):
    text = (
        "Mexico\n\n1. Homicide\n- 29,705 victims of homicide in 2023\n- First two months of 2024: 4,737\n\n"
        "2. Where it rises\n- Morelos +28% (1,174 to 1,504)\n- Guerrero +24% (1,360 to 1,688)\n"
    )
    found = links(context, "en", text)
    assert found["4,737"] == "homicide MX 2024-01..2024-02"
    assert found["1,504"] == "homicide MX-MOR -"
    assert found["1,688"] == "homicide MX-GRO -"  # and no range


def test_the_marks_of_quoted_mail_are_no_part_of_it(context):
    text = (
        "From: A\nTo: B\n\nThanks.\n\nOn 10 April 2024, B wrote:\n> Mexico had 29,705 victims of homicide in 2023.\n"
        "> The total of 30,555 includes 850 femicides.\n>\n> States: Guanajuato 3,104,\n> Jalisco 1,956.\n"
    )
    found = links(context, "en", text)
    assert found["3,104"] == "homicide MX-GUA 2023"
    assert found["1,956"] == "homicide MX-JAL 2023"


def test_lines_marked_as_items_by_the_same_sign_stay_items(context):
    text = "México\n\n> 29.705 homicidios en 2023\n> 811 secuestros en 2023\n"
    assert links(context, "es", text) == {"29.705": "homicide MX 2023", "811": "kidnapping MX 2023"}


NAMESAKES = [
    ("en", "States of Mexico in 2023, murders: Guanajuato 3,104, México 2,597, Baja California 2,417.",
     "2,597", "MX-MEX"),
    ("pt", "Em 2023, no país, os homicídios foram: Guanajuato (3.104), México (2.597) e Baixa Califórnia (2.417).",
     "2.597", "MX-MEX"),
    ("es", "Homicidios en 2023: Guanajuato 3.104, México 29.705, Jalisco 1.956.", "29.705", "MX"),
    ("es", "En 2023 hubo 3.104 homicidios en Guanajuato. México tuvo 29.705 y Jalisco, 1.956.", "29.705", "MX"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "place"), NAMESAKES)
def test_the_state_of_the_countrys_name_is_meant_in_a_list_of_states(context, language, text, number, place):
    assert links(context, language, text)[number].split()[1] == place


TIMES = [
    # each number its own time
    ("es", "En México, Zacatecas tuvo 1.340 homicidios en 2022, 979 en 2023 y 85 en el primer bimestre de 2024.",
     {"979": "2023", "85": "2024-01..2024-02"}),
    ("pt", "No México, Zacatecas teve 1.340 homicídios em 2022, 979 em 2023 e 85 em janeiro e fevereiro.",
     {"979": "2023"}),
    ("es", "En México, Chiapas tuvo 428 homicidios en 2022, 571 el año siguiente.", {"571": "2023"}),
    ("en", "Chiapas, in Mexico, had 428 murders in 2022, 571 the following year.", {"571": "2023"}),
    ("en", "Mexico had 29,705 murders in 2023, the fourth fall from the 2019 peak of 34,720.", {"34,720": "2019"}),
    ("pt", "O curioso é que no México o ano passado tinha terminado bem: 29.705 homicídios, contra 30.974 em 2022.",
     {"29.705": "2023"}),
    # what a clause of its own says of another time
    ("es", "En 2023 cambió todo en México. Zacatecas registró 979 homicidios, y la baja siguió en enero de 2024.",
     {"979": "2023"}),
    ("pt", "Em 2023 mudou tudo no México. Zacatecas registrou 979 homicídios, e a queda continuou em janeiro de 2024.",
     {"979": "2023"}),
    ("en", "In 2022 all was bad in Mexico. Zacatecas registered 979 murders and its neighbour Durango 91, in 2023.",
     {"979": "2023"}),
    # the whole year told behind its first month is what the next sentence is about
    ("pt", "Os roubos de carga no México foram 728 em janeiro. No ano passado houve 9.179. Em Puebla foram 2.589.",
     {"2.589": "2023"}),
    ("en", "In Mexico, cargo thefts came to 9,179 in 2023. In January 2024 there were 728. In Puebla there were 74.",
     {"74": "2024-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), TIMES)
def test_each_number_has_its_own_time(context, language, text, expected):
    found = links(context, language, text)
    assert {number: found[number].split()[2] for number in expected} == expected


def test_times_at_the_head_of_a_table_hold_for_what_is_told_right_below_it(context):
    text = (
        "Homicidios en México en 2018\n\nEn 2018 hubo 33.737 homicidios.\n\nPor estado\n\n"
        "Estado      2022     2023\nColima       868      891\nMorelos    1.174    1.504\nOaxaca       970      969\n"
        "Veracruz     986      964\n\nMorelos tuvo 1.504 homicidios. Tlaxcala (142 y 114 víctimas) queda fuera.\n"
    )
    found = links(context, "es", text)
    assert found["1.504"] == "homicide MX-MOR 2023"
    assert found["142"].endswith(" 2022")
    assert found["114"].endswith(" 2023")


@pytest.mark.parametrize(
    ("language", "text", "number", "expected"),
    [
        ("pt", "Somados os feminicídios, o México teve 4.854 vítimas de homicídio em janeiro e fevereiro, "
         "frente a 5.037 "
         "um ano antes.", "5.037", "homicide-and-femicide MX"),
        ("pt", "Em 2023 o México teve 29.705 vítimas de homicídio. O que mais preocupa nossa carteira é Nuevo "
         "León: 1.338 "
         "vítimas.", "1.338", "homicide MX-NLE"),
        ("es", "En México hubo 29.705 víctimas de homicidio en 2023. En nuestra planta hubo 12 despidos.",
         "12", "- MX"),
        ("es", "En 2023 empeoraron, en México, los homicidios de Morelos y Guerrero. En el primero, de 1.174 a "
         "1.504; en "
         "el segundo, de 1.360 a 1.688.", "1.688", "homicide MX-GRO"),
    ],
)  # fmt: skip
def test_what_goes_on_about_the_number_before(context, language, text, number, expected):
    assert links(context, language, text)[number].rsplit(" ", 1)[0] == expected
