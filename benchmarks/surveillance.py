"""Improved Farrington on made-up counts of a large country's size, and R's surveillance on some of them.

python -m benchmarks.surveillance

2,469 places, eleven years of months, the last twelve watched: 29,628 bounds. Where Rscript and its package
surveillance are installed, R computes a few of the same places in the same run; bounds must agree to 1e-6.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from almenara.analysis.methods.farrington import Settings, farrington
from benchmarks.measuring import say

PLACES, MONTHS, WATCHED, BY_R = 2469, 132, 12, 20
SETTINGS = Settings(years=5, half_window=1, periods=10, left_out=6)
SCRIPT = """
suppressMessages(library(surveillance))
y <- as.matrix(read.csv("counts.csv", header = FALSE))
s <- sts(observed = y, freq = 12)
began <- proc.time()[["elapsed"]]
r <- suppressWarnings(farringtonFlexible(s, list(range = (nrow(y) - 11):nrow(y), b = 5, w = 1, noPeriods = 10,
  pastWeeksNotIncluded = 6, pThresholdTrend = 1, weightsThreshold = 2.58, alpha = 0.01, thresholdMethod = "nbPlugin",
  glmWarnings = FALSE)))
cat(proc.time()[["elapsed"]] - began)
write.table(upperbound(r), "bounds.csv", sep = ",", row.names = FALSE, col.names = FALSE)
"""


def made_up() -> np.ndarray:
    """Counts by place and month: most places have few, all vary more than Poisson's law."""
    generator = np.random.default_rng(1)
    mean = np.exp(generator.normal(-1.5, 1.6, (PLACES, 1)))
    return generator.poisson(generator.gamma(2, mean / 2, (PLACES, MONTHS)))


def by_r(counts: np.ndarray) -> tuple[float, np.ndarray] | None:
    """Seconds and bounds of R for these places; nothing where R or the package is not installed."""
    script = shutil.which("Rscript")
    if script is None:
        return None
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        np.savetxt(folder / "counts.csv", counts.T, delimiter=",", fmt="%d")
        (folder / "run.R").write_text(SCRIPT, encoding="utf-8")
        run = subprocess.run([script, "run.R"], cwd=folder, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"R is left out: {run.stderr.strip()}")
            return None
        bounds = np.genfromtxt(folder / "bounds.csv", delimiter=",", missing_values="NA").T
        return float(run.stdout), bounds


def main() -> int:
    """Time ours on all places and R on the last ones; compare bounds. Returns 1 where they differ."""
    counts = made_up()
    seconds, processor = [], []
    for _ in range(3):
        began, used = time.perf_counter(), time.process_time()
        watch = farrington(counts, 12, MONTHS - WATCHED, SETTINGS)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    measured = f"{min(seconds):.2f} s, processor {min(processor):.2f} s"
    say("improved Farrington, 2,469 places x 12 months", measured, "4 s")
    few = np.argsort(counts.sum(axis=1))[:: -PLACES // BY_R]  # from many cases to none
    peer = by_r(counts[few])
    if peer is None:
        print("R's surveillance is not installed: no comparison")
        return 0
    theirs = peer[0] / len(few) * PLACES
    ratio = theirs / min(seconds)
    say(f"R's surveillance, {len(few)} of the places, scaled", f"{theirs:.0f} s", f"{ratio:.0f} times ours")
    same = np.allclose(watch.upper[few], peer[1], atol=1e-6, equal_nan=True)
    say("bounds agree to 1e-6", "yes" if same else "no")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
