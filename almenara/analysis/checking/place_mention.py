"""A name of a place in a text, and what it says of the numbers beside it."""

from __future__ import annotations

from dataclasses import dataclass

from almenara.model.place import Place


@dataclass(frozen=True)
class PlaceMention:
    """A name of a place in a text, characters start to end.

    place    None for a place of a country without a pack
    country  its ISO 3166 code where known
    sure     False for adjectives, bodies' names and readings that only the context gives
    in_name  part of the name of a person, group or body: it says where nothing happened
    nation   a word for the whole country: "nationwide"; place is then the text's country
    again    "the state", "la entidad": the state or town said before is meant; sure where "its" or "there" may be
             of a country too
    compared after "than" or "followed by"
    meant    of "the state", which one it is where that is not the state named last
    dateline where a report was filed from: what it counts need not have happened there
    """

    start: int
    end: int
    text: str
    place: Place | None
    country: str = ""
    sure: bool = True
    in_name: bool = False
    nation: bool = False
    again: bool = False
    compared: bool = False
    dateline: bool = False
    meant: Place | None = None
