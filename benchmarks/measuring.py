"""Running a command and measuring it: wall time, and the largest memory of it and its children."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """Wall seconds, seconds of processor time, and peak resident memory in megabytes (of 1,000,000 bytes)."""

    seconds: float
    processor: float
    megabytes: float
    output: str


def almenara() -> list[str]:
    """How to start the command line: the installed script, or the module where it is not installed."""
    script = Path(sys.executable).parent / "almenara"
    return [str(script)] if script.exists() else [sys.executable, "-m", "almenara.faces.cli"]


def measure(command: Sequence[str], folder: Path = ROOT) -> Run:
    """Run a command to its end. Raises CalledProcessError with what it said where it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, said)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, said)


def best(command: Sequence[str], times: int) -> Run:
    """The fastest of several runs."""
    return min((measure(command) for _ in range(times)), key=lambda run: run.seconds)


def say(what: str, measured: str, target: str = "") -> None:
    """One line of results."""
    print(f"{what:<66} {measured:>22}   {target}", flush=True)


def arguments(about: str | None) -> argparse.Namespace:
    """--shared and --store, which every benchmark understands."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared" / "data", help="publishers' files"
    )
    parser.add_argument("--store", type=Path, help="a store with all of them; made where it is not given")
    return parser.parse_args()


def shared_folders(shared: Path) -> list[str]:
    """The publishers' folders that the targets speak of. Exits where they are not there."""
    folders = [shared / name for name in ("mexico", "advisories", "events")]
    if missing := [str(f) for f in folders if not f.is_dir()]:
        sys.exit(f"needs the publishers' files in {', '.join(missing)}; name their folder with --shared")
    return [str(f) for f in folders]


def full_store(options: argparse.Namespace, temporary: Path) -> Path:
    """The store that was named, or a new one with all publishers' files in it."""
    if options.store and (options.store / "tables").is_dir():
        return Path(options.store)
    store = options.store or temporary / "store"
    measure([*almenara(), "ingest", *shared_folders(options.shared), "--store", str(store)])
    return Path(store)
