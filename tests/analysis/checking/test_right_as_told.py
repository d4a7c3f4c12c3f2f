"""What right texts say that a careless reader would call wrong, and the slips beside them that are wrong."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed, claim_of

RIGHT = [
    # a total of months is of all of them
    ("en", "2024-03-25", "Mexico recorded 2,433 victims of intentional homicide in January and 2,304 in February, "
     "a total of 4,737."),
    ("es", "2024-03-25", "En México hubo 2 mil 433 víctimas de homicidio doloso en enero y 2 mil 304 en febrero, "
     "un total de 4 mil 737."),
    ("pt", "2024-03-25", "O México teve 2.433 vítimas de homicídio doloso em janeiro e 2.304 em fevereiro, um total de "
     "4.737."),
    # two editions of one figure
    ("en", "2022-02-03", "When INEGI first published its half-year release in January 2020 it had 17,198 homicides in "
     "Mexico for January to June 2019. Last week's edition shows 17,776 for the same six months of 2019."),
    # the same months of another year
    ("en", "2021-02-01", "Pemex found 9,943 illegal taps in Mexico in the eleven months to November 2020, compared "
     "with 12,210 in the same months of 2019 and 13,687 in 2018."),
    ("es", "2021-02-01", "Pemex halló en México 9 mil 943 tomas clandestinas entre enero y noviembre de 2020, "
     "contra 12 mil 210 en los mismos meses de 2019 y 13 mil 687 en 2018."),
    # words between a number and its year
    ("en", "2026-11-25", "In Mexico the statistics institute had 36,773 homicides for 2020 and 31,062, on a "
     "preliminary basis, for 2023."),
    ("es", "2026-11-25", "En México el INEGI contó 36 mil 773 homicidios en 2020 y 31 mil 62, con datos "
     "preliminares, en 2023."),
    # a year that was not over
    ("es", "2019-12-23", "A falta de diciembre, México acumula 31 mil 688 víctimas de homicidio doloso en 2019."),
    ("en", "2019-12-23", "With December to come, Mexico has counted 31,688 victims of intentional homicide in 2019."),
    # an election's span told by its year
    ("es", "2021-06-30", "En México, Etellekt reporta mil 66 agresiones contra políticos entre el 7 de septiembre "
     "y el 6 de junio. En 2018 la cuenta final fue de 774 agresiones."),
    ("es", "2019-06-28", "El robo de carga sumó en México 3 mil 147 carpetas en el primer trimestre, tras 2 mil "
     "945 y 2 mil 833 en los primeros trimestres de 2018 y 2017."),
    # what a count moved from, among others that did
    ("es", "2018-11-12", "En ductos, Puebla pasó de 776 a mil 318 tomas en los primeros siete meses de 2018, "
     "Hidalgo de 502 a mil 55 y Jalisco de 304 a 902."),
    # the first place of another year
    ("es", "2018-12-17", "Tomas clandestinas en México, enero-septiembre de 2018: Puebla 1,636, Hidalgo 1,486, "
     "Guanajuato 1,350. El año completo de 2017 tuvo 10,363. Guanajuato había sido primer lugar con 1,852."),
    # the lowest first
    ("es", "2024-03-29", "Por tasa de homicidios gana en 2023 Yucatán, con 1.4 por cada 100 mil, seguido de Baja "
     "California Sur (3.1) y Coahuila (3.7)."),
    ("en", "2024-03-29", "By homicide rate Yucatán is best in 2023 with 1.4 per 100,000, followed by Baja "
     "California Sur (3.1) and Coahuila (3.7)."),
    # how much it rose
    ("pt", "2018-06-05", "O registro mexicano de desaparecidos tinha 29.485 nomes no fim de 2016; em nove meses, "
     "de julho de 2017 ao fim de abril, o aumento foi de 5.467."),
    ("es", "2018-06-05", "El registro de desaparecidos de México tenía 29 mil 485 nombres al cierre de 2016; en "
     "nueve meses el aumento fue de 5 mil 467."),
    # to one number from another
    ("en", "2024-04-09", "Cargo theft in Mexico rose for a second year in 2023, to 9,179 case files from 8,836, after "
     "three years of decline from the peak of 13,068 in 2018."),
    # a time told in an aside, and another base told last
    ("en", "2019-01-29", "Hidalgo led with 2,121 illegal taps in 2018; it had 1,064 in 2017. Puebla, first in 2016 and "
     "second the year after, had 2,072."),
    ("en", "2021-04-06", "In 2020 Mexico's prosecutors opened 9,527 files for cargo theft, 18.3 percent fewer than in "
     "2019 (11,662) and 27.1 percent fewer than in 2018, still the record year at 13,068."),
    # places counted, round parts, other measures
    ("en", "2026-02-24", "January homicide files in our four states of Mexico: Nuevo León 38, Coahuila 6, San Luis "
     "Potosí 4, Querétaro 7, so 55 together."),
    ("pt", "2019-04-08", "No México, as promotorias têm 33.369 vítimas de homicídio em 2018 e, só em janeiro de 2019, "
     "2.853. Os desaparecidos são 40 mil."),
    # a rank by rate beside counts
    ("en", "2024-03-25", "Safest of Mexico's states in 2023 by number of homicide victims was Baja California Sur with "
     "27, followed by Yucatán with 34, Durango with 91 and Aguascalientes with 95. By population the order changes. "
     "Yucatán comes first, with 1.4 victims per 100,000 people."),
    ("en", "2021-02-10", "Pemex had 9,943 illegal taps in Mexico in 2020 up to the end of November, 18.6 percent fewer "
     "than in the same eleven months of 2019, when 12,210 were found, and 13,687 in 2018."),
    ("es", "2024-03-20", "En Sonora los homicidios pasaron de mil 741 víctimas en 2022 a mil 403 en 2023."),
    # two counts of which one is no difference
    ("en", "2019-03-04", "Victims of intentional homicide in Mexico reached 33,341 in 2018 by the first full-year "
     "release, against 28,866 in 2017. December alone had 2,842, more than November with 2,687."),
    # several things by turn
    ("es", "2018-03-12", "En México hubo en 2016 22 mil 571 víctimas de homicidio doloso y 20 mil 171 carpetas, "
     "respectivamente, y en 2015, 17 mil 905 y 16 mil 141."),
    # the change of an earlier time
    ("pt", "2020-01-27", "No México, 34.582 vítimas de homicídio em 2019 contra 33.743 em 2018 dão 2,5% de alta, "
     "quando no período anterior a alta tinha passado de 16%."),
    # a paragraph that a place's name opens
    ("pt", "2024-04-30", "Orientação a viajantes: norte do México\n\nChihuahua. As vítimas de sequestro quase "
     "triplicaram em 2023: foram 181, contra 67 em 2022.\n\nNuevo León. Houve 22 vítimas em 2023, ante 27 "
     "no ano anterior."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "written", "text"), RIGHT)
def test_a_right_text_is_not_blamed(workspace, language, written, text):
    assert blamed(audited(workspace, language, written, text)) == []


def test_a_total_of_months_is_of_their_span(workspace):
    claim = claim_of(audited(workspace, *RIGHT[0]), "4,737")
    assert (str(claim.period), claim.verdict) == ("2024-01..2024-02", "supported")


def test_the_numbers_below_a_place_that_opens_a_paragraph_are_of_there(workspace):
    claim = claim_of(audited(workspace, *RIGHT[-1]), "181")
    assert claim.place is not None
    assert (claim.place.code, claim.verdict) == ("MX-CHH", "supported")


@pytest.mark.parametrize(
    ("language", "written", "text", "right", "wrong"),
    [
        ("en", "2025-04-08", "In 2024 our carriers reported 63 incidents to the control room, after 71 in 2023. The "
         "tracking rules were followed in 55 of the {} incidents reported in 2024.", "63", "68"),
        ("es", "2025-04-08", "En 2024 los transportistas reportaron 63 incidentes. Se cumplió la regla en 55 de los {} "
         "incidentes reportados en 2024.", "63", "68"),
        ("pt", "2024-04-18", "O México contou 811 vítimas de sequestro em 2023, ante 724 em 2022. Das {} vítimas, "
         "nenhuma foi registrada em Durango.", "811", "881"),
        ("en", "2024-04-30", "Extortion refuses to go down. Prosecutors across Mexico registered {} victims of the "
         "crime in 2023, practically the same number as the year before.", "10,974", "10,794"),
        ("es", "2019-03-01", "Con los datos de diciembre, el recuento de 2018 en México llega a 34,202 "
         "víctimas: 33,341 de homicidio doloso y {} de feminicidio.", "861", "681"),
    ],
)  # fmt: skip
def test_a_number_told_amiss_is_found(workspace, language, written, text, right, wrong):
    assert blamed(audited(workspace, language, written, text.format(right))) == []
    assert blamed(audited(workspace, language, written, text.format(wrong))) in ([wrong], ["34,202", wrong])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2024 our carriers reported 63 incidents. In 2023, 55 of the 68 incidents were thefts."),
        ("en", "In 2024 our carriers reported 63 incidents. On the highway, 20 of the 21 incidents were thefts."),
        ("en", "In 2024 we had 63 incidents in one region. In 2024, 55 of the 68 incidents on the coast were thefts."),
        ("es", "En 2024 hubo 63 incidentes con camiones y 68 incidentes con autos. En 2024, 55 de los 68 "
         "incidentes con autos fueron robos."),
    ],
)  # fmt: skip
def test_parts_of_another_whole_are_no_slip(workspace, language, text):
    assert blamed(audited(workspace, language, "2025-04-08", text)) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "Con la nueva metodología, 2017 quedó en México en 24,906 personas asesinadas.", "24,906"),
        ("en", "By the new methodology Mexico had 24,906 people murdered in 2017.", "24,906"),
        ("pt", "Pela nova metodologia, o México teve 24.906 pessoas assassinadas em 2017.", "24.906"),
    ],
)
def test_people_killed_are_no_case_files(workspace, language, text, words):
    """24,906 are the files of 2017, edition of February 2018; the victims were 28,734."""
    claim = claim_of(audited(workspace, language, "2018-02-28", text), words)
    assert claim.verdict == "supported-other-definition"
