"""Which subject a quantity counts: the words beside it, those of its clause, its table, or those before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from almenara.analysis.checking.what.carried import told_before
from almenara.analysis.checking.what.change_told import CHANGE
from almenara.analysis.checking.what.composing import MADE
from almenara.analysis.checking.what.inhabitants import living, of_inhabitants
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.tabled import subject_of_cell
from almenara.analysis.checking.what.whose_count import of_a_body
from almenara.model.manuscript import Manuscript

How = Literal["noun", "clause", "sentence", "table", "before", "part", "other", ""]
"""noun: the words counted; clause, sentence: elsewhere in it; before: in an earlier sentence or a list's
beginning; part: "of which 300", a part only of what the subject counts; other: the words counted are none that
are known; "": nothing says."""

_END = re.compile(r"[;:.!?\n]")
_BOUND = re.compile(
    r"\s+(?:of|for|as|de|por|da|do|como|against|on|targeting|contra|hacia|en contra de)\s+"
    r"(?:the\s+|la\s+|el\s+|l[oa]s\s+|[oa]s\s+)?",
    re.I,
)
_AGAINST = re.compile(r"\s+(?:against|on|targeting|contra|hacia|en contra)\b", re.I)
_ITSELF = ("population", "advisory-level")
"""Measures whose count names them: victims and cases are never of these."""

_OF = re.compile(r"\s+(?:of|out of|de|dos|das)\s+(?:the\s+|los\s+|las\s+|os\s+|as\s+)?\d", re.I)
_WHEN = re.compile(
    r"\s+(?:in|during|over|per|by|this|en|durante|por|este|em|n[oa]s?|neste|nesse|a[ol])\s", re.I
)
"""Behind what is counted, before a word that would be counted itself: "vítimas no ano", "victims per state"."""
_SPAN = re.compile(
    r"\s+(?:of|de|d[ao]s)\s+(?:the\s+|l[oa]s\s+|[oa]s\s+)?(?:[^\W\d]+\s+)?(?:months|meses|years|años|anos|weeks|semanas"
    r"|quarters|trimestres|days|días|dias)\b",
    re.I,
)
"""Behind a number, when it was: "2,283 de los mismos meses"."""
_AS_NUMBER = re.compile(
    r"\s+(?:as|is|was|es|son|era|como|é|foi)\s+(?:the|el|la|[oa])\s+(?:number|total|count|figure|número|cifra)\s+(?:of|de)\s+",
    re.I,
)
"""Behind a number, before what it counts: "12,222 as the number of files of 2018"."""
_ITS_OWN = re.compile(r"\s*\(\s*(?:[^\W\d]+\s+){0,2}\d")
_PARTED = re.compile(r"[,;–—]\s|\b(?:but|while|whereas|and|pero|mientras|y|mas|enquanto|e)\b", re.I)
"""Behind a thing counted, its own number in brackets; between it and another number, what parts them: "253, but
extortion (102)"."""


@dataclass(frozen=True)
class Linked:
    """What a quantity counts, whether its own words say so, where they stand, and the unit that they name."""

    subject: Subject | None
    sure: bool
    how: How
    unit: str = ""


_ONLY = {
    "attacks": ("politicians-attacked", "officials-attacked"),
    "bodies": ("unidentified-bodies",),
    "calls": ("telephone-extortion", "extortion"),
    "names": (
        "missing-persons",
        "reported-missing",
        "missing-persons-located-alive",
        "missing-persons-located-dead",
    ),
    "schemes": ("telephone-extortion", "extortion"),
}
"""Measures that a thing counted can be of, where it cannot be of any."""

_SAID = ("calls", "schemes")
"""Things that are of what was said before only where the words point back: "such calls", "these schemes"."""
_POINTS = re.compile(
    r"\b(?:these|those|such|est[aeo]s|es[ao]s|ess[ae]s|dich[ao]s|tales|tais)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_THEM = re.compile(
    r"\s+(?:(?:against|on|upon|contra|hacia|a)\s+)?(?:them|ell[oa]s|el[ea]s|est[oa]s|est[ea]s|ést[oa]s)\b",
    re.I,
)
"""Behind attacks, that they were on those who were told last."""
_WITHIN = re.compile(r"\S\s+(?:no|na|nos|nas)\s+$", re.IGNORECASE)
"""Among the words counted, that what follows is where or when: "vítimas no país"."""
_FOUND = ("fuel-theft", "unidentified-bodies")
"""Measures that count what was found; missing people who were found are not missing any more."""
_KILLINGS = ("homicide", "femicide", "homicide-and-femicide", "all-homicide", "organised-violence-deaths")
"""Measures that count dead: with those told of groups, "journalists-killed". Thefts leave none."""
_ONES = ("candidates", "journalists", "politicians", "officials", "foreigners")
"""People whose killed are a measure of their own."""
_ADDED = re.compile(
    r".*,?\s(?:with|plus|besides|alongside|con|más|además de|junto a|com|mais|além de)\s(?:\w+\s)?"
    r"\d[\d.,]*(?:\s(?:mil|million|millones|milhões))?\s",
    re.IGNORECASE,
)
"""Between a number and what is counted, another number that something else brings in: "40,000, with 26,000 bodies"."""
_TIMES = ("times", "veces", "vezes", "ocasiones", "ocasiões", "occasions")
"""Words by which a number tells how often the thing of its sentence happens."""

