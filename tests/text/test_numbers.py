"""Numbers as they are written: locale, words, the mixed forms of the press."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.text.numbers import find_numbers
from tests.text.made_manuscripts import manuscript


def read(text: str, language: str = "en") -> list[tuple[str, float, float]]:
    return [(n.text, n.value, n.step) for n in find_numbers(manuscript(text, language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1,234.5 tons", ("1,234.5", 1234.5, 0.1)),
        ("en", "a rate of 1.234", ("1.234", 1.234, 0.001)),
        ("en", "12'345 cases", ("12'345", 12345, 1)),
        ("en", "1 234 cases", ("1 234", 1234, 1)),
        ("en", "twenty-five people", ("twenty-five", 25, 1)),
        ("en", "half a million people", ("half a million", 500000, 100000)),
        ("en", "two dozen people", ("two dozen", 24, 2)),
        ("en", "a hundred and twenty people", ("a hundred and twenty", 120, 1)),
        ("en", "1.3 million people", ("1.3 million", 1.3e6, 1e5)),
        ("en", "5k cases", ("5k", 5000, 1000)),
        ("en", "two and a half million pesos", ("two and a half million", 2.5e6, 5e5)),
        ("es", "un millón y medio de pesos", ("un millón y medio", 1.5e6, 5e5)),
        ("pt", "dois milhões e meio de pesos", ("dois milhões e meio", 2.5e6, 5e5)),
        ("es", "2.200 tomas", ("2.200", 2200, 1)),
        ("es", "2.2 por mil", ("2.2", 2.2, 0.1)),
        ("es", "1,5 al día", ("1,5", 1.5, 0.1)),
        ("es", "dos mil trescientos casos", ("dos mil trescientos", 2300, 1)),
        ("es", "veintiún muertos", ("veintiún", 21, 1)),
        ("es", "ciento dieciséis casos", ("ciento dieciséis", 116, 1)),
        ("es", "12 mil 581 tomas", ("12 mil 581", 12581, 1)),
        ("es", "mil 815 tomas", ("mil 815", 1815, 1)),
        ("es", "29 mil víctimas", ("29 mil", 29000, 1000)),
        ("es", "1.2 mil casos", ("1.2 mil", 1200, 100)),
        ("es", "3 millones 200 mil pesos", ("3 millones 200 mil", 3.2e6, 1000)),
        ("es", "2 mil 500 millones de pesos", ("2 mil 500 millones", 2.5e9, 1e6)),
        ("es", "un centenar de casos", ("un centenar", 100, 10)),
        ("pt", "2.200 casos", ("2.200", 2200, 1)),
        ("pt", "mil oitocentos e quinze casos", ("mil oitocentos e quinze", 1815, 1)),
        ("pt", "2,5 milhões de reais", ("2,5 milhões", 2.5e6, 1e5)),
        ("pt", "meia dúzia de casos", ("meia dúzia", 6, 2)),
    ],
)
def test_a_number_in_any_form_reads_back_to_its_value(language, text, expected):
    assert read(text, language)[0] == expected


def test_the_whole_text_decides_what_a_mark_parts():
    assert read("Hubo 10,101 casos, antes 2,300, y 1.359 por hora", "es")[2][1] == 1.359
    assert read("Hubo 1.234.567 casos y 1.359 más", "es")[1][1] == 1359
    assert read("Of 1.234.567 cases, 1.359 remain")[1][1] == 1359


def test_two_marks_may_both_part_thousands_where_nothing_is_a_decimal():
    assert [v for _, v, _ in read("Hubo 1.543 casos; en tres provincias, 1,005 de ellos.", "es")] == [
        1543,
        3,
        1005,
    ]
    assert [v for _, v, _ in read("Hubo 1.543 casos, con una tasa de 1,005 y de 4,6.", "es")][:2] == [
        1543,
        1.005,
    ]


def test_a_text_that_groups_by_blanks_does_so_behind_a_year_and_a_colon():
    text = "Hubo 1 629 en 2019 y 1 185 antes. Después: 1 047 en 2020; en 2016 69 107 casos."
    values = [n for _, n, _ in read(text, "es")]
    assert [v for v in values if v not in (2019, 2020, 2016)] == [1629, 1185, 1047, 69107]
    assert [n for _, n, _ in read("Teléfono: 555 123 y en 2016 69 107 casos.", "es")][-2:] == [69, 107]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "one of the most dangerous ways, at once, the First Lady"),
        ("es", "uno de los estados, una vez, un caso de estudio, el cien por el por ciento"),
        ("pt", "uma das maiores, um relatório, por cento"),
    ],
)
def test_articles_and_pronouns_are_no_numbers(language, text):
    assert [n for n, *_ in read(text, language) if n not in ("cien",)] == []


def test_one_counts_before_those_who_are_counted_singly():
    assert read("one journalist was killed") == [("one", 1, 1)]
    assert read("un muerto y dos heridos", "es") == [("un", 1, 1), ("dos", 2, 1)]


counts = st.integers(min_value=1, max_value=999_999_999)
SPELT = {
    "en": lambda n: f"{n:,}",
    "es": lambda n: f"{n:,}".replace(",", "."),
    "pt": lambda n: f"{n:,}".replace(",", "."),
}


@given(counts, st.sampled_from(sorted(SPELT)))
@settings(deadline=None)
def test_a_count_with_its_language_s_separators_reads_back(count, language):
    assert read(f"{SPELT[language](count)} xx", language)[0][1] == count


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
@settings(deadline=None)
def test_thousands_in_the_mixed_form_read_back(thousands, rest):
    written = f"{thousands} mil {rest}" if rest >= 100 else f"{thousands} mil"
    assert read(f"{written} casos", "es")[0][1] == thousands * 1000 + (rest if rest >= 100 else 0)


@given(
    st.lists(
        st.sampled_from(
            [
                "12 mil 581",
                "29,168",
                "38 %",
                "dos mil",
                "y",
                "de",
                "entre 20 y 30",
                "1.2",
                "3 millones 200 mil",
                "mil",
                "un",
                "veintiún",
                "a",
                "—",
                "2018",
                "(",
                "US$5",
            ]
        ),
        max_size=12,
    ).map(" ".join),
    st.sampled_from(["en", "es", "pt"]),
)
@settings(deadline=None)
def test_spans_equal_the_text_and_never_overlap(text, language):
    numbers = find_numbers(manuscript(text, language))
    assert all(text[n.start : n.end] == n.text for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))
