"""Word lists of the languages that prose is read in: YAML files beside the code, one a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from almenara.reading.spec import load_yaml
from almenara.text.letters import plain

V = TypeVar("V")

_LIKE = {"á": "áa", "à": "àa", "â": "âa", "ã": "ãa", "é": "ée", "ê": "êe", "í": "íi", "ó": "óo", "ô": "ôo"}
_LIKE |= {"õ": "õo", "ú": "úu", "ü": "üu", "ç": "çc"}
"""Accented letters, and what a hurried writer puts for them. ñ is another letter, and so not among them."""


@cache
def lists(subject: str) -> dict[str, Any]:
    """All lists of a subject: words/<subject>.yml. Raises BadInput on one that is broken or names a list twice."""
    found: dict[str, Any] = load_yaml(Path(__file__).parent / "words" / f"{subject}.yml")
    return found


@cache
def words(subject: str, language: str) -> dict[str, Any]:
    """The lists of one subject in one language: its part for the language, and what holds in all."""
    whole = lists(subject)
    return {**whole.get("all", {}), **whole.get(language, {})}


def plain_lists(subject: str) -> Any:
    """All lists of a subject whose entries are expressions over plain letters, in plain letters too."""
    return _in_plain(lists(subject))


def _in_plain(raw: Any) -> Any:
    if isinstance(raw, str):
        return plain(raw).replace("(?p<", "(?P<")
    if isinstance(raw, dict):
        return {_in_plain(key): _in_plain(value) for key, value in raw.items()}
    return [_in_plain(item) for item in raw] if isinstance(raw, list) else raw


def key(written: str) -> str:
    """What a phrase is looked up by: its plain letters with single spaces."""
    return re.sub(r"\s+", " ", plain(written))


def by_key(listed: Mapping[Any, V]) -> dict[str, V]:
    """What each phrase of a list stands for, by the key of the phrase."""
    return {key(str(phrase)): value for phrase, value in listed.items()}


def any_of(phrases: Iterable[str], strict: bool = False) -> str:
    """A pattern that matches any of the phrases, the longest first; spaces match any white space.

    An asterisk stands for any ending of a word. Accents may lack, unless `strict`.
    """
    return _union(_pattern(phrase, strict) for phrase in _longest_first(phrases))


def any_expression(expressions: Iterable[str]) -> str:
    """A pattern that matches any of the expressions, the longest first; spaces match any white space."""
    return _union(expression.replace(" ", r"\s+") for expression in _longest_first(expressions))


def _longest_first(items: Iterable[str]) -> list[str]:
    return sorted({str(item) for item in items}, key=lambda item: (-len(item), item))


def _union(alternatives: Iterable[str]) -> str:
    return f"(?:{'|'.join(alternatives) or '(?!)'})"


def _pattern(phrase: str, strict: bool) -> str:
    marks = []
    for letter in phrase:
        if letter == " ":
            marks.append(r"\s+")
        elif letter == "*":
            marks.append(r"\w*")
        elif letter in "'’":
            marks.append("['’]")
        elif letter in _LIKE and not strict:
            marks.append(f"[{_LIKE[letter]}]")
        else:
            marks.append(re.escape(letter))
    return "".join(marks)
