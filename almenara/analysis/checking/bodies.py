"""Bodies that count, as prose names them: whose counts a source's name stands for, and who is named in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from almenara.analysis.checking.lexicon import lines, tokens_of_name
from almenara.analysis.checking.vocabulary import international
from almenara.analysis.context import Context
from almenara.countries.prose_terms import NamedPublisher, read_folder
from almenara.model.claim import Claim


@dataclass(frozen=True)
class Called:
    """A body and the phrases, folded, by which prose calls it."""

    body: NamedPublisher
    phrases: tuple[str, ...]


@lru_cache(maxsize=12)
def _called(folders: tuple[Path, ...]) -> tuple[Called, ...]:
    bodies = [NamedPublisher.model_validate(p) for p in international()]
    bodies += [p for folder in folders for p in read_folder(folder).publishers]
    return tuple(Called(b, tuple(lines(b.terms))) for b in bodies)


def bodies(context: Context) -> tuple[Called, ...]:
    """Every body that prose may name, those of many countries first."""
    return _called(tuple(pack.folder for pack in context.packs.values()))


def called(name: str, context: Context) -> list[NamedPublisher]:
    """The bodies that a source's name stands for."""
    words = f" {tokens_of_name(name)} "
    return [c.body for c in bodies(context) if any(f" {phrase} " in words for phrase in c.phrases)]


def country_of_bodies(text: str, context: Context) -> str:
    """The code of the one country whose own bodies a text names, "" where it names none or those of several."""
    said = f" {tokens_of_name(text)} "
    named = {
        code
        for code, pack in context.packs.items()
        for body in _own(pack.folder)
        if any(f" {phrase} " in said for phrase in body.phrases)
    }
    return next(iter(named)) if len(named) == 1 else ""


@lru_cache(maxsize=12)
def _own(folder: Path) -> tuple[Called, ...]:
    return tuple(Called(p, tuple(lines(p.terms))) for p in read_folder(folder).publishers)


def definitions_of(body: NamedPublisher, context: Context) -> tuple[str, ...]:
    """Definitions of a body's own counts."""
    own = [d.id for d in context.definitions.values() if d.publisher in body.publishers]
    return tuple(body.definitions or own)


def shows_others(publisher: str, context: Context) -> bool:
    """Whether a publisher shows the counts of another as well, so that its own are no other rule of counting."""
    return any(c.body.optional and publisher in c.body.publishers for c in bodies(context))


def named_for(claim: Claim, definition: str, context: Context) -> bool:
    """Whether the claim's source is the very body whose count a definition is."""
    names = [a.name for a in claim.attribution if not a.unnamed]
    return any(
        definition in definitions_of(body, context) for name in names for body in called(name, context)
    )
