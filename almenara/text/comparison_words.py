"""The words by which prose compares, sums and ranks, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from almenara.text.vocabulary import words


def comparison_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/comparisons.yml for a language, by name."""
    return _patterns("comparisons", language)


def slip_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/slips.yml for a language, by name."""
    return _patterns("slips", language)


def told_sum_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/told_sums.yml for a language, by name."""
    return _patterns("told_sums", language)


def told_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/told.yml for a language, by name."""
    return _patterns("told", language)


def parted_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/parted.yml for a language, by name."""
    return _patterns("parted", language)


def series_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/series.yml for a language, by name."""
    return _patterns("series", language)


def divided_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/divided.yml for a language, by name."""
    return _patterns("divided", language)


def pointed_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words/pointed.yml for a language, by name."""
    return _patterns("pointed", language)


@lru_cache(maxsize=32)
def _patterns(subject: str, language: str) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"(?<![^\W_])(?:{'|'.join(items)})(?![^\W_])", re.IGNORECASE)
        for name, items in words(subject, language).items()
    }
