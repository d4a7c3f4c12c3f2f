"""Short sentences that a reader takes at their word: whose the year is, which state is meant, how many a day."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.model.claim import Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace

WRITTEN = "2024-04-15"


def claims_of(workspace: Workspace, language: str, text: str) -> list[Claim]:
    now, then = workspace.context("2026-11-25"), workspace.context(WRITTEN)
    return list(audit(from_text(text, language, date.fromisoformat(WRITTEN)), now, then).claims)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mexico's murder toll last year was {}, the government says."),
        ("en", "Last year {} people were murdered in Mexico, the government's count shows."),
        ("en", "Last year the government counted {} homicides in Mexico."),
        ("es", "Según cifras del gobierno, el año pasado hubo {} homicidios dolosos en México."),
        ("pt", "Segundo dados do governo, {} pessoas foram assassinadas no México no ano passado."),
    ],
)
def test_last_year_stays_last_year_where_a_government_speaks(workspace, language, text):
    number = "29,705" if language != "pt" else "29.705"
    (claim,) = claims_of(workspace, language, text.format(number))
    assert (str(claim.period), claim.verdict) == ("2023", "supported")
    wrong = number.replace("29", "36")
    (claim,) = claims_of(workspace, language, text.format(wrong))
    assert claim.verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first year of his government 35,588 people were murdered in Mexico."),
        ("en", "In the first year of the administration 35,588 people were murdered in Mexico."),
        ("en", "The government, in the first year of his presidency, saw 35,588 homicides in Mexico."),
        ("es", "En el primer año de su gobierno hubo 35 mil 588 homicidios en México."),
        ("pt", "No primeiro ano do governo houve 35.588 homicídios no México."),
    ],
)
def test_a_year_of_a_government_is_no_calendar_year(workspace, language, text):
    (claim,) = claims_of(workspace, language, text)
    assert claim.verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Mexican state of Colima saw 891 homicide victims in 2023, up from 868 in 2022."),
        ("en", "The Mexican Pacific state of Colima saw 891 homicide victims in 2023, up from 868 in 2022."),
        ("es", "El estado mexicano de Colima tuvo 891 homicidios en 2023, frente a 868 en 2022."),
        ("pt", "O estado mexicano de Colima teve 891 homicídios em 2023, contra 868 em 2022."),
        ("pt", "Colima, no México, teve 891 homicídios em 2023, contra 868 em 2022."),
    ],
)
def test_a_country_beside_a_state_only_says_where_it_is(workspace, language, text):
    counts = [c for c in claims_of(workspace, language, text) if c.kind == "count"]
    assert [(c.place.code, c.verdict) for c in counts if c.place] == [("MX-COL", "supported")] * 2


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Homicides in Mexico fell {} percent between 2022 and 2023.", "4", "24"),
        ("en", "From 2022 to 2023 homicides in Mexico fell {} percent.", "4", "24"),
        ("es", "Los homicidios en México bajaron {} por ciento entre 2022 y 2023.", "4", "24"),
        ("pt", "Os homicídios no México caíram {}% entre 2022 e 2023.", "4", "24"),
    ],
)
def test_two_years_that_follow_each_other_are_the_ends_of_a_change(workspace, language, text, right, wrong):
    (claim,) = claims_of(workspace, language, text.format(right))
    assert (claim.verdict, str(claim.comparison and claim.comparison.base_period)) == ("supported", "2022")
    (claim,) = claims_of(workspace, language, text.format(wrong))
    assert claim.verdict == "contradicted"


def test_a_change_of_two_years_together_is_none_from_one_to_the_other(workspace):
    (claim,) = claims_of(workspace, "en", "In 2022 and 2023 homicides in Mexico fell 24 percent.")
    assert claim.verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "text", "verdicts"),
    [
        ("en", "Mexico averaged {} homicides a day in 2023.", {"81": "supported", "83": "", "95": "contradicted"}),
        ("es", "México promedió {} asesinatos diarios en 2023.", {"81": "supported", "83": "", "95": "contradicted"}),
        # a state's need not be what prosecutors count
        ("en", "Guanajuato averaged {} homicides a day in 2023.", {"8.5": "supported", "10": ""}),
    ],
)  # fmt: skip
def test_an_average_a_day_of_a_country_s_year_is_held_to_all_its_counts(workspace, language, text, verdicts):
    for number, verdict in verdicts.items():
        (claim,) = claims_of(workspace, language, text.format(number))
        assert claim.verdict == (verdict or "not-checkable"), number


@pytest.mark.parametrize(
    ("language", "text", "periods"),
    [
        ("es", "Pemex halló 6,530 tomas de enero a mayo de 2018; en los mismos cinco meses de 2017 fueron 4,278.",
         ["2018-01..2018-05", "2017-01..2017-05"]),
        ("pt", "Foram 6.530 furos de janeiro a maio de 2018; nos mesmos cinco meses de 2017, 4.278.",
         ["2018-01..2018-05", "2017-01..2017-05"]),
        ("es", "El instituto computó 31.062 homicidios en 2023, menos que en el ejercicio precedente, en el que se "
         "alcanzaron 33.287.", ["2023", "2022"]),
        # in brackets, of the number that stands there
        ("es", "Hubo 6,895 víctimas en 2018 (5,780 en la primera cifra de 2017), y el secuestro dejó 1,560.",
         ["2018", "2017", "2018"]),
        ("en", "There were 6,895 victims in 2018 (5,780 in the first count of 2017), and abductions came to 1,560.",
         ["2018", "2017", "2018"]),
    ],
)  # fmt: skip
def test_times_told_beside_another(workspace, language, text, periods):
    counts = [c for c in claims_of(workspace, language, text) if c.kind == "count"]
    assert [str(c.period) for c in counts] == periods
