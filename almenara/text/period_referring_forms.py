"""The forms of periods told by what was told of before, and of spans whose ends an event names beside its day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from almenara.text.vocabulary import any_expression

_WORDS = r"(?P<e>[a-z]+(?:\s[a-z]+){0,5}(?:,\s+(?:[a-z]+\s+){0,2}|\s+))"
_BEGUN = r"(?P<e1>[a-z]+(?:\s[a-z]+){0,5}(?:,\s+(?:[a-z]+\s+){0,2}|\s+))??"
"""What names the day that ends a span: "and election day, 6 June", "y la jornada del 6 de junio"."""


def referring_forms(
    raw: dict[str, Any], first: str, day: str, joined: str, month: str, year: str, number: str, units: str
) -> Iterable[tuple[str, str]]:
    """Kind and expression of each.

    first, joined  the two ends of a span; day  a point of time; month, year  one of them; number, units  their words
    """
    for opens, joins in (("opens_between", "between_and"), ("opens_from", "from_until")):
        yield (
            "range",
            rf"\b{raw[opens]}\s+{_BEGUN}{first},?\s+(?P<k>{any_expression(raw[joins])})\s+{_WORDS}{joined}",
        )
    yield (
        "range",
        rf"\b{raw['opens_between']}\s+{_BEGUN[:-2]}{first}(?P<k>{raw['joins_between']}){joined}",
    )
    yield "first_n", rf"\b{raw['into_year'].format(n=number, u=any_expression(raw['units']['month']))}(?!\w)"
    one = r"(?P<y>(?:19|20)\d\d)"
    yield "year_total", rf"\b{raw['year_runs'].format(y=one)}(?!\w)"
    for said in raw["by_then"]:
        yield "by_now", rf"\b{said.format(y=one)}(?!\w)"
    of_year = rf"(?:,?\s+(?:{raw['of']})?(?P<y>{year})\b)?"
    yield "same_n", rf"\b{raw['article']}{raw['same']}\s+(?P<n>{number})\s+(?P<u>{units})\b{of_year}"
    yield (
        "from_day",
        rf"\b(?P<n>{number})\s+(?P<u>{units})\s+(?P<way>{raw['from_day']})\s+(?:[a-z]+\s+){{0,5}}?{day}",
    )
    halves = any_expression([*raw["ordinals"], *raw["last"]])
    half = any_expression(raw["half_month"])
    yield "half_month", rf"\b{raw['article']}(?P<n>{halves})\s+(?P<u>{half})\s+{raw['of']}{month}"
    for kind in ("one_after", "one_before", "span_event", "span_told", "year_total", "by_now"):
        if raw[kind]:
            yield kind, rf"\b{any_expression(raw[kind])}(?!\w)"
    yield "n_after", rf"\b{raw['n_after'].format(n=number, u=units)}(?!\w)"
    for kind in ("latter", "former"):
        yield kind, rf"\b(?:{raw[kind]})\s+(?P<u>{units})\b"
