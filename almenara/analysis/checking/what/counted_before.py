"""Whether a number is of what was counted just before it, which is none of ours: "252 blockades, 65 of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.change_told import CHANGE
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.word_lists import plain_words
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

SHARES = ("percent", "ratio", "percentage-points", "times")
"""Kinds that can be of anything: a premium rises by per cents, and so does a turnout."""
_NEAR = 60
"""Characters behind a number within which what it counts may be named."""
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = re.compile(r"states|estados|entidades|departamentos|provinc(?:es|ias)")
_LESS = re.compile(r"\s(?:(?:a\s)?m[ae][in][so]s?|más|more|fewer|less)\s*[.,;)]", re.I)
"""Behind a share, that it is how much less or more there was."""
_THAN_THE = re.compile(
    r"\s(?:more|fewer|less|higher|lower|más|menos|(?:a\s)?mais|a\smenos)\s(?:than|que|do\sque)\s(?:the|l[oa]s|[oa]s)\s",
    re.I,
)
"""Between a share and the count that it is taken of, which has no words of its own."""
_THE = re.compile(r"\b(?:the|a?os|às|l[oa]s)\s$", re.I)
"""Before a number without words of its own: what was counted just before is meant."""


def of_another(
    number: int,
    linked: Linked,
    quantities: Sequence[Quantity],
    manuscript: Manuscript,
    earlier: Sequence[Linked],
) -> bool:
    """Whether a part, or the share beside it, is of what was counted last, which is none of ours.

    "41 hearings. Seventeen of these, four in ten": of the hearings, not of the killings told before them.
    """
    if not number or linked.how not in ("part", "before"):
        return False
    last, quantity = quantities[number - 1], quantities[number]
    told = earlier[number - 1].subject
    foreign = earlier[number - 1].how == "other" or (told is not None and (told.turned or not told.ours))
    foreign = foreign or bool(last.unit)  # "120,000 tonnes, a fifth more"
    if not foreign or last.kind != "count" or _plainly_named(last, manuscript.language):
        return False  # "the three together are 37 %", "those five states have 62 %"
    here, there = manuscript.sentence_at(quantity.start), manuscript.sentence_at(last.start)
    if linked.how == "part":
        return here - there <= 1 and manuscript.sentences[here].block == manuscript.sentences[there].block
    if quantity.kind not in SHARES or quantity.noun:
        return False
    return here == there or _all_of_another(number, quantities, manuscript, earlier)


def _all_of_another(
    number: int, quantities: Sequence[Quantity], manuscript: Manuscript, earlier: Sequence[Linked]
) -> bool:
    """Whether the sentence before one of its paragraph counts nothing of ours: "500 seats. The turnout was 52.7 %"."""
    here = manuscript.sentence_at(quantities[number].start)
    sentence = manuscript.sentences[here - 1] if here else None
    if sentence is None or sentence.block != manuscript.sentences[here].block:
        return False
    told = [n for n in range(number) if sentence.start <= quantities[n].start < sentence.end]
    changed = CHANGE.search(
        manuscript.text, max(sentence.end, quantities[number].start - 80), quantities[number].start
    )
    return (
        bool(told)
        and changed is None
        and all(
            quantities[n].kind == "count"
            and (
                earlier[n].how == "other"
                or (earlier[n].how == "noun" and not getattr(earlier[n].subject, "ours", True))
            )
            and not _plainly_named(quantities[n], manuscript.language)
            for n in told
        )
    )


def of_those_told(
    number: int,
    linked: Linked,
    quantities: Sequence[Quantity],
    manuscript: Manuscript,
    earlier: Sequence[Linked],
    told_at: Sequence[int],
) -> bool:
    """Whether a number without words is of what was counted just before, which is none of ours.

    "362 votes for it and 119 against"; "we went with 64 families. Forty-one of them had …".
    """
    quantity = quantities[number]
    if not number or quantity.kind != "count" or quantity.noun_end > quantity.noun_start:
        return False
    last, told = quantities[number - 1], earlier[number - 1]
    if last.kind != "count" or last.noun_end <= last.noun_start:
        return False
    foreign = told.how == "other" or (
        told.how == "noun" and told.subject is not None and not told.subject.ours
    )
    if not foreign or _plainly_named(last, manuscript.language):
        return False
    here, there = manuscript.sentence_at(quantity.start), manuscript.sentence_at(last.start)
    if manuscript.sentences[here].block != manuscript.sentences[there].block or here - there > 1:
        return False
    between = (
        (last.end, quantity.start) if here == there else (manuscript.sentences[here].start, quantity.start)
    )
    if linked.subject is not None and last.end <= linked.subject.start < quantity.end + _NEAR:
        return False
    meant = here == there and _THE.search(manuscript.text, last.end, quantity.start)
    return bool(meant) or not any(between[0] <= at < between[1] for at in told_at)


def of_the_compared(
    number: int, quantities: Sequence[Quantity], earlier: Sequence[Linked], manuscript: Manuscript
) -> Linked | None:
    """The link of the count that a base without words is compared with: "696 attacks, 8 per cent more than the 644"."""
    quantity = quantities[number]
    if number < 2 or quantity.kind != "count" or quantity.noun_end > quantity.noun_start:
        return None
    share, count = quantities[number - 1], quantities[number - 2]
    if share.kind not in ("percent", "times", "ratio") or count.kind != "count":
        return None
    if manuscript.sentence_at(count.start) != manuscript.sentence_at(quantity.start):
        return None
    if not _THAN_THE.fullmatch(manuscript.text, share.end, quantity.start):
        return None
    if re.search(r"[;:.]\s", manuscript.text[count.end : share.start]):
        return None
    return replace(earlier[number - 2], sure=False)


def of_inhabitants_counted(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    earlier: Sequence[Linked],
    manuscript: Manuscript,
) -> Linked:
    """A rate behind a number of inhabitants is of what was counted among them: "3,104; that makes 48 per 100,000"."""
    if quantities[number].kind != "rate" or linked.subject is None or linked.subject.measure != "population":
        return linked
    block = manuscript.block_of(quantities[number].start)
    for back in range(number - 1, -1, -1):
        if quantities[back].start < block.start:
            break
        told = earlier[back].subject
        if told is not None and told.ours and told.measure not in ("", "population"):
            return replace(earlier[back], sure=False, how="before")
    return linked


def after_another(
    number: int, quantities: Sequence[Quantity], manuscript: Manuscript, earlier: Sequence[Linked]
) -> bool:
    """Whether the number before it in the sentence counts something else: "for 300 people, houses over a thousand"."""
    if not number:
        return False
    sentence = manuscript.sentences[manuscript.sentence_at(quantities[number].start)]
    last = quantities[number - 1]
    if last.start < sentence.start or last.kind != "count":
        return False
    named = bool(last.noun) and not _plainly_named(last, manuscript.language)
    return earlier[number - 1].how == "other" and named


def _plainly_named(quantity: Quantity, language: str) -> bool:
    """Whether the words behind a number are of places or of counting: "the two states", "los dos estados juntan".

    What follows places may be their verb.
    """
    named = [folded(w) for w in _WORD.findall(quantity.noun)]
    plain = plain_words(language)
    head = named[:1] if named[:1] and _PLACES.fullmatch(named[0]) else named
    return bool(named) and all(w in plain for w in head)


def so_much_less(
    number: int,
    linked: Linked,
    quantities: Sequence[Quantity],
    earlier: Sequence[Linked],
    manuscript: Manuscript,
) -> bool:
    """Whether a share with "less" behind it follows a count of the same measure in its paragraph: "A: 9.7% fewer"."""
    if not number or linked.subject is None or quantities[number - 1].kind != "count":
        return False
    here, there = (
        manuscript.sentences[manuscript.sentence_at(quantities[n].start)].block for n in (number, number - 1)
    )
    last = earlier[number - 1].subject
    return (
        here == there
        and last is not None
        and last.ours
        and last.measure == linked.subject.measure
        and _LESS.match(manuscript.text, quantities[number].end) is not None
    )
