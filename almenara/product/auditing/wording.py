"""The words in which an audit is told, in English, Spanish and Portuguese, and how numbers stand in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from almenara.model.claim import Verdict
from almenara.product import formats
from almenara.reading.spec import load_yaml

ORDER: tuple[Verdict, ...] = (
    "contradicted", "inconsistent", "unsourced", "outdated", "supported-other-definition", "supported",
    "not-checkable",
)  # fmt: skip
"""Verdicts, the worst first."""
REFUTING: frozenset[Verdict] = frozenset({"contradicted", "inconsistent", "unsourced"})
"""Verdicts that a text should not go out with."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = load_yaml(Path(__file__).with_name("words.yml"))
    return words


def word(key: str, language: str) -> str:
    """A word of the interface. Raises KeyError."""
    return str(_words()["words"][key][language])


def headed(name: str, language: str) -> str:
    """What an audit's page is headed with: the name of the text, which has none where it came on standard input."""
    return word("standard_input", language) if name == "-" else name


def mark(verdict: str) -> str:
    """The verdict's mark: one character, the same in every language."""
    return str(_words()["marks"][verdict])


def phrase(key: str, language: str, count: int | None = None) -> str:
    """A phrase of the summary; where it has a form for one and one for more, the one for `count`."""
    return _form(_words()["summary"][key][language], count)


def verdict_phrase(verdict: str, language: str, count: int) -> str:
    """What is said of so many claims: "are borne out"."""
    return _form(_words()["summary"]["verdicts"][verdict][language], count)


def _form(forms: str | list[str], count: int | None) -> str:
    return forms if isinstance(forms, str) else forms[0 if count == 1 else 1]


def verdict_words(verdict: str, language: str) -> str:
    """The verdict in words: "borne out", "desmentida"."""
    return str(_words()["verdicts"][verdict][language])


def role_words(role: str, language: str) -> str:
    """What a figure does for a verdict: "agrees", "discrepa"."""
    return str(_words()["roles"][role][language])


def error_words(error: str, language: str) -> str:
    """An error of arithmetic in words; one that has no words of its own stands as it is, without hyphens."""
    named = _words()["errors"].get(error)
    return str(named[language]) if named else error.replace("-", " ")


def number(value: float, language: str) -> str:
    """A number with the language's separators and no more decimals than it has, four at most."""
    text = f"{abs(value):.4f}".rstrip("0")
    return formats.number(value, language, len(text.partition(".")[2]))
