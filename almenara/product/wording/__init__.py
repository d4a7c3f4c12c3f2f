"""Words of a product, one YAML file a language; both hold the same keys."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from almenara.errors import UsageError
from almenara.model.phrase import PHRASES
from almenara.reading.spec import load_yaml

LANGUAGES = ("en", "es")


@lru_cache(maxsize=4)
def wording(language: str) -> dict[str, Any]:
    """All words of a language. Raises UsageError if it is not one of LANGUAGES."""
    if language not in LANGUAGES:
        raise UsageError(f'"{language}" is not a language of the products; use {" or ".join(LANGUAGES)}')
    words: dict[str, Any] = load_yaml(Path(__file__).with_name(f"{language}.yml"))
    return words if "phrases" in words else {**words, "phrases": PHRASES}  # remarks are English by themselves
