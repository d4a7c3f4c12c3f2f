"""What the section of a number is about, where nothing nearer says it: what its heading names, or the one above that.

A heading of places, times and plain words alone ("By state", "Total", "First quarter") is of the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.place_mention import PlaceMention
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.own_victims import are_bare
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.word_lists import words_of_no_heading
from almenara.model.manuscript import Manuscript
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention
from almenara.text.quantity import Quantity

_WORD = re.compile(r"[^\W\d_]+")
_TITLE = 12
"""Characters from a paragraph's beginning within which its own title begins, behind a number."""
_REACH = 40
"""Paragraphs back in which the heading is looked for."""
BARE = ("victims", "case files")
"""Units of those whom any crime may have: a section that counts them is of what its text is about."""
_OWN = 40
"""Characters behind a number in which its own words are."""
_BEGINNING = 5
"""Paragraphs, with titles, in which a text says what it is about."""
_OFTEN = 2
"""Times that a text has named the one thing that it is about, at least."""


def of_the_section(
    linked: Linked,
    quantity: Quantity,
    subjects: Sequence[Subject],
    places: Sequence[PlaceMention],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
) -> Linked:
    """The link of a quantity, or what its section is about where it has none and may count anything."""
    own = linked.subject
    if own is not None and are_bare(own):
        group = _group(subjects, places, mentions, manuscript, quantity.start)
        return (
            linked
            if group is None
            else Linked(replace(group, unit=own.unit or group.unit), False, linked.how)
        )
    anything = own is None and not linked.how
    if not anything and not (own is not None and own.generic and not own.measure and linked.how == "noun"):
        return linked
    told = _topic(subjects, places, mentions, manuscript, quantity.start)
    if told is None:
        return linked
    unit = own.unit if own is not None else ""
    return Linked(replace(told, unit=unit or told.unit), False, "before", unit)


def _group(
    subjects: Sequence[Subject],
    places: Sequence[PlaceMention],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
    start: int,
) -> Subject | None:
    """Under a title of people of a kind, "Press", whoever is told as killed is one of them."""
    block = manuscript.block_of(start)
    here = [s for s in beginning_in(subjects, block.start, start) if _carries(s)]
    if len({s.measure for s in here if s.measure.endswith("-killed")}) > 1:
        return None  # "Journalists and politicians: … seven politicians were murdered; nine murders …"
    begun = next(iter(here), None)
    if begun is None or begun.start - block.start > _TITLE or not begun.measure.endswith("-killed"):
        begun = _topic(subjects, places, mentions, manuscript, start, ("homicide",))
    return begun if begun is not None and begun.measure.endswith("-killed") else None


def _topic(
    subjects: Sequence[Subject],
    places: Sequence[PlaceMention],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
    start: int,
    besides: tuple[str, ...] = (),
) -> Subject | None:
    """What the nearest heading that says anything names; None where a thing not `besides` it was told since.

    Under a heading of places, what other sections told in passing does not count: the states under "Homicide".
    """
    number = manuscript.sentences[manuscript.sentence_at(start)].block
    placed: int | None = None  # where the heading of places ends that the number stands under
    for above in range(number - 1, max(-1, number - _REACH), -1):
        block = manuscript.blocks[above]
        if block.kind != "heading":
            continue
        inside = [s for s in beginning_in(subjects, block.start, block.end) if _carries(s)]
        if inside:
            told = (
                block.end
                if placed is None or not _mostly(inside[-1], subjects, block.end, placed)
                else placed
            )
            since = [s.measure for s in beginning_in(subjects, told, start) if _carries(s)]
            one = len({s.measure for s in inside}) == 1 and not _mishap(
                beginning_in(subjects, manuscript.blocks[number].start, start)
            )
            return inside[-1] if one and set(since) <= {inside[-1].measure, *besides} else None
        if not says_nothing(places, mentions, manuscript, block.start, block.end):
            return _of_the_text(subjects, manuscript, block.end, start)
        if placed is None and beginning_in(places, block.start, block.end):
            placed = block.end
    return _of_the_text(subjects, manuscript, manuscript.blocks[number].start, start)


def _mostly(topic: Subject, subjects: Sequence[Subject], start: int, end: int) -> bool:
    """Whether what a heading names is what is told most often from there on: a thing beside it is told in passing."""
    told = [s.measure for s in beginning_in(subjects, start, end) if _carries(s)]
    return 2 * told.count(topic.measure) >= len(told) and topic.measure in told


def _of_the_text(
    subjects: Sequence[Subject], manuscript: Manuscript, section: int, start: int
) -> Subject | None:
    """What a text is about whose beginning names it and which counts nothing else by then, where victims are told.

    section  where the section's heading ends, which names nothing of ours: "Where it happens", "What we saw"; where
             there is none, the paragraph's beginning
    """
    here = beginning_in(subjects, section, start + _OWN)
    if not any(s.generic and s.unit in BARE for s in here) or _mishap(here):
        return None
    told = [s for s in beginning_in(subjects, 0, start) if _carries(s) and s.measure != "population"]
    begins = told and manuscript.sentences[manuscript.sentence_at(told[0].start)].block < _BEGINNING
    if not begins or len(told) < _OFTEN or len({s.measure for s in told}) != 1:
        return None
    return told[-1]


def _mishap(here: Sequence[Subject]) -> bool:
    """Whether something happened that is none of ours: a crash has victims, too."""
    return any(s.head and not s.ours and (s.event or s.turned) for s in here)


def says_nothing(
    places: Sequence[PlaceMention],
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
    start: int,
    end: int,
) -> bool:
    """Whether a heading has none but plain words, names of places and times."""
    known = [(p.start, p.end) for p in places if start <= p.start < end]
    known += [(m.start, m.end) for m in mentions if start <= m.start < end]
    allowed = words_of_no_heading(manuscript.language)
    return all(
        folded(m[0]) in allowed or any(a <= m.start() < b for a, b in known)
        for m in _WORD.finditer(manuscript.text, start, end)
    )


def _carries(subject: Subject) -> bool:
    return bool(subject.measure) and subject.head and not subject.generic and subject.ours
