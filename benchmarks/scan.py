"""The scan statistic on made-up counts of a large country's size, as a user runs it: start-up included.

python -m benchmarks.scan

2,469 places, 36 months, about 90,000 cases, 999 replications. Nothing is cached between runs and nothing is
compiled. SaTScan 10.3.2 took 11.0 s and 22.2 s for the same on two cores; it is not part of this run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.measuring import almenara, best, say

PLACES, MONTHS, CASES = 2469, 36, 90_000
RUNS = 3


def make(folder: Path) -> list[str]:
    """Case, population and coordinate files; returns the options that name them."""
    generator = np.random.default_rng(1)
    people = np.ceil(generator.lognormal(9.3, 1.4, PLACES)).astype(int)
    where = generator.uniform((14.5, -117), (32.5, -87), (PLACES, 2))
    chance = np.repeat(people, MONTHS) / (people.sum() * MONTHS)
    counts = generator.multinomial(CASES, chance).reshape(PLACES, MONTHS)
    texts = {
        "cas": (
            f"{p} {counts[p, m]} {2021 + m // 12}/{m % 12 + 1:02}"
            for m in range(MONTHS)
            for p in np.flatnonzero(counts[:, m])
        ),
        "pop": (f"{p} 2022 {n}" for p, n in enumerate(people)),
        "geo": (f"{p} {latitude:.4f} {longitude:.4f}" for p, (latitude, longitude) in enumerate(where)),
    }
    for kind, lines in texts.items():
        (folder / f"made-up.{kind}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = {"--cases": "cas", "--population": "pop", "--coordinates": "geo"}
    return [part for name, kind in options.items() for part in (name, str(folder / f"made-up.{kind}"))]


def main() -> None:
    """Each scan several times, each in a new process; the fastest counts."""
    scans = (
        ("purely spatial, at most half of the cases", ["--space"], "11.0 s, aim 2.8 s"),
        (
            "prospective, at most a tenth of the cases and six months",
            ["--prospective", "--max-population", "0.1", "--max-time", "6"],
            "22.2 s, aim 5.5 s",
        ),
    )
    with tempfile.TemporaryDirectory() as temporary:
        files = make(Path(temporary))
        for what, options, target in scans:
            run = best([*almenara(), "scan", *files, *options, "--seed", "1", "--json"], RUNS)
            say(what, f"{run.seconds:.1f} s, {run.processor:.1f} s cpu, {run.megabytes:.0f} MB", target)


if __name__ == "__main__":
    main()
