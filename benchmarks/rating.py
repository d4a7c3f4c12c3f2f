"""Agreement of our levels with each edition of the official ones, and how long a rating takes.

python -m benchmarks.rating --store STORE [--country CODE]

STORE holds the publishers' files. Weighted kappa has quadratic weights; where statsmodels is installed, its own
value of the newest edition is printed beside ours in the same run.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from almenara.analysis.methods.agreement import crossed, kappa
from almenara.workspace import Workspace


def main() -> int:
    """Print a line an edition, then the time of one rating and the peer's kappa."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--country", default="mx")
    options = parser.parse_args()
    workspace = Workspace.open(options.store)
    for row in workspace.ask("rating-agreement", country=options.country).rows:
        said, rest = row.figures["kappa"], {n: row.figures[n].value for n in ("same", "higher", "lower")}
        print(f"{row.key}: kappa {said.value:.2f} ({said.low:.2f} to {said.high:.2f}), {rest}")
    began = time.perf_counter()
    found = workspace.ask("rate", country=options.country)
    print(f"one rating of {found.facts['rated']} states: {time.perf_counter() - began:.1f} s")
    both = [
        (int(r.figures["level"].value or 0), int(r.figures["official"].value or 0))
        for r in found.rows
        if r.figures["level"].is_known and r.figures["official"].is_known
    ]
    table = crossed(*zip(*both, strict=True), 4)
    ours = kappa(table)
    print(f"kappa today {ours.value:.6f}, standard error {ours.error:.6f}")
    if find_spec("statsmodels"):
        from statsmodels.stats.inter_rater import cohens_kappa

        peer = cohens_kappa(table, wt="quadratic")
        print(f"statsmodels  {peer.kappa:.6f}, standard error {peer.std_kappa:.6f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
