"""Places where somebody speaks or has a seat, which say nothing of where what is told of happened."""

from __future__ import annotations

import re

_PRIVATE = (
    r"(?:groups?|collectives?|organi[sz]ations?|n\.?g\.?o\.?s?|charit(?:y|ies)|think[ -]tanks?|observator(?:y|ies)|"
    r"activists?|researchers?|academics?|universit(?:y|ies)|consultanc(?:y|ies)|consultants?|newspapers?|newsrooms?|"
    r"magazines?|foundations?|associations?|cent(?:er|re)s?|clinics?|analysts?|insurers?|brokers?|firms?|"
    r"colectivos?|organizaci(?:ón|ones)|ong|asociaci(?:ón|ones)|fundaci(?:ón|ones)|periódicos?|diarios?|"
    r"semanarios?|revistas?|consultoras?|universidad(?:es)?|investigador[ae]?s?|activistas?|observatorios?|grupos?|"
    r"analistas?|aseguradoras?|coletivos?|organizaç(?:ão|ões)|associaç(?:ão|ões)|fundaç(?:ão|ões)|jorna(?:l|is)|"
    r"consultorias?|universidades?|pesquisador(?:es|as?)?|observatórios?|seguradoras?)"
)
_PUBLIC = (
    r"(?:commissions?|ministr(?:y|ies)|institutes?|embass(?:y|ies)|consulates?|headquarters|"
    r"comisi(?:ón|ones)|ministerios?|institutos?|embajadas?|consulados?|sedes?|"
    r"comiss(?:ão|ões)|ministérios?|embaixadas?)"
)
_POWER_IN = re.compile(
    r"\b(?:officials?|government|authorit(?:y|ies)|ministers?|lawmakers?|congress|diplomats?|bureaucrats?|"
    r"funcionarios|gobierno|autoridades|legisladores|congreso|diplomáticos|"
    r"funcionários|governo|autoridades|congresso|diplomatas)\s+(?:in|en|em|n[ao]|d[aeo]l?)\s+(?:the\s+|l[ao]\s+|[ao]\s+)?$",
    re.I,
)
"""Who speaks for the country, in its capital."""
_IN = r"(?:\s+[^\W\d]+){0,4}?\s+(?:based\s+)?(?:in|from|out of|en|desde|em|con sede en|com sede em)\s+$"
_OF = r"(?:\s+[^\W\d]+){0,2}?\s+d[eo]\s+$"
_PRIVATE_IN = re.compile(rf"\b{_PRIVATE}(?:{_IN}|{_OF})", re.I)
_PUBLIC_IN = re.compile(rf"\b{_PUBLIC}{_IN}", re.I)
_HEADED = re.compile(rf"\b{_PUBLIC}(?:\s+[^\W\d]+){{0,2}},\s+$", re.I)
"""In a letter's head, where a body sits: "Embassy community, the city"."""
_BASED = re.compile(r"-based\s+", re.I)
_HELD = re.compile(
    r"\s*(?:,[^,.;:\d]{0,60},|\([^()\d]{0,40}\))?\s+(?:which\b[^.;:\d]{0,60},?\s+|que\b[^.;:\d]{0,60},?\s+|"
    r"(?:also|now|still|también|ahora|también|também)\s+)?"
    r"(?:says?|said|holds?|held|estimates?d?|puts?|reckons?|believes?|claims?|argues?|maintains?|insists?|"
    r"dicen?|dijo|dijeron|sostienen?|estiman?|calculan?|aseguran?|aseguró|afirman?|afirmó|señalan?|señaló|"
    r"diz|dizem|disse|sustenta|estimam?|calculam?|afirmam?|afirmou|asseguram?)\b",
    re.I,
)
"""A body's verb of saying, behind the place in its name."""
_SPEAKING = re.compile(
    r"\b(?:speaking|spoke|news conference|press conference|briefing|conference|forum|summit|meeting|interview(?:ed)?|"
    r"told\s+(?:reporters|journalists|the press)|rueda de prensa|conferencia|entrevista|reunión|foro|gira|mitin|"
    r"coletiva|reunião|fórum|visita|visit)\b[^.;:,\d]{0,30}?\s(?:in|to|at|en|a|por|em|n[oa])\s+$",
    re.I,
)
_SAID_IN = re.compile(
    r"\b(?:said|says|announced|dijo|afirmó|declaró|explicó|informó|anunció|señaló|sostuvo|disse|afirmou|declarou|"
    r"explicou|informou|anunciou)\s+(?:(?:on|this|el|este|na|nesta)\s+\w+\s+|yesterday\s+|today\s+|ayer\s+|hoy\s+|"
    r"ontem\s+|hoje\s+)?(?:in|at|en|desde|em)\s+$",
    re.I,
)
_QUOTED = re.compile(
    r"\b(?:said|says|told|adds|added|explains|explained|argues|dijo|dice|explica|explicó|señala|señaló|comenta|comentó|"
    r"advierte|advirtió|afirma|afirmó|disse|diz|afirmou|explicou|comentou|alerta|alertou)\s"
    r"(?:[^\W\d]+\.?\s){0,5}?[^\W\d]+,\s[^.;:\d]*$",
    re.I,
)
"""Who spoke, and between commas behind the name who that is: "said her name, who teaches at"."""
_GREETED = re.compile(
    r"\b(?:good (?:morning|afternoon|evening|day)|greetings|hello|"
    r"buenos días|buenas tardes|saludos|bom dia|boa tarde|saudações)"
    r"\s+(?:from|desde|de|d[aeo])\s+$",
    re.I,
)
"""Where a letter greets from."""
_CLOSES = re.compile(r"\s*(?:[.,;]|(?:that|que)\b|$)", re.I)
_BACK = 120


def spoken_from(start: int, end: int, text: str, opening: int) -> bool:
    """Whether a place is where a body sits that speaks of more than it, or where somebody speaks.

    start, end  of the place's name
    opening     where its sentence begins
    """
    before = text[max(opening, start - _BACK) : start]
    if _SPEAKING.search(before) or _GREETED.search(before):
        return True
    if _SAID_IN.search(before) and _CLOSES.match(text, end):
        return True
    if _PUBLIC_IN.search(before) or (_HEADED.search(before) and not text[end : end + 1].strip(" \n.)")):
        return True
    if _PRIVATE_IN.search(before) and _QUOTED.search(before):
        return True
    private = _PRIVATE_IN.search(before) is not None or _BASED.match(text, end) is not None
    return private and _HELD.search(text, end, min(len(text), end + 160)) is not None and _near(text, end)


def governs_from(start: int, text: str) -> bool:
    """Whether a capital is named as the seat of those who govern: "officials in the capital"."""
    return _POWER_IN.search(text, max(0, start - 40), start) is not None


def _near(text: str, end: int) -> bool:
    """Whether the verb of saying stands right behind the place, or behind an aside, and not further on."""
    if _BASED.match(text, end):
        return True
    return _HELD.match(text, end) is not None
