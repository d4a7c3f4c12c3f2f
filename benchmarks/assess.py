"""1,000 sites against all evidence: every threat's rate, trend, forecast, groups and events near, level and evidence.

python -m benchmarks.assess [--store FOLDER] [--shared FOLDER]

Sites are drawn at random over a square in the middle of the country, so that they lie in hundreds of municipalities;
one that falls into the sea costs nothing and is not counted. Nothing was asked of the store before.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from almenara.workspace import Workspace
from benchmarks.measuring import arguments, full_store, say

SITES = 1000
TODAY = "2026-11-02"
WEST, EAST, SOUTH, NORTH = -104.0, -97.5, 18.5, 26.0


def main() -> int:
    """Wall and processor time of one answer."""
    options = arguments(__doc__)
    random = np.random.default_rng(6)
    spots = random.uniform((WEST, SOUTH), (EAST, NORTH), (SITES, 2)).round(4).tolist()
    sites = [{"name": f"site {n}", "points": [spot]} for n, spot in enumerate(spots)]
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(full_store(options, Path(temporary)))
        began, worked = time.perf_counter(), time.process_time()
        found = workspace.ask("assess", TODAY, sites=sites)
        took, processor = time.perf_counter() - began, time.process_time() - worked
    placed = [row for row in found.rows if row.facts.get("place_name")]
    figures = sum(len(row.figures) for row in found.rows)
    say(f"sites in {len({row.place for row in placed}):,} municipalities", f"{len(placed):,}")
    say("figures, each with its evidence", f"{figures:,}")
    say("wall time", f"{took:.1f} s", "with the routes' part: 10 s")
    say("processor time", f"{processor:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
