"""Tables and lists under captions and lead lines, and what sentences below them say of their counts.

Counts of Mexico are those of the embedded figures where a verdict is asked; the others are ours.
"""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed, claim_of

YEARS = {
    "en": ("Victims of intentional homicide in Mexico by year ({})", "Year\tVictims"),
    "es": ("Víctimas de homicidio doloso en México por año ({})", "Año\tVíctimas"),
    "pt": ("Vítimas de homicídio doloso no México por ano ({})", "Ano\tVítimas"),
}
COUNTS = {"en": ("30,974", "29,705"), "es": ("30,974", "29,705"), "pt": ("30.974", "29.705")}


def by_year(language, cut):
    title, head = YEARS[language]
    one, two = COUNTS[language]
    return f"{title.format(cut)}\n\n{head}\n2022\t{one}\n2023\t{two}\n"


@pytest.mark.parametrize(
    ("language", "cut"),
    [
        ("en", "data as of March 2024"),
        ("en", "updated in March 2024"),
        ("es", "corte de marzo de 2024"),
        ("es", "datos a marzo de 2024"),
        ("es", "consultado en marzo de 2024"),
        ("pt", "dados de março de 2024"),
        ("pt", "atualizado em março de 2024"),
        ("pt", "posição de março de 2024"),
    ],
)
def test_the_month_of_an_edition_makes_no_part_of_the_years_of_rows(workspace, language, cut):
    found = audited(workspace, language, "2024-04-19", by_year(language, cut))
    told = [(str(c.period), c.verdict) for c in found.claims]
    assert told == [("2022", "supported"), ("2023", "supported")]


@pytest.mark.parametrize(
    ("language", "of"),
    [("en", "January to March"), ("es", "enero a marzo"), ("pt", "janeiro a março")],
)
def test_months_that_a_caption_counts_do(workspace, language, of):
    found = audited(workspace, language, "2024-04-19", by_year(language, of))
    assert [str(c.period) for c in found.claims] == ["2022-Q1", "2023-Q1"]


def test_figures_up_to_a_month_leave_a_part_of_their_own_year_out(workspace):
    text = (
        "Illegal taps on pipelines in Mexico (data through October 2018)\n\n"
        "- 2016: 6,873\n- 2017: 10,363\n- 2018: 12,581"
    )
    found = audited(workspace, "en", "2018-11-30", text)
    assert [str(c.period) for c in found.claims] == ["2016", "2017", "2018-01..2018-10"]


EACH_YEAR = (
    "Victims of extortion in Mexico, January and February of each year, according to state prosecutors\n\n"
    "State\t2023\t2024\nState of Mexico\t642\t672\nGuanajuato\t145\t189\nWhole country\t1,664\t1,846\n\n"
    "The State of Mexico has {} of all victims this year."
)


def test_two_months_of_each_year_are_a_span_and_hold_below_the_table(workspace):
    found = audited(workspace, "en", "2024-04-11", EACH_YEAR.format("36 percent"))
    assert (str(found.claims[0].period), str(found.claims[1].period)) == (
        "2023-01..2023-02",
        "2024-01..2024-02",
    )
    share = claim_of(found, "36 percent")
    assert str(share.period) == "2024-01..2024-02"
    assert share.arithmetic[0].shown == "672 / 1,846 = 36.4 %"


def test_a_share_that_no_row_gives_is_not_said_to_hold(workspace):
    share = claim_of(audited(workspace, "en", "2024-04-11", EACH_YEAR.format("46 percent")), "46 percent")
    assert not any(a.holds for a in share.arithmetic)


BOTH = (
    "Homicidio doloso y feminicidio en México, víctimas por año\n\nAño\tHomicidio doloso\tFeminicidio\tSuma\n"
    "2020\t34,569\t976\t35,545\n2021\t33,361\t1,018\t34,379\n2022\t30,974\t980\t31,954\n2023\t29,705\t850\t30,555\n\n"
)


