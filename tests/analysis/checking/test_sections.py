"""What a heading or run-in title sets for the paragraphs below it."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_EN = "Mexico in 2023\n\nHomicide\n\nThere were 29,705 victims in 2023.\n\n{}\n\n{}"
_ES = "México en 2023\n\nHomicidio\n\nHubo 29,705 víctimas en 2023.\n\n{}\n\n{}"
_PT = "México em 2023\n\nHomicídios\n\nForam 29.705 vítimas em 2023.\n\n{}\n\n{}"
TOPICS = [
    # words that name a measure in a title only
    ("en", _EN.format("Cargo", "Prosecutors opened 9,179 files for thefts in 2023. Puebla had 2,589."),
     "2,589", "cargo-theft", "MX-PUE", "2023"),
    ("en", _EN.format("3. Pipelines", "In all of 2018 there were 14,894, and 10,293 in 2017."),
     "10,293", "fuel-theft", "MX", "2017"),
    ("en", _EN.format("The kidnapped", "The official figure for 2023 was 811 victims."),
     "811", "kidnapping", "MX", "2023"),
    ("en", _EN.format("Summary", "- Cargo: Puebla had 2,589 thefts in 2023.\n- Other: 14 in 2023."),
     "2,589", "cargo-theft", "MX-PUE", "2023"),
    ("es", _ES.format("CARGA", "Los robos denunciados llegaron a 9,179 en 2023. Puebla tuvo 2,589."),
     "2,589", "cargo-theft", "MX-PUE", "2023"),
    ("es", _ES.format("Transportistas", "En Jalisco las carpetas cayeron a 246 en 2023."),
     "246", "cargo-theft", "MX-JAL", "2023"),
    ("es", _ES.format("Contexto", "Combustible. Hidalgo ocupó el primer lugar en 2018, con 2,121."),
     "2,121", "fuel-theft", "MX-HID", "2018"),
    ("pt", _PT.format("2. Carga", "Os roubos somaram 9.179 em 2023. Puebla responde por 2.589."),
     "2.589", "cargo-theft", "MX-PUE", "2023"),
    ("pt", _PT.format("Combustível", "Em 2018 foram 14.894, depois de 10.293 em 2017."),
     "10.293", "fuel-theft", "MX", "2017"),
    # a title that says more is about more
    ("en", _EN.format("Fuel prices", "They rose in 2018, and 14,894 stations were closed in 2017."),
     "14,894", "", "MX", "2017"),
    ("es", _ES.format("Tarifas de carga", "En Puebla hubo 2,589 en 2023."), "2,589", "", "MX-PUE", "2023"),
    ("pt", _PT.format("Seguro de carga", "Em Puebla houve 2.589 em 2023."), "2.589", "", "MX-PUE", "2023"),
    ("en", "Mexico had 29,705 murders in 2023. The cargo was late. In 2022 there were 30,974.",
     "30,974", "homicide", "MX", "2022"),
    # a section goes on for all its paragraphs, and below headings that name no thing
    ("en", _EN.format("Centre. Guanajuato had 3,104.\n\nNorth. Sonora had 1,403.\n\nWest. Jalisco had 1,956.",
                      "South. Chiapas had 571, a third more."), "571", "homicide", "MX-CHP", "2023"),
    ("es", _ES.format("Nacional", "En 2018 hubo 33,743 casos."), "33,743", "homicide", "MX", "2018"),
    ("pt", _PT.format("Por estado", "Em 2023, Jalisco teve 1.956."), "1.956", "homicide", "MX-JAL", "2023"),
    ("es", _ES.format("Presupuesto", "En 2023 Jalisco tuvo 1,956."), "1,956", "", "MX-JAL", "2023"),
    ("en", _EN.format("There were 811 kidnappings in 2023.\n\nIt rained.\n\nIt snowed.", "Chiapas had 575."),
     "575", "", "MX-CHP", "2023"),
    # of two crimes told, the one that has this very value there
    ("en", _EN.format("There were 811 kidnappings in 2023.\n\nIt rained.\n\nIt snowed.", "Chiapas had 571."),
     "571", "homicide", "MX-CHP", "2023"),
    # a section without a time is of that of its text
    ("en", _EN.format("Kidnapping\n\nIn 2023 there were 811 victims.", "Extortion\n\nJalisco had 643."),
     "643", "extortion", "MX-JAL", "2023"),
    ("es", "México: balance de enero a junio de 2018\n\nSecuestro\n\nTamaulipas tuvo 81 víctimas.",
     "81", "kidnapping", "MX-TAM", "2018-01..2018-06"),
    ("pt", "México: boletim de abril de 2024\n\nSequestros\n\nTamaulipas teve 81 vítimas.",
     "81", "kidnapping", "MX-TAM", "None"),
    ("en", _EN.format("Missing people", "The register has 114,815 names."), "114,815", "missing-persons", "MX", "None"),
    # a count that moved within a year told only by itself comes from the year before
    ("en", "In 2023 Mexico had 29,705 murders.\n\nThe number in Jalisco came down from 2,069 to 1,956.",
     "2,069", "homicide", "MX-JAL", "2022"),
    # the killed of a body that counts those of one kind only, or under the title of such
    ("es", "México, 2017. Reporteros sin Fronteras contó once asesinados en 2017.",
     "once", "journalists-killed", "MX", "2017"),
    ("pt", "México. A Repórteres sem Fronteiras contou onze mortos em 2022.",
     "onze", "journalists-killed", "MX", "2022"),
    ("es", _ES.format("PRENSA", "Hubo 13 asesinatos en 2022."), "13", "journalists-killed", "MX", "2022"),
    ("es", _ES.format("PRENSA", "Hubo 30,974 homicidios en 2022."), "30,974", "homicide", "MX", "2022"),
    ("pt", _PT.format("7. Imprensa", "Foram 13 assassinatos em 2022."), "13", "journalists-killed", "MX", "2022"),
    # the noun of another number, which something else brings in
    ("es", "Personas desaparecidas en México\n\nEl 4 de febrero de 2019 el gobierno habló de 40 mil, con 26 mil "
     "cuerpos sin identificar.", "40 mil", "missing-persons", "MX", "2019-02-04"),
    ("en", "Missing people in Mexico\n\nOn 4 February 2019 the government spoke of 40,000, plus 26,000 unidentified "
     "bodies.", "40,000", "missing-persons", "MX", "2019-02-04"),
    ("en", "In 2023 Puebla had 967 and Morelos 1,504 victims of homicide.", "967", "homicide", "MX-PUE", "2023"),
]  # fmt: skip


TIMES = [
    # months from January on, told behind the whole of last year, and the same months of a year named
    ("en", "Murders in Mexico\n\nLast year there were 29,705. January and February brought 4,737, against 4,884 in the "
     "same two months of 2023.", {"4,737": "2024-01..2024-02", "4,884": "2023-01..2023-02"}),
    ("es", "Homicidio en México\n\nEl año pasado hubo 29,705. Enero y febrero trajeron 4,737, contra 4,884 en esos dos "
     "meses de 2023.", {"4,737": "2024-01..2024-02", "4,884": "2023-01..2023-02"}),
    ("pt", "Homicídios no México\n\nEm 2023 foram 29.705 e 30.974 em 2022. Em janeiro e fevereiro foram 4.737, contra "
     "4.884 nos mesmos dois meses de 2023.", {"4.737": "2024-01..2024-02", "4.884": "2023-01..2023-02"}),
    ("en", "Murders in Mexico\n\nIn 2023 there were 29,705. From January to June there were 15,136, in December 2,319.",
     {"15,136": "2023-01..2023-06", "2,319": "2023-12"}),
    ("en", "Murders in Mexico\n\nIn 2022 there were 30,974. In January and February there were 4,684.",
     {"4,684": "2022-01..2022-02"}),
    # a year told of another number by "the 527 of 2022", and what is below or far from it
    ("en", "Murders in Mexico in 2023\n\nZacatecas had 979, far from the 1,340 of 2022. Sonora had 1,403, well "
     "below the "
     "1,741 of 2022.", {"979": "2023", "1,340": "2022", "1,403": "2023", "1,741": "2022"}),
    ("es", "Homicidio en México en 2023\n\nZacatecas tuvo 979, muy lejos de los 1,340 de 2022. Sonora tuvo 1,403, por "
     "debajo de los 1,741 de 2022.", {"979": "2023", "1,340": "2022", "1,403": "2023", "1,741": "2022"}),
    ("pt", "Homicídios no México em 2023\n\nZacatecas teve 979, longe dos 1.340 de 2022. Sonora teve 1.403, bem abaixo "
     "dos 1.741 de 2022.", {"979": "2023", "1.340": "2022", "1.403": "2023", "1.741": "2022"}),
    # what somebody is called, and the year of a peak
    ("en", "Murders in Mexico\n\nIn 2023 there were 29,705. Guanajuato, the leader of 2018, fell to 3,104. Jalisco had "
     "1,956.", {"3,104": "2023", "1,956": "2023"}),
    ("es", "Homicidio en México\n\nEn 2023 hubo 29,705. Guanajuato, líder en 2018, bajó a 3,104. Jalisco, en "
     "2022, tuvo "
     "2,069.", {"3,104": "2023", "2,069": "2022"}),
    ("en", "Murders in Mexico\n\nThe peak was 2019, with 34,720. In 2023 there were 29,705.",
     {"34,720": "2019", "29,705": "2023"}),
    # a month that is only ranked, or a half that nothing is counted of, is not that of the next paragraph
    ("en", "Murders in Mexico\n\nIn 2019 there were 34,720.\n\nJune 2019 was the worst month: 3,004. The second "
     "half was "
     "better.\n\nJalisco had 2,672.", {"3,004": "2019-06", "2,672": "2019"}),
    ("es", "Homicidio en México\n\nEn 2019 hubo 34,720.\n\nEl segundo semestre de 2019 fue algo "
     "mejor.\n\nJalisco tuvo 2,672.",
     {"2,672": "2019"}),
    ("en", "Murders in Mexico\n\nThe toll of 2019 was 34,720.\n\nApril 2019, with 2,752, was the best.\n\n"
     "Jalisco had 2,672.", {"2,752": "2019-04", "2,672": "2019"}),
    # a peak told in another paragraph is not where a count came from, nor is a day ahead one of last year
    ("en", "Murders in Mexico\n\nThe peak was 2019, with 34,720.\n\nIn 2023 there were 29,705. Jalisco came down from "
     "2,069 to 1,956.", {"2,069": "2022", "1,956": "2023"}),
    ("en", "Murders in Mexico\n\nIn 2024 there may be 28,000. On 2 June the ballot has 128,000 names.",
     {"128,000": "2024-06-02"}),
    # what is counted through the end of some months began with the year
    ("en", "Through the end of June 2018 the states of Mexico reported 15,973 victims of homicide.",
     {"15,973": "2018-01..2018-06"}),
    ("es", "Hasta fines de junio de 2018 los estados de México reportaron 15,973 víctimas de homicidio.",
     {"15,973": "2018-01..2018-06"}),
    ("pt", "Até fins de junho de 2018 os estados do México registraram 15.973 vítimas de homicídio.",
     {"15.973": "2018-01..2018-06"}),
]  # fmt: skip


def _claims(workspace, language, text):
    now = workspace.context("2026-11-01")
    return audit(from_text(text, language, date(2024, 4, 5)), now, None).claims


def test_a_title_says_what_the_paragraphs_below_it_count(workspace):
    for language, text, number, measure, place, period in TOPICS:
        claim = next(c for c in _claims(workspace, language, text) if c.text.startswith(number))
        found = claim.measure, claim.place.code if claim.place else "", str(claim.period)
        assert found == (measure, place, period), text


def test_what_was_told_of_when_holds_for_its_own_numbers_only(workspace):
    for language, text, periods in TIMES:
        found = {c.text.split()[-1]: str(c.period) for c in _claims(workspace, language, text)}
        assert {number: found[number] for number in periods} == periods, text


def test_a_rank_of_one_year_is_not_wrong_for_the_list_of_another(workspace):
    rows = "| Puebla | 1,533 | {} |\n| Guanajuato | 1,309 | 1,852 |\n| Hidalgo | 344 | {} |\n"
    text = (
        "Pemex found 14,894 illegal taps in Mexico in 2018. Hidalgo ranked first, with 2,121.\n\n"
        "| State | 2016 | {} |\n|---|---:|---:|\n"
    )
    now = workspace.context("2026-11-01")
    for year, values, errors in (
        ("2017", ("1,443", "1,064"), []),
        ("2018", ("2,572", "2,121"), ["rank-against-list"]),
    ):
        document = from_text(text.format(year) + rows.format(*values), "en", date(2019, 5, 6))
        document = audit(document, now, None)
        found = [a.error for c in document.claims if c.kind == "rank" for a in c.arithmetic if not a.holds]
        assert found == errors, year
