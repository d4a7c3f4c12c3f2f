"""What numbers are linked to, family by family: (language, text, number as written, measure, place, period)."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

FAMILIES = [
    # people told as the victims of a crime
    ("en", "State Department data list 75 US citizens as victims of homicide in Mexico in 2021.",
     "75", "foreigners-killed", "MX", "2021"),
    ("es", "En 2021, 75 ciudadanos estadounidenses fueron víctimas de homicidio en México.",
     "75", "foreigners-killed", "MX", "2021"),
    ("pt", "Em 2021, 75 cidadãos americanos foram vítimas de homicídio no México.",
     "75", "foreigners-killed", "MX", "2021"),
    ("en", "In 2023, 850 women and girls were victims of femicide in Mexico.", "850", "femicide", "MX", "2023"),
    ("es", "En 2023, 850 mujeres y niñas fueron víctimas de feminicidio en México.", "850", "femicide", "MX", "2023"),
    ("en", "In 2023, 2,580 women were victims of homicide in Mexico.", "2,580", "", "MX", "2023"),
    # two crimes together
    ("en", "In 2023 there were 29,705 victims of homicide and 850 of femicide in Mexico. Both crimes "
     "left 30,555 dead.",
     "30,555", "homicide-and-femicide", "MX", "2023"),
    ("es", "En 2023 hubo en México 29,705 víctimas de homicidio doloso y 850 de feminicidio. Ambos "
     "delitos suman 30,555.",
     "30,555", "homicide-and-femicide", "MX", "2023"),
    ("pt", "Em 2023 houve no México 29.705 vítimas de homicídio doloso e 850 de feminicídio. Os dois "
     "crimes somam 30.555.",
     "30.555", "homicide-and-femicide", "MX", "2023"),
    ("en", "In 2023, 29,705 people were murdered in Mexico and there were 850 femicides. Both figures are too low, "
     "said 300 protesters in the square.", "300", "", "MX", "2023"),
    # an ordinal that stands for the period just told; years that nobody can tell
    ("en", "In the first quarter of 2018 there were 3,691 illegal taps in Mexico, in the second 3,839.",
     "3,839", "fuel-theft", "MX", "2018-Q2"),
    ("es", "En el primer trimestre de 2018 hubo 3,691 tomas clandestinas en México; en el segundo, 3,839.",
     "3,839", "fuel-theft", "MX", "2018-Q2"),
    ("es", "Los homicidios dolosos en México fueron 29,705 en 2023 y 36,685 en el peor año.",
     "36,685", "homicide", "MX", "None"),
    ("es", "El registro de personas desaparecidas tenía 37 mil 435 en México. Nuestro colectivo exige que de cada una "
     "de las 35 mil 437 personas que el registro tenía al 30 de abril de 2018 se sepa.",
     "35 mil 437", "missing-persons", "MX", "2018-04-30"),
    ("es", "En los primeros nueve meses de 2018 van 25,394 homicidios dolosos en México, 18% más que en el mismo "
     "periodo de 2017 (21,460).", "21,460", "homicide", "MX", "2017-01..2017-09"),
    # shares that went from one value to another
    ("es", "La parte de Chihuahua en los secuestros del país pasó de 9.3% a 22.3% en 2023.",
     "9.3%", "kidnapping", "MX-CHH", "2022"),
    ("es", "El promedio diario de homicidios en México pasó de 85 a 81 víctimas en 2023.",
     "85", "homicide", "MX", "2022"),
    # a share in each of several places
    ("pt", "Das 811 vítimas de sequestro no México em 2023, 22% estavam em Chihuahua, 10% no Estado do México e 9% na "
     "Cidade do México.", "9%", "kidnapping", "MX-CMX", "2023"),
    # periods in brackets, and each number's own of two periods
    ("en", "In January and February 2024 Baja California had 415 homicides (2023: 367), Guanajuato 481 (511).",
     "511", "homicide", "MX-GUA", "2023-01..2023-02"),
    ("en", "In January and February 2024 Baja California had 415 homicides (2023: 367), Guanajuato 481 (511).",
     "481", "homicide", "MX-GUA", "2024-01..2024-02"),
    ("pt", "De janeiro a setembro de 2018 a Pemex achou no México 11.197 tomadas clandestinas, mais do que em todo o "
     "ano de 2017 (10.363).", "10.363", "fuel-theft", "MX", "2017"),
    ("en", "In Jalisco victims of extortion rose from 304 to 390 between the first half of 2017 and that of 2018.",
     "390", "extortion", "MX-JAL", "2018-01..2018-06"),
    # a year from which on something is told, and what was counted in it
    ("es", "Desde 2019, cuando hubo 1,614 víctimas en el país, el secuestro va a la baja en México.",
     "1,614", "kidnapping", "MX", "2019"),
    ("en", "Kidnapping has fallen in Mexico since 2019, when there were 1,614 victims.",
     "1,614", "kidnapping", "MX", "2019"),
    # shares told of a place at once
    ("en", "Of the 9,179 case files for cargo theft opened in Mexico in 2023, 46% concern the State of Mexico, 28% "
     "Puebla and 7% Michoacán.", "7%", "cargo-theft", "MX-MIC", "2023"),
    ("es", "De las 9,179 carpetas por robo a transportistas de 2023 en México, 46% corresponde al Estado de México, "
     "28% a Puebla y 7% a Michoacán.", "7%", "cargo-theft", "MX-MIC", "2023"),
    # counts that a sentence says are of both crimes
    ("en", "Homicide in Mexico\n\nThe following counts run from January to June 2018 and include femicide. Guanajuato "
     "has 1,576 victims.", "1,576", "homicide-and-femicide", "MX-GUA", "2018-01..2018-06"),
    ("es", "Homicidios en México\n\nLas cifras que siguen incluyen los feminicidios. De enero a junio de 2018 "
     "Guanajuato tuvo 1,576 víctimas.", "1,576", "homicide-and-femicide", "MX-GUA", "2018-01..2018-06"),
    # a number behind the base of a change
    ("en", "Mexico closed 2019 as its worst year. There were 34,582 victims of intentional homicide, up 2.5 percent "
     "from the 33,743 reported a year earlier, and 1,006 victims of femicide.", "1,006", "femicide", "MX", "2019"),
    ("es", "En 2019 hubo en México 34,582 víctimas de homicidio doloso. En secuestro se contaron 1,624 víctimas, por "
     "1,560 de un año antes, y 1,006 feminicidios.", "1,006", "femicide", "MX", "2019"),
    # spans told beside words that nobody could resolve
    ("es", "Alto al Secuestro contó 11 mil 895 secuestros en México en el sexenio pasado, de diciembre de 2012 a "
     "noviembre de 2018.", "11 mil 895", "kidnapping", "MX", "2012-12..2018-11"),
    ("en", "Data Cívica counts 34 candidates killed in Mexico from 1 September 2023 to election day, 2 June 2024.",
     "34", "candidates-killed", "MX", "2023-09-01..2024-06-02"),
    ("pt", "A RSF contou nove jornalistas mortos no México em 2018, até 1º de dezembro, e 11 no ano anterior.",
     "11", "journalists-killed", "MX", "2017"),
    ("es", "Zacatecas reportó 79 víctimas de extorsión en 2023 cuando el año previo había reportado 527.",
     "79", "extortion", "MX-ZAC", "2023"),
    ("en", "Hidalgo had 1,055 illegal taps from January to July 2018, more than double the 502 of 2017. Veracruz "
     "had 951.",
     "951", "fuel-theft", "MX-VER", "2018-01..2018-07"),
    # a period stepped back from another: not from the dateline, and not from what was only looked back to
    ("en", "MEXICO CITY, July 4 (Wire) - Prosecutors in Mexico counted 29,705 murder victims in 2023, the lowest "
     "count in six years. Twelve months earlier they had reported 30,974.", "30,974", "homicide", "MX", "2022"),
    ("en", "Prosecutors in Mexico counted 29,705 murder victims in 2023, the lowest count in six years. Guanajuato "
     "again topped the table with 3,100.", "3,100", "homicide", "MX-GUA", "2023"),
    ("pt", "Em 2019 o México teve 34.582 vítimas de homicídio doloso. Em 2015 tinham sido 17.886.\n\nA extorsão "
     "cresceu 29% no mesmo ano: foram 8.523 vítimas.", "8.523", "extortion", "MX", "2019"),
    ("pt", "A RSF contou 11 jornalistas assassinados no México em 2022, quatro a mais que os sete de 2021.",
     "sete", "journalists-killed", "MX", "2021"),
    # a period in brackets with a number of its own
    ("en", "Mexico, January to June 2023.\n\nFemicide: 426 (H1 2022: 480).",
     "426", "femicide", "MX", "2023-01..2023-06"),
    # spans to the end of a month; months whose names are other words; years of figures released
    ("en", "In Mexico, from December 2012 until the end of October 2018, nearly 122,000 people were murdered.",
     "nearly 122,000", "homicide", "MX", "2012-12..2018-10"),
    ("en", "From January to June 2023 Mexico had 15,121 homicides. The worst month was May, when 2,651 people were "
     "murdered.", "2,651", "homicide", "MX", "2023-05"),
    ("en", "The institute released its 2017 figures yesterday. There were 31,174 homicides in Mexico.",
     "31,174", "homicide", "MX", "2017"),
    # the question's period is the answer's
    ("pt", "Quantas tomadas clandestinas a Pemex encontrou no México em 2018?\nForam 14.910.\n\nE no ano anterior?\n"
     "10.363.", "10.363", "fuel-theft", "MX", "2017"),
    ("pt", "Em 2019 o México teve 1.629 vítimas de sequestro. No ano seguinte foram 1.047; em 2021, 816.",
     "1.047", "kidnapping", "MX", "2020"),
    ("es", "En marzo de 2019 se detectaron 1,090 tomas clandestinas en México. En enero habían sido 1,342.\n\n"
     "¿Y en todo el trimestre?\nSuman 3,600.", "3,600", "fuel-theft", "MX", "2019-Q1"),
    ("es", "En 2020 hubo 1,047 víctimas de secuestro en México. Veracruz, que en 2019 tenía 404, reportó 147.",
     "147", "kidnapping", "MX-VER", "2020"),
    ("en", "Results of yesterday. There were 35,964 homicides in Mexico in 2018. The year before it was 32,079.",
     "32,079", "homicide", "MX", "2017"),
    ("en", "Extortion in Mexico climbed, official figures released on Wednesday showed: 5,535 victims in January to "
     "June 2022.", "5,535", "extortion", "MX", "2022-01..2022-06"),
    # the dead are of no theft; a state has its inhabitants; bodies that lie unidentified; a share in the middle
    ("es", "En 2018 hubo 14 mil 910 tomas clandestinas en México. La tragedia de aquel ducto dejó 119 muertos.",
     "119", "", "MX", "2018"),
    ("en", "In 2023 Mexico had 29,705 homicides. Colima, a state of 700,000, stands out.",
     "700,000", "", "MX-COL", "2023"),
    ("en", "In 2023 some 52,000 bodies lay unidentified in Mexico.", "some", "unidentified-bodies", "MX", "2023"),
    ("en", "In 2019 there were 12,656 homicides in Colombia, 9,219 of them with a firearm.",
     "12,656", "homicide", "CO", "2019"),
    ("en", "Between January and September 2018, 11,197 illegal taps were found in Mexico.",
     "11,197", "fuel-theft", "MX", "2018-01..2018-09"),
    # groups that are a part of people killed, and the attacks on them
    ("es", "En 2018 Etellekt registró en México 152 políticos asesinados. De ellos, 48 eran candidatos.",
     "48", "candidates-killed", "MX", "2018"),
    ("es", "En 2018 Etellekt registró en México 152 políticos asesinados. En total contabilizó 774 agresiones.",
     "774", "politicians-attacked", "MX", "2018"),
    ("es", "En México, en 2023, fue asesinada una persona cada 18 minutos.", "una persona", "homicide", "MX", "2023"),
    # places: a state with its towns in brackets, a town in a state just told, the state again, the world
    ("en", "In Mexico, in 2023, Jalisco (Guadalajara, Puerto Vallarta) had 1,912 homicides.",
     "1,912", "homicide", "MX-JAL", "2023"),
    ("en", "In 2023 the Mexican state of Michoacán had 1,905 homicides. In Zamora there were 410.",
     "410", "homicide", "MX-16108", "2023"),
    ("en", "In 2017 Guerrero, in Mexico, had 2,637 homicides, Acapulco 953. The state had 2,213 in 2016.",
     "2,213", "homicide", "MX-GRO", "2016"),
    ("en", "RSF counted ten journalists killed in Mexico in 2019. Worldwide the figure was 49.",
     "49", "journalists-killed", "", "2019"),
    # a part is of what was told last: of road blocks, not of killings; what follows an average is its time
    ("en", "Mexico had 29,705 homicides in 2023. Soldiers set up 140 road blocks, 30 of them in Jalisco.",
     "30", "", "MX-JAL", "2023"),
    ("es", "En 2023 hubo en México 29,705 homicidios dolosos. El ejército levantó 140 retenes, 30 de ellos en Jalisco.",
     "30", "", "MX-JAL", "2023"),
    ("pt", "Em 2023 o México teve 29.705 homicídios dolosos. São 81 vítimas por dia.",
     "81 vítimas por dia", "homicide", "MX", "2023"),
    ("es", "En 2023 hubo en México 29,705 víctimas de homicidio doloso. Son 81 víctimas por día.",
     "81 víctimas por día", "homicide", "MX", "2023"),
    ("en", "In 2023 Mexico had 811 kidnapping victims. 181 of them were in Chihuahua.",
     "181", "kidnapping", "MX-CHH", "2023"),
    ("pt", "Em 2023 a Pemex encontrou 14.890 tomas clandestinas no México.", "14.890", "fuel-theft", "MX", "2023"),
    # counts that the two beside them add up to; killings told to be of both
    ("en", "In 2023 Mexico had 29,705 victims of homicide and 850 of femicide, 30,555 in all.",
     "30,555", "homicide-and-femicide", "MX", "2023"),
    ("es", "En 2023 fueron asesinadas en México 30,555 personas, si se suman las 29,705 víctimas de homicidio doloso "
     "y las 850 de feminicidio.", "30,555", "homicide-and-femicide", "MX", "2023"),
    ("pt", "Em 2023 houve no México 30.555 assassinatos, contando homicídios dolosos e feminicídios.",
     "30.555", "homicide-and-femicide", "MX", "2023"),
    ("en", "In 2023 Mexico had 29,705 victims of homicide and 811 of kidnapping, 30,516 in all.",
     "29,705", "homicide", "MX", "2023"),
    # a change told of nothing but what was told before, whatever comes behind it
    ("es", "En 2023 hubo en México 29,705 homicidios dolosos y en 2022 fueron 30,974. La baja es de 4.1 por ciento y "
     "en la plaza hubo fiesta.", "4.1 por ciento", "homicide", "MX", "2023"),
    ("pt", "Em 2023 houve no México 29.705 homicídios dolosos e em 2022 foram 30.974. Sobre essa base, a queda foi de "
     "4,1%; o órgão avisa que os dados mudam.", "4,1%", "homicide", "MX", "2023"),
    ("en", "In 2023 Mexico had 29,705 homicides. Insurance premiums moved: the rise was 5% and firms complained.",
     "5%", "", "MX", "2023"),
    # victims told on through paragraphs
    ("en", "Homicide in Mexico\n\nNationwide there were 29,705 victims in 2023.\n\nDeclines. Sonora recorded 1,403 "
     "victims in 2023.\n\nIncreases. Guerrero recorded 1,688 victims in 2023.", "1,688", "homicide", "MX-GRO", "2023"),
    ("es", "Los homicidios dolosos en México\n\nEn el país hubo 29,705 víctimas en 2023.\n\nA la baja. Sonora "
     "registró 1,403 víctimas en 2023.\n\nAl alza. Guerrero registró 1,688 víctimas en 2023.",
     "1,688", "homicide", "MX-GRO", "2023"),
]  # fmt: skip


def test_each_number_is_linked_to_what_it_counts_where_and_when(workspace):
    now = workspace.context("2026-11-01")
    for language, text, written, measure, place, period in FAMILIES:
        claims = audit(from_text(text, language, date(2024, 7, 5)), now, None).claims
        claim = next(c for c in claims if c.text.startswith(written))
        found = claim.measure, claim.place.code if claim.place else "", str(claim.period)
        assert found == (measure, place, period), text


def test_the_sum_of_two_columns_is_of_both_measures(workspace):
    """34,720 and 970, 34,569 and 976 victims: the prosecutors' counts of 2019 and 2020."""
    table = (
        "# Homicide and femicide in Mexico, victims\n\n| Year | Homicide | Femicide | Total |\n|---|---:|---:|---:|\n"
        "| 2019 | 34,720 | 970 | 35,690 |\n| 2020 | 34,569 | 976 | {} |\n"
    )
    now = workspace.context("2026-11-01")
    held = audit(from_text(table.format("35,545"), "en", date(2024, 4, 5)), now, None).claims
    assert [(c.measure, c.verdict) for c in held][2::3] == [("homicide-and-femicide", "supported")] * 2
    wrong = audit(from_text(table.format("35,745"), "en", date(2024, 4, 5)), now, None).claims[-1]
    assert wrong.verdict == "inconsistent"
    assert wrong.arithmetic[0].error == "parts-do-not-add-up"


