"""Hedges before and after a number, and the bounds that hedge and rounding leave open."""

from __future__ import annotations

import re
from functools import cache

from almenara.model.claim import Hedge
from almenara.text.vocabulary import any_of, words

REACH = 48
"""Characters before a number in which its hedge ends."""
_COMPARED = re.compile(
    r"(?:[%\ue000]|per ?cent|times|por ?ciento|por ?cento|veces|vezes|points?|puntos|pontos"
    r"|porcentuales|percentuais)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
"""Before "more than", what makes it compare rather than hedge: "13 % more than 4,977"."""
_OVER_THE = re.compile(r"\bover\s+the\s+$", re.IGNORECASE)
"""An article makes "over" compare: "an increase over the 1,119 of 2016"."""
_ABOUT_THE = re.compile(r"(?<!\bat)\s+about\s+the\s+$", re.IGNORECASE)
"""It makes "about" tell what is spoken of: "a letter about the 47 murders"."""
_THAN_THE = re.compile(
    r"\b(?:m(?:ais|enos) (?:do )?que|m[aá]s que|menos que|(?:more|fewer|less) than)\s+(?:the|l[oa]s|[oa]s)\s+$",
    re.IGNORECASE,
)
"""So it does "than": "four more than the seven of 2021"."""
_BESIDE_THE = re.compile(
    r"\b(?:below|above|under|over|beneath|(?:por )?(?:debajo|encima|arriba|abajo) de|abaixo d|acima d)\s*"
    r"(?:the|l[oa]s|[oa]s)\s+$",
    re.IGNORECASE,
)
_OF_WHEN = re.compile(
    r"\d[\d.,]*(?:\smil(?:\s\d+)?)?(?:\s[^\W\d]+)?\s(?:of|de|d[oa]|from|in|a year)\s", re.IGNORECASE
)
"""So do "below the" and "por encima de los", where the number is one of another time or place: "the 2,283 of 2018"."""
_PASSED = re.compile(r"\bpass\w+\s+de\s+$", re.IGNORECASE)
_ON_TO = re.compile(r"\S+(?:\s+(?!e\b)[^\s,;.]+){0,6}?\s+para\s", re.IGNORECASE)
"""In Portuguese "passou de 66" hedges, "passou de 66 para 70" moves."""
_ADDED = re.compile(r"\s*[$€£]?\d")
_ADDED_NAMED = re.compile(r"\s+[^\W\d_]+\.?\s+[$€£]?\d")
"""After a plus, what makes it add rather than hedge: "48% + 37%"; where it stands apart, "Jan 2,571 + Feb 2,445"."""
_KINDS: tuple[Hedge, ...] = ("more-than", "at-least", "less-than", "at-most", "about", "almost")


def hedge_before(text: str, start: int, floor: int, language: str) -> tuple[Hedge, int]:
    """The hedge that ends at `start`, and where it begins; ("", start) where there is none.

    floor  no hedge begins before it: the sentence's start, or the end of what was read before
    """
    before, moving, _ = _patterns(language)
    window = text[max(floor, start - REACH) : start]
    found = before.search(window)
    if not found:
        return "", start
    begins = start - len(window) + found.start()
    hedge: Hedge = next(kind for kind in _KINDS if found[kind.replace("-", "_")])
    if hedge in ("more-than", "less-than") and _COMPARED.search(
        text[max(floor - 24, 0, begins - 24) : begins]
    ):
        return "", start
    if language == "en" and (_OVER_THE.search(window) or _ABOUT_THE.search(window)):
        return "", start
    if _THAN_THE.search(window) or (_BESIDE_THE.search(window) and _OF_WHEN.match(text, start)):
        return "", start
    if language == "pt" and _PASSED.search(window) and _ON_TO.match(text, start):
        return "", start
    if hedge == "at-most" and moving.search(text[max(floor, begins - REACH) : begins]):
        return "", start
    earlier, further = (
        hedge_before(text, begins, floor, language) if found["about"] or found["more_than"] else ("", begins)
    )
    if earlier and further < begins:
        return (earlier if hedge == "about" else hedge), further
    return hedge, begins


def hedge_after(text: str, end: int, ceiling: int, language: str) -> tuple[Hedge, int]:
    """The hedge that begins at `end`, and where it ends; ("", end) where there is none."""
    _, _, after = _patterns(language)
    found = after.match(text, end, ceiling)
    if not found:
        return "", end
    apart = found[0].endswith("+") and found[0][0].isspace() and _ADDED_NAMED.match(text, found.end())
    if apart or (found[0].endswith("+") and _ADDED.match(text, found.end())):
        return "", end
    return next(kind for kind in _KINDS if found[kind.replace("-", "_")]), found.end()


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    listed = words("hedges", language)

    def named(lists: dict[str, list[str]]) -> str:
        return "|".join(f"(?P<{k.replace('-', '_')}>{any_of(lists.get(k, []))})" for k in _KINDS)

    article = {"en": r"(?:the\s+|a\s+)?", "es": r"(?:(?:los|las|el)\s+)?", "pt": r"(?:(?:os|as|o)\s+)?"}[
        language
    ]
    before = re.compile(rf"(?<![\w-])(?:{named(listed['before'])})\s*{article}$", re.IGNORECASE)
    moving = re.compile(rf"\b{any_of(listed['moving'])}(?:\s+\w+){{0,3}}?\s*$", re.IGNORECASE)
    next_number = r"(?!\s+[$€]?\d)"  # "the 72 graves held at least 180": the hedge is of what follows
    after = re.compile(rf"\s?(?:{named(listed['after'])})(?!\w){next_number}", re.IGNORECASE)
    return before, moving, after


def bounds(
    value: float, step: float, hedge: Hedge, is_round: bool = False, whole: bool = True
) -> tuple[float | None, float | None]:
    """Lowest and highest value that the words allow, both included.

    A plain whole number is exact; a rounded one ("29,000") and a decimal or percentage reach half a step to
    each side; "about" reaches a whole step, "nearly" a step below.

    step      size of the last digit stated; is_round  whether a whole number is likely rounded to it
    whole     whether it counts things, so that its upper end lies below the next rounded number
    """
    if hedge in ("more-than", "at-least"):
        return value, None
    if hedge in ("less-than", "at-most"):
        return None, value
    if hedge == "about":
        wide = _loose(value, step)
        return max(0.0, _tidy(value - wide)), _tidy(value + wide)
    if hedge == "almost":
        return max(0.0, _tidy(value - _loose(value, step))), value
    if whole and not is_round and step >= 1 and step < 1000:
        return value, value
    half = step / 2
    return max(0.0, _tidy(value - half)), _tidy(value + half - (1 if whole and half >= 5 else 0))


def average_bounds(
    value: float, step: float, hedge: Hedge, factor: float
) -> tuple[float | None, float | None]:
    """As `bounds`, of a number told for each day, month or year: an average is rounded, "900 a month" to hundreds.

    factor  from the number as written to events a day
    """
    figures = str(int(value))
    noughts = len(figures) - len(figures.rstrip("0"))
    if not hedge and value == int(value) and noughts > 1:
        step = max(step, 10.0**noughts)
    low, high = bounds(value, step, hedge, True, whole=False)
    return (None if low is None else _tidy(low * factor)), (None if high is None else _tidy(high * factor))


def _loose(value: float, step: float) -> float:
    """How far "about" reaches: a step of the last figure that is not nought, 5 % where only one figure is stated."""
    if step < 1 or value < 1 or value != int(value):
        return step
    figures = str(int(value))
    significant = len(figures.rstrip("0"))
    noughts = 10.0 ** min(len(figures) - significant, max(0, len(figures) - 2))
    wide = max(step, noughts)
    return max(wide, 0.05 * value) if significant == 1 and wide < 0.03 * value else wide


def _tidy(value: float) -> float:
    return round(value, 9)