def test_the_head_of_a_column_of_sums_says_what_a_sentence_is_of(workspace):
    text = BOTH + "De 2020 a 2023 la suma bajó 14%. En 2023 el feminicidio representó el 2.8% de la suma."
    found = audited(workspace, "es", "2024-04-19", text)
    fall, share = claim_of(found, "14%"), claim_of(found, "2.8%")
    assert (fall.measure, fall.arithmetic[0].shown) == ("homicide-and-femicide", "30,555 / 35,545 = -14.0 %")
    assert (share.measure, share.arithmetic[0].shown) == ("femicide", "850 / 30,555 = 2.8 %")
    assert not blamed(found)


def test_a_crime_named_after_the_sums_is_meant_itself(workspace):
    text = BOTH + "La suma bajó, y el feminicidio cayó 13%."
    assert claim_of(audited(workspace, "es", "2024-04-19", text), "13%").measure == "femicide"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "Kidnapping victims, January to March 2024, by state:\n\n* Veracruz – 23\n* Morelos – 14\n* Puebla – 9\n\n"
            "The three add up to {} victims.",
            "46",
        ),
        (
            "es",
            "Carpetas por robo a transporte de carga en enero y febrero:\n\n"
            "• Estado de México: 643 en 2024, 716 en 2023\n"
            "• Puebla: 413 en 2024, 356 en 2023\n• Michoacán: 86 en 2024, 118 en 2023\n\n"
            "Los tres estados suman {} carpetas este año.",
            "1,142",
        ),
        (
            "pt",
            "Roubo de carga no México: inquéritos abertos em 2022\n\n- Estado do México – 4.537\n- Puebla – 1.801\n"
            "- Michoacán – 777\n\nOs dois primeiros concentram {} dos 8.836 inquéritos do país.",
            "72%",
        ),
    ],
)
def test_sums_and_shares_of_the_lines_of_a_list_hold(workspace, language, text, words):
    claim = claim_of(audited(workspace, language, "2024-05-02", text.format(words)), words)
    assert claim.measure in ("kidnapping", "cargo-theft")
    assert [a.holds for a in claim.arithmetic] == [True]


def test_a_sum_that_the_lines_do_not_make_is_not_said_to_hold(workspace):
    text = "Kidnapping victims in 2024:\n\n* Veracruz – 23\n* Morelos – 14\n* Puebla – 9\n\nThe region has 57 victims."
    claim = claim_of(audited(workspace, "en", "2025-05-02", text), "57")
    assert not any(a.holds for a in claim.arithmetic)


def test_a_percentage_behind_a_difference_is_of_the_earlier_count(workspace):
    text = (
        "Pessoas desaparecidas no México, segundo o registro oficial\n\n- 17 de janeiro de 2019: 40.180\n"
        "- 31 de dezembro de 2019: 61.637\n\nEm menos de um ano a lista ganhou 21.457 nomes, ou 53%."
    )
    share = claim_of(audited(workspace, "pt", "2022-06-06", text), "53%")
    assert share.arithmetic[0].shown == "61,637 / 40,180 = +53.4 %"


@pytest.mark.parametrize(
    ("label", "whole", "wrong"), [("Both", "31,375", "32,375"), ("The two", "31,375", "31,975")]
)
def test_a_row_that_adds_up_those_above_it_is_a_total(workspace, label, whole, wrong):
    rows = "Victims in Mexico\n\nCrime\t2023\nIntentional homicide\t30,523\nFemicide\t852\n{}\t{}\n"
    right = audited(workspace, "en", "2025-01-24", rows.format(label, whole))
    assert [a.holds for a in claim_of(right, whole).arithmetic] == [True]
    found = audited(workspace, "en", "2025-01-24", rows.format(label, wrong))
    assert blamed(found) == [wrong]


def test_a_row_of_the_two_first_of_three_adds_up_nothing_else(workspace):
    text = (
        "Victims of homicide in 2023\n\nState\tVictims\n"
        "Guanajuato\t3,077\nColima\t788\nJalisco\t1,942\nThe two\t5,019\n"
    )
    found = audited(workspace, "en", "2024-01-24", text)
    assert not blamed(found)
    assert [c.text for c in found.claims] == ["3,077", "788", "1,942", "5,019"]


