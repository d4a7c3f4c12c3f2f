"""Whom an event is told of: a leader or group named in its sentence, or a leader named just before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from almenara.analysis.checking.held.known_names import Named
from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript, Sentence
from almenara.text.period_mention import PeriodMention

BEFORE = 2
"""Sentences of one paragraph over which a pronoun is followed back to a name."""
AFTER = 40
"""Letters behind an event's words within which a leader may be named first."""

_OF = re.compile(r"(?:(?P<whose>\w+)\W+)?\b(?:of|de|del|do|da)\W+$")
_OWNED = re.compile(r"[’']s\b(?:\W+(?P<thing>\w+))?")
_ANOTHERS = re.compile(r"\b(?:his|her|their|su|sus|seu|seus|sua|suas|whose|cuy[oa]s?|cuj[oa]s?)\W+\w+")
_HE = re.compile(r"\b(?:he|él|ele)\b\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
_HIM_BEHIND = re.compile(r"\W+him\b", re.IGNORECASE)
_HIM_BEFORE = re.compile(r"\b(?:lo|le|o)\W+(?:\w+\W+)?$", re.IGNORECASE)
_THE_EVENT = re.compile(
    r"\b(?:his|the|su|la|el|sua|seu|a|o)\W+(?:(?:second|first|segunda?|primera?|segundo|primeir[oa])\W+)?$"
)
_BARE = re.compile(
    r"(?:fue|fueron|foi|seria|sera|ya|luego|despues|finalmente|finally|then|depois|tambien|tambem|por|fin|"
    r"en|el|em|no|na|on|y|e|and|alli|ahi|ali|la|a|o|lo|was|were|se)"
)


@dataclass(frozen=True)
class Happened:
    """The words of an event or statement; `of` is "leaders" or "groups"."""

    start: int
    end: int
    kind: str
    of: str


def whom(
    text: str, manuscript: Manuscript, sentence: Sentence, event: Happened, named: Sequence[Named]
) -> str | None:
    """Who is named in an event's own sentence as the one whom it befell, None where nobody is.

    text  the manuscript's, in small letters without accents
    """
    here = [n for n in named if sentence.start <= n.start < sentence.end]
    if event.of == "groups":
        before = [n for n in here if n.end <= event.start]
        after = [n for n in here if n.start >= event.end]
        found = before[-1:] or after[:1]
        return found[0].who if found else None
    people = [n for n in here if n.is_person and not _is_anothers(text, n)]
    before = [n for n in people if n.end <= event.start]
    if before:
        between = text[before[-1].end : event.start]
        return None if _ANOTHERS.search(between) else before[-1].who
    after = [n for n in people if n.start >= event.end and n.start - event.end < AFTER]
    return after[0].who if after else None


def named_before(
    text: str, manuscript: Manuscript, sentence: Sentence, event: Happened, date: PeriodMention,
    named: Sequence[Named],
) -> list[str]:  # fmt: skip
    """The leaders of whom one is meant by a sentence that names none, "He was captured on …": those named in the
    sentences before it in the same paragraph, the nearest first; empty where the sentence may tell of somebody else.

    text  the manuscript's, in small letters without accents
    """
    here = [n for n in named if sentence.start <= n.start < sentence.end and n.is_person]
    if event.of == "groups" or here or not _tells_of_him(text, manuscript, sentence, event, date):
        return []
    number = manuscript.sentence_at(event.start)
    found: list[str] = []
    for earlier in reversed(manuscript.sentences[max(number - BEFORE, 0) : number]):
        if earlier.block != sentence.block:
            break
        there = [n for n in named if earlier.start <= n.start < earlier.end and n.is_person]
        found += [n.who for n in reversed(there) if not _is_anothers(text, n)]
    return list(dict.fromkeys(found))


def _is_anothers(text: str, name: Named) -> bool:
    """Whether a name only tells whose somebody or something is: "the brother of X", "X's driver"; not "the capture
    of X", "X's capture"."""
    owned = _OWNED.match(text, name.end)
    if owned is not None and not _is_an_event(owned["thing"]):
        return True
    of = _OF.search(text, max(name.start - 40, 0), name.start)
    return of is not None and not _is_an_event(of["whose"])


def _is_an_event(word: str | None) -> bool:
    return word in word_list("group_words")["event_nouns"]


def _tells_of_him(
    text: str, manuscript: Manuscript, sentence: Sentence, event: Happened, date: PeriodMention
) -> bool:
    """Whether a pronoun, or a subject that is left out, is whom the event befell."""
    written = manuscript.text
    ahead = written[sentence.start : event.start]
    if _ANOTHERS.search(text, sentence.start, event.start) and not _THE_EVENT.search(ahead.lower()):
        return False
    if _HE.search(ahead) or _HIM_BEHIND.match(written, event.end):
        return True
    if _is_an_event(text[event.start : event.end]):
        behind = text[event.end : event.end + 6]
        return bool(_THE_EVENT.search(text[sentence.start : event.start])) and not re.match(
            r"\s+(?:of|de|del|do|da)\b", behind
        )
    if date.end <= event.start:
        ahead = written[sentence.start : date.start] + written[date.end : event.start]
    words = re.findall(r"\w+", ahead.lower())
    if _HIM_BEFORE.search(ahead) and manuscript.language != "en" and len(words) > 1:
        return True
    return manuscript.language != "en" and all(_BARE.fullmatch(w) for w in words)
