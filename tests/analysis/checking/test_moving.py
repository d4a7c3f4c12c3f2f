"""A count that another is compared with is of an earlier time, though no words say which."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.linking import link
from almenara.text.opening import from_text

UNDATED = [
    ("en", "In 2023 Mexico had 811 victims of kidnapping, versus 724.", "2022"),
    ("en", "Mexico had 3,691 illegal taps from January to March 2018, against 2,704.", "2017-Q1"),
    ("en", "Kidnapping in Mexico rose to 811 victims in 2023, from 724.", "2022"),
    ("en", "In 2023 Mexico had 811 victims of kidnapping (724).", "2022"),
    ("en", "In 2023 Mexico had 811 victims of kidnapping, previously 724.", "2022"),
    ("en", "Mexico had 811 victims of kidnapping in 2023 after 724.", "2022"),
    ("es", "México tuvo 3,691 tomas clandestinas de enero a marzo de 2018, contra 2,704.", "2017-Q1"),
    ("es", "En 2023 los secuestros en México subieron a 811 víctimas desde 724.", "2022"),
    ("pt", "O México teve 3.691 tomadas clandestinas de janeiro a março de 2018, ante 2.704.", "2017-Q1"),
]
DATED = [
    ("en", "Mexico had 811 victims of kidnapping in 2023, against 816 in 2021.", "2021"),
    ("en", "In 2023 Chihuahua had 181 victims of kidnapping, against 84 in the State of Mexico.", "2023"),
    ("es", "En 2023 Chihuahua tuvo 181 víctimas de secuestro, frente a 84 del Estado de México.", "2023"),
    ("pt", "O México teve 811 vítimas de sequestro em 2023, ante 816 em 2021.", "2021"),
]


def test_the_base_of_a_count_is_of_the_year_before_where_nothing_says_when(workspace):
    context = workspace.context("2026-11-01")
    for language, text, period in UNDATED:
        first, second = link(from_text(text, language, date(2024, 4, 5)), context)[0]
        assert (first.measure, first.period_sure) == (second.measure, True), text
        assert (str(second.period), second.period_sure) == (period, False), text


def test_what_a_count_is_up_from_behind_its_change_is_of_the_year_before(workspace):
    text = "Tabasco had 72 victims of homicide in January and February, up 85 percent from 39."
    claims = link(from_text(text, "en", date(2024, 4, 5)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in claims] == ["2024-01..2024-02", "2024-01..2024-02", "2023-01..2023-02"]
    assert not claims[2].period_sure


def test_a_base_with_its_own_date_or_place_keeps_it(workspace):
    context = workspace.context("2026-11-01")
    for language, text, period in DATED:
        second = link(from_text(text, language, date(2024, 4, 5)), context)[0][1]
        assert (str(second.period), second.period_sure) == (period, True), text


AS_OF = [
    ("en", "By the end of October 2018 Mexico had 12,581 illegal taps.", "2018-01..2018-10"),
    ("es", "Al cierre de octubre de 2018 México sumaba 12,581 tomas clandestinas.", "2018-01..2018-10"),
    ("en", "By the end of 2019 the register of Mexico had 61,637 missing persons.", "2019-12-31"),
]


def test_what_is_counted_up_to_a_day_began_with_its_year_and_a_stock_is_of_the_day(workspace):
    context = workspace.context("2026-11-01")
    for language, text, period in AS_OF:
        assert str(link(from_text(text, language, date(2024, 4, 5)), context)[0][0].period) == period, text