_NOTHING = Linked(None, False, "")


def subject_for(
    subjects: Sequence[Subject],
    manuscript: Manuscript,
    start: int,
    end: int,
    noun_start: int = 0,
    noun_end: int = 0,
) -> Linked:
    """What the quantity in start..end counts; noun_start..noun_end are the words that follow it, if any do.

    subjects  all of the text, as find_subjects gives them
    """
    heads = [s for s in subjects if s.head]
    starts = [s.start for s in heads]
    has_noun = noun_end > noun_start and not of_a_body(manuscript.text, end, noun_end, manuscript.language)
    often = has_noun and manuscript.text[noun_start:noun_end].lower().startswith(_TIMES)
    if often or (has_noun and _SPAN.match(manuscript.text, end, noun_end)):
        has_noun = False
    if not has_noun and (named := _AS_NUMBER.match(manuscript.text, end)):
        behind = bisect_left(starts, named.end())
        if behind < len(starts) and starts[behind] == named.end():
            has_noun, noun_start, noun_end = True, named.end(), heads[behind].end
    own = _own(
        heads, starts, manuscript, start, end, noun_start if has_noun else end, noun_end if has_noun else end
    )
    if often and own is None:
        own = _thing_before(heads, starts, manuscript, start)
        if own is None and not _told_so_far(heads, starts, manuscript, start):
            return Linked(None, False, "other")  # "a video shared 12,000 times says that …"
    block = manuscript.block_of(start)
    if own is not None and own.generic and own.unit == "persons" and living(manuscript, start, end):
        return Linked(replace(own, measure="population"), False, "noun")
    if own is None and has_noun and CHANGE.search(manuscript.text, max(0, start - 80), start):
        has_noun = False  # "a dip of 3 percent hides wide differences"
    if (own is None or own.anaphora) and not has_noun:
        part = _is_part(subjects, manuscript, start, end)
        own = _told_beside(heads, starts, manuscript, start, end, part) or own
    if own is not None and (group := _of_those(own, subjects, manuscript, start, end)) is not None:
        return Linked(group, False, "part")
    if own is not None and not own.generic:
        return Linked(own, own.sure, "noun")
    if own is None and has_noun and manuscript.text[noun_start : noun_start + 5].lower() != "inclu":
        return Linked(None, False, "other")
    if block.table and (found := subject_of_cell(heads, manuscript, block)) is not None:
        return Linked(_with_unit(found.subject, own), found.sure, "table") if found.subject else _NOTHING
    if own is not None and own.unit in _ONLY:
        heads = [s for s in heads if not s.measure or s.measure in _ONLY[own.unit]]
        starts = [s.start for s in heads]
    if own is not None:
        heads = [s for s in heads if s.measure not in _ITSELF]
        if own.unit == "deaths":
            heads = [s for s in heads if not s.measure or _of_dead(s)]
        starts = [s.start for s in heads]
    part = _is_part(subjects, manuscript, start, end)
    found_here = _in_sentence(heads, starts, manuscript, start, end)
    if found_here is not None:
        subject, how, alone = found_here
        if part and not (subject.start >= end and how == "clause"):
            return Linked(_with_unit(subject, own), False, "part")
        return Linked(_with_unit(subject, own), subject.sure and alone, how)
    cues = [s for s in subjects if s.partitive]
    if (carried := told_before(heads, cues, starts, manuscript, start)) is not None:
        if own is not None and own.unit in _SAID and not _pointed_at(manuscript, own.start):
            return Linked(None, False, "other")  # "a firm got three calls"
        unit = own.unit if own is not None else ""
        return Linked(_with_unit(carried, own), False, "part" if part else "before", unit)
    if own is not None and own.unit == "deaths":
        return Linked(replace(own, measure="homicide"), False, "noun")
    if own is not None and own.measure:
        return Linked(own, False, "noun")
    return _NOTHING if own is None else Linked(replace(own, measure=""), False, "noun")


