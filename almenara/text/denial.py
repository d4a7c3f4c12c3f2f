"""Whether a text tells a number only to say that it is wrong, or that nobody answers for it."""

from __future__ import annotations

import re
from functools import cache

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.vocabulary import any_expression, plain_lists

_CLAUSE = re.compile(r"[;:()]|,\s(?!\d)")
_BREAK = re.compile(r";|\.\s")


@cache
def _words(language: str, kind: str) -> re.Pattern[str]:
    said = any_expression(plain_lists("denial")[language][kind])
    return re.compile(rf"(?<!\w){said}\s+$" if kind == "beside" else rf"(?<!\w){said}(?!\w)")


def is_denied(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether the words around the number in start..end, its hedge included, deny it or call it hearsay.

    "Not 33,000, but 29,705"; "an earlier version said 39,705"; "it is false that there were 45,000"; "20,000. That
    is false"; "a viral video says 60,000". The number told as the right one is not denied.
    """
    number = manuscript.sentence_at(start)
    if not manuscript.sentences or manuscript.block_of(start).kind == "cell":
        return False
    language, sentence = manuscript.language, manuscript.sentences[number]
    before = plain(manuscript.text[sentence.start : start])
    after = plain(manuscript.text[end : sentence.end])
    if _words(language, "beside").search(before):
        return True
    if _words(language, "behind").search(_CLAUSE.split(after, maxsplit=1)[0]):
        return True
    if _opened(before, language):
        return True
    return _denied_next(manuscript, number)


def _opened(before: str, language: str) -> bool:
    """Whether words that call what follows wrong stand before, and none behind them that the right one follows."""
    for kind in ("opens", "hearsay"):
        for hit in _words(language, kind).finditer(before):
            between = before[hit.end() :]
            if not _words(language, "right").search(between) and not _BREAK.search(between):
                return True
    return False


def _denied_next(manuscript: Manuscript, number: int) -> bool:
    """Whether the next sentence of the paragraph begins by calling it false."""
    sentences = manuscript.sentences
    if number + 1 >= len(sentences) or sentences[number + 1].block != sentences[number].block:
        return False
    said = plain(manuscript.said(sentences[number + 1])).lstrip(" \"'“«¿¡-–—")
    return _words(manuscript.language, "next").match(said) is not None