TITLED = "{}: homicides reported to the Department of State\n\n* 2007: 35\n* 2010: 111\n* 2021: 75\n"


def test_people_killed_in_a_title_are_what_its_list_counts(workspace):
    found = audited(workspace, "en", "2023-03-20", TITLED.format("US citizens killed in Mexico"))
    assert {c.measure for c in found.claims} == {"foreigners-killed"}
    plain = audited(workspace, "en", "2023-03-20", TITLED.format("Deaths in Mexico"))
    assert {c.measure for c in plain.claims} == {"homicide"}


MONTHS = (
    "Homicidios dolosos en Guanajuato, víctimas por mes\n\nMes\t2023\t2024\nEnero\t265\t261\nFebrero\t241\t219\n"
    "Suma\t506\t480\n\n{}"
)


def test_the_place_of_a_caption_holds_for_its_totals_and_for_the_sentence_below(workspace):
    text = MONTHS.format("En el bimestre hubo 26 víctimas menos que un año antes.")
    found = audited(workspace, "es", "2024-03-25", text)
    assert {c.place.code for c in found.claims} == {"MX-GUA"}
    assert found.claims[-1].arithmetic[0].shown == "506 - 480 = 26"


def test_a_sentence_below_that_names_the_country_is_of_it(workspace):
    text = MONTHS.format("En todo el país hubo 4,532 víctimas en el bimestre.")
    assert claim_of(audited(workspace, "es", "2024-03-25", text), "4,532").place.code == "MX"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "Extorsión en México en 2021: 9,407 víctimas. El alza frente a 2020 fue de 12.3%, "
            "y frente a 2017, de 53.9%.",
        ),
        (
            "en",
            "Extortion in Mexico in 2021: 9,407 victims. The rise on 2020 was 12.3%, and against 2017, 53.9%.",
        ),
        (
            "pt",
            "Extorsão no México em 2021: 9.407 vítimas. A alta frente a 2020 foi de 12,3%, "
            "e frente a 2017, de 53,9%.",
        ),
    ],
)
def test_a_change_behind_its_base_is_of_the_later_time(workspace, language, text):
    change = audited(workspace, language, "2022-01-28", text).claims[-1]
    assert (str(change.period), str(change.comparison.base_period)) == ("2021", "2017")


def test_a_name_that_begins_as_a_word_of_change_does_is_no_change(workspace):
    rows = (
        "Víctimas de homicidio doloso en 2022\n\nEntidad\tVíctimas\nGuanajuato\t3,260\nBaja California\t2,671\n"
        "Subtotal\t5,931\nOtras entidades\t25,037\nNacional\t{}\n"
    )
    found = audited(workspace, "es", "2023-01-25", rows.format("30,968"))
    assert [c.arithmetic[0].holds for c in found.claims if c.arithmetic] == [True, True]
    assert blamed(audited(workspace, "es", "2023-01-25", rows.format("31,968"))) == ["31,968"]


def test_a_column_of_totals_has_the_months_of_its_rows(workspace):
    text = (
        "Cargo theft in Mexico, 2022, by month\n\nMonth\tWith violence\tWithout violence\tTotal\n"
        "October\t609\t118\t727\nNovember\t641\t130\t771\n"
    )
    found = audited(workspace, "en", "2023-02-24", text)
    assert [str(claim_of(found, words).period) for words in ("727", "771")] == ["2022-10", "2022-11"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kidnapping victims in Mexico in 2021\n\n"
            "Month\tVictims\nJuly\t48\nAugust\t52\nSeptember\t41\nQuarter\t{}",
        ),
        (
            "es",
            "Víctimas de secuestro en México en 2021\n\n"
            "Mes\tVíctimas\nJulio\t48\nAgosto\t52\nSeptiembre\t41\nTrimestre\t{}",
        ),
        (
            "pt",
            "Vítimas de sequestro no México em 2021\n\n"
            "Mês\tVítimas\nJulho\t48\nAgosto\t52\nSetembro\t41\nTrimestre\t{}",
        ),
    ],
)
def test_a_span_below_as_many_months_adds_them_up(workspace, language, text):
    right = audited(workspace, language, "2021-11-19", text.format(141))
    assert (str(right.claims[-1].period), right.claims[-1].arithmetic[0].holds) == ("2021-Q3", True)
    assert blamed(audited(workspace, language, "2021-11-19", text.format(151))) == ["151"]


