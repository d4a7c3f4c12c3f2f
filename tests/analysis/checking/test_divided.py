"""Lists that divide a count told elsewhere in a text, and shares of what they name. Texts and figures are made up."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


def failed(workspace, text, language):
    """What fails in a text: the claim and the sum shown."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date(2023, 11, 20)), now, now).claims
    return [(c.text, done.shown) for c in claims for done in c.arithmetic if not done.holds]


EN = (
    "We logged 64 incidents in our stores in April.\n\nBy type: 27 thefts, 15 armed robberies, 13 burglaries and {a} "
    "fires. {share}\n\n"
    "By city, Monterrey had 22; Puebla, {b}; Toluca, 14 and Celaya, 10.\n\n"
    "Where it happened\n- Sales floor: 31\n- Car park: {c}\n- Loading bay: 11\n- Offices: 6\n\n{first}\n\n"
    "The guard force has 118 people: 70 in stores, {d} in warehouses and 12 in the control room. Six guards left."
)
ES = (
    "En el trimestre atendimos 92 reportes de las plantas.\n\nDesglose por tipo: 38 robos, {a} intrusiones, 17 "
    "agresiones y 13 llamadas de extorsión. {share}\n\n"
    "Por planta, Saltillo concentró 35 reportes; Puebla, {b}; Tijuana, 19, y Celaya, 12.\n\n"
    "Por turno\n• Matutino: 21\n• Vespertino: {c}\n• Nocturno: 42\n\n{first}\n\n"
    "Participaron 240 personas en cuatro talleres: 90 en el de manejo, 70 en el de rescate, {d} en el de auxilios y 35 "
    "en el de accesos."
)
PT = (
    "O centro registrou 75 ocorrências em janeiro.\n\nPor tipo: 33 roubos de carga, {a} furtos, 12 ameaças e 9 "
    "acidentes. {share}\n\n"
    "Por região, o Bajío teve 30 ocorrências; o Norte, {b}; o Centro, 15, e o Sudeste, 8.\n\n"
    "Onde aconteceu\n- Estrada: 36\n- Posto: {c}\n- Pátio: 13\n- Porto: 7\n\n{first}\n\n"
    "São 86 vigilantes: 40 nas fábricas, {d} na estrada e 18 no centro."
)
RIGHT = {
    "en": (EN, {"a": "9", "b": "18", "c": "16", "d": "36"}),
    "es": (ES, {"a": "24", "b": "26", "c": "29", "d": "45"}),
    "pt": (PT, {"a": "21", "b": "22", "c": "19", "d": "28"}),
}
WRONG = [
    ("en", "a", "19", "64"), ("en", "b", "28", "64"), ("en", "c", "26", "64"), ("en", "d", "46", "118"),
    ("es", "a", "34", "92"), ("es", "b", "16", "92"), ("es", "c", "39", "92"), ("es", "d", "65", "240"),
    ("pt", "a", "31", "75"), ("pt", "b", "32", "75"), ("pt", "c", "9", "75"), ("pt", "d", "38", "86"),
]  # fmt: skip


def _text(language, share="", first="", **told):
    text, right = RIGHT[language]
    return text.format(share=share, first=first, **{**right, **told})


@pytest.mark.parametrize(("language", "entry", "wrong", "whole"), WRONG)
def test_a_list_that_fails_the_total_it_divides_is_blamed(workspace, language, entry, wrong, whole):
    assert failed(workspace, _text(language), language) == []
    assert [c for c, _ in failed(workspace, _text(language, **{entry: wrong}), language)] == [whole]


SHARES = [
    ("en", "Theft accounts for {} of the total.", "42 percent", "52 percent"),
    ("en", "Armed robbery and burglary together make up {}.", "44 percent", "54 percent"),
    ("es", "Los robos representan {} del total.", "41%", "51%"),
    ("es", "Los robos representan 41% del total, y las llamadas de extorsión, {}.", "14%", "24%"),
    ("es", "El robo sigue siendo lo más común, con {} de los reportes.", "41%", "51%"),
    ("pt", "O roubo de carga representa {} do total.", "44%", "54%"),
    ("pt", "Os furtos respondem por {}.", "28%", "38%"),
]


