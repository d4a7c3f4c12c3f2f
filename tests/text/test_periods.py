"""Periods in prose: what is found, how it is resolved, what is not a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.model.period import Period
from almenara.text.opening import from_text
from almenara.text.periods import PeriodMention, find_periods, governing

WRITTEN = date(2018, 11, 2)
SO_FAR = [("2018-01..2018-10", "in"), ("2016", "base")]
HALF_YEAR = "2018-01..2018-06"


def periods(text: str, language: str = "en", written: date | None = WRITTEN) -> list[PeriodMention]:
    return find_periods(from_text(text, language, written))


def said(text: str, language: str = "en", written: date | None = WRITTEN) -> list[tuple[str, str]]:
    """Period and relation of each mention."""
    return [(str(m.period), m.relation) for m in periods(text, language, written)]


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "There were 29,168 homicides in 2017.", "2017"),
        ("en", "There were 2,729 homicides in March 2018.", "2018-03"),
        ("en", "In the first quarter of 2018, 3,300 thefts were reported.", "2018-Q1"),
        ("en", "Taps found in the first five months of 2018 numbered 6,000.", "2018-01..2018-05"),
        ("en", "Police counted 741 deaths in January-March 2018.", "2018-Q1"),
        ("en", "The record covers Jan-June 2018.", "2018-01..2018-06"),
        ("en", "They counted 12,581 between January and October.", "2018-01..2018-10"),
        ("en", "From 8 September 2017 to 1 July 2018, 152 died.", "2017-09-08..2018-07-01"),
        ("en", "Deaths between 2006 and 2018 exceed 200,000.", "2006-01..2018-12"),
        ("en", "So far this year 20,000 have died.", "2018-01..2018-10"),
        ("en", "Q1 2018 closed with 3,346 thefts.", "2018-Q1"),
        ("en", "In the second half of 2017 there were 14,000.", "2017-07..2017-12"),
        ("en", "On July 1, seven were killed.", "2018-07-01"),
        ("en", "Last month 2,500 were killed.", "2018-10"),
        ("en", "Last year 29,168 were killed.", "2017"),
        ("en", "In December, 2,219 were killed.", "2017-12"),
        ("es", "En los primeros ocho meses del año hubo 10,101 tomas.", "2018-01..2018-08"),
        ("es", "Entre enero y octubre de este año se hallaron 12 mil 581.", "2018-01..2018-10"),
        ("es", "De enero a octubre se hallaron 12 mil 581.", "2018-01..2018-10"),
        ("es", "En el primer trimestre de 2018 hubo 3,346 robos.", "2018-Q1"),
        ("es", "En marzo de 2018 hubo 2,729 víctimas.", "2018-03"),
        ("es", "El mes pasado hubo 2,500 víctimas.", "2018-10"),
        ("es", "En el periodo enero-junio 2018 hubo 15,973.", "2018-01..2018-06"),
        ("es", "El 1 de julio mataron a siete políticos.", "2018-07-01"),
        ("es", "Durante el 1T 2018 hubo 3,346 robos.", "2018-Q1"),
        ("es", "En lo que va del año suman 20 mil.", "2018-01..2018-10"),
        ("pt", "Em agosto de 2018 foram 1.359 casos.", "2018-08"),
        ("pt", "Nos primeiros oito meses do ano foram 10.101.", "2018-01..2018-08"),
        (
            "pt",
            "Entre 8 de setembro do ano passado e 1 de julho de 2018 morreram 152.",
            "2017-09-08..2018-07-01",
        ),
        ("pt", "No primeiro semestre de 2018 foram 15.973.", "2018-01..2018-06"),
        ("pt", "Em março foram mortas 2.729 pessoas.", "2018-03"),
        ("pt", "No ano passado foram 29.168.", "2017"),
        ("pt", "De janeiro a outubro foram 12.581.", "2018-01..2018-10"),
    ],
)
def test_a_period_is_read(language: str, text: str, period: str) -> None:
    assert said(text, language) == [(period, "in")]


@pytest.mark.parametrize(
    ("language", "text", "period", "relation"),
    [
        ("en", "37,435 people have gone missing since 2014.", "2014-01-01..2018-11-02", "since"),
        ("es", "Desde 2006 han muerto 250 mil personas.", "2006-01-01..2018-11-02", "since"),
        ("pt", "Desde 2006 morreram 250 mil pessoas.", "2006-01-01..2018-11-02", "since"),
        ("en", "As of April 30, 2018, 37,435 were missing.", "2018-04-30", "until"),
        ("es", "Al 30 de abril había 37 mil 435 desaparecidos.", "2018-04-30", "until"),
        ("es", "Hasta el 9 de octubre había 37 mil 485.", "2018-10-09", "until"),
    ],
)
def test_since_and_until(language: str, text: str, period: str, relation: str) -> None:
    assert said(text, language) == [(period, relation)]


@pytest.mark.parametrize(
    ("language", "text", "base"),
    [
        ("en", "In the first two months of 2018 it rose 38% over the same period in 2017.", "2017-01..2017-02"),
        ("en", "Between January and October there were 12,581 compared to 8,664 in the same period last year.",
         "2017-01..2017-10"),
        ("en", "February 2018 saw 2,389, a decrease of 6% over the previous month.", "2018-01"),
        ("en", "In March 2018 there were 2,729, up from 2,100 a year earlier.", "2017-03"),
        ("en", "In 2017 homicides were 23% higher than in 2016.", "2016"),
        ("es", "En agosto hubo 1,359, un repunte del 31% respecto al mismo mes del año pasado.", "2017-08"),
        ("es", "De enero a agosto hubo 10,101, más que las 6,734 contabilizadas en el mismo periodo del 2017.",
         "2017-01..2017-08"),
        ("es", "En 2017 hubo 29,168 homicidios, frente a los 22,500 de 2016.", "2016"),
        ("pt", "De janeiro a agosto foram 10.101, 33% a mais do que no mesmo período do ano anterior.",
         "2017-01..2017-08"),
        ("pt", "Em 2017 houve alta de 23% em relação a 2016.", "2016"),
    ],
)  # fmt: skip
def test_the_base_of_a_comparison(language: str, text: str, base: str) -> None:
    found = periods(text, language)
    assert (str(found[-1].period), found[-1].relation) == (base, "base")
    assert found[0].relation == "in"
    assert found[-1].cue < found[-1].start


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The OSAC Annual Briefing 2017 and Agenda 2030 set the tone."),
        ("en", "There were 2,017 homicides and 12,018 thefts."),
        ("en", "Officers may march against it."),
        ("es", "La Agenda 2030 y la Encuesta 2018 lo recogen."),
        ("es", "Se contaron 2,017 casos."),
        ("pt", "A Agenda 2030 trata disso; Marco disse que sim."),
        ("en", "One car was destroyed at 2015 local time, another at 2030 hours."),
        ("es", "Ocurrió a las 2015 horas."),
        ("pt", "O ranking é seguido pelo Rio de Janeiro com 6.418."),
        ("es", "En la avenida 16 de Septiembre y la colonia 5 de Mayo hubo 12 robos."),
    ],
)
def test_what_is_no_period(language: str, text: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "So far 297 were taken, 79% more than those of 2016.", SO_FAR),
        ("en", "In 2017 it was 297, 79% more than the ones reported in 2016.", [("2017", "in"), ("2016", "base")]),
        ("en", "In 2017 it was 297, 79% more than in all of 2016.", [("2017", "in"), ("2016", "base")]),
        ("es", "Hasta ahora van 297, un 79 % más que los ocurridos en 2016.", SO_FAR),
        ("pt", "Até agora são 297, 79% a mais que os registrados em 2016.", SO_FAR),
        ("en", "So far it is 297, a fall of 9% on those of 2016.", SO_FAR),
        ("en", "The count began in 1992; the deadliest year was 2007 with 113.", [("1992", "in"), ("2007", "in")]),
        ("en", "In May 2017 one had 51. Another had 33 in those months.", [("2017-05", "in"), ("2017-05", "in")]),
        ("es", "En mayo de 2017 hubo 51. Otro tuvo 33 en esos meses.", [("2017-05", "in"), ("2017-05", "in")]),
        ("en", "So far in the case, the 12 victims of 2016 have been named.", [("2016", "in")]),
        ("en", "It was 85, the highest number of the last five years.", [("2013-11..2018-10", "base")]),
        ("es", "Fueron 85, la cifra más alta de los últimos cinco años.", [("2013-11..2018-10", "base")]),
        ("es", "Son más de tres mil los muertos de los últimos cinco años.", [("2013-11..2018-10", "in")]),
        ("pt", "Foram 85, o maior número dos últimos cinco anos.", [("2013-11..2018-10", "base")]),
    ],
)  # fmt: skip
def test_what_a_record_and_a_change_stand_on_is_a_base(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "During the 2018 general elections 774 attacks were reported."),
        ("en", "It was the worst count since records began."),
        ("es", "Es la peor cifra del sexenio."),
    ],
)
def test_what_cannot_be_resolved_has_no_period(language: str, text: str) -> None:
    assert [m.period for m in periods(text, language)] == [None]


def test_without_a_day_a_month_has_no_year_and_with_a_year_beside_it_has() -> None:
    assert said("In March there were 2,729.", written=None) == [("None", "in")]
    assert said("In 2018 there were many. In March there were 2,729.", written=None)[1] == ("2018-03", "in")


def test_the_day_somebody_spoke_is_told_apart() -> None:
    spoke, counted = periods("The ministry said on Monday that 12 were killed in October.")
    assert spoke.reporting and str(spoke.period) == "2018-10-29"
    assert not counted.reporting and str(counted.period) == "2018-10"


def governs(
    text: str, quantity: str, language: str = "en", written: date | None = WRITTEN
) -> tuple[str, str]:
    manuscript = from_text(text, language, written)
    found = governing(find_periods(manuscript), manuscript, manuscript.text.index(quantity))
    assert found is not None
    return str(found.mention.period), found.how


TYT = (
    "En los primeros ocho meses del año se reporta un total de 10,101 tomas, lo que representa un 33.33% más que "
    "las 6,734 contabilizadas en el mismo periodo del 2017.\n\nTan solo en agosto se registraron 1,359, un repunte "
    "del 31.71% respecto al mismo mes del año pasado, en el que se presentaron 928."
)


@pytest.mark.parametrize(
    ("quantity", "period"),
    [
        ("10,101", "2018-01..2018-08"),
        ("33.33%", "2018-01..2018-08"),
        ("6,734", "2017-01..2017-08"),
        ("1,359", "2018-08"),
        ("31.71%", "2018-08"),
        ("928", "2017-08"),
    ],
)
def test_each_quantity_has_its_period(quantity: str, period: str) -> None:
    assert governs(TYT, quantity, "es")[0] == period


def test_two_years_in_one_sentence() -> None:
    for text in (
        "There were 29,168 homicides in 2017 and 33,369 in 2018.",
        "In 2017 there were 29,168 homicides and in 2018 33,369.",
        "In 2018 there were 33,369, up from 29,168 in 2017.",
        "Homicides rose from 29,168 in 2017 to 33,369 in 2018.",
    ):
        assert governs(text, "29,168")[0] == "2017", text
        assert governs(text, "33,369")[0] == "2018", text


def test_a_period_is_carried_over_and_said_to_be() -> None:
    text = "Taps rose in the first 10 months of 2018.\n\nPuebla recorded the highest number, with 1,815."
    assert governs(text, "1,815") == ("2018-01..2018-10", "section")
    same = "Taps rose in 2017. One state recorded 1,815."
    assert governs(same, "1,815") == ("2017", "paragraph")


NAMES = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
FORMS = {
    "en": ("in {m} {y}", "from {m} to {n} {y}", "in {y}", "on {d} {m} {y}", "between {m} and {n} {y}"),
    "es": (
        "en {m} de {y}",
        "de {m} a {n} de {y}",
        "en {y}",
        "el {d} de {m} de {y}",
        "entre {m} y {n} de {y}",
    ),
    "pt": (
        "em {m} de {y}",
        "de {m} a {n} de {y}",
        "em {y}",
        "em {d} de {m} de {y}",
        "entre {m} e {n} de {y}",
    ),
}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["en", "es", "pt"]), st.integers(0, 4), st.integers(1950, 2029), st.integers(1, 11),
    st.integers(1, 11), st.integers(1, 28),
)  # fmt: skip
def test_what_is_written_is_read_back(
    language: str, form: int, year: int, month: int, more: int, day: int
) -> None:
    last = min(12, month + more)
    names = NAMES[language].split()
    phrase = FORMS[language][form].format(y=year, m=names[month - 1], n=names[last - 1], d=day)
    on = date(year, month, day)
    meant = [
        Period.month(year, month),
        Period.months(year, month, last),
        Period.year(year),
        Period(on, on),
        Period.months(year, month, last),
    ][form]
    found = periods(f"X {phrase}.", language)
    assert [m.period for m in found] == [meant]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Last Friday 24 people were killed.", [("2018-10-26", "in")]),
        ("en", "In the 12 months to June 2018, 31,900 were killed.", [("2017-07..2018-06", "in")]),
        ("en", "It was the highest total since May 2011, when 2,131 died.", [("2011-05", "base"), ("2011-05", "in")]),
        ("en", "Homicides in May: 2,890 (2,186 in May 2017).", [("2018-05", "in"), ("2017-05", "in")]),
        ("en", "In the January-to-July period there were 12,345.", [("2018-01..2018-07", "in")]),
        ("en", "The 2018-2024 National Plan and the Law of 2017 say so.", []),
        ("es", "En enero, febrero y marzo hubo 8,493.", [("2018-Q1", "in")]),
        ("es", "Al 31 de mayo hay 40 mil desde 2006.", [("2018-05-31", "until"), ("2006-01..2018-05", "since")]),
        ("es", "En la primera quincena de julio hubo 1,300.", [("2018-07-01..2018-07-15", "in")]),
        ("pt", "Na segunda-feira foram 12.", [("2018-10-29", "in")]),
        ("pt", "Na sexta (26) foram 12.", [("2018-10-26", "in")]),
        ("pt", "A Lei 13.709 de 2018 o diz.", []),
    ],
)  # fmt: skip
def test_forms_of_the_press(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, language) == expected


def test_numbers_told_in_turn_have_their_periods_in_turn() -> None:
    text = "In 2015, 2016 and 2017 there were 17,886, 22,569 and 28,734 murders, respectively."
    assert [governs(text, n)[0] for n in ("17,886", "22,569", "28,734")] == ["2015", "2016", "2017"]


@pytest.mark.parametrize(
    ("language", "text", "number", "period"),
    [
        ("pt", "No segundo semestre de 2024 foram 5.210; no primeiro, 5.594.", "5.594", "2024-01..2024-06"),
        (
            "en",
            "In the third quarter of 2024 there were 120, 98 in the second and 87 in the first.",
            "87",
            "2024-Q1",
        ),
        (
            "en",
            "The second half of 2024 brought 14,500, against 15,200 in the first.",
            "15,200",
            "2024-01..2024-06",
        ),
        ("es", "El segundo trimestre de 2024 sumó 7,600; el tercero bajó a 7,500.", "7,500", "2024-Q3"),
        # as many before
        ("en", "From January to June 2024 it was 420; in the six before, 510.", "510", "2023-07..2023-12"),
        (
            "es",
            "De enero a junio de 2024 fueron 420; en los seis meses previos, 510.",
            "510",
            "2023-07..2023-12",
        ),
        ("pt", "De janeiro a junho de 2024 foram 420; nos seis anteriores, 510.", "510", "2023-07..2023-12"),
        # the turn of a year
        ("en", "In December there were 2,400 and in January 2,433.", "2,433", "2018-01"),
        ("es", "Al 31 de diciembre eran 113,000; el 15 de marzo, 114,815.", "114,815", "2018-03-15"),
        ("pt", "Em novembro foram 2.300, em dezembro 2.400 e em janeiro 2.433.", "2.433", "2018-01"),
        ("en", "In 2024 December had 2,400 and January 2,433.", "2,433", "2024-01"),
        # a year with an ending, and one that a clause goes on about
        ("en", "The year 2016 ended with 816 kidnappings, 231 fewer than 2015's 1,047.", "1,047", "2015"),
        (
            "es",
            "El récord de 2014, 33,743 víctimas, cayó al año siguiente, que tuvo 34,720.",
            "34,720",
            "2015",
        ),
        # since a year, to date
        ("es", "De 2018 a la fecha, 190,000 homicidios.", "190,000", "2018"),
        # what a record is since, and of which year it was
        ("en", "The first quarter of 2024 was the calmest since 2016: 6,900 murders.", "6,900", "2024-Q1"),
        ("en", "The 2018 record of 33,743 fell in 2019.", "33,743", "2018"),
        (
            "en",
            "After 29,705 in 2016 and 30,974 the year before, the first quarter of 2017 brought 6,900.",
            "30,974",
            "2015",
        ),
    ],
)
def test_times_told_in_short(language: str, text: str, number: str, period: str) -> None:
    assert governs(text, number, language)[0] == period


def test_an_ordinal_that_counts_no_part_of_a_year_is_no_time():
    text = "No segundo lugar ficou a capital, com 5.210; no primeiro, 5.594."
    assert said(text, "pt") == []


def test_each_part_of_a_sentence_has_its_own_period() -> None:
    text = "En 2018 fueron 898, mientras que en 2017 fueron 766; en 2016 eran 600."
    assert [governs(text, n, "es")[0] for n in ("898", "766", "600")] == ["2018", "2017", "2016"]


@pytest.mark.parametrize(
    ("language", "text", "quantity", "period"),
    [
        ("pt", "Em 2016 foram 24.559, e em 2015, 20.762.", "20.762", "2015"),
        ("en", "In 2017 Cali had 2,318 and Tolu 1,749; in 2016 Tolu led, with 2,362.", "1,749", "2017"),
        (
            "es",
            "Según el registro, en 2018 hubo 850, 13.3% menos que en 2017, cuando fueron 980.",
            "13.3%",
            "2018",
        ),
        ("es", "Hubo 113 en marzo de 2018. Un año antes, al cierre de 2017, eran 109.", "109", "2017-12-31"),
        ("en", "In 2017, 40 died. On election day 12 were killed.", "12", "None"),
    ],
)
def test_a_quantity_keeps_to_its_own_part(language: str, text: str, quantity: str, period: str) -> None:
    assert governs(text, quantity, language)[0] == period


@pytest.mark.parametrize(
    ("language", "text", "first", "period"),
    [
        ("es", "En enero hubo 2 mil 544, en febrero 2 mil 389 y en marzo 2 mil 729.", "2 mil 389", "2018-02"),
        ("pt", "O registro passou para os 110.964 de agosto de 2017.", "110.964", "2017-08"),
        ("pt", "Foram 10 em 2016, 9 em 2015 e 11 em 2014.", "9", "2015"),
        ("en", "There were 10 in 2016, nine in 2015 and 11 in 2014.", "nine", "2015"),
        ("pt", "Em 2016 foram 24.559, e em 2015, 20.762.", "20.762", "2015"),
        ("en", "In Q1 2016 they had 32; we had 33 in that quarter and 29 in Q1 2017.", "33", "2016-Q1"),
        ("es", "En el primer trimestre de 2016 hubo 32. Y 33 en ese trimestre, 29 en el de 2017.", "33", "2016-Q1"),
    ],
)  # fmt: skip
def test_a_number_has_the_period_beside_it_and_lends_it_no_digits(language, text, first, period):
    manuscript = from_text(text, language, date(2018, 4, 22))
    found = governing(find_periods(manuscript), manuscript, text.index(first))
    assert found is not None
    assert (str(found.mention.period), found.sure) == (period, True)


def test_a_year_that_stands_for_the_months_before_is_not_sure():
    text = "Hubo 13,687 en los primeros once meses de 2016, 12,210 en los de 2017 y 9,943 en los de 2018."
    manuscript = from_text(text, "es", date(2019, 4, 22))
    found = governing(find_periods(manuscript), manuscript, text.index("12,210"))
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("en", "In the second quarter of 2018 there were 5,213. In the half-year the total was 10,225.", HALF_YEAR),
        ("es", "En el segundo trimestre de 2018 hubo 5,213. En el semestre el total fue de 10,225.", HALF_YEAR),
        ("pt", "No segundo trimestre de 2018 houve 5.213. No semestre o total foi de 10.225.", "2018-01..2018-06"),
        ("en", "In the fourth quarter of 2017 there were 4,862. In the year as a whole there were 20,746.", "2017"),
        ("es", "En el cuarto trimestre de 2017 hubo 4,862. En el año en su conjunto hubo 20,746.", "2017"),
        ("pt", "No quarto trimestre de 2017 houve 4.862. No ano como um todo houve 20.746.", "2017"),
        ("en", "There were 958 cases nationwide through October.", "2018-01..2018-10"),
        ("es", "Hubo 958 casos en el país hasta octubre.", "2018-01..2018-10"),
        ("pt", "Houve 958 casos no país até outubro.", "2018-01..2018-10"),
        ("en", "It had 958 as of October.", "2018-10"),
        ("es", "Sumaba 958 al cierre de octubre.", "2018-10-31"),
        ("en", "There were 958 from March through October.", "2018-03..2018-10"),
    ],
)  # fmt: skip
def test_a_longer_period_is_read_from_the_one_it_ends_with(language: str, text: str, last: str) -> None:
    assert said(text, language)[-1][0] == last


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("en", "It was a 43% increase over the 10,363 of 2017.", "base"),
        ("es", "Fue un aumento sobre las 10,363 de 2017.", "base"),
        ("pt", "Foi um aumento sobre as 10.363 de 2017.", "base"),
        ("en", "It saw 2,121, six times its 2016 count.", "base"),
        ("es", "Tuvo 2,121, seis veces su cifra de 2016.", "base"),
        ("pt", "Teve 2.121, seis vezes seu número de 2016.", "base"),
        ("en", "They marched over the 10,363 killed of 2017.", "in"),
        ("es", "Escribió sobre las 10,363 muertes de 2017.", "in"),
        ("pt", "Escreveu sobre as 10.363 mortes de 2017.", "in"),
    ],
)
def test_a_rise_over_a_years_number_has_that_year_as_its_base(
    language: str, text: str, relation: str
) -> None:
    assert said(text, language)[-1][1] == relation


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Through June there were 958 cases, 3.5% fewer than a year before."),
        ("es", "Hasta junio hubo 958 casos, 3.5% menos que un año antes."),
        ("pt", "Até junho houve 958 casos, 3,5% menos que um ano antes."),
    ],
)
def test_a_year_before_through_june_is_the_same_half_year(language: str, text: str) -> None:
    assert [period for period, _ in said(text, language)] == [HALF_YEAR, "2017-01..2017-06"]
