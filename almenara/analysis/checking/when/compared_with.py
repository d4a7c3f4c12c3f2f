"""What a number is compared with: the words, their period, and the count among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from almenara.model.claim import Comparison
from almenara.model.manuscript import Manuscript
from almenara.text.comparisons import Cue
from almenara.text.governing import governing
from almenara.text.period_mention import PeriodMention
from almenara.text.quantity import Quantity
from almenara.text.table_pairs import change_pair

_UNCLOSED = re.compile(r"\s*\([^)]*$")
"""A bracket behind the words of a base, which is of something else: "against 724 (+12%"."""


_ITS_CHANGE = re.compile(r"\s?[,:]?\s?(?:(?:by|of|it (?:was|is)|de|em|en|es de|é de|fue de|foi de)\s)?", re.I)
"""Between a base and the change on it: "and against 2017, by 54 %"."""
_THAT_OF = re.compile(r"\b(?:that|the one|la|el|[ao])\s(?:of|in|de|del|do)\s(?:the\s|el\s|o\s)?$", re.I)
_OF = re.compile(r"\s?,\s?(?:of|de|which was|que fue de|que foi de)\s", re.I)
"""Around a base that is itself a change, told with how much it was: "less than that of 2018, of 16.9 %"."""
_CHANGES = ("percent", "times", "percentage-points")


def compared_with(
    manuscript: Manuscript,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    cue: Cue | None,
    number: int,
) -> Comparison | None:
    """What the quantity with a number is compared with by its cue; None where it has no cue."""
    if cue is None:
        return None
    if led := _led_by_base(quantities[number], mentions, manuscript.text):
        words = " ".join(manuscript.text[led.cue : led.end].split())
        return Comparison(cue.direction, words, led.period)
    if cue.base_start < 0:
        found = _in_table(manuscript, quantities, mentions, number, cue.direction)
        return found or Comparison(cue.direction)
    starts = [m.start for m in mentions]
    inside = mentions[bisect_left(starts, cue.base_start) : bisect_left(starts, cue.base_end)]
    period = next((m.period for m in inside if m.period is not None), None)
    based = [
        (n, q)
        for n, q in enumerate(quantities)
        if cue.base_start <= q.start < cue.base_end and n != number and q.kind == "count"
    ]
    claim, value = (based[0][0], based[0][1].value) if based else (None, None)
    if _of_the_next(quantities, number, inside, manuscript.text):
        return _in_table(manuscript, quantities, mentions, number, cue.direction) or Comparison(cue.direction)
    if quantities[number].kind == "percent" and _of_levels(cue, quantities):
        period = None  # "96.7 % went unreported, while a year earlier it had been 97.4 %": no change is told
    return Comparison(cue.direction, " ".join(_UNCLOSED.sub("", cue.base_text).split()), period, value, claim)


def _led_by_base(quantity: Quantity, mentions: Sequence[PeriodMention], text: str) -> PeriodMention | None:
    """The base that a change is told right behind, and that has no number of its own."""
    at = bisect_left(mentions, quantity.start, key=lambda m: m.start) - 1
    led = at >= 0 and quantity.kind in _CHANGES and against(mentions[at], quantity, text)
    return mentions[at] if led else None


def against(mention: PeriodMention, quantity: Quantity, text: str) -> bool:
    """Whether a change is told right behind its base: "and against 2017, by 54 %"."""
    return (
        mention.relation == "base"
        and 0 <= mention.cue < mention.start
        and not any(c.isdigit() for c in text[mention.cue : mention.start])
        and _ITS_CHANGE.fullmatch(text, mention.end, quantity.start) is not None
        and not _with_its_own_change(mention, quantity.start, text)
    )


def _with_its_own_change(base: PeriodMention, start: int, text: str) -> bool:
    """Whether a percentage behind a base is the change of that time, with which another change is compared."""
    return bool(_THAT_OF.search(text, max(0, base.start - 24), base.start)) and bool(
        _OF.fullmatch(text, base.end, start)
    )


def _of_the_next(
    quantities: Sequence[Quantity], number: int, inside: Sequence[PeriodMention], text: str
) -> bool:
    """Whether the base behind a change is that of the next one: "rose by 12 %, and against 2017, by 54 %"."""
    if not inside or number + 1 >= len(quantities) or inside[0].start < quantities[number].end:
        return False
    own, other = quantities[number], quantities[number + 1]
    joined = any(c in ",;" for c in text[own.end : inside[0].start])
    both = own.kind in _CHANGES and other.kind in _CHANGES and inside[-1].end <= other.start
    if _with_its_own_change(inside[-1], other.start, text):
        return False
    return joined and both and _ITS_CHANGE.fullmatch(text, inside[-1].end, other.start) is not None


def _of_levels(cue: Cue, quantities: Sequence[Quantity]) -> bool:
    """Whether a percentage that no word tells as a change is compared with another, as a level is with a level."""
    if cue.kind not in ("", "share"):
        return False
    return cue.kind == "share" or any(
        q.kind == "percent" and cue.base_start <= q.start < cue.base_end for q in quantities
    )


def _in_table(
    manuscript: Manuscript,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    number: int,
    direction: Literal["rise", "fall", "same", ""],
) -> Comparison | None:
    """What a change in a table is compared with: the earlier of the two counts that it stands on."""
    pair = change_pair(manuscript, manuscript.block_of(quantities[number].start))
    if pair is None:
        return None
    base = pair[1]
    when = governing(mentions, manuscript, base.start)
    inside = [n for n, q in enumerate(quantities) if base.start <= q.start < base.end]
    value = quantities[inside[0]].value if len(inside) == 1 else None
    period = when.mention.period if when is not None else None
    words = manuscript.text[base.start : base.end]
    return Comparison(direction, words, period, value, inside[0] if len(inside) == 1 else None)
