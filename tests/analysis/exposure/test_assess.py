"""Sites in a made-up country of square states: what is said of them, of what, and what may not matter."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almenara.analysis.context import Context
from almenara.analysis.questions import answer
from almenara.analysis.recipes import gather
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.evidence.store import Store
from almenara.model.finding import Finding
from almenara.model.finding import Row as Line
from almenara.model.place import Place
from almenara.model.tables import DOCUMENTS
from almenara.model.terms import Definition
from almenara.reading.rows import make_table
from tests.evidence.observations import Row, store_one

CODES = [f"XX-{n:02}" for n in range(9)]
DAY = date(2020, 1, 1)
SQUARES = {
    code: shapely.box(20 + n % 3, 10 - n // 3, 21 + n % 3, 11 - n // 3) for n, code in enumerate(CODES)
}
"""States a degree wide, three by three."""
MIDDLE = CODES[4]
SITE = {"name": "Plant", "points": [[21.5, 9.5]], "type": "plant", "radius_km": 10}


def pack(folder: Path) -> Pack:
    upper = {"XX": Place("XX", "country", "Square", None, (), 9.5, 21.5)}
    for number, code in enumerate(CODES):
        upper[code] = Place(code, "state", f"State {number}", "XX")
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


def add(
    store: Store, name: str, tables: dict[str, dict[str, Any]], published: date = date(2019, 1, 20)
) -> None:
    """One document with rows of any tables."""
    with store.writer("test") as writer:
        writer.keep(name.encode())
        digest = hashlib.sha256(name.encode()).hexdigest()
        for table, columns in tables.items():
            size = len(next(v for v in columns.values() if isinstance(v, list)))
            made = columns | {"known": published, "row": pa.array(range(2, size + 2), pa.int32())}
            writer.add(table, make_table(table, made), digest)
        texts = {f.name: "" for f in DOCUMENTS if f.type == pa.string()}
        writer.add_row("documents", texts | {
            "document": digest, "source": name, "reader": 1, "name": name, "published": published,
            "ground": "stated", "bytes": 1, "observations": 0, "replaces": "",
        })  # fmt: skip


def settle(store: Store, counts: dict[str, float], borders: date = date(2019, 1, 20)) -> None:
    """Two years of months, people and boundaries; `borders` is the day from which these are known."""
    rows = [Row(counts.get(code, 10.0), month, code) for code in CODES for month in range(1, 25)]
    store_one(store, "counts", date(2019, 1, 20), rows)
    add(store, "census", {"observations": {
        "measure": "population", "definition": "census", "place": CODES, "start": date(2018, 7, 1),
        "end": date(2018, 7, 1), "value": pa.array([1e6] * len(CODES), pa.float64()),
    }})  # fmt: skip
    add(store, "borders", {"places": {
        "place": CODES, "kind": "state", "name": CODES,
        "geometry": pa.array([shapely.to_wkb(SQUARES[c]) for c in CODES], pa.binary()),
    }}, borders)  # fmt: skip


def events(store: Store, name: str, rows: list[tuple[str, str, float, float]]) -> None:
    """Clashes of 2018: place, precision, latitude, longitude."""
    add(store, name, {"events": {
        "event": [f"{name}-{n}" for n in range(len(rows))], "kind": "armed-clash",
        "start": date(2018, 5, 1), "end": date(2018, 5, 1), "place": [r[0] for r in rows],
        "place_precision": [r[1] for r in rows], "lat": pa.array([r[2] for r in rows], pa.float64()),
        "lon": pa.array([r[3] for r in rows], pa.float64()),
    }})  # fmt: skip


def context(folder: Path, store: Store) -> Context:
    made = pack(folder)
    return Context(store.as_of(DAY), made.definitions, Gazetteer([made]), {}, {"XX": made})


def line(found: Finding, key: str) -> Line:
    return next(row for row in found.rows if row.key == key)


def near(folder: Path, name: str, rows: list[tuple[str, str, float, float]]) -> float:
    """Events a year near the site."""
    store = Store.open(folder / name)
    settle(store, {})
    events(store, name, rows)
    found = answer(context(folder, store), "assess", sites=[SITE])
    value = line(found, "Plant: armed-violence").figures["near"].value
    assert value is not None
    return value


def test_a_site_is_told_by_the_state_that_it_lies_in(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {MIDDLE: 40.0})
    known = context(tmp_path, store)
    found = answer(known, "assess", sites=[SITE])
    assert line(found, "Plant").facts["located"] == "boundary"
    row = line(found, "Plant: homicide")
    rate, count = row.figures["rate"], row.figures["count"]
    assert (rate.place.code, str(rate.period), count.value) == (MIDDLE, "2018", 480)
    assert rate.value == pytest.approx(48.0, rel=0.05)
    assert rate.low < rate.value < rate.high
    assert {e.file for e in rate.all_evidence()} == {"counts", "census"}
    figures = [f for r in found.rows for f in r.figures.values()]
    assert all(f.is_known or f.reason for f in figures)
    again = [gather(known, f.recipe) for f in figures]
    assert [(f.value, f.low, f.high, f.reason) for f in again] == [
        (f.value, f.low, f.high, f.reason) for f in figures
    ]


def test_what_is_not_counted_is_unknown_with_its_reason_and_never_zero(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {})
    found = answer(context(tmp_path, store), "assess", sites=[SITE])
    row = line(found, "Plant: kidnapping").figures["rate"]
    assert (row.value, str(row.reason)) == (
        None, "nothing known on 2020-01-01 counts it by state or municipality",
    )  # fmt: skip
    unknown = line(found, "Plant").facts["unknowns"]
    assert {u["threat"] for u in unknown} > {"kidnapping", "armed-violence"}
    assert line(found, "Plant").figures["level"].reason == "the country's pack has no rating"
    assert line(found, "country:XX").figures["travellers"].status == "unknown"


def test_a_site_outside_every_boundary_has_no_rates_but_a_reason(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {})
    far = {"name": "Far", "points": [[60.0, 40.0]]}
    found = answer(context(tmp_path, store), "assess", sites=[far, SITE])
    assert [row.key for row in found.rows if row.key.startswith("Far")] == ["Far"]
    assert line(found, "Far").figures["score"].reason == (
        "no boundary or point in evidence tells which place it lies in; name the place"
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("moved")


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(9.05, 9.95), st.floats(21.05, 21.95))
def test_where_in_its_state_a_vague_event_is_drawn_does_not_matter(
    shared: Path, latitude: float, longitude: float
) -> None:
    """A state's centre is no hot spot: twenty events known by state alone, beside the site or far off, say the same."""
    name = f"s{hash((latitude, longitude)) & 0xFFFFFF}"
    moved = near(shared, name, [(MIDDLE, "state", latitude, longitude)] * 20)
    assert moved == pytest.approx(20 * 3.14159 * 100 / (111.1 * 111.1 * 0.987) / 3, rel=0.02)