@pytest.mark.parametrize(("language", "told", "right", "wrong"), SHARES)
def test_the_share_of_what_a_list_names_is_of_its_total(workspace, language, told, right, wrong):
    assert failed(workspace, _text(language, share=told.format(right)), language) == []
    blamed = failed(workspace, _text(language, share=told.format(wrong)), language)
    assert [c for c, _ in blamed] == [wrong]


FIRST = [
    ("en", "The first two locations make up {} of the cases.", "73 percent", "63 percent"),
    ("es", "Los dos primeros turnos suman {} de los casos.", "54%", "64%"),
    ("pt", "Os dois primeiros locais respondem por {} das ocorrências.", "73%", "83%"),
]


@pytest.mark.parametrize(("language", "told", "right", "wrong"), FIRST)
def test_the_first_of_a_list_are_those_of_the_list_before(workspace, language, told, right, wrong):
    assert failed(workspace, _text(language, first=told.format(right)), language) == []
    blamed = failed(workspace, _text(language, first=told.format(wrong)), language)
    assert [c for c, _ in blamed] == [wrong]


OTHERS = [
    ("en", "Theft in the yards accounts for 20 percent of the total."),
    ("en", "Last year theft accounted for 52 percent of the total."),
    ("en", "Theft accounts for 52 percent of the losses."),
    ("en", "In March, theft was 52 percent of the total."),
    ("en", "Of all thefts in the city, 52 percent are never reported."),
    ("es", "Los robos con violencia representan 20% del total."),
    ("es", "El año pasado los robos representaron 51% del total."),
    ("es", "Los robos representan 51% de las pérdidas."),
    ("es", "Los robos, con 51% más denuncias, preocupan."),
    ("pt", "O roubo de carga à noite representa 20% do total."),
    ("pt", "Em 2021 o roubo de carga representava 54% do total."),
    ("pt", "O roubo de carga representa 54% das perdas."),
]


@pytest.mark.parametrize(("language", "told"), OTHERS)
def test_a_share_of_less_or_of_another_time_or_total_is_not_of_the_list(workspace, language, told):
    assert failed(workspace, _text(language, share=told), language) == []


HEAD = {
    "en": "There were 46 incidents in May. By type: 19 thefts, 11 assaults, 9 threats and 7 fires.\n\n",
    "es": "Hubo 46 incidentes en mayo. Por tipo: 19 robos, 11 asaltos, 9 amenazas y 7 incendios.\n\n",
    "pt": "Houve 46 incidentes em maio. Por tipo: 19 roubos, 11 assaltos, 9 ameaças e 7 incêndios.\n\n",
}
OF_OTHERS = [
    ("en", "Cameras\n- Leon: 20\n- Puebla: 18\n- Celaya: 14"),
    ("en", "Staff by shift\n- Morning: 20\n- Afternoon: 18\n- Night: 14"),
    ("en", "By site, guards numbered 20 in Leon, 18 in Puebla and 14 in Celaya."),
    ("en", "The main sites were the gate with 15, the yard with 13 and the dock with 10."),
    ("en", "By site: Leon, 20; Puebla, 12, and Celaya, 6. The rest were on the road."),
    ("es", "Cámaras por planta\n- León: 20\n- Puebla: 18\n- Celaya: 14"),
    ("es", "Por planta destacan León, con 15; Puebla, con 13, y Celaya, con 10."),
    ("es", "Por planta, hay 20 guardias en León, 18 en Puebla y 14 en Celaya."),
    ("es", "Por planta: León, 20; Puebla, 12, y Celaya, 6. Los demás fueron en carretera."),
    ("pt", "Câmeras por fábrica\n- León: 20\n- Puebla: 18\n- Celaya: 14"),
    ("pt", "Por fábrica, destaque para León, com 15; Puebla, com 13, e Celaya, com 10."),
    ("pt", "Por fábrica: León, 20; Puebla, 12, e Celaya, 6. Os demais foram na estrada."),
]


@pytest.mark.parametrize(("language", "told"), OF_OTHERS)
def test_a_list_of_other_things_or_of_some_of_them_need_not_make_up_the_total(workspace, language, told):
    assert failed(workspace, HEAD[language] + told, language) == []