def test_times_told_for_what_came_on_top_are_named(workspace):
    now = workspace.context("2026-11-01")
    told = "In Michoacán extortion went from 67 victims in 2022 to 242 in 2023, {}."
    errors = {}
    for words in ("multiplied by 2.6", "multiplied by 3.6", "a 2.6-fold increase"):
        claims = audit(from_text(told.format(words), "en", date(2024, 4, 5)), now, None).claims
        errors[words] = {a.error for c in claims for a in c.arithmetic if a.kind == "times"}
    assert errors == {
        "multiplied by 2.6": {"times-more"},
        "multiplied by 3.6": {""},
        "a 2.6-fold increase": {""},
    }


def test_what_is_said_of_a_claim_is_of_its_own_words(workspace):
    told = (
        "En 2023 hubo en México 811 víctimas de secuestro, contra 724 un año antes (+12%). El corredor de la capital, "
        "donde hubo secuestros, mide 85 km."
    )
    claims = audit(from_text(told, "es", date(2024, 4, 5)), workspace.context("2026-11-01"), None).claims
    victims = next(c for c in claims if c.text == "811")
    assert victims.comparison and victims.comparison.base_text == "contra 724 un año antes"
    assert claims[-1].reason == "“km” is not a measure of ours."


def test_shares_of_a_whole_told_first_are_100_at_most(workspace):
    now = workspace.context("2026-11-01")
    told = (
        "Of the 9,179 case files for cargo theft that prosecutors opened last year across Mexico, 46% concern the "
        "State of Mexico, 28% Puebla and {}% Michoacán."
    )
    errors = []
    for share in ("7", "37"):
        claims = audit(from_text(told.format(share), "en", date(2024, 4, 5)), now, None).claims
        errors.append([a.error for c in claims for a in c.arithmetic])
    assert errors == [[], ["share-over-100"]]
