"""Write requirements.lock and requirements-dev.lock: every dependency, exact and hashed, without addresses.

    python tools/lock.py           resolve anew and write both files
    python tools/lock.py --check   ask the package index whether both can be installed on 3.11 and 3.13

uv's own lock file records the address of the index that it was made with, so it is made in a
temporary folder and only its export is kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "requirements.lock": ["--no-default-groups", "--group", "build"],
    "requirements-dev.lock": ["--no-default-groups", "--group", "build", "--group", "dev"],
}
"""File and the dependency groups that it holds beside the project's own dependencies."""
PYTHONS = ("3.11", "3.13")
_EXPORT = ["export", "--frozen", "--no-emit-project", "--no-header", "--no-annotate", "--quiet"]


def uv(*arguments: str, folder: Path) -> None:
    """Run uv in a folder. Raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", "uv", *arguments], cwd=folder, check=True)


def write() -> None:
    """Resolve for every supported Python and platform, and write both lock files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        uv("lock", "--quiet", "--no-python-downloads", folder=folder)
        for lock, groups in LOCKS.items():
            uv(*_EXPORT, *groups, "--output-file", lock, folder=folder)
            shutil.copy(folder / lock, ROOT / lock)
            print(f"{lock}: {sum(' --hash' in line for line in (ROOT / lock).open())} hashes")


def check() -> None:
    """Resolve the locked set on each Python from wheels alone, without installing anything."""
    for lock in LOCKS:
        for python in PYTHONS:
            with tempfile.TemporaryDirectory() as target:
                uv(
                    *("pip", "install", "--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:"),
                    *("--python-version", python, "--target", target, "--requirements", lock),
                    folder=ROOT,
                )
            print(f"{lock}: can be installed on Python {python}")


if __name__ == "__main__":
    check() if "--check" in sys.argv[1:] else write()
