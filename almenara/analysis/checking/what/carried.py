"""What was told before a number that names nothing itself: its paragraph, those just before, a list's beginning.

A title that names something else ("7. Budget. …") cuts off what stands before it; turns of a talk do not use up the
paragraphs that one may look back; a text that names one measure only may be gone through to its beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.left_aside import set_apart
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.titles import NUMBERED, RUN_IN, TITLE_WORDS
from almenara.analysis.checking.word_lists import plain_words, words_of_no_heading
from almenara.model.manuscript import Block, Manuscript

_OWN = 24
"""Characters from a number's beginning within which its own words stand."""
_BACK = 2
"""Paragraphs back to which a thing counted may be carried on."""
_NEAR = 4
"""The same where a text has named one thing once."""
_TURNS = 8
"""The same of turns of a talk."""
_TURN = re.compile(
    r"\s*(?:[—–]|-\s|[«\"“]?(?:P|R|Q|A|Pregunta|Respuesta|Pergunta|Resposta|Question|Answer)\s?[.:])"
)
_WORD = re.compile(r"[^\W\d_]+")
_INCLUDED = re.compile(r"\binclu(?:d|y|em?\b|i)\w*\s+(?:[^\W\d]+\s+){0,2}\d[\d.,]*\s+$", re.IGNORECASE)
"""Before a thing counted, that it is a part of what was counted: "the total includes 850 femicides"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COLON = re.compile(r":|\s[–—-]\s|\(")
_WITHOUT_VICTIMS = ("-theft", "-robbery", "missing", "-level", "-attacked", "-bodies")
"""What ends or begins the names of measures that are counted in thefts, people or levels, and not in victims."""


def told_before(
    heads: Sequence[Subject],
    cues: Sequence[Subject],
    starts: list[int],
    manuscript: Manuscript,
    start: int,
) -> Subject | None:
    """The last subject of its own paragraph or the one or two before it; of a list, that of its beginning.

    What a sentence tells as a part of another is not carried on: "102 politicians, among them 36 candidates"; nor
    what an earlier one leaves out. Where victims are told since, they are of the last thing that has victims: "481
    murders. A plant reported two car thefts. The north: 224 victims".
    """
    found = _last_told(heads, cues, starts, manuscript, start)
    if found is None or not _without_victims(found.measure):
        return found
    since = heads[bisect_left(starts, found.end) : bisect_left(starts, start + _OWN)]
    if not any(s.generic and s.unit == "victims" for s in since):
        return found
    others = [s for s in heads if not _without_victims(s.measure)]
    return _last_told(others, cues, [s.start for s in others], manuscript, start) or found


def _without_victims(measure: str) -> bool:
    """Whether a measure is counted in thefts, people or levels, and not in victims."""
    return any(part in measure for part in _WITHOUT_VICTIMS)


def _last_told(
    heads: Sequence[Subject],
    cues: Sequence[Subject],
    starts: list[int],
    manuscript: Manuscript,
    start: int,
) -> Subject | None:
    """The last subject of its own paragraph or the one or two before it; of a list, that of its beginning."""
    number = manuscript.sentences[manuscript.sentence_at(start)].block
    reach, cut = _reach(heads, starts, manuscript, start, number)
    reachable = heads[bisect_left(starts, reach) : bisect_left(starts, start)]
    part: Subject | None = None
    here = manuscript.sentence_at(start)
    for subject in reversed(reachable):
        apart = manuscript.sentence_at(subject.start) != here and set_apart(subject, manuscript)
        if _carries(subject) and not apart:
            subject = _of_the_title(subject, reachable, manuscript)
            whole = _whole_told(subject, reachable, cues, manuscript)
            if whole is not None:
                return whole
            part = (
                part or subject
            )  # "the 30,555 that you found include 850 femicides": what they are stands before
    if cut or part is not None:
        return part
    earlier = [s for s in heads[: bisect_left(starts, start)] if _carries(s)]
    if len({s.measure for s in earlier}) != 1:
        return None
    near = number - manuscript.sentences[manuscript.sentence_at(earlier[-1].start)].block <= _NEAR
    return earlier[-1] if near or len(earlier) > 1 else None


def _reach(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, start: int, number: int
) -> tuple[int, bool]:
    """The first character from which on a subject may be carried to one, and whether a title stands there."""
    block = manuscript.blocks[number]
    if (title := _of_another_thing(heads, starts, manuscript, block.start, start)) >= 0:
        return title, True
    turn = _is_turn(manuscript, number)
    back, turns, lowest = 0, 0, number
    while lowest > 0 and back < _BACK and turns < _TURNS:
        lowest -= 1
        here = manuscript.blocks[lowest]
        if here.kind in ("furniture", "cell", "caption") or _short(manuscript, lowest):
            continue
        if here.kind in ("paragraph", "item"):
            title = _of_another_thing(heads, starts, manuscript, here.start, here.end)
            if title >= 0:
                return title, True
        if here.kind == "item" or manuscript.text[here.start : here.end].rstrip().endswith("?"):
            continue
        if turn and _is_turn(manuscript, lowest):
            turns += 1
        elif not _goes_on_itself(heads, starts, here):
            back += 1
        if here.kind == "heading":
            return here.start, not _says_nothing(manuscript, here)
    return manuscript.blocks[lowest].start, False


def _is_turn(manuscript: Manuscript, number: int) -> bool:
    block = manuscript.blocks[number]
    return block.kind in ("paragraph", "item") and bool(_TURN.match(manuscript.text, block.start, block.end))


def _of_another_thing(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, first: int, last: int
) -> int:
    """Where the last numbered title of a stretch ends that names nothing of ours; -1 where there is none."""
    plain = plain_words(manuscript.language)
    for begun, ended in reversed(_titles(manuscript, first, last)):
        inside = heads[bisect_left(starts, begun) : bisect_left(starts, ended)]
        words = [folded(w) for w in _WORD.findall(manuscript.text[begun:ended])]
        if any(s.measure or s.generic for s in inside) or all(w in plain for w in words):
            return -1
        others = (t for block in manuscript.blocks for t in _titles(manuscript, block.start, block.end))
        measured = any(
            s.measure for a, b in others for s in heads[bisect_left(starts, a) : bisect_left(starts, b)]
        )
        return ended if measured else -1  # else they may be places
    return -1


def _titles(manuscript: Manuscript, first: int, last: int) -> list[tuple[int, int]]:
    """Titles of a few words within a stretch: behind a number, or at the beginning of a list's item."""
    found = [m.span("title") for m in NUMBERED.finditer(manuscript.text, first, last)]
    begun = RUN_IN.match(manuscript.text, first, last)
    if begun is not None and (manuscript.block_of(first).kind == "item" or begun[0].isupper()):
        found.insert(0, begun.span())
    return [(a, b) for a, b in found if len(_WORD.findall(manuscript.text[a:b])) <= TITLE_WORDS]


