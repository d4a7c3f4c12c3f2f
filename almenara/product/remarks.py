"""Remarks of analysis in a report's language: why a figure is unknown, how it came about, where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from almenara.model.period import Period
from almenara.model.phrase import NamedPlace, Phrase, Several, Worded, say
from almenara.product import formats


def remark(text: str, patterns: Mapping[str, str], language: str, places: Mapping[str, str] = {}) -> str:
    """A remark by the wording file's `phrases`; one that analysis did not make of them, as it is.

    places  names of places by code, where the language has others
    """
    return say(text, patterns, _writer(patterns, language, places))


def _writer(patterns: Mapping[str, str], language: str, places: Mapping[str, str]) -> Callable[[Any], str]:
    def write(value: Any) -> str:
        if isinstance(value, Phrase):
            return say(value, patterns, write)
        if isinstance(value, Worded):
            return value.names.get(language, str(value))
        if isinstance(value, Several):
            return ", ".join(write(item) for item in value)
        if isinstance(value, NamedPlace):
            return places.get(value.code, str(value))
        if isinstance(value, date):
            return formats.day(value, language)
        if isinstance(value, Period):
            return formats.period(value, language)
        return str(value)

    return write


def address(text: str, words: Mapping[str, str]) -> str:
    """Where something stands in a file, in the words of the wording file's `locators`.

    words  by English word or phrase, the longer first: rows, row, column, sheet, quoted from …
    """
    if not words:
        return text
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{found})(?![\w-])", lambda match: words[match[0]], text)
