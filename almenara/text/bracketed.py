"""Periods told apart: in brackets beside a number, "415 homicides (2023: 367), 481 (511)"; of a name between commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.text.period_mention import PeriodMention

_ALONE = re.compile(r"\d[\d.,\s]*\d(?:\s(?:mil|thousand))?\)")
"""A number that has its brackets for itself."""
_NUMBERED = re.compile(r"\s*[:=,]\s*\d[\d.,\s]*")
"""Behind a period in brackets, its number and no more."""
_TITLE_OF = re.compile(
    r"[^\W\d][^,;:()]*,\s(?!(?:in|during|from|since|by|until|as|at|after|before|with|and|but|which|who|where|when|en|durante"
    r"|de|desde|hasta|por|para|al|a|tras|con|y|pero|que|donde|cuando|em|ate|até|com|e|mas|onde|quando|no|na)\s)"
    r"(?=[^,]*?[^\W\d]{4,}\s)(?:[^\W\d]+\s){1,5}?(?:of|in|de|del|en|em|d[oa])\s",
    re.IGNORECASE,
)
"""From a sentence's beginning to a period that is only of what somebody is called: "The north, the leader of 2018,"."""
_A_NUMBER = re.compile(r"\d[\d.,]*(?!\d)(?=\s[^\W\d]+\s)")
"""A number that words follow: no year, and no day of a month."""
_CLOSING = re.compile(r",\s[^\W\d]")
_BEFORE_IT = re.compile(r"\s*(?:[^;()]*;)?\s*(?:el |o |the |en |em |in )?", re.I)
"""In brackets before a period with a number of its own: nothing, or another part."""
_YEAR = 360
"""Days from which on a period is a year."""


def closed_off(mention: PeriodMention, text: str, start: int, end: int, position: int) -> bool:
    """Whether a period stands in brackets with a number of its own, outside of which a quantity is: "(2023: 367)".

    start, end  the sentence's
    """
    inside = _brackets(text, start, end, mention.start)
    if inside is None or inside[0] <= position < inside[1]:
        return False
    if _BEFORE_IT.fullmatch(text, inside[0], mention.start) is None:
        return False
    return _NUMBERED.fullmatch(text, mention.end, inside[1]) is not None


def outside_asides(
    mentions: list[PeriodMention], text: str, start: int, end: int, position: int
) -> list[PeriodMention]:
    """The mentions without those in brackets that are over and tell a number of their own, where another stands
    before the quantity: "6,351 in 2018 (5,780 in the first count of 2017), and abductions came to 1,185"."""

    def aside(m: PeriodMention) -> bool:
        inside = _brackets(text, start, end, m.start)
        return (
            inside is not None
            and inside[1] < position
            and _A_NUMBER.search(text, inside[0], m.start) is not None
        )

    kept = [m for m in mentions if not aside(m)]
    return kept if any(m.end <= position for m in kept) else mentions


def of_a_name(mention: PeriodMention, text: str, start: int) -> bool:
    """Whether a year stands between commas behind whom it describes: "The north, the leader of 2018, fell to 9".

    start  the sentence's first character
    """
    if mention.period is None or mention.period.days < _YEAR or mention.relation != "in":
        return False
    return (
        _TITLE_OF.fullmatch(text, start, mention.start) is not None
        and _CLOSING.match(text, mention.end) is not None
    )


def in_brackets(here: Sequence[PeriodMention], text: str, start: int, position: int) -> PeriodMention | None:
    """The period of a number in brackets: told before it there, at once before them, or in the list's first ones."""
    before = [m for m in here if m.end <= position]
    if before and text[before[-1].end : position].strip() in (":", "=", ","):
        last = before[-1]
        opened = text.rfind("(", start, last.start)
        if (
            opened >= 0
            and ";" in text[opened : last.start]
            and _BEFORE_IT.fullmatch(text, opened + 1, last.start)
        ):
            return _of_like_months(last, before[:-1])  # "(418 in January; last year, 484)"
        if "," in text[last.end : position]:
            return None
        return _of_like_months(last, before[:-1]) if text[: last.start].endswith("(") else None
    if not text[start:position].endswith("(") or not _ALONE.match(text, position):
        return None
    if before and text[before[-1].end : position].strip() == "(":
        return before[-1]  # "more than in all of last year (10,363)"
    for number, m in enumerate(before):
        inside = _brackets(text, start, position, m.start)
        if inside is not None and _NUMBERED.fullmatch(text, m.end, inside[1]):
            return _of_like_months(m, before[:number])
    return None


def _of_like_months(mention: PeriodMention, before: Sequence[PeriodMention]) -> PeriodMention:
    """A year in brackets behind a count of some months: of the same months, though nothing says so."""
    told = [m.period for m in before if m.relation != "base" and m.period is not None]
    period, part = mention.period, told[-1] if told else None
    if period is None or part is None or period.days < _YEAR or part.days >= _YEAR:
        return replace(mention, sure=False)
    years = part.start.year - period.start.year
    return replace(mention, sure=False, period=part.years_earlier(years) if years > 0 else None)


def _brackets(text: str, start: int, end: int, position: int) -> tuple[int, int] | None:
    """The brackets of a stretch that a position stands in, without those marks; None outside of any."""
    opened, closed = text.rfind("(", start, position), text.find(")", position, end)
    if opened < 0 or closed < 0 or ")" in text[opened:position]:
        return None
    return opened + 1, closed
