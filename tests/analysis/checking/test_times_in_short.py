"""Times of counts told in short: a verb left out, a span that an event ends, a time that points to one told before.

Each row: language, day of the text, text, periods of its counts in their order.
"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.linking import link
from almenara.text.opening import from_text

from .audits import audited

GAPPED = [
    ("en", "2019-02-12",
     "August was the worst month of 2018, with 1,219 murders, and February the calmest, with 1,004.",
     ["2018-08", "2018-02"]),
    ("es", "2019-02-12",
     "Julio fue el mes más violento de 2018, con 2,617 asesinatos, y marzo el más tranquilo, con 2,103.",
     ["2018-07", "2018-03"]),
    ("pt", "2019-02-12",
     "Julho foi o mês mais violento de 2018, com 2.617 assassinatos, e março o mais calmo, com 2.103.",
     ["2018-07", "2018-03"]),
    ("es", "2020-01-28", "Para 2018 la cifra es de mil 185 secuestros y para 2017, de mil 390.", ["2018", "2017"]),
    ("en", "2020-05-21", "April brought 2,492 murders, March 2,628 and February 2,366.",
     ["2020-04", "2020-03", "2020-02"]),
    ("en", "2017-11-22", "October had 2,764 murders; May, the previous worst, had 2,535.", ["2017-10", "2017-05"]),
    ("es", "2017-11-22", "Octubre, con 2,764 asesinatos, superó a mayo, que tenía el récord con 2,535.",
     ["2017-10", "2017-05"]),
    ("es", "2019-02-12", "En julio, el peor mes de 2018, hubo 2,617 asesinatos y en marzo 2,103.",
     ["2018-07", "2018-03"]),
    ("es", "2020-02-10", "El peor año fue 2011 con 22,852 homicidios.", ["2011"]),
    ("es", "2022-01-25", "El año pasado cerró con 33,308 asesinatos; el antepasado, con 34,554.", ["2021", "2020"]),
    # a number before what goes on is of no time told there; what is no month of a time is not ranked in it
    ("en", "2019-02-12", "Murders rose to 33,743 in 2018, with 2,617 of them in July.", ["2018", "2018-07"]),
    ("en", "2020-02-10", "In 2019 there were 1,006 femicides, 94 more than in 2018, when there were 912.",
     ["2019", "2019", "2018"]),
    ("en", "2019-02-12", "Guanajuato was the most violent state of 2018, with 3,290 murders.", ["2018"]),
    # which month it was is not told
    ("en", "2019-02-12", "The worst month of 2018 had 2,617 murders.", ["None"]),
    ("es", "2019-02-12", "El peor mes de 2018 tuvo 2,617 asesinatos.", ["None"]),
]  # fmt: skip
ENDED_BY_AN_EVENT = [
    ("es", "2021-06-28",
     "Entre el 7 de septiembre de 2020 y la jornada del 6 de junio de 2021 hubo 102 homicidios.",
     ["2020-09-07..2021-06-06"]),
    ("en", "2018-08-20", "Between 8 September 2017 and election day, 1 July, there were 152 murders.",
     ["2017-09-08..2018-07-01"]),
    ("pt", "2021-06-28",
     "Entre 7 de setembro de 2020 e o dia da eleição, 6 de junho de 2021, houve 102 homicídios.",
     ["2020-09-07..2021-06-06"]),
    ("es", "2018-08-20", "Del 8 de septiembre al cierre de las casillas, el 1 de julio, hubo 774 homicidios.",
     ["2017-09-08..2018-07-01"]),
    # no span: two times joined by "and" without "between"
    ("es", "2018-08-20", "Hubo 20 homicidios en enero de 2018 y en la jornada del 6 de junio hubo 30.",
     ["2018-01", "2018-06-06"]),
]  # fmt: skip
POINTING = [
    ("en", "2018-12-21", "In November 2,687 people were murdered, taking the total for the year to 30,499.",
     ["2018-11", "2018-01..2018-11"]),
    ("es", "2018-12-21", "En noviembre hubo 2,687 homicidios, con lo que el acumulado del año llegó a 30,499.",
     ["2018-11", "2018-01..2018-11"]),
    ("pt", "2019-01-21", "Em dezembro houve 2.842 homicídios, o que elevou o total do ano para 33.743.",
     ["2018-12", "2018"]),
    ("en", "2019-01-22", "In July 2,617 people were murdered, the most; the total for the year was 33,743.",
     ["2018-07", "2018"]),
    ("es", "2018-10-22", "De enero a septiembre hubo 1,045 secuestros; el año pasado, a estas alturas, iban 902.",
     ["2018-01..2018-09", "2017-01..2017-09"]),
    ("pt", "2018-10-22", "De janeiro a setembro houve 1.045 sequestros. Há um ano, a esta altura, eram 902.",
     ["2018-01..2018-09", "2017-01..2017-09"]),
    ("en", "2020-04-20", "In 2017 there were 28,866 murders; in the two years that followed, 33,743 and 34,681.",
     ["2017", "2018", "2019"]),
    ("es", "2020-04-20", "En 2017 hubo 28,866 homicidios; en los dos siguientes, 33,743 y 34,681.",
     ["2017", "2018", "2019"]),
    ("en", "2019-01-20",
     "In 2016 there were 22,545 murders, in the year after 28,866, and in the one after that 33,743.",
     ["2016", "2017", "2018"]),
    ("pt", "2019-04-15", "Em 2016 houve 22.545 homicídios; no ano seguinte, 28.866, e no seguinte, 33.743.",
     ["2016", "2017", "2018"]),
    ("en", "2019-11-20", "There were 2,966 murders in August; in the month that followed there were 2,845.",
     ["2019-08", "2019-09"]),
    ("en", "2018-02-20", "In 2017 there were 28,866 murders and in 2016 there were 22,545; in the latter year "
     "602 femicides.", ["2017", "2016", "2016"]),
    ("es", "2019-08-02", "La primera quincena de julio dejó 1,402 homicidios y la segunda, 1,576.",
     ["2019-07-01..2019-07-15", "2019-07-16..2019-07-31"]),
    ("en", "2018-08-20", "In the second half of July there were 1,302 murders, and 1,202 in the first.",
     ["2018-07-16..2018-07-31", "2018-07-01..2018-07-15"]),
    ("en", "2019-10-22", "Over the same nine months of 2018 there were 25,211 murders, and of 2017, 20,878.",
     ["2018", "2017"]),
    # it is none of the time told last that comes "a year after" something
    ("en", "2019-04-15", "Murders doubled a year after they took office in 2017, with 33,743 in 2018.", ["2018"]),
    ("en", "2024-04-15", "There were 181 kidnappings last year after 67 the year before.", ["2023", "2022"]),
]  # fmt: skip
CAME_FROM = [
    ("en", "2019-11-25",
     "From January to October 2019 there were 13,401 illegal taps. In the same months of 2018 there were 12,534 "
     "illegal taps. In Hidalgo alone the count of illegal taps doubled from 1,721.",
     ["2019-01..2019-10", "2018-01..2018-10", "2018-01..2018-10"]),
    ("es", "2019-08-20", "En 2018 hubo 736 homicidios en Colima, contra 812 en 2017. En Sinaloa los homicidios "
     "cayeron desde los 1,300.", ["2018", "2017", "2017"]),
    ("pt", "2019-08-20", "Em 2018 houve 736 homicídios em Colima, ante 812 em 2017. Em Sinaloa os homicídios "
     "caíram de 1.300.", ["2018", "2017", "2017"]),
    # the sentence tells the other end, or a time of its own
    ("en", "2019-08-20", "In 2018 there were 736 murders in Colima. In Sinaloa murders fell from 1,300 in 2016.",
     ["2018", "2016"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "day", "text", "periods"), [*GAPPED, *ENDED_BY_AN_EVENT, *POINTING, *CAME_FROM]
)
def test_a_time_told_in_short_is_that_of_its_count(workspace, language, day, text, periods):
    found = link(from_text(text, language, date.fromisoformat(day)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found if c.kind == "count"] == periods


TWICE = [
    ("es", "Entre el 7 de septiembre de 2020 y la jornada del 6 de junio de 2021 fueron asesinados 102 políticos en "
     "México. Los {n} asesinatos de políticos ocurridos durante el proceso no pueden repetirse."),
    ("en", "Between 7 September 2020 and election day, 6 June 2021, 102 politicians were killed in Mexico. The {n} "
     "killings of politicians during the campaign must not be repeated."),
    ("pt", "Entre 7 de setembro de 2020 e o dia da eleição, 6 de junho de 2021, foram assassinados 102 políticos no "
     "México. Os {n} assassinatos de políticos ocorridos durante o processo não podem se repetir."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TWICE)
def test_a_count_of_the_campaign_told_again_is_the_same(workspace, language, text):
    other = audited(workspace, language, "2021-06-28", text.format(n=112))
    assert any(not sum_.holds for claim in other.claims for sum_ in claim.arithmetic)
    again = audited(workspace, language, "2021-06-28", text.format(n=102))
    assert all(sum_.holds for claim in again.claims for sum_ in claim.arithmetic)


TOLD_ON = [
    ("es", "2018-11-21", "Octubre dejó 2,761 homicidios, la cifra más alta desde julio, que registró 2,617.",
     ["2018-10", "2018-07"]),
    ("en", "2019-02-12", "Murders reached 33,743 in 2018, the most since 2011, which saw 27,213.", ["2018", "2011"]),
    ("pt", "2018-11-21", "Outubro registrou 2.761 homicídios, o maior número desde julho, que teve 2.617.",
     ["2018-10", "2018-07"]),
    ("es", "2020-08-25", "Julio fue el segundo mes más violento del año, con 2,981 homicidios, solo por debajo de "
     "marzo, con 3,028.", ["2020-07", "2020-03"]),
    ("en", "2021-01-26", "December was marginally better than November: 2,753 homicides against 2,864.",
     ["2020-12", "2020-11"]),
    ("es", "2020-01-22", "El año cerró con 34,582 homicidios; el previo, con 33,743.", ["2019", "2018"]),
    ("pt", "2017-09-25", "Só em agosto houve 2.234 homicídios; no ano já são 16.152.", ["2017-08", "2017-01..2017-08"]),
    ("en", "2018-03-22", "There were 59 murders in January and 45 in February; a year before, 68 and 52.",
     ["2018-01", "2018-02", "2017-01", "2017-02"]),
    ("es", "2018-03-22", "En 2016 hubo 59 secuestros y en 2017, 45; dos años antes, 68 y 52.",
     ["2016", "2017", "2014", "2015"]),
    ("en", "2019-06-12", "Five months into the year, there were 300 murders.", ["2019-01..2019-05"]),
    ("es", "2019-10-03", "En agosto hubo 154 secuestros. En lo que va del año hay 1,183 secuestros.",
     ["2019-08", "2019-01..2019-08"]),
    ("en", "2018-05-03", "March (2,729 murders) was worse than February (2,389) and January (2,549).",
     ["2018-03", "2018-02", "2018-01"]),
    ("en", "2019-01-28",
     "There were 33,743 murders in 2018. A year earlier it was 28,866, and a decade earlier, in 2008, 12,585.",
     ["2018", "2017", "2008"]),
    ("en", "2019-07-30", "The state had 412 murders in 2018, 26 of them since June.",
     ["2018", "2018-06-01..2019-07-30"]),
    ("en", "2019-02-12",
     "Between the launch of the plan on 1 December 2018 and 31 January 2019, there were 5,600 murders.",
     ["2018-12..2019-01"]),
    # what "with" joins behind a time told by "in" is of the sentence; other counts than those before have no turn
    ("en", "2019-02-12", "Murders rose to 33,743 in 2018, more than in 2017, with 300 murders in Colima.",
     ["2018", "2018"]),
    ("en", "2018-03-22", "In January there were 59 murders; a year before, 68 and 52.",
     ["2018-01", "2017-01", "2017-01"]),
    # the month told last is not the one before
    ("es", "2019-10-23", "En julio hubo 40 secuestros. En lo que va del año hay 1,183 secuestros.",
     ["2019-07", "2019-01..2019-09"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "day", "text", "periods"), TOLD_ON)
def test_what_is_told_on_about_a_time_is_of_it(workspace, language, day, text, periods):
    found = link(from_text(text, language, date.fromisoformat(day)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found if c.kind == "count"] == periods


OF_THE_SAME = [
    ("en", "2022-07-21", "From April through June 2022 there were 8,207 murders; the quarter before had brought 7,358, "
     "and the same quarter of 2021, 8,682.", ["2022-Q2", "2022-Q1", "2021-Q2"]),
    ("es", "2022-07-21", "De abril a junio hubo 8,207 homicidios; el trimestre anterior, 7,358, y el mismo trimestre "
     "de 2021, 8,682.", ["2022-Q2", "2022-Q1", "2021-Q2"]),
    ("pt", "2019-03-21", "Houve 49 homicídios em fevereiro, depois de 61 em janeiro. Nos mesmos dois meses do ano "
     "passado houve 78 homicídios.", ["2019-02", "2019-01", "2018-01..2018-02"]),
    ("es", "2019-11-20", "2019 suma ya 28,741 homicidios; a estas alturas de 2018 iban 27,900 homicidios.",
     ["2019-01..2019-10", "2018-01..2018-10"]),
    ("es", "2020-03-20", "2019 suma ya 28,741 homicidios.", ["2019"]),
    ("en", "2019-12-23", "November's 2,893 murders bring the 2019 count to 31,688, against 30,499 by this point in "
     "2018.",
     ["2019-11", "2019-01..2019-11", "2018-01..2018-11"]),
    ("es", "2020-10-22", "Los secuestros bajaron a 68 en septiembre desde 89 en agosto. En lo que va de 2020 hay 711 "
     "secuestros.", ["2020-09", "2020-08", "2020-01..2020-09"]),
    ("pt", "2021-01-25", "Dezembro fechou com 2.753 homicídios; o ano, com 34.515.", ["2020-12", "2020"]),
    ("es", "2021-01-25", "Diciembre cerró el año con 2,753 homicidios.", ["2020-12"]),
    ("en", "2020-01-29", "Compared with 2015 — 17,886 murders — last year's 34,582 murders are nearly double.",
     ["2015", "2019"]),
    ("en", "2018-08-20", "In the six months before the vote of 1 July 2018, there were 61 murders.",
     ["2018-01..2018-06"]),
    ("es", "2018-08-20", "En los dos meses anteriores a la elección del 1 de julio de 2018 hubo 40 homicidios.",
     ["2018-05..2018-06"]),
    # what a dash opens and none closes goes on; a span before a year is none before a day
    ("en", "2019-05-25", "Murders were up from 2017 – 33,743 in 2018.", ["2018"]),
    ("en", "2019-03-20", "Two years after the reform of 2016, 33,743 people were murdered in 2018.", ["2018"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "day", "text", "periods"), OF_THE_SAME)
def test_the_same_months_and_the_year_so_far_are_those_told(workspace, language, day, text, periods):
    found = link(from_text(text, language, date.fromisoformat(day)), workspace.context("2026-11-01"))[0]
    assert [str(c.period) for c in found if c.kind == "count"] == periods
