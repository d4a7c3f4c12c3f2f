"""How long `make report` takes on a machine that has git, make and Python only, set-up included.

    python -m benchmarks.bare_machine

A fresh clone in a temporary folder, its own environment, no files beside it. Packages come from the
package index, or from pip's cache where this machine has one: the output says which.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import ROOT, measure, say


def main() -> None:
    """Clone, make report, then make report again in the made environment."""
    cached = Path(os.environ.get("PIP_CACHE_DIR", Path.home() / ".cache" / "pip")).is_dir()
    os.environ.pop("VIRTUAL_ENV", None)
    for name in [n for n in os.environ if n.startswith(("ALMENARA_", "PYTHONPATH"))]:
        os.environ.pop(name)
    with tempfile.TemporaryDirectory() as temporary:
        clone = Path(temporary) / "almenara"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        python = f"PYTHON={getattr(sys, '_base_executable', sys.executable)}"
        run = measure(["make", "report", python], clone)
        say(
            f"make report in a fresh clone (pip's cache {'there' if cached else 'empty'})",
            f"{run.seconds:.0f} s",
            "under 240 s",
        )
        say("  again, nothing to set up", f"{measure(['make', 'report', python], clone).seconds:.0f} s")


if __name__ == "__main__":
    main()
