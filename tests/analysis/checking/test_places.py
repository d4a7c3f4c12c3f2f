"""The places that a text names, and which of them a number is of."""

from __future__ import annotations

import pytest

from almenara.analysis.checking.where.places import find_places, home_of
from almenara.analysis.checking.where.placing import Placed, place_for
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def codes(context: Context, text: str, language: str = "en") -> list[str]:
    """Codes of the places named, "-" for one without a pack; names of groups and people left out."""
    found = find_places(from_text(text, language=language), context)
    return [m.place.code if m.place else "-" for m in found if not m.in_name and not m.again]


def placed(context: Context, text: str, number: str, language: str = "en") -> Placed:
    manuscript = from_text(text, language=language)
    mentions = find_places(manuscript, context)
    start = manuscript.text.index(number)
    return place_for(mentions, manuscript, start, start + len(number), home_of(mentions, context))


NAMED = [
    ("en", "Homicides rose in Mexico City and in the State of Mexico.", ["MX-CMX", "MX-MEX"]),
    ("es", "Edomex, CDMX y N.L. suman la mitad de México.", ["MX-MEX", "MX-CMX", "MX-NLE", "MX"]),
    ("en", "In Mexico they fought in Tapalpa, Jalisco, on Sunday.", ["MX", "MX-14086"]),
    ("es", "El municipio de Celaya, Guanajuato, en México.", ["MX-11007"]),
    ("en", "Drugs crossed into New Mexico and over the Gulf of Mexico.", []),
    ("en", "The Jalisco New Generation Cartel fights the Sinaloa Cartel in Mexico.", ["MX"]),
    ("es", "El Cártel de Sinaloa opera en todo México.", ["MX"]),
    ("en", "Joaquín Guerrero spoke in Mexico.", ["MX"]),
    ("en", "Colima, Guerrero, Michoacán, Sinaloa and Tamaulipas are states of Mexico.",
     ["MX-COL", "MX-GRO", "MX-MIC", "MX-SIN", "MX-TAM", "MX"]),
    ("en", "There were murders in Honduras and in Caracas.", ["-", "-"]),
    ("pt", "No México, Cidade do México teve mais casos.", ["MX", "MX-CMX"]),
    ("es", "La Universidad de Guadalajara, en México, lo dijo.", ["MX"]),
    ("en", "Mexico's consul spoke in Hidalgo County, Texas.", ["MX", "-"]),
    ("en", "In Mexico the Tijuana Cartel fights the Gulf Cartel, the Sinaloa Herald says.", ["MX"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_places_are_named_and_traps_are_not(context, language, text, expected):
    assert codes(context, text, language) == expected


OF = [
    ("en", "In Mexico, Puebla recorded 1,815, followed by Hidalgo with 1,726.", "1,815", "MX-PUE"),
    ("en", "In Mexico, Puebla recorded 1,815, followed by Hidalgo with 1,726.", "1,726", "MX-HID"),
    ("es", "En México hubo 203 denuncias en Puebla, 201 en Hidalgo.", "203", "MX-PUE"),
    ("es", "En México hubo 203 denuncias en Puebla, 201 en Hidalgo.", "201", "MX-HID"),
    ("es", "México: Hidalgo con 201, Guanajuato con 172 y Jalisco con 161.", "172", "MX-GUA"),
    ("en", "Last year 33,369 people were murdered in Mexico.", "33,369", "MX"),
    ("en", "The count in Hidalgo, Mexico, rose to 2,121.", "2,121", "MX-HID"),
    ("en", "Homicides in Nuevo León fell from 1,003 to 890.", "890", "MX-NLE"),
    ("pt", "No México houve 8.000 casos em Guanajuato.", "8.000", "MX-GUA"),
    ("pt", "No México, Colima teve mais e Sonora, com 2.417, ficou em terceiro lugar.", "terceiro", "MX-SON"),
    ("es", "En México hubo 84 en Jalisco y 69 en Colima.", "69", "MX-COL"),
    ("es", "En México lideró Puebla, seguida de Hidalgo, con 1,726.", "1,726", "MX-HID"),
    ("en", "In Mexico, Colima had 10% of the country's 29,705 victims.", "29,705", "MX"),
    ("es", "En México, Colima tuvo 10% de las 29,705 víctimas del país.", "29,705", "MX"),
    ("es", "A nivel nacional se registraron 2,853 víctimas en México.", "2,853", "MX"),
]


@pytest.mark.parametrize(("language", "text", "number", "code"), OF)
def test_a_number_is_of_the_place_in_its_clause(context, language, text, number, code):
    found = placed(context, text, number, language)
    assert found.place is not None and found.place.code == code and found.sure


def test_a_text_is_known_by_the_bodies_that_it_quotes(context):
    text = "El SESNSP informó de 2,853 víctimas en el país."
    assert home_of(find_places(from_text(text, language="es"), context), context) is not None
    found = placed(context, text, "2,853", "es")
    assert found.place is not None and found.place.code == "MX"


def test_a_number_of_a_foreign_place_is_not_the_countrys(context):
    found = placed(context, "Mexico watches. In Honduras 3,000 people were murdered.", "3,000")
    assert found.place is None and found.how == "foreign"


def test_a_number_of_several_places_together_is_of_none(context):
    found = placed(context, "In Mexico, 3,000 people were murdered in Colima and Guerrero.", "3,000")
    assert found.place is None and found.how == "several"


def test_the_place_of_a_list_is_not_guessed(context):
    text = "In Guerrero, Colima and Veracruz there were 318, 201 and 150 kidnappings respectively."
    assert placed(context, text, "201").place is None


def test_a_share_of_the_countrys_total_is_of_the_state(context):
    text = "El Estado de México concentró 4,199 víctimas, el 38% del total nacional."
    found = placed(context, text, "38%", "es")
    assert found.place is not None and found.place.code == "MX-MEX" and not found.sure


def test_a_part_told_of_another_place_does_not_lend_its_place_to_the_whole(context):
    text = "Mexico is violent. There were 2,549 murders, of which Puebla had 203."
    found = placed(context, text, "2,549")
    assert found.place is None or found.place.code == "MX"
    assert not found.sure


def test_a_text_that_names_no_place_beside_the_number_is_about_its_country(context):
    found = placed(context, "Mexico is violent. There were 33,369 murders.", "33,369")
    assert found.place is not None and found.place.code == "MX" and not found.sure


def test_a_text_about_another_country_has_no_country_of_ours(context):
    text = "Honduras is violent. In Honduras, a Mexican died. Honduras counted 3,000 murders."
    assert home_of(find_places(from_text(text, language="en"), context), context) is None


@pytest.mark.parametrize(
    ("language", "text", "number", "code"),
    [
        ("en", "MEXICO CITY, July 24 – The half was the deadliest. Some 16,375 were killed, says the government of "
         "Mexico.", "16,375", "MX"),
        ("pt", "CIDADE DO MÉXICO – Foram 811 vítimas de sequestro no ano passado, segundo o Secretariado; a maior "
         "parte em Chihuahua.", "811", "MX"),
        ("es", "PACHUCA, Hgo., 3 de mayo (Agencia).- Las fiscalías contaron 811 víctimas en México. En la entidad "
         "fueron 35.", "35", "MX-13048"),
        ("en", "Guerrero – 35 killings were counted in June and another 40 in July, the prosecutors of the port "
         "said on Monday.", "35", "MX-GRO"),
        ("en", "Mexico City, where 35 people were kidnapped in 2022, had 69 in 2023, the most since the count "
         "began.", "69", "MX-CMX"),
    ],
)  # fmt: skip
def test_a_dateline_is_not_where_things_happened(context, language, text, number, code):
    place = placed(context, text, number, language).place
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize(
    ("language", "text", "number", "code"),
    [
        ("en", "Hidalgo rose from 1,721 to 3,493 and Puebla fell from 1,815 to 1,516 (-16%).", "3,493", "MX-HID"),
        ("en", "Hidalgo rose from 1,721 to 3,493 and Puebla fell from 1,815 to 1,516 (-16%).", "-16%", "MX-PUE"),
        ("es", "En Jalisco pasó de 304 a 902, en Tlaxcala de 34 a 257 y en Puebla de 776 a 1,318.", "902", "MX-JAL"),
        ("es", "En Jalisco pasó de 304 a 902, en Tlaxcala de 34 a 257 y en Puebla de 776 a 1,318.", "257", "MX-TLA"),
        ("pt", "Hidalgo subiu de 1.721 para 3.493 e Puebla caiu de 1.815 para 1.516.", "3.493", "MX-HID"),
        ("pt", "Hidalgo subiu de 1.721 para 3.493 e Puebla caiu de 1.815 para 1.516.", "1.516", "MX-PUE"),
        ("en", "There were 181 in Chihuahua and 54 in Sonora, down from 91 to 34 in Veracruz.", "54", "MX-SON"),
        ("es", "Las cuadrillas hallaron en Hidalgo 1,055 tomas, más del doble de las 502 de un año antes.", "502",
         "MX-HID"),
        ("es", "Más de un tercio (672) corresponde a Jalisco; le sigue Guanajuato, con 189.", "un tercio", "MX-JAL"),
    ],
)  # fmt: skip
def test_numbers_stay_with_the_place_that_leads_them(context, language, text, number, code):
    place = placed(context, text, number, language).place
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize(
    ("language", "text", "number", "code"),
    [
        ("en", "Puebla grew. Its share of the national total went from 20.4% to 28.2%.", "28.2%", "MX-PUE"),
        ("es", "Puebla crece. Su participación en el total nacional pasó a 28.2%.", "28.2%", "MX-PUE"),
        ("pt", "Puebla cresce. Sua fatia do total nacional passou a 28,2%.", "28,2%", "MX-PUE"),
        ("en", "Puebla is calm. There were 9,179 files in the country.", "9,179", "MX"),
        ("en", "Puebla is calm. Mexico's rate fell. Its toll was 29,705.", "29,705", "MX"),
        ("en", "The State of Mexico fell to 4,214, yet still has half of all cases in the country.", "half", "MX-MEX"),
        ("pt", "Quintana Roo, onde fica Cancún, teve 722 vítimas.", "722", "MX-ROO"),
        ("en", "Jalisco, where Guadalajara had 500 victims, reported 1,906.", "500", "MX-14039"),
        ("pt", "Baixa Califórnia teve 2.417 vítimas.", "2.417", "MX-BCN"),
    ],
)  # fmt: skip
def test_its_and_there_point_to_the_place_said_before(context, language, text, number, code):
    place = placed(context, text, number, language).place
    assert place is not None
    assert place.code == code


LATER = {
    "en": "Mexico's firm found 14,910 taps. Hidalgo had 2,121. In Hidalgo 604 more were sealed. Hidalgo hid 77.",
    "es": "En México la firma halló 14,910 tomas. Hidalgo tuvo 2,121. En Hidalgo cerraron 604. Hidalgo ocultó 77.",
    "pt": "No México a firma achou 14,910 furos. Hidalgo teve 2,121. Em Hidalgo fecharam 604. Hidalgo escondeu 77.",
}
BEFORE_IT = {"en": "The firm found 9,001. ", "es": "La firma halló 9,001. ", "pt": "A firma achou 9,001. "}


@pytest.mark.parametrize("language", LATER)
def test_a_state_takes_no_number_told_before_it_is_named(context, language):
    found = placed(context, BEFORE_IT[language] + LATER[language], "9,001", language)
    assert found.place is not None and found.place.code == "MX" and found.how == "default"


@pytest.mark.parametrize("language", LATER)
def test_a_state_takes_the_numbers_told_after_it(context, language):
    found = placed(context, LATER[language] + " " + BEFORE_IT[language], "9,001", language)
    assert found.place is not None and found.place.code == "MX-HID" and found.how == "prevailing"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mexico. With 191 murders in January, Tijuana began its year worse than Colima with 12."),
        ("es", "México. Con 191 asesinatos en enero, Tijuana inició el año peor que Colima con 12."),
        ("pt", "México. Com 191 assassinatos em janeiro, Tijuana começou o ano pior que Colima com 12."),
    ],
)
def test_a_number_that_opens_its_sentence_is_of_the_place_that_follows(context, language, text):
    found = placed(context, text, "191", language)
    assert found.place is not None and found.place.code == "MX-02004" and not found.sure


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        (
            "en",
            "Jalisco has 14,812 missing. In Jalisco they search. The national register lists 37,435.",
            "MX",
        ),
        ("es", "Jalisco suma 14,812. En Jalisco los buscan. El registro nacional reúne 37,435.", "MX"),
        ("pt", "Jalisco soma 14,812. Em Jalisco os buscam. O registro nacional reúne 37,435.", "MX"),
        ("en", "In Mexico they search. In Jalisco the national register lists 37,435.", "MX-JAL"),
        ("es", "En México los buscan. En Jalisco el registro nacional reúne 37,435.", "MX-JAL"),
        ("pt", "No México os buscam. Em Jalisco o registro nacional reúne 37,435.", "MX-JAL"),
    ],
)
def test_a_national_register_counts_the_country_unless_its_sentence_says_where(context, language, text, code):
    found = placed(context, text, "37,435", language)
    assert found.place is not None and found.place.code == code


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        (
            "es",
            "Los comercios de Morelos cierran a las seis. El estado mexicano registró 154 casos.",
            "MX-MOR",
        ),
        ("pt", "As lojas de Morelos fecham às seis. No estado mexicano houve 154 casos.", "MX-MOR"),
        ("es", "En Morelos hay miedo. El Estado mexicano registró 154 casos.", "MX"),
        ("en", "There is fear in Morelos. The Mexican government registered 154 cases.", "MX"),
    ],
)
def test_a_countrys_adjective_beside_its_state_only_says_which(context, language, text, code):
    found = placed(context, text, "154", language)
    assert found.place is not None and found.place.code == code
