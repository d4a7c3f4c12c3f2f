"""More of something told in one time than in another, with the two counts: "more victims in 2023, with 850, than in
2022, with 980"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.operands import operand, wrong_way, year
from almenara.analysis.checking.arithmetic.reading import COUNTED, Reading, Reckoning, number
from almenara.analysis.checking.arithmetic.told_last import alike
from almenara.model.claim import Arithmetic
from almenara.model.place import fold
from almenara.text.period_words import period_words

_LEAD = 90
"""Characters in front of the first count in which "more" or "fewer" stands."""
_BETWEEN = 60
"""Characters between the two counts."""
_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that may name something."""


def more_than_then(reading: Reading) -> Iterator[Reckoning]:
    """Each count of which its sentence tells that there were more, or fewer, than what it tells next."""
    text = reading.manuscript.text
    for at, group in reading.inside.items():
        told = [i for i in group if reading.claims[i].kind != "duration"]
        if len(told) != 2 or not all(operand(reading, i, set(COUNTED)) and not reading.cell(i) for i in told):
            continue
        one, two = told
        first, second = reading.claims[one], reading.claims[two]
        between = text[first.end : second.start]
        if len(between) > _BETWEEN or ";" in between or not alike(reading, one, two):
            continue
        lead = re.split(r"[;:]", text[reading.manuscript.sentences[at].start : first.start])[-1]
        way = _way(reading, lead[-_LEAD:])
        if not way or first.value == second.value or not _of_two_times(reading, one, two, lead, between):
            continue
        if reading.slips["than"].search(between) is None or _names_another(reading, lead, between):
            continue
        holds = (first.value > second.value) is (way == "more")
        shown = f"{number(first.value)} against {number(second.value)}"
        error = "" if holds else wrong_way("rise" if way == "more" else "fall")
        yield Reckoning(
            one, Arithmetic("direction", first.value, second.value, holds, error, shown, (one, two))
        )


def _of_two_times(reading: Reading, one: int, two: int, lead: str, between: str) -> bool:
    """Whether two counts are of two times: by their links, the years beside them or the months in front of them."""
    if reading.of_other_times(one, two):
        return True
    first, second = year(reading, one), year(reading, two)
    if first is not None and second is not None:
        return first != second
    months = period_words(reading.manuscript.language).months
    told = [[w for w in _WORD.findall(fold(said)) if w in months] for said in (lead, between)]
    return bool(told[0] and told[1]) and told[0][-1] != told[1][-1]


def _names_another(reading: Reading, lead: str, between: str) -> bool:
    """Whether the words behind "than" name something that was not named before it: "than assaults in 2022"."""
    than = reading.slips["than"].search(between)
    rest = reading.without(between[than.end() :], "idle", "a_span") if than else ""
    months = period_words(reading.manuscript.language).months
    told = {w for w in _WORD.findall(fold(rest)) if w not in months}
    return bool(told - set(_WORD.findall(fold(lead))))


def _way(reading: Reading, lead: str) -> str:
    """Which of the two the words in front tell; "" where they tell both or neither."""
    ways = [way for way in ("more", "fewer") if reading.slips[f"{way}_of"].search(lead)]
    return ways[0] if len(ways) == 1 else ""
