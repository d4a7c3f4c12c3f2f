"""Where a number is of whose words name no place, and which of several periods a paragraph is about."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.linking import link
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def linked(context: Context, text: str, language: str, number: str) -> tuple[str, str, str]:
    """Measure, place and period of the claim that has a number."""
    claims, _ = link(from_text(text, language, date(2018, 11, 2)), context)
    claim = next(c for c in claims if number in c.text)
    return claim.measure, claim.place.code if claim.place else "", str(claim.period)


HALF, BEFORE = "2018-01..2018-06", "2017-01..2017-06"
COLOMBIA = {
    "en": "In Colombia there were 12,100 homicides in 2017. ",
    "es": "En Colombia hubo 12.100 homicidios en 2017. ",
    "pt": "Na Colômbia houve 12.100 homicídios em 2017. ",
}


@pytest.mark.parametrize(
    ("language", "text", "number", "place"),
    [
        ("en", "Antioquia went from 402 to 311 homicides and Huila from 87 to 42.", "311", "CO-ANT"),
        ("es", "Antioquia pasó de 402 a 311 homicidios y Huila de 87 a 42.", "311", "CO-ANT"),
        ("pt", "Antioquia passou de 402 para 311 homicídios e Huila de 87 para 42.", "311", "CO-ANT"),
        ("en", "Antioquia had 402 homicides, 8% fewer than in 2016.", "8%", "CO-ANT"),
        ("es", "En Antioquia hubo 402 homicidios. Los secuestros fueron 31.", "31", "CO-ANT"),
        ("pt", "Em Antioquia houve 402 homicídios. Os sequestros foram 31.", "31", "CO-ANT"),
        ("en", "Antioquia leads with 402 homicides. In June there were 900.", "900", "CO"),
        ("es", "Encabezan la lista Antioquia, con 402, y Huila, con 87. En junio hubo 900.", "900", "CO"),
    ],
)
def test_a_number_stays_where_its_sentence_or_the_one_before_plainly_was(
    context, language, text, number, place
):
    assert linked(context, COLOMBIA[language] + text, language, number)[1] == place


@pytest.mark.parametrize(
    ("language", "text", "number", "period"),
    [
        ("en", "In 2017 there were 900 homicides; in 2016 there had been 800. Huila had 87.", "87", "2017"),
        ("es", "En 2017 hubo 900 homicidios; en 2016 habían sido 800. Huila tuvo 87.", "87", "2017"),
        ("pt", "Em 2017 houve 900 homicídios; em 2016 haviam sido 800. Huila teve 87.", "87", "2017"),
        ("en", "From January to June there were 900 homicides. In June, 75. Huila had 87.", "87", HALF),
        ("es", "De enero a junio hubo 900 homicidios. Huila tiene 87, cuando hace un año tenía 60.", "87", HALF),
        ("es", "De enero a junio hubo 900 homicidios. Huila tiene 87, cuando hace un año tenía 60.", "60", BEFORE),
        ("en", "In May there were 90 homicides. The year before it was 60.", "60", "2017-05"),
        ("pt", "Foram 900 homicídios em 2017, depois de 800 no ano anterior, uma alta de 12%.", "12%", "2017"),
    ],
)  # fmt: skip
def test_a_paragraph_is_about_the_latest_and_widest_period_that_it_tells(
    context, language, text, number, period
):
    opening = {"en": "Colombia. ", "es": "Colombia. ", "pt": "Colômbia. "}[language]
    assert linked(context, opening + text, language, number)[2] == period


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Consultants counted 102 politicians killed, among them 36 candidates. In 2016 there had been 77.",
        ),
        ("es", "Contaron 102 políticos asesinados, entre ellos 36 candidatos. En 2016 habían sido 77."),
    ],
)
def test_what_is_told_as_a_part_is_not_carried_on(context, language, text):
    assert linked(context, text, language, "77")[0] == "politicians-killed"


def test_the_month_of_superlatives_is_no_part(context):
    text = "Mayo fue el mes más violento en veinte años: 2.186 homicidios en Colombia."
    assert linked(context, text, "es", "2.186")[0] == "homicide"
    text = "En los 50 municipios más violentos de Colombia hubo 2.186 homicidios."
    assert linked(context, text, "es", "2.186")[0] == ""


def test_a_time_behind_a_count_makes_it_no_part(context):
    text = "In Colombia there were 90 homicides in May, fewer than the 120 of the same month a year earlier."
    assert linked(context, text, "en", "120")[0] == "homicide"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Huila had 87 homicides. In all, 900 homicides were told, of which 31 were in Huila.", "CO"),
        (
            "es",
            "Huila tuvo 87 homicidios. Luego hubo 900 homicidios, de los cuales 31 fueron en Huila.",
            "CO",
        ),
        ("pt", "Huila teve 87 homicídios. Depois houve 900 homicídios, dos quais 31 foram em Huila.", "CO"),
        ("en", "Huila had 87 homicides. Then 900 homicides were told, of which 31 were in June.", "CO-HUI"),
        (
            "es",
            "Huila tuvo 87 homicidios. Luego hubo 900 homicidios, de los cuales 31 fueron en junio.",
            "CO-HUI",
        ),
        (
            "pt",
            "Huila teve 87 homicídios. Depois houve 900 homicídios, dos quais 31 foram em junho.",
            "CO-HUI",
        ),
    ],
)
def test_a_number_whose_part_is_of_the_place_told_before_is_not_of_it(context, language, text, place):
    assert linked(context, COLOMBIA[language] + text, language, "900")[1] == place
