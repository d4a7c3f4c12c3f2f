"""What an answer counts: a number right behind a question is of what was asked. "And the attacks? – 774." """

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.carrying import OTHER
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.composing import MADE
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.word_lists import plain_words
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_HOW_MANY = re.compile(r"\b(?:how many|cu[áa]nt[oa]s|quant[oa]s)\s+(?P<noun>[^\W\d_]+)", re.I)
_PLURAL = re.compile(r".{3,}s$|people|personnel|staff|police", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_PEOPLE = re.compile(
    r"(?:women|people|persons|men|victims|mujeres|personas|hombres|víctimas|mulheres|pessoas|homens|vítimas)\b",
    re.I,
)
_BESIDE = 20
"""Characters behind "how many" within which the thing asked for is named."""
_NOT_KILLED = ("women", "children", "security", "criminals", "others")
"""People whose dead are told apart from all others by no measure."""


def of_the_question(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked:
    """The link of a number, or where it answers a question, what the question asks for.

    Only a number without words of its own, the first behind the question, is looked at.
    """
    quantity = quantities[number]
    if (named := _of_what_is_named(linked, number, quantities, subjects, manuscript)) is not None:
        return named
    if linked.how not in ("before", "", "part") or quantity.noun_end > quantity.noun_start:
        return linked
    question = question_before(number, quantities, manuscript)
    if question is None:
        return linked
    lowest, highest = (bisect_left(subjects, x, key=lambda s: s.start) for x in question)
    asked = [
        s for s in subjects[lowest:highest] if s.head and not s.anaphora and not _in_a_name(s, manuscript)
    ]
    if any(s.measure and s.ours and not s.generic and not s.turned for s in asked):
        return linked
    told = linked.subject
    many = _HOW_MANY.search(manuscript.text, *question)
    for subject in asked:
        if subject.generic and subject.unit == "attacks" and told is not None:
            return _made(linked, subject, told.who, "attacked")
        if subject.who and not subject.event and subject.who != "persons":
            of_the_dead = told is not None and told.event in ("killed", "died")
            if subject.who in _NOT_KILLED or not of_the_dead or not _only(subject, question, manuscript):
                return OTHER
            return _made(linked, subject, subject.who, "killed")
        counted = many is not None and subject.start - many.start("noun") <= _BESIDE
        if counted and (not subject.ours or subject.turned):
            return OTHER
    if many is None or any(s.start <= many.start("noun") < s.end for s in asked):
        return linked
    foreign = _PLURAL.fullmatch(many["noun"]) and folded(many["noun"]) not in plain_words(manuscript.language)
    return OTHER if foreign else linked


def _of_what_is_named(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked | None:
    """Of people told behind a question that is the name of a crime alone: "Femicide? 980 women last year"."""
    own = linked.subject
    people = quantities[number].kind == "count" and (own is None or (not own.measure and not own.event))
    noun = manuscript.text[quantities[number].noun_start : quantities[number].noun_end]
    if not people or _PEOPLE.match(noun) is None:
        return None
    question = question_before(number, quantities, manuscript)
    if question is None:
        return None
    lowest, highest = (bisect_left(subjects, x, key=lambda s: s.start) for x in question)
    asked = [s for s in subjects[lowest:highest] if s.head and not s.anaphora]
    if len(asked) != 1 or not (asked[0].measure and asked[0].ours) or asked[0].generic or asked[0].turned:
        return None
    return Linked(asked[0], False, "before") if _only(asked[0], question, manuscript) else None


def _in_a_name(subject: Subject, manuscript: Manuscript) -> bool:
    """Whether a word is a name's by its capital within a question: "What does Reporters Without Borders say?"."""
    text = manuscript.text
    before = text[max(0, subject.start - 2) : subject.start]
    return text[subject.start].isupper() and before[:1].islower()


def question_before(
    number: int, quantities: Sequence[Quantity], manuscript: Manuscript
) -> tuple[int, int] | None:
    """Characters of the question that stands right before a number's sentence, with no other number between them."""
    at = manuscript.sentence_at(quantities[number].start)
    here = manuscript.sentences[at]
    for index in range(at - 1, max(-1, at - 3), -1):
        sentence = manuscript.sentences[index]
        if here.block - sentence.block > 1:
            return None
        if manuscript.text[sentence.start : sentence.end].rstrip(' "”»').endswith("?"):
            between = quantities[number - 1].start >= sentence.end if number else False
            return None if between else (sentence.start, sentence.end)
        if len(_WORD.findall(manuscript.text[sentence.start : sentence.end])) > 2:
            return None
    return None


def _only(subject: Subject, question: tuple[int, int], manuscript: Manuscript) -> bool:
    """Whether a question has no words of its own but those of a subject: "and how many were candidates?"."""
    plain = plain_words(manuscript.language)
    asking = _HOW_MANY.search(manuscript.text, *question)
    return all(
        folded(m[0]) in plain
        or subject.start <= m.start() < subject.end
        or (asking is not None and asking.start() <= m.start() < asking.start("noun"))
        for m in _WORD.finditer(manuscript.text, *question)
    )


def _made(linked: Linked, subject: Subject, who: str, event: str) -> Linked:
    made = MADE.get((who, event))
    if made is None or who in ("", "persons"):
        return linked
    told = replace(subject, measure=made[0], unit=made[1], who=who, event=event, generic=False, ours=True)
    return Linked(told, False, "before")
