"""The words that name what is counted, one file a language, and what each country's pack adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from almenara.analysis.checking.lexicon import Lexicon, lines
from almenara.analysis.checking.word_lists import word_list

TERMS = ("measures", "rates", "unsure", "other", "heads", "anaphora")
"""Sections whose phrases are counted themselves, the one that decides first."""
ACTS = ("who", "events")
"""Sections whose phrases make a measure together: journalists, killed."""
TITLES = ("topics",)
"""Sections whose phrases name a measure in a title only."""
ROUND = ("before", "after", "doubt", "mishap", "parts", "cues")
"""Sections whose phrases say how another is meant."""


@dataclass(frozen=True)
class Meaning:
    """What a phrase stands for: a section of the word list, and the measure, unit or group there."""

    section: str
    key: str


@dataclass(frozen=True)
class Words:
    """One language's phrases: those counted, those that make a measure together, those round them.

    topics     those that name a measure in a title only
    links      words that may stand between "cases" and the term that says of what; negations  words for not
    deeds      nouns of what is done to people: murders, attacks
    being      words between people and the crime whose victims they were: "were", "as"
    slain      words for dying that say that somebody did it: "killed", "shot"
    """

    terms: Lexicon[Meaning]
    acts: Lexicon[Meaning]
    round: Lexicon[Meaning]
    topics: Lexicon[Meaning]
    links: frozenset[str]
    negations: frozenset[str]
    deeds: frozenset[str]
    being: frozenset[str]
    slain: frozenset[str]


def words_of(language: str, added: tuple[dict[str, Any], ...]) -> Words:
    """The phrases of a language with those that country packs add: sections as in the lists here."""
    own = word_list(language)
    named = (frozenset(own[name].split()) for name in ("links", "negations", "deeds", "being", "slain"))
    out = Words(Lexicon(), Lexicon(), Lexicon(), Lexicon(), *named)
    for sections in (own, *added):
        _fill(out, sections)
    return out


def _fill(words: Words, sections: dict[str, dict[str, str]]) -> None:
    for names, lexicon in (
        (TERMS, words.terms), (ACTS, words.acts), (ROUND, words.round), (TITLES, words.topics)
    ):  # fmt: skip
        for section in names:
            for key, patterns in (sections.get(section) or {}).items():
                meaning = Meaning(section, key)
                for phrase in lines(patterns):
                    lexicon.add(phrase, meaning)


@lru_cache(maxsize=1)
def international() -> tuple[dict[str, Any], ...]:
    """Bodies that count in many countries."""
    return tuple(word_list("publishers"))
