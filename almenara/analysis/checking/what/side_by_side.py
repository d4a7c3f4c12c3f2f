"""Numbers without words that stand side by side, "724 y 11,039", after as many things named or counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.kindred import made_of_two, parts_of
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_JOIN = re.compile(r"\s*(?:,|,?\s(?:and|y|e))\s+(?:(?:a|al|to|of|de|por|para)\s+)?", re.I)
_LISTED = re.compile(
    r"\s*(?:,|,?\s(?:and|y|e))\s+(?:(?:of|for|de|del|por|the|el|la|los|las|o|a|os|as|d[aeo]s?|victims|files)\s+)*",
    re.I,
)
"""Between two things of a list: "kidnappings and extortions", "de secuestro y de extorsión"."""
_IN_ORDER = re.compile(
    r"\b(?:respectively|in that order|respectivamente|en (?:ese|este) orden|(?:n(?:ess|est)|pel)a ordem"
    r"|por (?:ese orden|essa ordem))\b",
    re.I,
)
_BACK = 2
"""Sentences back in which counts may have been told that bare numbers go on about."""
_NEAR = 80
"""Characters between the things of a list and the first of their numbers, at most."""


def matched(
    number: int,
    quantities: Sequence[Quantity],
    links: Sequence[Linked],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked | None:
    """Of numbers without words that stand side by side, "724 y 11,039", that whose turn it is.

    links     of all quantities before the first of them
    subjects  all of the text, in order
    None unless the things named just before them in their sentence, or the counts of different things told last, are
    as many.
    """
    first = last = number
    while first and _side_by_side(first - 1, quantities, subjects, manuscript):
        first -= 1
    while last + 1 < len(quantities) and _side_by_side(last, quantities, subjects, manuscript):
        last += 1
    size = last - first + 1
    if size < 2:
        return None
    if named := _named(quantities[first], size, subjects, manuscript):
        sentence = manuscript.sentences[manuscript.sentence_at(quantities[number].start)]
        said = _IN_ORDER.search(manuscript.text, sentence.start, sentence.end) is not None
        subject = named[number - first]
        return Linked(subject, said and subject.sure, "clause")
    told = _told(first, size, quantities, links, manuscript)
    return replace(links[told[number - first]], sure=False, how="before") if told else None


def _named(
    quantity: Quantity, size: int, subjects: Sequence[Subject], manuscript: Manuscript
) -> list[Subject]:
    """The things of different measures that a list just before a number names, if they are so many."""
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    before = [
        s
        for s in subjects
        if s.head and s.measure and not s.generic and sentence.start <= s.start and s.end <= quantity.start
    ]
    if size == 2 and before and made_of_two(before[-1].measure):
        two = parts_of(before[-1].measure, before[-1].text)
        return (
            [replace(before[-1], measure=m) for m in two] if _plain(before[-1], quantity, manuscript) else []
        )
    listed = before[-1:]
    for subject in reversed(before[:-1]):
        if not _LISTED.fullmatch(manuscript.text[subject.end : listed[0].start]):
            break
        listed.insert(0, subject)
    if len(listed) != size or len({s.measure for s in listed}) != size:
        return []
    return listed if _plain(listed[-1], quantity, manuscript) else []


def _plain(subject: Subject, quantity: Quantity, manuscript: Manuscript) -> bool:
    gap = manuscript.text[subject.end : quantity.start]
    return len(gap) < _NEAR and not re.search(r"[;:.]|\d{5}|\d[.,]\d", gap)


def _told(
    first: int, size: int, quantities: Sequence[Quantity], links: Sequence[Linked], manuscript: Manuscript
) -> list[int]:
    """The counts of so many different things that a sentence told just before, with nothing else counted in it."""
    at = [manuscript.sentence_at(q.start) for q in quantities[: first + 1]]
    block = manuscript.sentences[at[first]].block
    for back in range(_BACK + 1):
        here = [i for i in range(first) if at[i] == at[first] - back]
        if not here:
            continue
        if block - manuscript.sentences[at[here[0]]].block > 1:
            return []
        counted = [i for i in here if quantities[i].kind == "count"]
        named = [i for i in counted if links[i].how in ("noun", "clause") and links[i].sure]
        counted = named if len(named) == size else counted  # their sum may stand beside them
        measures = [s.measure if (s := links[i].subject) is not None and s.ours else "" for i in counted]
        sure = all(links[i].how in ("noun", "clause", "before") for i in counted)
        if sure and len(counted) == size and "" not in measures and len(set(measures)) == size:
            return counted
        if len(counted) > 1:
            return []
    return []


def _bare(quantity: Quantity) -> bool:
    return quantity.noun_end <= quantity.noun_start and (quantity.kind == "percent" or not quantity.unit)


def _side_by_side(
    one: int, quantities: Sequence[Quantity], subjects: Sequence[Subject], manuscript: Manuscript
) -> bool:
    """Whether a quantity and the next are alike and stand side by side, the next with no words but "victims"."""
    left, right = quantities[one], quantities[one + 1]
    alike = left.kind == right.kind and left.kind in ("count", "percent")
    if not alike or not _bare(left) or not _JOIN.fullmatch(manuscript.text[left.end : right.start]):
        return False
    if _bare(right):
        return True
    inside = [s for s in subjects if right.noun_start <= s.start < right.noun_end]
    return (
        not right.unit
        and bool(inside)
        and all((s.generic and s.unit != "persons") or not s.head for s in inside)
    )
