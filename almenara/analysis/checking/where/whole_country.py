"""Words for the whole country beside a number: what a share is taken of, or how far a count reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almenara.analysis.checking.place_mention import PlaceMention
from almenara.model.manuscript import Block, Manuscript

_SHARE = re.compile(
    r"\b(?:share|part|portion|proportion|weight|contribution|percentage|slice|"
    r"parte|cuota|peso|participación|proporción|aporte|aportación|porcentaje|contribución|"
    r"fatia|participação|parcela|proporção|cota|contribuição|porcentagem|percentual)\b[^\d,.;:]{0,40}$",
    re.I,
)
_ITS_STATE = re.compile(
    r"(?:['’]s)?\s+(?:[^\W\d]+\s+){1,3}(?:state|city|town|municipality|department)\b", re.I
)
_STATE_OF = re.compile(
    r"\b(?:estado|entidad|entidade|ciudad|cidade|municipio|município|departamento)\s+(?:m[aá]i?s\s+[^\W\d]+|"
    r"(?:[^\W\d]+\s+){0,2}[^\W\d]+)\s+(?:de|d)?$",
    re.I,
)
"""Beside a word for the country, a state or town that is told by its rank: "the country's most populous state"."""
_OVER_ALL = re.compile(
    r"(?:nation|country)wide|nationally|(?:across|throughout|around|all over)\s+"
    r"the\s+(?:whole\s+|entire\s+)?(?:country|nation)|"
    r"en todo (?:el|nuestro) (?:país|territorio nacional)|a (?:nivel|escala) nacional|nacionalmente|"
    r"em todo o (?:país|território nacional)|(?:a|em) nível nacional",
    re.I,
)
_WHICH = re.compile(r",?\s(?:which|where|que|donde|onde)\s[^,;:.\d]{2,40}", re.I)
"""Between the country and its number, a verb alone."""
_GAP = re.compile(r"(?:\s+(?!(?:of|del?|d[oa]s?|than|que|in|en|em)\b)[^\W\d]+){0,6}\s+", re.I)
_RANKS = re.compile(
    r"\b(?:lead\w*|led|first|second|third|fourth|fifth|top\w*|most|least|fewest|highest|lowest|worst|rank\w*|safest"
    r"|deadliest|(?:sharp|steep|larg|bigg|small|strong|fast)est|primer\w*|segund\w*|tercer\w*|cuart[oa]|quint[oa]|lugar"
    r"|encabez\w*|lider\w*|mayor(?:es)?|menor(?:es)?|más|menos|peor|mejor|terceir\w*|quart[oa]|maior(?:es)?|mais|pior"
    r"|melhor)\b",
    re.I,
)

_WITHIN = re.compile(r"\s(?:in|of|across|en|de|em|do|da|no|na)\s(?:the\s|todo\s|todo o\s)?$", re.I)
_PAUSED = re.compile(r"[,;:.()]")
_COUNT = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{2,}|\d[.,]\d")
_TOLD_AT_ONCE = re.compile(
    r"(?:\s(?:in|en|em|during|durante|last|el|no|ano|año)(?:\s[^\W\d]+){0,2}(?:\s(?:19|20)\d\d)?)?"
    r"\s?[,:–—-]?(?:\s(?:with|con|com|at|a|an|un|una|um|uma|de|about|some|just|more|than|más|mais|casi|quase|unos|over"
    r"|nearly|almost|cerca|victims?|total|of))*\s?[(–—:]?\s?",
    re.I,
)
"""Between the country and the number of the place that ranks in it."""

NATION = re.compile(
    r"(?:(?:total|sub-?total|gran total)\s+)?(?:national|nacional|nationwide|(?:(?:the|el|o)\s+)?(?:country|pa[ií]s))"
    r"(?:\s+total)?",
    re.I,
)
"""A row of the whole country."""
_LABEL = re.compile(r"[\s*_•-]*([^\W\d][^\n:*_.,;]{2,30}?)[\s*_]*:")
"""The label that opens a line of notes."""


def only_a_whole(one: PlaceMention, text: str, opening: int, position: int) -> bool:
    """Whether a word for the country only says what a share is of, which the number at `position` tells of a part.

    "Its share of the national total rose to 46 %"; not "its share of the country's 9,179 cases", said of the 9,179.
    """
    if not one.nation or one.end > position or not text[one.end : position].strip(" '’s"):
        return False
    if _ITS_STATE.match(text, one.end) or _STATE_OF.search(text, max(opening, one.start - 60), one.start):
        return True
    return _SHARE.search(text, opening, one.start) is not None


def over_all(one: PlaceMention, text: str, end: int) -> bool:
    """Whether a word that makes a count the whole country's stands right behind what is counted."""
    return (
        one.nation
        and _OVER_ALL.fullmatch(one.text) is not None
        and _GAP.fullmatch(text, end, one.start) is not None
    )


def which_it_tells(named: Sequence[PlaceMention], text: str, position: int) -> PlaceMention | None:
    """The whole country whose number a relative clause right behind it tells: "one in ten in the country, which had
    29,705"."""
    last = next((m for m in reversed(named) if m.end <= position), None)
    told = last is not None and last.place is not None and (last.nation or last.place.kind == "country")
    return last if told and last is not None and _WHICH.fullmatch(text, last.end, position) else None


def ranks(text: str, start: int, end: int) -> bool:
    """Whether the words between two places in a text rank something."""
    return _RANKS.search(text, start, end) is not None


def ranked_within(mentions: Sequence[PlaceMention], text: str, position: int) -> PlaceMention | None:
    """The state or town that a number is of where the country just before it only says among which it ranks: "the
    place had the highest rate in the country, 117.6"; None where no such words stand there."""
    before = [m for m in mentions if m.end <= position]
    whole = before[-1] if before else None
    if whole is None or whole.place is None or whole.place.kind != "country":
        return None
    inner = [m for m in before[:-1] if m.place is not None and m.place.kind != "country" and not m.compared]
    if not inner or not _WITHIN.search(text, inner[-1].end, whole.start):
        return None
    between = text[inner[-1].end : whole.start]
    rank = next((hit for hit in reversed(list(_RANKS.finditer(between)))), None)
    if rank is None or _PAUSED.search(between, rank.end()) or _COUNT.search(between):
        return None
    return inner[-1] if _TOLD_AT_ONCE.fullmatch(text, whole.end, position) else None


def labelled_nation(manuscript: Manuscript, block: Block) -> bool:
    """Whether a line of notes is the whole country's by the label that opens it: "Nacional: 4,737"."""
    label = _LABEL.match(manuscript.text, block.start, block.end) if not block.table else None
    return label is not None and NATION.fullmatch(label[1]) is not None
