"""Counts that are called a record, against the series that they are of."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed, claim_of

DAY = "2024-08-20"


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "INEGI counted 24,559 homicides in Mexico in 2016, the highest figure since the series began in 1990.",
         "24,559"),
        ("en", "Mexico had 29,705 victims of intentional homicide in 2023, according to the Executive Secretariat. "
         "It is the lowest number since 2015.", "29,705"),
        ("en", "Pemex found 6,848 illegal taps in Mexico in 2016; it was the lowest total since 2014.", "6,848"),
        ("en", "According to INEGI there were 32,223 homicides in Mexico in 2022. That was the second-highest annual "
         "toll ever recorded.", "32,223"),
        ("es", "Las fiscalías abrieron 9,179 carpetas de investigación por robo a transportista en México en 2023. No "
         "se veía una cifra tan alta desde 2018.", "9,179"),
        ("es", "Con 33,361 víctimas de homicidio, 2021 fue en México el año más violento desde que hay registro, "
         "de acuerdo con el Secretariado Ejecutivo.", "33,361"),
        ("es", "En México, las víctimas de extorsión fueron 9,408 en 2021, 11,039 en 2022 y 10,974 en 2023. El "
         "gobierno admite que 2023 fue el récord de toda la serie.", "10,974"),
        ("pt", "O INEGI divulgou o número preliminar de homicídios do México em 2016: 23.953. É o valor mais alto de "
         "toda a série, que começa em 1990, e supera em 15,4% os 20.762 de 2015.", "23.953"),
        ("es", "Por robo a transportista, México tuvo en 2020 9,527 carpetas, según el Secretariado Ejecutivo. Es un "
         "18.3% menos que en 2019 (11,662) y la cifra más baja de toda la serie.", "9,527"),
        ("pt", "As promotorias do México abriram 9.179 inquéritos por roubo a transportadores em 2023; desde 2018 não "
         "havia número tão alto.", "9.179"),
        ("pt", "Em 2022 houve 724 vítimas de sequestro no México, o segundo menor número da série que começa em 2015.",
         "724"),
    ],
)  # fmt: skip
def test_a_record_that_its_own_series_does_not_bear_out(workspace, language, text, wrong):
    assert wrong in blamed(audited(workspace, language, DAY, text))


def test_the_time_that_is_beyond_a_record_is_told(workspace):
    found = audited(
        workspace, "en", DAY, "Prosecutors opened 9,179 case files for cargo theft in Mexico in 2023."
        " It was the highest figure since 2018."
    )  # fmt: skip
    (done,) = [a for a in claim_of(found, "9,179").arithmetic if a.kind == "record"]
    assert (done.holds, done.error) == (False, "no-record")
    assert "11,662 in 2019" in done.shown


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "INEGI counted 24,559 homicides in Mexico in 2016, the highest figure since 2012."),
        ("en", "The Secretariat counted 30,974 victims of intentional homicide in Mexico in 2022; the worst year on "
         "record remains 2019."),
        ("en", "With 30,974 victims of intentional homicide in Mexico in 2022, the state of Colima had its worst year "
         "ever."),
        ("en", "Kidnapping victims in Mexico totalled 816 in 2021 (Executive Secretariat), the lowest annual figure on "
         "record until then."),
        ("es", "El INEGI contabilizó 27,213 homicidios en México en 2011, un récord hasta entonces."),
        ("es", "La tasa de homicidios de 2023 en México, con 31,062 casos según el INEGI, fue la más baja desde 2015."),
        ("es", "El vocero dijo que 2023, con 31,062 homicidios en México según el INEGI, fue el año menos violento "
         "desde 2010. Es falso: en 2014 hubo 20,010."),
        ("es", "Por robo a transportista, México tuvo en 2020 9,527 carpetas, según el Secretariado Ejecutivo. Es un "
         "18.3% menos que en 2019 (11,662) y la cifra más baja desde 2016."),
        ("es", "El presupuesto más alto desde 2015 no evitó que México tuviera 30,974 víctimas de homicidio doloso en "
         "2022."),
        ("es", "En 2023 México tuvo 29,705 víctimas de homicidio doloso. Guanajuato, con 3,104, cerró su mejor año "
         "desde 2018."),
        ("pt", "Com 33.361 vítimas de homicídio doloso no México, 2021 não foi o ano mais violento da série, segundo o "
         "Secretariado Executivo."),
        ("pt", "O México registrou 811 vítimas de sequestro em 2023, segundo o Secretariado Executivo. É o segundo "
         "menor resultado da série, que começa em 2015."),
    ],
)  # fmt: skip
def test_a_record_that_stands_or_is_of_something_else_accuses_nobody(workspace, language, text):
    assert blamed(audited(workspace, language, DAY, text)) == []


@pytest.mark.parametrize(
    ("language", "written", "text"),
    [
        ("pt", "2021-07-28", "O INEGI contou 36.579 homicídios no México em 2020, dado preliminar e o maior da série."),
        ("es", "2024-08-20", "En 2017 el INEGI contó 31,174 homicidios en México, la cifra más alta jamás registrada."),
    ],
)  # fmt: skip
def test_a_record_of_its_day_is_none_of_the_times_and_editions_behind_it(workspace, language, written, text):
    assert blamed(audited(workspace, language, written, text)) == []
