"""Characters made plain: what is invisible goes, what looks the same becomes the same."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, zero-width characters, marks of writing direction: between two digits they would hide a number."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_WHITE = re.compile("[ \t\r\n\v\f\x85\u2028\u2029\u3000]+")
_LIGATURES = {
    ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl", ord("ﬅ"): "st",
    ord("ﬆ"): "st",
}  # fmt: skip


def readable(text: str) -> str:
    """Text without invisible characters, its accents composed and its ligatures spelled; line breaks stay."""
    if text.isascii() and not _CONTROL.search(text):
        return text
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text)).translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Readable text on one line, with single spaces; no-break spaces stay, because they stand in numbers."""
    return _WHITE.sub(" ", readable(text)).strip(" \u00a0\u202f\u2009")
