"""Months that a sentence sets for the years it and the ones below name alone."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text
from almenara.text.periods import find_periods, governing

WRITTEN = date(2018, 11, 20)


def period_at(text: str, number: str, language: str, written: date = WRITTEN) -> str:
    """The period that governs a number of the text, with "?" where it is not sure."""
    manuscript = from_text(text, language, written)
    found = governing(find_periods(manuscript), manuscript, manuscript.text.index(number))
    return "" if found is None else f"{found.mention.period}{'' if found.sure else '?'}"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have the seven months from January to July. The north had 304 in 2017 and 902 this year."),
        ("en", "All figures are for January to July.\n\nThe north had 902 this year.\n\nIn 2017 it had 304."),
        ("es", "Las cifras son de enero a julio. El norte tuvo 304 en 2017 y 902 este año."),
        ("es", "De enero a julio, el norte pasó de 304 en 2017 a 902 en 2018."),
        ("pt", "Comparam-se os meses de janeiro a julho. O norte teve 304 em 2017 e 902 neste ano."),
    ],
)
def test_years_take_the_months_that_a_sentence_sets(language, text):
    assert period_at(text, "304", language) == "2017-01..2017-07?"
    assert period_at(text, "902", language) == "2018-01..2018-07?"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2017, from January to November, there were 9,509."),
        ("es", "En 2017, de enero a noviembre, habían sido 9,509."),
        ("pt", "Em 2017 tinham sido 9,509, também de janeiro a novembro."),
        ("es", "El país cerró 2017 con 9,509 tomas en los meses de enero a noviembre."),
        ("en", "The first eleven months of 2018 had 12,581, against 9,509 in those of 2017."),
    ],
)
def test_months_beside_a_year_are_of_that_year(language, text):
    assert period_at(text, "9,509", language) == "2017-01..2017-11"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All figures are for January to July. In the whole of 2017 there were 10,363."),
        (
            "es",
            "Las cifras son de enero a julio. El norte tuvo 304 en 2017. En todo el año 2017 fueron 10,363.",
        ),
        ("en", "The campaign ran from April to June. In 2017 there were 10,363."),
        ("es", "De enero a julio hubo 902, más que las 10,363 de todo 2017."),
        ("en", "In 2017 there were 10,363, from January to March 2,600."),
        ("en", "Taps from January to July 2018 came to 902. In 2017 there were 10,363."),
    ],
)
def test_a_year_stays_whole_where_nothing_narrows_it(language, text):
    assert period_at(text, "10,363", language).rstrip("?") == "2017"


@pytest.mark.parametrize(
    ("language", "text", "number", "period"),
    [
        (
            "en",
            "The tables said 28,866 for 2017 in April 2018; now they have 28,870 for the same year.",
            "28,870",
            "2017",
        ),
        ("es", "En 2017 hubo 28,866. En abril de 2018 se publicó con 28,870.", "28,870", "2017"),
        (
            "en",
            "In 2017 it was 28,866; take 2016, at 24,559, add 2015, with 20,762, and it is more.",
            "20,762",
            "2015",
        ),
        (
            "en",
            "In 2017 it was 28,866. In the year before it was 24,559, in the year before that 20,762.",
            "20,762",
            "2015",
        ),
        ("es", "El descenso frente a 2014 es notable: entonces tenía 362.", "362", "2014"),
        (
            "es",
            "De enero a julio de 2017 fueron 902; en el periodo comparable de 2016, 310.",
            "310",
            "2016-01..2016-07",
        ),
        (
            "en",
            "The bulletin compares 2016 and 2017.\n\nThe south had 688, as against 360 in the preceding year.",
            "360",
            "2016",
        ),
        (
            "es",
            "En 2017 hubo 28,866. El sur reportó 79 cuando el año previo había reportado 52.",
            "79",
            "2017",
        ),
        ("es", "El sur sumó 119 en 2017. Le siguió el norte con 70 (un año antes, 77).", "70", "2017"),
        (
            "en",
            "From 2016 to 2017 it rose. The two years together have 53,425.",
            "53,425",
            "2016-01..2017-12",
        ),
        ("en", "The south, which had 66 in 2016, counted 81 in all; 2017 was worse.", "81", ""),
    ],
)
def test_words_that_point_to_a_time_told(language, text, number, period):
    assert period_at(text, number, language).rstrip("?") == period


@pytest.mark.parametrize(
    ("language", "text", "number", "period"),
    [
        (
            "es",
            "De enero a julio, bajó de 561 en 2017 a 502 en 2018. Oaxaca, que en 2017 tuvo 58, reportó 41.",
            "58",
            "2017-01..2017-07",
        ),
        (
            "en",
            "Taps from January to June rose to 7,397. The south had 1,066 this year and 659 in 2017.",
            "659",
            "2017-01..2017-06",
        ),
        ("en", "Taps from January to June rose to 7,397. In 2017 there were 10,363.", "10,363", "2017"),
        ("en", "Its share of all files was 51 in 2016; a year later it was 46.", "46", "2017"),
        (
            "es",
            "Se publicó en enero. En 2017 hubo 28,866. Entre 2015 y 2016 había subido, al pasar de 20,762 a 24,559.",
            "24,559",
            "2015-01..2016-12",
        ),
        ("es", "- 9 de octubre de 2018: el secretario dijo 37,485 personas.", "37,485", "2018-10-09"),
        (
            "en",
            "The first half of 2018 had 87, the first half of 2017 had 94.\n\nThe south had 19 over the same period.",
            "19",
            "2018-01..2018-06",
        ),
        (
            "es",
            "Casos, enero y febrero de 2018\n\nEl norte tuvo 296.\n\nDatos con corte al 20 de marzo.\n\nEl sur, 112.",
            "112",
            "2018-01..2018-02",
        ),
        ("en", "In 2017, December's count was 2,892; the month before, it was 2,918.", "2,918", "2017-11"),
    ],
)
def test_times_told_before_hold_for_what_follows(language, text, number, period):
    assert period_at(text, number, language).rstrip("?") == period
