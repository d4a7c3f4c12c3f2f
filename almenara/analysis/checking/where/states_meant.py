"""Which state "the state" is where no state was named last: that of the town told, or the one that a text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.where.prevailing_place import prevailing
from almenara.analysis.context import Context
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place

_OF = re.compile(r"\s+(?:of|del?|d[oa]s?)\s+(?:[a-z]{1,3}\s+)?[^\W\d_a-zà-ÿ]")
"""Behind "the state", what says which: "in the state of" and a name."""
_STATE = re.compile(r"\b(?:state|estado|entidad|entidade)\b", re.IGNORECASE)


def with_states_meant(
    found: Sequence[PlaceMention], manuscript: Manuscript, context: Context
) -> list[PlaceMention]:
    """The mentions, each "the state" with the state that it means, where that is not the state told last."""
    about = prevailing([m for m in found if not m.in_name and not m.dateline])
    about = about if about is not None and about.kind == "state" else None
    out: list[PlaceMention] = []
    last: PlaceMention | None = None
    for one in found:
        if one.again and _STATE.search(one.text) and not _OF.match(manuscript.text, one.end):
            one = replace(one, meant=_meant(one, last, about, manuscript, context))
        elif _narrow(one):
            last = one
        out.append(one)
    return out


def _narrow(one: PlaceMention) -> bool:
    return (
        one.place is not None
        and one.place.kind != "country"
        and not (one.in_name or one.nation or one.again or one.compared)
    )


def _meant(
    one: PlaceMention,
    last: PlaceMention | None,
    about: Place | None,
    manuscript: Manuscript,
    context: Context,
) -> Place | None:
    """The state of the town told last; in a paragraph that has named no place yet, the one that the text is about."""
    if last is None or last.place is None:
        return None
    here = manuscript.block_of(one.start)
    if last.start < here.start and about is not None and about != last.place:
        return about
    if last.place.kind == "state":
        return None
    pack = context.pack_of(last.place)
    state = pack.places.get(last.place.parent) if pack is not None and last.place.parent else None
    return state if state is not None and state.kind == "state" else None