def _overlaps(subject: Subject, start: int, end: int) -> bool:
    """Whether a number's own words hold a part of what is counted: "was murdered a person every 25 minutes"."""
    return (
        bool(subject.measure)
        and subject.measure != "population"
        and subject.start < end
        and subject.end > start
    )


def _of_those(
    own: Subject, subjects: Sequence[Subject], manuscript: Manuscript, start: int, end: int
) -> Subject | None:
    """Of people killed told before, a group that is a part: "of them, 48 were candidates"; attacks on them."""
    attacks = own.generic and own.unit == "attacks"
    if not attacks and (own.measure or own.event or not own.who):
        return None
    if not attacks and not _is_part(subjects, manuscript, start, end):
        return None
    reach = manuscript.blocks[max(0, manuscript.sentences[manuscript.sentence_at(start)].block - 1)].start
    people = [
        s
        for s in subjects
        if s.head
        and (s.measure or (attacks and (s.who, "attacked") in MADE and not s.event))
        and s.who
        and reach <= s.start < own.start
        and not (attacks and s.who == "candidates")
    ]
    last = people[-1] if people else None
    if attacks and len({s.who for s in people}) > 1 and not _points_at_last(own, people, manuscript):
        return None  # of politicians and of officials: the sentence itself must say of whom
    if last is None or last.event not in ("killed", "died", "attacked", *([""] if attacks else [])):
        return None
    made = MADE.get((last.who, "attacked") if attacks else (own.who, "killed"))
    if made is None or last.who == "persons":
        return None
    return replace(
        own, measure=made[0], unit=made[1], who=last.who if attacks else own.who, generic=False, ours=True
    )


def _points_at_last(attacks: Subject, people: list[Subject], manuscript: Manuscript) -> bool:
    """Whether attacks are those on the people told last: on "them", or the only people of their sentence."""
    if _THEM.match(manuscript.text, attacks.end):
        return True
    first = manuscript.sentences[manuscript.sentence_at(attacks.start)].start
    return len({s.who for s in people if s.start >= first}) == 1


