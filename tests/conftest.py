"""Fixtures that more than one folder of tests needs. There are three; everything else a test builds itself.

workspace   a new store in a temporary folder, with the embedded figures, opened through the one door
console     runs the command line as a user does: in another process, from an empty folder
real        a store with the publishers' own monthly files, taken in once for all tests; never written to

Real publishers' files are asked for with `tests.shared_data.shared(path)`.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from almenara.workspace import Workspace
from tests.shared_data import REPOSITORY, shared

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


REAL = (
    "mexico/sesnsp/elcrimen_vintages",
    "mexico/sesnsp/estatal_victimas",
    "mexico/sesnsp/estatal_delitos",
    "mexico/inegi/mexico-muni-month-homicide-rates-2000-2019.csv.gz",
    "mexico/inegi/mexico-state-month-homicide-rates-2000-2019.csv.gz",
    "mexico/population",
    "mexico/geo/estatal.zip",
    "mexico/geo/municipios.zip",
    "advisories/unitedstates/mexico_state_levels_history.csv",
)
"""What `real` holds: monthly counts in several vintages, populations, boundaries, advisory levels."""


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Workspace:
    """Some three million rows; the first process that asks takes them in, the others wait for it."""
    files = [shared(path) for path in REAL]
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "real"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        workspace = Workspace.open(folder / "store")
        if not (folder / "whole").exists():
            workspace.ingest(files)
            (folder / "whole").touch()
            workspace = Workspace.open(folder / "store")
    return workspace
