"""The number of a store's format, kept in a small file of its folder, so that no version misreads another's."""

from __future__ import annotations

import os
import re
from pathlib import Path

from almenara.errors import StoreDamaged, UsageError

FORMAT = 1
"""The format that this version writes; a store without a number has format 1."""
NAME = "format"


def read_format(root: Path) -> int | None:
    """The number written in the store's folder, None if there is none.

    Raises UsageError if a newer Almenara made the store, StoreDamaged if it is no number.
    """
    path = root / NAME
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise StoreDamaged(f'{path} holds no number of a format: "{text[:40]}"; restore it from a backup')
    if int(text) > FORMAT:
        raise UsageError(
            f"the store {root} was made by a newer Almenara: its format is {text}, this version knows those up to "
            f"{FORMAT}; upgrade Almenara"
        )
    return int(text)


def write_format(root: Path) -> None:
    """Write this version's number, in one step."""
    staged = root / f"{NAME}.{os.getpid()}"
    staged.write_text(f"{FORMAT}\n", encoding="utf-8")
    os.replace(staged, root / NAME)
