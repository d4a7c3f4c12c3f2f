"""Things told of by their turn: side by side, the former and the latter, two crimes and their sum."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

TOLD = [
    ("en", "In 2019 Mexico had 34,582 victims of homicide and 1,006 of femicide. The former rose by 2.5 percent, the "
     "latter by 12.7 percent.", "2.5 percent", "homicide"),
    ("en", "In 2019 Mexico had 34,582 victims of homicide and 1,006 of femicide. The former rose by 2.5 percent, the "
     "latter by 12.7 percent.", "12.7 percent", "femicide"),
    ("es", "Hubo en México 2,180 homicidios y 764 robos a transportistas. Los primeros bajaron 3 por ciento; los "
     "segundos, 8 por ciento.", "3 por ciento", "homicide"),
    ("es", "Hubo en México 2,180 homicidios y 764 robos a transportistas. Los primeros bajaron 3 por ciento; los "
     "segundos, 8 por ciento.", "8 por ciento", "cargo-theft"),
    ("es", "Hubo en México 2,180 homicidios y 764 secuestros. Los primeros tres meses fueron peores: 912.",
     "912", "kidnapping"),
    ("pt", "O México teve 811 sequestros e 10.974 extorsões em 2023. O primeiro cresceu 12% e a segunda caiu 1%.",
     "12%", "kidnapping"),
    ("en", "Extortion and kidnapping in Mexico stood at 8,523 and 1,614 respectively in 2019.", "8,523", "extortion"),
    ("es", "Los secuestros y las extorsiones en México sumaron 1,222 y 5,653, en ese orden.", "5,653", "extortion"),
    ("pt", "O México teve 34.582 homicídios e 1.006 feminicídios em 2019. Somados, são 35.588 mortos. Em 2018 haviam "
     "sido 33.743 e 893.", "893", "femicide"),
    # what the sum is told of
    ("en", "In 2019 there were 34,582 homicides and 1,006 femicides in Mexico. Together the two left 35,588 victims, "
     "or 97 a day.", "97 a day", "homicide-and-femicide"),
    ("es", "En 2019 hubo en México 34,582 homicidios, 2.5 por ciento más, o cuatro por hora. Si se suman los "
     "feminicidios, el año cierra con 35,588 víctimas.", "35,588", "homicide-and-femicide"),
    # when, told in the words counted; the year of a base
    ("pt", "1. Feminicídio no México. Foram 850 vítimas no ano.", "850", "femicide"),
    ("en", "Mexico had 10,974 victims of extortion in 2023, 65 fewer than the 11,039 of the year before.",
     "11,039", "extortion"),
]  # fmt: skip


def test_what_is_told_by_its_turn_is_of_the_measure_whose_turn_it_is(workspace):
    context = workspace.context("2026-11-01")
    for language, text, number, measure in TOLD:
        claims = audit(from_text(text, language, date(2024, 4, 5)), context, None).claims
        assert next(c.measure for c in claims if number in c.text) == measure, text


def test_a_sum_over_two_crimes_is_no_expectation(workspace):
    """34,582 and 1,006 victims: the prosecutors' counts of 2019 as first published."""
    text = "In 2019 Mexico had 34,582 homicide victims. If femicides are added, the year ended with 35,588 victims."
    claims = audit(from_text(text, "en", date(2020, 2, 5)), workspace.context("2026-11-01"), None).claims
    assert [(c.measure, c.projection) for c in claims] == [
        ("homicide", False),
        ("homicide-and-femicide", False),
    ]
