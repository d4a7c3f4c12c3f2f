"""Short remarks that analysis makes of a figure: why it is unknown, how it came about, what to mind.

They read as English where nothing else is known of them, and can be said in another language: a Phrase is the
English text that remembers its key and its values. Wording files of a product have a pattern for each key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

PHRASES: dict[str, str] = {
    # why a figure is unknown
    "no-figure": "the evidence held on {as_of} has no figure of it for {place}",
    "not-exact": "the evidence held on {as_of} for {place} covers {span}, but not {period} exactly",
    "bound-only": "the source gives a bound, not a value",
    "left-open": "the publisher leaves {count} part(s) open: {places}, {periods}",
    "of-zero": "a percentage of zero does not exist",
    "no-population": "no population of {year} is in evidence",
    "no-country-level": "the edition of {day} gives no level for the country as a whole",
    "no-level": "no state is known at that level",
    "no-pace": "no pace can be worked out",
    "not-held": "the evidence of the day does not hold it",
    "no-states": "the country's pack has no states",
    "no-statement": "no statement of it was known on {as_of}",
    "no-series": "no series covers every state on {as_of}",
    "one-vintage": "only one vintage of these months is known, of {day}: it shows no revision",
    "never-anew": "in none of the {count} vintages known is a place published anew with newer months",
    "few-vintages": "the vintages known show {count} passages of a place to a later vintage; {needed} are needed",
    "close-vintages": "the vintages known lie {days} days apart at most: too little to see a month revised",
    "part-open": "a part of the place, or a month, is not known",
    # how it came about
    "as-published": "as published",
    "published-difference": "difference of published totals",
    "sum-of-months": "sum of {count} months",
    "sum-of-periods": "sum of {count} periods",
    "sum-of-states": "sum of {count} states",
    "sum-of-parts": "sum of {count} parts",
    "sum": "sum of {count}",
    "rate": "count per {per} inhabitants",
    "annualised": "scaled to twelve months",
    "change": "change on {period}",
    "difference": "difference",
    "share": "share",
    "per-day": "mean a day",
    "number-at": "number at {level} of {count}",
    "ratio": "log ratio of whole years to the same months, Student's t prediction",
    "revised": "published count after the revisions usual within {months} months, drawn from past vintages",
    # what to mind
    "small-counts": "small counts",
}
"""English patterns by key; wording files of other languages hold the same keys under `phrases`."""


class NamedPlace(str):
    """A place's name in a remark, with its code: a product may have another name for it."""

    code: str

    def __new__(cls, name: str, code: str = "") -> NamedPlace:
        """The name, with the place's code."""
        made = super().__new__(cls, name)
        made.code = code
        return made


class Several(tuple[Any, ...]):
    """Values of one kind in a remark, set with commas."""

    def __format__(self, spec: str) -> str:
        return ", ".join(format(item, spec) for item in self)


class Phrase(str):
    """A remark in English with its parts: key and values of each; texts without a key stand as they are.

    values  days, Periods, numbers and names; a product prints them as its language writes them
    """

    parts: tuple[tuple[str, Mapping[str, Any]], ...]
    between: str

    def __new__(
        cls, text: str = "", parts: tuple[tuple[str, Mapping[str, Any]], ...] = (), between: str = ""
    ) -> Phrase:
        """The text with its parts; `phrase` and `join` make them."""
        made = super().__new__(cls, text)
        made.parts, made.between = parts, between
        return made


def phrase(key: str, **values: Any) -> Phrase:
    """A remark of PHRASES. Raises KeyError on a key or value that is not there."""
    return Phrase(PHRASES[key].format(**values), ((key, values),))


def join(texts: Iterable[str], between: str) -> Phrase:
    """Several remarks in one; plain texts among them keep their words."""
    held = [t for t in texts if t]
    parts = tuple(p for t in held for p in (t.parts if isinstance(t, Phrase) else (("", {"text": t}),)))
    return Phrase(between.join(held), parts, between)


def say(text: str, patterns: Mapping[str, str], write: Callable[[Any], str]) -> str:
    """A remark by a language's patterns; a text that is no Phrase, or a key without a pattern, as it is.

    write  prints one value: a day, a period, a number or a name
    """
    if not isinstance(text, Phrase) or any(key and key not in patterns for key, _ in text.parts):
        return str(text)
    return text.between.join(
        patterns[key].format(**{name: write(value) for name, value in values.items()})
        if key
        else str(values["text"])
        for key, values in text.parts
    )
