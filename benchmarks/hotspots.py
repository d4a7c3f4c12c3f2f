"""Local statistics of a large country's places beside PySAL's esda, first call and second, in one run.

python -m benchmarks.hotspots [--peer PYTHON]

PYTHON is an interpreter that has esda 2.9.0 (pip install esda in an environment of its own); without one
ours alone is measured. 2,469 places, 8 nearest
neighbours, 999 permutations of Gi* and of local Moran, each side in a new process, the same numbers in.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measuring import say

PLACES, NEIGHBOURS, PERMUTATIONS = 2469, 8, 999
MADE = f"""
import json, time
import numpy as np
generator = np.random.default_rng(1)
points = generator.uniform((14.5, -117), (32.5, -87), ({PLACES}, 2))
values = generator.lognormal(2.5, 0.8, {PLACES})
"""
OURS = """
begin = time.perf_counter()
from almenara.analysis.methods import hotspots
weights = hotspots.nearest(points, K)
def both():
    star = hotspots.getis_ord(values, hotspots.with_self(weights), R, seed=1)
    moran = hotspots.local_moran(values, weights, R, seed=1)
    return star.share, star.z, moran.value
"""
THEIRS = """
import warnings
warnings.simplefilter("ignore")
begin = time.perf_counter()
from esda import G_Local, Moran_Local
from libpysal.weights import KNN
def both():
    star = G_Local(values, KNN.from_array(points, K), transform="B", star=True, permutations=R, seed=1)
    moran = Moran_Local(values, KNN.from_array(points, K), permutations=R, seed=1)
    return star.Gs, star.Zs, moran.Is
"""
TIMED = """
found = [[float(x) for x in part] for part in both()]
first = time.perf_counter() - begin
begin = time.perf_counter()
both()
print(json.dumps({"first": first, "second": time.perf_counter() - begin, "found": found}))
"""


def run(python: str, code: str) -> dict[str, Any]:
    """What one side prints, in a new process without numba's cache."""
    made = MADE + code.replace("K)", f"{NEIGHBOURS})").replace("R,", f"{PERMUTATIONS},").replace(
        "=R", f"={PERMUTATIONS}"
    )
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [python, "-c", made + TIMED], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": root}
    )
    if done.returncode:
        sys.exit(f"{python}: {done.stderr.strip().splitlines()[-1]}")
    made_of: dict[str, Any] = json.loads(done.stdout)
    return made_of


def main() -> None:
    """Ours, then theirs; values must agree before times are compared."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peer", help="a Python that has esda")
    peer = asked.parse_args().peer
    ours = run(sys.executable, OURS)
    say("ours, first call with imports, second call", f"{ours['first']:.3f} s, {ours['second']:.3f} s", "1 s")
    if peer is None:
        print("esda: left out; --peer names a Python that has it")
        return
    theirs = run(peer, THEIRS)
    apart = max(
        abs(a - b) for mine, other in zip(ours["found"], theirs["found"], strict=True)
        for a, b in zip(mine, other, strict=True)
    )  # fmt: skip
    say("largest difference of Gi*, its z, local Moran", f"{apart:.1e}", "1e-9")
    for call in ("first", "second"):
        say(
            f"{call} call, imports included" if call == "first" else "second call",
            f"{ours[call]:.3f} s against {theirs[call]:.2f} s: {theirs[call] / ours[call]:.0f} times",
            "",
        )


if __name__ == "__main__":
    main()
