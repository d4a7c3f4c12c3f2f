"""How a language says who says so, compiled from its word list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from almenara.text.vocabulary import any_expression, plain_lists


@dataclass(frozen=True)
class AttributionWords:
    """A language's words of saying; expressions over plain letters."""

    language: str
    accord: re.Pattern[str]
    cite: re.Pattern[str]
    told: re.Pattern[str]
    verbs: re.Pattern[str]
    data_by: re.Pattern[str]
    passive: re.Pattern[str]
    impersonal: re.Pattern[str]
    pronoun: re.Pattern[str]
    pronoun_before: re.Pattern[str]
    continues: re.Pattern[str]
    tail: re.Pattern[str]
    institution: re.Pattern[str]
    unnamed: re.Pattern[str]
    indefinite: re.Pattern[str]
    definite: re.Pattern[str]
    lead: re.Pattern[str]
    stop: re.Pattern[str]
    links: frozenset[str]
    no_names: frozenset[str]
    report: re.Pattern[str]
    possessive: re.Pattern[str] | None
    unaccented: frozenset[str]

    def is_verb(self, written: str) -> bool:
        """Whether a word that looks like a verb is one: "registró", not "registro"."""
        if written.endswith("a") and any(c in "áéíóúâêô" for c in written.lower()):
            return False  # "pública"
        return not self.unaccented or not written.endswith("o") or written.lower() in self.unaccented

    def subject_follows(self, folded: str, verb: re.Match[str], start: int) -> bool:
        """Whether a verb may stand before its subject here: after a comma or a quotation, or at the start."""
        before = folded[start : verb.start()].rstrip()
        if self.language == "en":
            return bool(before) and before[-1] in ",\"”'’»"
        return not before or before[-1] in ",\"”'’»—–-:" or before.endswith(("asi lo", "como", "lo"))


@lru_cache
def attribution_words(language: str) -> AttributionWords:
    """The words of one of the languages that can be read."""
    raw = plain_lists(f"{language}/attribution")
    aux = rf"(?:\s+{raw['aux']}){{0,3}}"
    lead = rf"(?:{raw['articles']}\s+)*"
    # what goes between a number's holder and its name: "the latest figures released by the"
    about = rf"(?:\s+(?!{raw['stop']}\b)[\w-]+){{0,3}}?"
    return AttributionWords(
        language=language,
        accord=re.compile(rf"\b{any_expression(raw['accord'])}(?!\w)"),
        cite=re.compile(rf"\b{any_expression(raw['cite'])}(?!\w)"),
        told=re.compile(rf"\b{any_expression(raw['told'])}(?!\w)"),
        verbs=re.compile(rf"\b(?:(?P<said>{raw['said']})|(?P<weak>{raw['weak']}))\b"),
        data_by=re.compile(rf"\b(?:{raw['data']}|{raw['report']}){about}\s+{raw['by']}(?!\w)"),
        passive=re.compile(rf"\b{raw['passive']}(?!\w)"),
        impersonal=re.compile(rf"\b{any_expression(raw['impersonal'])}(?!\w)"),
        pronoun=re.compile(rf"{raw['pronouns']}(?!\w)"),
        pronoun_before=re.compile(rf"(?:^|[\s\"“,])(?P<p>{raw['pronouns']}){aux}\s+$"),
        continues=re.compile(rf"[\"“'\s]*{raw['continues']}\b"),
        tail=re.compile(rf"(?:,?\s+{raw['aux']}\b,?)*\s*$"),
        institution=re.compile(rf"\b{raw['institutions']}\b"),
        unnamed=re.compile(rf"\b{raw['unnamed']}\b"),
        indefinite=re.compile(rf"(?:{raw['indefinite']}\b)"),
        definite=re.compile(rf"(?:{raw['articles']})\b"),
        lead=re.compile(lead),
        stop=re.compile(rf"\b{raw['stop']}(?!\w)"),
        links=frozenset(w for w in re.split(r"[|()?:]+", raw["links"]) if w),
        no_names=frozenset(raw["no_names"]),
        report=re.compile(rf"{raw['report']}|{raw['data']}"),
        possessive=re.compile(r"['’]s?\s") if raw["possessive"] else None,
        unaccented=frozenset(raw.get("accented", ())),
    )
