"""Things counted together: "1,500 kidnappings and extortions" is a number of neither of the two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from almenara.analysis.checking.kindred import near, together, wider
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_OWN = re.compile(r"\s+(?:[^\W\d]+\s+){0,2}", re.I)
"""Between a number and what it counts."""
_BRACKET = re.compile(r"\s*[:(]\s*")
"""Between a thing and a number of its own: "extortions (5,895)"."""
_AROUND = 6
"""Things of one list, to each side, at most."""


@dataclass(frozen=True)
class _Words:
    comma: re.Pattern[str]
    both: re.Pattern[str]
    either: re.Pattern[str]
    moves: re.Pattern[str]
    later: re.Pattern[str]


@lru_cache
def _words(language: str) -> _Words:
    said = word_list("coordinated")[language]
    small = rf"(?:(?:{said['small']})\s+){{0,3}}"

    def joined(by: str) -> re.Pattern[str]:
        return re.compile(rf"(?:,\s*|\s+)(?:{by})\s+{small}", re.IGNORECASE)

    return _Words(
        re.compile(rf",\s+{small}", re.IGNORECASE),
        joined(said["and"]),
        re.compile(rf"(?:,?\s*(?:{said['or']})\s+|\s?/\s?){small}", re.IGNORECASE),
        re.compile(rf"\s+(?:[^\W\d]+\s+)?(?:{said['moves']})(?:\s+[^\W\d]+){{0,3}}\s+", re.IGNORECASE),
        re.compile(rf"(?:{said['later']})\b", re.IGNORECASE),
    )


def coordinated(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked:
    """The link of a quantity; of things of several measures told in one breath, what they make together, or nothing.

    subjects  all of the text, in order
    "Kidnappings or abductions" may be two words for one thing: the first stays, and is not sure.
    """
    subject = linked.subject
    if subject is None or not subject.measure or not subject.ours or linked.how == "table":
        return linked
    chain, choice = _chain(subject, quantities[number], quantities, subjects, manuscript)
    measures = frozenset(s.measure for s in chain if not (s.who and s.who == subject.who and not s.measure))
    if len(measures) < 2:
        return _unknown(linked, subject, subjects, manuscript)
    if made := together(measures) or wider(measures):
        return replace(linked, subject=replace(subject, measure=made), sure=linked.sure and not choice)
    if choice and measures <= {subject.measure, *near(subject.measure)}:
        return replace(linked, sure=False)
    start, end = min(s.start for s in chain), max(s.end for s in chain)
    return Linked(_of_none(subject, start, end, manuscript), False, linked.how, linked.unit)


def _of_none(subject: Subject, start: int, end: int, manuscript: Manuscript) -> Subject:
    text = manuscript.text[start:end]
    return replace(subject, start=start, end=end, text=text, measure="", definitions=(), ours=False)


def _unknown(linked: Linked, subject: Subject, subjects: Sequence[Subject], manuscript: Manuscript) -> Linked:
    """The link; of people whose deed is told of others, too, whom no list of ours has, nothing: "journalists and their
    drivers were killed"."""
    if subject.who in ("", "persons") or not subject.people_end:
        return linked
    words, text = _words(manuscript.language), manuscript.text
    hit = words.both.match(text, subject.people_end, subject.end)
    if hit is None or words.later.match(text, hit.end()) or " " not in text[hit.end() : subject.end]:
        return linked
    if any(s.who == subject.who and hit.end() <= s.start < subject.end for s in subjects):
        return linked
    return Linked(_of_none(subject, subject.start, subject.end, manuscript), False, linked.how, linked.unit)


def _chain(
    subject: Subject,
    quantity: Quantity,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> tuple[list[Subject], bool]:
    """A thing with those that it is told in one breath with, and whether they are told as a choice."""
    sentence = manuscript.sentences[manuscript.sentence_at(subject.start)]
    heads = [
        s
        for s in subjects[max(0, bisect_left(subjects, sentence.start, key=lambda s: s.start)) :]
        if s.start < sentence.end and s.head and not s.anaphora and not (s.generic and not s.measure)
    ]
    at = next((n for n, s in enumerate(heads) if (s.start, s.end) == (subject.start, subject.end)), -1)
    if at < 0:
        return [subject], False
    words, text = _words(manuscript.language), manuscript.text
    chain, told = [subject], []
    for one, other in _pairs(heads, at, 1):
        by = _joined(one, other, text, words)
        if not by or _has_its_own(other, quantity, quantities, text, words):
            break
        chain.append(other)
        told.append(by)
    for one, other in _pairs(heads, at, -1):
        by = _joined(other, one, text, words)
        if not by or _is_counted(other, quantity, quantities, text):
            break
        chain.append(other)
        told.append(by)
    if not set(told) & {"and", "or"}:
        return [subject], False  # "of homicides, kidnappings were …"
    return chain, "and" not in told


def _pairs(heads: Sequence[Subject], at: int, step: int) -> Iterator[tuple[Subject, Subject]]:
    for n in range(_AROUND):
        one, other = at + n * step, at + (n + 1) * step
        if not 0 <= other < len(heads):
            return
        yield heads[one], heads[other]


def _joined(one: Subject, other: Subject, text: str, words: _Words) -> str:
    """What joins two things told one after the other, "" where they are not told in one breath.

    "Murders of journalists and politicians" are two things that begin alike, "journalists and soldiers were killed"
    two that end alike.
    """
    if one.end <= other.start:
        between, whole = text[one.end : other.start], True
    elif one.start == other.start and one.end < other.end:
        between, whole = text[one.end : other.end], False
    elif one.end == other.end and one.start < other.start:
        between, whole = text[one.start : other.start], True
        for n in range(len(between)):
            if (n == 0 or not between[n - 1].isalnum()) and (by := _by(between[n:], words, True)):
                return by
        return ""
    else:
        return ""
    return _by(between, words, whole)


def _by(between: str, words: _Words, whole: bool) -> str:
    for name, pattern in (("and", words.both), ("or", words.either), ("comma", words.comma)):
        if pattern.fullmatch(between) if whole else pattern.match(between):
            return name
    return ""


def _has_its_own(
    other: Subject, quantity: Quantity, quantities: Sequence[Quantity], text: str, words: _Words
) -> bool:
    """Whether the second of two things has a number of its own behind it, where that asked of stands before them."""
    if quantity.start > other.start:
        return False
    behind = next((q for q in quantities if q.start >= other.end), None)
    if behind is None or behind.start - other.end > 60:
        return False
    between = text[other.end : behind.start]
    return bool(_BRACKET.fullmatch(between) or words.moves.fullmatch(between))


def _is_counted(other: Subject, quantity: Quantity, quantities: Sequence[Quantity], text: str) -> bool:
    """Whether the first of two things has a number of its own before it, which is not the one asked of."""
    before = next((q for q in reversed(quantities) if q.end <= other.start), None)
    if before is None or before is quantity:
        return False
    return _OWN.fullmatch(text, before.end, other.start) is not None
