"""Ranks on a list that the text has just told, one entry named before them: "D, where our depot is, is thus fifth".

The list is a table, lines of a name and a count, or a sentence that counts places from the most down. That a rank is
of it is told by naming the list, by drawing a conclusion from it, by telling who held the rank then, or by a sentence
that names nothing but the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import concludes, goes_on_about
from almenara.analysis.checking.arithmetic.order.places_taken import (
    LOWEST_PLACE,
    judged,
    listings,
    named_in,
    of_another_list,
)
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems_in
from almenara.model.claim import Arithmetic
from almenara.model.place import fold
from almenara.text.comparisons import follows

_BACK = 3
"""Sentences before a rank in which a list of prose stands."""
_LEAST = 3
_ENDS = re.compile(r"\s*(?:[.,;)]|[–—]|$)")
_NAME = re.compile(
    r"[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w'’-]+(?:\s(?:de(?:l| la| los)?\s|do\s|da\s|of\s)?[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w'’-]+)*"
)


def listed_ranks(reading: Reading) -> Iterator[Reckoning]:
    """Each rank of which no other sum was found."""
    lines = listings(reading)
    for index, claim in enumerate(reading.claims):
        if claim.kind != "rank" or not 1 <= claim.value <= LOWEST_PLACE or claim.projection or claim.denied:
            continue
        if reading.found.get(index) or of_another_list(reading, index) or _otherwise(reading, index):
            continue
        tie = _tie(reading, index)
        for entries in [*_above(reading, index, lines), *_told(reading, index)] if tie else []:
            own = _own(reading, index, entries)
            if own is None or not _of_one_thing(reading, index, own, entries, tie):
                continue
            if (done := _judged(reading, index, own, entries, tie)) is not None:
                yield Reckoning(index, done)
            break


def _otherwise(reading: Reading, index: int) -> bool:
    """Whether a rank is one from below, by a rate, or of somebody pushed out of it."""
    before, after = reading.before(index), reading.after(index)
    around = before[-30:] + reading.claims[index].text + after[:30]
    return (
        reading.words["lowest"].search(around) is not None
        or reading.slips["displaced"].search(before) is not None
        or reading.words["per_head"].search(reading.said(reading.sentence[index])) is not None
        or reading.told["overall"].search(before + after) is not None
    )


def _tie(reading: Reading, index: int) -> str:
    """What ties a rank to a list: "list" that it is named, "so" a conclusion, "then" who held it, "on" nothing else."""
    text, before, after = reading.claims[index].text, reading.before(index), reading.after(index)
    if reading.slips["a_list"].search(text) or reading.slips["a_list"].search(after[:20]):
        return "list"
    if follows(reading.told["was_in"], before):
        return "then"
    if concludes(reading, index):
        return "so"
    return (
        "on" if _ENDS.match(after) and (goes_on_about(reading, index) or _only_ranks(reading, index)) else ""
    )


def _only_ranks(reading: Reading, index: int) -> bool:
    """Whether a sentence says of somebody told in the one before no more than the rank: "C ranks second"."""
    number, lead = reading.sentence[index], reading.before(index)
    lead = reading.without(lead, "rank_told", "idle")
    return number > 0 and stems_in(lead) <= stems_in(reading.said(number - 1))


def _above(reading: Reading, index: int, lines: list[list[int]]) -> list[list[int]]:
    """Columns and runs of lines before a rank, the last first."""
    at = reading.claims[index].start
    above = [[i for i in line if reading.claims[i].end <= at] for line in reversed(lines)]
    return [line for line in above if len(line) >= _LEAST]


def _told(reading: Reading, index: int) -> list[list[int]]:
    """The lists of the sentences before a rank, the last first."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    out = []
    for n in range(own - 1, max(-1, own - 1 - _BACK), -1):
        if sentences[n].block == sentences[own].block:
            told = [i for i in reading.inside.get(n, []) if counted(reading, i)]
            if told and reading.words["followed"].match(reading.said(n).lstrip()):
                first = [i for i in reading.inside.get(n - 1, []) if counted(reading, i)]
                told = first[-1:] + told  # "A had 30. B (20), C (10) came next"
            if len(told) >= _LEAST:
                out.append(told)
    return out


def _own(reading: Reading, index: int, entries: list[int]) -> int | None:
    """The entry that a rank is of: the only one named before it, or else of its place or the state of its town."""
    names = _names(reading, entries)
    if names:
        lead = reading.before(index)
        hits = [i for i, name in zip(entries, names, strict=True) if named_in(name, lead)]
        if hits:
            return hits[0] if len(hits) == 1 else None
    place = reading.claims[index].place
    places = [p.code if (p := reading.claims[i].place) else "" for i in entries]
    if place is None or len(set(places)) < len(places):
        return None
    codes = {place.code}
    if _of_the_state(reading, index) and place.parent:
        codes.add(place.parent)
    hits = [i for i, code in zip(entries, places, strict=True) if code in codes]
    return hits[0] if len(hits) == 1 else None


def _of_the_state(reading: Reading, index: int) -> bool:
    """Whether a rank is one of states, of which a town is told to lie in one: "our plants in B lie in the state"."""
    around = reading.before(index)[-40:] + reading.claims[index].text
    return reading.words["state_kind"].search(around) is not None


def _names(reading: Reading, entries: list[int]) -> list[str]:
    """A name of each entry of a list, in front of rows and lines, else where each has one; [] where some has none."""
    front = [reading.label(i) for i in entries]
    if reading.cell(entries[0]):
        return front if all(front) and len(set(front)) == len(front) else []
    behind = [hit[0] for i in entries if (hit := _NAME.search(re.split(r"[,;:.]", reading.after(i))[0]))]
    for names in ([fold(name) for name in behind], front):
        if len(names) == len(entries) == len(set(names)) and all(names):
            return names
    return []


def _of_one_thing(reading: Reading, index: int, own: int, entries: list[int], tie: str) -> bool:
    """Whether a list counts one thing, from the most down, at the time of the rank."""
    claims = reading.claims
    values = [claims[i].value for i in entries]
    if len(entries) < _LEAST or values != sorted(values, reverse=True) or len(set(values)) < len(values):
        return False
    if (
        any(claims[i].hedge for i in entries)
        or len({(claims[i].measure, claims[i].kind) for i in entries}) > 1
    ):
        return False
    rank = claims[index]
    if rank.measure and claims[own].measure and rank.measure != claims[own].measure:
        return False
    if len({claims[i].period for i in entries}) > 1:
        return False
    timed = rank.period_sure and claims[own].period_sure and tie != "then"
    return not timed or rank.period == claims[own].period


def _judged(reading: Reading, index: int, own: int, entries: list[int], tie: str) -> Arithmetic | None:
    told = reading.said(reading.sentence[entries[0]])
    whole = tie in ("list", "so", "then") or reading.words["followed"].search(told) is not None
    return judged(reading, index, own, [i for i in entries if i != own], whole=whole)
