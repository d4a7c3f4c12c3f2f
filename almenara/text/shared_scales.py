"""Scales and currencies told once for both ends of a move: "from 4 to 5 billion pesos", "de 4 mil a 5 mil millones"."""

from __future__ import annotations

import re
from dataclasses import replace
from math import log10

from almenara.text.quantity import Quantity

_TO = re.compile(r"\s+(?:to|al?|para|até|hasta)\s+", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|de|desde)\s+[$€£R]*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<figures>\d[\d.,]*)\s*(?P<scale>.*)")
_SMALL = 1000.0
"""A number from here on is told whole."""
_APART = 20.0
"""Times that the ends of a move may be of each other: "from 900 to 1.2 million" leaves out no million."""


def share_scales(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities, the first number of a move having taken the currency and the scale of the second."""
    out = list(found)
    for index in range(len(out) - 1):
        first, second = out[index], out[index + 1]
        if second.kind not in ("money", "count") or second.value < _SMALL or first.noun:
            continue
        if not _TO.fullmatch(text[first.end : second.start]):
            continue
        if not _FROM.search(text[max(0, first.start - 8) : first.start]):
            continue
        plain = first.kind == "count" and not first.unit
        if plain or (first.kind == second.kind == "money" and first.value < _SMALL):
            out[index] = _as_end_of(first, second, text)
    return out


def _as_end_of(first: Quantity, second: Quantity, text: str) -> Quantity:
    """The first number of a move as it is meant; as it was read where the two are told in other scales."""
    one, two = (_NUMBER.fullmatch(text, q.number_start, q.number_end) for q in (first, second))
    if one is None or two is None:
        return first
    told, shared = one["scale"].lower().split(), two["scale"].lower().split()
    factor = 1.0
    if told != shared == told + shared[len(told) :]:
        factor = _scale(two, second.value) / _scale(one, first.value)
    if not 1 / _APART <= first.value * factor / second.value <= _APART:
        return first
    low, high = (None if x is None else x * factor for x in (first.low, first.high))
    if factor > 1 and first.low == first.high == first.value:
        low, high = ((first.value + half) * factor for half in (-0.5, 0.5))
    return replace(
        first, kind=second.kind, unit=second.unit, currency=second.currency,
        value=round(first.value * factor, 9), low=low, high=high,
    )  # fmt: skip


def _scale(number: re.Match[str], value: float) -> float:
    """By how much a number is told shorter than it is: 1,000,000 for "1.2 million", 1 where no word shortens it."""
    if not number["scale"]:
        return 1.0
    figures = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number["figures"]).replace(",", ".").rstrip(".")
    size = value / float(figures)
    return float(10 ** round(log10(size)))
