"""The land around a site in a made-up country of square municipalities."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
import shapely

from almenara.analysis.context import Context
from almenara.analysis.exposure.around import FLAT, KM_PER_DEGREE, LEAST_KM, around, events_around
from almenara.analysis.exposure.sites import sites_of
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import Scheme
from almenara.evidence.store import Store
from almenara.reading.threats import threats
from tests.analysis.exposure.test_assess import CODES, DAY, add, events, pack, settle

SIDE = 0.2
TOWNS = {
    f"XX-04{n:03}": shapely.box(x, y, x + SIDE, y + SIDE)
    for n in range(25)
    for x, y in [(21 + SIDE * (n % 5), 9 + SIDE * (n // 5))]
}
"""Municipalities of the state in the middle, five by five."""
SITE = {"name": "Plant", "points": [[21.5, 9.5]], "radius_km": 10, "place": "XX-04012"}


@pytest.fixture
def known(tmp_path: Path) -> SimpleNamespace:
    rows = "\n".join(f"{code[3:]},Town {code[-2:]}," for code in TOWNS)
    (tmp_path / "municipalities.csv").write_text(f"code,name,aliases\n{rows}\n", encoding="utf-8")
    numbers = {"office": {code[-2:]: code for code in CODES}}
    made = replace(pack(tmp_path), schemes={"office": Scheme()}, state_numbers=numbers)
    store = Store.open(tmp_path / "store")
    settle(store, {})
    near = [
        ("XX-04012", "point", 9.52, 21.5),
        ("XX-04012", "municipality", 9.5, 21.5),
        ("XX-04000", "point", 9.05, 21.05),
    ]
    events(store, "clashes", near)

    def context() -> Context:
        return Context(store.as_of(DAY), made.definitions, Gazetteer([made]), {}, {"XX": made})

    return SimpleNamespace(store=store, pack=made, context=context)


def with_borders(known: SimpleNamespace) -> Context:
    add(known.store, "towns", {"places": {
        "place": list(TOWNS), "kind": "municipality", "name": list(TOWNS),
        "geometry": pa.array([shapely.to_wkb(shape) for shape in TOWNS.values()], pa.binary()),
    }}, date(2019, 3, 1))  # fmt: skip
    return known.context()


def test_municipalities_are_cut_to_a_window_that_is_as_wide_as_asked(known: SimpleNamespace) -> None:
    found = around(with_borders(known), known.pack, (9.5, 21.5), 10)
    assert found is not None
    west, south, east, north = found.window
    assert (north - south) * KM_PER_DEGREE == pytest.approx(2 * FLAT * LEAST_KM)
    assert (east - west) > (north - south)
    assert "XX-04012" in found.shapes and "XX-04000" not in found.shapes
    whole = shapely.union_all(list(found.shapes.values()))
    assert whole.within(shapely.box(*found.window).buffer(1e-9))
    assert found.document.name == "towns"


def test_without_boundaries_of_municipalities_there_is_no_map(known: SimpleNamespace) -> None:
    assert around(known.context(), known.pack, (9.5, 21.5), 10) is None


def test_only_events_known_to_a_point_and_near_are_told(known: SimpleNamespace) -> None:
    context = with_borders(known)
    (site,) = sites_of(context, [SITE])
    found = events_around(context, known.pack, site, list(threats().values()))
    assert found == [("armed-violence", (9.52, 21.5))]
