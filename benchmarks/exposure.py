"""1,000 sites and 200 routes of 800 km against all evidence, in one new process, beside pandas and geopandas.

python -m benchmarks.exposure [--shared FOLDER] [--store STORE]

Both sides read the same store. Ours assesses the sites of benchmarks.assess, then the routes of benchmarks.routes:
rates with intervals, levels, trends, forecasts, groups, events near, each figure with its evidence. The other side is
what an analyst would write instead: newest value of each cell by sorting and dropping, sums of the months, sites
joined to municipalities, events within 10 km of sites and within 5 km of routes; neither intervals nor evidence. The
counts of homicide of all sites must agree before times are compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.assess import EAST, NORTH, SITES, SOUTH, TODAY, WEST
from benchmarks.measuring import ROOT, arguments, full_store, measure, say
from benchmarks.routes import KM, MAKE, ROUTES

MADE = f"""
import json, sys, time
import numpy as np
store, asked, out = sys.argv[1:4]
draw = np.random.default_rng(6)
spots = draw.uniform(({WEST}, {SOUTH}), ({EAST}, {NORTH}), ({SITES}, 2)).round(4).tolist()
routes, day = json.load(open(asked)), "{TODAY}"
"""
OURS = """
from almenara.workspace import Workspace
workspace = Workspace.open(store)
sites = [{"name": f"site {n}", "points": [spot]} for n, spot in enumerate(spots)]
begun = time.perf_counter(), time.process_time()
found = workspace.ask("assess", day, sites=sites)
between = time.perf_counter(), time.process_time()
along = workspace.ask("route", day, **routes)
done = time.perf_counter(), time.process_time()
told = {}
for row in found.rows:
    count = row.figures.get("count")
    if row.facts.get("threat") == "homicide" and count is not None and count.place.kind != "state":
        told[row.facts["site"]] = [count.place.code, count.value]
        series = [count.measure, count.definition, str(count.period.start), str(count.period.end)]
kinds = [row.facts["row"] for row in along.rows]
json.dump({
    "told": told, "series": series, "routes": kinds.count("route"), "segments": kinds.count("segment"),
    "parts": [[b - a for a, b in zip(x, y)] for x, y in ((begun, between), (between, done))],
}, open(out, "w"))
"""
THEIRS = """
import geopandas, pandas as pd, pyarrow.dataset as ds, shapely
from deltalake import DeltaTable
series = json.load(open(out))["series"]
def table(name, columns, where):
    files = DeltaTable(f"{store}/tables/{name}").file_uris()
    return ds.dataset([f.removeprefix("file://") for f in files]).to_table(columns=columns, filter=where).to_pandas()
field, today = ds.field, pd.Timestamp(day).date()
key = ["measure", "definition", "place", "start", "end"]
rows = table("observations", [*key, "value", "known", "document"],
             (field("measure").isin([series[0], "population"])) & (field("known") <= today)
             & (field("start") >= pd.Timestamp(series[2]).date()) & (field("end") <= today))
newest = rows.groupby(key, sort=False)["known"].transform("max")
rows = rows[rows["known"] == newest]
rows = rows[rows["document"] == rows.groupby(key, sort=False)["document"].transform("last")]
months = rows[(rows["measure"] == series[0]) & (rows["definition"] == series[1])
              & (rows["end"] <= pd.Timestamp(series[3]).date())]
counts = months.groupby("place")["value"].sum()
places = table("places", ["place", "kind", "geometry", "note"], field("kind") == "municipality")
places = places[places["geometry"].notna()].drop_duplicates("place", keep="last")
shapes = geopandas.GeoDataFrame(places[["place"]], geometry=shapely.from_wkb(places["geometry"]), crs="EPSG:4326")
points = geopandas.GeoDataFrame({"site": [f"site {n}" for n in range(len(spots))]},
                                geometry=geopandas.points_from_xy(*zip(*spots)), crs="EPSG:4326")
inside = points.sjoin(shapes, predicate="within")
inside["count"] = inside["place"].map(counts)
events = table("events", ["event", "start", "lat", "lon"], (field("known") <= today) & field("lat").is_valid())
events = events.drop_duplicates("event")
plane = "+proj=lcc +lat_1=18.5 +lat_2=29.5 +lat_0=24 +lon_0=-102 +R=6371008.8"
where = geopandas.GeoDataFrame(events[["event"]], geometry=geopandas.points_from_xy(events["lon"], events["lat"]),
                               crs="EPSG:4326").to_crs(plane)
near = points.to_crs(plane).sjoin(where, predicate="dwithin", distance=10_000).groupby("site").size()
lines = geopandas.GeoDataFrame({"route": [r["name"] for r in routes["routes"]]},
                               geometry=[shapely.LineString(r["points"]) for r in routes["routes"]],
                               crs="EPSG:4326").to_crs(plane)
along = lines.sjoin(where, predicate="dwithin", distance=5_000).groupby("route").size()
json.dump({"told": {s: [p, c] for s, p, c in zip(inside["site"], inside["place"], inside["count"])},
           "near": int(near.sum()), "along": int(along.sum())}, open(out + ".peer", "w"))
"""


def main() -> None:
    """Ours, then theirs, each in a new process."""
    options = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory() as folder:
        store, asked, out = full_store(options, Path(folder)), Path(folder) / "asked", Path(folder) / "out"
        made = [sys.executable, "-c", MAKE, str(store), str(asked), str(ROUTES), str(KM)]
        subprocess.run(made, cwd=ROOT, check=True)
        given = [str(store), str(asked), str(out)]
        own = measure([sys.executable, "-c", MADE + OURS, *given])
        peer = measure([sys.executable, "-c", MADE + THEIRS, *given])
        mine: dict[str, Any] = json.loads(out.read_text())
        other = json.loads(Path(f"{out}.peer").read_text())["told"]
    shared = mine["told"].keys() & other.keys()
    apart = [s for s in shared if mine["told"][s] != other[s]]
    if len(shared) < 0.9 * len(mine["told"]) or len(apart) > 0.02 * len(shared):
        raise SystemExit(f"the two sides differ on {len(apart)} of {len(shared)} sites, such as {apart[:1]}")
    for name, (wall, processor) in zip((f"{SITES:,} sites", f"{ROUTES} routes"), mine["parts"], strict=True):
        say(f"{name}: wall and processor time", f"{wall:.1f} s, {processor:.1f} s")
    say("both, with start and opening: wall time", f"{own.seconds:.1f} s", "10 s")
    say("both: processor time", f"{own.processor:.1f} s", "10 s")
    say(
        f"pandas and geopandas ({len(apart)} of {len(shared)} sites differ): wall time",
        f"{peer.seconds:.1f} s",
    )
    say("pandas and geopandas: processor time", f"{peer.processor:.1f} s")
    say("ours as a multiple of it, of processor time", f"{own.processor / peer.processor:.2f}")


if __name__ == "__main__":
    main()
