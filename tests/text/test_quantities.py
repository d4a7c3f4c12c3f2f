"""Quantities with hedge, unit and what they count, and the numbers that are left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.text.opening import from_text
from almenara.text.quantities import Quantity, find_quantities
from tests.text.made_manuscripts import manuscript, table


def found(text: str, language: str = "en") -> list[Quantity]:
    return find_quantities(manuscript(text, language))[0]


def left_out(text: str, language: str = "en") -> dict[str, str]:
    return {item.text: item.reason for item in find_quantities(manuscript(text, language))[1]}


@pytest.mark.parametrize(
    ("language", "text", "words", "kind", "value", "low", "high"),
    [
        ("en", "more than 2,200 illegal taps", "more than 2,200", "count", 2200, 2200, None),
        ("en", "There were 29,168 murders.", "29,168", "count", 29168, 29168, 29168),
        ("en", "Some 29,000 murders", "Some 29,000", "count", 29000, 28000, 30000),
        ("en", "Murders more than halved.", "more than halved", "times", 0.5, None, 0.5),
        ("en", "Murders nearly halved.", "nearly halved", "times", 0.5, 0.4, 0.7),
        ("es", "Bajaron casi a la mitad.", "casi a la mitad", "times", 0.5, 0.4, 0.7),
        ("pt", "Caíram mais que pela metade.", "mais que pela metade", "times", 0.5, None, 0.5),
        ("en", "Murders more than doubled.", "more than doubled", "times", 2, 2, None),
        ("en", "It was 29,000 murders", "29,000", "count", 29000, 28500, 29499),
        ("en", "nearly 30,000 murders", "nearly 30,000", "count", 30000, 29000, 30000),
        ("en", "29,000+ murders", "29,000+", "count", 29000, 29000, None),
        ("en", "as many as 20 taps", "as many as 20", "count", 20, None, 20),
        ("en", "a rise of 38%", "38%", "percent", 38, 37.5, 38.5),
        ("en", "a rise of 2.5 percentage points", "2.5 percentage points", "percentage-points", 2.5, 2.45, 2.55),
        ("en", "an average of 85 people per day", "85 people per day", "average", 85, 84.5, 85.5),
        ("en", "It was six points up from 55%", "six points", "percentage-points", 6, 5.5, 6.5),
        ("es", "Son dos puntos menos que el 93% de 2022", "dos puntos", "percentage-points", 2, 1.5, 2.5),
        ("en", "The index closed five points up on Monday", "five points", "count", 5, 5, 5),
        ("en", "101 people killed every single day", "101", "average", 101, 100.5, 101.5),
        ("en", "It had about a quarter fewer", "about a quarter", "ratio", 0.25, 0.2, 0.3),
        ("es", "Fueron más del doble", "más del doble", "times", 2, 2, None),
        ("pt", "Foram mais do dobro", "mais do dobro", "times", 2, 2, None),
        ("es", "Hubo mil homicidios", "mil", "count", 1000, 950, 1049),
        ("es", "la tasa pasó de 20 a 25 por ciento", "20", "percent", 20, 19.5, 20.5),
        ("en", "one in four victims", "one in four", "ratio", 0.25, 0.1875, 0.3125),
        ("en", "between 20 and 30 people", "between 20 and 30", "count", 20, 20, 30),
        ("en", "25 murders per 100,000 inhabitants", "25 murders per 100,000 inhabitants", "rate", 25, 24.5, 25.5),
        ("en", "the highest of four levels", "highest of four levels", "level", 4, 4, 4),
        ("en", "a Level 4 advisory", "Level 4", "level", 4, 4, 4),
        ("en", "the third-largest producer", "third-largest", "rank", 3, 3, 3),
        ("en", "a loss of US$2.5bn a", "US$2.5bn", "money", 2.5e9, 2.45e9, 2.55e9),
        ("en", "Murders per 100,000 people fell to 25.5", "25.5", "rate", 25.5, 25.45, 25.55),
        ("es", "los homicidios por cada 100 mil habitantes bajaron a 25", "25", "rate", 25, 24.5, 25.5),
        ("pt", "22,8 por grupo de 100 mil", "22,8 por grupo de 100 mil", "rate", 22.8, 22.75, 22.85),
        ("en", "it has the No. 2 murder rate of all", "No. 2", "rank", 2, 2, 2),
        ("es", "el número se multiplicó por más de dos", "más de dos", "times", 2, 2, None),
        ("pt", "o número foi multiplicado por quase três", "quase três", "times", 3, 2, 3),
        ("es", "el estado ocupa ahora el undécimo.", "undécimo", "rank", 11, 11, 11),
        ("pt", "o estado caiu ao quinto, depois", "quinto", "rank", 5, 5, 5),
        ("en", "a 42-hour siege", "42-hour", "duration", 42, 41.5, 42.5),
        ("es", "al menos siete políticos", "al menos siete", "count", 7, 7, None),
        ("es", "un alza del 15.23 por ciento", "15.23 por ciento", "percent", 15.23, 15.225, 15.235),
        ("es", "una tasa de 25 por cada 100 mil habitantes", "25 por cada 100 mil habitantes", "rate", 25, 24.5, 25.5),
        ("es", "85 homicidios diarios", "85 homicidios diarios", "average", 85, 84.5, 85.5),
        ("es", "dos de cada tres mujeres", "dos de cada tres", "ratio", 0.66666667, 0.583333, 0.75),
        ("es", "el segundo lugar", "segundo lugar", "rank", 2, 2, 2),
        ("es", "de 20 a 30 casos", "de 20 a 30", "count", 20, 20, 30),
        ("pt", "mais de 2.200 mortos", "mais de 2.200", "count", 2200, 2200, None),
        ("pt", "1,7 ao dia", "1,7 ao dia", "average", 1.7, 1.65, 1.75),
        ("pt", "um em cada cinco", "um em cada cinco", "ratio", 0.2, 0.15, 0.25),
    ],
)  # fmt: skip
def test_a_quantity_is_read_with_its_hedge_and_unit(language, text, words, kind, value, low, high):
    quantity = found(text, language)[0]
    assert (quantity.text, quantity.kind) == (words, kind)
    assert quantity.value == pytest.approx(value)
    assert quantity.low == (low if low is None else pytest.approx(low, rel=1e-3))
    assert quantity.high == (high if high is None else pytest.approx(high, rel=1e-3))


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "pasó de 79 a 75 casos"), ("en", "went from 79 to 75"), ("es", "de 79 a 75 casos")],
)
def test_from_one_to_another_is_two_quantities(language, text):
    assert [q.value for q in found(text, language)] == [79, 75]


@pytest.mark.parametrize(("language", "text"), [("pt", "foi de 272 a 301"), ("es", "saltó de 272 a 301")])
def test_from_one_exact_number_to_another_is_no_range(language, text):
    assert [q.value for q in found(text, language)] == [272, 301]
    assert [q.value for q in found("foi de 20 a 30 casos", "pt")] == [20]


def test_every_half_hour_is_forty_eight_a_day():
    assert found("One person is killed every 30 minutes.")[0].value == 48
    assert found("un homicidio cada 30 minutos", "es")[0].value == 48
    assert found("41 new illegal taps were discovered every day.")[0].value == 41


def test_more_than_after_a_percentage_compares_and_hedges_nothing():
    percent, base = found("13.5% more than 4,977 victims")
    assert (percent.value, base.hedge, base.low, base.high) == (13.5, "", 4977, 4977)


def test_up_to_after_a_verb_of_movement_hedges_nothing():
    assert found("la cifra subió hasta 300 casos", "es")[0].hedge == ""
    assert found("hay hasta 300 casos", "es")[0].hedge == "at-most"


@pytest.mark.parametrize(
    ("language", "text", "words", "kind"),
    [
        ("en", "Half of the taps", "Half", "ratio"),
        ("en", "Murders doubled.", "doubled", "times"),
        ("es", "la mitad de los casos", "la mitad", "ratio"),
        ("es", "se duplicó el robo", "se duplicó", "times"),
        ("pt", "dois terços das vítimas", "dois terços", "ratio"),
        ("en", "dozens of people", "dozens", "count"),
    ],
)
def test_words_without_a_number_are_quantities_too(language, text, words, kind):
    assert [(q.text, q.kind) for q in found(text, language)] == [(words, kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On November 2, 2018 (11/2/2018), at 10:30 a.m., in the 1990s, see page 12 and section 3.2"),
        (
            "en",
            "Highway 15 and the AK-47 of a 34-year-old, COVID-19, 9/11, the G20; call 911 or +52 55 1234 5678",
        ),
        ("en", "the past two administrations and the first five months of 2018"),
        ("en", "See https://example.org/2018/11/02/x12.html and case no. 123/2018"),
        ("es", "El 2 de noviembre de 2018, en la carretera federal 57D, km 23, artículo 16 de la Ley 599"),
        ("es", "en los años 90, un joven de 34 años, calibre .50, a las 14:30 horas"),
        ("pt", "Em 2 de novembro de 2018, na BR-101, km 23, artigo 121 da Lei 11.340, página 7"),
        ("en", "Reach us at extension 204, office 5-B; the boat, a Defender 33, left at 5:40."),
        ("en", "In an emergency dial 911; the flight back is the AM 4021 from gate 36; see invoice 55.102."),
        ("en", "Homicides per 100,000 people have fallen."),
        ("es", "Revise la ruta de la 57; en una emergencia, 911; el vuelo es el AM 402, factura 8113."),
        ("pt", "O voo de volta é o LA 8113, portão 306; levo a nota fiscal 55.102."),
        ("es", "Por la carretera 150D y la 57; cláusula 7.1, hoja 2; márcame al 55 4321 0099."),
        ("pt", "Rua das Flores, 108, quarto 614; voo AM 14 às 5h40; central: 0800 891 7512; nota técnica 3."),
        ("en", "By federal toll roads 15D, 126 and 43 from Morelia; call the helpline on 5658 1111."),
        ("en", "Report it to 911 (09.00-18.00 Mon-Fri); the map (PDF, 1.23 MB) is under CC BY 4.0."),
        ("es", "El América ganó 3 a 1; la sede de Paseo de la Reforma 305 era de categoría 5."),
        ("pt", "A medida saiu hoje (23) e na terça (21); LIMA, 9 AGO 89 (EFE)."),
        ("pt", "O levantamento do g1 saiu; em primeiro lugar, diz pouco."),
        ("es", "En primer lugar, dice poco; y en segundo término, tarde."),
        ("en", "In the first place, nobody asked."),
        ("en", "Our call is at 3:15, PIN 48210; see pages 7 to 9 and warehouse 4."),
        ("es", "El bando está en la gaceta 77, páginas 7 a 9; se entrega en el cubículo 214."),
        ("pt", "O galpão 4 recebe até as 15h. Apólice 77.310-2."),
        ("en", "Enable two-step verification on a four-lane road; magnitude 7.1."),
        ("en", "one of the most dangerous, one way, on the one hand, two sides, first time"),
    ],
)
def test_numbers_that_claim_nothing_are_left_out(language, text):
    assert found(text, language) == []


def test_what_only_looks_like_a_road_a_score_or_a_hotline_is_counted():
    assert [q.value for q in found("On toll roads 12 people were robbed; reports rose to 911.")] == [12, 911]
    assert [q.value for q in found("Los homicidios cayeron de 3 a 1.", "es")] == [3, 1]


def test_a_clause_with_a_point_does_not_make_thousands_decimals():
    text = "Abriram 13.068 inquéritos, e em 2020, 9.527. Vale a cláusula 7.1."
    assert [q.value for q in found(text, "pt")] == [13068, 9527]


def test_a_rate_has_a_base_of_a_thousand_at_least():
    assert [q.kind for q in found("más de sesenta madres por catorce fosas", "es")] == ["count", "count"]
    assert [q.unit for q in found("8.9 por cada mil habitantes", "es")] == ["per 1,000"]


def test_what_is_left_out_says_why():
    assert left_out("In 2018, on Highway 15, page 3") == {
        "2018": "a year",
        "Highway 15": "a road",
        "page 3": "a page",
    }


def test_a_year_s_four_figures_may_be_a_count():
    assert [q.value for q in found("se registraron 2013 homicidios en 2018", "es")] == [2013]
    assert found("un alza respecto a 2013 homicidios aparte", "es") == []


def test_cells_are_percentages_where_their_head_says_so():
    quantities = find_quantities(table([["State", "Change %"], ["Alfa", "12.5"], ["Beta", "8"]]))[0]
    assert [(q.value, q.kind) for q in quantities] == [(12.5, "percent"), (8, "percent")]


def test_lists_of_names_and_numbers_are_read():
    assert [q.value for q in found("Jan 2,549\nFeb 2,389\nTOTAL 7,667")] == [2549, 2389, 7667]


def test_what_is_counted_follows_the_number():
    quantity = found("more than 3,300 incidents of cargo theft were reported")[0]
    assert quantity.noun == "incidents of cargo theft"
    assert found("de las 81 carpetas de investigación por homicidio en enero", "es")[0].noun == (
        "carpetas de investigación por homicidio"
    )


WORDS = [
    "more than",
    "12,581",
    "taps",
    "in 2018",
    "38%",
    "over",
    "one in four",
    "of",
    "Level 4",
    "every 30 minutes",
    "between 20 and 30",
    "per 100,000",
    "third-largest",
    "half of",
    "$5 million",
    "page 3",
    "from",
    "to",
    "85 people per day",
    "two",
    "(",
    ")",
    ".",
    ",",
    "doubled",
    "2018-11-02",
    "7 %",
    "first 10 months",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.sampled_from(["en", "es", "pt"]))
@settings(deadline=None)
def test_spans_equal_the_text_and_nothing_overlaps(text, language):
    quantities, out = find_quantities(manuscript(text, language))
    assert all(text[q.start : q.end] == q.text for q in [*quantities, *out])
    assert all(text[q.noun_start : q.noun_end] == q.noun for q in quantities)
    spans = sorted((q.start, q.end) for q in [*quantities, *out])
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(q.low is None or q.low <= q.value + 1e-9 for q in quantities)
    assert all(q.high is None or q.high >= q.value - 1e-9 for q in quantities)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Thefts reached 3,357, a 300% increase over the 1,119 of 2016."),
    ("pt", "Houve 1.230 roubos, 8,2% a menos que os 1.119 de fevereiro."),
])  # fmt: skip
def test_a_base_of_comparison_is_no_hedge(language, text):
    quantities, _ = find_quantities(from_text(text, language=language))
    assert [(q.text, q.hedge) for q in quantities if q.value == 1119] == [
        ("1,119" if language == "en" else "1.119", "")
    ]


def test_a_percentage_and_the_count_reached_are_no_range():
    quantities, _ = find_quantities(from_text("Thefts fell 8.2% to 1,230 cases.", language="en"))
    assert [(q.kind, q.value) for q in quantities] == [("percent", 8.2), ("count", 1230)]


@pytest.mark.parametrize(("text", "hedge"), [
    ("A parcela passou de 66% para 70% em um ano.", ""),
    ("O total passou de 660 no fim do ano.", "more-than"),
])  # fmt: skip
def test_what_passed_from_one_figure_to_another_is_no_hedge(text, hedge):
    quantities, _ = find_quantities(from_text(text, language="pt"))
    assert quantities[0].hedge == hedge


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "The rate rose from 22.5 to 25 per 100,000 people.", ["rate", "rate"]),
        ("pt", "A taxa caiu de 30,8 para 27,5.", ["rate", "rate"]),
        ("es", "Los delitos pasaron de 10 a 30 por día.", ["average", "average"]),
        ("en", "Homicides fell 2.4% to 34,515, from 35,366 a year earlier.", ["percent", "count", "count"]),
    ],
)
def test_two_numbers_share_the_unit_that_is_told_once(language, text, kinds):
    assert [q.kind for q in found(text, language)] == kinds


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "cada dos horas y media", 9.6),
        ("en", "one every two hours", 12),
        ("en", "about 1 in 20 murders", 0.05),
        ("en", "ranks No. 1 in homicides and 12th in extortion", 1),
    ],
)
def test_frequencies_shares_and_ranks_read_to_their_value(language, text, value):
    assert found(text, language)[0].value == pytest.approx(value)


def test_a_list_s_length_and_an_ordinal_are_left_out():
    assert left_out("the top five states") == {"top five": "the length of a list"}
    assert left_out("the 3rd such case") == {"3": "an ordinal"}


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "The number fell by a fifth to 812.", [0.2, 812]),
        ("en", "On a scale of 1 to 5, it scores 4.57.", [4.57]),
        ("en", "Our 24/7 desk handled 17 calls; dial (52) 55-8526-2561.", [17]),
        ("es", "El promedio fue de 95 víctimas diarias, contra 98 del año anterior.", [95, 98]),
        ("es", "Hubo tres veces más secuestros: de 300 a 900.", [3, 300, 900]),
        ("pt", "Quatro dos nove suspeitos têm menos de 18 anos.", [4, 9]),
    ],
)
def test_neighbours_of_a_number_say_what_it_is(language, text, values):
    assert [q.value for q in found(text, language)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Jalisco is at Level 3; Oaxaca, at 2, and Yucatán, at 1.", [3, 2, 1]),
        ("es", "Jalisco está en nivel 3; Oaxaca, en el 2, y Yucatán, en el 1.", [3, 2, 1]),
        ("pt", "Jalisco está no nível 3; Oaxaca, no 2, e Yucatán, no 1.", [3, 2, 1]),
        ("en", "Guanajuato is Level 3. Sinaloa is a 4.\n\nWasn't Guanajuato a 2 once?", [3, 4, 2]),
        ("es", "Jalisco es nivel 3. Colima sigue en 4.", [3, 4]),
    ],
)
def test_levels_after_one_named_in_full_need_only_their_number(language, text, values):
    assert [(q.kind, q.value) for q in found(text, language)] == [("level", v) for v in values]


@pytest.mark.parametrize(
    ("language", "text", "out"),
    [
        ("en", "INSURER'S BRIEF No. 7 on thefts", "BRIEF No. 7"),
        ("es", "BOLETÍN 288/13 de ayer", "BOLETÍN 288/13"),
        ("pt", "Saiu o boletim 12/2019 de ontem", "boletim 12/2019"),
        ("es", "Se dijo en el salón 3 del hotel", "salón 3"),
        ("es", "Atención en el 800 123 4567.", "800 123 4567"),
        ("en", "It is covered (policy form 12-B).", "policy form 12-B"),
        ("es", "entre los kilómetros 80 y 120 de la vía", "kilómetros 80 y 120"),
        ("pt", "entre os quilômetros 80 e 120 da via", "quilômetros 80 e 120"),
        ("en", "between kilometres 80 and 120 of the toll way", "kilometres 80 and 120"),
    ],
)
def test_numbers_of_issues_rooms_forms_and_stretches_of_road_claim_nothing(language, text, out):
    assert found(text, language) == []
    assert out in left_out(text, language)


def test_a_plus_between_numbers_adds_and_hedges_nothing():
    assert [q.hedge for q in found("48% + 37% of clients")] == ["", ""]
    assert [q.hedge for q in found("29,000+ murders")] == ["at-least"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Per day, almost 41."), ("es", "Por día, casi 41."), ("pt", "Por dia, quase 41.")],
)
def test_a_sentence_may_say_first_what_its_average_is_over(language, text):
    assert [(q.kind, q.value) for q in found(text, language)] == [("average", 41)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "500 lorries were bought for $85m, and $1.2b was lost", [500, 85e6, 1.2e9]),
        ("en", "All are down: by 7, 30 and 21 per cent.", [7, 30, 21]),
        ("en", "It rose by a factor of 58.", [58]),
        ("en", "One case in five ends there; one post in eight is vacant.", [0.2, 0.125]),
        ("en", "It is a preliminary number 26.9 percent above the last.", [26.9]),
        ("en", "In 2023 some 60 victims have been added in a year.", [60]),
        ("es", "En dos años el país sumó 10,412 homicidios a su cuenta anual.", [10412]),
        ("es", "Sonora saltó de 783 a 1,230.", [783, 1230]),
        ("es", "En dos años sesenta personas murieron.", [60]),
        ("es", "El estadio costó tres veces eso.", [3]),
        ("pt", "Guerrero foi de 272 a 301.", [272, 301]),
    ],
)
def test_numbers_are_read_as_people_write_them(language, text, values):
    assert [q.value for q in found(text, language)] == values


@pytest.mark.parametrize(
    ("language", "text", "out"),
    [
        ("en", "2/ Taps were found.", "2/"),
        ("en", "3/9 Taps were found.", "3/9"),
        ("en", "By eight in the evening they had gone.", "eight in the evening"),
        ("es", "Donativos a la cuenta 0121 8000 4411.", "0121 8000 4411"),
        ("es", "El consulado atiende en el 664 748 0129.", "664 748 0129"),
        ("es", "Mi extensión nueva es la 2214.", "2214"),
        ("es", "Hay casos desde los años sesenta.", "los años sesenta"),
        ("es", "Abre de 9 a 15 horas.", "de 9 a 15 horas"),
        ("es", "Busca a su hijo, de 19.", "19"),
        ("en", "She looks for her son, a mechanic of 23, every day.", "23"),
        ("pt", "Procura o filho mais velho, de 19, desde o ano passado.", "19"),
        ("es", "EL TERMÓMETRO · carta quincenal 87", "87"),
        ("pt", "Atende das 9 às 15 horas.", "das 9 às 15 horas"),
    ],
)
def test_posts_hours_and_accounts_claim_nothing(language, text, out):
    assert out in left_out(text, language)
    assert not found(text, language)


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("pt", "Foram 848 vítimas no ano de 2023.", {"848": "vítimas"}),
        ("en", "There were 75 attacks on police.", {"75": "attacks"}),
        ("pt", "Tem 310 páginas.", {}),
    ],
)
def test_what_is_counted_ends_at_a_linking_word(language, text, counts):
    assert {q.text: q.noun for q in found(text, language)} == counts


def test_a_count_before_a_span_of_years_is_no_telephone_number():
    assert "a telephone number" not in left_out("Homicides: 47 2015-2019; 12 in 2020.").values()
    assert "a telephone number" in left_out("No celular 55 11 98765-4321.", "pt").values()
