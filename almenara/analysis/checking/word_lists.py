"""The word lists of the audit: YAML files beside this module, each read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from almenara.reading.spec import load_yaml

_FOLDER = Path(__file__).parent / "words"


@lru_cache
def word_list(name: str) -> Any:
    """The list words/NAME.yml, not to be changed. Raises BadInput where it is not YAML or gives a key twice."""
    return load_yaml(_FOLDER / f"{name}.yml")


@lru_cache(maxsize=3)
def plain_words(language: str) -> frozenset[str]:
    """Words that a sentence may have and still go on about what the one before it counted: folded."""
    return frozenset(word_list("continuing")[language].split())


@lru_cache(maxsize=3)
def words_of_no_heading(language: str) -> frozenset[str]:
    """Words of a heading that names no thing of its own: folded, the plain words among them."""
    return plain_words(language) | frozenset(word_list("heading_words")[language].split())