def test_an_event_at_the_gate_counts_whole_and_one_of_the_municipality_less(tmp_path: Path) -> None:
    point = near(tmp_path, "p", [(MIDDLE, "point", 9.5, 21.5)])
    town = near(tmp_path, "m", [(MIDDLE, "municipality", 9.5, 21.5)])
    vague = near(tmp_path, "v", [(MIDDLE, "state", 9.5, 21.5)])
    assert point == pytest.approx(1 / 3, rel=0.01)
    assert point > 3 * town > 9 * vague > 0


def test_sources_of_events_are_not_added_up(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {})
    events(store, "one", [(MIDDLE, "point", 9.5, 21.5)] * 2)
    events(store, "two", [(MIDDLE, "point", 9.5, 21.5)])
    figures = line(answer(context(tmp_path, store), "assess", sites=[SITE]), "Plant: armed-violence").figures
    assert figures["near"].value == pytest.approx(2 / 3, rel=0.01)
    assert figures["near_two"].value == pytest.approx(1 / 3, rel=0.01)


def test_sites_and_a_route_can_be_asked_about_in_one_context(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, dict.fromkeys(CODES, 10.0))
    line_ = {"name": "Along", "points": [[20.2, 9.5], [22.8, 9.5]]}
    first, second = context(tmp_path, store), context(tmp_path, store)
    alone = answer(first, "route", country="XX", routes=[line_])
    assert line(answer(first, "assess", sites=[SITE]), "Plant").place == MIDDLE
    answer(second, "assess", sites=[SITE])
    after = answer(second, "route", country="XX", routes=[line_])
    assert [(r.key, r.label, r.place) for r in after.rows] == [(r.key, r.label, r.place) for r in alone.rows]


def test_an_answer_does_not_hang_on_the_other_sites_and_the_worst_comes_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {CODES[0]: 50.0})
    others = [{"name": f"Other {n}", "place": code} for n, code in enumerate(CODES)]
    alone = answer(context(tmp_path, store), "assess", sites=[SITE])
    among = answer(context(tmp_path, store), "assess", sites=[*others, SITE])
    assert line(alone, "Plant: homicide") == line(among, "Plant: homicide")
    assert among.rows[0].key == "Other 0"


def test_what_changed_since_an_earlier_day_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {})
    later = [Row(30.0, month, code) for code in CODES for month in range(13, 25)]
    store_one(store, "revised", date(2019, 6, 1), later)
    found = answer(context(tmp_path, store), "assess", sites=[SITE], since="2019-03-01")
    row = line(found, "Plant: homicide")
    assert row.facts["changed"] == "revised"
    assert (row.figures["rate_before"].value, row.figures["rate"].value) == pytest.approx((12.0, 36.0))
    assert line(found, "Plant").facts["changes"] == ["homicide"]


def test_a_site_lies_where_it_lies_before_a_map_was_known_too(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {}, borders=date(2019, 6, 1))
    found = answer(context(tmp_path, store), "assess", sites=[SITE], since="2019-03-01")
    assert line(found, "Plant").facts["located"] == "boundary"
    assert line(found, "Plant: homicide").figures["rate_before"].value == pytest.approx(12.0)


@pytest.mark.parametrize(
    ("sites", "message"),
    [
        ([{"name": "A", "place": "XX"}], '"A" is in XX, a whole country: name a state or municipality of it'),
        ([{"name": "A"}], '"A" has neither a point nor a place'),
        ([SITE, SITE], 'two sites are called "Plant"'),
        ([{"name": "A", "points": [[9.5, 121.5]]}], r'"A": \[9.5, 121.5\] is not a longitude and a latitude'),
        ([{"name": "A", "kind": "route", "points": [[1, 1], [2, 2]]}], '"A" is a route'),
    ],
)
def test_sites_that_are_none_are_refused(tmp_path: Path, sites: list[dict[str, Any]], message: str) -> None:
    store = Store.open(tmp_path / "store")
    settle(store, {})
    with pytest.raises(UsageError, match=message):
        answer(context(tmp_path, store), "assess", sites=sites)
