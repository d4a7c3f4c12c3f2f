"""Two counts of one thing told as then and now, where words tell the time of one of them only."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.linking import link
from almenara.text.opening import from_text

_EN = (
    "Illegal taps in Guanajuato, in Mexico, went down from 1,097 in the first seven months of last year to 1,016. "
    "In Hidalgo they doubled, from 502 to 1,055; and Tlaxcala, which had 34, now has 257."
)
_PT = (
    "As perfurações ilegais em Guanajuato, no México, caíram de 1.097 nos primeiros sete meses do ano passado para "
    "1.016. Em Hidalgo dobraram, de 502 para 1.055; Tlaxcala, que tinha 34, agora tem 257."
)
_ES = (
    "Las tomas clandestinas en Guanajuato, México, bajaron de 1,097 en los primeros siete meses del año pasado a "
    "1,016. En Hidalgo se duplicaron, de 502 a 1,055; Tlaxcala, que tenía 34, ahora tiene 257."
)
_THEN, _NOW = "2017-01..2017-07", "2018-01..2018-07"
TOLD = [
    *((language, text, periods)
      for language, text in (("en", _EN), ("es", _ES), ("pt", _PT))
      for periods in [[_THEN, _NOW, _THEN, _NOW, _THEN, _NOW]]),
    ("en", "In 2017 kidnapping fell in Mexico. Sonora's 54 victims are an exception: there had been eight.",
     ["2017", "2016"]),
    ("es", "En 2017 el secuestro bajó en México. Sonora tenía ocho víctimas y ahora tiene 54.", ["2016", "2017"]),
    # both told with their time; a time that is not over yet; another place; no word of now
    ("en", "Illegal taps in Mexico rose from 502 in 2016 to 1,055 in 2017.", ["2016", "2017"]),
    ("en", "Illegal taps in Mexico rose from 6,848 in 2015 to 10,293.", ["2015", "None"]),
    ("es", "Los secuestros en México bajaron de 1,149 en el último trimestre del año pasado a 900.",
     ["2017-Q4", "None"]),
    ("es", "En 2017 Sonora tenía ocho secuestros en México y Jalisco ahora tiene 54.", ["2017", "2017"]),
    ("pt", "Em 2017 Sonora tinha oito sequestros no México e 54 foragidos.", ["2017", "2017"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "periods"), TOLD)
def test_the_former_of_two_counts_is_of_the_earlier_time(workspace, language, text, periods):
    found = link(from_text(text, language, date(2018, 10, 19)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found if c.kind == "count"] == periods


NOW = [
    ("en", "There were 4,884 homicides in Mexico in January and February 2023 and 4,737 now, 147 fewer."),
    ("es", "En México hubo 4,884 homicidios en enero y febrero de 2023 y 4,737 ahora, 147 menos."),
    ("pt", "No México foram 4.884 homicídios em janeiro e fevereiro de 2023 e 4.737 agora, 147 a menos."),
]


@pytest.mark.parametrize(("language", "text"), NOW)
def test_a_count_told_as_of_now_is_of_the_months_of_this_year(workspace, language, text):
    found = link(from_text(text, language, date(2024, 4, 5)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found] == ["2023-01..2023-02", "2024-01..2024-02", "2024-01..2024-02"]


def test_now_in_another_clause_says_nothing_of_a_count(workspace):
    text = (
        "There were 29,705 homicides in Mexico in 2023 and 850 femicides, now that all states have reported."
    )
    found = link(from_text(text, "en", date(2024, 4, 5)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found] == ["2023", "2023"]
