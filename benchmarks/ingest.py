"""How long, and with how much memory, all publishers' files are taken in by one command.

python -m benchmarks.ingest [--shared FOLDER] [--store NEW_STORE]
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import almenara, arguments, measure, say, shared_folders


def main() -> None:
    """One ingest into a new store, then the same again, when every byte is held already."""
    options = arguments(__doc__)
    folders = shared_folders(options.shared)
    with tempfile.TemporaryDirectory() as temporary:
        store = options.store or Path(temporary) / "store"
        command = [*almenara(), "ingest", *folders, "--store", str(store)]
        run = measure(command)
        files = [f for f in (store / "files").rglob("*") if f.is_file()]
        size = sum(f.stat().st_size for f in store.rglob("*") if f.is_file()) / 1e6
        say("ingest of mexico, advisories and events", f"{run.seconds:.1f} s", "under 90 s")
        say("  processor time of it", f"{run.processor:.1f} s")
        say("  peak memory", f"{run.megabytes:,.0f} MB", "under 1,500 MB")
        say("  files kept, size of the store", f"{len(files)}, {size:,.0f} MB")
        say("  the same again, all of it held", f"{measure(command).seconds:.1f} s")


if __name__ == "__main__":
    main()
