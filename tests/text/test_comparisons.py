"""Which quantities compare, in what direction, with what base."""

from __future__ import annotations

import pytest

from almenara.text.comparisons import comparison_words, find_comparisons
from tests.analysis.checking.stated import claims_in, manuscript


def cues(text: str, language: str = "en"):
    claims = claims_in(text, language)
    return {claims[c.quantity].text: c for c in find_comparisons(manuscript(text, language), claims)}


CHANGES = [
    ("en", "Homicides rose by 12% in March.", "12%", "rise"),
    ("en", "There was a slight decrease of 1.99% over the previous month.", "1.99%", "fall"),
    ("en", "Police counted 40 cases, 15% fewer than a year earlier.", "15%", "fall"),
    ("en", "Taps: 2,274 (+38% on the same period).", "+38%", "rise"),
    ("es", "Las tomas tuvieron un repunte del 31,7% respecto al mismo mes.", "31,7%", "rise"),
    ("es", "El secuestro bajó 12 por ciento frente a 2017.", "12 por ciento", "fall"),
    ("es", "Hubo 33% más que en el mismo periodo.", "33%", "rise"),
    ("pt", "Os homicídios caíram 8% em relação ao ano anterior.", "8%", "fall"),
    ("pt", "Foram 20% a mais do que em 2017.", "20%", "rise"),
    # what stands behind the comma is of another change
    ("en", "Thefts came to 1,327 after 1,164, up 14.0%, below the national rise.", "14.0%", "rise"),
    ("es", "Los robos, 1,327 tras 1,164, crecieron 14.0%, por debajo del país.", "14.0%", "rise"),
    ("pt", "Os roubos, 1.327 após 1.164, cresceram 14,0%, abaixo do país.", "14,0%", "rise"),
    ("en", "Thefts fell 14.0%, more than in the country.", "14.0%", "fall"),
    ("en", "Thefts came to 1,003 after 1,164 (13.8 %, less than before).", "13.8 %", "fall"),
]


@pytest.mark.parametrize(("language", "text", "words", "direction"), CHANGES)
def test_a_change_has_its_direction(language, text, words, direction):
    cue = cues(text, language)[words]
    assert (cue.kind, cue.direction) == ("change", direction)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Guns were used in 70% of the cases.", "70%"),
        ("es", "El 51% de los casos ocurrió en cuatro estados.", "51%"),
        ("pt", "O estado concentra 24% dos homicídios.", "24%"),
    ],
)
def test_a_share_is_no_change(language, text, words):
    cue = cues(text, language)[words]
    assert (cue.kind, cue.direction) == ("share", "")
    assert cue.of_text


def test_a_level_that_was_reached_is_no_change():
    found = cues("The share rose from 20% to 25% in a year.")
    assert found["25%"].kind == ""
    assert found["25%"].direction == "rise"


def test_the_base_is_the_words_that_name_it():
    text = "There were 12,581 taps, 45% more than the 8,664 of 2017."
    cue = cues(text)["45%"]
    assert cue.base_text == "than the 8,664 of 2017"
    assert text[cue.base_start : cue.base_end] == cue.base_text


def test_a_base_may_stand_before_the_change():
    assert cues("Compared with July, thefts grew 18%.")["18%"].base_text == "Compared with July"


def test_numbers_that_compare_nothing_are_not_listed():
    assert cues("Police found 12 bodies in 3 vehicles.") == {}


def test_every_language_has_the_same_lists():
    names = {language: set(comparison_words(language)) for language in ("en", "es", "pt")}
    assert names["en"] == names["es"] == names["pt"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A total of 774 attacks against politicians and 429 against non-elected officials were reported.",
        ),
        ("es", "Hubo 774 agresiones contra políticos y 429 contra funcionarios."),
        ("pt", "Houve 774 ataques contra políticos e 429 contra funcionários."),
    ],
)
def test_what_an_attack_is_against_is_no_base(language, text):
    assert not [cue for cue in cues(text, language).values() if cue.base_text]


@pytest.mark.parametrize(
    ("language", "text", "base"),
    [
        ("en", "There were 152 killings, against 61 in 2012.", "against 61 in 2012"),
        ("es", "Se contaron 12,581 tomas contra 8,664 en 2017.", "contra 8,664 en 2017"),
        ("pt", "Foram 152 mortes, contra 61 em 2012.", "contra 61 em 2012"),
    ],
)
def test_a_count_that_another_is_set_against_is_a_base(language, text, base):
    assert [cue.base_text for cue in cues(text, language).values() if cue.base_text] == [base]
