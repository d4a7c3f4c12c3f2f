"""What numbers go on about: sections under names of places, those just told, months and years pointed back at.

Each row: language, day of the text, text, number as written, measure, place, period.
"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_SEASON = "2017-09-08..2018-07-01"

PLACED_SECTIONS = [
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nFewer people were murdered. The register of the missing had 114,815 "
     "names.\n\nMichoacán and Zacatecas\n\nMichoacán went from 2,423 victims to 1,756.",
     "1,756", "homicide", "MX-MIC", "2023"),
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nFewer people were murdered. The register of the missing had 114,815 "
     "names.\n\nGuanajuato\n\nNo state has had more murders since 2018. The year's 3,104 dead are "
     "fewer than before.",
     "3,104", "homicide", "MX-GUA", "2023"),
    ("es", "2024-03-25",
     "Homicidios en México en 2023\n\nHubo menos asesinatos. El registro de desaparecidos tenía "
     "114,815 nombres.\n\nMichoacán y Zacatecas\n\nZacatecas pasó de 1,340 víctimas a 979.",
     "1,340", "homicide", "MX-ZAC", "2022"),
    ("pt", "2024-03-25",
     "Homicídios no México em 2023\n\nHouve menos assassinatos. O registro de desaparecidos tinha "
     "114.815 nomes.\n\nGuanajuato\n\nNenhum estado teve mais. As 3.104 vítimas do ano são poucas.",
     "3.104", "homicide", "MX-GUA", "2023"),
    # the section itself tells of another thing, or its heading names more than a place
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nFewer people were murdered.\n\nPuebla\n\nCargo theft is the worry "
     "there. The year's 2,589 files are a record.",
     "2,589", "cargo-theft", "MX-PUE", "2023"),
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nGuanajuato and the water war\n\nThe year had 3,104 murders.",
     "3,104", "homicide", "MX", "2023"),
    # a state told by its rank among those of the country
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nThe State of Mexico\n\nThe country's most populous state had 2,597 "
     "victims.",
     "2,597", "homicide", "MX-MEX", "2023"),
    ("en", "2024-03-25",
     "Homicide in Mexico, 2023\n\nMexico City\n\nThe country's prosecutors counted 29,705 victims.",
     "29,705", "homicide", "MX", "2023"),
]  # fmt: skip

LEFT_ASIDE = [
    ("en", "2024-03-25",
     "In 2023 there were 29,705 homicides in Mexico. The total leaves out 850 femicides.\n\nGuanajuato "
     "led with 3,104 victims.",
     "3,104", "homicide", "MX-GUA", "2023"),
    ("es", "2024-03-25",
     "En 2023 hubo 29,705 homicidios dolosos en México. El total no incluye 850 "
     "feminicidios.\n\nGuanajuato encabezó la lista con 3,104 víctimas.",
     "3,104", "homicide", "MX-GUA", "2023"),
    ("pt", "2024-03-25",
     "Em 2023 houve 29.705 homicídios dolosos no México. O total deixa de fora 850 "
     "feminicídios.\n\nGuanajuato liderou com 3.104 vítimas.",
     "3.104", "homicide", "MX-GUA", "2023"),
    ("en", "2024-03-25",
     "In 2023 there were 29,705 homicides in Mexico. There were 850 femicides.\n\nThe State of Mexico "
     "led with 93 victims.",
     "93", "femicide", "MX-MEX", "2023"),
    # what opens the next sentence turns nothing away: "kidnapping prosecutors" are no "kidnapping. Prosecutors"
    ("en", "2024-03-25",
     "Homicides in Sonora fell to 1,403 in 2023.\n\nWhat troubles officials is kidnapping. Prosecutors "
     "in Sonora counted 54 victims in 2023.",
     "54", "kidnapping", "MX-SON", "2023"),
]  # fmt: skip

KILLED = [
    ("en", "2024-03-25",
     "The department lists 75 U.S. citizens killed in homicides in Mexico in 2021. That compares with "
     "111 in 2010.",
     "111", "foreigners-killed", "MX", "2010"),
    ("en", "2024-03-25",
     "The department reports 100 US citizens killed in Mexico in 2014 and 81 in 2013.",
     "81", "foreigners-killed", "MX", "2013"),
    ("es", "2024-03-25",
     "El departamento reporta 100 ciudadanos estadounidenses asesinados en México en 2014 y 81 en 2013.",
     "81", "foreigners-killed", "MX", "2013"),
    ("es", "2024-03-25",
     "En 2021 hubo 75 ciudadanos de EE. UU. muertos por homicidio en México.",
     "75", "foreigners-killed", "MX", "2021"),
    ("pt", "2024-03-25",
     "Em 2021 houve 75 cidadãos americanos mortos em homicídios no México.",
     "75", "foreigners-killed", "MX", "2021"),
    ("en", "2024-03-25",
     "In 2021, 240 US citizens died in Mexico.",
     "240", "foreign-deaths", "MX", "2021"),
    # an event with a number of its own is not that of people told behind it
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018, with 152 killed, including 48 candidates.",
     "152", "politicians-killed", "MX", _SEASON),
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018, with 152 killed, including 48 candidates.",
     "48", "candidates-killed", "MX", _SEASON),
    ("pt", "2018-07-24",
     "Houve 774 ataques a políticos no México entre 8 de setembro de 2017 e 1º de julho de 2018; 152 "
     "foram mortos, 48 deles candidatos.",
     "152", "politicians-killed", "MX", _SEASON),
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018. Another 371 people who died were officials without an elected post.",
     "371", "officials-killed", "MX", _SEASON),
    ("en", "2018-07-24",
     "From September 8, 2017, through July 1, 2018, Mexico had 774 attacks on politicians and "
     "candidates.",
     "774", "politicians-attacked", "MX", _SEASON),
    # those just told
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018. Public servants fared worse. There were 429 attacks against them and 371 ended in death.",
     "429", "officials-attacked", "MX", _SEASON),
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018. Public servants fared worse. There were 429 attacks against them and 371 ended in death.",
     "371", "officials-killed", "MX", _SEASON),
    ("es", "2018-07-24",
     "Hubo 774 agresiones contra políticos en México del 8 de septiembre de 2017 al 1 de julio de "
     "2018. Además, 371 funcionarios no electos perdieron la vida en 429 agresiones.",
     "429", "officials-attacked", "MX", _SEASON),
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018, and 152 politicians were murdered. It tallied 774 attacks in total. July 1 accounted for "
     "138 of these, and for seven of the deaths.",
     "138", "politicians-attacked", "MX", "2018-07-01"),
    ("en", "2018-07-24",
     "Etellekt counted 774 attacks on politicians in Mexico from September 8, 2017, through July 1, "
     "2018. The guards fired 40 shots at them and 20 hit a wall.",
     "20", "", "MX", _SEASON),
]  # fmt: skip

POINTED_AT = [
    ("en", "2024-04-05",
     "In January and February 2024 extortion in Mexico had 1,846 victims, compared with 1,664 in the "
     "same two months of 2023. Guanajuato had 189 in those months, against 145.",
     "189", "extortion", "MX-GUA", "2024-01..2024-02"),
    ("en", "2024-04-05",
     "In January and February 2024 extortion in Mexico had 1,846 victims, compared with 1,664 in the "
     "same two months of 2023. Guanajuato had 189 in those months, against 145.",
     "145", "extortion", "MX-GUA", "2023-01..2023-02"),
    ("pt", "2024-04-05",
     "Em janeiro e fevereiro de 2024 houve no México 1.846 vítimas de extorsão, ante 1.664 nos mesmos "
     "meses de 2023. Guanajuato teve 189 nesses dois meses, contra 145.",
     "145", "extortion", "MX-GUA", "2023-01..2023-02"),
    ("es", "2019-12-20",
     "De enero a noviembre de 2019 hubo en México 31,688 víctimas de homicidio. Sonora pasó de 783 a "
     "1,230.",
     "783", "homicide", "MX-SON", "2018-01..2018-11"),
    ("en", "2019-12-20",
     "From January to November 2019 there were 31,688 homicide victims in Mexico. Hidalgo (312 after "
     "211) and Morelos (949 after 704) have worsened.",
     "211", "homicide", "MX-HID", "2018-01..2018-11"),
    ("en", "2018-07-25",
     "In May 2018 there were 2,894 victims of homicide in Mexico. In June the count fell to 2,668 from "
     "2,900.",
     "2,900", "homicide", "MX", "2018-05"),
    ("en", "2018-11-25",
     "The firm had 3,346 incidents of cargo theft in Mexico for the first quarter of 2018 and 3,775 "
     "for the third.",
     "3,775", "cargo-theft", "MX", "2018-Q3"),
    ("es", "2018-07-25",
     "En el primer semestre de 2018 Tamaulipas tuvo 81 víctimas de secuestro (año anterior: 116), "
     "Veracruz 82 (año anterior: 103) y el Estado de México 87.",
     "103", "kidnapping", "MX-VER", "2017-01..2017-06"),
    ("en", "2018-07-25",
     "In the first half of 2018 Tamaulipas had 81 victims of kidnapping (previous year: 116), Veracruz "
     "82 (previous year: 103).",
     "103", "kidnapping", "MX-VER", "2017-01..2017-06"),
    ("en", "2024-04-05",
     "In 2023 Guanajuato had 3,104 homicide victims (Jalisco 1,956).",
     "1,956", "homicide", "MX-JAL", "2023"),
    ("en", "2024-04-05",
     "Prosecutors registered 4,737 homicide victims in Mexico in January and February 2024, against "
     "4,884 in the first two months of 2023 (–3.0%).",
     "–3.0%", "homicide", "MX", "2024-01..2024-02"),
    ("en", "2018-06-25",
     "Pemex found 3,691 illegal taps in Mexico between January and March 2018. March alone saw 1,417.",
     "1,417", "fuel-theft", "MX", "2018-03"),
]  # fmt: skip

PLACES = [
    # where somebody speaks who is told between commas
    ("en", "2018-07-24",
     "Mexico had 15,973 murders in the first half of 2018.\n\n\"It is bad,\" said Ana Ruiz, who "
     "studies violence at a university in Puebla. \"The year 2017 was the worst, at 29,168 murders.\"",
     "29,168", "homicide", "MX", "2017"),
    ("es", "2018-07-24",
     "México tuvo 15,973 homicidios en el primer semestre de 2018.\n\n\"Es malo\", dijo Ana Ruiz, que "
     "investiga la violencia en una universidad de Puebla. \"El año 2017 fue el peor, con 29,168 "
     "homicidios\".",
     "29,168", "homicide", "MX", "2017"),
    ("pt", "2018-07-24",
     "O México teve 15.973 homicídios no primeiro semestre de 2018.\n\n\"É ruim\", disse Ana Ruiz, que "
     "estuda a violência em uma universidade de Puebla. \"O ano de 2017 foi o pior, com 29.168 "
     "homicídios.\"",
     "29.168", "homicide", "MX", "2017"),
    ("en", "2024-03-25",
     "The observatory in Puebla counted 967 murders in 2023.",
     "967", "homicide", "MX-PUE", "2023"),
    # a town's state stands in its sentence
    ("en", "2023-03-10",
     "The same rules apply as for Matamoros. In Chihuahua (Level 3), employees may go to the capital.",
     "Level 3", "advisory-level", "MX-CHH", "None"),
    # what belongs to a place, with an aside between
    ("en", "2024-04-10",
     "Of 9,179 files opened for robbery of carriers in Mexico in 2023, 4,214 were from the State of "
     "Mexico and 2,589 from Puebla.",
     "4,214", "cargo-theft", "MX-MEX", "2023"),
    ("en", "2024-04-10",
     "Of 9,179 files opened for robbery of carriers in Mexico in 2023, 4,214 were from the State of "
     "Mexico and 2,589 from Puebla.",
     "2,589", "cargo-theft", "MX-PUE", "2023"),
    ("en", "2024-04-10",
     "There were 10,974 victims of extortion in Mexico in 2023, of whom 4,199 – 38% – lived in the "
     "State of Mexico.",
     "4,199", "extortion", "MX-MEX", "2023"),
    ("en", "2024-04-10",
     "Puebla had 413 files for cargo theft in January and February 2024. In January it had most of the "
     "country's 728.",
     "728", "cargo-theft", "MX", "2024-01"),
    ("en", "2024-04-10",
     "Homicide in Mexico, 2023\n\nThe State of Mexico had 2,597 victims, second only to Guanajuato.",
     "2,597", "homicide", "MX-MEX", "2023"),
    # a review of its own points at no state
    ("en", "2024-04-10",
     "Puebla had 2,589 files for cargo theft in 2023.\n\nOn March 15, 2024, the national register had "
     "114,815 missing people. The ministry announced that a review of its own had reduced that to "
     "99,729.",
     "99,729", "missing-persons", "MX", "2024-03-15"),
]  # fmt: skip


@pytest.mark.parametrize("rows", [PLACES, PLACED_SECTIONS, LEFT_ASIDE, KILLED, POINTED_AT])
def test_a_number_goes_on_about_what_its_text_tells(workspace, rows):
    now = workspace.context("2026-11-01")
    for language, day, text, written, measure, place, period in rows:
        claims = audit(from_text(text, language, date.fromisoformat(day)), now, None).claims
        claim = next(c for c in claims if c.text == written)
        found = claim.measure, claim.place.code if claim.place else "", str(claim.period)
        assert found == (measure, place, period), text


def test_a_quarter_told_by_its_ordinal_alone_is_not_accused_with_the_one_before(workspace):
    text = (
        "SensiGuard had 3,346 incidents of cargo theft in Mexico for the first quarter of 2018 and 3,775 for the "
        "third."
    )
    now = workspace.context("2018-11-25")
    claims = audit(from_text(text, "en", date(2018, 11, 25)), now, now).claims
    assert [c.verdict for c in claims if c.verdict in ("contradicted", "inconsistent")] == []
