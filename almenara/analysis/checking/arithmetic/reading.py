"""A text's claims as sums see them: which stand together, what words lie between, which count the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import inf

from almenara.model.claim import Arithmetic, Claim
from almenara.model.manuscript import Block, Manuscript
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.text.comparison_words import (
    comparison_words,
    divided_words,
    parted_words,
    pointed_words,
    series_words,
    slip_words,
    told_sum_words,
    told_words,
)
from almenara.text.comparisons import Cue, find_comparisons

_NAMES = re.compile(
    r"[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w'’-]+(?:\s(?:de(?:l| la| los)?|do|da|of|la|the)?\s?[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w'’-]+)*"
)
_WORD = re.compile(r"[^\W\d_]+")
COUNTED = ("count", "money", "rate", "average")
"""Kinds of quantity that can grow, shrink or be summed."""


@dataclass(frozen=True)
class Reckoning:
    """One sum for one claim. `parts`: numbers of the claims that the claim is the total of."""

    claim: int
    sum: Arithmetic
    parts: tuple[int, ...] = ()


@dataclass
class Reading:
    """The manuscript, its claims, and the words that compare them.

    totals  parts of each claim that was found to be their sum, filled as the sums are done
    found   the sums done so far, by claim
    bases   whether the words make a claim a base of comparison, of those asked for
    """

    manuscript: Manuscript
    claims: Sequence[Claim]
    words: Mapping[str, re.Pattern[str]] = field(init=False)
    slips: Mapping[str, re.Pattern[str]] = field(init=False)
    sums: Mapping[str, re.Pattern[str]] = field(init=False)
    told: Mapping[str, re.Pattern[str]] = field(init=False)
    parted: Mapping[str, re.Pattern[str]] = field(init=False)
    series: Mapping[str, re.Pattern[str]] = field(init=False)
    divided: Mapping[str, re.Pattern[str]] = field(init=False)
    pointed: Mapping[str, re.Pattern[str]] = field(init=False)
    found: dict[int, list[Arithmetic]] = field(default_factory=lambda: defaultdict(list))
    totals: dict[int, tuple[int, ...]] = field(default_factory=dict)
    bases: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = comparison_words(self.manuscript.language)
        self.slips = slip_words(self.manuscript.language)
        self.sums = told_sum_words(self.manuscript.language)
        self.told = told_words(self.manuscript.language)
        self.parted = parted_words(self.manuscript.language)
        self.series = series_words(self.manuscript.language)
        self.divided = divided_words(self.manuscript.language)
        self.pointed = pointed_words(self.manuscript.language)

    @cached_property
    def cues(self) -> dict[int, Cue]:
        """What each claim compares, by its number."""
        return {cue.quantity: cue for cue in find_comparisons(self.manuscript, self.claims)}

    @cached_property
    def sentence(self) -> list[int]:
        """Number of each claim's sentence."""
        return [self.manuscript.sentence_at(claim.start) for claim in self.claims]

    @cached_property
    def inside(self) -> dict[int, list[int]]:
        """Claims of each sentence, in order."""
        out: dict[int, list[int]] = defaultdict(list)
        for index in sorted(range(len(self.claims)), key=lambda i: self.claims[i].start):
            out[self.sentence[index]].append(index)
        return out

    @cached_property
    def _between(self) -> dict[int, tuple[str, str]]:
        text, out = self.manuscript.text, {}
        for number, group in self.inside.items():
            sentence = self.manuscript.sentences[number]
            edges = [sentence.start, *(self.claims[i].end for i in group)]
            starts = [*(self.claims[i].start for i in group[1:]), sentence.end]
            for place, i in enumerate(group):
                claim = self.claims[i]
                out[i] = (text[edges[place] : claim.start], text[claim.end : starts[place]])
        return out

    def before(self, index: int) -> str:
        """The words between the claim before, or the sentence's start, and this one."""
        return self._between[index][0]

    def after(self, index: int) -> str:
        """The words between this claim and the next, or the sentence's end."""
        return self._between[index][1]

    def said(self, number: int) -> str:
        """Words of a sentence."""
        return self.manuscript.said(self.manuscript.sentences[number])

    def without(self, said: str, *names: str) -> str:
        """Words but for those of the slips' lists of these names."""
        for name in names:
            said = self.slips[name].sub(" ", said)
        return said

    def near(self, number: int, reach: int = 2) -> list[int]:
        """Numbers of the sentences around one that are of its own or of the next prose blocks."""
        sentences, blocks = self.manuscript.sentences, self.manuscript.blocks
        out = []
        for other in range(max(0, number - reach), min(len(sentences), number + reach + 1)):
            block = blocks[sentences[other].block]
            if other != number and block.kind not in ("cell", "furniture"):
                out.append(other)
        return out

    def cell(self, index: int) -> bool:
        """Whether a claim stands in a table."""
        return self.manuscript.block_of(self.claims[index].start).kind == "cell"

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], Block]:
        return {(b.table, b.row, b.column): b for b in self.manuscript.blocks if b.kind == "cell"}

    @cached_property
    def columns(self) -> list[list[int]]:
        """Counts of each column of each table, from the top, without the rows of totals."""
        out: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, claim in enumerate(self.claims):
            block = self.manuscript.block_of(claim.start)
            if block.kind == "cell" and claim.kind == "count" and not block.header and block.column > 0:
                first = self._cells.get((block.table, block.row, 0))
                named = self.manuscript.text[first.start : first.end] if first else ""
                if not self.words["total"].match(named.strip(" *")):
                    out[block.table, block.column].append(index)
        return list(out.values())

    def label(self, index: int) -> str:
        """The name that a count stands with: its row's first cell, the words of its line, or a proper name."""
        text, claim = self.manuscript.text, self.claims[index]
        block = self.manuscript.block_of(claim.start)
        if block.kind == "cell":
            first = self._cells.get((block.table, block.row, 0))
            return fold(text[first.start : first.end]) if first and block.column > 0 else ""
        names = _NAMES.findall(self.before(index))
        return fold(names[-1]) if names else ""

    def span_of(self, index: int) -> Period | None:
        """The period of a claim: of a total of consecutive periods, all of them; None where it is open."""
        told = [self.claims[i] for i in self.totals.get(index, ())]
        spans = sorted({c.period for c in told if c.period and c.period_sure})
        if len(spans) == len(told) > 1:
            joined = pairwise(spans)
            if all((b.start - a.end).days == 1 for a, b in joined):
                return Period(spans[0].start, spans[-1].end)
        return None if self.claims[index].period_open else self.claims[index].period

    def holds(self, index: int) -> bool:
        """Whether a sum of those done so far bears a claim out."""
        return any(done.holds and done.kind != "limit" for done in self.found.get(index, ()))

    def is_change(self, index: int) -> bool:
        """Whether a claim says by how much something changed."""
        cue = self.cues.get(index)
        return cue is not None and cue.kind in ("change", "times", "difference")

    def conflict(self, a: int, b: int) -> bool:
        """Whether two claims plainly count different things or places."""
        one, two = self.claims[a], self.claims[b]
        if one.measure and two.measure and one.measure != two.measure:
            return True
        sure = one.place_sure and two.place_sure
        if one.place and two.place and sure and one.place != two.place and one.place.kind == two.place.kind:
            return True
        return bool(one.definition and two.definition and one.definition != two.definition)

    def apart(self, a: int, b: int) -> bool:
        """Whether a claim is told by a source that the other, of another sentence, is not told by."""
        one, two = ({x.name for x in self.claims[i].attribution if not x.unnamed} for i in (a, b))
        return bool(one and not one & two and (two or self.sentence[a] != self.sentence[b]))

    def of_other_times(self, a: int, b: int) -> bool:
        """Whether two claims are told of times that have no day in common."""
        one, two = self.claims[a].period, self.claims[b].period
        return one is not None and two is not None and (one.end < two.start or two.end < one.start)

    def same(self, a: int, b: int) -> bool:
        """Whether two claims plainly count the same thing: one measure, or one noun."""
        one, two = self.claims[a], self.claims[b]
        if one.measure or two.measure:
            return one.measure == two.measure
        return bool(set(stems(one.counted)) & set(stems(two.counted)))


