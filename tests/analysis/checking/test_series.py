"""What a text says of the series of counts that it tells: streaks."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text
from almenara.workspace import Workspace

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
INNOCENT = [
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
def errors(tmp_path_factory):
    """Names of the errors that an audit finds in a text."""
    now = Workspace.open(tmp_path_factory.mktemp("series") / "store").context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2024, 10, 20)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize(("language", "text", "wrong", "right"), STREAKS)
def test_a_streak_is_held_against_the_counts_told(errors, language, text, wrong, right):
    assert errors(language, text.format(*wrong)) == {"fall-told-as-rise"}
    assert errors(language, text.format(*right)) == set()


def test_a_fall_that_is_none_is_named_by_the_rise(errors):
    told = "Los secuestros cayeron en cada uno de los últimos dos años: 120 en 2019, {} en 2020 y {} en 2021."
    assert errors("es", told.format(98, 104)) == {"rise-told-as-fall"}
    assert errors("es", told.format(104, 98)) == set()


def test_what_is_no_streak_of_the_counts_told_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
