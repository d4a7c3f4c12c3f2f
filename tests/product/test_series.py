"""What the parts on series print as of days of which the embedded figures know more, and less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from almenara.product.build import build
from almenara.product.document import (
    Block,
    Bullets,
    Judgement,
    Number,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    Text,
)
from almenara.workspace import Workspace

Made = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Reports on Mexico by day and language, each built once, with changes told since a month before."""
    workspace = Workspace.open(tmp_path_factory.mktemp("series") / "store")
    held: dict[tuple[str, str], Report] = {}

    def report(day: str, language: str = "en") -> Report:
        if (day, language) not in held:
            year, month, rest = day.split("-")
            before = f"{year}-{int(month) - 1:02d}-{min(int(rest), 28):02d}"
            held[day, language] = build(
                workspace.context(day), workspace.registry.packs["MX"], language,
                earlier=workspace.context(before),
            )[0]  # fmt: skip
        return held[day, language]

    return report


def section(report: Report, name: str) -> Section:
    return next(s for s in report.sections if s.id == name)


def lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return ["".join(i.text for i in block.inlines if isinstance(i, Text | Number))]
    if isinstance(block, Bullets):
        return [line for item in block.items for line in lines(item)]
    return []


def said(report: Report, name: str) -> str:
    return "\n".join(line for block in section(report, name).blocks for line in lines(block))


def pictures(report: Report, ending: str) -> list[Picture]:
    return [b for s in report.sections for b in s.blocks if isinstance(b, Picture) and b.id.endswith(ending)]


def caption(block: Picture | Table) -> str:
    return "".join(i.text for i in block.caption if isinstance(i, Text | Number))


def test_what_did_not_exist_yet_is_not_told_as_unknown(made: Made) -> None:
    unknown = said(made("2018-11-02", "en"), "unknowns")
    assert "2026" not in unknown
    assert "in the national register" not in unknown
    assert "interior ministry" not in unknown


def test_no_break_later_than_the_day_or_off_the_axis_is_named(made: Made) -> None:
    (chart,) = pictures(made("2018-11-02", "en"), "homicide-trend")
    assert "counting rule changes" not in chart.alt


def test_a_definition_that_ended_is_neither_told_nor_unknown_years_later(made: Made) -> None:
    report = made("2020-12-31", "en")
    assert "old method" not in said(report, "homicide") + said(report, "unknowns")
    assert "37,485" not in said(report, "missing")
    assert "61,637" in said(report, "missing")


def test_the_newest_total_stands_beside_the_newest_with_its_parts(made: Made) -> None:
    told = said(made("2020-12-31", "en"), "kidnapping")
    assert "113 cases in 2018" in told
    assert "116 cases investigated by the FBI in 2017: 81 for ransom" in told


def test_a_newer_count_by_another_rule_is_printed_beside_the_old_one(made: Made) -> None:
    told = said(made("2026-11-24", "en"), "kidnapping")
    assert "Nothing newer by this definition is in evidence." in told
    assert "626 case files in January 2026" in told
    assert "January 2025" not in told, "the registry begins in 2026: no base is missing"
    assert "463 case files in January 2026" in said(made("2026-11-24", "en"), "cargo")


def test_a_section_without_an_analysts_text_says_that_the_text_is_missing(made: Made) -> None:
    assert "Concern for impunity: no text was written for this day" in said(
        made("2020-12-31", "en"), "unknowns"
    )
    assert "says nothing of it" not in said(made("2026-11-24", "en"), "unknowns")


def test_unknowns_have_no_days_in_figures_and_begin_with_a_capital(made: Made) -> None:
    for day in ("2018-03-31", "2026-11-24"):
        told = said(made(day, "en"), "unknowns").splitlines()
        assert all(line[0].isupper() for line in told)
        assert not any("-0" in line or "-1" in line for line in told)


def test_the_highest_year_is_not_called_a_record_where_years_are_missing(made: Made) -> None:
    (chart,) = pictures(made("2019-06-30", "en"), "homicide_deaths-years")
    assert "Highest of the years in evidence: 31,174 (2017)" in chart.alt
    assert caption(chart) == "Not in evidence, and perhaps higher: 2018. Preliminary: 2017."
    (whole,) = pictures(made("2018-11-02", "en"), "homicide_deaths-years")
    assert "Record: 31,174 (2017)" in whole.alt


