"""Months of many places as an array, and how they were known day by day."""

from __future__ import annotations

from datetime import date

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series
from almenara.analysis.panel import month_number, monthly_panel, panel_evidence
from almenara.analysis.vintages import vintages
from almenara.evidence.store import Store
from almenara.model.period import Period
from almenara.workspace import Workspace
from tests.evidence.observations import Row, store_one

FILES = Series("homicide", "police-files")


def _context(store: Store, day: date) -> Context:
    return Context(store.as_of(day), {}, None, {}, {})  # type: ignore[arg-type]


def test_a_panel_has_a_row_for_each_place_and_a_gap_where_nobody_knows(tmp_path) -> None:
    store = Store.open(tmp_path / "store")
    rows = [Row(3, 1, "XX-1"), Row(4, 2, "XX-1"), Row(5, 4, "XX-2"), Row(None, 2, "XX-2"),
            Row(9, 1, "XX-1", "another-rule")]  # fmt: skip
    store_one(store, "first", date(2017, 6, 1), rows)
    found = monthly_panel(_context(store, date(2017, 7, 1)), FILES)
    assert (found.places, str(found.month(0)), found.last) == (("XX-1", "XX-2"), "2017-01", 12 * 2017 + 3)
    nan = np.nan
    assert np.array_equal(found.counts, [[3, 4, nan, nan], [nan, nan, nan, 5]], equal_nan=True)
    other = monthly_panel(_context(store, date(2017, 7, 1)), FILES, ["XX-2", "XX-3"], last=12 * 2017 + 1)
    assert other.counts.shape == (2, 0), "nothing of them is known by February"


def test_a_panel_is_the_same_whether_its_cells_were_read_before_or_not(tmp_path) -> None:
    store = Store.open(tmp_path / "store")
    rows = [Row(3, 1, "XX-1"), Row(4, 2, "XX-1"), Row(5, 4, "XX-2"), Row(None, 2, "XX-2"),
            Row(9, 1, "XX-1", "another-rule")]  # fmt: skip
    store_one(store, "first", date(2017, 6, 1), rows)
    store_one(store, "second", date(2017, 7, 1), [Row(6, 4, "XX-2")])
    for day in (date(2017, 6, 15), date(2017, 8, 1)):
        places = ["XX-2", "XX-1", "XX-3"]
        fresh, known = _context(store, day), _context(store, day)
        known.view.load(["homicide"], [*places, "XX-4"])
        assert known.view.has_read("homicide", places) and not fresh.view.has_read("homicide", places)
        before, after = monthly_panel(fresh, FILES, places), monthly_panel(known, FILES, places)
        assert (before.places, before.first) == (after.places, after.first)
        assert np.array_equal(before.counts, after.counts, equal_nan=True)
        assert before.counts.shape == (3, 4) and before.counts[0, 3] == (5 if day.month == 6 else 6)


def test_each_vintage_holds_what_was_known_on_its_day(tmp_path) -> None:
    store = Store.open(tmp_path / "store")
    store_one(store, "first", date(2017, 3, 1), [Row(3, 1, "XX-1"), Row(4, 2, "XX-1")])
    store_one(store, "second", date(2017, 4, 1), [Row(5, 2, "XX-1"), Row(6, 3, "XX-1")])
    found = vintages(_context(store, date(2017, 12, 1)), FILES, ["XX-1", "XX-2"])
    assert found.days == (date(2017, 3, 1), date(2017, 4, 1))
    nan = np.nan
    assert np.array_equal(found.counts[:, 0], [[3, 4, nan], [3, 5, 6]], equal_nan=True)
    assert np.isnan(found.counts[:, 1]).all()
    early = vintages(_context(store, date(2017, 3, 15)), FILES, ["XX-1"])
    assert early.days == (date(2017, 3, 1),)
    assert np.array_equal(early.counts, [[[3, 4]]]), "what came later is not known yet"


def test_the_last_vintage_is_what_the_panel_holds(real: Workspace) -> None:
    context = real.context("2024-06-01")
    codes = ["MX", *(s.code for s in context.packs["MX"].states)]
    series = Series("homicide", "sesnsp-victims")
    panel, known = monthly_panel(context, series, codes), vintages(context, series, codes)
    assert panel.counts.shape == (33, 110)
    assert (panel.first, str(panel.month(109))) == (known.first, "2024-02")
    assert np.array_equal(known.counts[-1], panel.counts)
    assert np.array_equal(panel.counts[0], panel.counts[1:].sum(axis=0)), "a country is its states"


def test_a_panel_agrees_with_figures_and_names_their_cells(real: Workspace) -> None:
    context = real.context("2018-11-02")
    series = Series("homicide-and-femicide", "sesnsp-victims")
    state = context.packs["MX"].states[10]
    panel = monthly_panel(context, series, [state.code])
    june = Period.month(2018, 6)
    column = month_number(june.start) - panel.first
    expected = figure(context, series.measure, state, june, series.definition)
    assert panel.counts[0, column] == expected.value
    assert panel_evidence(context, series, [state], june) == expected.evidence
    assert {e.published for e in panel_evidence(context, series, ["MX"], june)} == {date(2018, 7, 21)}
