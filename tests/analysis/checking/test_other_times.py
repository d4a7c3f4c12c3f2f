"""Counts that seem to be of one time and are exactly those of another: the link is in doubt, unless it is told."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed


@pytest.mark.parametrize(
    ("language", "written", "text"),
    [
        ("pt", "2024-12-16", "No México, os feminicídios foram 1.018 em 2021, 980 em 2022 e 850 em 2023. Houve em cada "
         "um desses anos mais de 2 mil mulheres entre as vítimas de homicídio doloso, que somaram 33.361, 30.974 e "
         "29.705."),
        ("en", "2024-04-15", "Guanajuato, Mexico: 3,260 murder victims in 2022. Then came 3,104, still the most of any "
         "state. Baja California went from 2,726 to 2,417 and Chihuahua the other way, 1,972 and 2,071."),
        ("en", "2024-04-15", "By INEGI's count Mexico had 36,685 homicides in 2018 and then, in turn, 36,661, 36,773, "
         "35,625, 33,287 and 31,062."),
        ("es", "2024-04-15", "Según el INEGI, en México hubo 36,685 homicidios en 2018 y después, uno tras otro, "
         "36,661, 36,773, 35,625, 33,287 y 31,062."),
    ],
)  # fmt: skip
def test_the_count_of_another_time_accuses_nobody(workspace, language, written, text):
    assert blamed(audited(workspace, language, written, text)) == []


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        (
            "en",
            "Mexico had 33,361 victims of intentional homicide in 2023. In 2021 there had been more.",
            "33,361",
        ),
        ("es", "En 2023 México tuvo 33,361 víctimas de homicidio doloso; en 2021 habían sido más.", "33,361"),
        (
            "pt",
            "Em 2023 o México teve 33.361 vítimas de homicídio doloso; em 2021 tinham sido mais.",
            "33.361",
        ),
        ("es", "El año pasado México tuvo 33,361 víctimas de homicidio doloso.", "33,361"),
        ("en", "Mexico had 33,361 victims of intentional homicide last year.", "33,361"),
    ],
)
def test_the_count_of_another_year_told_as_of_its_own_is_wrong(workspace, language, text, wrong):
    assert blamed(audited(workspace, language, "2024-04-15", text)) == [wrong]
