"""Changes, multiples and directions against the two counts beside them.

Sentences are made up for these tests; the figures of the fuel-tap cases are the state oil company's as the press told
them in 2018, with the mistakes it made.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.checking.stated import errors, sums

HOLDING = [
    ("en", "There were 12,581 taps compared to 8,664 in the same period last year, up 45%.", "45%"),
    ("en", "The count fell 15% from 166 to 141.", "15%"),
    ("en", "There were 2,796 victims, a decrease of 1.99% over the month before, when there were 2,853.", "1.99%"),
    ("es", "Hubo 1,354 casos, 66% más que los 811 del año anterior.", "66%"),
    ("pt", "Foram 141 casos, 15% a menos do que os 167 do ano anterior.", "15%"),
    ("es", "Hubo 12.581 tomas, un alza de 45,2% frente a las 8.664 del año anterior.", "45,2%"),
    ("es", "Los secuestros cayeron 15% al pasar de 166 a 141 casos.", "15%"),
    ("pt", "Foram 12.581 furtos, 45% a mais do que os 8.664 do ano anterior.", "45%"),
    ("pt", "Os casos caíram 15,1%, de 166 para 141.", "15,1%"),
    ("en", "Homicides rose 300 times, to 300 compared with 1 a year earlier.", "300 times"),
    ("en", "From 50 cases it rose to 60, fell to 45 and ended at 55, 10% above where it began.", "10%"),
    ("es", "De 50 casos subió a 60, cayó a 45 y terminó en 55, 10% arriba de donde empezó.", "10%"),
    ("pt", "De 50 casos subiu para 60, caiu para 45 e terminou em 55, 10% acima de onde começou.", "10%"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words"), HOLDING)
def test_a_change_that_follows_holds(language, text, words):
    found = dict(sums(text, language))
    assert found[words].holds, found
    assert not errors(text, language)


WRONG = [
    ("en", "They counted 10,101 leaks, 33.33% more than the 6,734 of last year.", "33.33%", "change-on-later-value"),
    ("es", "Hubo 10,101 fugas, un 33.33% más que las 6,734 de 2017.", "33.33%", "change-on-later-value"),
    ("pt", "Foram 10.101 furtos, 33,3% a mais do que os 6.734 do ano anterior.", "33,3%", "change-on-later-value"),
    ("en", "The share of cases solved rose 5% from 20% to 25%.", "5%", "percent-for-percentage-points"),
    ("en", "The share rose by 25 percentage points from 20% to 25%.", "25 percentage points",
     "percent-for-percentage-points"),
    ("es", "La proporción aumentó 5% al pasar de 20% a 25%.", "5%", "percent-for-percentage-points"),
    ("en", "Extortion rose 200% from 100 to 200 cases.", "200%", "times-more"),
    ("es", "Hubo 300 casos, 300% más que los 100 del año anterior.", "300%", "times-more"),
    ("en", "Kidnappings rose 15% from 166 to 141.", "15%", "fall-told-as-rise"),
    ("es", "Los secuestros bajaron 20% al pasar de 100 a 120.", "20%", "rise-told-as-fall"),
    ("pt", "Os casos subiram 15,1%, de 166 para 141.", "15,1%", "fall-told-as-rise"),
    ("en", "Thefts grew 80% from 100 to 150.", "80%", "does-not-follow"),
    ("es", "Hubo 1,370 casos, 66% más que los 811 del año anterior.", "66%", "does-not-follow"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "words", "error"), WRONG)
def test_the_classic_errors_are_named(language, text, words, error):
    assert errors(text, language) == {words: error}


def test_the_sum_is_shown_with_the_right_figure():
    text = "They counted 10,101 leaks, 33.33% more than the 6,734 of last year."
    ((_, done),) = sums(text)
    assert done.shown == (
        "10,101 / 6,734 = +50.0 %; (10,101 - 6,734) / 10,101 = +33.3 % is the change on the later value"
    )
    assert done.claims == (0, 2)
    assert done.computed == pytest.approx(50.0)


def test_the_later_count_may_stand_in_the_sentence_before():
    text = (
        "En agosto hubo 1,359 casos.\nEn relación a julio, cuando se contaron 1,152, el alza fue del 15.23%."
    )
    assert errors(text, "es") == {"15.23%": "change-on-later-value"}


def test_both_counts_may_stand_in_the_next_sentence():
    text = "Taps increased by 45% this year.\nThere were 12,581 taps compared to 8,664 in the same period last year."
    assert [(w, a.holds) for w, a in sums(text) if a.kind == "change"] == [("45%", True)]


@pytest.mark.parametrize("text", [
    "Robbery fell from 1,200 to 1,100 cases, but homicides rose 5%.",
    "The force grew from 1,200 to 1,500 agents and homicides increased 15% in the same period.",
    "The army sent 5,100 troops, 40% more than the 2,300 policemen of the state.",
    "Compared with last year, the state saw 1,230 thefts and 340 kidnappings, up 20%.",
    "In May, 2,890 people were murdered, 15% more than a year before; in June the figure was 2,750.",
    "Homicides rose 12% in Norte, where 340 people died, and 8% in Sur, with 210.",
    "Police made 120 arrests and seized 45 guns, and extortion rose 20%.",
    "Three towns counted 50, 60 and 70 cases; thefts rose 9% in all.",
    "The rate fell 4% although 1,200 cases were reported in May and 1,350 in June in another state.",
])  # fmt: skip
def test_nothing_is_said_where_the_counts_are_not_plainly_meant(text):
    assert errors(text) == {}


@pytest.mark.parametrize(("language", "text", "error"), [
    ("en", "Extortion was 3 times more frequent: 300 cases compared to 100 a year earlier.", "times-more"),
    ("en", "Extortion was 3 times more frequent: 400 cases compared to 100 a year earlier.", ""),
    ("en", "Extortion was 3 times as frequent: 300 cases compared to 100 a year earlier.", ""),
    ("es", "La extorsión fue 3 veces más frecuente: 300 casos frente a 100 el año anterior.", ""),
    ("es", "La extorsión fue 3 veces más frecuente: 400 casos frente a 100 el año anterior.", ""),
    ("pt", "A extorsão foi 3 vezes mais frequente: 300 casos frente a 100 no ano anterior.", ""),
    ("pt", "A extorsão foi 5 vezes mais frequente: 300 casos frente a 100 no ano anterior.", "does-not-follow"),
])  # fmt: skip
def test_times_more_is_held_to_the_usage_of_its_language(language, text, error):
    ((_, done),) = [s for s in sums(text, language) if s[1].kind == "times"]
    assert done.error == error


@pytest.mark.parametrize(("text", "error"), [
    ("In February victims went down from 79 to 85.", "rise-told-as-fall"),
    ("Kidnappings decreased from 166 to 141.", ""),
    ("Kidnappings rose from 166 to 141.", "fall-told-as-rise"),
])  # fmt: skip
def test_a_direction_is_held_against_the_two_counts(text, error):
    ((_, done),) = sums(text)
    assert done.error == error


COUNTS = st.integers(2, 90_000)


@given(COUNTS, COUNTS, st.integers(0, 2))
def test_the_rounded_percentage_always_holds(old, new, decimals):
    if old == new or old in range(1900, 2100) or new in range(1900, 2100):
        return
    change = 100 * (new - old) / old
    word = "more" if change > 0 else "fewer"
    text = f"There were {new:,} cases, {abs(change):.{decimals}f}% {word} than the {old:,} of last year."
    assert errors(text) == {}


@given(COUNTS, COUNTS)
def test_a_rise_worked_out_on_the_later_value_is_always_named(old, new):
    wrong = round(100 * (new - old) / new, 1)
    if new <= old or abs(wrong - 100 * (new - old) / old) < 0.2 or {old, new} & set(range(1900, 2100)):
        return
    if wrong == 100:
        return  # whatever is far more than another count is "100.0 %" more of itself: that tells nothing
    text = f"There were {new:,} cases, {wrong:.1f}% more than the {old:,} of last year."
    assert list(errors(text).values()) == ["change-on-later-value"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Los meses se revisan al alza: se publicaron 13,298 víctimas en junio de 2018 y 13,350 un mes después."),
        ("en", "Counts are revised up: 13,298 victims were published in June 2018, and 13,350 a month later."),
        ("pt", "Os meses são revistos em alta: 13.298 vítimas em junho de 2018, e 13.350 um mês depois."),
    ],
)  # fmt: skip
def test_what_is_told_of_a_month_later_is_no_base(language, text):
    assert errors(text, language) == {}
