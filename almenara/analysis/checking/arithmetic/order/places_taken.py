"""Places in a ranking: "second with 2,417 victims" against the counts of the others in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.analysis.checking.arithmetic.sums.lists import of_the_rest
from almenara.model.claim import Arithmetic
from almenara.model.place import fold

MOST_PLACES = 32
"""A count behind a rank in its sentence that is no greater is one of the places ranked: "second of the five"."""
_SIZE = 30
"""Characters behind a rank in which it is told to be of something that is not counted."""
LOWEST_PLACE = 12
"""Ranks beyond it are not looked at: no text lists as many."""


def places_taken(reading: Reading) -> Iterator[Reckoning]:
    """Each rank against the counts of its measure and period: more of them above it than it says is an error."""
    lines = listings(reading)
    for index, claim in enumerate(reading.claims):
        if claim.kind != "rank" or not 1 <= claim.value <= LOWEST_PLACE or claim.projection:
            continue
        around = reading.before(index)[-30:] + claim.text + reading.after(index)[:30]
        if reading.words["lowest"].search(around) or reading.slips["displaced"].search(reading.before(index)):
            continue  # "A pushed B out of second place": the rank is A's, or was B's
        if of_another_list(reading, index) or _by_rate(reading, index):
            continue
        done = (
            _on_the_list(reading, index)
            or _linked(reading, index)
            or _listed(reading, index, lines)
            or _told(reading, index)
        )
        if done is not None:
            yield Reckoning(index, done)


def _by_rate(reading: Reading, index: int) -> bool:
    """Whether a rank is one by the rate that it is told with, or of size: "comes first, with 1.4 per 100,000", "by
    rate it is third", "the third most populous"."""
    following = next(iter(reading.claims[index + 1 : index + 2]), None)
    if reading.words["per_head"].search(reading.before(index)) or reading.slips["of_size"].search(
        reading.claims[index].text + reading.after(index)[:_SIZE]
    ):
        return True
    if following is None or following.kind != "rate":
        return False
    return _WITH.fullmatch(reading.manuscript.text, reading.claims[index].end, following.start) is not None


def judged(
    reading: Reading, index: int, subject: int, others: list[int], whole: bool = False
) -> Arithmetic | None:
    """whole: nothing that is ranked stands outside of those told."""
    claim, own = reading.claims[index], reading.claims[subject].value
    above = [i for i in others if reading.claims[i].value > own]
    taken = len(above) + 1
    if (taken < claim.value and not whole) or len(others) < 2:
        return None
    listed = sorted({reading.claims[i].value for i in (subject, *others)}, reverse=True)[: taken + 1]
    shown = f"{number(own)} is number {taken} of {', '.join(number(v) for v in listed)}"
    holds = taken == claim.value
    error = "" if holds else "rank-against-list"
    return Arithmetic("rank", claim.value, float(taken), holds, error, shown, (subject, *above))


def of_another_list(reading: Reading, index: int) -> bool:
    """Whether a place is one on a list that the text does not give: "by rate first on the list", "second on the list
    of ports"."""
    claim = reading.claims[index]
    if not reading.slips["a_list"].search(claim.text):
        return False
    if reading.words["of"].match(reading.after(index).lstrip()):
        return True
    return reading.words["per_head"].search(reading.said(reading.sentence[index])) is not None


_LIST_BACK = 3
"""Sentences of prose before a rank in which the list stands that it speaks of."""


def _on_the_list(reading: Reading, index: int) -> Arithmetic | None:
    """A place on the list told just before: "A 30, B 20, C 10, D 5. B, second on the list, has"."""
    claim, number_ = reading.claims[index], reading.sentence[index]
    if claim.place is None or not reading.slips["a_list"].search(claim.text):
        return None
    for n in range(number_ - 1, max(-1, number_ - 1 - _LIST_BACK), -1):
        told = [i for i in reading.inside.get(n, []) if counted(reading, i) and not reading.claims[i].hedge]
        places = [
            place.code for i in told if (place := reading.claims[i].place) and reading.claims[i].place_sure
        ]
        if len(told) < 3 or len(set(places)) < len(told):
            continue
        own = [i for i in told if reading.claims[i].place == claim.place]
        values = [reading.claims[i].value for i in told]
        if len(own) != 1 or values != sorted(values, reverse=True) or len(set(values)) < len(values):
            return None
        if len({(reading.claims[i].measure, reading.claims[i].kind) for i in told}) > 1:
            return None
        return judged(reading, index, own[0], [i for i in told if i not in own], whole=True)
    return None


