"""Letters without accents and capitals, one for one, so that a place in the text stays a place in the text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    if base.isspace() and base != "\n":
        return " "
    return base if len(base) == 1 else letter


def plain(text: str) -> str:
    """The text in small letters without accents, of the same length; any blank becomes a space."""
    if text.isascii():
        return text.lower().replace("\t", " ").replace("\r", " ")
    return "".join(map(_plain, text))
