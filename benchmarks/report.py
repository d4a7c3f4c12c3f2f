"""How long the whole report takes in five formats, from an installed package.

python -m benchmarks.report [--shared FOLDER] [--store STORE]
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import almenara, arguments, best, full_store, measure, say


def main() -> None:
    """From the embedded figures alone, then from all publishers' files where they are there."""
    options = arguments(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        stores = {"embedded figures": folder / "embedded"}
        measure([*almenara(), "status", "--store", str(stores["embedded figures"])])
        if options.store or options.shared.is_dir():
            stores["all publishers' files"] = full_store(options, folder)
        for name, store in stores.items():
            command = [*almenara(), "report", "mx", "--as-of", "2018-11-02", "--out", str(folder / "out")]
            command += ["--format", "html,pdf,docx,md,json", "--store", str(store)]
            run = best(command, 2)
            say(f"report in five formats, {name}", f"{run.seconds:.1f} s", "under 15 s")
            say("  peak memory", f"{run.megabytes:,.0f} MB")


if __name__ == "__main__":
    main()
