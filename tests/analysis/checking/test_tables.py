"""Tables and what is derived in them: places in rows, years in columns, totals, changes, shares, averages.

Counts of Mexico are those of the embedded figures (prosecutors' victims, edition of March 2024); the errors in
them are ours, and so are the tables of places that do not exist.
"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

WRITTEN = date(2024, 3, 25)


def checked(workspace, rows, caption, language="en", below=""):
    text = "\n\n".join([caption, "\n".join("\t".join(row) for row in rows), below])
    manuscript = from_text(text, language, WRITTEN)
    return audit(manuscript, workspace.context("2026-11-01"), workspace.context(WRITTEN)).claims


def blamed(claims):
    return {c.text: c.verdict for c in claims if c.verdict in ("contradicted", "inconsistent")}


STATES = [
    ["State", "2022", "2023", "Change"],
    ["Guanajuato", "3,260", "3,104", "-4.8%"],
    ["Sonora", "1,741", "1,403", "-19.4%"],
    ["Guerrero", "1,360", "1,688", "+24.1%"],
]
TITLE = "Table 1. Victims of intentional homicide in Mexico (SESNSP)"


def test_a_cell_takes_place_period_and_measure_from_row_column_and_caption(workspace):
    claims = checked(workspace, STATES, TITLE)
    first, second, change, *_ = claims
    assert (first.measure, first.place.code, str(first.period)) == ("homicide", "MX-GUA", "2022")
    assert (str(second.period), second.verdict) == ("2023", "supported")
    assert (change.kind, str(change.period), str(change.comparison.base_period)) == (
        "percent",
        "2023",
        "2022",
    )
    assert change.comparison.direction == "fall"
    assert all(c.arithmetic and c.arithmetic[0].holds for c in claims if c.kind == "percent")
    assert not blamed(claims)


def test_a_change_on_the_later_value_is_named(workspace):
    rows = [row.copy() for row in STATES]
    rows[3][3] = "+19.4%"
    wrong = [c for c in checked(workspace, rows, TITLE) if any(not a.holds for a in c.arithmetic)]
    assert [(c.text, c.arithmetic[0].error) for c in wrong] == [("+19.4%", "change-on-later-value")]
    assert wrong[0].verdict in ("contradicted", "inconsistent")


@pytest.mark.parametrize(
    "head",
    [
        ["State", "2022", "2023", "Change since 2015"],
        ["State", "2022", "Jan-Oct 2023", "Change on same months"],
        ["State", "First count", "Second count", "Change"],
        ["State", "2022", "2023", "Change in rate"],
        ["State", "2022", "2023", "Rank"],
    ],
)
def test_a_change_whose_counts_are_not_plainly_in_the_table_is_not_blamed(workspace, head):
    rows = [
        head,
        ["Nordmark", "100", "150", "33"],
        ["Sudmark", "200", "260", "61"],
        ["Ostmark", "50", "80", "12"],
    ]
    assert not blamed(checked(workspace, rows, "Burglaries by state"))


def test_years_in_rows_are_compared_with_the_row_above(workspace):
    rows = [
        ["Año", "Casos", "Variación anual"],
        ["2019", "11,662", ""],
        ["2020", "9,527", "-18.3%"],
        ["2021", "8,760", "-8.1%"],
        ["2022", "8,836", "+9.9%"],
    ]
    claims = checked(workspace, rows, "Robo de carga en México: carpetas de investigación", "es")
    assert blamed(claims).keys() == {"+9.9%"}
    assert {str(c.period) for c in claims if c.kind == "percent"} == {"2020", "2021", "2022"}


def test_months_in_rows_are_of_the_year_of_their_column_and_the_total_of_all(workspace):
    rows = [
        ["Mês", "2022", "2023"],
        ["jan.", "2.426", "2.599"],
        ["fev.", "2.258", "2.285"],
        ["mar.", "2.644", "2.603"],
        ["Total", "7.328", "7.487"],
    ]
    claims = checked(workspace, rows, "Vítimas de homicídio doloso no México", "pt")
    assert [str(c.period) for c in claims] == [
        "2022-01", "2023-01", "2022-02", "2023-02", "2022-03", "2023-03", "2022-Q1", "2023-Q1",
    ]  # fmt: skip
    assert not blamed(claims)
    rows[-1][2] = "7.847"
    assert blamed(checked(workspace, rows, "Vítimas de homicídio doloso no México", "pt")).keys() == {"7.847"}


def test_a_column_of_totals_is_of_all_its_years_and_a_row_of_them_of_no_place(workspace):
    rows = [
        ["Entidad", "2022", "2023", "Total"],
        ["Colima", "868", "891", "1,759"],
        ["Zacatecas", "1,340", "979", "2,319"],
    ]
    rows.append(["Total", "2,208", "1,870", "4,078"])
    claims = checked(workspace, rows, "Víctimas de homicidio doloso por entidad, México", "es")
    assert str(claims[2].period) == "2022-01..2023-12"
    assert [c.place for c in claims[-3:]] == [None, None, None]
    assert not blamed(claims)


@pytest.mark.parametrize(
    "labels",
    [
        ("North", "Centre", "South"),
        ("Men", "Women", "Not stated"),
        ("Firearm", "Knife", "Other"),
        ("Solved", "Open", "Closed"),
    ],
)
def test_rows_that_are_no_place_are_parts_and_not_the_country(workspace, labels):
    rows = [["Group", "2022", "2023"]]
    rows += [
        [label, *n]
        for label, n in zip(
            labels, (("20,000", "19,000"), ("8,000", "8,500"), ("2,974", "2,205")), strict=True
        )
    ]
    rows.append(["Total", "30,974", "29,705"])
    claims = checked(workspace, rows, "Victims of intentional homicide in Mexico")
    assert not blamed(claims)
    assert [c.verdict for c in claims[-2:]] == ["supported", "supported"]


def test_shares_and_daily_averages_are_held_against_their_counts(workspace):
    rows = [
        ["Entidad", "Víctimas", "Participación", "Por día"],
        ["Estado de México", "4,199", "38.3%", "11.5"],
        ["Guanajuato", "988", "9.0%", "2.7"],
        ["Veracruz", "912", "18.3%", "5.5"],
        ["Nuevo León", "841", "7.7%", "2.3"],
        ["Total nacional", "10,974", "100%", "30.1"],
    ]
    claims = checked(workspace, rows, "Víctimas de extorsión, México, 2023", "es")
    assert blamed(claims).keys() == {"18.3%", "5.5"}
    errors = {c.text: c.arithmetic[0].error for c in claims if c.text in ("18.3%", "5.5")}
    assert errors == {"18.3%": "does-not-follow", "5.5": "wrong-average"}


def test_differences_go_the_way_of_their_sign(workspace):
    rows = [
        ["Crime", "2022", "2023", "Diferença"],
        ["Homicídio doloso", "30.974", "29.705", "-1.269"],
        ["Feminicídio", "980", "850", "-310"],
        ["Extorsão", "11.039", "10.974", "-65"],
        ["Sequestro", "724", "811", "87"],
    ]
    claims = checked(workspace, rows, "Vítimas por crime no México", "pt")
    assert blamed(claims).keys() == {"-310"}


def test_a_total_over_columns_of_different_things_is_of_neither(workspace):
    rows = [
        ["Año", "Extorsión", "Secuestro", "Suma"],
        ["2022", "11,039", "724", "11,763"],
        ["2023", "10,974", "811", "11,785"],
    ]
    claims = checked(workspace, rows, "México: víctimas de extorsión y de secuestro", "es")
    assert [c.measure for c in claims[:3]] == ["extortion", "kidnapping", ""]
    assert claims[2].arithmetic[0].holds


def test_years_in_columns_have_their_changes_in_a_row_below(workspace):
    rows = [
        ["", "2015", "2016", "2017", "2018"],
        ["Victims", "17,886", "22,545", "28,871", "33,743"],
        ["Change on year before", "", "+26.0%", "+28.1%", "+14.4%"],
    ]
    claims = checked(workspace, rows, "Intentional homicide in Mexico")
    wrong = {c.text: c.arithmetic[0].error for c in claims if c.arithmetic and not c.arithmetic[0].holds}
    assert wrong == {"+14.4%": "change-on-later-value"}


def test_a_cell_below_another_makes_no_range_with_it(workspace):
    rows = [
        ["Entidad", "2022", "2023", "Diferencia"],
        ["Colima", "868", "891", "23"],
        ["Zacatecas", "232", "85", "-147"],
    ]
    texts = [c.text for c in checked(workspace, rows, "Homicidio doloso, México", "es")]
    assert texts == ["868", "891", "23", "232", "85", "-147"]


def test_items_are_of_the_place_that_their_heading_names(workspace):
    text = (
        "Security brief: Guanajuato\n\n- Homicide, victims in 2023: 3,104\n- Extortion, victims in 2023: 988"
    )
    found = audit(from_text(text, "en", WRITTEN), workspace.context("2026-11-01"), workspace.context(WRITTEN))
    assert [(c.place.code, c.place_sure) for c in found.claims] == [("MX-GUA", False)] * 2


def test_a_nation_below_some_of_its_states_need_not_be_their_sum(workspace):
    rows = [
        ["State", "2023"],
        ["Guanajuato", "3,104"],
        ["State of Mexico", "2,597"],
        ["Baja California", "2,417"],
    ]
    for label in ("National", "National total"):
        assert not checked(workspace, [*rows, [label, "9,705"]], "Murder victims, some states")[-1].arithmetic
    for last in ([["Total", "9,705"]], [["Other states", "1,000"], ["National total", "9,705"]]):
        wrong = checked(workspace, [*rows, *last], "Murder victims")
        assert wrong[-1].arithmetic[0].error == "parts-do-not-add-up"


RANKED = [
    ["State", "Jan-Feb 2023", "Jan-Feb 2024"],
    ["Guanajuato", "145", "189"],
    ["Veracruz", "152", "155"],
    ["Nuevo León", "122", "133"],
    ["Other states", "493", "601"],
]


@pytest.mark.parametrize(
    ("rank", "holds"),
    [
        ("Guanajuato was in second place", True),
        ("Guanajuato is in first place", True),
        ("Nuevo León is in first place", False),
    ],
)
def test_a_rank_is_among_places_by_name_and_by_one_of_the_columns(workspace, rank, holds):
    (done,) = checked(workspace, RANKED, "Extortion in Mexico, victims", below=f"{rank}.")[-1].arithmetic
    assert (done.kind, done.holds) == ("rank", holds)


@pytest.mark.parametrize(
    ("label", "told"), [("Three states", True), ("Ten states", False), ("Three largest", False)]
)
def test_a_row_of_as_many_states_as_stand_above_it_is_their_sum(workspace, label, told):
    rows = [
        ["State", "2023"],
        ["Guanajuato", "3,104"],
        ["State of Mexico", "2,597"],
        ["Baja California", "2,417"],
    ]
    right = checked(workspace, [*rows, [label, "8,118"]], "Murder victims")[-1].arithmetic
    wrong = checked(workspace, [*rows, [label, "8,318"]], "Murder victims")[-1].arithmetic
    assert [a.holds for a in right] == ([True] if told else [])
    assert [a.error for a in wrong] == (["parts-do-not-add-up"] if told else [])


SUBTOTALS = {
    "en": ("Kidnapping victims in Mexico", "Subtotal", "Rest of the country", "National"),
    "es": ("Víctimas de secuestro en México", "Subtotal", "Resto del país", "Nacional"),
    "pt": ("Vítimas de sequestro no México", "Subtotal", "Demais estados", "Nacional"),
}


def _with_subtotal(language, subtotal="265", national="811"):
    title, sub, rest, whole = SUBTOTALS[language]
    rows = [["Estado" if language != "en" else "State", "2022", "2023"]]
    rows += [["Chihuahua", "67", "181"], ["Ciudad de México", "35", "69"], ["Chiapas", "15", "15"]]
    return [*rows, [sub, "117", subtotal], [rest, "607", "546"], [whole, "724", national]], title


@pytest.mark.parametrize("language", SUBTOTALS)
def test_the_rest_of_the_country_is_not_the_country(workspace, language):
    rows, title = _with_subtotal(language)
    claims = {c.text: c for c in checked(workspace, rows, title, language)}
    assert claims["546"].place is None and claims["607"].place is None
    assert claims["546"].verdict == claims["607"].verdict == "not-checkable"
    assert claims["811"].place.code == "MX" and claims["811"].verdict == "supported"


@pytest.mark.parametrize("language", SUBTOTALS)
def test_a_subtotal_is_of_the_rows_above_it_and_the_total_of_it_and_the_rest(workspace, language):
    for told in ({}, {"subtotal": "465"}, {"national": "911"}):
        rows, title = _with_subtotal(language, **told)
        failed = [
            c.text
            for c in checked(workspace, rows, title, language)
            if any(not a.holds for a in c.arithmetic)
        ]
        assert failed == list(told.values())


def test_a_row_of_other_things_than_places_is_still_of_the_place_of_the_title(workspace):
    rows = [["Crime", "2023"], ["Kidnapping", "811"], ["Other crimes", "40"]]
    claims = checked(workspace, rows, "Victims in Mexico")
    assert [c.place.code for c in claims] == ["MX", "MX"]


def test_subtotals_of_some_groups_need_not_make_up_the_nation(workspace):
    rows = [["State", "2023"], ["Sonora", "54"], ["Chihuahua", "181"], ["Subtotal, north", "235"]]
    rows += [["Chiapas", "42"], ["Veracruz", "34"], ["Subtotal, south", "76"], ["National", "390"]]
    assert not any(
        not a.holds for c in checked(workspace, rows, "Kidnapping victims, 2023") for a in c.arithmetic
    )


@pytest.mark.parametrize(
    ("language", "head"),
    [("en", "Sum of the three years"), ("es", "Suma de los tres años"), ("pt", "Soma dos três anos")],
)
def test_a_column_may_add_up_the_columns_before_it_by_their_number(workspace, language, head):
    caption = {"en": "Thefts of lorries", "es": "Robos de camiones", "pt": "Roubos de caminhões"}[language]
    heads = ["", "2015", "2016", "2017", head]
    good = checked(
        workspace, [heads, ["A", "382", "470", "577", "1,429"], ["B", "1", "2", "3", "6"]], caption, language
    )
    assert [a.holds for c in good for a in c.arithmetic if a.kind == "sum"] == [True, True]
    bad = checked(
        workspace, [heads, ["A", "382", "470", "577", "1,492"], ["B", "1", "2", "3", "6"]], caption, language
    )
    assert [a.error for c in bad for a in c.arithmetic if not a.holds] == ["parts-do-not-add-up"]


def test_the_total_of_the_states_in_a_table_is_not_the_country_s(workspace):
    rows = [
        ["2023", "Guanajuato", "Sonora", "Total"],
        ["Victims", "3,104", "1,403", "4,507"],
        ["Rank", "1", "9", ""],
    ]
    assert (
        blamed(checked(workspace, rows, "Victims of intentional homicide in two states (SESNSP), 2023")) == {}
    )
