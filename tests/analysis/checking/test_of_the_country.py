"""Shares, ranks, rates and averages of a country's counts, held against the evidence where the words leave no doubt."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited, blamed


def accused(workspace: Workspace, language: str, text: str) -> list[str]:
    return blamed(audited(workspace, language, "2024-04-15", text))


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        # 3,104 of 29,705 victims (SESNSP, March 2024) are 10.4 %
        ("en", "Guanajuato accounted for 21 percent of Mexico's murder victims in 2023.", "21 percent"),
        ("en", "In 2023 Guanajuato had one in five of the country's homicide victims.", "one in five"),
        ("es", "Guanajuato concentró el 17 por ciento de las víctimas de homicidio doloso del país en 2023.",
         "17 por ciento"),
        ("pt", "Guanajuato respondeu por 17% das vítimas de homicídio doloso do México em 2023.", "17%"),
        # Jalisco's 1,956 victims are the fifth of the states
        ("es", "En 2023 Jalisco fue el segundo estado con más víctimas de homicidio doloso de México.",
         "segundo estado con más"),
        ("pt", "Em 2023 Jalisco foi o segundo estado com mais vítimas de homicídio doloso no México.",
         "segundo estado com mais"),
        # 29,705 in 365 days are 81 a day; case files, of which the words do not speak, 69
        ("en", "Mexico averaged 64 murder victims a day in 2023.", "64 murder victims a day"),
        ("es", "En 2023 México promedió 64 víctimas de homicidio doloso al día.", "64"),
    ],
)  # fmt: skip
def test_what_the_counts_held_plainly_deny_is_contradicted(workspace, language, text, wrong):
    assert accused(workspace, language, text) == [wrong]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Guanajuato accounted for 10.4 percent of Mexico's murder victims in 2023."),
        ("es", "Guanajuato concentró uno de cada diez homicidios del país en 2023."),
        # of a part of the country, or of several states
        ("en", "Guanajuato had 18 per cent of the murder victims of the country's north and centre in 2023."),
        ("es", "Guanajuato tuvo 24 por ciento de las víctimas de homicidio doloso del país entre los estados del Bajío "
         "en 2023."),
        ("en", "Guanajuato and five other states accounted for 47 percent of Mexico's homicide victims in 2023."),
        ("es", "Junto con Baja California, Guanajuato concentró 19 por ciento de las víctimas de homicidio doloso del "
         "país en 2023."),
        ("en", "Guanajuato accounted for a fifth of the increase in Mexico's homicide victims in 2023."),
        # by rate, by change, by something else
        ("es", "En 2023 Colima fue el primer estado con más víctimas de homicidio doloso por cada 100 mil habitantes "
         "en México."),
        ("pt", "Em 2023 Morelos foi o segundo estado com maior alta de vítimas de homicídio doloso do México."),
        ("en", "In 2023 Michoacán was the third state of Mexico with the most victims of mass killings."),
        ("es", "Jalisco es segundo en el país en 2023 con más desaparecidos y quinto con más víctimas de homicidio "
         "doloso."),
        ("es", "En 2023 Jalisco fue el quinto estado con más víctimas de homicidio doloso de México."),
        ("es", "México registró 24.9 homicidios por cada 100 mil habitantes en 2023."),
        ("es", "En 2023 México promedió 69 homicidios dolosos al día."),
    ],
)  # fmt: skip
def test_what_they_do_not_plainly_deny_is_not(workspace, language, text):
    assert accused(workspace, language, text) == []
