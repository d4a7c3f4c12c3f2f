"""One store for all tests of the audit: they read it, and none writes to it."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with the embedded figures, opened once."""
    return Workspace.open(tmp_path_factory.mktemp("audit") / "store")
