"""Units told once for two numbers: "from 22.5 to 25 per 100,000", "5 and 10 per cent", "a rate of 25, up from 22"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from almenara.text.hedges import bounds
from almenara.text.quantity import Quantity

_TO = re.compile(
    r"(?:[^\w]*(?:to|para|até|hasta|ao|e|y|and)|\s*(?:al?|or|o|ou))\s+(?:los\s+|las\s+|os\s+|as\s+)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+(?:los\s+|las\s+|os\s+|as\s+)?", re.IGNORECASE)
_AGAINST = re.compile(
    r"[^.;\n]{0,40}\b(?:up from|down from|compared (?:with|to)|against|versus|vs\.?|frente a|contra"
    r"|en comparación con|"
    r"comparad[oa]s? con|ante|rate of|the|from|para|to|a|de|desde|fue de|em comparação com)\s+(?:los"
    r"|las|el|la|os|as)?\s*$",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?:\s+(?:in|en|em)\s+(?:19|20)\d\d)?,?\s+(?:and|but|y|e|pero|mas)\s+"
    r"(?:(?:today|now|hoy|ahora|hoje|agora)(?:\s+[^\W\d]+){0,2}\s+)?(?:los\s+|las\s+|os\s+|as\s+)?",
    re.IGNORECASE,
)
"""Between a number a month and the bare one of a later time: "600 a month and today", "40 a month in 2020 and"."""
_IN_YEAR = re.compile(
    r"(?:\s+(?:in|en|em)\s+(?:19|20)\d\d)?(?:,?\s+(?:and|y|e)\s+|,\s+|\s+\()(?=\d[\d.,\s]*\s(?:in|en|em)\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""Between a rate and the bare one of another year, which is told behind it: "24 per 100,000 (26 in 2022)"."""
_SHARED = ("percent", "percentage-points", "rate", "average")
_MOVES = re.compile(r"\b(?:from|de|desde)\s+$", re.IGNORECASE)


def share_units(found: list[Quantity], text: str, starts_of_sentences: list[int]) -> list[Quantity]:
    """The quantities, bare counts having taken the unit of the neighbour that tells it for both.

    starts_of_sentences  no unit reaches over one of them
    """
    out = list(found)
    shared: set[int] = set()
    for index in range(len(out) - 1):
        first, second = out[index], out[index + 1]
        between = text[first.end : second.start]
        if len(between) > 60 or _near(starts_of_sentences, first.end + 1, second.start):
            continue
        moved = _MOVES.search(text[max(0, first.start - 8) : first.start]) is not None
        joined = _TO.fullmatch(between) is not None
        told = second.kind in _SHARED if moved else second.kind in _SHARED[:2]
        guessed = first.kind == "rate" and not first.per and second.kind == "percent"
        if (_bare(first) or (moved and guessed)) and joined and told:
            out[index] = _as(first, second)
        elif (
            (_bare(second) or (moved and joined and second.kind == "count" and not second.unit))
            and first.kind in ("rate", "percent", "average")
            and _alike(first, second)
            and (
                (moved and joined)
                or (first.kind in ("rate", "average") and _AGAINST.fullmatch(between))
                or (first.kind == "average" and _TODAY.fullmatch(between))
                or (first.kind == "rate" and _of_another_year(text, first.end, second.start))
            )
        ):
            out[index + 1] = _as(second, first)
            continue
        else:
            continue
        shared.add(index)
    for index in range(len(out) - 2, -1, -1):  # "by 7, 30 and 21 per cent"
        first, second = out[index], out[index + 1]
        if index + 1 in shared and _bare(first) and _COMMA.fullmatch(text, first.end, second.start):
            out[index] = _as(first, second)
            shared.add(index)
    return _going_on(out, starts_of_sentences)


_FAR = 200
"""Characters behind a rate within which another may be told without its unit."""


def _going_on(found: list[Quantity], starts_of_sentences: list[int]) -> list[Quantity]:
    """The quantities, bare numbers with decimals behind a rate having become rates: "the highest rate, 117.6 per
    100,000. The lowest was 1.4": nothing that is counted comes in tenths."""
    out = list(found)
    for index in range(1, len(out)):
        known, bare = out[index - 1], out[index]
        if known.kind != "rate" or not _bare(bare) or not _decimals(bare) or bare.value >= 1000:
            continue
        if bare.start - known.end <= _FAR and len(_near(starts_of_sentences, known.end + 1, bare.start)) <= 1:
            out[index] = _as(bare, known)
    return out


def _of_another_year(text: str, end: int, start: int) -> bool:
    """Whether a number stands behind a rate, with a year of its own: "24 per 100,000 in 2023, 26 in 2022"."""
    between = _IN_YEAR.match(text, end)
    return between is not None and between.end() == start


def share_rates(
    found: list[Quantity], bases: list[tuple[int, float]], text: str, ends_of_sentences: list[int]
) -> list[Quantity]:
    """The quantities, bare numbers behind "homicides per 100,000 people" having become rates.

    bases  where such a base without a number of its own ends, and what it is
    """
    out = list(found)
    for end, base in bases:
        place = bisect_left(ends_of_sentences, end)
        stop = ends_of_sentences[place] if place < len(ends_of_sentences) else len(text)
        for index, quantity in enumerate(out):
            if end <= quantity.start < stop and _bare(quantity) and quantity.value < 1000:
                low, high = bounds(quantity.value, 10.0 ** -_decimals(quantity), quantity.hedge, whole=False)
                out[index] = replace(quantity, kind="rate", low=low, high=high, unit=f"per {base:,.0f}")
    return out


def _near(starts: list[int], low: int, high: int) -> list[int]:
    return starts[bisect_left(starts, low) : bisect_right(starts, high)]


def _bare(quantity: Quantity) -> bool:
    return quantity.kind == "count" and not quantity.unit and not quantity.noun and quantity.number_end > 0


def _alike(known: Quantity, bare: Quantity) -> bool:
    told = _figures(known) if known.kind == "average" else 0.0
    value = told or known.value
    most = 1000 if known.kind != "rate" else max(1000, 2 * value)
    return bare.value < most and value / 4 <= bare.value <= value * 4


def _as(bare: Quantity, known: Quantity) -> Quantity:
    """A bare count as of the neighbour's kind, its bounds opened by rounding."""
    factor = 1.0
    if known.kind == "average":
        written = float(_figures(known))
        factor = known.value / written if written else 1.0
    value = bare.value * factor
    step = 10.0 ** -_decimals(bare) * factor
    low, high = bounds(value, step, bare.hedge, whole=False)
    return replace(
        bare, kind=known.kind, value=round(value, 9), low=low, high=high, unit=known.unit, per=known.per
    )


def _figures(quantity: Quantity) -> float:
    digits = re.sub(
        r"[^\d]",
        "",
        quantity.text[quantity.number_start - quantity.start : quantity.number_end - quantity.start],
    )
    return float(digits) / 10.0 ** _decimals(quantity) if digits else 0.0


def _decimals(quantity: Quantity) -> int:
    written = quantity.text[
        max(0, quantity.number_start - quantity.start) : quantity.number_end - quantity.start
    ]
    found = re.search(r"\d[.,](\d{1,2})$", written)
    return len(found[1]) if found else 0
