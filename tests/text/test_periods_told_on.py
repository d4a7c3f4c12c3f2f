"""Periods that a text leaves to what it told before: lines of a list, elliptic parts of a year, months just over.

Each row: language, day of the text, text, number as written, period of that number.
"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text
from almenara.text.periods import find_periods, governing

LABELLED = [
    ("en", "2022-07-20",
     "Bulletin, June 2022\n\nHomicide: 187 victims, down from 203 last May.\nRobbery: 412. In June 2021 it was 455."
     "\nKidnapping: 2 in all.", "2 in", "2022-06"),
    ("es", "2022-07-20",
     "Boletín, junio de 2022\n\nHomicidio: 187 víctimas.\nRobo: 412. En 2021 fueron 5,455.\nSecuestro: 2 casos.",
     "2 casos", "2022-06"),
    ("pt", "2018-09-12",
     "Boletim – agosto de 2018\n\nHomicídios: 2.650 vítimas.\nNo acumulado do ano: 18.835 vítimas.\n"
     "Sequestros: 107. Há um ano eram 98.", "107", "2018-08"),
    ("pt", "2018-09-12",
     "Boletim – agosto de 2018\n\nHomicídios: 2.650 vítimas.\nNo acumulado do ano: 18.835 vítimas.\n"
     "Sequestros: 107. Há um ano eram 98.", "98", "2017-08"),
    # the first line tells a time of its own; the title's month is that of the issue
    ("en", "2022-07-20",
     "Bulletin, June 2022\n\nHomicide: 187 victims in 2021.\nRobbery: 412.\nKidnapping: 2 in all.", "2 in", "2021-06"),
    ("es", "2022-06-20",
     "Boletín, junio de 2022\n\nHomicidio: 187 víctimas.\nRobo: 412. En 2021 hubo 5,455.\nSecuestro: 2 casos.",
     "2 casos", "2021-06"),
]  # fmt: skip
OPENED = [
    ("es", "2019-07-22",
     "En el primer semestre de 2019 hubo 17 mil víctimas.\n\nJunio fue el peor mes, con 2 mil 993.\n\n"
     "Guanajuato tuvo 767.", "767", "2019-01..2019-06"),
    ("en", "2019-07-22",
     "In the first half of 2019 there were 17,608 victims.\n\nIn June there were 2,993.\n\nJalisco had 767.",
     "767", "2019-01..2019-06"),
    # the months told are of another time than the first words
    ("en", "2019-10-22",
     "In the first half of 2019 there were 17,608 victims.\n\nIn July there were 2,993.\n\nJalisco had 767.",
     "767", "2019-07"),
]  # fmt: skip
OF_A_YEAR_BEFORE = [
    ("en", "2021-01-26", "Veracruz had 84 in 2020; in the year before it had been first, with 157.", "157", "2019"),
    ("pt", "2021-01-26", "Em 2020 teve 84. No ano anterior havia sido primeiro, com 157.", "157", "2019"),
    ("es", "2021-04-15", "El año pasado se hallaron 544 cuerpos; el anterior, 445.", "445", "2019"),
    ("es", "2024-04-15", "Hubo once casos el año pasado y diez el anterior.", "diez", "2022"),
    ("es", "2021-04-15", "El año pasado hubo 544; el anterior récord, 445, quedó lejos.", "445", "2020"),
]  # fmt: skip
LATER = [
    ("en", "2025-02-12", "On 21 January four died; two days later, 3 more.", "3 more", "2025-01-23"),
    ("es", "2025-02-12", "El 21 de enero murieron cuatro; dos días después, 3 más.", "3 más", "2025-01-23"),
    ("pt", "2025-02-12", "Em 21 de janeiro morreram quatro; dois dias depois, 3 mais.", "3 mais", "2025-01-23"),
    ("en", "2025-01-22", "On 21 January four died; two days later, 3 more.", "3 more", "2025-01-21"),
]  # fmt: skip
FIRST_DAYS = [
    ("en", "2022-03-24", "In the first 20 days of January there were 104.", "104", "2022-01-01..2022-01-20"),
    ("es", "2022-03-24", "En las primeras dos semanas de enero hubo 104.", "104", "2022-01-01..2022-01-14"),
    ("pt", "2022-03-24", "Nos primeiros 20 dias de janeiro de 2021 foram 104.", "104", "2021-01-01..2021-01-20"),
]  # fmt: skip
JUST_OVER = [
    ("es", "2025-02-12", "En 2024 hubo 996 homicidios. En enero se registraron 153.", "153", "2025-01"),
    ("en", "2025-02-12", "In 2024 there were 996 homicides. In January 153 were counted.", "153", "2025-01"),
    ("pt", "2025-02-12", "Dezembro de 2024 teve 151 mortes. Em janeiro foram 168.", "168", "2025-01"),
    # it ranks the months of that year; it was long over
    ("en", "2025-02-12", "In 2024 there were 996 homicides. January was the quietest month, with 53.", "53", "2024-01"),
    ("es", "2025-05-12", "En 2024 hubo 996 homicidios. En enero se registraron 153.", "153", "2024-01"),
]  # fmt: skip
OF_THE_YEAR = [
    # the half that the month told last ends, not the older one told to compare with
    ("en", "2018-08-06", "In the first half of 2017 they had reported 751. June 2018 had 668. The dead of the "
     "half-year were 738.", "738", "2018-01..2018-06"),
    ("en", "2018-08-06", "In the first half of 2017 they reported 751. May 2017 had 668. The dead of the "
     "half-year were 738.", "738", "2017-01..2017-06"),
    ("en", "2019-02-11", "In 2018 there were 9,182 thefts. Puebla had 1,740 in the year, and 60 in all.", "1,740",
     "2018"),
    ("en", "2023-09-28", "On 16 May 2022 it had 100,008 names. At the end of that year it had 109,516.", "109,516",
     "2022-12-31"),
    ("es", "2023-09-28", "El 16 de mayo de 2022 tenía 100 mil. Para el último día de ese año ya iban 109 mil.",
     "109", "2022-12-31"),
    ("pt", "2025-01-29", "No segundo semestre de 2024 foram 5.210; em 2023, 9.999.", "9.999", "2023"),
    # all of the year is expected, the months that were told are counted
    ("pt", "2023-10-25", "Entre janeiro e setembro de 2023 foram 478.\n\nNeste ano espera-se que sejam 900.",
     "900", "2023"),
    ("es", "2018-10-29", "Entre enero y septiembre de 2018 hubo 8,613.\n\nPara este año espera que superen los 9,000.",
     "9,000", "2018"),
    ("pt", "2023-10-25", "Entre janeiro e setembro de 2023 foram 478.\n\nNeste ano foram 479.", "479",
     "2023-01..2023-09"),
]  # fmt: skip

SPANS = [
    ("es", "2024-04-02",
     "Del 7 de septiembre de 2020 al 6 de junio de 2021 hubo 36 casos. En 2022 hubo dos.\n\n"
     "Del 7 de septiembre de 2020 al 6 de junio de 2021 fueron 36. Durante todo el proceso, los 63 casos quedaron sin "
     "castigo.", "63", "2020-09-07..2021-06-06"),
    ("es", "2024-04-02",
     "Entre el 7 de septiembre de 2020 y el 6 de junio de 2021 hubo 36 casos. A lo largo de ese periodo, los 63 casos.",
     "63", "2020-09-07..2021-06-06"),
    ("en", "2024-04-02",
     "Between 7 September 2020 and 6 June 2021 there were 36 cases. Throughout the whole campaign the 63 cases stayed "
     "open.", "63", "2020-09-07..2021-06-06"),
    ("en", "2024-04-02",
     "Between 7 September 2020 and 6 June 2021 there were 36 cases. Over the entire period the 63 cases stayed open.",
     "63", "2020-09-07..2021-06-06"),
    ("pt", "2024-04-02",
     "Entre 7 de setembro de 2020 e 6 de junho de 2021 houve 36 casos. Durante toda a campanha, os 63 casos.",
     "63", "2020-09-07..2021-06-06"),
    ("pt", "2024-04-02",
     "Entre 7 de setembro de 2020 e 6 de junho de 2021 houve 36 casos. Ao longo do processo, os 63 casos.",
     "63", "2020-09-07..2021-06-06"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "day", "text", "number", "period"),
    [*LABELLED, *OPENED, *OF_A_YEAR_BEFORE, *LATER, *FIRST_DAYS, *JUST_OVER, *OF_THE_YEAR, *SPANS],
)
def test_what_a_text_told_before_is_gone_on_about(
    language: str, day: str, text: str, number: str, period: str
) -> None:
    manuscript = from_text(text, language, date.fromisoformat(day))
    found = governing(find_periods(manuscript), manuscript, manuscript.text.index(number))
    assert str(found.mention.period if found else None) == period


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the last 0 days of 2018 there were 300 homicides."),
        ("en", "In the last 900 days of 2018 there were 300 homicides."),
        ("en", "In the first 0 days of May there were 300 homicides."),
        ("en", "In the first six weeks of February there were 300 homicides."),
        ("en", "On 3 May 2023 five people died. 999999999999 days later there were 300."),
        ("es", "En los últimos 0 días de 2018 hubo 300 homicidios."),
        ("pt", "Nos últimos 0 dias de 2018 houve 300 homicídios."),
    ],
)
def test_lengths_that_no_year_or_month_has_are_no_period_and_stop_nothing(language, text):
    manuscript = from_text(text, language, date(2024, 3, 26))
    found = governing(find_periods(manuscript), manuscript, text.index("300"))
    assert found is None or found.mention.period is None or found.mention.period.days in (1, 365)
