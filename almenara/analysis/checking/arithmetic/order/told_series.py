"""Series: counts of one thing told one after another with their times: "80 in May, 85 in June and 70 in July".

Between two counts of a series stand nothing but their times and words that name nothing counted. Whatever else stands
there may make the second one a count of something else, and ends the series: what is said of a series is held against
counts that are plainly of it, and against no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, stems
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.text.period_mention import PeriodMention
from almenara.text.periods import find_periods

_BETWEEN = 110
"""Characters between two counts of a series, at most."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CARRIED = re.compile(r"[^,;:.()]*(?=[,;:()])")
"""What is told with the first count of a series and goes on for the others: "450 thefts on the line, 470 in 2018"."""
_OPENS = re.compile(r"[^,;:.()]*(?:[:(]|\s[–—])(?P<behind>[^,;:.()]*)", re.DOTALL)
"""A clause that goes on to its end, behind which its counts are told."""
_DAYS = 3
"""Days by which two months, or two years, may differ."""
_SHORT = 2
"""Letters of words that name nothing, at most."""
_STEM = 5
"""Letters in which a verb and its noun are alike: "reported", "reports"."""
UNITS = {"half": 6, "year": 12, "quarter": 3, "month": 1}
"""Months of the times that streaks and superlatives are of, by the name of their pattern."""

Series = tuple[int, ...]
"""Numbers of claims in the order of their times."""


