"""Whose a number is: the writer's own, those who were asked in a poll, or nobody's whom the words name."""

from __future__ import annotations

import re

from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_OURS = {
    "en": re.compile(r"\b(?:we|our|ours|us|my|i)\b", re.I),
    "es": re.compile(
        r"\b(?:nuestr[ao]s?|nosotros|mis?|(?:re[cs]ib|ten|tuv|sufr|perd|hic|pag|compr|contrat|report)[aeií]mos)\b",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:noss[ao]s?|nós|minhas?|meus?|(?:receb|t|tiv|sofr|perd|fiz|pag|compr|contrat|relat)[aei]mos)\b",
        re.I,
    ),
}
"""The writer's own: a firm's calls are not those of a country."""
_ASKED = {
    "en": re.compile(
        r"\b(?:polls?|pollsters?|polled|respondents|interviewees|of those (?:asked|polled|surveyed))\b",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:sondeos?|encuestad[oa]s|entrevistad[oa]s|encuesta (?:exprés|telefónica|en línea))\b",
        re.I,
    ),
    "pt": re.compile(r"\b(?:sondage(?:m|ns)|enquetes?|entrevistad[oa]s|pesquisad[oa]s)\b", re.I),
}
"""Words of a poll; a survey of victims has none of them."""
_APPOSED = re.compile(r",\s(?:my|our|mi|nuestr[ao]|minha|meu|noss[ao])\s[^,;.\d]{1,40},", re.I)
"""Who a place is to the writer: "in the state, my home,"."""
_TOLD_US = re.compile(
    r"\b(?:sends?|sent|tells?|told|asks?|asked|gives?|gave|shows?|writes?|remind\w*) (?:me|us)\b", re.I
)
"""Whoever says it to the writer."""
_WHERE = re.compile(
    r",\s(?:(?:from |to |in )?(?:where|which)|(?:en |de |por |a )?(?:donde|cuyo|cuya)|en (?:el|la) que|"
    r"onde|(?:em|a|de) que|n[oa] qual)\s[^,;.]{1,90},",
    re.I,
)
"""A clause that tells what a place is to the writer: "in the state, where our plant stands, there were 21"."""


_ASKED_HERE = {
    "en": re.compile(
        r"\b(?:(?:our|its|internal|in-house) (?:own )?(?:internal )?(?:survey|questionnaire)|staff survey|"
        r"(?:answered|filled in) (?:our|the|a) (?:survey|questionnaire))\b",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:encuesta interna|(?:nuestra|su) (?:propia )?encuesta|respondi(?:eron|ó) (?:\d[\d.,]*|un[oa]s)|"
        r"(?:respondieron|contestaron) (?:la|una|nuestra) encuesta|cuestionario interno)\b",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:pesquisa interna|nossa (?:própria )?pesquisa|respond(?:eram|eu) \d[\d.,]*|questionário interno|"
        r"(?:responderam|preencheram) (?:à|a|o|uma|nossa) (?:pesquisa|questionário))\b",
        re.I,
    ),
}
"""Words by which a firm or a group tells of those whom it asked itself: its paragraph is of them."""


def writers_own(quantity: Quantity, manuscript: Manuscript, right_before: bool = False) -> bool:
    """Whether the words before a number say that it is the writer's own: "we lost 17".

    right_before  only those behind the last comma or colon: "what worries us most is the north: 17"
    """
    before = manuscript.text[clause_start(quantity, manuscript) : quantity.start]
    if right_before:
        before = re.split(r"[,:](?!\d)", before)[-1]
    return bool(
        _OURS[manuscript.language].search(_TOLD_US.sub(" ", _APPOSED.sub(" ", _WHERE.sub(" ", before))))
    )


def polled(quantity: Quantity, manuscript: Manuscript) -> bool:
    """Whether the sentence tells what those say who were asked."""
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    return _ASKED[manuscript.language].search(manuscript.text, sentence.start, sentence.end) is not None


def asked_here(quantity: Quantity, manuscript: Manuscript) -> bool:
    """Whether its paragraph tells, before it, of those whom a firm or a group asked itself."""
    begun = manuscript.block_of(quantity.start).start
    return _ASKED_HERE[manuscript.language].search(manuscript.text, begun, quantity.start) is not None


def clause_start(quantity: Quantity, manuscript: Manuscript) -> int:
    """Where the quantity's stretch begins: its sentence, or the last ";" before it there."""
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    return max(manuscript.text.rfind(";", sentence.start, quantity.start), sentence.start)
