"""Numbers told in the order of their periods: "more people in 2023 than in 2022: 811 against 724"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from almenara.text.period_mention import PeriodMention

_THAN = re.compile(
    r"[^.;:\d]{0,40}\b(?:than|(?:do )?que)(?:\s+(?:in|en|em|during|durante))?(?:\s+(?:the|el|o))?\s*"
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
