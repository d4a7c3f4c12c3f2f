"""Where sentences begin and end. A stop within a number or after an abbreviation ends none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from almenara.text.vocabulary import lists

_LAST_WORD = re.compile(r"([^\W\d_][^\s(\[\"“«]*?)\.$")
_FIRST_WORD = re.compile(r"[\"'“‘«¿¡(\[]*([^\W\d_]+)")
_INITIAL = re.compile(r"(?:^|[\s.(])[^\W\d_]\.$")
_NO_END = re.compile(r"(?<=\bno\.) (?=[^\W\d_])(?=\S*[a-záéíóúãõç])")
"""After "no." sentencex never ends a sentence, but the word is also a plain denial."""
_MAY = re.compile(r"(?<=\b[Mm]ay\. )(?=[A-ZÁÉÍÓÚ¿¡\"“])")
"""Nor after "may.", which is a month written out in English."""


@dataclass(frozen=True)
class Abbreviations:
    """Words whose stop ends no sentence, as words/abbreviations.yml lists them."""

    always: frozenset[str]
    numbered: frozenset[str]
    maybe: frozenset[str]
    beginnings: frozenset[str]
    whole: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def abbreviations() -> Abbreviations:
    """The lists of words/abbreviations.yml."""
    raw = lists("abbreviations")
    return Abbreviations(
        frozenset(word for line in raw["always"] for word in line.split(", ")),
        frozenset(raw["followed_by_number"]),
        frozenset(raw["maybe"]),
        frozenset(word for line in raw["begins_a_sentence"] for word in line.split()),
        {language: frozenset(listed) for language, listed in raw["whole_words"].items()},
    )


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of one paragraph, without the spaces around it."""
    from sentencex import get_sentence_boundaries

    cuts = [int(b["start_index"]) for b in get_sentence_boundaries(language, text)]
    cuts += [found.end() for found in _NO_END.finditer(text)]
    if language == "en":
        cuts += [found.end() for found in _MAY.finditer(text)]
    starts = [0]
    for cut in sorted(set(cuts)):
        if (
            cut > starts[-1]
            and text[cut:].strip()
            and _ends(text[starts[-1] : cut].rstrip(), text[cut:].lstrip(), language)
        ):
            starts.append(cut)
    out = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            out.append((begin, begin + len(piece.strip())))
    return out


def _ends(before: str, after: str, language: str) -> bool:
    """Whether a sentence ends between two stretches of a paragraph."""
    first = _FIRST_WORD.match(after)
    if first and first[1][0].islower() and not before.endswith(("!", "?", "…", ";")):
        return False
    if not before.endswith("."):
        return True
    words = abbreviations()
    last = _LAST_WORD.search(before)
    word = last[1].lower() if last else ""
    begins = first is not None and first[1].lower() in words.beginnings
    if word in words.maybe or re.search(r"\b(?:[A-Z]\.){2,}$|\bEE\. ?UU\.$", before):
        return begins
    if word in words.whole[language] and not after[:1].isdigit():
        return True
    if word in words.always:
        return False
    if word in words.numbered and after[:1].isdigit():
        return False
    return not (_INITIAL.search(before) and not begins and len(word) == 1)
