"""Numbers in words: where a run of them stands, and what it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from almenara.text.letters import plain
from almenara.text.vocabulary import any_of, by_key, key, words

Atom = Literal["number", "magnitude"]


@dataclass(frozen=True)
class Piece:
    """A part of a number: a value below a thousand in words, digits, or a magnitude such as "mil" or "million".

    step  size of the last digit written; of a magnitude, the magnitude
    """

    start: int
    end: int
    atom: Atom
    value: float
    step: float
    digits: bool = False
    one: bool = False


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, float]]:
    listed = words("numbers", language)
    ones = [one for one in listed["ones"] if one not in ("a", "an")]
    small, joined = any_of([*listed["small"], *ones]), any_of(listed["joined_by"])
    run = re.compile(rf"(?<![\w-]){small}(?:(?:-|\s+(?:{joined}\s+)?){small})*(?![\w'’])", re.IGNORECASE)
    magnitudes: dict[str, float] = by_key(listed["magnitudes"])
    magnitude = re.compile(rf"(?<![\w]){any_of(listed['magnitudes'])}(?![\w-]*\w)", re.IGNORECASE)
    return run, magnitude, magnitudes


def pieces_in_words(text: str, language: str) -> Iterator[Piece]:
    """Runs of number words and magnitudes, in order of appearance within each kind."""
    run, magnitude, sizes = _patterns(language)
    for found in run.finditer(text):
        yield from _read_run(text, found.start(), found.end(), language)
    for found in magnitude.finditer(text):
        size = sizes[key(found[0])]
        yield Piece(found.start(), found.end(), "magnitude", size, size)


def large_after(text: str, end: int, language: str) -> Piece | None:
    """A magnitude of a million or more that follows a place in the text at once."""
    _, magnitude, sizes = _patterns(language)
    start = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip())
    found = magnitude.match(text, start) if start > end else None
    if found is None or sizes[key(found[0])] < 1e6:
        return None
    return Piece(found.start(), found.end(), "magnitude", sizes[key(found[0])], sizes[key(found[0])])


def _read_run(text: str, start: int, end: int, language: str) -> Iterator[Piece]:
    """The longest numbers that a run of number words can be cut into."""
    parts = [(m.start() + start, m.end() + start) for m in re.finditer(r"\w+", text[start:end])]
    joined = {plain(word) for word in words("numbers", language)["joined_by"]}
    first = 0
    while first < len(parts):
        for last in range(min(len(parts), first + 8), first, -1):
            begin, stop = parts[first][0], parts[last - 1][1]
            value = worth(text[begin:stop], language)
            if value is not None:
                if not _is_percent_sign(text, begin, stop, language):
                    alone = (
                        last == first + 1 and plain(text[begin:stop]) in words("numbers", language)["ones"]
                    )
                    yield Piece(begin, stop, "number", value, 1.0, one=alone)
                first = last
                break
        else:
            first += 1
        while first < len(parts) and plain(text[slice(*parts[first])]) in joined:
            first += 1


def _is_percent_sign(text: str, start: int, end: int, language: str) -> bool:
    """Whether "ciento" or "cento" stands in "por ciento"."""
    if language == "en" or plain(text[start:end]) not in ("ciento", "cento", "cien"):
        return False
    return re.search(r"\bpor\s+$", text[max(0, start - 8) : start], re.IGNORECASE) is not None


@cache
def worth(run: str, language: str) -> float | None:
    """Value of number words, or None where they do not make one number."""
    from text_to_num import text2num

    written = re.sub(r"\s+", " ", run.lower())
    written = re.sub(r"veinti[úu]n$", "veintiuno", written)
    try:
        return float(text2num(written, language))
    except ValueError:
        return None


def number_said(said: str, language: str) -> float:
    """A whole number in digits or in words, 0 where it is neither."""
    return float(said) if said.isdecimal() else worth(said, language) or 0.0
