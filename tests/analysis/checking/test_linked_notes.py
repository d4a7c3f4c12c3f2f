"""What the numbers of notes, columns and short news are linked to: (language, text, number, measure, place, period)."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

LINKED: list[tuple[str, str, str, str, str | None, str | None]] = [
    # a place behind "that there were in" is where; behind "than in" it is compared with
    ("es", "Sonora tuvo 54 víctimas de secuestro en 2023, de las 811 víctimas que hubo en México.",
     "811", "kidnapping", "MX", "2023"),
    ("pt", "Sonora teve 54 vítimas de sequestro em 2023, das 811 vítimas que houve no México.",
     "811", "kidnapping", "MX", "2023"),
    ("es", "Sonora cerró 2023 así: 54 víctimas de secuestro, más que en Morelos.",
     "54", "kidnapping", "MX-SON", "2023"),
    # a superlative of the whole country leaves a text with its state
    ("es", "Morelos registró 1,504 homicidios dolosos en 2023. El salto es de los mayores del país.\n\nPor extorsión "
     "hubo 249 víctimas en 2023, dice Morelos.", "249", "extortion", "MX-MOR", "2023"),
    ("pt", "Morelos\n\nMorelos registrou 1.504 homicídios dolosos em 2023. A alta é uma das maiores do país.\n\nPor "
     "extorsão houve 249 vítimas em 2023.", "249", "extortion", "MX-MOR", "2023"),
    # a month or two with a stroke before the year, and the number of another year in brackets
    ("pt", "Homicídios no México: jan-fev/2024 = 4.737 vítimas (jan-fev/2023 = 4.884).",
     "4.884", "homicide", "MX", "2023-01..2023-02"),
    ("es", "Homicidios dolosos en México: ene-feb/2024 = 4,737 víctimas (ene-feb/2023 = 4,884).",
     "4,737", "homicide", "MX", "2024-01..2024-02"),
    ("en", "Homicides in Mexico: Jan-Feb/2024 = 4,737 victims (Jan-Feb/2023 = 4,884).",
     "4,884", "homicide", "MX", "2023-01..2023-02"),
    # "that year" behind the year compared with, and what is told on
    ("pt", "Em 2019 houve no México 34.582 homicídios dolosos. Na comparação com 2018 a alta foi de 2,5% – naquele ano "
     "haviam sido 33.743. Os feminicídios chegaram a 1.006.", "33.743", "homicide", "MX", "2018"),
    ("pt", "Em 2019 houve no México 34.582 homicídios dolosos. Na comparação com 2018 a alta foi de 2,5% – naquele ano "
     "haviam sido 33.743. Os feminicídios chegaram a 1.006.", "1.006", "femicide", "MX", "2019"),
    ("es", "En 2019 hubo en México 34,582 homicidios dolosos. En comparación con 2018 el alza fue de 2.5% – ese año "
     "habían sido 33,743. Los feminicidios llegaron a 1,006.", "33,743", "homicide", "MX", "2018"),
    # months that the unfinished year began with, told on
    ("es", "El arranque de 2024 deja en México 97 víctimas de secuestro entre enero y febrero. Veracruz aportó 5.",
     "5", "kidnapping", "MX-VER", "2024-01..2024-02"),
    # the two months spoken of are the later ones
    ("pt", "Homicídios no México: 4.737 em janeiro e fevereiro de 2024, 4.884 em janeiro e fevereiro de 2023.\n\nNo "
     "bimestre houve 97 sequestros no México.", "97", "kidnapping", "MX", "2024-01..2024-02"),
    # places counted are no topic of their own; what is told with an article only is
    ("es", "En 2023 Sonora tuvo 54 víctimas de secuestro y Chihuahua, 181. Entre los dos estados juntan 235.",
     "235", "kidnapping", None, "2023"),
    ("pt", "Em 2023 houve no México 29.705 homicídios dolosos. O governo promete contratar 21.000 guardas este ano, "
     "que se somarão aos 70 mil já em serviço.", "70 mil", "", None, None),
    ("es", "En 2023 hubo en México 29,705 homicidios dolosos. El gobierno contratará 21,000 guardias este año, que se "
     "sumarán a los 70 mil en servicio.", "70 mil", "", None, None),
    # how long something has gone on in another paragraph is no span to point back to
    ("es", "En enero y febrero de 2024 hubo 276 homicidios dolosos en Morelos.\n\nUn tendero paga desde hace ocho "
     "meses.\n\nEn México hubo 4,737 homicidios dolosos en el mismo lapso.",
     "4,737", "homicide", "MX", "2024-01..2024-02"),
    # what an aside compares with is not the place; a place's name counts nothing
    ("es", "En 2023 Guanajuato, con la misma recomendación que Sonora, sumó 3,104 homicidios dolosos.",
     "3,104", "homicide", "MX-GUA", "2023"),
    ("pt", "Em 2023 Guanajuato, no mesmo nível que Sonora, somou 3.104 homicídios dolosos.",
     "3.104", "homicide", "MX-GUA", "2023"),
    # how many more is of the later period, and the part of this year that was told of the last one
    ("es", "En México hubo 15,973 homicidios dolosos de enero a junio de 2018, frente a 13,751 entre enero y junio de "
     "2017: 2,222 más.", "2,222", "homicide", "MX", "2018-01..2018-06"),
    ("pt", "Houve 15.973 homicídios dolosos no México de janeiro a junho de 2018, frente a 13.751 entre janeiro e "
     "junho de 2017: 2.222 a mais.", "2.222", "homicide", "MX", "2018-01..2018-06"),
    ("es", "En Baja California la extorsión bajó de 102 víctimas en la primera mitad de 2017 a 67 en la de 2018.",
     "67", "extortion", "MX-BCN", "2018-01..2018-06"),
    # a day of a month that is not told
    ("pt", "O México tinha, no último dia 30, 37.485 desaparecidos no registro oficial.",
     "37.485", "missing-persons", "MX", "2024-06-30"),
    ("es", "México tenía el pasado día 30 un total de 37,485 personas desaparecidas en el registro.",
     "37,485", "missing-persons", "MX", "2024-06-30"),
    # words that point to a year are not what is counted; a share behind counts of something else is of that
    ("pt", "Homicídios no México\n\nEm 2023 o instituto tinha 31.062. Já as promotorias contaram 29.705 vítimas "
     "naquele ano.", "29.705", "homicide", "MX", "2023"),
    ("pt", "No México foram mortos 102 políticos em 2021. Estiveram em jogo 500 cadeiras. A participação foi de 52,7%.",
     "52,7%", "", None, None),
    ("es", "En México mataron a 102 políticos en 2021. Estaban en juego 500 escaños. La participación fue de 52.7%.",
     "52.7%", "", None, None),
    ("es", "En 2023 hubo en México 29,705 homicidios dolosos. Trabajan en ello 500 agentes. La baja fue de 4.1%.",
     "4.1%", "homicide", "MX", "2023"),
    # a line of notes that is the whole country's, and one of a state by its letters
    ("es", "Resumen de México, enero y febrero de 2024\n\n✅ *Querétaro*: 33 homicidios dolosos\n✅ *SLP*: robo de "
     "carga 62 carpetas\n✅ *Nacional*: 4,737 víctimas de homicidio doloso",
     "4,737", "homicide", "MX", "2024-01..2024-02"),
    ("es", "Resumen de México, enero y febrero de 2024\n\n✅ *Querétaro*: 33 homicidios dolosos\n✅ *SLP*: robo de "
     "carga 62 carpetas\n✅ *Nacional*: 4,737 víctimas de homicidio doloso",
     "62", "cargo-theft", "MX-SLP", "2024-01..2024-02"),
    # what a count came from, in brackets or behind a verb
    ("es", "En enero y febrero de 2024 Querétaro tuvo por extorsión 51 víctimas (vs 33).",
     "33", "extortion", "MX-QUE", "2023-01..2023-02"),
    ("es", "Guanajuato tuvo 481 homicidios dolosos en enero y febrero de 2024, bajó de 511.",
     "511", "homicide", "MX-GUA", "2023-01..2023-02"),
    ("pt", "Guanajuato teve 481 homicídios dolosos em janeiro e fevereiro de 2024, antes 511.",
     "511", "homicide", "MX-GUA", "2023-01..2023-02"),
    # the two months that a sentence speaks of as such
    ("pt", "Extorsão no México, janeiro-fevereiro de 2024. Fevereiro foi melhor do que janeiro, mas o bimestre fecha "
     "com 1.846 vítimas.", "1.846", "extortion", "MX", "2024-01..2024-02"),
    # "the year before" points back, not to what the next clause tells
    ("pt", "Em 2018 houve no México 36.685 homicídios: no ano anterior o órgão havia contado 32.079 mortes e, em 2016, "
     "24.559.", "32.079", "homicide", "MX", "2017"),
    ("es", "En 2018 hubo en México 36,685 homicidios: el año anterior el instituto había contado 32,079 muertes y, en "
     "2016, 24,559.", "32,079", "homicide", "MX", "2017"),
    # begun on a day told behind "since", to the day of the vote
    ("es", "Desde que arrancó el proceso electoral, el 7 de septiembre de 2023, y hasta el día de la elección, mataron "
     "en México a 34 candidatos.", "34", "candidates-killed", "MX", "2023-09-07..2024-06-02"),
    ("pt", "Desde que começou o processo, em 7 de setembro de 2023, e até o dia da eleição, mataram no México 34 "
     "candidatos.", "34", "candidates-killed", "MX", "2023-09-07..2024-06-02"),
    # so much less behind a count of the same; killings told under a question go on about those of a group
    ("pt", "Em 2021 houve 35.700 homicídios no México, em 2022, 32.223. A seta está certa: 9,7% a menos.",
     "9,7%", "homicide", "MX", "2022"),
    ("es", "En 2021 hubo 35,700 homicidios en México y en 2022, 32,223. La flecha es cierta: 9.7% menos.",
     "9.7%", "homicide", "MX", "2022"),
    ("es", "¿Cuántos periodistas matan en México?\n\n¿Qué dice Reporteros sin Fronteras?\nQue en 2017 fueron 11.\n\n"
     "¿Artículo 19?\nCuenta 12 asesinatos en 2017.", "11", "journalists-killed", "MX", "2017"),
    ("es", "¿Cuántos periodistas matan en México?\n\n¿Qué dice Reporteros sin Fronteras?\nQue en 2017 fueron 11.\n\n"
     "¿Artículo 19?\nCuenta 12 asesinatos en 2017.", "12", "journalists-killed", "MX", "2017"),
    # months told by their number, the year so far, and months to one that is told
    ("es", "Mayo de 2018 dejó en México 2,890 homicidios dolosos. En cinco meses la cuenta llega a 13,298.",
     "13,298", "homicide", "MX", "2018-01..2018-05"),
    ("pt", "Maio de 2018 deixou no México 2.890 homicídios dolosos. Em cinco meses a conta chega a 13.298.",
     "13.298", "homicide", "MX", "2018-01..2018-05"),
    ("en", "May 2018 left 2,890 homicides in Mexico. In five months the count is 13,298.",
     "13,298", "homicide", "MX", "2018-01..2018-05"),
    ("es", "En Guanajuato van 3,211 homicidios dolosos de enero a noviembre de 2019, por encima de los 2,988 contados "
     "hasta noviembre de 2018.", "por encima de los 2,988", "homicide", "MX-GUA", "2018-01..2018-11"),
    # higher by so many than what is told behind
    ("es", "En 2019 hubo en México 34,582 homicidios dolosos, cifra superior en 839 a la de 2018.",
     "839", "homicide", "MX", "2019"),
    ("pt", "Em 2019 houve no México 34.582 homicídios dolosos, número superior em 839 ao de 2018.",
     "839", "homicide", "MX", "2019"),
    # two numbers in one bracket
    ("es", "El Estado de México abrió 2024 con menos homicidios dolosos (418 en enero y febrero; el año pasado, 484) y "
     "menos robo de carga.", "484", "homicide", "MX-MEX", None),
    # a month that would lie ahead was last year's
    ("pt", "Homicídios no México. Em janeiro de 2024 foram 2.433 vítimas. Em dezembro tinham sido 2.319.",
     "2.319", "homicide", "MX", "2023-12"),
    ("es", "Homicidios en México. En enero de 2024 fueron 2,433 víctimas. En diciembre habían sido 2,319.",
     "2,319", "homicide", "MX", "2023-12"),
    # a part of what nobody counts here
    ("es", "En 2023 hubo en Querétaro 197 víctimas de extorsión. La cámara dice que ocho de sus 210 afiliados "
     "cerraron.", "ocho", "", None, None),
    ("pt", "Em 2023 houve em Querétaro 197 vítimas de extorsão. A câmara diz que oito dos seus 210 sócios fecharam.",
     "oito", "", None, None),
    # a bracket that tells its own year, behind another
    ("es", "El robo a transportistas sumó 9,179 carpetas en México durante 2023 (8,836 en 2022).",
     "8,836", "cargo-theft", "MX", "2022"),
    ("pt", "O roubo de carga somou 9.179 inquéritos no México em 2023 (8.836 em 2022).",
     "8.836", "cargo-theft", "MX", "2022"),
    ("en", "Cargo theft came to 9,179 case files in Mexico in 2023 (8,836 in 2022).",
     "8,836", "cargo-theft", "MX", "2022"),
]  # fmt: skip


@pytest.mark.parametrize("row", LINKED, ids=[f"{row[0]} {row[2]} {row[5]}" for row in LINKED])
def test_each_number_is_linked_to_what_it_counts_where_and_when(row, workspace):
    """None stands for a link that may be left open."""
    language, text, written, *wanted = row
    claims = audit(from_text(text, language, date(2024, 7, 5)), workspace.context("2026-11-01"), None).claims
    claim = next(c for c in claims if c.text.startswith(written))
    found = claim.measure, claim.place.code if claim.place else "", str(claim.period)
    assert [f for f, w in zip(found, wanted, strict=True) if w is not None] == [
        w for w in wanted if w is not None
    ]


def test_a_number_before_a_paragraph_that_begins_with_a_month_counts(workspace):
    text = (
        "Tomas clandestinas en 2018\n\na) Puebla: 517\nb) Hidalgo: 61\n\nMarzo fue el peor mes.\n\nSemana 22"
    )
    found = audit(from_text(text, "es", date(2018, 7, 5)), workspace.context("2026-11-01"), None)
    assert [c.text for c in found.claims] == ["517", "61"]
    assert [x.text for x in found.left_out][-1:] == ["22"]


def test_months_that_an_unfinished_year_began_with_go_on(workspace):
    text = "El arranque de 2024 deja en México 97 víctimas de secuestro entre enero y febrero. Veracruz aportó cinco."
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, "es", date(2024, 4, 2)), now, None).claims
    assert str(claims[-1].period) == "2024-01..2024-02"


def test_lines_of_notes_with_labels_stand_each_by_itself(workspace):
    text = (
        "Resumo do México em 2023\n\n*Homicídios*: 29.705 vítimas no país\n*Pior estado*: Guanajuato (3.104)\n"
        "*Extorsão*: 10.974 vítimas"
    )
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, "pt", date(2024, 4, 2)), now, None).claims
    assert [c.measure for c in claims] == ["homicide", "homicide", "extortion"]


def test_a_road_told_by_its_number_alone_counts_nothing(workspace):
    text = "En 2023 hubo en México 9,179 robos de carga, muchos en la 57, km 16. Detuvieron a 57 personas."
    claims = audit(from_text(text, "es", date(2024, 4, 2)), workspace.context("2026-11-01"), None).claims
    assert [c.text.split()[0] for c in claims] == ["9,179", "57"]
