"""The words by which prose compares, sums and ranks, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from almenara.text.vocabulary import words


@lru_cache(maxsize=3)
def comparison_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/comparisons.yml for a language, by name."""
    return {
        name: re.compile(rf"(?<![^\W_])(?:{'|'.join(items)})(?![^\W_])", re.IGNORECASE)
        for name, items in words("comparisons", language).items()
    }
