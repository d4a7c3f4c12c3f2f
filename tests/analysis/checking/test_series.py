"""What a text says of the series of counts that it tells: streaks, superlatives of times, numbers never crossed."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# what is said, with the counts left open; the counts that make it wrong, those that make it right
STREAKS = [
    ("en", "Thefts of bicycles rose for the third month in a row: {} in March, {} in April, {} in May and 60 in June.",
     (41, 47, 44), (41, 44, 47)),
    ("es", "Los feminicidios crecieron por tercer mes consecutivo: {} en enero, {} en febrero, {} en marzo y 14 en "
     "abril.", (8, 11, 9), (8, 9, 11)),
    ("pt", "Os feminicídios cresceram pelo terceiro mês consecutivo: {} em janeiro, {} em fevereiro, {} em março e 14 "
     "em abril.", (8, 11, 9), (8, 9, 11)),
    # the streak behind its counts, or in a sentence of its own
    ("en", "The foundry had {} accidents in 2021, {} in 2022 and {} in 2023 – an increase in each of the last two "
     "years.", (9, 12, 11), (9, 11, 12)),
    ("es", "El hospital atendió a {} heridos de bala en enero, {} en febrero y {} en marzo: dos meses seguidos de "
     "aumento.", (44, 51, 49), (44, 49, 51)),
    ("en", "The city counted {} murders in 2019, {} in 2020 and {} in 2021. That was the second increase in a row.",
     (62, 70, 66), (62, 66, 70)),
    ("es", "La ciudad contó {} asesinatos en 2019, {} en 2020 y {} en 2021. Fue la segunda alza consecutiva.",
     (62, 70, 66), (62, 66, 70)),
    ("pt", "A cidade contou {} assassinatos em 2019, {} em 2020 e {} em 2021. Foi a segunda alta seguida.",
     (62, 70, 66), (62, 66, 70)),
    ("en", "Police in the valley say break-ins rose for the third year running. They logged {} in 2021, {} in 2022 and "
     "{} in 2023.", (388, 412, 395), (388, 395, 412)),
    # without a number: every year, without a break, since a year or since something that bears none
    ("en", "The shelter took in {} women in 2019, {} in 2020, {} in 2021 and 265 in 2022. The number has risen every "
     "year since it opened.", (212, 240, 231), (212, 231, 240)),
    ("es", "Las quejas ante la comisión aumentaron año tras año: {} en 2018, {} en 2019, {} en 2020 y 990 en 2021.",
     (810, 905, 870), (810, 870, 905)),
    ("pt", "O número de desaparecidos não para de crescer: {} em 2019, {} em 2020, {} em 2021 e 1.611 em 2022.",
     (1204, 1420, 1310), (1204, 1310, 1420)),
    ("es", "Las muertes en carretera suben sin interrupción desde 2018: 552 en 2017, {} en 2018, {} en 2019 y {} en "
     "2020.", (480, 520, 512), (480, 512, 520)),
    # counts told without their times go neither up nor down
    ("en", "Calls rose in each of the last three quarters: {}, {}, {} and 140.", (121, 133, 128), (121, 128, 133)),
    ("es", "Los robos subieron en cada uno de los últimos tres trimestres: {}, {}, {} y 140.",
     (121, 133, 128), (121, 128, 133)),
]  # fmt: skip
SUPERLATIVES = [
    # said of the time in front of it, of the one behind it, of the count in front of it or behind it
    ("en", "January was the deadliest month of the year with {} deaths; February had {} and March 70.",
     (80, 85), (85, 80)),
    ("en", "Traffic deaths: 410 in 2019, {} in 2020, {} in 2021. The lowest figure was that of 2021.",
     (372, 395), (395, 372)),
    ("en", "The worst year was 2020, with {} assaults; there were 58 in 2019 and {} in 2021.", (61, 66), (66, 61)),
    ("en", "Thefts peaked at {} in 2019: there were 280 in 2018, {} in 2020 and 260 in 2021.", (300, 310), (310, 300)),
    ("es", "El valle registró {} secuestros en 2020, 93 en 2021 y {} en 2022, el número más alto de los tres años.",
     (88, 71), (71, 98)),
    ("pt", "O vale registrou {} sequestros em 2020, 93 em 2021 e {} em 2022, o maior número dos três anos.",
     (88, 71), (71, 98)),
    ("es", "Nuestros choferes reportaron 12 retenes en abril, {} en mayo y {} en junio. Mayo fue el mes con más "
     "reportes.", (9, 15), (15, 9)),
    ("pt", "Março foi o mês com mais chamadas, com {}; em janeiro houve 198 e em fevereiro {}.",
     (210, 224), (224, 210)),
    ("es", "El hospital atendió {} heridos de bala en mayo, más que en cualquier otro mes; en abril atendió {} y en "
     "junio 28.", (31, 36), (36, 31)),
    ("es", "Agosto cerró con {} denuncias, la cifra más baja del año, después de {} en julio y 160 en junio.",
     (130, 125), (125, 130)),
    # of all times before, of so many years, of the years since one
    ("es", "2023 fue el año más sangriento de la historia de la ciudad, con {} asesinatos, tras 39 en 2022 y {} en "
     "2021.", (44, 47), (47, 44)),
    ("pt", "O ano de 2021 foi o pior da história do porto, com {} mortos, contra {} em 2020.", (280, 300), (300, 280)),
    ("en", "Robberies reached a six-year high of {} in 2022, against {} in 2018 and 480 in 2021.",
     (512, 530), (530, 512)),
    ("en", "Last year the night shift logged {} alarms, its busiest year since 2018; it had logged {} in 2020.",
     (62, 71), (71, 62)),
]  # fmt: skip
THRESHOLDS = [
    # that no count is on one side of a number
    ("en", "The number of thefts never fell below 300: there were 320 in 2020, {} in 2021 and 310 in 2022.", 291, 301),
    ("es", "En ningún mes hubo menos de 40 ataques: 44 en marzo, {} en abril y 51 en mayo.", 38, 40),
    ("pt", "As queixas somaram 88 em abril, {} em maio e 71 em junho; nunca passaram de 90.", 93, 90),
    ("en", "Calls were always above 1,000: 1,210 in 2020, {} in 2021, 1,105 in 2022.", 990, 1090),
    ("es", "La clínica vacunó a 610 niños en enero, {} en febrero y 655 en marzo; nunca fueron menos de 600.",
     590, 605),
    # that only one is
    ("pt", "2022 foi o único ano com mais de 400 roubos; houve 380 em 2020, {} em 2021 e 431 em 2022.", 412, 392),
    ("es", "Julio fue el único mes con más de 200 ingresos: hubo 188 en junio, 204 en julio y {} en agosto.", 207, 197),
    ("en", "The shelter took in 212 women in 2019, 240 in 2020 and {} in 2021. 2020 was the only year above 220.",
     231, 219),
    ("en", "July was the only month above 200: {} admissions, against 188 in June and 197 in August.", 195, 204),
]  # fmt: skip
INNOCENT = [
    # a number set for another thing, for other times, or not for all of them
    ("en", "Arrests never fell below 300; there were 280 thefts in 2020, 320 in 2021 and 310 in 2022."),
    ("es", "Las detenciones nunca bajaron de 300; hubo 280 robos en 2020, 320 en 2021 y 310 en 2022."),
    ("pt", "A clínica nunca atendeu mais de 40 crianças por dia: vacinou 610 em janeiro, 655 em fevereiro e 590 em "
     "março."),
    ("en", "Since 2021 thefts have never fallen below 300: there were 280 in 2020, 320 in 2021 and 310 in 2022."),
    ("es", "Hasta 2022 nunca hubo más de 300 robos: 280 en 2020, 290 en 2021 y 320 en 2022."),
    ("pt", "Até 2022 nunca houve mais de 300 furtos: 280 em 2020, 290 em 2021 e 320 em 2022."),
    ("en", "The number almost never fell below 300: 320 in 2020, 291 in 2021 and 310 in 2022."),
    ("en", "2022 was the only year with more than 400 arrests; there were 380 thefts in 2020, 412 in 2021 and 431 in "
     "2022."),
    # a superlative of another thing, of fewer times, of a while, of a base, in other words than numbers
    ("en", "The highest number of arrests came in 2021; there were 300 thefts in 2020, 280 in 2021 and 320 in 2022."),
    ("es", "El mes con más detenciones fue mayo; en abril hubo 80 robos, en mayo 70 y en junio 90."),
    ("pt", "O mês com mais prisões foi maio; em abril houve 80 furtos, em maio 70 e em junho 90."),
    ("en", "2021 was the worst year for farmers: the town had 300 thefts in 2020, 280 in 2021 and 320 in 2022."),
    ("en", "The single deadliest attack killed 22 people in March; in February 85 people died and in January 80."),
    ("es", "El ataque más letal dejó 22 muertos en marzo; en febrero murieron 85 personas y en enero 80."),
    ("es", "Entre las mujeres, marzo fue el mes más violento, con 12 víctimas; en febrero murieron 85 personas."),
    ("en", "March had the highest rate of the year, with 80 cases; in February there were 85 and in January 90."),
    ("es", "En 2022 hubo 320 robos, la cifra más alta desde 2015, cuando hubo 341; en 2010 hubo 402."),
    ("pt", "Foi o menor número desde 2015, quando houve 300; em 2021 houve 340, em 2022 houve 320."),
    ("en", "In 2022 the port had 320 thefts, the highest number since 2019; in 2016 there had been 400."),
    ("en", "Robberies reached a three-year high of 512 in 2022, against 530 in 2018 and 480 in 2021."),
    ("en", "2021 was the worst year on record at the time, with 280 dead; 2022 then brought 320."),
    ("es", "En 2021 hubo 280 muertos, hasta entonces la cifra más alta; en 2022 fueron 320."),
    ("pt", "Um dos piores meses foi março, com 70 mortos; fevereiro teve 85."),
    ("en", "2022 was not the worst year: there were 300 thefts in 2020, 340 in 2021 and 320 in 2022."),
    ("en", "Complaints, 970 in 2019, peaked at 1,018 in 2021 and were 850 in 2023."),
    ("es", "Las quejas, 970 en 2019, alcanzaron su máximo en 2021, con 1,018, y fueron 850 en 2023."),
    ("en", "After 970 in 2019 and 850 in 2020, the highest number, 1,018, was reached in 2021."),
    ("en", "Nobody will forget 2022. It was the worst year: there were 300 thefts in 2020, 320 in 2021 and 350 in "
     "2022."),
    ("en", "There were 300 thefts in 2020 and the highest figure was that of 2021: 320."),
    ("en", "January was the deadliest month with 80 deaths, but the most attacks, 112, came in February and 95 in "
     "March."),
    # a number that something went across is not what it was
    ("en", "Complaints fell below 500 in May but are back above it: 512 in June."),
    # another thing is counted, or another place
    ("en", "The budget grew for the third year running. The city had 300 murders in 2020, 280 in 2021 and 320 in "
     "2022."),
    ("es", "Los robos se redujeron por tercer año consecutivo en el sur; en el norte fueron 40 en 2020, 38 en 2021 y "
     "45 en 2022."),
    ("pt", "A polícia prendeu 120 pessoas em 2021, 118 em 2022 e 131 em 2023, e as queixas caíram pelo terceiro ano "
     "seguido."),
    ("en", "The rate of murders fell for the third year in a row: there were 300 in 2020, 310 in 2021 and 305 in "
     "2022."),
    # a streak that did not come, had an exception, or came to its end
    ("es", "Los robos no han crecido por tercer año consecutivo: 300 en 2020, 280 en 2021 y 320 en 2022."),
    ("pt", "Os furtos não cresceram pelo terceiro ano consecutivo: 300 em 2020, 280 em 2021 e 290 em 2022."),
    ("en", "Except in 2021, thefts have risen every year: 300 in 2019, 320 in 2020, 290 in 2021 and 340 in 2022."),
    ("en", "Murders ended three consecutive years of increases in 2022: 300 in 2020, 320 in 2021 and 310 in 2022."),
    ("en", "There were 300 thefts in 2017, 280 in 2018 and 290 in 2019. The number has fallen every year since."),
    ("en", "Complaints grew every year under the last director, from 80 in 2016 to 95 in 2017 and 110 in 2018, and "
     "came to 90 in 2019."),
    # of a level, of other steps than from count to count, up to an earlier time, of fewer times
    ("pt", "Os furtos ficaram acima de 300 pelo terceiro ano consecutivo: 340 em 2020, 310 em 2021 e 325 em 2022."),
    ("en", "In June thefts rose for the third month in a row on the same month of the year before: 50 in April, 41 in "
     "May and 60 in June."),
    ("en", "Thefts had fallen for the third year running in 2020: 300 in 2018, 280 in 2019, 270 in 2020 and 290 in "
     "2021."),
    ("en", "Murders rose for the second year running, to 320 in 2022 from 280 in 2021 and 250 in 2020. In 2019 there "
     "had been 300."),
    ("en", "In May thefts rose for the third year running, to 60; they were 41 in January, 39 in February and 44 in "
     "March."),
    # told from the last back to the first; of parts
    ("en", "Break-ins fell in each of the last three quarters: 121, 128, 133 and 140."),
    ("en", "Thefts fell for the third year running in four precincts: 40, 38, 52 and 12."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(workspace):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2024, 10, 20)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize(("language", "text", "wrong", "right"), STREAKS)
def test_a_streak_is_held_against_the_counts_told(errors, language, text, wrong, right):
    assert errors(language, text.format(*wrong)) == {"fall-told-as-rise"}
    assert errors(language, text.format(*right)) == set()


@pytest.mark.parametrize(("language", "text", "wrong", "right"), SUPERLATIVES)
def test_a_superlative_of_a_time_is_held_against_the_counts_told(errors, language, text, wrong, right):
    assert errors(language, text.format(*wrong)) == {"rank-against-list"}
    assert errors(language, text.format(*right)) == set()


@pytest.mark.parametrize(("language", "text", "wrong", "right"), THRESHOLDS)
def test_a_number_never_crossed_is_held_against_the_counts_told(errors, language, text, wrong, right):
    assert errors(language, text.format(wrong)) == {"does-not-follow"}
    assert errors(language, text.format(right)) == set()


def test_a_fall_that_is_none_is_named_by_the_rise(errors):
    told = "Los secuestros cayeron en cada uno de los últimos dos años: 120 en 2019, {} en 2020 y {} en 2021."
    assert errors("es", told.format(98, 104)) == {"rise-told-as-fall"}
    assert errors("es", told.format(104, 98)) == set()


def test_what_is_not_said_of_the_counts_told_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
