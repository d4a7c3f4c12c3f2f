"""Characters that hide or reorder what a reader sees, in texts that come from outside."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control, direction and zero-width characters; not tab and the ends of lines."""


def visible(text: str) -> str:
    """Text with every hidden character shown by its code point, ⟨202E⟩."""
    return HIDDEN.sub(lambda m: f"⟨{ord(m[0]):04X}⟩", text)
