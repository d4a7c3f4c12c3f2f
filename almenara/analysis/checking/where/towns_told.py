"""Towns told by their name alone, which a text tells of because it has told of their state or of their neighbours."""

from __future__ import annotations

import re

from almenara.analysis.checking.lexicon import Tokens
from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.where.place_names import Name, PlaceHit

_NEAR = 400
"""Characters behind a state within which a town of it may be told by its name alone."""
_BEGINS = re.compile(r"[,;]\s(?:(?:and|y|e)\s)?(?:(?:in|en|em)\s)?$|\s(?:and|y|e)\s$", re.I)
"""Before the next item of a list."""
_ITS_NUMBER = re.compile(
    r"(?:,\s(?:(?:with|con|com)\s)?|\s\(|:\s|\s(?:with|con|com)\s)\d|,\s(?:which|que)\s", re.I
)
"""Behind the name of a place, a number that is of it, or the clause that has one."""


def town_told(tokens: Tokens, hit: PlaceHit, out: list[PlaceMention], named: bool = False) -> list[Name]:
    """The one town of a name that lies in the state told last in its paragraph: "in" before it, or next in a list."""
    if not hit.first or not out:
        return []
    listed = _next_in_list(tokens, hit, out[-1])
    if not (tokens.words[hit.first - 1] in ("in", "en", "em") or named or listed):
        return []
    said = out[-1]
    if named:
        said = next((o for o in reversed(out) if o.place is not None and o.place.kind != "country"), said)
    last = said.place
    if last is None or last.kind == "country" or tokens.starts[hit.first] - said.end > _NEAR:
        return []
    if tokens.blocks[tokens.at(out[-1].start)] != tokens.blocks[hit.first]:
        return []
    state = last.code if last.kind == "state" else last.parent
    found = [n for n in hit.names if n.role == "town" and n.place is not None and n.place.parent == state]
    return found if len(found) == 1 else []


def _next_in_list(tokens: Tokens, hit: PlaceHit, last: PlaceMention) -> bool:
    """Whether a name with its number goes on a list of towns: "one town had 19; the next, 11, and a third, 9"."""
    if last.place is None or last.place.kind in ("country", "state"):
        return False
    start, end, text = tokens.starts[hit.first], tokens.ends[hit.last - 1], tokens.text
    between = text[last.end : start]
    if not any(map(str.isdigit, between)) or re.search(r"[.!?]\s|\n", between):
        return False
    return _BEGINS.search(between) is not None and _ITS_NUMBER.match(text, end) is not None
