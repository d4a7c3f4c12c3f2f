"""A state that bears its country's name: among states of a list it is meant, "A 3,104, NAME 2,597, B 2,417"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.context import Context
from almenara.countries.pack import all_packs
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place, fold
from almenara.text.table_roles import is_total

_STATE_OF = re.compile(
    r"(?:estado|state|province|provincia|department|departamento)\s+(?:de|of|do|da)\s+(.+)", re.IGNORECASE
)
_LISTED = re.compile(r"\s?(?:[(:]?\s?(?P<number>\d[\d.,]*)\s?%?\)?)?\s?(?:[,;]\s?|,?\s(?:and|y|e)\s)")
"""Between two places of a list: the number of the first, and what parts them."""
_OWN = re.compile(r"\s?[(:]?\s?(?P<number>\d[\d.,]*\d)")
_ROWS = 2
"""Rows of states in a table, at least, that make one between them a state's."""
_FAR = 3
"""Times the number of a neighbour from which on one is that of a whole country."""


def with_namesakes(
    found: Sequence[PlaceMention], manuscript: Manuscript, context: Context
) -> list[PlaceMention]:
    """The mentions, a country between two of its states in a list having become the state of its name; never sure."""
    out = [_of_rows(one, found, manuscript, context) for one in found]
    for at in range(1, len(found) - 1):
        one, before, after = found[at], found[at - 1], found[at + 1]
        if one.place is None or one.place.kind != "country" or one.nation or one.in_name:
            continue
        if not all(_state_of(other, one.place) for other in (before, after)):
            continue
        state = _namesake(one.place.code) if one.place.code in context.packs else None
        gaps = [_LISTED.fullmatch(manuscript.text, a.end, b.start) for a, b in ((before, one), (one, after))]
        if state is None or not all(gaps) or state in (before.place, after.place):
            continue
        if not _of_whole([before, one, after], manuscript.text):
            out[at] = replace(one, place=state, sure=False)
    return out


def _state_of(other: PlaceMention, country: Place) -> bool:
    return other.place is not None and other.place.kind == "state" and other.country == country.code


def _of_rows(
    one: PlaceMention, found: Sequence[PlaceMention], manuscript: Manuscript, context: Context
) -> PlaceMention:
    """The state that a row between those of states is of by its country's name, where another row is the total."""
    cell = manuscript.block_of(one.start)
    if cell.kind != "cell" or cell.header or one.nation or one.place is None or one.place.kind != "country":
        return one
    if manuscript.text[cell.start : cell.end].strip(" *") != one.text or one.place.code not in context.packs:
        return one
    labels = [b for b in manuscript.grid.column(cell) if b is not cell and not b.header]
    states = [
        m.place for b in labels for m in found if b.start <= m.start < b.end and _state_of(m, one.place)
    ]
    state = _namesake(one.place.code)
    below = any(b.row > cell.row and is_total(manuscript, b) for b in labels)
    if state is None or state in states or len(states) < _ROWS or not below:
        return one
    return replace(one, place=state, sure=False)


def _of_whole(listed: Sequence[PlaceMention], text: str) -> bool:
    """Whether the middle one's number is far above those beside it, as only the whole country's is."""
    told = [hit["number"] if (hit := _OWN.match(text, m.end)) else "" for m in listed]
    before, own, after = (int(re.sub(r"[.,]", "", number) or 0) for number in told)
    return own > _FAR * max(before, after) > 0


@lru_cache(maxsize=8)
def _namesake(code: str) -> Place | None:
    """The state whose name is that of its country behind "state of"."""
    pack = all_packs()[code]
    names = {fold(name) for name in (pack.country.name, *pack.country.aliases, *pack.names.values())}
    for state in pack.states:
        for name in (state.name, *state.aliases):
            hit = _STATE_OF.fullmatch(name)
            if hit is not None and fold(hit[1]) in names:
                return state
    return None
