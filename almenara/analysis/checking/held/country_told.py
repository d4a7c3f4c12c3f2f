"""The country of a text that names none: the one that published the very counts which the text tells."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.checking.held.recognised import is_to_the_unit, values_then
from almenara.analysis.checking.held.vintages import ALL_TIME, Ask, Held
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.place import Place

_TELLING, _LEAST = 1_000, 100
"""Values of which one is enough, and values of which two are: two other countries do not share them by chance."""


def country_told(claims: Sequence[Claim], now: Context, then: Context | None) -> Place | None:
    """The one country that published counts of a text of which nothing says where they were counted.

    It must have published one count of four digits, or two of three, each of the measure and time that the text tells;
    None where no country has, or several have.

    claims  of a text that names no place
    """
    unplaced = [
        c for c in claims
        if c.place is None and c.measure and is_to_the_unit(c) and c.value >= _LEAST and c.value % 10 != 0
    ]  # fmt: skip
    if not unplaced:
        return None
    stocks = {m for d in now.definitions.values() if d.kind == "stock" for m in d.measures}
    countries = [pack.country for pack in now.packs.values()]
    spans = {c.start: ALL_TIME if c.measure in stocks else c.period for c in unplaced}
    asks = [
        Ask(c.measure, country, span)
        for c in unplaced if (span := spans[c.start]) is not None
        for country in countries
    ]  # fmt: skip
    held = Held(now, then, asks)
    written = then.as_of if then is not None else now.as_of
    found = []
    for country in countries:
        told = {
            c.value for c in unplaced
            if (span := spans[c.start]) is not None
            and c.value in values_then(held, (c.measure, country, span), stocks, written)
        }  # fmt: skip
        if len(told) > 1 or max(told, default=0) >= _TELLING:
            found.append(country)
    return found[0] if len(found) == 1 else None
