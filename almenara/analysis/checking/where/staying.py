"""Whether a number whose words name no place is of the place told last: in its sentence, or in the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from almenara.analysis.checking.where.places import PlaceMention
from almenara.analysis.checking.where.placing import Placed
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript, Sentence
from almenara.model.place import Place
from almenara.text.beginning import beginning_in

_BROKEN = re.compile(
    r"[;:]|\b(?:while|whereas|in all|altogether|overall|in total|mientras"
    r"|en total|en conjunto|enquanto|ao todo|no total)\b",
    re.I,
)
"""Between two numbers: the second may be of everything."""
_LEADS = re.compile(
    r"\b(?:leads?|leading|led|topp?(?:ed|s|ing)|headed|heads|rank\w*"
    r"|the most|highest|(?:in|takes) \w+ place|comes? (?:first|second|third)"
    r"|follow\w*|behind|of (?:them|these|those|which|whom)|includ\w*|account\w*"
    r"|encabez\w*|lider\w*|lugar|sitio|puesto"
    r"|sigue|seguid[oa]s?|de (?:ell|l)[oa]s (?:cuales)?|inclu\w*|entre ell[oa]s|concentra\w*"
    r"|aport\w*|del[ea]s|d[oa]s quais|respond\w* por)\b",
    re.I,
)
"""Words of a sentence that tells a part of what the text counts: the next one is not of that part."""
_TOGETHER = re.compile(
    r"\b(?:together|combined|between them|account\w* for"
    r"|junt[oa]s|suman|concentran|representan|somam|respond\w* por)\b",
    re.I,
)
_IT_WAS = re.compile(
    r"(?:[^.;:]{0,60}?\b(?:it (?:was|is|had been|stood at|came to)|"
    r"the (?:number|figure|toll|count) (?:was|had been|stood at)|"
    r"(?:habían?|había) sido|eran|la cifra (?:era|fue|había sido)|tinham? sido|havia sido|o número (?:era|foi))|"
    r"(?:that|this) (?:is|was|means|makes)\b[^.;:]{0,40}\b(?:increase|decrease|rise|fall|drop|more|fewer)|"
    r"(?:es|son|fue|é|são|parecem?)\b[^.;:]{0,30}|"
    r"[^.;:]{0,24}?\b(?:it had|(?:apenas |s[oó]lo |aún |ya |só |ainda |já )?(?:tenía|sumaba|registraba|tinha|somava|"
    r"registrava))\s(?:had |only |apenas |s[oó]lo |só )?)",
    re.I,
)
"""The opening of a sentence that goes on about the count of the one before, by its words up to the number."""
_DASH = re.compile(r"[^.;:\n]{0,50}(?:\.\s?[-–—]|\s[-–—]\s)")
_ABOUT = re.compile(
    r"\b(?:(?:have|found|figures|numbers|data|facts|notes?|word) (?:on|for)|about|regarding|sobre|acerca de"
    r"|respecto (?:a|de)|en cuanto a|quanto a|a respeito d[eoa])\s+"
    r"(?:the\s+|el\s+|la\s+|o\s+|a\s+)?",
    re.I,
)
"""Before the place that a sentence announces."""
_BACK = 3


class Told(NamedTuple):
    """The state or town that was told last, None where none was alone; mixed: several, or one ranked among others;
    announced: its sentence does nothing but name what is spoken of."""

    place: Place | None
    mixed: bool
    announced: bool = False


def goes_on_there(
    placed: Placed, before: Claim, claim: Claim, mentions: Sequence[PlaceMention], manuscript: Manuscript
) -> bool:
    """Whether a number without a place of its own stands in the sentence of the claim before, about its place.

    "The state had 402, 8 % fewer than in 2017"; "fell from 48 to 31".
    """
    if placed.mention is not None and placed.how != "several":
        return False
    number = manuscript.sentence_at(claim.start)
    if before.place is None or manuscript.sentence_at(before.start) != number:
        return False
    text = manuscript.text
    here = _within(mentions, manuscript.sentences[number].start, claim.start)
    if here and here[-1].start >= before.end:
        return False
    if len({m.place for m in here}) > 1 and _TOGETHER.search(text, before.end, claim.end + 20):
        return False
    return not _BROKEN.search(text, before.end, claim.start)


def _dateline(mention: PlaceMention, manuscript: Manuscript) -> bool:
    """Whether it is the town that opens a paragraph before a dash: where it was written."""
    block = manuscript.block_of(mention.start)
    return mention.start - block.start < 40 and _DASH.match(manuscript.text, mention.end) is not None


def _within(mentions: Sequence[PlaceMention], start: int, end: int) -> list[PlaceMention]:
    return [m for m in beginning_in(mentions, start, end) if not m.in_name and not m.dateline]


def _same_count(
    here: Sequence[PlaceMention], manuscript: Manuscript, number: int, position: int
) -> Place | None:
    """The only state or town of a sentence, where the next one begins "In 2022 it had been", or compares with it."""
    if not _IT_WAS.match(manuscript.text, manuscript.sentences[number].start, position):
        return None
    narrow = {m.place for m in here if m.place is not None and m.place.kind != "country" and not m.compared}
    narrow = {p for p in narrow if not any(p.parent == q.code for q in narrow)}
    return narrow.pop() if len(narrow) == 1 else None


def told_there(mentions: Sequence[PlaceMention], manuscript: Manuscript, position: int) -> Told:
    """The place of the last sentence of its paragraph that names any: alone, or a town with its state."""
    number = manuscript.sentence_at(position)
    block = manuscript.sentences[number].block
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        sentence = manuscript.sentences[back]
        if sentence.block != block:
            break
        here = [
            m
            for m in _within(mentions, sentence.start, sentence.end)
            if (m.sure or m.nation or m.again) and not _dateline(m, manuscript)
        ]
        if not here:
            continue
        named = {m.place for m in here if m.place is not None}
        places = {p for p in named if not any(p.parent == q.code for q in named)}
        if (same := _same_count(here, manuscript, number, position)) is not None:
            return Told(same, False)
        if len(places) != 1 or len({m.country for m in here if not m.again}) > 1 or here[0].again:
            return Told(None, len(here) > 1)
        leads = _LEADS.search(manuscript.text, sentence.start, sentence.end)
        place = places.pop()
        if place.kind == "country" or leads:
            return Told(None, place.kind != "country" or len(named) > 1)
        if any(m.place == place for m in _within(mentions, position, manuscript.sentences[number].end)):
            return Told(None, True)  # "4,178, of which 1,104 were there": the place is a part
        return Told(place, False, _announces(here, manuscript, sentence))
    return Told(None, False)


def _announces(here: Sequence[PlaceMention], manuscript: Manuscript, sentence: Sentence) -> bool:
    """Whether a sentence without a number ends with the place that it speaks about: "This is what I found on X." """
    said = manuscript.said(sentence)
    last = here[-1]
    led = _ABOUT.search(manuscript.text, sentence.start, last.start)
    ends = not manuscript.text[last.end : sentence.end].strip(" .:\n")
    return ends and led is not None and led.end() == last.start and not re.search(r"\d", said)
