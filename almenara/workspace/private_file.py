"""Files that hold what is the team's own: their owner alone can read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from almenara.errors import UsageError


def write_private(path: Path, content: str | bytes) -> Path:
    """Write a file, making its folder; text as UTF-8. Nobody but its owner can read it at any moment.

    Raises UsageError where it cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as file:
            if stat.S_ISREG(os.fstat(number).st_mode):  # and no pipe
                os.fchmod(number, 0o600)  # before the first byte, where the file was there already
            file.write(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    return path
