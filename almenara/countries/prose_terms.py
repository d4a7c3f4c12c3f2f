"""prose_terms.yml: a country's own words for what is counted, who counts it, and where, as its prose has them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from almenara.countries.pack import Pack
from almenara.reading.spec import load_yaml
from almenara.reading.yaml_faults import understood


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedPublisher(_Strict):
    """A body that counts, and how prose names it.

    name         as the audit prints it
    publishers   its names in definitions: their figures are the ones meant; none, it quotes others
    definitions  in place of all of its own
    only         measures for which naming it says something; all where absent
    optional     it shows others' figures as well: naming it leaves the preferred definitions possible
    after        a day before which it counted nothing of its own
    terms        its names and acronyms in prose, one pattern a line
    """

    name: str
    publishers: list[str] = []
    definitions: list[str] = []
    only: list[str] = []
    optional: bool = False
    after: date | None = None
    terms: str


class PartCounted(_Strict):
    """Words for a part of what a measure counts.

    definitions  those that count that part; none where nobody's are held
    only         measures of which the words name a part; all of the definitions' where absent
    """

    definitions: list[str] = []
    only: list[str] = []
    terms: str


class RegisterPart(_Strict):
    """A part of a register, and the day from which it was counted; absent where it has no such limit."""

    definition: str
    counted_from: date | None = None


class Register(_Strict):
    """What a register is made of, with the publication that says so.

    note  the fact in a few words, by language
    """

    definition: str
    parts: list[RegisterPart]
    note: dict[str, str]
    publisher: str = ""
    published: str = ""
    title: str = ""
    address: str = ""


class ProsePlaces(_Strict):
    """How prose names the country's places.

    names       spellings that the lists of places lack, by code
    adjectives  words for what is of a place and for its people, by its code
    capital     code of the place that "the capital" is, where a text names it
    not_places  names that hold a place's name and are another thing, one pattern a line
    bodies      beginnings of names of bodies that may stand elsewhere: university of …
    groups      beginnings and ends of names of armed groups
    surnames    codes of places whose names people bear too
    signs       words by which a text is known to be about the country, one pattern a line
    cities      towns that prose names without their state, with the digits of their municipality
    """

    names: dict[str, list[str]] = {}
    adjectives: dict[str, list[str]] = {}
    capital: str = ""
    not_places: str = ""
    bodies: str = ""
    groups: str = ""
    surnames: list[str] = []
    signs: str = ""
    cities: dict[str, str] = {}


class NamedAct(_Strict):
    """How prose calls a policy, one act of it, or another dated event that the statements hold.

    policy      what stands before the number in the ids of its statements
    acts        the separate acts that are meant, as the statements name them, "" the policy itself; any where absent
    statements  ids, in place of all of a policy's
    kind        what its statements tell, in place of their status: transferred, designated, took_office, or
                happened, which no verb need say
    begins      nothing of it was passed or published before its first statement
    once        no other act has this name, so that a month or year alone may be wrong
    terms       its names in prose, one pattern a line
    """

    policy: str = ""
    acts: list[str] | None = None
    statements: list[str] = []
    kind: str = ""
    begins: bool = False
    once: bool = False
    terms: str


class ProseTerms(_Strict):
    """A country's own words.

    words       by language, what is added to the word lists of the audit, section by section
    publishers  bodies that count
    parts       words for a part of what is counted
    methods     definitions that prose calls the old and the new method
    registers   what totals are made of, for texts that say since when
    places      how its places are named
    groups      other names of armed groups, by the one that statements use
    group_forms  patterns of such names, each with what it becomes in another language
    acts        names of policies and of other dated events
    bodies      names of its chambers, court and gazette, by the word list's kinds of bodies, one pattern a line
    """

    words: dict[str, dict[str, dict[str, str]]] = {}
    publishers: list[NamedPublisher] = []
    parts: list[PartCounted] = []
    methods: dict[str, list[str]] = {}
    registers: list[Register] = []
    places: ProsePlaces = ProsePlaces()
    groups: dict[str, list[str]] = {}
    group_forms: list[tuple[str, str]] = []
    acts: list[NamedAct] = []
    bodies: dict[str, str] = {}

    @model_validator(mode="after")
    def _known(self) -> ProseTerms:
        if strange := set(self.methods) - {"old", "new"}:
            raise ValueError(f"methods are old and new, not {', '.join(sorted(strange))}")
        return self


@lru_cache(maxsize=32)
def read_folder(folder: Path) -> ProseTerms:
    """A pack's prose_terms.yml by its folder; as `load_prose_terms`."""
    path = folder / "prose_terms.yml"
    found = (load_yaml(path) if path.exists() else None) or {}
    return understood(
        ProseTerms, found, f"countries/{folder.name}", path.name, "docs/reference/country-pack.md"
    )


def load_prose_terms(pack: Pack) -> ProseTerms:
    """The pack's prose_terms.yml, read once; an empty one where it has none.

    Raises BadInput naming each field that is wrong.
    """
    return read_folder(pack.folder)
