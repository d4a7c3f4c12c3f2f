"""The core's list of threats, read from its file."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from almenara.errors import UsageError
from almenara.model.threat import Threat
from almenara.reading.spec import load_yaml


@lru_cache(maxsize=1)
def threats() -> dict[str, Threat]:
    """Every threat by its id, in the order of the file."""
    raw = load_yaml(Path(str(resources.files("almenara") / "model" / "threats.yml")))
    return {
        key: Threat(
            key, item["names"], tuple(item.get("measures", ())), tuple(item.get("events", ())),
            {kind: tuple(names) for kind, names in item.get("counted", {}).items()}, item.get("note", ""),
        )
        for key, item in raw.items()
    }  # fmt: skip


def find_threat(name: str) -> Threat:
    """A threat by its id. Raises UsageError with those there are."""
    known = threats()
    if name not in known:
        raise UsageError(f'"{name}" is not a threat; there are: {", ".join(known)}')
    return known[name]
