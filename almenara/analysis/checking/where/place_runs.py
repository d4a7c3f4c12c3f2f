"""Places that each lead several numbers, and towns told beside their state."""

from __future__ import annotations

import re

from almenara.analysis.checking.where.places import PlaceMention

DIGITS = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")
"""A number that is no year."""
_STOP = re.compile(r";|\.\s")
_MOVE = re.compile(r"\b(?:from|de|desde)\s+\d[\d.,]*\s+(?:\w+\s+){0,2}?(?:to|a|para)\s+\d", re.I)
"""Two numbers of one place: from the one to the other."""
_MOVED = re.compile(
    r"[^.;:\d]{0,60}\b(?:from|de|desde)\s+(?:\w+\s+)?\d[\d.,]*%?\s+(?:[^\W\d]+\s+){0,3}?(?:to|a|para|hasta|até)\s+(?:\w+\s+)?",
    re.I,
)
_WHERE = re.compile(
    r"\s*,\s*(?:[^\W\d]+(?:\s[^\W\d]+)?\s*,\s*)?(?:(?:in|en|em)\s+)?(?:where|whose|which|home|seat|donde|cuy[oa]s?|que|sede|hogar|onde|cuj[oa]s?|lar)\b[^,;.:\d]{0,100}",
    re.I,
)

_ONE_PLACE = re.compile(
    r"(?:[^,;.:\d]|\b(?:19|20)\d\d\b){0,90}"
    r"\b(?:a single|one|just one|only one|un solo|una sola|un único|un|una|um só|uma só|um único|um|uma)\s+"
    r"(?:state|city|town|municipality|entity|department|"
    r"estado|entidad|ciudad|municipio|departamento|entidade|cidade|município)"
    r"(?:\s+alone)?\s*[,:(–—-]\s*(?:the\s+|el\s+|la\s+|[oa]\s+)?",
    re.I,
)
_OPENED = re.compile(r"\s*,[^,.;:\d]{3,60}")
_VERB = re.compile(r"\s*,\s+(?!(?:with|con|com|and|y|e|which|who|que|a|the|l[ao]s?|[oa]s?)\b)[^\W\d]", re.I)
"""Behind what an aside compares with, the comma that closes it and the verb of what stood before."""
_COMMA = re.compile(r",(?!\d)")


def without_asides(own: list[PlaceMention], text: str, position: int) -> list[PlaceMention]:
    """The mentions but for those of an aside, behind the comma that closes it.

    "X, where Y lies, has"; what is compared with, "X, at the same level as Y, has". A clause with
    a number of its own is none: its place may go on.
    """
    out: list[PlaceMention] = []
    for one in own:
        before = text[out[-1].end : one.start] if out else ""
        aside = bool(out) and _WHERE.fullmatch(before)
        aside = aside or (one.compared and _OPENED.fullmatch(before) and _VERB.match(text, one.end, position))
        closed = _COMMA.search(text, one.end, position)
        if not aside or closed is None or DIGITS.search(text, one.end, closed.start()):
            out.append(one)
    return out


def each_led(mentions: list[PlaceMention], text: str, opening: int, start: int) -> bool:
    """Whether two places or more each lead the numbers that follow it, none standing before the first or after "in".

    Only where the number is one of several of its place: a lone one is placed by what stands beside it.
    """
    led = [m for m in mentions if not m.nation and not m.compared and m.place is not None]
    before = [m for m in led if m.end <= start]
    if len(led) < 2 or not before or _STOP.search(text, before[-1].end, start):
        return False
    if DIGITS.search(text, opening, led[0].start) or not DIGITS.search(text, before[-1].end, start):
        return False
    ends = [m.start for m in led[1:]] + [min(len(text), max(start + 12, led[-1].end + 40))]
    return all(_MOVE.search(text, one.end, limit) for one, limit in zip(led, ends, strict=True))


def moved_there(place: PlaceMention, text: str, start: int) -> bool:
    """Whether a number is what the count of a place moved to: "the state went from 272 to 301"."""
    return (
        place.place is not None and not place.nation and _MOVED.fullmatch(text, place.end, start) is not None
    )


def the_only_one(text: str, end: int, start: int) -> bool:
    """Whether a number is told of the place behind it alone: "40 percent come from a single state, …"."""
    return _ONE_PLACE.fullmatch(text, end, start) is not None


def narrower(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a place lies inside another: a state in the country named before it."""
    if one.place is None or other.place is None:
        return False
    return one.place.code.startswith(other.place.code + "-") or one.place.parent == other.place.code
