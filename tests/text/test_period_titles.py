"""Months of a title for the years of the lines below, and bases that do not govern what follows them."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text
from almenara.text.periods import find_periods, governing


def period_at(text: str, number: str, language: str = "en", written: date = date(2020, 1, 27)) -> str:
    """The period that governs a number of the text."""
    manuscript = from_text(text, language, written)
    found = governing(find_periods(manuscript), manuscript, manuscript.text.index(number))
    return "" if found is None else str(found.mention.period)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Taps by state, January to October\n\n- North: 3,493 in 2019, 1,721 in 2018\n- South: 9 in 2019",
        ),
        (
            "en",
            "Illegal taps, first ten months\n\n- North: 3,493 in 2019 (1,721 in 2018)\n- South: 9 in 2019",
        ),
        ("es", "Tomas, enero a octubre\n\n- Norte: 3,493 en 2019, 1,721 en 2018\n- Sur: 9 en 2019"),
        ("pt", "Tomadas, de janeiro a outubro:\n- Norte: 3,493 em 2019, 1,721 em 2018\n- Sul: 9 em 2019"),
        ("en", "Taps, January to October 2019\n\n- North: 3,493 (1,721 in 2018)\n- South: 9"),
    ],
)
def test_a_year_below_a_title_of_months_is_of_those_months(language, text):
    assert period_at(text, "3,493", language) == "2019-01..2019-10"
    assert period_at(text, "1,721", language) == "2018-01..2018-10"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Taps, January to October\n\nIn the whole of 2018 there were 14,894."),
        ("es", "Tomas, enero a octubre\n\nEn todo 2018 fueron 14,894."),
        ("pt", "Tomadas, de janeiro a outubro\n\nEm 2018 foram 14,894 no ano inteiro."),
        ("en", "What happened in December\n\nIn 2018 there were 14,894 taps."),
        ("en", "Taps, January to October 2019\n\nIn 2018 there were 14,894."),
        ("en", "Taps in the month of March and in April\n\nIn 2018 there were 14,894."),
    ],
)
def test_a_year_that_is_told_as_whole_stays_whole(language, text):
    assert period_at(text, "14,894", language) == "2018"


@pytest.mark.parametrize(
    ("language", "text", "base"),
    [
        ("en", "In 2019 they counted 50. In the north, where 704 had been killed in 2018, the toll hit 1,576.", "704"),
        ("en", "They counted 50 in 2019. The north, which had reported 704 in 2018, came to 1,576.", "704"),
        ("es", "En 2019 hubo 50. En el norte, donde se habían registrado 704 en 2018, fueron 1,576.", "704"),
        ("es", "Hubo 50 en 2019, casi el mismo número que en 2018 (704). En promedio, 1,576 al día.", "704"),
        ("es", "Hubo 50 en 2019, después de 704 en 2018. En el norte fueron 1,576.", "704"),
        ("pt", "Foram 50 em 2019, depois de 704 em 2018. No norte foram 1,576.", "704"),
        ("pt", "Foram 50 em 2019. O norte, que havia registrado 704 em 2018, chegou a 1,576.", "704"),
        ("es", "Hubo 50 en 2019, un 7 por ciento menos que las mil 97 de 2018. En el norte fueron 1,576.", "mil 97"),
        ("en", "There were 50 in 2019, as many as in 2018 (704). On average 1,576 a day.", "704"),
        ("en", "In 2018 there were 704, and in 2019, 50. On average 1,576 a day.", "704"),
    ],
)  # fmt: skip
def test_the_year_of_a_base_ends_with_its_clause(language, text, base):
    assert period_at(text, base, language) == "2018"
    assert period_at(text, "1,576", language) == "2019"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prosecutors said that 704 people had been killed in 2018, 300 of them women."),
        ("es", "El informe dice que habían sido asesinadas 704 personas en 2018, de ellas 300 mujeres."),
        ("en", "In 2018 there were 704 homicides. Of the victims, 300 were women."),
    ],
)
def test_the_year_of_what_was_reported_goes_on(language, text):
    assert period_at(text, "300", language) == "2018"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Killings are higher than three years ago. From January through June 704 people were killed."),
        ("es", "Hace tres años eran 12. De enero a junio fueron 704."),
        ("pt", "Há três anos eram 12. De janeiro a junho foram 704."),
    ],
)
def test_years_ago_are_not_the_year_of_the_months_that_follow(language, text):
    assert period_at(text, "704", language, date(2018, 7, 24)) == "2018-01..2018-06"


def test_a_year_ago_is_of_the_months_that_were_told():
    text = "De enero a julio hubo 1,318 tomas, cuando hace un año eran 776. En el sur son 12."
    assert period_at(text, "776", "es", date(2018, 9, 17)) == "2017-01..2017-07"
    assert period_at(text, "12", "es", date(2018, 9, 17)) == "2018-01..2018-07"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In May 2019 there were 405 thefts, in June 351 and in July 319."),
        ("es", "En mayo de 2019 hubo 405 robos, en junio 351 y en julio 319."),
        ("pt", "Em maio de 2019 houve 405 roubos, em junho 351 e em julho 319."),
    ],
)
def test_a_month_behind_and_is_of_the_number_that_follows_it(language, text):
    assert [period_at(text, n, language) for n in ("405", "351", "319")] == ["2019-05", "2019-06", "2019-07"]


@pytest.mark.parametrize(
    ("language", "text", "quarter"),
    [
        ("en", "October 2018 had 405 thefts, November 351 and December 319. The last quarter had 1,075.", "2018-Q4"),
        ("es", "Octubre de 2018 tuvo 405 robos, noviembre 351 y diciembre 319. En el último trimestre hubo 1,075.",
         "2018-Q4"),
        ("pt", "Outubro de 2018 teve 405 roubos, novembro 351 e dezembro 319. No último trimestre houve 1,075.",
         "2018-Q4"),
        ("en", "July 2018 had 405 thefts and August 351. The last quarter had 1,075.", "2019-Q4"),
        ("es", "En 2018 hubo 4,500 robos. En el último trimestre hubo 1,075.", "2019-Q4"),
    ],
)  # fmt: skip
def test_the_last_quarter_is_the_one_whose_months_were_told(language, text, quarter):
    assert period_at(text, "1,075", language) == quarter
