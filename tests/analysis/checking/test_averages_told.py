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
        ("pt", "Com 120 mil habitantes e 60 mortes no ano, o município tem taxa de {} por 100 mil.", "80", "50"),
        ("pt", "A taxa de homicídios foi de {} por 100 mil (90 mortes entre 450 mil habitantes).", "30", "20"),
    ],
    "behind what a count is compared with": [
        ("es", "Fueron 33,341 víctimas de homicidio en 2018, 15.5% más que las 28,866 de 2017: {} al mes.", "2,278",
         "2,778"),
        ("en", "There were 33,341 victims in 2018, 15.5 percent more than the 28,866 of 2017: {} a month.", "3,778",
         "2,778"),
        ("en", "The port had 730 thefts in 2023, up from 365 in 2022, {} a day.", "four", "two"),
        ("es", "El puerto tuvo 730 robos en 2023, frente a 365 en 2022: {} al día.", "cuatro", "dos"),
        ("pt", "Foram 730 roubos em 2023, contra 900 em 2022, ou {} por dia.", "quatro", "dois"),
        ("en", "May 2022 had 2,828 killings, or {} a day against 80.6 in February.", "101.2", "91.2"),
        ("es", "Mayo de 2022 tuvo 2,828 homicidios, o {} diarios contra 80.6 de febrero.", "101.2", "91.2"),
        ("pt", "Maio de 2022 teve 2.828 homicídios, ou {} por dia contra 80,6 em fevereiro.", "101,2", "91,2"),
    ],
    "over so many months": [
        ("pt", "Até junho eram 11.268 sequestros; nos cinco meses seguintes, 627, ou {} por mês.", "165", "125"),
        ("es", "En los cinco meses siguientes hubo 627 secuestros, es decir, {} al mes.", "165", "125"),
        ("en", "In the five months that followed there were 627 kidnappings, or {} a month.", "165", "125"),
        ("es", "Durante los últimos tres meses mataron a 90 personas, es decir, {} al mes.", "45", "30"),
    ],
    "over a span that is not named": [
        ("en", "With 1,200 robberies in the quarter, drivers faced one every {}.", "30 minutes", "two hours or so"),
        ("en", "With 180 fires in the month, the brigade had one every {} hours.", "two", "four"),
        ("es", "Con 1,200 robos en el trimestre, hubo uno cada {} minutos.", "30", "110"),
        ("pt", "Com 1.200 roubos no trimestre, houve um a cada {} minutos.", "30", "110"),
    ],
    "an item, told first": [
        ("en", "Ransom demands averaged {},000 dollars; the 12 demands came to 900,000 dollars in all.", "50", "75"),
        ("en", "Claims averaged ${},000. The 30 claims totalled $2.4 million.", "40", "80"),
        ("en", "The 30 claims, which averaged ${},000, came to $2.4 million.", "40", "80"),
        ("es", "Los rescates promediaron {} mil dólares; los 12 rescates sumaron 900 mil dólares.", "50", "75"),
        ("pt", "Os resgates foram em média de {} mil dólares; os 12 resgates somaram 900 mil dólares.", "50", "75"),
    ],
    "the pace": [
        ("es", "De enero a septiembre de 2018 hubo 11,197 tomas. El ritmo es de {} por día.", "61", "41"),
        ("en", "From January to September 2018 there were 11,197 taps. The pace is {} a day.", "61", "41"),
        ("pt", "De janeiro a setembro de 2018 houve 11.197 derivações. O ritmo é de {} por dia.", "61", "41"),
    ],
    "what something moved by, and where to": [
        ("en", "Complaints fell by {} to 4,300, from 4,600.", "200", "300"),
        ("en", "The force shrank by {} to 4,300 officers from 4,600.", "200", "300"),
    ],
}  # fmt: skip
OTHER = ("rates over any number of heads", "rates among people", "what something moved by, and where to")
ERRORS = dict.fromkeys(OTHER, "does-not-follow")
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
    ("en", "With 120,000 residents and 60 murders last year, the town lies in a state with a rate of 80 per 100,000."),
    ("es", "Con 120 mil habitantes y 60 homicidios, el municipio está debajo del estado, con 80 por cada 100 mil."),
    # rates of something else
    ("pt", "A cidade de 2 milhões de habitantes prendeu 500 pessoas, com taxa de homicídios de 12 por 100 mil."),
    ("es", "La protesta reunió a 300 mil personas y hubo 150 detenidos; la tasa de homicidios es de 25 por cada 100 "
     "mil."),
    ("en", "The march of 300,000 people ended with 150 arrests, and the country's rate of murders is 25 per 100,000."),
    # averages of another time, of a part, and what is usual
    ("es", "De enero a septiembre hubo 11,197 tomas. El ritmo es de 41 por día, si bien en septiembre solo se "
     "agregaron 1,096, unas 37 diarias."),
    ("pt", "De janeiro a setembro de 2018 houve 11.197 derivações. O ritmo é de 41 por dia, embora em setembro só "
     "tenham surgido 1.096."),
    ("en", "From January to September 2018 there were 11,197 taps. The pace is now 61 a day."),
    ("en", "In the first four months there were 240 robberies; now there are 20 a month."),
    ("en", "In the six months of the trial 900 calls came in, of which three a day were hoaxes."),
    ("es", "En los seis meses del plan hubo 900 llamadas y la línea vieja recibía 200 al mes."),
    ("en", "In four months the port lost 240 boxes, well above the usual 40 a month."),
    ("pt", "O porto perdeu 240 caixas em quatro meses, bem acima das 40 por mês do ano passado."),
    ("en", "During the last three months 90 people were killed, and the morgue, built for ten bodies a month, is "
     "full."),
    ("en", "With 1,200 robberies in the quarter, police solved one every two days."),
    # hours of something, which are no time of the calendar
    ("en", "Road risk, January and February 2024. Files opened: 1,381. Rest every 5 hours of driving for 30 minutes."),
    ("es", "En enero y febrero de 2024 hubo 1,381 robos de carga. Pausa cada 5 horas de manejo."),
    ("pt", "Em janeiro e fevereiro de 2024 houve 1.381 roubos de carga. Pausa a cada 5 horas de direção."),
    # items of another kind, of another time, or some of them
    ("en", "Ransoms paid averaged 50,000 dollars; the 12 demands came to 900,000 dollars in all."),
    ("en", "Claims averaged $40,000 in 2022. The 30 claims of 2023 totalled $2.4 million."),
    ("en", "Fines averaged 500 dollars and the 12 fines for speeding came to 9,000 dollars."),
    # guesses between two ends
    ("en", "Complaints fell by 20 to 30 in May, from 4,600."),
    ("en", "In the survey 150 of 3,000 people said so; the rate of murders is 30 per 100,000 people."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(workspace):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")

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


def test_an_average_behind_what_a_count_is_compared_with_is_of_the_time_of_the_count(tmp_path):
    now = Workspace.open(tmp_path / "store").context("2026-11-01")
    for language, text, average in (
        ("es", "Fueron 33,341 víctimas de homicidio en 2018, 15.5% más que las 28,866 de 2017: 2,778 al mes.",
         "2,778 al mes"),
        ("en", "The port had 730 thefts in 2018, up from 365 in 2017, two a day.", "two a day"),
        ("pt", "Foram 730 roubos em 2018, contra 900 em 2017, ou dois por dia.", "dois por dia"),
    ):  # fmt: skip
        claims = audit(from_text(text, language, date(2025, 2, 10)), now, now).claims
        assert [str(claim.period) for claim in claims if claim.text == average] == ["2018"], text


def test_what_looks_like_a_rate_or_average_told_wrong_and_is_none_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
