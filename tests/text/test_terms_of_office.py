"""Months of a term of office are of no year by themselves; their dates right behind say of which."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text
from almenara.text.periods import find_periods


@pytest.mark.parametrize(
    ("language", "text", "periods"),
    [
        ("pt", "Nos primeiros oito meses do novo governo mexicano, de dezembro de 2018 a julho de 2019, houve 12.",
         ["2018-12..2019-07"]),
        ("es", "En los primeros ocho meses del gobierno actual, de diciembre de 2018 a julio de 2019, hubo 12.",
         ["2018-12..2019-07"]),
        ("en", "In the first eight months of the new government, from December 2018 to July 2019, it counted 12.",
         ["2018-12..2019-07"]),
        ("en", "In the first eight months of 2019 it counted 12.", ["2019-01..2019-08"]),
    ],
)  # fmt: skip
def test_the_dates_of_a_term_s_months_are_those_told(language: str, text: str, periods: list[str]) -> None:
    found = find_periods(from_text(text, language=language, published=date(2019, 8, 20)))
    assert [str(mention.period) for mention in found] == periods
