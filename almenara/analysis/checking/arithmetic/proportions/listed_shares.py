"""Shares of what a list names, told behind it: "19 thefts, 11 robberies … Theft accounts for 51 percent of the total".

The list must make up a total of the text. What the share is of must be named as the list names it, with nothing added,
or be "the first two" of the list right before it; then a share which the two do not give is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.operands import YEAR
from almenara.analysis.checking.arithmetic.parted import is_share, misses
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.divided import Division, divisions, words_of
from almenara.analysis.checking.arithmetic.sums.divided_totals import totals_made
from almenara.text.comparisons import follows

_REACH = 2500
"""Characters behind a list in which a share may be told of what it names."""
_RIGHT_BEHIND = 2
"""Paragraphs behind a list of which a share may be of "the first two"."""
_SUBJECT = re.compile(r"(?:^|[.;:,(–—])\s*(?:(?:and|y|e)\s+)?([^.;:(–—]*)$")
_NOUN = 40
"""Characters behind a whole in which its noun stands."""
_LED_ON = re.compile(r"^(?:and|y|e)\s+", re.IGNORECASE)
_PIECE = re.compile(r"\s*(?:,|(?<!\w)(?:and|y|e)(?!\w))\s*")


@dataclass(frozen=True)
class _Made:
    """A list, and the count that its entries make up."""

    list: Division
    whole: int


def listed_shares(reading: Reading) -> Iterator[Reckoning]:
    """Each share of what a list names against its counts and the total that the list makes up."""
    indices = [i for i in range(len(reading.claims)) if is_share(reading, i)]
    lists = _made(reading) if indices else []
    for index in indices:
        found = _told(reading, index, lists)
        done = [one for one in (shared(reading, index, parts, whole) for parts, whole in found) if one]
        if kept := next((one for one in done if one.holds), None):
            yield Reckoning(index, kept)
        elif done and all(_wrong(reading, index, one.claims) for one in done):
            yield Reckoning(index, done[0])


def _wrong(reading: Reading, index: int, used: Sequence[int]) -> bool:
    *parts, whole = used
    part = sum(reading.claims[i].value for i in parts)
    said = _around(reading, index)
    if any(reading.words[name].search(said) for name in ("earlier", "base")) or YEAR.search(said):
        return False
    return misses(reading.claims[index], part, reading.claims[whole].value)


def _around(reading: Reading, index: int) -> str:
    """The clause of a share."""
    return _clause(reading, index) + re.split(r"[,;.:(–—]", reading.after(index))[0]


def _made(reading: Reading) -> list[_Made]:
    wholes = totals_made(reading)
    return [
        _Made(one, wholes[frozenset(one.entries)])
        for one in divisions(reading)
        if frozenset(one.entries) in wholes
    ]


def _of_that(reading: Reading, index: int, whole: int, lists: Sequence[_Made]) -> bool:
    """Whether nothing behind a share makes it one of less than a whole, which a list may have named before."""
    after = reading.after(index).lstrip()
    of = reading.divided["of_all"].match(after)
    rest = re.split(r"[.,;:()–—]", after[of.end() if of else 0 :])[0]
    if of is None:
        return not rest.strip()
    text, claim = reading.manuscript.text, reading.claims[whole]
    named = words_of(f"{claim.counted} {text[claim.end : claim.end + _NOUN]}")
    for one in lists:
        for i, label in zip(one.list.entries, one.list.labels, strict=True):
            named |= label if reading.claims[i].value == claim.value else frozenset()
    return words_of(rest) <= named


def _told(reading: Reading, index: int, lists: Sequence[_Made]) -> list[tuple[list[int], int]]:
    start = reading.claims[index].start
    before = [
        one
        for one in lists
        if 0 <= start - one.list.end <= _REACH and _of_that(reading, index, one.whole, lists)
    ]
    if (first := _first_ones(reading, index, before)) is not None:
        return first
    clause = _clause(reading, index)
    return [(parts, one.whole) for one in before if (parts := _named(reading, clause, one.list))]


def _clause(reading: Reading, index: int) -> str:
    """The words in front of a share that tell what it is of."""
    said = reading.before(index)
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if place and is_share(reading, group[place - 1]):  # "theft makes up 41 % of the total, and robbery, 14 %"
        of = reading.divided["of_all"].match(said.lstrip())
        said = said.lstrip()[of.end() if of else 0 :].lstrip(" ,;")
        said = _LED_ON.sub("", said)
    found = _SUBJECT.search(said)
    return found[1] if found else ""


def _named(reading: Reading, clause: str, one: Division) -> list[int]:
    """The entries of a list that a clause says its share is of, by their labels and no other words; [] for others."""
    stands = list(reading.parted["stands_for"].finditer(clause))
    if stands and idle(reading, clause[stands[-1].end() :]):
        pieces = _PIECE.split(clause[: stands[-1].start()])
    elif follows(reading.divided["at_hand"], clause):
        pieces = [_subject(reading, clause, one)]
    elif clause.rstrip().endswith(","):
        pieces = [clause]
    else:
        return []
    said = [words for piece in pieces if (words := words_of(reading.divided["alone"].sub(" ", piece)))]
    lead, out = words_of(one.lead), []
    for words in said:
        hits = [
            i for i, label in zip(one.entries, one.labels, strict=True)
            if words & label and words <= label | lead
        ]  # fmt: skip
        if len(hits) != 1:
            return []
        out.append(hits[0])
    return out if len(set(out)) == len(out) < len(one.entries) else []


def _subject(reading: Reading, clause: str, one: Division) -> str:
    """What a share told "with" something is of: "Copper remains the most wanted, with"; "" where more is told of it."""
    clause = re.sub(r",?\s*[^\W\d_]+\s*$", "", clause)
    words = clause.split()
    named = words_of(one.lead).union(*one.labels)
    at = 0
    while at < len(words) and words_of(reading.divided["alone"].sub(" ", words[at])) <= named:
        at += 1
    rest = " ".join(words[at:])
    more = reading.divided["where"].search(rest) or re.search(r"[A-ZÁÉÍÓÚ]|,", rest)
    return "" if more else " ".join(words[:at])


def _first_ones(reading: Reading, index: int, before: Sequence[_Made]) -> list[tuple[list[int], int]] | None:
    """The first so many of the list right before a share: "the first two sites make up"; None where it is not so."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if not place:
        return None
    many = group[place - 1]
    claim = reading.claims[many]
    text = reading.manuscript.text
    between = text[claim.end : reading.claims[index].start]
    if claim.kind != "count" or not 2 <= claim.value <= 6 or claim.hedge:
        return None
    first = reading.divided["first"]
    if not (follows(first, reading.before(many)) or first.match(between.lstrip())):
        return None
    stands = list(reading.parted["stands_for"].finditer(between))
    if not stands or not idle(reading, between[stands[-1].end() :]) or re.search(r"[,;.:]", between):
        return []
    last = before[-1:]
    if not last:
        return []
    one = last[0]
    blocks = [reading.manuscript.sentences[reading.sentence[i]].block for i in (index, one.list.entries[-1])]
    n = int(claim.value)
    if blocks[0] - blocks[1] >= _RIGHT_BEHIND or n >= len(one.list.entries):
        return []
    told = list(one.list.entries)
    most = sorted(told, key=lambda i: -reading.claims[i].value)
    return [(told[:n], one.whole), (most[:n], one.whole)]
