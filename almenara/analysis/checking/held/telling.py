"""Short English for the reasons of verdicts: figures as written, definitions by name, days."""

from __future__ import annotations

from collections.abc import Iterable

from almenara.analysis.checking.held.vintages import Vintage
from almenara.analysis.context import Context
from almenara.model.claim import Arithmetic, Claim
from almenara.model.period import Period
from almenara.model.place import Place

_ERRORS = {
    "change-on-later-value": "the change was worked out on the later value",
    "percent-for-percentage-points": "per cent is said where percentage points are meant",
    "times-more": "so many times as many is told as so many times more",
    "wrong-average": "the average does not follow",
    "share-over-100": "the shares exceed 100 %",
    "rise-told-as-fall": "a rise is told as a fall",
    "fall-told-as-rise": "a fall is told as a rise",
    "rank-against-list": "the list beside it gives another rank",
    "no-record": "its own series has one beyond it",
    "total-differs": "the same total is given differently",
    "parts-do-not-add-up": "the parts do not add up",
    "does-not-follow": "it does not follow from the figures beside it",
}
"""What a sum that does not hold says of the text, by the name of its error."""


def failed(sums: Iterable[Arithmetic]) -> str:
    """The sums that do not hold, in words: "the parts do not add up: 3 + 4 = 7"."""
    return "; ".join(
        dict.fromkeys(
            f"{_ERRORS.get(s.error, s.error.replace('-', ' '))}: {s.shown}" for s in sums if not s.holds
        )
    )


def number(value: float) -> str:
    """29,168; 0.25; 12.5."""
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """+38.1 %."""
    return f"{value:+.1f} %".replace("-", "\N{MINUS SIGN}")


def by(context: Context, vintage: Vintage) -> str:
    """The definition's name, in one piece: "prosecutors' victims (new method)"."""
    return context.definition(vintage.definition).name("en")


def told(context: Context, vintage: Vintage) -> str:
    """A vintage in words: "28,866 (prosecutors' victims (new method), known 2019-01-31)"."""
    count = f", count of {vintage.period}" if context.definition(vintage.definition).kind == "stock" else ""
    return f"{number(vintage.value)} ({by(context, vintage)}{count}, known {vintage.known})"


def in_turn(context: Context, vintages: list[Vintage]) -> str:
    """Values of one definition in order: "2,945 (prosecutors' case files, known 2019-04-20), later 3,224"."""
    later = "".join(f", later {number(v.value)}" for v in vintages[1:])
    return (told(context, vintages[0]) if vintages else "unknown") + later


def where(context: Context, place: Place, period: Period | None) -> str:
    """A place and a period: name, then 2018-05."""
    named = context.gazetteer.full_name(place)
    return f"{named}, {period}" if period else named


def who_would_tell(context: Context, measure: str, place: Place | None) -> str:
    """The publishers whose counts of a measure the country's pack prefers, or "" where it prefers none."""
    pack = context.pack_of(place) if place else None
    order = pack.preference.get(measure, []) if pack else []
    names = dict.fromkeys(context.definitions[d].publisher for d in order if d in context.definitions)
    return " or ".join(list(names)[:2])


def off_by(claim: Claim, value: float) -> str:
    """How far a claim is from a value: "1,234 more (+12.1 %)"."""
    difference = claim.value - value
    size = f"{number(abs(difference))} {'more' if difference > 0 else 'fewer'}"
    return f"{size} ({percent(difference / value * 100)})" if value else size
