"""200 routes of 800 km against all counts and located events of the publishers' files.

python -m benchmarks.routes [--shared FOLDER] [--store STORE]

The store is opened and the question asked in one new process; routes are lines of their own, made by walking the
corridors held from random places, so that no two are alike.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import ROOT, arguments, full_store, measure, say

ROUTES, KM = 200, 800
MAKE = """
import json, sys
import numpy as np
from almenara.analysis.corridors.held import held_network
from almenara.analysis.methods.line_network import shortest
from almenara.workspace import Workspace
store, out, routes, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
context = Workspace.open(store).context()
code = next(iter(context.packs))
network = held_network(context, context.packs[code], "road").network
generator = np.random.default_rng(1)
made = []
while len(made) < routes:
    a, b = generator.integers(0, len(network.nodes), 2)
    way = shortest(network, int(a), int(b)) if a != b else None
    if way is None or network.km[way].sum() < wanted:
        continue
    way = way[np.cumsum(network.km[way]) <= wanted]
    points = network.middle[way] + generator.normal(0, 0.003, (len(way), 2))
    made.append({"name": f"route {len(made) + 1}", "points": points.round(5).tolist()})
json.dump({"country": code, "routes": made}, open(out, "w"))
"""
ASK = """
import json, sys, time
begun = time.perf_counter()
from almenara.workspace import Workspace
asked = json.load(open(sys.argv[2]))
found = Workspace.open(sys.argv[1]).ask("route", **asked)
kinds = [row.facts["row"] for row in found.rows]
km = sum(row.figures["length"].value for row in found.rows if row.facts["row"] == "route")
events = {key: figure.value for key, figure in found.figures.items() if key.endswith(":events")}
print(f"{time.perf_counter() - begun:.2f} s; {kinds.count('route')} routes of {km / kinds.count('route'):.0f} km, "
      f"{kinds.count('segment')} segments, {events}")
"""


def main() -> None:
    """The fastest of three runs, each in a new process."""
    options = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory() as folder:
        store = full_store(options, Path(folder))
        asked = Path(folder) / "routes.json"
        subprocess.run(
            [sys.executable, "-c", MAKE, str(store), str(asked), str(ROUTES), str(KM)], cwd=ROOT, check=True
        )
        runs = [measure([sys.executable, "-c", ASK, str(store), str(asked)]) for _ in range(3)]
    best = min(runs, key=lambda run: run.seconds)
    print(best.output.strip())
    say(
        f"{ROUTES} routes of {KM} km, cold",
        f"{best.seconds:.1f} s, {best.processor:.1f} s of processor time",
        "4 s",
    )


if __name__ == "__main__":
    main()