def test_a_span_below_other_rows_adds_up_nothing(workspace):
    text = "Kidnapping victims in Mexico in 2021\n\nMonth\tVictims\nAugust\t52\nSeptember\t41\nQuarter\t141"
    assert not blamed(audited(workspace, "en", "2021-11-19", text))


def test_a_month_behind_a_source_in_brackets_is_that_of_the_edition(workspace):
    text = "Feminicídios no México (inquéritos; dados do Secretariado, janeiro de 2022)\n\n* 2015: 412\n* 2018: 893"
    assert [str(c.period) for c in audited(workspace, "pt", "2022-02-10", text).claims] == ["2015", "2018"]


def test_the_day_of_an_edition_is_not_that_of_the_sentence_behind_it(workspace):
    text = (
        "Homicidio doloso en México en 2022\n\nCifras preliminares, con corte al 20 de enero de 2023. "
        "En Guanajuato hubo 3,260 víctimas de homicidio doloso."
    )
    assert str(claim_of(audited(workspace, "es", "2023-01-25", text), "3,260").period) == "2022"


TOWNS = "Homicides in Sinaloa, September 2024\n\nCuliacán: 78\n{}: 11\nMazatlán: 8\n\n{}"


def test_a_name_among_places_of_a_list_is_one_and_their_state_holds_below(workspace):
    found = audited(workspace, "en", "2024-10-01", TOWNS.format("Elota", "The sum was 97 victims."))
    assert [(c.measure, c.text) for c in found.claims[:3]] == [("homicide", n) for n in ("78", "11", "8")]
    assert found.claims[-1].place.code == "MX-SIN"
    assert claim_of(found, "97").arithmetic[0].holds


def test_a_label_in_small_letters_among_places_is_something_else(workspace):
    found = audited(workspace, "en", "2024-10-01", TOWNS.format("Budget meetings", "That is all."))
    assert claim_of(found, "11").measure == ""


STATES = (
    "Víctimas de extorsión\n\nEntidad\tVíctimas 2022\tPorcentaje nacional\n"
    "{}Veracruz\t698\t6.5%\nNuevo León\t829\t7.7%\n{}"
)
TOTAL = "Total nacional\t10,739\t100%\n"


def test_a_row_of_the_country_s_name_above_its_total_is_the_state_of_that_name(workspace):
    found = audited(workspace, "es", "2023-05-30", STATES.format("México\t3,889\t36.2%\n", TOTAL))
    assert [c.place.code for c in found.claims[:2]] == ["MX-MEX", "MX-MEX"]
    assert {str(c.period) for c in found.claims} == {"2022"}
    assert "3,889" not in blamed(found)
    whole = audited(workspace, "es", "2023-05-30", STATES.format("", "México\t10,739\t100%\n"))
    assert whole.claims[-1].place.code == "MX"


def test_a_share_of_the_country_is_of_its_row(workspace):
    text = "Homicidios dolosos por año en Sonora\n\nAño\tVíctimas\t% del país\n2020\t1,365\t3.9\n2021\t1,831\t5.5\n"
    found = audited(workspace, "es", "2022-09-02", text)
    assert {c.place.code for c in found.claims} == {"MX-SON"}


def test_months_told_behind_whole_years_are_no_part_of_these(workspace):
    text = (
        "Carpetas de feminicidio en México, 2021 a 2023 y primer semestre de 2024\n\nPeriodo\tCarpetas\n"
        "2021\t1,018\n2022\t968\n2023\t830\n2024 (enero-junio)\t382\n"
    )
    found = audited(workspace, "es", "2024-08-27", text)
    assert [str(c.period) for c in found.claims] == ["2021", "2022", "2023", "2024-01..2024-06"]
