"""How long the command line takes to answer from a cold start, with all publishers' files in the store.

python -m benchmarks.startup [--shared FOLDER] [--store STORE]
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import almenara, arguments, best, full_store, say

QUESTION = ["figure", "homicide", "mx", "2017", "--as-of", "2018-11-02"]
TOWN = ["figure", "homicide", "Celaya, Guanajuato", "2018", "--as-of", "2024-06-30"]


def main() -> None:
    """Each command several times, each in a new process; the fastest counts."""
    options = arguments(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        run = best([*almenara(), "--help"], 5)
        say("almenara --help", f"{run.seconds:.2f} s", "under 0.3 s")
        store = full_store(options, Path(temporary))
        targets = ((QUESTION, "under 1.5 s"), (TOWN, "under 1.5 s"), ([*QUESTION, "--history"], ""))
        for question, target in targets:
            run = best([*almenara(), *question, "--store", str(store)], 5)
            say(f"almenara {' '.join(question)}", f"{run.seconds:.2f} s", target)


if __name__ == "__main__":
    main()
