"""Changes and shares against what a text counts of the same measure, place and period paragraphs away."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

COUNTS = {
    "en": "In 2023 Mexico had 29,705 homicide victims; in 2022, 30,974.\n\nThe plants were calm.\n\n",
    "es": "En 2023 hubo en México 29,705 víctimas de homicidio doloso; en 2022, 30,974.\n\nTodo en calma.\n\n",
    "pt": "Em 2023 houve no México 29.705 vítimas de homicídio doloso; em 2022, 30.974.\n\nTudo calmo.\n\n",
}


def failed(workspace, text, language):
    """What fails in a text: the claim and the sum shown."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date(2024, 6, 10)), now, now).claims
    return [(c.text, done.shown) for c in claims for done in c.arithmetic if not done.holds]


CHANGES = [
    ("en", "Homicides in Mexico fell {} in 2023.", "4 percent", "14 percent"),
    ("es", "El homicidio doloso bajó {} en 2023.", "4%", "14%"),
    ("pt", "O homicídio doloso caiu {} em 2023.", "4%", "14%"),
]


@pytest.mark.parametrize(("language", "told", "right", "wrong"), CHANGES)
def test_a_change_is_of_the_counts_of_its_two_years_wherever_they_stand(
    workspace, language, told, right, wrong
):
    body = COUNTS[language]
    assert failed(workspace, body + told.format(right), language) == []
    assert [c for c, _ in failed(workspace, body + told.format(wrong), language)] == [wrong]
    headed = told.rstrip(".") + "\n\n" + body
    assert failed(workspace, headed.format(right), language) == []
    assert [c for c, _ in failed(workspace, headed.format(wrong), language)] == [wrong]


OTHER_CHANGES = [
    ("en", "Homicides with firearms fell 14 percent in 2023."),
    ("en", "Homicides of women in Mexico fell 14 percent in 2023."),
    ("en", "Homicides in Mexico fell 14 percent in 2023 from their peak in 2020."),
    ("en", "In Jalisco homicides fell 14 percent in 2023."),
    ("en", "Homicides in Mexico should fall 14 percent in 2023."),
    ("es", "El homicidio doloso bajó 14% en 2023 en los municipios prioritarios."),
    ("es", "El homicidio doloso bajó 20% en diciembre de 2023."),
    ("es", "Según el INEGI, el homicidio bajó 2% en 2023."),
    ("pt", "O homicídio doloso caiu 14% em 2023 nas capitais."),
    ("pt", "Os homicídios dolosos de mulheres caíram 14% em 2023."),
]


@pytest.mark.parametrize(("language", "told"), OTHER_CHANGES)
def test_a_change_of_less_or_of_another_time_or_place_is_not_of_these_counts(workspace, language, told):
    assert failed(workspace, COUNTS[language] + told, language) == []


def test_a_change_that_a_count_beside_it_gives_is_not_of_older_counts_of_its_base(workspace):
    told = (
        "In 2020 prosecutors in Mexico opened 9,527 files for cargo theft, 27.1 percent fewer than in 2018, still the "
        "record year at 13,068. The 2018 number was once reported as 12,222, then 12,363."
    )
    assert failed(workspace, told, "en") == []


STATE = {
    "en": "In 2023 Guanajuato had 3,104 homicide victims.\n\n",
    "es": "Guanajuato tuvo 3,104 víctimas de homicidio doloso en 2023.\n\n",
    "pt": "Guanajuato teve 3.104 vítimas de homicídio doloso em 2023.\n\n",
}
SHARES = [
    ("en", "Guanajuato accounted for {} of the country's homicides in 2023.", "10 percent", "15 percent"),
    ("es", "Guanajuato concentró {} de los homicidios dolosos del país en 2023.", "10%", "15%"),
    ("pt", "Guanajuato concentrou {} dos homicídios dolosos do país em 2023.", "10%", "15%"),
    ("en", "Three states had {} of the country's homicides in 2023: Guanajuato, with 3,104; Baja California, with "
     "2,461, and Chihuahua, with 2,071.", "26 percent", "36 percent"),
    ("es", "Tres entidades concentraron {} de los homicidios dolosos del país en 2023: Guanajuato, con 3,104; Baja "
     "California, con 2,461, y Chihuahua, con 2,071.", "26%", "36%"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "told", "right", "wrong"), SHARES)
def test_a_share_of_the_country_is_of_its_count_wherever_it_stands(workspace, language, told, right, wrong):
    body = COUNTS[language] + (STATE[language] if ":" not in told else "")
    assert failed(workspace, body + told.format(right), language) == []
    assert [c for c, _ in failed(workspace, body + told.format(wrong), language)] == [wrong]


OTHER_SHARES = [
    ("en", "Guanajuato has 5 percent of the country's people."),
    ("en", "Guanajuato had 15 percent of the country's homicides in 2019."),
    ("es", "Guanajuato concentró 15% de los homicidios de policías del país en 2023."),
    ("es", "Guanajuato concentró 15% de los homicidios dolosos de la región en 2023."),
    ("pt", "Guanajuato concentrou 15% dos homicídios de policiais do país em 2023."),
]


@pytest.mark.parametrize(("language", "told"), OTHER_SHARES)
def test_a_share_of_other_things_or_of_another_whole_is_not_of_the_country(workspace, language, told):
    assert failed(workspace, COUNTS[language] + STATE[language] + told, language) == []


OF_THEM = [
    ("en", "There were 774 attacks, with 152 killed; 48 of these, {}, were candidates.", "almost a third",
     "almost half"),
    ("es", "Hubo 774 agresiones, con 152 asesinados; 48 de éstos, {}, eran candidatos.", "casi un tercio",
     "casi la mitad"),
    ("pt", "Houve 774 agressões, com 152 mortos; 48 deles, {}, eram candidatos.", "quase um terço",
     "quase a metade"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "told", "right", "wrong"), OF_THEM)
def test_a_share_that_says_a_part_of_them_again_is_of_those_told_before(
    workspace, language, told, right, wrong
):
    assert failed(workspace, told.format(right), language) == []
    assert [c for c, _ in failed(workspace, told.format(wrong), language)] == [wrong]


def test_a_share_of_others_behind_a_part_is_not_of_those_told_before(workspace):
    told = "We hired 60 guards; 12 of them, half of all new staff in the yard, were women."
    assert failed(workspace, told, "en") == []
