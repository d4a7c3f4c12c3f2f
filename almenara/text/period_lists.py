"""Bases told one after the other: "81 a day, against 85 in 2022, 91 in 2021 and 94 in 2020"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.text.period_forms import Form
from almenara.text.period_frames import is_year_alone

_NEXT = re.compile(
    r"(?:,|,?\s(?:and|y|e))\s(?P<number>(?:about\s|some\s|unos\s|unas\s|cerca de\s)?\d[\d.,]*(?:\smil(?:\s\d+)?)?\s?%?)"
    r"(?:\s[^\W\d]+)?\s(?:in|en|em|de|of)\s(?:the\s|el\s|o\s)?"
)
"""Between a base and the next one, which has a number of its own before it."""
_NUMBER = re.compile(r"\d")


def with_bases_in_turn(forms: Sequence[Form], manuscript: Manuscript) -> list[Form]:
    """The forms; years that go on a list of bases, each with a number of its own before it, are bases, too.

    "Against 85 in 2022 and 91 in 2021": what is told is compared with both, and goes on about neither.
    """
    out = list(forms)
    for number, (one, two) in enumerate(pairwise(forms)):
        first = out[number]
        if first.relation != "base" or first.cue < 0 or first.cue >= first.start or two.relation != "in":
            continue
        if one.sentence != two.sentence or not (is_year_alone(one) and is_year_alone(two)):
            continue
        led = _NUMBER.search(manuscript.text, first.cue, first.start)
        joined = _NEXT.fullmatch(manuscript.text, one.end, two.start)
        if led is not None and joined is not None:
            out[number + 1] = replace(two, relation="base", cue=joined.start("number"))
    return out