def _linked(reading: Reading, index: int) -> Arithmetic | None:
    """By links: the counts of the rank's measure and period in places of one kind."""
    claim = reading.claims[index]
    if claim.place is None or not claim.measure:
        return None
    group = [
        i
        for i, other in enumerate(reading.claims)
        if other.measure == claim.measure and other.place and other.place.kind == claim.place.kind
        and other.place.parent == claim.place.parent
        and counted(reading, i) and not other.hedge and other.definition in ("", claim.definition)
        and not (reading.sentence[i] == reading.sentence[index] and i > index and other.value <= MOST_PLACES)
    ]  # fmt: skip
    own = [i for i in group if reading.claims[i].place == claim.place]
    if claim.period is not None and claim.period_sure:
        own = [i for i in own if reading.claims[i].period == claim.period] or own
    if len({reading.claims[i].period for i in own}) > 1 and (with_it := _told_with(reading, index, own)):
        own = [with_it]
    elif len({reading.claims[i].period for i in own}) > 1:
        own = [i for i in own if i < index] or own  # a count of another year told behind the rank
    periods = {reading.claims[i].period for i in own}
    if not own or len(periods) != 1 or len({reading.claims[i].value for i in own}) != 1:
        return None
    (period,) = periods
    if claim.period_sure and claim.period is not None and claim.period != period:
        return None
    others: dict[str, int] = {}
    for i in group:
        place = reading.claims[i].place
        if place is not None and place != claim.place and reading.claims[i].period == period:
            others.setdefault(place.code, i)
    return judged(reading, index, own[0], list(others.values()))


_WITH = re.compile(r"[^.;:\d]{0,24}\b(?:with|con|com)\s(?:[^\W\d]+\s){0,2}", re.IGNORECASE)


def _told_with(reading: Reading, index: int, own: list[int]) -> int | None:
    """The count that a rank is told with, of whose time it is: "it had been first with 1,852"."""
    end = reading.claims[index].end
    text = reading.manuscript.text
    return next((i for i in own if i > index and _WITH.fullmatch(text, end, reading.claims[i].start)), None)


def _told(reading: Reading, index: int) -> Arithmetic | None:
    """By places, of whatever is counted: the counts of the sentence before, of one span and each of a place of its own,
    where they are as many as the rank is told to be of: "A had 1,403, B 979 and C 1,688. A is first of the three"."""
    claim, number_ = reading.claims[index], reading.sentence[index]
    sentences = reading.manuscript.sentences
    if claim.place is None or not number_ or sentences[number_ - 1].block != sentences[number_].block:
        return None
    group = [
        i for i in reading.inside.get(number_ - 1, []) if counted(reading, i) and not reading.claims[i].hedge
    ]
    own = [i for i in group if reading.claims[i].place == claim.place]
    places = {place.code for i in group if (place := reading.claims[i].place)}
    if len(own) != 1 or len(places) != len(group) or len({reading.claims[i].period for i in group}) != 1:
        return None
    nouns = {reading.claims[i].counted for i in group} - {""}
    sizes = [reading.claims[i].value for i in reading.inside[number_] if i != index]
    if len(nouns) > 1 or (len(group) not in sizes and not _names_many(reading, index, len(group))):
        return None
    return judged(reading, index, own[0], [i for i in group if i not in own])


_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
         "dois": 2, "duas": 2, "três": 3, "quatro": 4}  # fmt: skip


def _names_many(reading: Reading, index: int, size: int) -> bool:
    said = re.findall(r"[^\W\d]+", reading.after(index).lower())
    return any(_MANY.get(word) == size for word in said)


def listings(reading: Reading) -> list[list[int]]:
    """Tables' columns and runs of lines of a name and a count."""
    out = [list(column) for column in reading.columns]
    run: list[int] = []
    last = -9
    for sentence, group in sorted(reading.inside.items()):
        prose = [i for i in group if counted(reading, i)]
        said = reading.said(sentence)
        if len(prose) == 1 and len(group) <= 2 and len(said) <= 60 and not reading.cell(prose[0]):
            if sentence > last + 2:
                run = []
                out.append(run)
            run.append(prose[0])
            last = sentence
    out = [[i for i in line if not of_the_rest(reading, i)] for line in out]
    return [line for line in out if len(line) > 2]


def _listed(reading: Reading, index: int, lines: list[list[int]]) -> Arithmetic | None:
    """By names: the one entry of a list whose name the rank's sentence begins with, or has right before it.

    Of several lists that name it, as the columns of two years, the one of the rank's own period. A list of another
    time only bears it out: a rank of one year is not wrong for the list of another.
    """
    said, claim = reading.before(index), reading.claims[index]
    tried: list[tuple[bool, Arithmetic]] = []
    for line in lines:
        named = {i: reading.label(i) for i in line}
        hits = [i for i, name in named.items() if named_in(name, said)]
        if len(hits) == 1 and len(set(named.values())) == len(line):
            done = judged(reading, index, hits[0], [i for i in line if i != hits[0]])
            listed = reading.claims[hits[0]]
            if claim.measure_sure and listed.measure and listed.measure != claim.measure:
                continue  # "of thefts A is second", below a list of killings
            when = listed.period
            if done is not None and (done.holds or when == claim.period or None in (when, claim.period)):
                tried.append((claim.period_sure and claim.period == when, done))
    tried = [kept for kept in tried if kept[0]] or tried
    return next((done for _, done in tried if done.holds), tried[0][1] if tried else None)


def named_in(name: str, said: str) -> bool:
    """Whether words have a name among them, both without accents and capitals."""
    return len(name) > 3 and bool(re.search(rf"(?:^| ){re.escape(name)}(?: |$)", fold(said)))
