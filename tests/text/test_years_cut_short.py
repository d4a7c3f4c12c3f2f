"""A year of which the words right behind it say until which month it was counted."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text
from almenara.text.periods import find_periods


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("pt", "Na média, foram 904 por mês no ano passado até novembro.", "2020-01..2020-11"),
        ("es", "Fueron 904 al mes el año pasado hasta noviembre.", "2020-01..2020-11"),
        ("en", "It found 904 a month last year through November.", "2020-01..2020-11"),
        ("en", "It found 904 a month last year to the end of November.", "2020-01..2020-11"),
        ("en", "It found 9,943 in 2020 through November.", "2020-01..2020-11"),
        # until a month of another year, and a month that is another clause's
        ("en", "It had found 12,000 in 2019, and until November of 2020 it found 9,943.", "2019"),
        ("es", "En 2020 hubo 9,943; hasta noviembre de 2019, 12,210.", "2020"),
    ],
)
def test_until_a_month_ends_the_year(language: str, text: str, period: str) -> None:
    found = find_periods(from_text(text, language=language, published=date(2021, 2, 8)))
    assert str(found[0].period) == period
