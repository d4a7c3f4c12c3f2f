"""Hot spots of a country of 36 states in a square, with counts by month, and what is said where they are unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from almenara.analysis.context import Context
from almenara.analysis.methods import hotspots
from almenara.analysis.questions import answer
from almenara.analysis.recipes import gather
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.evidence.store import Store
from almenara.model.finding import Finding
from almenara.model.place import Place
from almenara.model.tables import DOCUMENTS
from almenara.model.terms import Definition
from almenara.reading.rows import make_table
from almenara.workspace import Workspace
from tests.evidence.observations import Row, store_one

SIDE = 6
CODES = [f"XX-{n:02}" for n in range(SIDE * SIDE)]
CORNER = {0, 1, 2, SIDE, SIDE + 1, SIDE + 2, 2 * SIDE, 2 * SIDE + 1}
"""States in the north-west, where it is hot."""
DAY = date(2020, 1, 1)

LACKING = "without a count for every month, or without a population of the last years"


def beside(number: int) -> list[str]:
    row, column = divmod(number, SIDE)
    around = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [CODES[r * SIDE + c] for r, c in around if 0 <= r < SIDE and 0 <= c < SIDE]


def pack(folder: Path, neighbours: bool = True) -> Pack:
    """The country: states a degree apart; with or without its list of neighbours."""
    upper = {"XX": Place("XX", "country", "Square", None, (), 0.0, 0.0)}
    for number, code in enumerate(CODES):
        row, column = divmod(number, SIDE)
        upper[code] = Place(code, "state", f"State {number}", "XX", (), 10.0 - row, 20.0 + column)
    if neighbours:
        lines = ["code,neighbours", *(f"{c},{'|'.join(beside(n))}" for n, c in enumerate(CODES))]
        (folder / "neighbours.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules = {
        name: Definition(name, measures, unit, kind, "Office", {"en": name}, {"en": name})
        for name, measures, unit, kind in (
            ("police-files", ("homicide",), "case files", "flow"),
            ("census", ("population",), "persons", "stock"),
        )
    }
    return Pack(
        "XX", folder, {"en": "Square"}, {}, {}, ("en",), {}, {}, upper, {}, rules,
        {"population": ["census"], "homicide": ["police-files"]},
    )  # fmt: skip


def settle(store: Store, people: dict[str, int]) -> None:
    """A census in 2018."""
    with store.writer("test") as writer:
        writer.keep(b"census")
        digest = hashlib.sha256(b"census").hexdigest()
        table = make_table(
            "observations",
            {
                "measure": "population", "definition": "census", "place": list(people),
                "start": date(2018, 7, 1), "end": date(2018, 7, 1),
                "value": pa.array(list(people.values()), pa.float64()), "known": date(2018, 12, 1),
                "row": pa.array(range(2, len(people) + 2), pa.int32()),
            },
        )  # fmt: skip
        writer.add("observations", table, digest)
        texts = {f.name: "" for f in DOCUMENTS if f.type == pa.string()}
        row = {"document": digest, "source": "census", "reader": 1, "name": "census", "ground": "stated",
               "published": date(2018, 12, 1), "bytes": 6, "observations": len(people), "replaces": ""}  # fmt: skip
        writer.add_row("documents", texts | row)


Make = Callable[..., Context]


@pytest.fixture
def country(tmp_path: Path) -> Make:
    """A context of the country with counts from `months` (1: January 2017) to 24; state 35 may have a gap."""

    def make(months: int = 1, neighbours: bool = True, gap: bool = False, people: bool = True) -> Context:
        store = Store.open(tmp_path / "store")
        chance = np.random.default_rng(1)
        rows = [
            Row(float(chance.poisson(60 if n in CORNER else 15)), month, code)
            for n, code in enumerate(CODES)
            for month in range(months, 25)
            if not (gap and n == 35 and month == 20)
        ]
        store_one(store, "counts", date(2019, 1, 20), rows)
        if people:
            settle(store, {code: 100_000 + 1_000 * n for n, code in enumerate(CODES)})
        made = pack(tmp_path, neighbours)
        return Context(store.as_of(DAY), made.definitions, Gazetteer([made]), {}, {"XX": made})

    return make


def hot(found: Finding) -> set[str]:
    return {row.key for row in found.rows if row.facts["spot"] == "hot"}


def test_the_hot_corner_stands_out_and_its_edge_does_not(country: Make) -> None:
    found = answer(country(), "hotspots", measure="homicide", country="XX")
    assert (found.facts["definition"], found.facts["period"], found.facts["neighbours"]) == (
        "police-files", "2018", "pack",
    )  # fmt: skip
    assert {CODES[n] for n in (0, 1, SIDE, SIDE + 1)} <= hot(found) <= {CODES[n] for n in CORNER}
    assert found.figures["hot"].value == len(hot(found))
    assert found.figures["cold"].value == 0
    values = [row.figures["z"].value for row in found.rows]
    assert values == sorted(values, reverse=True)
    first = next(row for row in found.rows if row.key == "XX-07")
    assert first.facts == {"spot": "hot", "quadrant": "high-high", "pattern": "persistent hot"}
    assert {row.facts["quadrant"] for row in found.rows} <= {"high-high", "low-low", "low-high", ""}


def test_figures_are_those_of_the_method_on_the_counts_and_people(country: Make) -> None:
    context = country()
    found = answer(context, "hotspots", measure="homicide", country="XX")
    rows = sorted(found.rows, key=lambda r: r.key)
    counts = np.array([row.figures["count"].value for row in rows])
    people = 100_000 + 1_000 * np.arange(len(CODES))
    assert [r.figures["rate"].value for r in rows] == pytest.approx(counts / people * 100_000)
    smoothed = hotspots.shrunk(counts, people) * 100_000
    assert [r.figures["smoothed"].value for r in rows] == pytest.approx(smoothed)
    pairs = [(n, CODES.index(c)) for n in range(len(CODES)) for c in beside(n)]
    z = hotspots.getis_ord(smoothed, hotspots.with_self(hotspots.pairs(pairs, len(CODES)))).z
    assert [r.figures["z"].value for r in rows] == pytest.approx(z)
    for figure in (*rows[7].figures.values(), found.figures["hot"]):
        assert gather(context, figure.recipe) == figure
        assert {e.file for e in figure.all_evidence()} == {"counts", "census"} - (
            {"census"} if figure is rows[7].figures["count"] else set()
        )


def test_fewer_months_are_used_where_fewer_are_known_and_are_scaled(country: Make) -> None:
    found = answer(country(months=20), "hotspots", measure="homicide", country="XX")
    assert found.facts["period"] == "2018-08..2018-12"
    row = found.rows[0]
    people = 100_000 + 1_000 * CODES.index(row.key)
    assert row.figures["rate"].value == pytest.approx(row.figures["count"].value / people * 100_000 * 12 / 5)
    assert row.facts["pattern"] is None
    assert "only 5 months in a row are known: season and single events weigh in" in found.caveats
    assert "what became of places needs 10 months in a row; 5 are known" in found.caveats


def test_a_place_with_a_gap_is_left_out_and_named(country: Make) -> None:
    found = answer(country(gap=True), "hotspots", measure="homicide", country="XX")
    assert len(found.rows) == 35
    assert found.unknowns == (f"1 states {LACKING}: State 35",)


def test_without_a_list_of_neighbours_the_nearest_points_count(country: Make) -> None:
    found = answer(country(neighbours=False), "hotspots", measure="homicide", country="XX")
    assert found.facts["neighbours"] == "points"
    assert "XX-00" in hot(found)


def test_without_people_or_months_there_are_no_rows_but_a_reason(country: Make) -> None:
    context = country(people=False)
    found = answer(context, "hotspots", measure="homicide", country="XX")
    assert found.rows == ()
    assert found.unknowns[0].startswith("no population of ")
    found = answer(context, "hotspots", measure="kidnapping", country="XX")
    assert found.unknowns == ("no month of kidnapping is known on 2020-01-01 for 90% of the 36 states",)


def test_geometry_is_a_point_where_no_boundary_is_held(country: Make) -> None:
    found = answer(country(), "hotspots", measure="homicide", country="XX", geometry=True)
    assert next(r for r in found.rows if r.key == "XX-07").facts["geometry"] == {
        "type": "Point", "coordinates": [21.0, 9.0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"level": "parish"}, '"parish" is not a level: state or municipality'),
        ({"months": 0}, "months is 1 or more, not 0"),
        ({"country": "YY"}, 'no place is called "YY"; try `almenara places YY`'),
        (
            {"definition": "census"},
            '"census" does not count homicide over time; `almenara measures homicide`',
        ),
    ],
)
def test_what_cannot_be_asked(country: Make, wanted: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        answer(country(), "hotspots", **({"measure": "homicide", "country": "XX"} | wanted))
    assert str(raised.value) == message


def test_the_embedded_months_of_the_golden_day(workspace: Workspace) -> None:
    found = workspace.ask("hotspots", "2018-11-02", measure="homicide-and-femicide", country="MX")
    assert (found.facts["period"], len(found.rows)) == ("2017-07..2018-06", 32)
    assert found.figures["hot"].value == 0  # 32 states are few, and no group of them is beyond chance
    top = found.rows[0]
    assert (top.label, round(top.figures["z"].value or 0, 2)) == ("Baja California Sur", 2.73)
    assert found.unknowns == ()


def test_rates_stand_on_the_newest_population_known_on_the_day(real: Workspace) -> None:
    found = real.ask("hotspots", "2019-12-31", measure="homicide-and-femicide", country="mx")
    assert len(found.rows) == 32
    assert any("the population of 2018" in told for told in found.caveats)
