from almenara.analysis.checking.held.vintages import ALL_TIME, Ask, Held
from almenara.analysis.figures import figures
from almenara.model.period import Period
from almenara.workspace import Workspace
from tests.analysis.checking.made_claims import MEXICO

YEAR, MONTHS, TWO = Period.parse("2017"), Period.parse("2018-01..2018-05"), Period.parse("2018-01..2018-02")


def test_every_value_that_a_figure_had_with_its_day(workspace: Workspace) -> None:
    """28,734 in the first release by the new method of 21 February 2018, 28,866 a year later, 28,870 in March 2024."""
    now, then = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    record = Held(now, then, [Ask("homicide", MEXICO, YEAR)]).record("homicide", MEXICO, YEAR)
    seen = {(v.value, str(v.known)) for v in record.of("sesnsp-victims")}
    assert {(28734.0, "2018-02-21"), (28866.0, "2019-01-31"), (28870.0, "2024-03-20")} <= seen
    assert {v.value for v in record.of("sesnsp-victims-old")} == {29168.0}


def test_what_stands_on_a_day_is_what_a_figure_of_that_day_says(workspace: Workspace) -> None:
    """Totals, sums of months, differences of totals: the same as the figures that any report prints."""
    asks = [
        Ask("homicide", MEXICO, YEAR), Ask("homicide", MEXICO, MONTHS), Ask("fuel-theft", MEXICO, TWO),
        Ask("kidnapping", MEXICO, YEAR), Ask("cargo-theft", MEXICO, Period.parse("2018-Q1")),
    ]  # fmt: skip
    now, then = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    held = Held(now, then, asks)
    compared = 0
    for ask in asks:
        record = held.record(ask.measure, ask.place, ask.period)
        for context in (now, then):
            for figure in figures(context, ask.measure, ask.place, ask.period):
                standing = record.standing(figure.definition, context.as_of)
                assert standing is not None and standing.value == figure.value
                compared += 1
    assert compared > 20


def test_a_difference_of_published_totals_is_a_vintage(workspace: Workspace) -> None:
    """The first quarter's 3,691 taps less March's 1,417 (Quintana Roo Hoy, May 2018)."""
    now = workspace.context("2026-11-25")
    record = Held(now, None, [Ask("fuel-theft", MEXICO, TWO)]).record("fuel-theft", MEXICO, TWO)
    assert [v.value for v in record.of("pemex-taps")] == [2274.0]
    assert record.standing("pemex-taps", now.as_of.replace(year=2018, month=1)) is None


def test_what_was_not_asked_for_is_empty(workspace: Workspace) -> None:
    held = Held(workspace.context("2026-11-25"), None, [])
    assert held.record("homicide", MEXICO, YEAR).by_definition == {}


def test_of_equal_values_the_same_document_speaks_each_time(workspace: Workspace) -> None:
    """Rows come in any order from the store; what is held of them is in one."""
    now = workspace.context("2026-11-25")
    ask = Ask("fuel-theft", MEXICO, Period.parse("2017-01..2017-05"))
    held = [
        Held(now, None, [ask]).record(ask.measure, MEXICO, Period.parse("2017-01..2017-05")) for _ in range(3)
    ]
    told = [
        [(v.definition, v.value, [c.document for c in v.cells]) for v in record.every()] for record in held
    ]
    assert told[0] and told[0] == told[1] == told[2]
    names = list(held[0].by_definition)
    assert names == sorted(names)


def test_what_is_held_of_one_thing_does_not_hang_on_what_else_is_asked(workspace: Workspace) -> None:
    """Near years, far years, other places and measures beside it: the same vintages each time."""
    now, then = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    state = now.gazetteer.get("MX-JAL")
    asks = [
        Ask("homicide", MEXICO, YEAR), Ask("homicide", MEXICO, MONTHS), Ask("homicide", state, YEAR),
        Ask("homicide", state, Period.parse("2012")), Ask("homicide", MEXICO, Period.parse("1990..2016")),
        Ask("missing-persons", MEXICO, ALL_TIME), Ask("kidnapping", MEXICO, Period.parse("2022")),
        Ask("kidnapping", state, Period.parse("2017-01..2017-06")),
    ]  # fmt: skip
    together = Held(now, then, asks)
    for ask in asks:
        alone = Held(now, then, [ask]).record(ask.measure, ask.place, ask.period)
        assert together.record(ask.measure, ask.place, ask.period) == alone
    assert any(v.summed for v in together.record("kidnapping", MEXICO, Period.parse("2022")).every())