class Told:
    """The series of a text, and what is needed to read what is said of them.

    saying  names of the patterns of words/series.yml by which it is said
    """

    def __init__(self, reading: Reading, saying: tuple[str, ...]) -> None:
        self.reading = reading
        self._idle = [reading.series[name] for name in (*saying, "plain")]
        self._idle += [reading.words[name] for name in ("rise", "fall", "base")]

    @cached_property
    def times(self) -> list[PeriodMention]:
        """Times that the text tells."""
        return find_periods(self.reading.manuscript)

    @cached_property
    def all(self) -> list[Series]:
        """Each series, in the order told."""
        out: list[list[int]] = [[]]
        for index in sorted(range(len(self.reading.claims)), key=lambda i: self.reading.claims[i].start):
            if _of_one_time(self.reading, index):
                if out[-1] and not self._joined(out[-1], index):
                    out.append([])
                out[-1].append(index)
        return [tuple(sorted(run, key=lambda i: self.period(i))) for run in out if len(run) > 1]

    def period(self, index: int) -> Period:
        """The time of a count of a series."""
        period = self.reading.claims[index].period
        assert period is not None
        return period

    def beside(
        self, sentence: int, start: int, end: int, named: bool = True, mark: int = -1
    ) -> Series | None:
        """The only series that words of a sentence may be said of: one in it with nothing else named between, or one
        of the sentence right before or behind it, where the two name the same things; `named`: what is counted is
        named before the counts; `mark`: a number that the words tell."""
        inside = [s for s in self.all if any(self.reading.sentence[i] == sentence for i in s)]
        if inside:
            return inside[0] if len(inside) == 1 and self._tied(inside[0], start, end, named, mark) else None
        near = [s for s in self.all if self._speaks_of(sentence, s, mark)]
        return near[0] if len(near) == 1 else None

    def _tied(self, series: Series, start: int, end: int, named: bool, mark: int) -> bool:
        """Whether nothing is named between words and a series of their sentence but what is counted."""
        claims, sentences = self.reading.claims, self.reading.manuscript.sentences
        first, last = min(claims[i].start for i in series), max(claims[i].end for i in series)
        if start >= last:
            return self.named(last, start) <= self.nouns(series) | self._words(self._carried(last, start))
        if end > first:
            return True
        if not named:
            return self.named(end, first) <= self.things(series, end)
        opens = _OPENS.fullmatch(self.reading.manuscript.text, end, first)
        opening = sentences[self.reading.sentence[min(series)]].start
        anything = self.reading.series["unit_noun"].findall(" ".join(claims[i].counted for i in series))
        told = self._words(" ".join([self.reading.manuscript.text[opening:first], *anything]))
        if not self.nouns(series) <= told and self.named(opening, start):
            return False  # "the budget grew for the third year: 300 thefts"
        nouns = self.things(series, end) if mark >= 0 else self.nouns(series)
        return self.named(opens.start("behind") if opens else end, first) <= nouns

    def _speaks_of(self, sentence: int, series: Series, mark: int) -> bool:
        """Whether a sentence names nothing but what is named with the series right before or behind it."""
        reading, sentences = self.reading, self.reading.manuscript.sentences
        numbers = {reading.sentence[i] for i in series}
        if sentences[sentence].block != sentences[min(numbers)].block:
            return False
        others = [i for i in reading.inside.get(sentence, []) if i != mark]
        if any(reading.claims[i].kind in ("count", "money") for i in others):
            return False
        if sentence == max(numbers) + 1:
            return self.named(sentences[sentence].start, sentences[sentence].end) <= self.around(series)
        told = self.named(sentences[min(numbers)].start, sentences[max(numbers)].end)
        return sentence == min(numbers) - 1 and told <= self._words(reading.said(sentence))

    def named(self, start: int, end: int) -> set[str]:
        """Beginnings of the words of a stretch that name something: no times, no numbers, nothing said of a series."""
        said = list(self.reading.manuscript.text[start:end])
        spans = [(t.start, t.end) for t in self.times] + [(c.start, c.end) for c in self.reading.claims]
        for pattern in self._idle:
            spans += [hit.span() for hit in pattern.finditer(self.reading.manuscript.text, start, end)]
        for first, last in spans:
            for i in range(max(start, first), min(end, last)):
                said[i - start] = " "
        return self._words("".join(said))

    def _words(self, said: str) -> set[str]:
        return {
            (stems(word) or (fold(word),))[0][:_STEM] for word in _WORD.findall(said) if len(word) > _SHORT
        }

    def nouns(self, series: Iterable[int]) -> set[str]:
        """Beginnings of the words for what a series counts."""
        return self._words(" ".join(self.reading.claims[i].counted for i in series))

    def since(self, sentence: int, series: Series) -> list[int]:
        """The counts of a series from the time on since when a sentence speaks."""
        place = self.reading.manuscript.sentences[sentence]
        told = [t.period for t in self.times if t.relation == "since" and place.start <= t.start < place.end]
        return [i for i in series if all(p is None or self.period(i).start >= p.start for p in told)]

    def things(self, series: Series, start: int) -> set[str]:
        """As `nouns`; of a series that tells no noun, what is named from a place on up to the end of its clause."""
        return self.nouns(series) or self.named(start, start + len(self._carried(start, None)))

    def around(self, series: Series, start: int = 0, end: int = 0) -> set[str]:
        """Beginnings of the words of the sentences that tell a series, but for a stretch of them."""
        places = [self.reading.manuscript.sentences[n] for n in {self.reading.sentence[i] for i in series}]
        text = self.reading.manuscript.text
        text = text[:start] + " " * (end - start) + text[end:]
        return self._words(" ".join(text[place.start : place.end] for place in places))

    def _joined(self, run: list[int], index: int) -> bool:
        """Whether a count goes on a series: of one thing with those before, of a time of its own as long as theirs."""
        reading, last = self.reading, run[-1]
        manuscript, claims = reading.manuscript, reading.claims
        one, two = claims[last], claims[index]
        if two.start - one.end > _BETWEEN or manuscript.block_of(one.start) != manuscript.block_of(two.start):
            return False
        if reading.sentence[index] - reading.sentence[last] > 1 or not all(
            self._alike(i, index) for i in run
        ):
            return False
        allowed = self.nouns([*run, index])
        if len(run) == 1:
            allowed |= self._words(self._carried(one.end, two.start))
        lead = manuscript.text[manuscript.sentences[reading.sentence[run[0]]].start : claims[run[0]].start]
        return self.named(one.end, two.start) <= allowed | self._words(lead)

    def _carried(self, start: int, end: int | None) -> str:
        text = self.reading.manuscript.text
        hit = _CARRIED.match(text, start, len(text) if end is None else end)
        return hit[0] if hit else ""

    def _alike(self, one: int, two: int) -> bool:
        """Whether nothing tells two counts apart, by thing, rule, place or source, but times as long as each other."""
        a, b = self.reading.claims[one], self.reading.claims[two]
        if a.kind != b.kind or (a.unit and b.unit and a.unit != b.unit) or self.reading.apart(two, one):
            return False
        nouns = self.nouns([one]), self.nouns([two])
        if nouns[0] and nouns[1] and not nouns[0] & nouns[1]:
            return False
        apart = self.reading.of_other_times(one, two)
        as_long = abs(self.period(one).days - self.period(two).days) <= _DAYS
        return apart and as_long and not self.reading.conflict(one, two) and a.place == b.place


def unit_told(reading: Reading, said: str) -> int:
    """Months of the times that words are of, 0 where they tell none."""
    return next((size for name, size in UNITS.items() if reading.series[name].search(said)), 0)


def without(said: str, *hits: re.Match[str]) -> str:
    """A sentence with some of its words blanked, the others where they stood."""
    for hit in hits:
        said = said[: hit.start()] + " " * len(hit[0]) + said[hit.end() :]
    return said


def _of_one_time(reading: Reading, index: int) -> bool:
    """Whether a claim is an exact count or sum of money of a time of its own."""
    claim = reading.claims[index]
    plain = counted(reading, index) and not claim.hedge and not reading.cell(index)
    return plain and claim.period is not None and not claim.period_open
