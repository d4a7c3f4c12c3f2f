"""Cells of tables that people open with a spreadsheet: a text never becomes a formula there."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def uncomputed(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
