"""Whether a number is expected, aimed at or supposed, rather than counted."""

from __future__ import annotations

import re
from functools import cache

from almenara.model.manuscript import Manuscript
from almenara.text.vocabulary import any_of, lists

_CLAUSE = re.compile(r"[;:]|,(?!\d)|\s(?:and|but|while|y|pero|mientras|e|mas|enquanto)\s", re.IGNORECASE)

_INTERVAL = re.compile(r"\d\s?%\s*$|\d\s?%\s(?:between|entre)\s[\d\s.,]*(?:and|y|e)?\s*$", re.IGNORECASE)
"""What stands before the edges of an interval: "with 90 % between 10 and 20"."""
_SUPPOSED = {
    "en": re.compile(
        r"\s*if\b(?!.{0,60}\b(?:add\w*|includ\w+|count\w*|combin\w+|compar\w+)\b)", re.IGNORECASE
    ),
    "es": re.compile(
        r"\s*(?:si\b(?!.{0,40}\b(?:sum|agreg|añad|inclu|junt|compar)\w*)|de (?:continuar|mantenerse|seguir)\b)",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\s*(?:se (?!registr|cont|som)(?!.{0,40}\b(?:som|acrescent|inclu|junt|compar)\w*)|caso\b)",
        re.IGNORECASE,
    ),
}
"""Words that open a sentence with a supposition: the Spanish "se" of "se registraron" is none, nor is a sum."""

_ADDED = {
    "en": re.compile(
        r"if\b[^,;]*?\b(?:(?:is|are|was|were)\s+(?:also\s+)?(?:added|counted|included|considered|taken)"
        r"|(?:one|you|we)\s+(?:also\s+)?(?:adds?|counts?|includes?|takes?|looks?|considers?))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"si\b[^,;]*?\b(?:se\s+(?:les?\s+)?(?:suman?|agregan?|añaden?|incluyen?|cuentan?|consideran?|toman?|miran?|compara?n?)"
        r"|(?:sumamos|contamos|incluimos|agregamos|añadimos|tomamos|miramos|consideramos))\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"(?:se|caso)\b[^,;]*?\b(?:(?:forem\s+)?(?:somad|incluíd|contad|considerad|acrescentad)[oa]s?"
        r"|se\s+(?:somam?|incluem?|contam?|consideram?|tomam?)|(?:somarmos|contarmos|incluirmos|considerarmos|olharmos))\b",
        re.IGNORECASE,
    ),
}
"""A supposition that only says how something counted is put together: "if femicides are added"."""


_PERCENT = re.compile(r"%|per\s?cent|por\s?cien?to", re.IGNORECASE)
_CHANCE = {
    "en": (
        "likely|unlikely|likelihood|chances?|odds|probability|probable|confidence",
        "chances?|odds|probability|likelihood|likely|confidence|certain",
    ),
    "es": (
        "probabilidad|probable|improbable|posibilidad(?:es)?",
        "de (?:probabilidad|posibilidad(?:es)?|certeza|confianza)",
    ),
    "pt": (
        "probabilidade|provável|improvável|chances?",
        "de (?:probabilidade|chances?|certeza|confiança)",
    ),
}
"""Words before or after a percentage that make it a likelihood: "it is likely (64 %) that …", "a 64 % chance"."""
_TOLD = r"\b(?:probability|likelihood|chances?|probabilidade?)\b[^.;:,]{0,80}?\s(?:is|was|at|es|era|é)"
_LINKS = (
    r"(?:\s+(?:chance|is|was|of|put at|es|era|é|de|del|do|estimate|estimación|estimativa))*\s*[(:,·–—]?\s*"
    r"(?:(?:of|about|around|some|over|more than|nearly|at|de|del|más de|mais de|cerca de|unos|uns)\s+)*$"
)


_EDGE = re.compile(
    r"(?:\d\d\s?%\s*)?(?:from|to|lower|upper|expected|forecast|projected|desde|hasta|até|inferior|superior|esperad[oa]s?|"
    r"previst[oa]s?)(?:\s+(?:bound|limit|límite|limite))?\s*(?:\[.*)?",
    re.IGNORECASE,
)
"""What heads a column of expectations, or of the edges of an interval; a note's mark may follow."""


def _in_column_of_expectations(manuscript: Manuscript, start: int) -> bool:
    cell = manuscript.block_of(start)
    if cell.kind != "cell" or cell.header:
        return False
    return any(_EDGE.fullmatch(manuscript.text[b.start : b.end].strip()) for b in manuscript.grid.heads(cell))


@cache
def _chance(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = _CHANCE[language]
    return (
        re.compile(rf"(?:\b(?:{before})\b|{_TOLD}){_LINKS}", re.IGNORECASE),
        re.compile(rf"\s*(?:{after})\b", re.IGNORECASE),
    )


@cache
def _words(language: str) -> re.Pattern[str]:
    said = any_of(lists("projection")[language], strict=True)  # "prevé" is none of "prevención"
    return re.compile(rf"\b{said}\b", re.IGNORECASE)


@cache
def _near(language: str) -> re.Pattern[str]:
    said = any_of(lists("projection")["near"][language], strict=True)
    return re.compile(rf"\b{said}(?:\W+\w+){{0,5}}\W*$", re.IGNORECASE)


def expects(text: str, language: str) -> bool:
    """Whether words of what is expected stand in a text."""
    return _words(language).search(text) is not None


def is_projection(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether the clause of a number, or one that opens its sentence with a supposition, says that it is not a count.

    start, end  characters of the number
    """
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    before = manuscript.text[sentence.start : start]
    after = manuscript.text[end : sentence.end]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    rest = _CLAUSE.split(after, maxsplit=1)[0]
    words = _words(manuscript.language)
    if _in_column_of_expectations(manuscript, start):
        return True
    if _INTERVAL.search(clause):
        return True
    if _PERCENT.search(manuscript.text[start:end]):
        told_before, told_after = _chance(manuscript.language)
        if told_before.search(before) or told_after.match(after):
            return True
    if words.search(f"{clause} {rest}") or _near(manuscript.language).search(clause):
        return True
    opening = _CLAUSE.split(before, maxsplit=1)[0] if cuts else ""
    supposed = _SUPPOSED[manuscript.language].match(opening)
    return supposed is not None and not _ADDED[manuscript.language].match(opening.lstrip())
