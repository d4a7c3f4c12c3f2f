"""What is configured from outside, read once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_STORE = "store"
"""Folder of the store where neither --store nor ALMENARA_STORE names one."""


@dataclass(frozen=True)
class Settings:
    """What is configured from outside, read once.

    store     folder of the store (ALMENARA_STORE)
    database  of the team's own state (ALMENARA_DATABASE): a file, or an address postgresql://user@host/name; "" for
              a file beside the store
    """

    store: Path
    database: str = ""

    @classmethod
    def read(cls, store: str | Path | None = None, database: str | Path | None = None) -> Settings:
        """From arguments first, then from the environment."""
        return cls(
            Path(store or os.environ.get("ALMENARA_STORE") or DEFAULT_STORE),
            str(database or os.environ.get("ALMENARA_DATABASE") or ""),
        )
