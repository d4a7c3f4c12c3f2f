"""A count that says no more than when and how many is of what the sentence before it counts."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import accused

# language, a text with a gap, what makes it wrong, what makes it right
TOLD = [
    ("pt", "As promotorias mexicanas abriram 9.179 inquéritos por roubo de carga em 2023, segundo o Secretariado "
     "Executivo. Em 2018, eram {}.", "14.068", "13.068"),
    ("pt", "O México somou 1.629 vítimas de sequestro em 2019, conforme os dados oficiais. O número de 2022 foi {}.",
     "924", "724"),
    ("pt", "Segundo o Secretariado Executivo, o México teve 34.720 vítimas de homicídio doloso em 2019. Já em 2015 "
     "haviam sido {}.", "16.884", "17.884"),
    ("es", "Guanajuato registró 3,104 víctimas de homicidio doloso en 2023, según el Secretariado Ejecutivo. En 2022 "
     "fueron {}.", "3,620", "3,260"),
    ("es", "Pemex detectó 14,894 tomas clandestinas en 2018, de acuerdo con su informe. Un año antes, en 2017, habían "
     "sido {}.", "12,363", "10,363"),
    ("en", "Mexico recorded 10,974 victims of extortion in 2023, official data show. In 2018 there had been {}.",
     "8,795", "6,895"),
    ("en", "Cargo theft led to 9,179 case files in Mexico in 2023, the Secretariat says. The figure for 2020 was {}.",
     "7,527", "9,527"),
]  # fmt: skip
INNOCENT = [
    ("en", "Mexico recorded 850 femicides in 2023, official data show. In 2016 it was 607."),
    ("en", "Mexico's prosecutors counted 29,705 homicide victims in 2023. In the United States, it was 22,830."),
    ("en", "Mexico recorded 29,705 homicide victims in 2023. In 2015, in the old method, it was 18,707."),
    ("en", "Mexico had 811 kidnapping victims in 2023, prosecutors say. In 2019 there were 1,330, counted by "
     "case file."),
    ("es", "México tuvo 811 víctimas de secuestro en 2023. En 2022 fueron 2,100, contando los no denunciados."),
    ("es", "Pemex encontró 2,121 tomas clandestinas en Hidalgo en 2018. En 2019, hasta octubre, fueron 3,493."),
    ("es", "Las fiscalías abrieron 461 carpetas por secuestro en México en 2023. En 2014 eran 1,395."),
    ("pt", "As procuradorias registraram 29.705 vítimas de homicídio doloso em 2023 no México. Em 2022, segundo "
     "o INEGI, "
     "foram 33.287."),
    ("pt", "O México somou 9.179 inquéritos por roubo de carga em 2023. Em 2018, na conta da SensiGuard, eram 17.270."),
    ("pt", "O Secretariado Executivo registrou 10.336 inquéritos por extorsão no México em 2023. Em 2018 foram 6.895 "
     "vítimas."),
]  # fmt: skip


@pytest.mark.parametrize("language, text, wrong, right", TOLD)
def test_a_wrong_count_without_a_noun_is_blamed(workspace, language, text, wrong, right):
    assert accused(workspace, language, text.format(wrong), "2024-05-15") == [wrong]
    assert not accused(workspace, language, text.format(right), "2024-05-15")


@pytest.mark.parametrize("language, text", INNOCENT)
def test_what_may_be_counted_otherwise_is_let_be(workspace, language, text):
    assert not accused(workspace, language, text, "2024-05-15")
