"""Who says it: a publisher whose counts are held, or somebody else; and whether evidence quotes the text itself."""

from __future__ import annotations

import re
from functools import lru_cache

from almenara.analysis.checking.bodies import called
from almenara.analysis.checking.kindred import names_an_authority
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.document import Citation
from almenara.model.manuscript import Manuscript
from almenara.model.place import fold

_TITLE_LINES = 25
"""Lines of a text among which its title is looked for, headings apart."""
_LEAST = 12
"""Characters of a title below which it is too common to be told from others."""


def speaks_for_us(claim: Claim, context: Context, definitions: list[str]) -> bool:
    """Whether only the publishers of these definitions can be meant: nobody is named, or one of them, or officials."""
    if not claim.attribution:
        return True
    named = [a for a in claim.attribution if not a.unnamed]
    if not named:
        return all(names_an_authority(a.name) for a in claim.attribution)  # "official figures show"
    publishers = {context.definitions[d].publisher for d in definitions if d in context.definitions}
    return any(
        _is_one_of(a.name, publishers)
        or names_an_authority(a.name)
        or _is_the_place(a.name, claim)
        or _is_the_body(a.name, claim, context)
        or any(publishers & set(body.publishers) for body in called(a.name, context))
        for a in named
    )


def _is_the_body(name: str, claim: Claim, context: Context) -> bool:
    """Whether "the institute" is the publisher of all that the words leave possible: it is called so by its name."""
    known = [context.definitions[d].publisher for d in claim.definitions if d in context.definitions]
    words = fold(name).split()
    if len({without_initials(p) for p in known}) != 1 or len(words) > 2:
        return False
    return any(_stem(word) in map(_stem, fold(known[0]).split()) for word in words if len(word) > 5)


def _stem(word: str) -> str:
    """The beginning that a word has in the three languages: "commission", "comisión"."""
    return re.sub(r"(.)\1", r"\1", word)[:5]


def _is_the_place(name: str, claim: Claim) -> bool:
    """Whether a source is the place itself, that is its officials: "the state recorded 2,121"."""
    return claim.place is not None and fold(name) == fold(claim.place.name)


def who_says(claim: Claim) -> str:
    """The first source of a claim that has a name, as the subject of a sentence."""
    return next((a.name for a in claim.attribution if not a.unnamed), "the source, which is not named,")


def without_initials(publisher: str) -> str:
    """A publisher's name but for what stands in brackets behind it, such as its initials."""
    return re.sub(r"\s*\([^)]*\)", "", publisher)


def is_named(publisher: str, names: list[str]) -> bool:
    """Whether one of the names is a publisher's: in full, as in brackets behind it, or its initials."""
    return any(_is_one_of(name, {publisher}) for name in names)


def _is_one_of(name: str, publishers: set[str]) -> bool:
    folded = f" {fold(name)} "
    return any(f" {word} " in folded for p in publishers for word in _names_of(p))


@lru_cache
def _names_of(publisher: str) -> tuple[str, ...]:
    """A publisher's name, what stands in brackets behind it, and its initials, folded."""
    inner = re.findall(r"\(([^)]+)\)", publisher)
    plain = without_initials(publisher)
    words = [w for w in re.split(r"[\s,/]+", plain) if w[:1].isupper()]
    initials = "".join(w[0] for w in words)
    short = [initials, f"{initials}I"] if len(initials) >= 3 else []
    return tuple(dict.fromkeys(fold(n) for n in (plain, *inner, *short) if len(n) >= 3))


class OwnWords:
    """Tells citations that quote the very text under audit, by its title or the name of its file."""

    def __init__(self, manuscript: Manuscript) -> None:
        lines = [b for b in manuscript.blocks if b.kind != "furniture"]
        first = [manuscript.text[b.start : b.end] for b in lines[:_TITLE_LINES]]
        first += manuscript.text[:3000].splitlines()[:_TITLE_LINES]
        headings = [manuscript.text[b.start : b.end] for b in lines if b.kind == "heading"]
        stem = manuscript.name.rpartition("/")[2].rpartition(".")[0] or manuscript.name
        self._titles = {f for t in (*first, *headings, stem) if len(f := fold(t)) >= _LEAST}
        self._found: dict[str, bool] = {}

    def are_quoted_by(self, citation: Citation | None) -> bool:
        """Whether a citation's title is a title or early line of this text."""
        if citation is None:
            return False
        if citation.title not in self._found:
            titles = [t for t in (citation.title, citation.title_es) if t]
            self._found[citation.title] = any(
                len(f := fold(t)) >= _LEAST
                and any(f == own or own.startswith(f"{f} ") for own in self._titles)
                for t in titles
            )
        return self._found[citation.title]
