"""Numbers of inhabitants: people told to live somewhere, and a population named beside a number that is not of it."""

from __future__ import annotations

import re

from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Manuscript

_PLACE_OF = re.compile(
    r"\b(?:population|población|população|state|country|nation|city|town|village|municipality|department|province|"
    r"region|estado|entidad|pa[ií]s|ciudad|"
    r"pueblo|municipio|departamento|provincia|cidade|munic[ií]pio|prov[ií]ncia)\s+(?:[^\W\d]+\s+)?(?:of|de)\s+"
    r"(?:[^\W\d]+\s+){0,3}$",
    re.I,
)
"""Before a number of people, the place that has them: "a state of fewer than 800,000 people"."""
_LIVE_HERE = re.compile(r"\b(?:viven|habitan|residen|vivem|moram|vive|mora)\s+(?:\w+\s+){0,2}$", re.I)
_LIVE = re.compile(
    r"\s+(?:de\s+)?(?:people|persons|personas|pessoas|habitantes)\s+(?:live|lived|viven|habitan|residen|vivem|moram)\b",
    re.I,
)
"""Before and behind a number of people, that they live there."""
_HAVING = re.compile(r",\s(?:with|con|com)\s+(?:\w+\s+){0,2}$", re.I)
_HAD = re.compile(r"\s+(?:de\s+)?(?:people|persons|personas|pessoas|habitantes),", re.I)
_MILLIONS = re.compile(r"\b(?:million|millones|milhões|milhão|millón)$", re.I)
"""Of a place between commas, "with 6.1 million people,"."""
_TAKEN_OVER = re.compile(
    r"(?:\b(?:per|por|cada|every)|grupo de|group of)\s+"
    r"(?:\d[\d.,]*(?:\s?mil|\s000|k)?|cien mil|cem mil|hundred thousand)\s+$",
    re.I,
)
"""Before the people that a rate is taken over."""
_BESIDE = 30
"""Characters between inhabitants and their number, at most."""


def living(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether people are told to live somewhere: "some two million people live between its hills"."""
    text, back = manuscript.text, max(0, start - 60)
    if _LIVE_HERE.search(text, back, start) or _PLACE_OF.search(text, back, start) or _LIVE.match(text, end):
        return True
    millions = _MILLIONS.search(text, start, end) and _HAD.match(text, end)
    return millions is not None and _HAVING.search(text, back, start) is not None


def of_inhabitants(subject: Subject, text: str, start: int) -> bool:
    """Whether inhabitants are named that the number is not of: only "a population of 700,000" has it apart.

    "Homicides per 100,000 inhabitants" names those of the rate.
    """
    if subject.measure != "population":
        return False
    if _TAKEN_OVER.search(text, max(0, subject.start - 40), subject.start):
        return True
    between = text[subject.end : start] if subject.end <= start else ""
    return subject.end > start or len(between) > _BESIDE or re.search(r"\d", between) is not None
