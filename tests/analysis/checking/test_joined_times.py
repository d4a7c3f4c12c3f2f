"""Numbers whose words join them to another time, another number or a whole told behind them, and slips beside them."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed, claim_of

RIGHT = [
    # by how much one count is above another
    ("es", "2019-02-01", "Pemex halló en México 14,894 tomas clandestinas en 2018, cifra que supera en 4,601 la de "
     "2017."),
    ("pt", "2019-02-01", "A Pemex achou no México 14.894 perfurações em 2018, número que supera em 4.601 o de 2017."),
    ("es", "2024-06-01", "México tuvo 29,705 víctimas de homicidio doloso en 2023, por debajo en 1,269 de las de "
     "2022."),
    # moves told without "from"
    ("es", "2018-08-24", "Víctimas de secuestro en México, primer semestre de 2018 frente al de 2017: Puebla pasó de "
     "14 a 24, Chiapas 14 a 21, Querétaro 5 a 15."),
    ("pt", "2018-08-24", "Sequestro no México no primeiro semestre de 2018: Puebla 14 p/ 24, Chiapas 14 p/ 21, "
     "Querétaro "
     "5 p/ 15."),
    ("en", "2018-08-24", "Kidnapping in Mexico in the first half of 2018: Puebla was at 14 victims, now 24; Chiapas "
     "14, now 21; Querétaro 5, now 15."),
    # a half-year behind its first quarter
    ("en", "2018-11-06", "SensiGuard counted 3,346 cargo thefts in Mexico in the first quarter of 2018 and, for the "
     "half year, 7,906."),
    ("es", "2018-11-06", "En el primer trimestre de 2018 hubo en México 3,346 robos de carga según SensiGuard, y en el "
     "semestre, 7,906."),
    ("pt", "2018-11-06", "No primeiro trimestre de 2018 houve no México 3.346 roubos de carga, segundo a SensiGuard, "
     "que para o semestre tem 7.906."),
    # a clause joins a number to the time told right before it
    ("es", "2018-12-04", "De enero a septiembre de 2018 Pemex detectó en México 11,197 tomas clandestinas, ya 834 "
     "más que en los doce meses de 2017, que fueron 10,363."),
    ("pt", "2018-12-04", "De janeiro a setembro de 2018 a Pemex achou no México 11.197 perfurações, já 834 a mais "
     "que nos doze meses de 2017, que foram 10.363."),
    # months of a year, and all of it
    ("es", "2021-02-25", "Once meses contra once meses: 13,687 tomas clandestinas en 2018 y 12,210 en 2019. El 2018 "
     "entero cerró con 14,894."),
    # two changes, each with its base
    ("pt", "2018-08-20", "A alta varia: 26,9% no instituto, ante 24.559 em 2016, e 27,3% nas procuradorias, ante "
     "22.571."),
    ("es", "2018-08-20", "La alza varía: 26.9 por ciento en el instituto, contra 24,559 en 2016, y 27.3 en las "
     "fiscalías, contra 22,571."),
    ("en", "2024-07-01", 'The count is 34. In 2018 it was 22, in 2021, 17. Hence "double the 17" is right, and "fewer '
     'than the 48 of 2018" is right, too.'),
    ("pt", "2019-09-15", "Comparou os oito primeiros meses do mandato, de dezembro de 2018 a julho de 2019, quando "
     "houve 12 assassinatos, com os mesmos meses de um ano antes, em que houve oito. É um aumento de 50%, de quatro "
     "casos."),
    # shares of several counts, and beside their own count
    ("es", "2024-04-15", "Los dos puertos con más robos fueron Ardal (310) y Belmar (280), el 59 por ciento de los "
     "1,000."),
    ("pt", "2024-04-15", "Os dois portos com mais roubos foram Ardal (310) e Belmar (280), 59% dos 1.000 do país."),
    ("en", "2024-04-15", "The five states with most murders in 2023 were Guanajuato (3,104), State of Mexico "
     "(2,597), Baja "
     "California (2,417), Chihuahua (2,071) and Jalisco (1,956), 41 percent of the country's 29,705."),
    ("en", "2024-04-15", "Of 200 answers, 58 percent (116) say yes, 30 percent (60) no and 24 do not know."),
    ("es", "2024-04-15", "De 200 respuestas, 58 por ciento (116) dicen que sí, 30 por ciento (60) que no."),
    ("pt", "2024-04-15", "De 200 respostas, 58% (116) dizem sim, 30% (60) não."),
    # a move of its own behind a semicolon
    ("en", "2024-04-15", "Attacks rose from 40 to 52, or 30 percent, in the north and fell from 30 to 24, or 20 "
     "percent, in "
     "the south; altogether from 70 to 76, some 9 percent."),
    ("pt", "2024-04-15", "Os ataques passaram de 40 para 52, 30%, no norte e caíram de 30 para 24, 20%, no sul; no "
     "conjunto, de 70 para 76, cerca de 9%."),
    # the whole behind its part
    ("en", "2024-03-27", "Victims fell to 97, from 114; in the capital, where 40 of those 114 were, there is 1 now."),
    ("es", "2024-03-27", "Víctimas: 97, de 114; en la capital, donde estaban 40 de esos 114, hay 1."),
    ("pt", "2024-03-27", "Vítimas: 97, de 114; na capital, onde estavam 40 desses 114, há 1."),
    ("en", "2021-06-30", "There were 15 governorships among them, and 500 seats in the lower chamber."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "written", "text"), RIGHT)
def test_a_right_text_is_not_blamed(workspace, language, written, text):
    assert blamed(audited(workspace, language, written, text)) == []


@pytest.mark.parametrize(
    ("language", "written", "text", "wrong"),
    [
        ("es", "2021-02-25", "Pemex halló en México 14,894 tomas clandestinas en 2018. El año 2018 cerró con 14,489.",
         "14,489"),
        ("en", "2024-07-01", "The count is 44, double the 17 of 2021.", "double"),
        ("es", "2024-07-01", "El registro suma 114, el triple de las 57 del año pasado.", "el triple"),
        ("pt", "2024-07-01", "O registro tem 114, o triplo dos 57 do ano passado.", "o triplo"),
        ("en", "2024-07-01", "Of the 152 killed, 48 were candidates, among them 61 women.", "61"),
        ("es", "2024-07-01", "Fueron 48 los candidatos muertos, entre ellos 61 mujeres.", "61"),
        ("pt", "2024-07-01", "Foram 48 os candidatos mortos, entre eles 61 mulheres.", "61"),
        ("es", "2024-07-01", "De 200 respuestas, 58 por ciento (116) dicen que sí, 40 por ciento (60) que no.",
         "40 por ciento"),
        ("es", "2024-07-01", "Hubo 310 robos en Ardal y 280 en Belmar, el 49 por ciento de los 1,000 del país.",
         "49 por ciento"),
        ("en", "2024-07-01", "Attacks fell in the south; altogether they fell from 70 to 76, some 9 percent.",
         "some 9 percent"),
        ("es", "2018-08-24", "Víctimas de secuestro en Chiapas en el primer semestre de 2018: 14.", "14"),
    ],
)  # fmt: skip
def test_a_slip_is_found(workspace, language, written, text, wrong):
    assert blamed(audited(workspace, language, written, text)) == [wrong]


@pytest.mark.parametrize(
    ("language", "written", "text", "words", "period"),
    [
        (*RIGHT[6], "7,906", "2018-01..2018-06"),
        (*RIGHT[7], "7,906", "2018-01..2018-06"),
        (*RIGHT[8], "7.906", "2018-01..2018-06"),
        (*RIGHT[9], "10,363", "2017"),
        (*RIGHT[10], "10.363", "2017"),
    ],
)
def test_a_number_is_of_the_time_that_its_words_join_it_to(workspace, language, written, text, words, period):
    claim = claim_of(audited(workspace, language, written, text), words)
    assert (str(claim.period), claim.verdict) == (period, "supported")


def test_a_half_year_that_is_not_over_is_not_told(workspace):
    text = "No México houve 561 vítimas de sequestro no primeiro trimestre de 2018. Para o semestre, espera-se 900."
    claim = claim_of(audited(workspace, "pt", "2018-05-02", text), "900")
    assert str(claim.period) != "2018-01..2018-06"
