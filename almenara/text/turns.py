"""Numbers whose turn tells their period: "in the first quarter 3,691, in the second 3,839", "more than in 2022: 9"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.period_words import period_words
from almenara.text.vocabulary import any_expression

_IN, _FOR = "in|en|em|n[oa]", "for|of|para|del?|d[oa]"
"""Prepositions before an ordinal that stands for a period, and those before one that may stand for anything else."""


@lru_cache
def _patterns(language: str, prepositions: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = period_words(language)
    named = any_expression(w for w, n in words.raw["ordinals"].items() if n > 1)
    turn = rf"(?<!\w)(?:{prepositions})\s+{words.raw['article']}(?P<n>{named})"
    before = re.compile(rf"{turn}(?:,|\s+(?:[^\W\d]+))?\s+$")
    after = re.compile(rf"(?:\s+[^\W\d]+){{0,3}}?\s+{turn}\s*(?=[,.;]|(?:and|y|e)\b|$)")
    return before, after


def turn_alone(manuscript: Manuscript, start: int, end: int, of_parts: bool = False) -> int:
    """The ordinal beside the number in start..end that has no unit of its own; 0 where there is none.

    of_parts  whether parts of a year are told, of which one may be meant by "3,775 for the third", too
    """
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    words = period_words(manuscript.language)
    before, after = _patterns(manuscript.language, f"{_IN}|{_FOR}" if of_parts else _IN)
    said = plain(manuscript.text[sentence.start : start])
    found = before.search(said) or after.match(plain(manuscript.text[end : sentence.end]))
    if found is None and of_parts and _later_told(manuscript.language).search(said):
        found = _first(manuscript.language).search(said)
    return words.ordinals[found["n"]] if found else 0


@lru_cache
def _later_told(language: str) -> re.Pattern[str]:
    """A later part of a year, told with its unit."""
    words = period_words(language)
    later = any_expression(w for w, n in words.raw["ordinals"].items() if n > 1)
    units = any_expression(u for name in ("quarter", "four_months", "half") for u in words.raw["units"][name])
    return re.compile(rf"\b{later}\s+{units}\b")


@lru_cache
def _first(language: str) -> re.Pattern[str]:
    """ "In the first" alone, right before a number: of the same kind as the later part told before it."""
    words = period_words(language)
    first = any_expression(w for w, n in words.raw["ordinals"].items() if n == 1)
    return re.compile(rf"(?<!\w)(?:{_IN})\s+{words.raw['article']}(?P<n>{first})(?:,|\s+[^\W\d]+)?\s+$")


_THAN = re.compile(
    r"[^.;:\d]{0,16}\b(?:than|(?:do )?que)(?:\s+(?:in|en|em|during|durante))?(?:\s+(?:the|el|o))?\s*"
)
_TOLD = re.compile(r"\s*(?:[:,(–—-]|\.{3})\s*(?:[^\W\d]+\s+){0,3}?")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])")


def compared_in_turn(
    here: Sequence[PeriodMention], text: str, end: int, position: int
) -> PeriodMention | None:
    """The period of one of two numbers told in the order in which their periods were compared: "more people in 2023
    than in 2022: 811 against 724".

    here  the mentions of a sentence, in order; end  where the sentence ends; position  where the number begins
    """
    for one, two in pairwise(here):
        if two.end > position or not _THAN.fullmatch(text, one.end, two.start):
            continue
        numbers = list(_NUMBER.finditer(text, two.end, end))
        if len(numbers) == 2 and _TOLD.fullmatch(text, two.end, numbers[0].start()):
            turn = [n.start() for n in numbers]
            return (one, two)[turn.index(position)] if position in turn else None
    return None


_BOTH = re.compile(r"\s(?:and|y|e)\s(?:(?:in|en|em)\s)?")
_COUNT = r"(?:about\s|some\s|unos\s|unas\s|cerca\sde\s)?\d[\d.,]*(?:\smil(?:\s\d{1,3})?)?(?:\s[^\W\d]+){0,2}"
_WITH_BOTH = re.compile(rf",?\s(?:with|con|com)\s(?P<one>{_COUNT})\s(?:and|y|e)\s(?P<two>{_COUNT})(?=\W|$)")


def two_in_turn(here: Sequence[PeriodMention], text: str, position: int) -> PeriodMention | None:
    """The period of one of two numbers told behind two periods: "2022 and 2019 follow, with 9,640 and 9,127"."""
    for one, two in pairwise(here):
        if two.end > position or not _BOTH.fullmatch(text, one.end, two.start):
            continue
        told = _WITH_BOTH.match(text, two.end) or _WITH_BOTH.search(text, two.end, two.end + 40)
        if told is None or re.search(r"[.;:\d]", text[two.end : told.start()]):
            continue
        if told.start("one") <= position < told.end("one"):
            return one
        if told.start("two") <= position < told.end("two"):
            return two
    return None
