"""Short English for the reasons of verdicts: figures as written, definitions by name, days."""

from __future__ import annotations

from almenara.analysis.checking.vintages import Vintage
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.period import Period
from almenara.model.place import Place


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
