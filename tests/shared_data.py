"""Where the tests find real publishers' files, which are kept beside the project and never inside it.

The folder is `../shared/data` next to the repository, or whatever ALMENARA_SHARED names. A test
that needs a file asks `shared("mexico/...")`: it gets the path, or is skipped with a message that
says what is missing. On CI (CI=true) a missing file is a failure, so that nothing is skipped unseen.
"""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


def shared_root() -> Path:
    """The folder of real files; it may be absent."""
    named = os.environ.get("ALMENARA_SHARED")
    return Path(named) if named else REPOSITORY.parent / "shared" / "data"


def shared(path: str = "") -> Path:
    """The real file or folder at `path` under the shared data.

    Skips the asking test where it is absent; fails it when CI=true.
    """
    found = shared_root() / path
    if found.exists():
        return found
    message = f"needs the real file {path or '(any)'} under {shared_root()}, which is not on this machine"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(message)
    pytest.skip(message)
