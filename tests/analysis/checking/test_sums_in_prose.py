"""Sums over texts as they are written, from the words to the finding. Sentences and their figures "
"are made up."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


def found(workspace, text, language):
    """The sums done over a text: (name of the error or "", the sum shown)."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date(2023, 11, 20)), now, now).claims
    return [(done.error, done.shown) for claim in claims for done in claim.arithmetic]


# a text with a gap, what makes it wrong, what makes it right, the error, part of the sum that holds
FAMILIES = [
    ("en", "Each month of 2019 some {} cargo thefts were reported, 9,180 in all.", "250", "765",
     "wrong-average", "765 a month"),
    ("es", "Cada mes de 2019 se denunciaron {} robos de carga, 9,180 en total.", "250", "765",
     "wrong-average", "765 a month"),
    ("pt", "A cada mês de 2019 houve {} roubos de carga, 9.180 no total.", "250", "765",
     "wrong-average", "765 a month"),
    ("en", "Of the 812 cases, the majority, {}, were in the north.", "334", "434",
     "does-not-follow", "434 / 812 = 53.4 %"),
    ("es", "De los 812 casos, la mayoría, {}, ocurrió en el norte.", "334", "434",
     "does-not-follow", "434 / 812 = 53.4 %"),
    ("pt", "A maioria dos 812 casos, {}, ocorreu no norte.", "334", "434",
     "does-not-follow", "434 / 812 = 53.4 %"),
    ("es", "Un cuarto de los 912 casos, {}, ocurrió en el norte.", "420", "228",
     "does-not-follow", "228 / 912 = 25.0 %"),
    ("en", "Kidnappings eased to {} in 2019 from 1,200 in 2018.", "1,310", "1,090",
     "rise-told-as-fall", "1,200 to 1,090 is -9.2 %"),
    ("es", "Los secuestros cedieron a {} en 2019, desde 1,200 en 2018.", "1,310", "1,090",
     "rise-told-as-fall", "1,200 to 1,090 is -9.2 %"),
    ("pt", "Os sequestros cederam para {} em 2019, ante 1.200 em 2018.", "1.310", "1.090",
     "rise-told-as-fall", "1,200 to 1,090 is -9.2 %"),
    ("en", "In 2019 there were {} kidnappings in Mexico, the most since 2015. In 2016 there had been 1,100 "
     "kidnappings and in 2018 there had been 1,250 kidnappings.", "1,200", "1,300",
     "rank-against-list", "no more in any of the 2 earlier ones"),
    ("es", "En 2019 hubo {} secuestros en México, máximo histórico. En 2016 hubo 1,100 secuestros y en 2018 hubo 1,250 "
     "secuestros.", "1,200", "1,300", "rank-against-list", "no more in any of the 2 earlier ones"),
    ("pt", "Em 2019 houve {} sequestros no México, o maior número desde 2015. Em 2016 houve 1.100 sequestros e em 2018 "
     "houve 1.250 sequestros.", "1.200", "1.300", "rank-against-list", "no more in any of the 2 earlier ones"),
    ("en", "Kidnappings climbed from 1,200 to 1,500, or 25 {}.", "percentage points", "per cent",
     "percent-for-percentage-points", "1,500 / 1,200 = +25.0 %"),
    ("es", "El robo de carga bajó 20 {}, de 3,010 casos a 2,408.", "puntos porcentuales", "por ciento",
     "percent-for-percentage-points", "= -20.0 %"),
    ("pt", "O roubo de carga caiu 20 {}, de 3.010 casos para 2.408.", "pontos percentuais", "por cento",
     "percent-for-percentage-points", "= -20.0 %"),
    ("es", "La confianza cayó del 48 al 36 por ciento, {} menos.", "12 por ciento", "12 puntos porcentuales",
     "percent-for-percentage-points", "36 - 48 = -12 points"),
    ("en", "Impunity went from 40% to 46%, up {}, an index says.", "6%", "15%",
     "percent-for-percentage-points", "46 / 40 = +15.0 %"),
    ("en", "Car theft rose. There were 1,213 in 2020 and 1,516 in 2021. Officials played it down. "
     "The increase was {}.",
     "20 per cent", "25 per cent", "change-on-later-value", "1,516 / 1,213 = +25.0 %"),
    ("en", "Cargo theft was cut in half: 3,006 cases in 2018, {} in 2020.", "2,204", "1,498",
     "does-not-follow",
     "1,498 / 3,006 = 0.50 times"),
    ("es", "El robo de carga cayó a la mitad: 3,006 casos en 2018 y {} en 2020.", "2,204", "1,498",
     "does-not-follow",
     "1,498 / 3,006 = 0.50 times"),
    ("pt", "O roubo de carga caiu à metade: 3.006 casos em 2018 e {} em 2020.", "2.204", "1.498",
     "does-not-follow",
     "1,498 / 3,006 = 0.50 times"),
    ("en", "Kidnappings doubled, from 512 in 2017 to {} in 2018.", "803", "1,012", "does-not-follow",
     "= 1.98 times"),
    ("es", "Hubo {} asaltos en 2019, el doble que los 512 de 2018.", "703", "1,012", "does-not-follow",
     "= 1.98 times"),
    ("pt", "Houve {} assaltos em 2019, o dobro dos 512 de 2018.", "703", "1.012", "does-not-follow",
     "= 1.98 times"),
    ("en", "Illegal taps multiplied by {}, from 2,013 in 2015 to 10,066 in 2017.", "six", "five",
     "does-not-follow",
     "= 5.00 times"),
    ("es", "Las tomas se multiplicaron por {}: de 2,013 en 2015 a 10,066 en 2017.", "seis", "cinco",
     "does-not-follow",
     "= 5.00 times"),
    ("en", "In 2019, 1,203 women were murdered in the state, an average of {} a month.", "120", "100",
     "wrong-average",
     "1,203 / 365 days = 3.3 a day"),
    ("es", "En 2018 se robaron 17 mil 520 vehículos: uno cada {} minutos.", "20", "30", "wrong-average",
     "= 48 a day"),
    ("pt", "Em 2018 foram roubados 17.520 veículos, um a cada {} minutos.", "20", "30", "wrong-average",
     "= 48 a day"),
    ("en", "In 2018 there were 912 murders. That was a {} from the 1,215 of 2017.", "rise", "fall",
     "fall-told-as-rise", "1,215 to 912"),
    ("es", "Norteña quedó en tercer lugar con {} casos, después de Sureña con 1,812 y Oriental con "
     "1,513.", "1,905", "1,302",
     "rank-against-list", "1,302 against 1,812, 1,513"),
    ("pt", "Norteña ficou em terceiro lugar com {} casos, depois de Sureña com 1.812 e Oriental com "
     "1.513.", "1.905",
     "1.302", "rank-against-list", "1,302 against 1,812, 1,513"),
    ("en", "The police recorded 523 kidnappings: {} in the north, 180 in the centre and 143 in the "
     "south.", "210", "200",
     "parts-do-not-add-up", "200 + 180 + 143 = 523"),
    ("es", "Hubo 912 robos, {} con violencia y 310 sin ella.", "502", "602", "parts-do-not-add-up",
     "602 + 310 = 912"),
    ("en", "There were 28,312 homicides in Mexico in 2018. Jalisco alone had 2,831, {} per cent of "
     "them.", "15", "10",
     "does-not-follow", "2,831 / 28,312 = 10.0 %"),
    ("pt", "O México somou 33.341 homicídios em 2018. Jalisco teve 2.418, {}% do total nacional.", "9,5",
     "7,3",
     "does-not-follow", "2,418 / 33,341 = 7.3 %"),
    ("en", "The city had 350 of the province's 3,512 robberies, {} per cent of the total.", "14", "10",
     "does-not-follow", "350 / 3,512 = 10.0 %"),
    ("en", "Jalisco went from 304 taps in 2017 to 902 taps in 2018, Tlaxcala from 34 to 257. In other words, Tlaxcala "
     "had 7.6 times {} taps as in 2017 and Jalisco nearly three times as many.", "more", "as many", "times-more",
     "257 / 34 = 7.56 times"),
    ("es", "El INEGI contó 31,062 homicidios en México en 2023. En 2022 hubo en México 33,287 homicidios. La baja es "
     "de {} por ciento.", "7.2", "6.7", "change-on-later-value", "31,062 / 33,287 = -6.7 %"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wrong", "right", "error", "sum_"), FAMILIES)
def test_an_error_is_named_and_the_text_put_right_holds(workspace, language, text, wrong, right, error, sum_):
    assert error in [name for name, _ in found(workspace, text.format(wrong), language)]
    held = found(workspace, text.format(right), language)
    assert {name for name, _ in held} == {""}, held
    assert any(sum_ in shown for _, shown in held), held


@pytest.mark.parametrize(("language", "text", "sum_"), [
    ("en", "There were 252 roadblocks, 65 of them in the west. By night 229 had been cleared, which left 23.",
     "252 - 229 = 23"),
    ("es", "Las fiscalías contaron 29,705 víctimas de homicidio en México en 2023. Sigue siendo más de 80 al día.",
     "29,705 / 365 days"),
])  # fmt: skip
def test_a_sum_over_sentences_is_said_to_hold(workspace, language, text, sum_):
    held = found(workspace, text, language)
    assert {name for name, _ in held} == {""}
    assert any(sum_ in shown for _, shown in held), held


@pytest.mark.parametrize(("language", "text"), [
    ("es", "El INEGI contó 31,062 homicidios en 2023. En 2022 la ONG contó 33,287 homicidios. Los robos bajaron 7.2 "
     "por ciento."),
    ("en", "Jalisco went from 304 taps in 2017 to 902 taps in 2018, Tlaxcala from 34 to 257. In other words, Sonora "
     "had 7.6 times more taps than in 2017."),
    ("en", "There were 252 roadblocks. By night 229 had been cleared, which left 19 lorries on the road."),
    ("en", "January 2019 was the deadliest January on record, with 2,853 murders. In July 2018 there had been 3,074 "
     "murders."),
    ("en", "INEGI counted 36,685 homicides in 2018. Prosecutors counted 34,720 homicides in 2019, the most on record."),
    ("es", "En 2023 hubo 29,705 homicidios, la menor cifra desde 2017. En 2017 hubo 28,870 homicidios."),
    ("en", "Of the 812 cases, a third, 240 of them in the north, are unsolved."),
    ("es", "Hallaron en un cuarto de la casa 30 armas de las 90 robadas."),
    ("en", "Kidnappings doubled in a decade, officials said. There were 500 in 2017 and 800 in 2018."),
    ("en", "Three times more trucks are stolen at night than by day. There were 3,006 in 2018 and "
     "2,204 in 2020."),
    ("pt", "Morreram 412 pessoas em 2018, o triplo do que se esperava; em 2019 foram 655."),
    ("es", "Los homicidios fueron 33,341 en 2018; la meta es bajarlos a la mitad en 2024."),
    ("es", "El presupuesto pasó de 400 a 500 millones; la percepción de inseguridad subió 20 puntos "
     "porcentuales."),
    ("en", "The gap between the two was 2,313 homicides in Mexico in 2022. "
           "They counted 2,513 homicides in Mexico in 2022."),
    ("en", "The minister promised to bring Mexico's homicides in 2023 down to 25,000. "
           "There were 29,705 homicides in Mexico in 2023."),
    ("es", "En Jalisco, 62 por ciento de las víctimas eran hombres; en Colima, 48 por ciento eran mujeres."),
    ("es", "Se cometieron 3,006 robos, 2,100 con arma y 700 sin lesionados."),
    ("pt", "Houve 3.006 roubos, 2.100 com arma e 700 sem feridos."),
    ("en", "Norten came third in the survey with 54 points, after Suren, where 1,815 taps were "
     "found, and Orien with 40."),
    ("en", "In 2019, 1,092 women were killed in a country where, on average, 95 murders are "
     "committed a day."),
    ("en", "There were 33,341 homicides in 2018. Jalisco saw 2,418 cars stolen, 9.5 per cent of "
     "them with violence."),
    ("en", "In May there were 60 kidnappings. In June there were 66, 20 per cent more than in June "
     "of last year."),
])  # fmt: skip
def test_what_only_looks_like_an_error_is_not_called_one(workspace, language, text):
    assert {name for name, _ in found(workspace, text, language)} <= {""}
