"""Which four figures are a year and not a count."""

from __future__ import annotations

import re
from collections import defaultdict

from almenara.model.manuscript import Block, Manuscript
from almenara.text.everyday import MILITARY_TIME
from almenara.text.hedges import hedge_before
from almenara.text.numbers import Number

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AFTER = re.compile(r"\s+([^\W\d_A-Z][^\W\d_]+)(?:\s+([^\W\d_]+))?")
_COUNTING = {
    "en": re.compile(
        r"\b(?:recorded|registered|reported|counted|documented|killed|were|total of|least|with"
        r"|saw)\s+$",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:registr\w+|report\w+|cont\w+|document\w+|hubo|hay|sum\w+|total de|con|fueron|suman"
        r"|acumul\w+|los|las|y)\s+$",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:registr\w+|report\w+|cont\w+|document\w+|houve|há|som\w+|total de|com|foram|os|as"
        r"|e)\s+$",
        re.I,
    ),
}
_NOT_COUNTED: dict[str, set[str]] = {
    "es": {"los", "las", "más", "menos", "tras", "meses", "antes", "años"},
    "pt": {"mais", "menos", "meses", "anos", "antes", "nos", "nas"},
    "en": set(),
}
_SUMMED = re.compile(
    r"\b(?:total(?: nacional)? de|total of|sum of|suma de|número de|cifra de|al menos a|mató a)\s+$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[^\S\n]?(?:%|percent|per cent|por ciento|por cento|mil\b|millones|million|pesos|dólares|dollars|reais)"
)
_DATING = re.compile(
    r"\b(?:in|en|em|de|del|do|desde|since|from|until|hasta|até|año|ano|year|for|of|during|durante|to"
    r"|through|by|"
    r"después de|before|antes de|entre|between|than|que|over|on|against|vs\.?|versus|frente a|contra"
    r"|a)\s+$",
    re.IGNORECASE,
)
_FOLLOWS_YEAR = re.compile(r"\s*(?:[-–/y,]|and|to|e|a|al)\s*$")


def years_among(manuscript: Manuscript, numbers: list[Number]) -> list[tuple[int, int, str]]:
    """Stretches of the numbers that are years: (start, end, reason)."""
    text, language = manuscript.text, manuscript.language
    found: list[tuple[int, int, str]] = []
    last_year_end = -10
    tables = _tables_of_counts(manuscript)
    for number in numbers:
        if number.form != "digits" or not _YEAR.fullmatch(number.text):
            continue
        if MILITARY_TIME.match(text, number.start):
            continue
        block = _cell(manuscript, number)
        if block is not None:
            if block.header or block.row == 0 or block.column == 0 or block.table not in tables:
                found.append((number.start, number.end, "a year"))
            continue
        gap = text[last_year_end : number.start] if last_year_end > 0 else "x" * 9
        follows = len(gap) <= 8 and _FOLLOWS_YEAR.fullmatch(gap)
        if not follows and _is_count(text, number, language):
            continue
        found.append((number.start, number.end, "a year"))
        last_year_end = number.end
    return found


def _is_count(text: str, number: Number, language: str) -> bool:
    """Whether what stands beside makes four figures a count: a unit, a hedge with a noun, a verb of counting."""
    before, after = text[max(0, number.start - 40) : number.start], text[number.end : number.end + 60]
    if _UNIT.match(after):
        return True
    if re.search(r"[$€£]\s?$", before):
        return True
    noun = _AFTER.match(after)
    plural = noun is not None and noun[1] not in _NOT_COUNTED[language] and any(map(_plural, noun.groups()))
    hedge, begins = hedge_before(text, number.start, max(0, number.start - 40), language)
    if hedge:
        return plural and not (
            language == "en" and text[begins : begins + 4].lower() == "over" and number.value > 2005
        )
    if not plural:
        return False
    if _DATING.search(before):
        return bool(_SUMMED.search(before))
    return bool(_COUNTING[language].search(before))


def _plural(word: str | None) -> bool:
    return word is not None and (word in ("people", "gente") or (len(word) > 3 and word.endswith("s")))


def _cell(manuscript: Manuscript, number: Number) -> Block | None:
    """The table cell that holds nothing but the number, or None."""
    if not manuscript.sentences:
        return None
    block = manuscript.block_of(number.start)
    if block.kind != "cell" or manuscript.text[block.start : block.end].strip() != number.text:
        return None
    return block


def _tables_of_counts(manuscript: Manuscript) -> set[int]:
    """Tables whose bodies hold plain four-figure counts that can be no year, so that 1978 may be one too."""
    counts: dict[int, int] = defaultdict(int)
    for block in manuscript.blocks:
        if block.kind == "cell" and not block.header and block.column > 0:
            said = manuscript.text[block.start : block.end].strip()
            if re.fullmatch(r"\d{4,7}", said) and not _YEAR.fullmatch(said):
                counts[block.table] += 1
    return set(counts)
