"""The one state or town that a text is about, of which its numbers may be that no place is told with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from almenara.analysis.checking.where.places import PlaceMention
from almenara.model.place import Place

_TOWNS = 3
"""Towns of a state, at least, by which a text is about that state."""


def prevailing(mentions: Sequence[PlaceMention]) -> Place | None:
    """The state or town that a text names oftener than its country and all others together.

    A state's towns speak for it: a text on the towns of one state is about that state, where it names it again.
    """
    counts: Counter[Place] = Counter()
    countries = 0
    for mention in mentions:
        if mention.again or mention.in_name or mention.dateline or mention.place is None:
            continue
        if mention.place.kind == "country":
            countries += 1
        else:
            counts[mention.place] += 1
    if not counts:
        return None
    place, number = counts.most_common(1)[0]
    others = sum(times for other, times in counts.items() if other != place and other.parent != place.code)
    most = number > countries and number > others and number > 1
    if most and (number > 2 or _opens(place, mentions)):
        return place
    return _state_of_towns(counts, countries)


def _state_of_towns(counts: Counter[Place], countries: int) -> Place | None:
    """The state of which a text names several towns, itself more than once, and hardly anything else."""
    for state, number in counts.items():
        if state.kind != "state" or number < 2:
            continue
        towns = [other for other in counts if other.parent == state.code]
        within = number + sum(counts[town] for town in towns)
        others = sum(counts.values()) - within
        if len(towns) >= _TOWNS and within > 2 * (others + countries):
            return state
    return None


def _opens(place: Place, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a place is among the first that a text names."""
    first = [m for m in mentions if m.place is not None and not m.again and not m.in_name and not m.dateline]
    return any(m.place == place for m in first[:2])
