"""Whether words beside a count narrow it to a part: with firearms, in fifty municipalities, unpunished, in the north.

A part must not be held against the whole: it would be called wrong, or agree with something else by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from almenara.analysis.checking.what.whose_count import of_a_body
from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript

Narrowed = Literal["narrow", "doubt", ""]

_STOP = re.compile(r"[;:()]|\.\s|,\s(?!(?:19|20)\d\d\b)|\n")
_AND_NUMBER = re.compile(r"\s(?:and|while|but|y|mientras|pero|e|enquanto|mas)\s(?=.{0,40}?\d)", re.IGNORECASE)
_OPENING = {
    "en": re.compile(
        r"^\W*(?:(?:half|most|many|some|a (?:third|quarter|fifth)) )?(?:out )?of (?:\S+ ){0,3}?(?=\d).{1,90}?,(?!\d)",
        re.I,
    ),
    "es": re.compile(
        r"^\W*(?:(?:la mitad|la mayoría|un tercio|un cuarto|parte) )?"
        r"de(?:l| los| las| est[ao]s| es[ao]s)?(?: total de)? (?:\w+ )?(?=\d).{1,90}?,(?!\d)",
        re.I,
    ),
    "pt": re.compile(
        r"^\W*(?:(?:metade|a maioria|um terço|um quarto|parte) )?"
        r"d(?:e|[oa]s?|est[ea]s|ess[ea]s)(?: total de)? (?:\w+ )?(?=\d).{1,90}?,(?!\d)",
        re.I,
    ),
}
"""Words that open a sentence with the whole that a part is of: "Of the 3,104 victims, 1,250 …"."""
_WHOLE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d mil\b|(?<![\d.,])(?!(?:19|20)\d\d\b)\d{3,}")
"""A count among the words that open a sentence; a year or a day is none: "De enero a octubre de 2018, …"."""
_OF_ALL = {
    "en": re.compile(
        r"^\s*of (?!the (?:(?:same|first|last|previous|prior|preceding|earlier|two|three|four|five|six|seven|eight|nine"
        r"|ten|\d+) ){0,2}(?:period|months?|quarter|half|weeks?|days?|years?|decade)\b)"
        r"(?:the |all |(?-i:[A-Z])\w*(?: (?-i:[A-Z])\w*)?['’]s )",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"^\s*de (?!l[oa]s (?:(?:mism\w+|primer\w+|últim\w+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d+) )"
        r"{1,2}(?:meses|semanas|días|trimestres|años)\b)(?:las|los|estas|estos|esas|esos) ",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"^\s*d(?![ao]s (?:(?:mesm\w+|primeir\w+|últim\w+|dois|três|quatro|cinco|seis|sete|oito|nove|dez|\d+) )"
        r"{1,2}(?:meses|semanas|dias|trimestres|anos)\b)[ao]s ",
        re.IGNORECASE,
    ),
}


_HEDGED = r"(?:\s+(?!(?:with|at|in|up|con|com|en|em|a|por)\b)[^\W\d]+){0,2}\s*$"
"""Between what was done and the number: "closed more than", and not "closed with"."""


@lru_cache(maxsize=15)
def _pattern(language: str, kind: str) -> re.Pattern[str]:
    listed = word_list("narrowing")[language][kind]
    ends = _HEDGED if kind == "done" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)}){ends}", re.IGNORECASE)


def narrowed(
    manuscript: Manuscript,
    start: int,
    end: int,
    subject: tuple[int, int] | None = None,
    names: Sequence[tuple[int, int]] = (),
    placed: bool = False,
    apart: bool = False,
) -> tuple[Narrowed, str]:
    """Whether the count in start..end is narrowed or doubtful, and the words that say so.

    subject  characters of the words that say what is counted
    names    those of bodies, whose words narrow nothing: "Reporters Without Borders"
    placed   nothing but its place makes it a part of the whole that opens its sentence
    apart    each number of a table has a place of its own, so that words for a part of the country narrow none
    Read are the words of its own clause, those that open its sentence, and a whole told before it ("of the 3,104
    victims, 1,250 …").
    """
    language = manuscript.language
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    first, last = start, end
    if subject is not None and sentence.start <= subject[0] < sentence.end:
        first, last = min(start, subject[0]), max(end, subject[1])
    text, at = manuscript.text[sentence.start : sentence.end], sentence.start
    for begun, ended in names:
        if at <= begun < ended <= sentence.end:
            text = text[: begun - at] + "X" * (ended - begun) + text[ended - at :]
    before, between, after = text[: first - at], text[first - at : last - at], text[last - at :]
    if not placed and (opened := _OPENING[language].match(text[: start - at])) and _WHOLE.search(opened[0]):
        return "narrow", opened[0].strip(" ,")
    of_all = _OF_ALL[language].match(text[end - at :])
    if of_all is not None and not of_a_body(manuscript.text, end, sentence.end, language):
        return "narrow", of_all[0].strip()
    first_stop = _STOP.search(before)
    opening = before[: first_stop.start()] if first_stop and first_stop[0].startswith(",") else ""
    if re.search(r"\d{3}", opening):
        opening = ""
    near, rest = _last(before), _first(after)
    looked: list[tuple[Narrowed, str, tuple[str, ...]]] = [
        ("narrow", "narrow", (near, between, rest, opening)),
        ("narrow", "where", () if apart else (near, between, rest, opening)),
        ("narrow", "linked", (rest,)),
        ("doubt", "done", (_last(text[: start - at]),)),
        ("doubt", "doubt", (near, rest)),
    ]
    for verdict, kind, stretches in looked:
        for words in stretches:
            if hit := _pattern(language, kind).search(words):
                return verdict, " ".join(hit[0].split())
    return "", ""


def _last(before: str) -> str:
    parts = _STOP.split(before)
    return _AND_NUMBER.split(parts[-1])[-1] if parts else ""


def _first(after: str) -> str:
    return _AND_NUMBER.split(_STOP.split(after, maxsplit=1)[0], maxsplit=1)[0]
