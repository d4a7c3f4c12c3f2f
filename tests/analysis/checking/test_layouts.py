"""What the numbers of texts of other layouts are of: chronicles, scripts, tables with editions, and what they "
"leave."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.analysis.context import Context
from almenara.model.claim import Audit
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def audited(context: Context, language: str, text: str, published: str = "2024-06-20") -> Audit:
    return audit(from_text(text, language, date.fromisoformat(published)), context, None)


def links(context: Context, language: str, text: str, published: str = "2024-06-20") -> dict[str, str]:
    """Measure, place and period of each claim by its words, "-" where it has none."""
    return {
        c.text: f"{c.measure or '-'} {c.place.code if c.place else '-'} {c.period or '-'}"
        for c in audited(context, language, text, published).claims
    }


CHRONICLES = [
    ("en", "Mexico, year by year\n\n2022\n16 May – The register passes 100,008 missing people.\n31 December – "
     "The year "
     "ends with 30,974 murders.\n\n2023\n30 June – A new law is passed.\n31 December – The year closes at 29,705 "
     "murders.",
     {"30,974": "homicide MX 2022", "29,705": "homicide MX 2023", "100,008": "missing-persons MX 2022-05-16"}),
    ("es", "México, año por año\n\n2022\n16 de mayo – El registro llega a 100.008 personas desaparecidas.\n31 de "
     "diciembre – Termina el año con 30.974 homicidios.\n\n2023\n5 de enero – Cambia el gabinete.\n31 de diciembre – "
     "Balance anual: 29.705 víctimas de homicidio.",
     {"30.974": "homicide MX 2022", "29.705": "homicide MX 2023", "100.008": "missing-persons MX 2022-05-16"}),
    ("pt", "México, ano a ano\n\n2022\n16 de maio – O cadastro chega a 100.008 pessoas desaparecidas.\n31 de "
     "dezembro – "
     "O ano termina com 30.974 homicídios.\n\n2023\n5 de janeiro – Muda o gabinete.\n31 de dezembro – Os "
     "homicídios do "
     "ano somam 29.705.",
     {"30.974": "homicide MX 2022", "29.705": "homicide MX 2023", "100.008": "missing-persons MX 2022-05-16"}),
    # a day whose entry names its own year is of that year
    ("en", "Mexico, year by year\n\n2022\n31 December 2021 – The year ends with 33,361 murders.\n16 May – The "
     "army is "
     "sent to the north.", {"33,361": "homicide MX 2021"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CHRONICLES)
def test_a_year_alone_heads_the_entries_below_it(context, language, text, expected):
    assert expected.items() <= links(context, language, text).items()


def test_a_day_below_its_year_is_not_taken_for_one_of_another(context):
    text = "México\n\n2022\n20 de marzo – Elección.\n\n2023\n5 de enero – Captura de Ovidio Guzmán.\n\n2024\n"
    found = audited(context, "es", text + "18 de marzo – Informe sobre México.").claims
    assert [c.verdict for c in found if c.kind == "date"] == ["supported"]


@pytest.mark.parametrize(
    ("language", "edition"),
    [
        ("en", "Victims of homicide (edition of March 2024)"),
        ("es", "Víctimas de homicidio doloso (edición de marzo de 2024)"),
        ("pt", "Vítimas de homicídio doloso, segundo o Secretariado (edição de março de 2024)"),
    ],
)
def test_the_month_of_an_edition_is_not_that_of_the_years_below(context, language, edition):
    text = (
        f"{edition}\n\nState            2022    2023\nGuanajuato       3,260    3,104\nJalisco          2,069   "
        f" 1,956\n"
    )
    found = links(context, language, text)
    assert found["3,260"] == "homicide MX-GUA 2022"
    assert found["1,956"] == "homicide MX-JAL 2023"


def test_the_months_of_a_title_still_are_those_of_the_years_below(context):
    text = "Victims of homicide, January and February\n\nState          2023    2024\nGuanajuato      511     481\n"
    found = links(context, "en", text + "Jalisco         342     296\n")
    assert found["511"] == "homicide MX-GUA 2023-01..2023-02"


@pytest.mark.parametrize(
    ("language", "text", "number", "expected"),
    [
        ("en", "In January and February 2024 Mexico had 4,737 murders. Full-year 2023: 29,705.", "29,705", "2023"),
        ("es", "En enero y febrero de 2024 hubo 4.737 homicidios en México. Total 2023: 29.705.", "29.705", "2023"),
        ("pt", "Em janeiro e fevereiro de 2024 foram 4.737 homicídios no México. Total 2023: 29.705.",
         "29.705", "2023"),
        # the whole year that is told of is over
        ("pt", "No México, Guanajuato teve 481 homicídios em janeiro e fevereiro de 2024. Yucatán teve 34 "
         "homicídios em "
         "todo o ano de 2023.\n\nCampeche teve 104 homicídios em todo o ano.", "104", "2023"),
        ("es", "En México, Guanajuato tuvo 3.104 homicidios en 2023 y 481 en enero y febrero de "
         "2024.\n\nYucatán tuvo 34 "
         "homicidios en todo el año.", "34", "2023"),
    ],
)  # fmt: skip
def test_a_whole_year_is_told_from_its_first_months(context, language, text, number, expected):
    assert links(context, language, text)[number].endswith(f" {expected}")


VICTIMS = [
    ("en", "Homicide. Mexico had 4,737 victims of homicide in January and February 2024.\n\nThe centre. Our "
     "plant reported "
     "two car thefts.\n\nThe north. Nuevo León: 224 victims.", "224", "homicide"),
    ("es", "En México hubo 4.737 víctimas de homicidio en enero y febrero de 2024.\n\nLa planta reportó dos robos de "
     "vehículos.\n\nNuevo León: 224 víctimas.", "224", "homicide"),
    ("pt", "No México houve 4.737 vítimas de homicídio em janeiro e fevereiro de 2024.\n\nA fábrica relatou "
     "dois roubos de "
     "veículos.\n\nNuevo León: 224 vítimas.", "224", "homicide"),
    ("en", "Mexico had 4,737 victims of homicide in January and February 2024.\n\nThe north reported 30 car "
     "thefts.\n\n"
     "Nuevo León: 231.", "231", "vehicle-theft"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "measure"), VICTIMS)
def test_victims_are_of_what_has_victims(context, language, text, number, measure):
    assert links(context, language, text)[number].startswith(f"{measure} ")


STATES = [
    ("en", "Our man in Mexico is in Tijuana, Baja California. The state had 2,417 murders in 2023.", "2,417", "MX-BCN"),
    ("es", "En México, hubo balazos en Acapulco, Guerrero. El estado tuvo 1.688 homicidios en 2023.",
     "1.688", "MX-GRO"),
    ("pt", "No México, o repórter está em Tijuana, na Baixa Califórnia. O estado teve 2.417 homicídios em 2023.",
     "2.417", "MX-BCN"),
    # the one that a text is about, where another was told beside it
    ("pt", "Morelos, no México\n\nMorelos teve 1.504 homicídios em 2023. Cuernavaca é a capital de Morelos. A "
     "Cidade do "
     "México, bem maior que Morelos, teve 872.\n\nEm 2023 houve no estado 249 vítimas de extorsão.", "249", "MX-MOR"),
    # a place that only says where another lies
    ("pt", "A Cidade do México teve 872 homicídios em 2023 no México. Em Morelos, vizinho da capital, os homicídios "
     "foram 1.504.", "1.504", "MX-MOR"),
    ("pt", "A Cidade do México teve 872 homicídios em 2023 no México. Na capital houve 69 sequestros.", "69", "MX-CMX"),
    # "the state of" says which
    ("en", "In Mexico two Americans died in Matamoros, Tamaulipas. In 2010 Mexico had 111 murdered Americans, 39 of "
     "them in the state of Chihuahua.", "111", "MX"),
    ("en", "Guanajuato had 3,104 murders in 2023 in Mexico. Jalisco had 1,956. The state had 643 victims of "
     "extortion.",
     "643", "MX-JAL"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "place"), STATES)
def test_the_state_is_that_of_the_town_or_of_the_text(context, language, text, number, place):
    assert links(context, language, text)[number].split()[1] == place


def test_numbers_of_speakers_of_seconds_and_of_headings_claim_nothing(context):
    script = (
        "LOC. 1: Boa noite. O México divulgou seus números.\n\nLOC. 2: Foram 29.705 homicídios em 2023.\n\n"
        "LOC. 1: Muito obrigado.\n\nTÉC.: PASSAGEM (0'15\")"
    )
    assert list(links(context, "pt", script)) == ["29.705"]
    report = "1 Introdução\n\nO México conta mortos.\n\n2 Dados\n\nForam 29.705 homicídios em 2023.\n\n3 Fim\n\nNada."
    assert list(links(context, "pt", report)) == ["29.705"]


def test_labels_that_are_no_speakers_and_counts_in_headings_stay(context):
    levels = (
        "Level 2: the capital of Mexico.\n\nLevel 3: Jalisco, Mexico.\n\nLevel 2: Puebla.\n\nLevel 4: Colima."
    )
    assert [c.kind for c in audited(context, "en", levels).claims] == ["level"] * 4
    assert "14" in links(
        context, "en", "14 Dead in Mexico\n\nThey were killed in Puebla.\n\n30 Arrested\n\nIn Jalisco."
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In 2023 Mexico had 850 femicides, which brings the victims to 30,555. In 2022 there were 31,954 in all.",
        ),
        (
            "es",
            "En 2023 México tuvo 850 feminicidios, con lo que las víctimas son 30.555. En 2022 fueron 31.954 en "
            "total.",
        ),
        (
            "pt",
            "Em 2023 o México teve 850 feminicídios, o que eleva as vítimas a 30.555. Em 2022 eram 31.954 ao todo.",
        ),
    ],
)
def test_a_total_of_another_year_is_no_sum_of_what_stands_before_it(context, language, text):
    assert not [a for c in audited(context, language, text).claims for a in c.arithmetic if not a.holds]


def test_a_total_of_the_year_of_its_parts_still_is_one(context):
    text = "Em 2023 houve 29.705 vítimas de homicídio e 850 de feminicídio. Em 2023 foram 31.555 ao todo."
    assert [
        a.error for c in audited(context, "pt", f"México. {text}").claims for a in c.arithmetic if not a.holds
    ]


def test_a_count_behind_a_word_for_editions_and_a_colon_is_no_identifier(context):
    assert "99.729" in links(context, "pt", "No México veio a segunda versão: 99.729 pessoas por localizar.")
