"""Fixtures that more than one folder of tests needs. There are two; everything else a test builds itself.

workspace   a new store in a temporary folder, with the embedded figures, opened through the one door
console     runs the command line as a user does: in another process, from an empty folder

Real publishers' files are asked for with `tests.shared_data.shared(path)`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from almenara.workspace import Workspace
from tests.shared_data import REPOSITORY

hypothesis.settings.register_profile("almenara", deadline=None)  # no test depends on the machine's speed
hypothesis.settings.load_profile("almenara")

Console = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new store with the embedded figures."""
    return Workspace.open(tmp_path / "store")


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """`console("figure", "homicide", …)` runs almenara with its own store; returns the finished process."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ALMENARA_")}
    environment |= {
        "ALMENARA_STORE": str(tmp_path / "store"),
        "PYTHONPATH": str(REPOSITORY),
        "COLUMNS": "120",
        "NO_COLOR": "1",
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "almenara.faces.cli", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run
