"""Rows that each tell a total and its parts: the one that does not add up is blamed, and each is of its own time."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import accused, audited, claim_of

# language, a list with a gap, what makes it wrong, what makes it right
LISTS = [
    ("en", "Victims per year (homicide + femicide = total), Mexico:\n2020: 34,569 + 976 = 35,545\n"
     "2021: 33,361 + 1,018 = 34,379\n2022: 30,974 + 980 = {}\n2023: 29,705 + 850 = 30,555", "31,594", "31,954"),
    ("en", "Mexico: killings on one page\n\nHomicide and femicide together 34,379, homicide 33,361, femicide 1,018 "
     "(2021)\nHomicide and femicide together 31,954, homicide 30,974, femicide {} (2022)\nHomicide and femicide "
     "together 30,555, homicide 29,705, femicide 850 (2023)", "908", "980"),
    ("en", "Shipments by depot: all, by road, by rail\n\nNorth | 1,250 | 900 | 350\nCentre | 1,410 | 1,005 | 405\n"
     "South | 1,130 | {} | 310", "850", "820"),
    ("es", "Víctimas de homicidio doloso y de feminicidio en México, y la suma:\n\na) 2021: 33,361 y 1,018 (34,379)\n"
     "b) 2022: 30,974 y 980 ({})\nc) 2023: 29,705 y 850 (30,555)", "31,945", "31,954"),
    ("es", "Homicidio y feminicidio por estado en México, 2023\n\nGuanajuato: 3,104 + 22 → 3,126\nBaja California: "
     "2,417 + 23 → {}\nChihuahua: 2,071 + 32 → 2,103", "2,540", "2,440"),
    ("es", "Homicidio doloso en México, 2018\n\nPrimer trimestre: 7,802 víctimas (enero 2,571, febrero 2,445, marzo "
     "2,786)\nSegundo trimestre: 8,482 víctimas (abril 2,778, mayo 2,935, junio 2,769)\nTercer trimestre: {} víctimas "
     "(julio 3,074, agosto 2,954, septiembre 2,967)", "9,095", "8,995"),
    ("pt", "Sequestro no México\n\n2021: 628 inquéritos, sendo 402 extorsivos, 118 relâmpago e 108 outros\n2022: 506 "
     "inquéritos, sendo 331 extorsivos, 97 relâmpago e 78 outros\n2023: 461 inquéritos, sendo 300 extorsivos, 101 "
     "relâmpago e {} outros", "80", "60"),
    ("pt", "Homicídios dolosos mais feminicídios, México.\n\nEm 2018, 33.737 mais 919 dão 34.656 vítimas.\nEm 2019, "
     "34.720 mais 970 dão 35.690 vítimas.\nEm 2020, 34.569 mais 976 dão {} vítimas.", "35.645", "35.545"),
]  # fmt: skip
INNOCENT = [
    ("en", "Arms used in homicides\n\n2021: 33,361, of which 23,411 by firearm and 9,950 by other means\n2022: 30,974, "
     "of which 21,004 by firearm and 9,970 by other means\n2023: 29,705, of which 20,690 by firearm and 8,100 by other "
     "means; the means is unknown in the rest"),
    ("en", "Mexico: victims\n\n2021: 34,379 in total; 33,361 homicide, 1,018 femicide\n2022: 31,954 in total; 30,974 "
     "homicide, 980 femicide\n2023: 30,600 in total; 29,705 homicide, 850 femicide"),
    ("en", "Trips\n\n2021: 120 trips, 80 by road, 40 by air\n2022: 140 trips, 90 by road, 50 by air\n2023: 150 trips, "
     "90 by road, 50 by air and 10 by sea"),
    ("es", "Homicidio y feminicidio, México\n\n2021: 34,379, de los cuales 33,361 homicidios y 1,018 "
     "feminicidios\n2022: "
     "31,954, de los cuales 30,974 homicidios y 980 feminicidios\n2023: 30,100, de los cuales 29,250 homicidios y 845 "
     "feminicidios*\n\n* Faltan los datos de un estado en el desglose."),
    ("pt", "Sequestro, vítimas no México\n\n2021: 816\n2022: 724, 92 menos que as 816 de 2021\n2023: 811, 87 "
     "mais que as "
     "724 de 2022"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, wrong, right", LISTS)
def test_the_row_that_does_not_add_up_is_blamed(workspace, language, text, wrong, right):
    assert accused(workspace, language, text.format(wrong), "2024-05-15")
    assert not accused(workspace, language, text.format(right), "2024-05-15")


@pytest.mark.parametrize("language, text", INNOCENT)
def test_rows_that_need_not_add_up_are_let_be(workspace, language, text):
    assert not accused(workspace, language, text, "2024-05-15")


def test_a_total_and_its_parts_are_of_the_time_and_the_measures_of_their_row(workspace):
    found = audited(
        workspace, "en", "2024-05-15",
        "Mexico, murder and femicide, the two added up (murder / femicide).\n\n35,690 (34,720 / 970) in 2019\n"
        "35,545 (34,569 / 976) in 2020\n34,379 (33,361 / 1,018) in 2021",
    )  # fmt: skip
    for words, measure, year in (
        ("35,690", "homicide-and-femicide", "2019"),
        ("34,720", "homicide", "2019"),
        ("970", "femicide", "2019"),
        ("33,361", "homicide", "2021"),
        ("1,018", "femicide", "2021"),
        ("34,379", "homicide-and-femicide", "2021"),
    ):
        claim = claim_of(found, words)
        assert (claim.measure, str(claim.period)) == (measure, year)


def test_parts_that_are_kinds_of_the_whole_are_not_held_against_it(workspace):
    text = (
        "Kidnapping victims in Mexico: for ransom, express, other, total\n\n2021 | 511 | 190 | 115 | 816\n"
        "2022 | 448 | 171 | 105 | 724\n2023 | 502 | 199 | 110 | 811"
    )
    assert not accused(workspace, "en", text, "2024-05-15")
    assert claim_of(audited(workspace, "en", "2024-05-15", text), "448").measure == ""
