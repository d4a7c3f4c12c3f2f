"""Words of a text with their places in it, and phrases looked up among them: the longest from each word on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from almenara.model.manuscript import Manuscript

T = TypeVar("T")

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BRACES = re.compile(r"\{([^{}]*)\}")
SOFT = frozenset(" \t\n\r\u00a0\u202f-\u2010\u2011\u2013'’‘\"“”«»*_()")
"""What may stand between two words of one phrase."""


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character in lower case without its accent; "" for an accent that stands by itself."""
    if unicodedata.combining(character):
        return ""
    base = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
    return base[0].lower()[:1] if len(base) == 1 else character.lower()[:1]


def folded(text: str) -> str:
    """A text in lower case without accents."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@dataclass(frozen=True)
class Tokens:
    """The words of a text: folded, with the characters from `starts` to `ends` that each takes up.

    blocks  number of the block that each stands in
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    blocks: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def between(self, index: int) -> str:
        """What stands between a word and the next one."""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def joined(self, index: int, more: str = "") -> bool:
        """Whether a word and the next one may belong to one phrase; `more` are
        characters that may follow a word of three letters at most: the full stop of an abbreviation."""
        if index + 1 >= len(self.words) or self.blocks[index] != self.blocks[index + 1]:
            return False
        gap = self.between(index)
        if gap == " ":
            return True
        if gap in (".", ". ") and len(self.words[index]) <= 2 and len(set(self.words[index])) == 1:
            return True  # "U.S.", "EE. UU."
        dotted = len(self.words[index]) <= 3
        return all(c in SOFT or (c in more and dotted) for c in gap)

    def at(self, position: int) -> int:
        """Number of the first word that ends after a character."""
        return bisect_left(self.ends, position + 1)

    def raw(self, index: int) -> str:
        """The word as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()


def tokens_of(manuscript: Manuscript) -> Tokens:
    """All words of a text, furniture left out."""
    text = manuscript.text
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blocks: list[int] = []
    for number, block in enumerate(manuscript.blocks):
        if block.kind == "furniture":
            continue
        for match in _WORD.finditer(text, block.start, block.end):
            words.append(folded(match[0]))
            starts.append(match.start())
            ends.append(match.end())
            blocks.append(number)
    return Tokens(text, words, starts, ends, blocks)


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern stands for: "homicide{,s}" is homicide and homicides."""
    found = _BRACES.search(pattern)
    if not found:
        return [" ".join(_WORD.findall(folded(pattern)))]
    out: list[str] = []
    for part in found[1].split(","):
        out += expand(pattern[: found.start()] + part + pattern[found.end() :])
    return list(dict.fromkeys(out))


def tokens_of_name(name: str) -> str:
    """A name as the folded words of it, the way phrases are kept."""
    return " ".join(_WORD.findall(folded(name)))


def lines(patterns: str) -> list[str]:
    """The phrases of a block of patterns, one pattern a line."""
    return [phrase for line in patterns.splitlines() if line.strip() for phrase in expand(line)]


class Lexicon(Generic[T]):
    """Phrases with what each stands for, kept as a tree of words."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, phrase: str, meaning: T) -> None:
        """Keep a phrase of folded words; what it already stands for stays."""
        node = self._tree
        for word in phrase.split():
            node = node.setdefault(word, {})
        held = node.setdefault("", [])
        if meaning not in held:
            held.append(meaning)

    def longest(self, tokens: Tokens, first: int, more: str = "") -> tuple[int, list[T]] | None:
        """The longest phrase that begins with a word: the number of the word after it, and its meanings."""
        node, index = self._tree, first
        best: tuple[int, list[T]] | None = None
        while index < len(tokens.words):
            inner = node.get(tokens.words[index])
            if inner is None:
                break
            node, index = inner, index + 1
            if "" in node:
                best = (index, node[""])
            if not tokens.joined(index - 1, more):
                break
        return best
