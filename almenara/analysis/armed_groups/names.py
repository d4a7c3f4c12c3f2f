"""Names of armed groups: what of a text is a name, and which names a label stands for."""

from __future__ import annotations

import re

from almenara.model.place import fold

_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")
_BETWEEN = re.compile(r"\s+/\s+|;\s*")
_DESCRIBES = re.compile(r": | / ")
LONGEST = 60
"""A longer text, one that begins in lower case, and one that joins several names do not name a group."""


def slug(label: str) -> str:
    """A group's key: its label folded, with hyphens."""
    return fold(label).replace(" ", "-")


def plain(label: str) -> str:
    """A label without the bracket at its end, which tells it from others of its name."""
    return _BRACKET.sub("", label) or label


def is_name(text: str) -> bool:
    """Whether a text names a group rather than describing one."""
    return (
        bool(fold(text)) and len(text) <= LONGEST and not text[:1].islower() and not _DESCRIBES.search(text)
    )


def names_in(text: str) -> list[str]:
    """The names that an alias statement gives: parts between slashes, without remarks in brackets.

    A text with a colon speaks of a name and does not give one: 'A: not the B'. It yields none.
    """
    if ": " in text:
        return []
    return [plain(part.strip()) for part in _BETWEEN.split(text) if is_name(part.strip())]


def named_parts(text: str) -> list[str]:
    """The groups that an event's or a table's cell names: 'Parent / Faction' and 'Parent - Faction' name two."""
    return [part.strip() for part in re.split(r"\s+(?:/|-)\s+", text) if part.strip()]
