"""Numbers of a draft that need no source: those of its own method, and small change that evidence holds nothing of."""

from __future__ import annotations

import re

from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

SMALL = 12
"""Up to here a number that counts nothing of ours may be small change: "both of the two roads"."""
_METHOD = re.compile(
    r"\b(?:methods?|methodology|definitions?|glossary|abbreviations|our record|what we do not know|resources|"
    r"m[ée]todos?|metodolog[íi]a|definici[óo]n(?:es)?|defini[çc][õo]es|glosario|gloss[áa]rio|nuestro historial|"
    r"lo que no sabemos|recursos)\b",
    re.IGNORECASE,
)
"""Headings under which a draft speaks of itself."""
_BASE = re.compile(r"(?:\bper|\bpor(?: cada)?|\bcada|/)\s*$", re.IGNORECASE)
"""Before the base of a rate: "per 100,000"."""


_CHANCE = re.compile(
    r"\b(?:intervals?|samples?|chance|expected|discovery|significan\w+|intervalos?|muestras?|azar|esperad[oa]s?|"
    r"descubrimientos?|amostras?|acaso)\b",
    re.IGNORECASE,
)
"""Words beside the per cent of an interval or a test, which is chosen and not counted."""
_PARTS = re.compile(
    r"\s*(?:states|estados|entidades|departments|departamentos|provinces|provincias)\b", re.IGNORECASE
)


def method_blocks(manuscript: Manuscript) -> frozenset[int]:
    """Starts of the blocks that stand under a heading of method, definitions or resources."""
    own, inside = set(), False
    for block in manuscript.blocks:
        if block.kind == "heading":
            inside = _METHOD.search(manuscript.text[block.start : block.end]) is not None
        elif inside:
            own.add(block.start)
    return frozenset(own)


def is_ours(manuscript: Manuscript, claim: Claim, own: frozenset[int], parts: frozenset[int]) -> bool:
    """Whether a claim needs no source.

    own    starts of the blocks that speak of the draft's own method
    parts  how many states the countries that we know have
    """
    block = manuscript.block_of(claim.start)
    if block.start in own or block.kind == "heading" or block.header:
        return True
    sentence = manuscript.said(manuscript.sentences[manuscript.sentence_at(claim.start)])
    if claim.kind in ("percent", "ratio") and _CHANCE.search(sentence):
        return True
    if claim.value in parts and _PARTS.match(manuscript.text, claim.end):
        return True
    if claim.measure in ("", "population") and _BASE.search(manuscript.text[: claim.start][-12:]):
        return True
    if claim.measure and claim.value >= 1000 and _BASE.search(manuscript.text[: claim.start][-12:]):
        return True
    worded = not any(sign.isdigit() for sign in claim.text)
    if claim.kind in ("count", "level", "rank") and abs(claim.value) <= SMALL and claim.value % 1 == 0:
        return not claim.measure or (worded and not claim.measure_sure)
    if claim.kind in ("times", "ratio"):
        return worded and not claim.measure
    return claim.kind == "duration" and not claim.measure
