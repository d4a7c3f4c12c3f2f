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
    ("en", _EN.format("There were 811 kidnappings in 2023.\n\nIt rained.\n\nIt snowed.", "Chiapas had 571."),
     "571", "", "MX-CHP", "2023"),
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


def _claims(workspace, language, text):
    now = workspace.context("2026-11-01")
    return audit(from_text(text, language, date(2024, 4, 5)), now, None).claims


def test_a_title_says_what_the_paragraphs_below_it_count(workspace):
    for language, text, number, measure, place, period in TOPICS:
        claim = next(c for c in _claims(workspace, language, text) if c.text.startswith(number))
        found = claim.measure, claim.place.code if claim.place else "", str(claim.period)
        assert found == (measure, place, period), text


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
