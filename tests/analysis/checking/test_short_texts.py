"""What the numbers of short texts are of, as different authors word them: measure, place and period together."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.analysis.context import Context
from almenara.model.claim import Audit
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def audited(context: Context, language: str, text: str, published: str = "2024-03-04") -> Audit:
    return audit(from_text(text, language, date.fromisoformat(published)), context, None)


def links(context: Context, language: str, text: str, published: str = "2024-03-04") -> dict[str, str]:
    """Measure, place and period of each claim by its words, "-" where it has none."""
    return {
        c.text: f"{c.measure or '-'} {c.place.code if c.place else '-'} {c.period or '-'}"
        for c in audited(context, language, text, published).claims
    }


PLACES = [
    # a place that says where another one lies
    ("en", "In Mexico City 872 people were murdered in 2023. Morelos, south of the capital, registered 1,504 murders.",
     {"1,504": "homicide MX-MOR 2023"}),
    ("es", "En México, Morelos, al sur de la capital, registró 1,504 homicidios en 2023, contra 1,174 del año "
     "anterior.",
     {"1,504": "homicide MX-MOR 2023", "1,174": "homicide MX-MOR 2022"}),
    ("pt", "No México, Colima, que faz divisa com Jalisco, teve 891 homicídios em 2023.", {"891": "homicide MX-COL "
     "2023"}),
    ("en", "In Mexico, Colima, an hour from Guadalajara, had 891 murders in 2023.", {"891": "homicide MX-COL 2023"}),
    ("es", "En México, Colima, que colinda con Jalisco, tuvo 891 homicidios en 2023.", {"891": "homicide MX-COL "
     "2023"}),
    ("en", "In Mexico, Colima had 891 murders in 2023 and Jalisco 1,956.", {"1,956": "homicide MX-JAL 2023"}),
    # a relative clause that is over
    ("en", "In Guerrero, Mexico, where gangs fight over the taxis of Acapulco, victims of homicide numbered 1,688 "
     "in 2023.",
     {"1,688": "homicide MX-GRO 2023"}),
    ("es", "En México, Guerrero, donde las bandas se disputan el transporte de Chilpancingo, tuvo 1,688 homicidios "
     "en 2023.",
     {"1,688": "homicide MX-GRO 2023"}),
    ("pt", "No México, Guerrero, onde as quadrilhas disputam o transporte de Chilpancingo, teve 1.688 homicídios em "
     "2023.",
     {"1.688": "homicide MX-GRO 2023"}),
    # the whole country behind a rank of the sentence before
    ("en", "Mexico. In 2023 Puebla had 2,589 files for cargo theft. Michoacán, which is third, has 687.\n\nThe "
     "country's "
     "total was 9,179. Puebla leads, Puebla grows.", {"9,179": "cargo-theft MX 2023"}),
    # a share of one place, named behind it
    ("en", "Mexico. Of extortion victims in 2022 some 40 percent come from a single state, Mexico State, with 4,411.",
     {"some 40 percent": "extortion MX-MEX 2022"}),
    ("es", "En México el 40 por ciento de las víctimas de extorsión de 2022 vino de una sola entidad, el Estado de "
     "México.",
     {"40 por ciento": "extortion MX-MEX 2022"}),
    ("pt", "No México, 40% das vítimas de extorsão de 2022 vieram de um só estado, o Estado do México.",
     {"40%": "extortion MX-MEX 2022"}),
    # a state that is also a surname, at the beginning of a sentence
    ("en", "Mexico. Oaxaca had 969 murders in 2023. Neighbouring Guerrero had 1,688.", {"1,688": "homicide MX-GRO "
     "2023"}),
    ("en", "Mexico. In 2023 the mayor, Jorge Guerrero, spoke of 17 murders.", {"17": "homicide MX 2023"}),
    # towns of the state that a text is about do not speak against it
    ("en", "Jalisco kidnappings ease\n\nGUADALAJARA, Jal. - Eighteen people were kidnapped in Jalisco, Mexico, in "
     "2023.\n\nThe "
     "decline mirrors a fall in murders, from 2,069 in 2022 to 1,956 in 2023.\n\nColima is another story.",
     {"2,069": "homicide MX-JAL 2022", "1,956": "homicide MX-JAL 2023"}),
    ("es", "Bajan secuestros en Jalisco\n\nEn Guadalajara, Jalisco, hubo 8 secuestros en 2023; en Jalisco, 18.\n\n"
     "La baja acompaña a la de los homicidios: 1,956 en 2023. Colima, en México, es otra historia.",
     {"1,956": "homicide MX-JAL 2023"}),
    ("en", "Mexico City had 872 murders in 2023. Kidnapping is rare: 811 victims in a country of 130 million in "
     "2023. So "
     "says Mexico.", {"811": "kidnapping MX 2023"}),
    # an item that says something of its own is no lead of those below it
    ("en", "In Mexico in 2018:\n* In Cancun, gunmen opened fire in two bars in a single week\n* Fuel thieves "
     "drilled 10,101 "
     "holes into pipelines", {"10,101": "fuel-theft MX 2018"}),
]  # fmt: skip

PERIODS = [
    # told of a time before something, without its year
    ("en", "2024-03-04", "Mexico had 8,836 files for cargo theft in 2022 and 8,760 in 2021, well below the "
     "pre-pandemic "
     "11,662.", {"11,662": "cargo-theft MX -"}),
    ("es", "2024-03-04", "En México hubo 8,836 expedientes de robo de carga en 2022, lejos del nivel prepandemia de "
     "11,662.",
     {"11,662": "cargo-theft MX -"}),
    ("pt", "2024-03-04", "No México houve 8.836 inquéritos por roubo de carga em 2022, contra 11.662 antes da "
     "pandemia.",
     {"8.836": "cargo-theft MX 2022"}),
    ("en", "2024-03-04", "Mexico had 8,836 files for cargo theft in 2022, against a pre-pandemic 11,662 in 2019.",
     {"11,662": "cargo-theft MX 2019"}),
    # two times in a head, two counts in each line
    ("en", "2024-03-04", "HOMICIDE VICTIMS, MEXICO (2022 > 2023)\n\n1. Guanajuato: 3,260 > 3,104\n2. Baja "
     "California: 2,726 > "
     "2,417", {"3,260": "homicide MX-GUA 2022", "3,104": "homicide MX-GUA 2023", "2,417": "homicide MX-BCN 2023"}),
    ("es", "2024-03-04", "Víctimas de homicidio en México, 2023 vs. 2022\n\n- Guanajuato: 3,104 vs. 3,260",
     {"3,260": "homicide MX-GUA 2022", "3,104": "homicide MX-GUA 2023"}),
    ("pt", "2024-03-04", "Vítimas de homicídio no México, 2022 e 2023\n\n- Guanajuato: 3.260 → 3.104",
     {"3.260": "homicide MX-GUA 2022", "3.104": "homicide MX-GUA 2023"}),
    ("en", "2024-03-04", "Homicide victims, Mexico, 2022 > 2023\n\nGuanajuato in 2021: 3,516 > 3,260",
     {"3,516": "homicide MX-GUA 2021"}),
    # a month that has not come yet is that of the year before
    ("en", "2019-02-05", "In Mexico, January brought 2,874 victims of homicide, against 2,891 in December.",
     {"2,874": "homicide MX 2019-01", "2,891": "homicide MX 2018-12"}),
    ("es", "2019-02-05", "En México, enero trajo 2,874 víctimas de homicidio, frente a 2,891 en diciembre.",
     {"2,891": "homicide MX 2018-12"}),
    ("pt", "2019-02-05", "No México, janeiro trouxe 2.874 vítimas de homicídio, contra 2.891 em dezembro.",
     {"2.891": "homicide MX 2018-12"}),
    ("en", "2020-02-05", "In Mexico, November 2019 brought 2,930 victims of homicide, against 2,882 in December.",
     {"2,882": "homicide MX 2019-12"}),
    # counted so far into the year
    ("en", "2018-11-12", "Mexico. There were 10,101 pipeline taps up to August this year.",
     {"10,101": "fuel-theft MX 2018-01..2018-08"}),
    ("en", "2018-11-12", "Mexico. There were 10,101 pipeline taps to the end of August 2018.",
     {"10,101": "fuel-theft MX 2018-01..2018-08"}),
    ("en", "2024-03-25", "HOMICIDE. The latest cut (to end-February) has 4,737 victims in Mexico YTD vs 4,884 same "
     "period "
     "last year. By state: GTO 481, BC 415, Morelos 276 (LY 214).",
     {"4,737": "homicide MX 2024-01..2024-02", "4,884": "homicide MX 2023-01..2023-02",
      "481": "homicide MX-GUA 2024-01..2024-02", "214": "homicide MX-MOR 2023-01..2023-02"}),
    ("es", "2024-03-25", "México lleva 4,737 víctimas de homicidio YTD.", {"4,737": "homicide MX 2024-01..2024-02"}),
    ("pt", "2024-03-25", "O México tem 4.737 vítimas de homicídio YTD.", {"4.737": "homicide MX 2024-01..2024-02"}),
    ("en", "2018-09-19", "Taps in Mexico had reached 8,664 from January to July; Puebla stood at 1,175 after six "
     "months and "
     "Hidalgo at 909.", {"1,175": "fuel-theft MX-PUE 2018-01..2018-06"}),
    ("es", "2018-09-19", "Las tomas clandestinas en México llegaron a 8,664 de enero a julio; Puebla iba en 1,175 "
     "tras seis "
     "meses y Hidalgo en 909.", {"1,175": "fuel-theft MX-PUE 2018-01..2018-06"}),
    # a word with a capital that begins a sentence is no title
    ("en", "2018-10-14", "Mexico had 20,010 homicides in 2014. By 2017 the count had climbed to 31,174.",
     {"31,174": "homicide MX 2017"}),
    ("es", "2018-10-14", "México tuvo 20,010 homicidios en 2014. Para 2017 la cifra había subido a 31,174.",
     {"31,174": "homicide MX 2017"}),
    ("pt", "2018-10-14", "O México teve 20.010 homicídios em 2014. Já em 2017 o número havia subido para 31.174.",
     {"31.174": "homicide MX 2017"}),
    ("en", "2018-10-14", "Mexico had 20,010 homicides in 2014. Under Agenda 2030 the count is to be 10,000.",
     {"10,000": "homicide MX 2014"}),
    # a month that has not come, two sentences on
    ("en", "2019-02-20", "Did murders in Mexico go down? No. January: 2,874. December: 2,891.",
     {"2,874": "homicide MX 2019-01", "2,891": "homicide MX 2018-12"}),
    # what will be inherited has been
    ("en", "2018-11-29", "You will inherit a year in which, up to October, 28,200 persons were murdered in Mexico.",
     {"28,200": "homicide MX 2018-01..2018-10"}),
    ("es", "2018-11-29", "Usted heredará un año en el que, hasta octubre, 28,200 personas fueron asesinadas en "
     "México.",
     {"28,200": "homicide MX 2018-01..2018-10"}),
    ("pt", "2018-11-29", "O senhor herdará um ano em que, até outubro, 28.200 pessoas foram assassinadas no México.",
     {"28.200": "homicide MX 2018-01..2018-10"}),
    # a month at the beginning of a paragraph, one in its clause before a bracket, one before a count that is no day
    ("en", "2023-07-24", "Mexico had 15,136 victims of homicide in the first half of 2023.\n\nMay was the cruellest "
     "month with "
     "2,664, February the mildest (2,285). On an average day in June 85 people lost their lives.",
     {"2,664": "homicide MX 2023-05", "2,285": "homicide MX 2023-02", "85": "homicide MX 2023-06"}),
    ("es", "2023-07-24", "México tuvo 15,136 víctimas de homicidio en la primera mitad de 2023. En mayo hubo 2,664, "
     "febrero fue "
     "el más tranquilo (2,285).", {"2,664": "homicide MX 2023-05", "2,285": "homicide MX 2023-02"}),
    # what a count has become since, and no time is told for it
    ("en", "2023-10-09", "Mexico. As for extortion, 5,861 victims in 2016 have become 11,039.",
     {"5,861": "extortion MX 2016", "11,039": "extortion MX -"}),
    ("es", "2023-10-09", "México. En extorsión, las 5,861 víctimas de 2016 se han convertido en 11,039.",
     {"11,039": "extortion MX -"}),
    ("pt", "2023-10-09", "México. Na extorsão, as 5.861 vítimas de 2016 viraram 11.039.", {"11.039": "extortion MX "
     "-"}),
    ("en", "2023-10-09", "Mexico. In 2022 victims of extortion were 11,039.", {"11,039": "extortion MX 2022"}),
    # a time behind the bracket that follows a count
    ("en", "2019-01-28", "Mexico. Pipeline taps in 2018 came to 14,894, or 41 per day, versus 10,293 (28 per day) "
     "in 2017.",
     {"14,894": "fuel-theft MX 2018", "10,293": "fuel-theft MX 2017", "28 per day": "fuel-theft MX 2017"}),
    ("es", "2019-01-28", "México. Las tomas clandestinas de 2018 fueron 14,894, contra 10,293 (28 diarias) en 2017.",
     {"10,293": "fuel-theft MX 2017", "28 diarias": "fuel-theft MX 2017"}),
    ("pt", "2019-01-28", "México. As tomadas clandestinas de 2018 foram 14.894, contra 10.293 (28 por dia) em 2017.",
     {"10.293": "fuel-theft MX 2017", "28 por dia": "fuel-theft MX 2017"}),
    # a month that owns its count, in a letter that greets from a town
    ("en", "2018-10-30", "Good morning from Mexico City. Murders: September was bad in Mexico, with 2,967 victims, "
     "13 more "
     "than August's 2,954.", {"2,967": "homicide MX 2018-09", "2,954": "homicide MX 2018-08"}),
    # posts of a thread
    ("en", "2023-01-24", "1/3 Mexico's 2022 murder numbers are in. 30,968, says the ministry.\n\n2/3 December was "
     "bad, mind: "
     "2,529 victims.\n\n3/3 Guanajuato still first: 3,260.",
     {"30,968": "homicide MX 2022", "2,529": "homicide MX 2022-12", "3,260": "homicide MX-GUA 2022"}),
    # the year after an event of one month
    ("en", "2018-10-14", "The president took office in December 2006; in the following year Mexico had 8,867 "
     "homicides.",
     {"8,867": "homicide MX 2007"}),
    ("es", "2018-10-14", "El presidente tomó posesión en diciembre de 2006; al año siguiente México tuvo 8,867 "
     "homicidios.",
     {"8,867": "homicide MX 2007"}),
    # what moved from the one year of a table to the other
    ("en", "2024-02-26", "EXTORTION IN MEXICO (victims)\n\nState | 2022 | 2023\nJalisco | 722 | 643\nVeracruz | 857 "
     "| 912\n\n"
     "Michoacán, not in the table, went from 67 to 242.",
     {"67": "extortion MX-MIC 2022", "242": "extortion MX-MIC 2023"}),
    # the day on which a register was last kept
    ("en", "2018-11-12", "Missing in Mexico: 37,435 people on 30 April, when the register was last updated.",
     {"37,435": "missing-persons MX 2018-04-30"}),
]  # fmt: skip

MEASURES = [
    ("en", "In Mexico, a record 28,200 people slaughtered in 2018.", {"28,200": "homicide MX 2018"}),
    ("en", "Mexico is drowning in blood: 28,200 people were gunned down or butchered in "
     "2018.", {"28,200": "homicide MX 2018"}),
    ("es", "En México fueron acribilladas 120 personas en 2018.", {"120": "homicide MX 2018"}),
    ("pt", "No México foram massacrados 120 moradores e mortas 40 pessoas em 2018.", {"40": "homicide MX 2018"}),
    # people named behind a quotation that has ended
    ("en", 'Mexico. "Homicides have gone down." - ruling-party candidate. In 2018 there were 33,737 victims.',
     {"33,737": "homicide MX 2018"}),
    ("es", "México. «Los homicidios han bajado.» – candidata oficial. En 2018 hubo 33,737 víctimas.",
     {"33,737": "homicide MX 2018"}),
    ("en", "In Mexico, the killings of 48 candidates in 2018 went unpunished.", {"48": "candidates-killed MX 2018"}),
    ("en", "There are a hundred thousand disappeared in Mexico.", {"a hundred thousand": "missing-persons MX -"}),
    # a crime asked for by its name alone
    ("en", "Mexico had 30,974 murders in 2022. Femicide? 980 women in 2022.", {"980": "femicide MX 2022"}),
    ("es", "México tuvo 30,974 homicidios en 2022. ¿Feminicidio? 980 mujeres en 2022.", {"980": "femicide MX 2022"}),
    ("pt", "O México teve 30.974 homicídios em 2022. Feminicídio? 980 mulheres em 2022.", {"980": "femicide MX 2022"}),
    ("en", "Mexico had 30,974 murders in 2022. Is femicide our fault? 980 women marched.", {"980": "- MX 2022"}),
    # another thing, named behind a number with its own
    ("en", "Homicide victims, Mexico, 2023\n\n- Jalisco: 1,956\n- Tabasco: 253, but extortion (102 victims) and "
     "kidnapping "
     "(21) worry us more", {"253": "homicide MX-TAB 2023", "102": "extortion MX-TAB 2023", "21": "kidnapping MX-TAB "
     "2023"}),
    # deaths of all causes
    ("en", "Mexico had 36,773 homicides in 2020. Deaths from all causes came to 1,086,743, of which 200,256 were "
     "due to the "
     "virus.", {"1,086,743": "- MX 2020"}),
    ("es", "México tuvo 36,773 homicidios en 2020. Las defunciones por todas las causas llegaron a 1,086,743.",
     {"1,086,743": "- MX 2020"}),
    ("pt", "O México teve 36.773 homicídios em 2020. Os óbitos por todas as causas chegaram a 1.086.743.",
     {"1.086.743": "- MX 2020"}),
    # a share right behind what has a unit of its own
    ("en", "Mexico had 9 journalists killed in 2018. Exports reached 120,000 tonnes, a fifth more than before.",
     {"a fifth": "- MX 2018"}),
    # the people of a place
    ("en", "Mexico. Colima, a state of fewer than 800,000 people, had 891 murders in 2023.",
     {"fewer than 800,000": "population MX-COL 2023", "891": "homicide MX-COL 2023"}),
    # a number that is called one
    ("en", "Mexico. What about homicide in 2022? It is the one figure I trust. 30,974 is a horrible number.",
     {"30,974": "homicide MX 2022"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), [*PLACES, *MEASURES])
def test_numbers_are_of_what_and_where_their_words_say(context, language, text, expected):
    found = links(context, language, text)
    assert {words: found.get(words) for words in expected} == expected


@pytest.mark.parametrize(("language", "day", "text", "expected"), PERIODS)
def test_numbers_are_of_the_time_their_words_say(context, language, day, text, expected):
    found = links(context, language, text, day)
    assert {words: found.get(words) for words in expected} == expected


NOTHING_CLAIMED = [
    (
        "en",
        "Mexico. Avoid Highway 15D between Guadalajara and Tepic and the 200 along the coast of Michoacán.",
        ["200"],
    ),
    ("es", "México. Evite la carretera 15 entre Tepic y Guadalajara y la 200 por la costa.", ["200"]),
    ("en", "Mexico had 12 murders. Twelve months on, it had 11.", ["Twelve months"]),
    ("en", "Mexico. The Ledger (Some Press, 312 pp., £18.99) has no index.", ["312 pp"]),
]


@pytest.mark.parametrize(("language", "text", "without"), NOTHING_CLAIMED)
def test_roads_and_spans_claim_nothing(context, language, text, without):
    assert not set(without) & set(links(context, language, text))


def test_what_is_left_out_does_not_reach_into_the_next_item(context):
    text = "In Mexico:\n* shots fell in two bars in a single week\n* 159 politicians were murdered in 2018"
    assert links(context, "en", text)["159"].startswith("politicians-killed")


def test_a_mark_behind_a_long_line_that_leads_to_a_list_begins_an_item(context):
    text = (
        "Mexico's homicide victims came in at 4,737 in 2023. For our own sites what matters is the state they are "
        "in:\n"
        "- Guanajuato (Celaya, Silao): 481\n- Zacatecas: 85"
    )
    assert links(context, "en", text)["481"] == "homicide MX-GUA 2023"


def test_lines_that_begin_with_what_their_numbers_are_stay_apart(context):
    text = (
        "kidnappings in Mexico, 2022: 724 victims and not one more, whatever they say\n"
        "homicide, all of 2022: 30,974 victims\nmissing: 109,516 people at the end of 2022"
    )
    found = links(context, "en", text)
    assert [found["724"].split()[0], found["30,974"].split()[0], found["109,516"].split()[0]] == [
        "kidnapping", "homicide", "missing-persons",
    ]  # fmt: skip


def test_a_count_that_moved_from_one_exact_number_to_another_is_two_counts(context):
    found = links(context, "en", "In Mexico, Puebla went the other way in murders, 1,801 to 2,589.")
    assert {"1,801", "2,589"} <= set(found)
    assert "20 to 30" in links(context, "en", "In Mexico, 20 to 30 people were murdered in 2018.")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mexico. In 2022 there were 980 femicides, 38 fewer than in 2021 and more than twice as many as 428."),
        ("es", "México. En 2022 hubo 980 feminicidios, 38 menos que en 2021 y más del doble que los 428 de 2015."),
        ("pt", "México. Em 2022 houve 980 feminicídios, 38 a menos que em 2021 e mais que o dobro dos 428 de 2015."),
    ],
)  # fmt: skip
def test_a_difference_from_one_year_is_not_reckoned_with_the_count_of_another(context, language, text):
    for claim in audited(context, language, text).claims:
        assert all(a.holds for a in claim.arithmetic), claim.text


def test_a_difference_that_does_not_follow_is_still_told(context):
    text = "Mexico. In 2022 there were 980 femicides, 38 fewer than the 1,058 of 2021."
    claim = next(c for c in audited(context, "en", text).claims if c.text == "38")
    assert [a.holds for a in claim.arithmetic] == [False]


def test_week_behind_last_is_no_section(context):
    assert "1" in links(context, "en", "Mexico. Kidnappings: 3 (last week 1).")


def test_prices_that_were_raised_are_two_and_fares_are_one_range(context):
    found = links(context, "en", "Mexico. Fees were raised from $900 to $950.")
    assert {"$900", "$950"} <= set(found)
    assert "$950" not in links(context, "en", "Mexico. Rooms from $900 to $950 are on offer.")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Mexico's extortion victims would have risen by 383, not fallen by 65. Michoacán went from 67 to "
         "242.", "383"),
        ("en", "Mexico's extortion victims fell by 65. Michoacán went from 67 to 242 in the same time.", "65"),
        ("es", "Las víctimas de extorsión en México habrían subido 383. Michoacán pasó de 67 a 242.", "383"),
        ("pt", "As vítimas de extorsão no México teriam subido 383. Michoacán passou de 67 para 242.", "383"),
    ],
)  # fmt: skip
def test_a_change_is_not_reckoned_with_the_two_counts_of_another_place(context, language, text, words):
    claim = next(c for c in audited(context, language, text).claims if words in c.text)
    assert all(a.holds for a in claim.arithmetic)


def test_lines_with_one_mark_are_items_however_alike_their_lengths(context):
    text = (
        "Country figures, Mexico (for your information)\n- Homicide 2021: 33,361 victims (2020: 34,569)\n"
        "- Kidnapping 2021: 816 victims (2020: 1,047)\n- Extortion 2021: 9,408 victims"
    )
    found = links(context, "en", text, "2022-09-01")
    assert found["33,361"] == "homicide MX 2021"
    assert found["34,569"] == "homicide MX 2020"
    assert found["1,047"] == "kidnapping MX 2020"