def test_months_left_open_are_named_under_the_line(made: Made) -> None:
    (chart,) = pictures(made("2018-11-02", "en"), "homicide-trend")
    assert caption(chart).endswith("October 2016 and July 2018.")


def test_a_preliminary_count_says_so_and_with_what_it_is_compared(made: Made) -> None:
    told = said(made("2018-11-02", "en"), "homicide")
    assert "31,174 deaths in 2017 (preliminary). Compared while both were preliminary: 31,174 in 2017" in told
    tables = [b for b in section(made("2018-11-02", "en"), "homicide").blocks if isinstance(b, Table)]
    assert any(caption(table).endswith("(p): preliminary.") for table in tables)


def test_a_year_to_date_without_a_base_says_so_and_how_it_was_put_together(made: Made) -> None:
    told = said(made("2018-11-02", "en"), "homicide")
    assert "The count from January to July 2017 is not in evidence." in told
    assert "The months were published between 31 July 2018 and 31 October 2018." in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it is almost certain ({}) that the total of 2018 passes the record of 2017, 29,425 victims;"),
        ("es", "es casi seguro ({}) que el total de 2018\nsupere el récord de 2017, 29,425 víctimas;"),
    ],
)
def test_the_pace_names_definition_record_interval_and_years(made: Made, language: str, words: str) -> None:
    report = made("2018-11-02", language)
    (judged,) = [
        b
        for b in section(report, "judgements").blocks
        if isinstance(b, Judgement)
        and b.probability
        and b.probability.figure.recipe.get("question") == "pace"
    ]
    told = "".join(i.text for i in judged.sentence if isinstance(i, Text | Number))
    assert judged.probability is not None
    assert words.replace("\n", " ").format(judged.probability.text) in told
    assert "methodology" not in told and ("new method" in told or "nueva metodología" in told)
    values = [i.figure.value for i in judged.sentence if isinstance(i, Number)]
    projected = next(f for f in report.figures.values() if f.recipe.get("figure") == "projected")
    assert values[-3:] == [projected.value, projected.low, projected.high]
    basis = "".join(i.text for i in judged.basis if isinstance(i, Text | Number))
    assert judged.confidence == "moderate"
    assert "37 months of the same definition" in basis or "37 meses de la misma definición" in basis


def test_the_rates_chart_says_how_many_states_it_shows_and_how_rates_are_scaled(made: Made) -> None:
    (chart,) = pictures(made("2018-11-02", "en"), "hot-spots-ranking")
    assert caption(chart).startswith("The 16 highest of 32 states. Rates are per 100,000 inhabitants, scaled")


def test_rates_that_are_unknown_have_a_reason(made: Made) -> None:
    (table,) = [b for b in section(made("2020-12-31", "en"), "states").blocks if isinstance(b, Table)]
    assert "no population of 2019 for the states was in evidence on 31 December 2020" in caption(table)


def test_changes_are_told_since_a_day_with_the_register_and_policies(made: Made) -> None:
    report = made("2018-11-02", "en")
    assert section(report, "changes").title == "What changed since 2 October 2018"
    told = said(report, "changes")
    assert "Missing persons in the register: 37,485 persons on 9 October 2018 became known." in told
    assert "Cannabis" in told


def test_a_whole_year_is_set_against_the_year_before(made: Made) -> None:
    # months of 2018 by state were first known on 24 February 2018
    titles = [p.title for p in pictures(made("2018-02-21", "en"), "change")]
    assert all("same months" not in t for t in titles)
    (table,) = [b for b in section(made("2018-02-21", "en"), "states").blocks if isinstance(b, Table)]
    assert [c.heading for c in table.columns][3] == "Year before"


def test_every_figure_printed_can_be_followed(made: Made) -> None:
    for figure in made("2026-11-24", "en").figures.values():
        assert figure.recipe
        assert all(e.published <= figure.as_of for e in figure.all_evidence())