def _says_nothing(manuscript: Manuscript, heading: Block) -> bool:
    """Whether a heading has no word of its own: "Total", "By state"."""
    plain = words_of_no_heading(manuscript.language)
    words = _WORD.findall(manuscript.text[heading.start : heading.end])
    return all(folded(w) in plain for w in words)


def _short(manuscript: Manuscript, number: int) -> bool:
    """Whether a paragraph is a line of a list: a few words with a number."""
    block = manuscript.blocks[number]
    text = manuscript.text[block.start : block.end]
    return block.kind == "paragraph" and len(text) < 60 and any(c.isdigit() for c in text)


def _goes_on_itself(heads: Sequence[Subject], starts: list[int], block: Block) -> bool:
    """Whether a paragraph counts only victims or cases of what was told before it."""
    inside = heads[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
    victims = any(s.generic and s.unit in ("victims", "case files") for s in inside)
    return block.kind == "paragraph" and victims and not any(s.measure for s in inside)


def _carries(subject: Subject) -> bool:
    return bool(subject.measure) and not subject.generic and subject.ours and subject.measure != "population"


def _of_the_title(subject: Subject, heads: Sequence[Subject], manuscript: Manuscript) -> Subject:
    """Of "Foreigners killed there: homicides reported", the people whose killing the words behind the colon count.

    In a title or a line that leads to a list, without a number of its own.
    """
    if subject.measure != "homicide":
        return subject
    block = manuscript.block_of(subject.start)
    before = [s for s in heads if block.start <= s.start < subject.start and _carries(s)]
    if not before or not before[-1].measure.endswith("-killed"):
        return subject
    between = manuscript.text[before[-1].end : subject.start]
    said = _YEAR.sub("", manuscript.text[block.start : block.end])
    told = any(c.isdigit() for c in said) or not _COLON.search(between)
    return subject if told else before[-1]


def _whole_told(
    part: Subject, heads: Sequence[Subject], cues: Sequence[Subject], manuscript: Manuscript
) -> Subject | None:
    """Of "102 politicians, among them 36 candidates", the politicians; a subject that is no part is its own.

    None for a part whose sentence does not name what it is of.
    """
    first = manuscript.sentences[manuscript.sentence_at(part.start)].start
    included = _INCLUDED.search(manuscript.text, first, part.start)
    at = bisect_left(cues, part.start, key=lambda s: s.start)
    if included is not None:
        whole = [s for s in heads if first <= s.start < included.start() and _carries(s)]
        return whole[-1] if whole else None
    if not at or cues[at - 1].start < first or ";" in manuscript.text[cues[at - 1].start : part.start]:
        return part
    cue = cues[at - 1].start
    whole = [s for s in heads if first <= s.start < cue and _carries(s)]
    return whole[-1] if whole else None
