"""Numbers, days and periods as English and Spanish readers write them."""

from datetime import date

import pytest

from almenara.model.period import Period
from almenara.product.formats import beside_scale, day, figure_text, listing, number, period, when
from tests.product.made_figures import figure


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2017", "2017", "2017"),
        ("2018-05", "May 2018", "mayo de 2018"),
        ("2018-Q1", "first quarter of 2018", "primer trimestre de 2018"),
        ("2018-01..2018-05", "January to May 2018", "enero a mayo de 2018"),
        ("2018-07-01", "1 July 2018", "1 de julio de 2018"),
        (
            "2017-09-08..2018-07-01",
            "8 September 2017 to 1 July 2018",
            "8 de septiembre de 2017 al 1 de julio de 2018",
        ),
    ],
)
def test_periods(text, english, spanish):
    assert period(Period.parse(text), "en") == english
    assert period(Period.parse(text), "es") == spanish


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2017", "in 2017", "en 2017"),
        ("2018-05", "in May 2018", "en mayo de 2018"),
        ("2022-Q1", "in the first quarter of 2022", "en el primer trimestre de 2022"),
        ("2018-01..2018-06", "from January to June 2018", "de enero a junio de 2018"),
        ("2018-12..2019-07", "from December 2018 to July 2019", "de diciembre de 2018 a julio de 2019"),
        ("2018-04-30", "on 30 April 2018", "el 30 de abril de 2018"),
    ],
)
def test_periods_with_their_prepositions(text, english, spanish):
    assert when(Period.parse(text), "en") == english
    assert when(Period.parse(text), "es") == spanish


def test_words_as_a_sentence_lists_them():
    assert listing(["2015", "2016", "2017"], "en") == "2015, 2016 and 2017"
    assert listing(["2015", "2016"], "es") == "2015 y 2016"
    assert listing(["2015"], "es") == "2015"


def test_a_probability_outside_the_scale_stands_beside_it():
    assert beside_scale(0.4, "en") == "below the scale"
    assert beside_scale(99.6, "es") == "sobre la escala"
    assert beside_scale(1, "en") == beside_scale(99, "en") == ""


def test_numbers():
    assert number(1234567.891, "en", 1) == "1,234,567.9"
    assert number(1234567.891, "es", 1) == "1,234,567.9"
    assert number(-3.25, "en", 1) == "−3.2"
    assert number(0.04, "en", 1, signed=True) == "0.0"


def test_days():
    assert day(date(2018, 11, 2), "en") == "2 November 2018"
    assert day(date(2018, 11, 2), "es") == "2 de noviembre de 2018"


def test_a_change_carries_its_sign_and_a_share_does_not():
    assert figure_text(figure(38.07, unit="%", decimals=1, recipe={"op": "change"}), "en") == "+38.1\u00a0%"
    assert figure_text(figure(38.07, unit="%", decimals=1, recipe={"op": "share"}), "en") == "38.1\u00a0%"


def test_bounds_are_said_as_bounds():
    assert figure_text(figure(None, low=13000), "en") == "at least 13,000"
    assert figure_text(figure(None, high=20000), "es") == "hasta 20,000"
    assert figure_text(figure(None), "es", "se desconoce") == "se desconoce"


def test_a_model_never_prints_certainty():
    recipe = {"op": "finding", "figure": "probability"}
    assert figure_text(figure(99.97, unit="%", recipe=recipe), "en") == "more than 99\u00a0%"
    assert figure_text(figure(0.2, unit="%", recipe=recipe), "es") == "menos de 1\u00a0%"
    assert figure_text(figure(97.4, unit="%", decimals=1, recipe=recipe), "en") == "97.4\u00a0%"
    level = {"op": "finding", "row": "XX-1", "figure": "chance_1"}
    assert figure_text(figure(100, unit="%", recipe=level), "en") == "more than 99\u00a0%"
