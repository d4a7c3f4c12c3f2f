"""Which language a text is in: one of those whose prose can be read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from almenara.errors import UsageError
from almenara.model.manuscript import LANGUAGES

MOST = 20_000
"""Characters that are looked at: more would not change the answer."""
FEWEST = 200
"""Letters below which a text is not said to be in a language that cannot be read."""
_NEIGHBOURS = frozenset({*LANGUAGES, "gl", "ca", "an", "oc", "ast", "la"})
"""Languages that a short or old text in one of ours is mistaken for."""
_MARKS = {
    "en": "(?i:the|of|and|in|on|at|was|were|is|are|by|to|from|for|than|with|victims|murders|homicides|killed|"
    "january|february|march|april|june|july|august|september|october|november|december)",
    "es": "el|los|las|la|(?i:del|en|y|con|más|según|fueron|hubo|víctimas|homicidios|personas|"
    "enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|diciembre)",
    "pt": "(?i:os|do|da|dos|das|em|na|ao|mais|segundo|foram|houve|vítimas|homicídios|pessoas|não|"
    "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)",
}
"""Small words and words of the matter that are of one of the languages only; the Spanish articles in small letters,
since with a capital they stand in names that an English text has, too: Los Zetas."""
_WORDS = {code: re.compile(rf"\b(?:{words})\b") for code, words in _MARKS.items()}


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def known_language(language: str) -> str:
    """ "auto" or one of LANGUAGES, in lower case. Raises UsageError."""
    code = language.strip().lower()
    if code != "auto" and code not in LANGUAGES:
        raise UsageError(f'language "{language}" cannot be read; write auto, {", ".join(LANGUAGES)}')
    return code


def detect(text: str) -> tuple[str, str]:
    """The language of a text, and a warning ("" mostly) where it seems to be in none that can be read.

    A text of a few words is told by its small words; one without words counts as English.
    """
    sample = text[:MOST]
    letters = sum(c.isalpha() for c in sample)
    hits = {code: len(pattern.findall(sample)) for code, pattern in _WORDS.items()}
    best = max(LANGUAGES, key=lambda code: hits[code])
    if letters < 3:
        return "en", ""
    words = sample.count(" ") + 1
    others = max(hits[code] for code in LANGUAGES if code != best)
    if hits[best] >= 8 and hits[best] >= words / 10 and hits[best] >= 4 * others:
        return best, ""
    ranked: list[tuple[str, float]] = _model().rank(sample)
    ours = next(code for code, _ in ranked if code in LANGUAGES)
    if letters < FEWEST:
        return (best if hits[best] > others else ours), ""
    if ranked[0][0] not in _NEIGHBOURS and ranked[0][1] > 0.99 and hits[ours] < letters / 60:
        return ours, f'the text seems to be in none of {", ".join(LANGUAGES)} (rather "{ranked[0][0]}")'
    return ours, ""
