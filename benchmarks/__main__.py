"""All benchmarks, one after the other, on one store: `make bench`.

python -m benchmarks [--shared FOLDER] [--store STORE]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import ROOT, arguments

ORDER = (
    "ingest",
    "startup",
    "csv_reading",
    "report",
    "assess",
    "exposure",
    "pace",
    "nowcast",
    "scan",
    "hotspots",
    "routes",
    "alerts",
    "surveillance",
    "change_points",
    "scenario",
    "as_of",
    "bare_machine",
)
NEED_FILES = {"ingest", "startup", "csv_reading", "assess", "exposure", "pace", "nowcast", "routes"}


def main() -> int:
    """Each benchmark is a process of its own, so that none profits from another."""
    options = arguments(__doc__)
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        store = options.store or Path(temporary) / "store"
        for name in ORDER:
            if name in NEED_FILES and not options.shared.is_dir():
                print(f"{name}: left out, the publishers' files are not in {options.shared}")
                continue
            print(f"\n{name}", flush=True)
            both = (
                []
                if name
                in (
                    "alerts",
                    "scan",
                    "hotspots",
                    "surveillance",
                    "change_points",
                    "scenario",
                    "as_of",
                    "bare_machine",
                )
                else ["--shared", str(options.shared), "--store", str(store)]
            )
            failed += (
                subprocess.run(
                    [sys.executable, "-m", f"benchmarks.{name}", *both], cwd=ROOT, check=False
                ).returncode
                != 0
            )
    return failed


if __name__ == "__main__":
    sys.exit(main())
