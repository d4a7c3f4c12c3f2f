"""Rates and averages told beside what they are taken from: wrong ones are blamed, right ones and likenesses not."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text
from almenara.workspace import Workspace

# language, a text with a gap, what makes it wrong, what makes it right
TEXTS = {
    "rates over any number of heads": [
        ("en", "The county's 480 deputies serve 160,000 residents, or {} per 1,000.", "five", "three"),
        ("en", "The district recorded 36 burglaries for its 24,000 inhabitants, {} per 10,000.", "25", "15"),
        ("en", "Last year the borough of 180,000 residents logged 2,700 break-ins, which works out at {} per 1,000 "
         "residents.", "25", "15"),
        ("en", "The force has 600 officers for 400,000 residents, or {} per 1,000, against 2.4 per 1,000 in the "
         "capital.", "2.5", "1.5"),
        ("es", "El municipio tiene 250 mil habitantes y 750 policías, {} por cada mil habitantes.", "seis", "tres"),
        ("es", "Hubo 84 homicidios en una ciudad de 1.2 millones de habitantes: {} por cada millón.", "90", "70"),
        ("es", "La fuerza tiene 600 agentes para 400 mil habitantes, {} por cada mil, frente a 2.4 en la capital.",
         "2.5", "1.5"),
        ("pt", "O município tem 200 mil habitantes e 600 guardas, {} por mil habitantes.", "cinco", "três"),
        ("pt", "A delegacia tem 24 policiais para 60 mil moradores, o que dá {} por 10 mil.", "seis", "quatro"),
    ],
    "rates among people": [
        ("en", "There were 150 murders among 300,000 people, or {} per 100,000.", "45", "50"),
        ("en", "The rate is {} per 100,000: 150 murders among 300,000 people.", "30", "50"),
        ("en", "With 150 murders among its 300,000 people, the city has a rate of {} per 100,000.", "30", "50"),
        ("en", "The city of 300,000 people had 150 murders last year, a rate of {} per 100,000.", "30", "50"),
        ("es", "Hubo 150 homicidios entre 300 mil personas, o {} por cada 100 mil.", "45", "50"),
        ("es", "Así, con 90 homicidios entre sus 450 mil habitantes, la ciudad tiene una tasa de {} por cada 100 mil.",
         "30", "20"),
        ("es", "La tasa es de {} por cada 100 mil: 150 homicidios entre 300 mil personas.", "30", "50"),
        ("pt", "Houve 150 homicídios entre 300 mil pessoas, ou {} por 100 mil.", "45", "50"),
        ("pt", "A taxa de homicídios foi de {} por 100 mil (90 mortes entre 450 mil habitantes).", "30", "20"),
    ],
}  # fmt: skip
ERRORS = dict.fromkeys(("rates over any number of heads", "rates among people"), "does-not-follow")
INNOCENT = [
    # rates asked for, and those of somewhere else
    ("es", "Tres policías por cada mil habitantes recomienda la norma; la ciudad, de 250 mil habitantes, tiene 400 "
     "policías."),
    ("es", "La ciudad tiene 250 mil habitantes y 400 policías, cuando lo recomendable son tres por cada mil "
     "habitantes."),
    ("en", "The city of 250,000 inhabitants has 400 officers, below the national average of three per 1,000."),
    ("en", "With 600 officers for 400,000 residents, the city is short of the two per 1,000 that the state requires."),
    ("en", "The borough of 180,000 residents logged 2,700 break-ins, while the national rate is 25 per 1,000."),
    ("pt", "A cidade tem 250 mil habitantes e 400 guardas, contra a recomendação de três por mil."),
    ("pt", "Com 400 mil moradores e 600 guardas, o município fica longe dos três por mil recomendados."),
    # rates of something else
    ("pt", "A cidade de 2 milhões de habitantes prendeu 500 pessoas, com taxa de homicídios de 12 por 100 mil."),
    ("es", "La protesta reunió a 300 mil personas y hubo 150 detenidos; la tasa de homicidios es de 25 por cada 100 "
     "mil."),
    ("en", "The march of 300,000 people ended with 150 arrests, and the country's rate of murders is 25 per 100,000."),
    ("en", "In the survey 150 of 3,000 people said so; the rate of murders is 30 per 100,000 people."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(tmp_path_factory):
    """Names of the errors that an audit finds in a text."""
    now = Workspace.open(tmp_path_factory.mktemp("averages") / "store").context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2025, 2, 10)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize("family", TEXTS)
def test_a_rate_or_average_told_wrong_is_named_and_the_right_one_is_not_blamed(errors, family):
    told = [
        (language, text.format(n), n == wrong)
        for language, text, wrong, right in TEXTS[family]
        for n in (wrong, right)
    ]
    found = [(text, errors(language, text)) for language, text, _ in told]
    error = ERRORS.get(family, "wrong-average")
    assert found == [(text, {error} if is_wrong else set()) for _, text, is_wrong in told]


def test_what_looks_like_a_rate_or_average_told_wrong_and_is_none_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
