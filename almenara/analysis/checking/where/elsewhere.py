"""Words for all places but those named: "the other 30 states", "the rest of the country", "outside the capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNT = r"(?:\d+|[^\W\d]+)"
_UNIT_EN = r"(?:states|provinces|departments|regions|municipalities|cities|towns)"
_UNIT_ES = r"(?:estados|entidades(?:\s+federativas)?|departamentos|regiones|municipios|ciudades|provincias)"
_UNIT_PT = r"(?:estados|entidades|departamentos|regiões|municípios|cidades|províncias)"
_OTHERS = {
    "en": re.compile(
        rf"\b(?:(?:the\s+)?(?:other|remaining)\s+(?:{_COUNT}\s+)?{_UNIT_EN}|"
        rf"the\s+{_COUNT}\s+(?:other|remaining)\s+{_UNIT_EN}|(?:all\s+)?the others|everywhere else|elsewhere|"
        rf"the\s+rest\s+of\s+(?:the\s+|its\s+)?(?:country|nation|republic|{_UNIT_EN})|"
        rf"all\s+(?:the\s+)?other\s+{_UNIT_EN})\b",
        re.I,
    ),
    "es": re.compile(
        rf"\b(?:(?:l[ao]s|en)\s+(?:demás|restantes|otr[ao]s)\s+(?:{_COUNT}\s+)?{_UNIT_ES}|"
        rf"l[ao]s\s+{_COUNT}\s+{_UNIT_ES}\s+restantes|l[ao]s\s+{_COUNT}\s+(?:restantes|demás)|"
        rf"(?:el|del|al)\s+resto\s+(?:del\s+país|de\s+la\s+república|del\s+territorio|de\s+(?:los|las)\s+{_UNIT_ES}))\b",
        re.I,
    ),
    "pt": re.compile(
        rf"\b(?:(?:[ao]s|n[ao]s|d[ao]s)\s+(?:demais|restantes|outr[ao]s)\s+(?:{_COUNT}\s+)?{_UNIT_PT}|"
        rf"(?:[ao]s|n[ao]s)\s+{_COUNT}\s+{_UNIT_PT}\s+restantes|"
        rf"(?:o|no|do)\s+rest(?:o|ante)\s+(?:do\s+país|do\s+território|d[ao]s\s+{_UNIT_PT}))\b",
        re.I,
    ),
}
_REST = re.compile(
    r"\b(?:rest|remainder|resto|restante)\s+(?:of|d[aeo]l?)\s+"
    r"(?:the\s+state\s+of\s+|(?:el\s+)?estado\s+d[eo]\s+)?$",
    re.I,
)
_OUTSIDE = re.compile(
    r"\b(?:outside(?:\s+of)?|except(?:ing)?(?:\s+(?:for|in|at|around))?|excluding|apart\s+from|aside\s+from|fuera\s+de|sin\s+contar(?:\s+a)?|"
    r"(?:salvo|excepto|menos)(?:\s+en)?|salvo\s+por|exceptuando(?:\s+a)?|fora\s+d[aeo]|sem\s+contar"
    r"|(?:salvo|exceto|menos)\s+(?:em|n[ao]s?)|exceto|além\s+d[aeo])\s+(?:l[ao]\s+|the\s+|[ao]\s+)?$",
    re.I,
)

_PART = re.compile(
    r"\b(?:side|end|corner|north|south|east|west|heart|middle|edge|lado|extremo|norte|sur|sul|centro|este|leste|oeste|"
    r"oriente|occidente|rincón|canto|corazón|coração)\s+(?:of\s+)?$",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:citizens?|nationals?|residents?|tourists?|visitors?|travell?ers?|migrants?|ciudadan[oa]s?|nacionales|turistas?|"
    r"visitantes?|viajer[oa]s?|migrantes?|cidad(?:ão|ãos|ã|ãs)|viajantes?|residentes?)\s+(?:of|from|d[aeo]s?|del?)\s+"
    r"(?:the\s+|l[oa]s?\s+)?$",
    re.I,
)

_ITS_PEOPLE = re.compile(
    r"\s(?:citizens?|nationals?|residents?|tourists?|visitors?|travell?ers?|passports?)\b", re.I
)


_SIDE = (
    r"(?:(?:due|far|just|immediately|directly)\s+)?(?:north|south|east|west|northeast|northwest|southeast|southwest)"
    r"(?:east|west)?(?:wards?)?"
)
_LADO = (
    r"(?:norte|sur|sul|este|leste|oeste|oriente|poniente|occidente|ocidente|noreste|noroeste|sureste|suroeste|"
    r"nordeste|sudeste|sudoeste)"
)
_AWAY = (
    r"(?:[\d.,]+|an?|half\s+an|una?|uma?|media|meia|[^\W\d]+)\s+"
    r"(?:km|kilomet(?:er|re)s?|miles?|hours?|minutes?|kil[óo]metros?|quil[ôo]metros?|horas?|minutos?)"
)
_BEARING = re.compile(
    rf"(?:[,(–—]\s*(?:(?:some|about|roughly|which\s+lies|which\s+is|que\s+(?:está|fica|queda))\s+)?"
    rf"(?:{_AWAY}\s+)?{_SIDE}\s+of|[,(–—]\s*(?:al|ao|a)\s+(?:l[ao]\s+)?{_LADO}\s+d[eao]l?|"
    rf"\b{_AWAY}\s+(?:(?:drive|ride|flight|em\s+carro|en\s+(?:coche|carro|auto))\s+)?(?:{_SIDE}\s+of|from|away\s+from|outside|"
    rf"(?:(?:al|ao)\s+{_LADO}\s+)?d[eao]l?)|"
    r"[,(–—]\s*(?:(?:which|that|que)\s+)?(?:border(?:s|ing)?(?:\s+on)?|next\s+(?:door\s+)?to|neighbou?r(?:s|ing)?(?:\s+of)?|"
    r"across\s+(?:the\s+border|the\s+bay|the\s+river)\s+from|colinda(?:nte)?\s+con|limítrofe\s+con|vecin[oa]\s+(?:de|del)|"
    r"junto\s+a|(?:que\s+)?faz\s+(?:divisa|fronteira)\s+com|vizinh[oa]\s+(?:a|de|da|do)|ao\s+lado\s+d[aeo]))"
    r"\s+(?:the\s+(?:state\s+of\s+)?|l[ao]s?\s+|[ao]s?\s+)?$",
    re.I,
)
"""Before a place that only says where another one lies: "X, south of the capital, had 12", "an hour from the coast"."""


def bearing(start: int, text: str) -> bool:
    """Whether a place is only named to say where another lies: "south of", "an hour from", "next to"."""
    return _BEARING.search(text, max(0, start - 70), start) is not None


def part_of_country(start: int, text: str) -> bool:
    """Whether words for the country follow those for a part of it: "on the other side of the country"."""
    return _PART.search(text, max(0, start - 30), start) is not None


def nationality(start: int, end: int, text: str) -> bool:
    """Whether a country is named as that of people: "citizens of the United States", "United States citizens"."""
    return (
        _PEOPLE.search(text, max(0, start - 40), start) is not None
        or _ITS_PEOPLE.match(text, end) is not None
    )


def others(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Stretches that stand for all other places than those named before."""
    for found in _OTHERS[language].finditer(text):
        yield found.span()


def rest_of(start: int, text: str) -> bool:
    """Whether "the rest of" stands before a place."""
    return _REST.search(text, max(0, start - 50), start) is not None


def outside(start: int, text: str) -> bool:
    """Whether "outside" or "except" stands before a place."""
    return _OUTSIDE.search(text, max(0, start - 40), start) is not None