def stems(noun: str) -> tuple[str, ...]:
    """Words of a noun phrase that say something, cut to their stems: "casos de secuestro" -> cas, secuestr."""
    return tuple(re.sub(r"(?:es|s|os|as|o|a)$", "", w) for w in fold(noun).split() if len(w) > 3)


def stems_in(said: str) -> set[str]:
    """Stems of the words of a stretch of text, without its numbers and what stands between words."""
    return set(stems(" ".join(_WORD.findall(said))))


def span(claim: Claim) -> tuple[float, float]:
    """What the claim's words leave open, the open sides as infinities."""
    return (-inf if claim.low is None else claim.low), (inf if claim.high is None else claim.high)


def stated(claim: Claim) -> tuple[float, float]:
    """As `span`, and a figure cut off rather than rounded is let pass: 1.76 told as 1.7."""
    low, high = span(claim)
    if claim.hedge or claim.high is None or claim.low is None or float(claim.value).is_integer():
        return low, high
    return low, max(high, claim.value + (high - low))


def cut_off(claim: Claim) -> tuple[float, float]:
    """What a plain figure leaves open if it was cut off rather than rounded, whole ones too: 66.95 told as 66."""
    low, high = span(claim)
    if claim.hedge or inf in (high, -low):
        return low, high
    return low, max(high, claim.value + (high - low))


WORDS = 0.1
"""Share of itself by which a fraction in words may miss what it stands for: 31 to 36 % are told as a third."""


def in_percent(claim: Claim) -> Claim:
    """A fraction told as a change, in per cent: "fell by a quarter" as 25 %; other claims as they are."""
    if claim.kind != "ratio":
        return claim
    low, high = (None if x is None else 100 * x for x in (claim.low, claim.high))
    value = 100 * claim.value
    if not claim.hedge or claim.hedge in ("about", "almost"):
        low = min(low if low is not None else value, value * (1 - WORDS))
        high = max(high if high is not None else value, value * (1 + WORDS))
    return replace(claim, value=value, low=low, high=high, hedge=claim.hedge or "about")


def meet(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Whether two intervals share a value, but for the noise of floating point."""
    slack = 1e-9 * max(1.0, *(abs(x) for x in (*one, *two) if abs(x) != inf))
    return one[0] <= two[1] + slack and two[0] <= one[1] + slack


def number(value: float) -> str:
    """A value as the sums show it: 12,581; 41.4; 0.25."""
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0") if abs(value) < 10 else f"{value:,.1f}"


def narrow(claim: Claim) -> bool:
    """Whether a claim's words pin it down enough that a sum over it which fits is no accident."""
    low, high = span(claim)
    return high - low <= 0.15 * abs(claim.value)


def plus(values: Iterable[float]) -> str:
    """A sum written out."""
    return " + ".join(number(v) for v in values)