def _told_beside(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, start: int, end: int, part: bool
) -> Subject | None:
    """Attacks named before a number, "attacks of all kinds reached 782"; of a part, who they were: "35 of them ran"."""
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    here = heads[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    if part:
        between = re.compile(r"[^;:.!?\n\d]*")
        behind = [
            s for s in here if end <= s.start <= end + 40 and between.fullmatch(manuscript.text, end, s.start)
        ]
        one = next((s for s in behind if s.who), None)
        return one if one is not None and one.who in _ONES else None
    before = [s for s in here if s.end <= start and not s.anaphora]
    return before[-1] if before and before[-1].generic and before[-1].unit == "attacks" else None


def _of_dead(subject: Subject) -> bool:
    return subject.measure in _KILLINGS or subject.measure.endswith(
        ("-killed", "-deaths", "-attacked", "-dead")
    )


def _with_unit(subject: Subject, own: Subject | None) -> Subject:
    """A subject that takes its unit from the words counted."""
    if own is None or not own.unit or not subject.measure:
        return subject
    killed = MADE.get((subject.who, "killed"))
    if own.unit == "deaths" and subject.event == "attacked" and killed is not None:
        return replace(subject, measure=killed[0], unit=killed[1], sure=False)
    return replace(subject, unit="persons" if own.unit == "names" else own.unit)


def _own(
    heads: Sequence[Subject],
    starts: list[int],
    manuscript: Manuscript,
    start: int,
    end: int,
    first: int,
    last: int,
) -> Subject | None:
    """The subject in the words counted: one with a measure before one that anything could be."""
    lowest = bisect_left(starts, start - 60)
    here = []
    if manuscript.text[first : first + 5].lower() == "inclu":
        return None
    for subject in heads[lowest:]:
        if subject.start >= max(last, end + 2):
            break
        if subject.end > first and subject.start < last:
            here.append(subject)
        elif (subject.start <= start and subject.end >= end) or _overlaps(subject, start, end):
            here.append(subject)  # "death of 152 politicians", "was murdered a person every 25 minutes"
    if not here and last == end:
        beside = (s for s in heads[lowest:] if end <= s.start <= end + 2)
        here = [s for s in beside if set(manuscript.text[end : s.start]) <= set(" \u00a0-")]
        here = here if manuscript.text[end : end + 1] in " \u00a0-" else []
    here = [
        s for s in here if not (s.start > first and _WITHIN.search(manuscript.text, first, s.start))
    ] or here
    first_here = here[0] if here else None
    here = [
        s
        for s in here
        if s is first_here or s.ours or s.measure or not _WHEN.match(manuscript.text, here[0].end, s.end)
    ]
    taps = any(s.measure in _FOUND for s in here)
    plain = [s for s in here if not s.generic and not (taps and s.event == "found")]
    return min(
        plain or here,
        key=lambda s: (s.ours or not s.event, not s.measure, abs(s.start - first), s.start - s.end),
        default=None,
    )


def _is_part(subjects: Sequence[Subject], manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether "of which", "including" stands right before a number, or "of them" right after it."""
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    text = manuscript.text
    if _OF.match(text, end):
        return True
    for cue in subjects:
        if cue.partitive and sentence.start <= cue.start < sentence.end:
            before = text[cue.end : start] if cue.end <= start else None
            after = text[end : cue.start] if cue.start >= end else None
            if (
                before is not None
                and len(before) < 24
                and not _END.search(before)
                and not any(map(str.isdigit, before))
            ):
                return True
            if after is not None and len(after) < 3 and "," not in after:
                return True  # "seventeen of these"; but of "1,200, of which 30" the first is the whole
    return False


def _in_sentence(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, start: int, end: int
) -> tuple[Subject, How, bool] | None:
    """The nearest subject of the sentence: of the clause first; whether no other measure stands as near."""
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    inside = [
        s
        for s in heads[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if not s.generic and (s.measure or s.turned) and not of_inhabitants(s, manuscript.text, start)
    ]
    if not inside:
        return None
    text = manuscript.text
    before = [s for s in inside if s.end <= start]
    after = [s for s in inside if s.start >= end and text[end : end + 6].lower() != " inclu"]
    after = [s for s in after if not _ADDED.fullmatch(text, end, s.start)]
    after = [s for s in after if not (_ITS_OWN.match(text, s.end) and _PARTED.search(text, end, s.start))]
    same = [s for s in before if not _END.search(text, s.end, start)]
    follows = [s for s in after if not _END.search(text, end, s.start)]
    number_between = [s for s in follows if not any(c.isdigit() for c in text[end : s.start])]
    nearest = same[-1] if same else None
    if number_between and _BOUND.fullmatch(text[end : number_between[0].start]):
        nearest = _attacked_too(number_between[0], same, text, end)  # "10,974 of extortion"
    soon = bool(number_between) and number_between[0].start - end < 24
    if nearest is not None and soon and start - nearest.end > 40:
        nearest = number_between[0]
    chosen = nearest or (number_between[0] if number_between else None)
    if chosen is not None:
        measures = {s.measure for s in inside if s.measure and s.measure != "population"}
        gap = text[chosen.end : start] if chosen.end <= start else text[end : chosen.start]
        near = len(gap) < 40 and "," not in gap
        return chosen, "clause", near or len(measures) <= 1
    if not before and not after:
        return None  # all inside the number's own words
    chosen = before[-1] if before else after[0]
    beyond = chosen.start >= end and any(
        map(str.isdigit, text[end : chosen.start])
    )  # the noun of another number
    return chosen, "sentence", not beyond and len({s.measure for s in inside}) == 1


def _thing_before(
    heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, start: int
) -> Subject | None:
    """The calls or schemes of the sentence that happen so many times."""
    opening = manuscript.sentences[manuscript.sentence_at(start)].start
    found = heads[bisect_left(starts, opening) : bisect_left(starts, start)]
    return next((s for s in reversed(found) if s.unit in _SAID), None)


def _told_so_far(heads: Sequence[Subject], starts: list[int], manuscript: Manuscript, start: int) -> bool:
    """Whether the sentence names something of ours before a place in it."""
    opening = manuscript.sentences[manuscript.sentence_at(start)].start
    return any(s.measure for s in heads[bisect_left(starts, opening) : bisect_left(starts, start)])


def _pointed_at(manuscript: Manuscript, start: int) -> bool:
    """Whether a word that points back stands right before another, in its sentence."""
    return bool(_POINTS.search(manuscript.text, max(0, start - 40), start))


def _attacked_too(subject: Subject, before: list[Subject], text: str, end: int) -> Subject:
    """Of "attacks on politicians and 429 against officials", the second object as one of attacks, not of deaths."""
    made = MADE.get((subject.who, "attacked"))
    attacks = before and before[-1].event == "attacked"
    if made is None or not attacks or not _AGAINST.match(text, end):
        return subject
    return replace(subject, measure=made[0], unit=made[1], event="attacked")
