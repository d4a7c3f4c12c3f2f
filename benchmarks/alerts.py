"""Alert rules over many incidents, beside one spatial join a rule with geopandas, in one run.

python -m benchmarks.alerts

100,000 made-up incidents in a country's rectangle, 500 rules (kinds, types of assets, distances, least deaths) over
200 sites and 50 routes. Both sides get the same incidents in memory and tell for each rule which incidents lie near
which assets; what they find must agree before times are compared, but for pairs within half a percent of the
distance: geopandas measures in a plane. Times are of the processor, in one process.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import geopandas
import numpy as np
import shapely

from almenara.analysis.alerting.matching import Columns, hits
from almenara.analysis.alerting.rules import IncidentRule
from benchmarks.measuring import say

INCIDENTS, RULES, SITES, ROUTES = 100_000, 500, 200, 50
DAY = date(2026, 3, 1)
KINDS = ("armed-clash", "roadblock", "vehicle-burning", "homicide", "journalist-killed")
TYPES = ("plant", "warehouse", "office", "hotel", "truck-corridor")
SAME = 0.005
"""Share of the distance by which a plane and a sphere may differ."""

Found = dict[tuple[int, int, int], float]
"""Km by rule, incident and asset."""


def made() -> tuple[Columns, list[IncidentRule], list[dict[str, Any]]]:
    """Incidents, rules and assets; the same at each run."""
    draw = np.random.default_rng(6)
    lon, lat = draw.uniform(-105, -95, INCIDENTS), draw.uniform(17, 25, INCIDENTS)
    last = np.datetime64(DAY) - draw.integers(0, 60, INCIDENTS).astype("timedelta64[D]")
    columns = Columns(
        draw.choice(KINDS, INCIDENTS).tolist(), lon, lat, np.zeros(INCIDENTS), np.zeros(INCIDENTS, dtype=np.int64),
        draw.poisson(1.0, INCIDENTS).astype(float), last, [""] * INCIDENTS, [frozenset()] * INCIDENTS,
    )  # fmt: skip
    assets: list[dict[str, Any]] = []
    for n in range(SITES + ROUTES):
        steps = np.cumsum(draw.normal(0, 0.15, (1 if n < SITES else 40, 2)), axis=0)
        points = (draw.uniform((-104, 18), (-96, 24)) + steps).tolist()
        kind = TYPES[n % 4] if n < SITES else TYPES[4]
        assets.append({"name": f"asset {n}", "type": kind, "points": points})
    rules = [
        IncidentRule(
            name=f"rule {n}", when="incident", kinds=tuple(draw.choice(KINDS, 2, replace=False).tolist()),
            assets=(TYPES[n % 5],), within_km=float(draw.uniform(5, 40)), least_deaths=n % 3, max_age_days=30,
        )
        for n in range(RULES)
    ]  # fmt: skip
    return columns, rules, assets


def ours(columns: Columns, rules: list[IncidentRule], assets: list[dict[str, Any]]) -> Found:
    """All rules at once."""
    found = hits(columns, rules, assets, [frozenset()] * len(assets), DAY)
    out: Found = {}
    for n, some in enumerate(found):
        keys = zip(some.point.tolist(), some.asset.tolist(), strict=True)
        out |= {(n, i, a): d for (i, a), d in zip(keys, some.km.tolist(), strict=True)}
    return out


def theirs(columns: Columns, rules: list[IncidentRule], assets: list[dict[str, Any]]) -> Found:
    """A spatial join for each rule, in a conic projection of the rectangle."""
    plane = "+proj=lcc +lat_1=18.5 +lat_2=23.5 +lat_0=21 +lon_0=-100 +R=6371008.8"
    frame = geopandas.GeoDataFrame(
        {"kind": columns.kind, "deaths": columns.deaths, "last": columns.last},
        geometry=geopandas.points_from_xy(columns.lon, columns.lat), crs="EPSG:4326",
    ).to_crs(plane)  # fmt: skip
    shapes = [
        shapely.Point(a["points"][0]) if len(a["points"]) == 1 else shapely.LineString(a["points"])
        for a in assets
    ]
    held = geopandas.GeoDataFrame(
        {"type": [a["type"] for a in assets]}, geometry=shapes, crs="EPSG:4326"
    ).to_crs(plane)
    age = (np.datetime64(DAY) - frame["last"].to_numpy().astype("datetime64[D]")).astype(int)
    out: Found = {}
    for n, rule in enumerate(rules):
        taken = (
            frame["kind"].isin(rule.kinds)
            & (age <= rule.max_age_days)
            & (frame["deaths"] >= rule.least_deaths)
        )
        some, near = frame[taken], held[held["type"].isin(rule.assets)]
        pairs = some.sjoin(near, predicate="dwithin", distance=rule.within_km * 1000)
        km = (
            pairs.geometry.distance(
                near.geometry.loc[pairs["index_right"]].set_axis(pairs.index), align=False
            )
            / 1000
        )
        keys = zip(pairs.index.tolist(), pairs["index_right"].tolist(), strict=True)
        out |= {(n, i, a): d for (i, a), d in zip(keys, km.tolist(), strict=True)}
    return out


def main() -> None:
    """Both sides in turn; they must find the same."""
    columns, rules, assets = made()
    began = time.process_time()
    mine = ours(columns, rules, assets)
    own = time.process_time() - began
    began = time.process_time()
    other = theirs(columns, rules, assets)
    peer = time.process_time() - began
    apart, both = mine.keys() ^ other.keys(), mine | other
    limits = {n: r.within_km for n, r in enumerate(rules)}
    if wrong := [k for k in apart if abs(both[k] - limits[k[0]]) > SAME * limits[k[0]]]:
        raise SystemExit(f"the two sides differ on {len(wrong)} pairs, such as {wrong[0]}")
    say(
        f"{INCIDENTS:,} incidents, {RULES} rules, {len(assets)} assets: {len(mine):,} found",
        f"{own:.1f} s",
        "30 s",
    )
    say(f"the same with geopandas, a join a rule ({len(apart)} pairs at the edge differ)", f"{peer:.1f} s")
    say("how many times as long", f"{peer / own:.1f}")


if __name__ == "__main__":
    main()
