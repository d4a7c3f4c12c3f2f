"""Streaks: "rose for the third year running", "fell in each of the last three quarters", against the counts told.

The counts are a series of the streak's sentence or of the one beside it, and the steps are those up to the streak's own
time. Counts told without their times, "140, 128, 133 and 121", are as many as the streak's times, and may be told from
the last back to the first: they are no streak where they go neither all one way nor all the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from almenara.analysis.checking.arithmetic.operands import wrong_way
from almenara.analysis.checking.arithmetic.order.told_series import UNITS, Series, Told, unit_told, without
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.model.claim import Arithmetic
from almenara.model.period import Period
from almenara.text.comparisons import NAMES
from almenara.text.number_words import number_said
from almenara.text.ranking import ordinal_said

_FORMS = ("nth", "so_many", "each_of", "not_ceased", "every", "steadily")
_LOOSE = ("not_ceased", "steadily")
"""Streaks that a small step back does not break."""
_SMALL = 0.03
_BESIDE = 60
"""Characters between the words of a streak and its word of direction, at most."""
_CLAUSE = re.compile(r"[,;:.()–—]")
_APART = re.compile(r"[;:.()]|,\s")
"""What stands between a count and a time that is not its own."""
_LISTED = re.compile(r",?\s(?:(.+)\s)?")
"""What stands between counts told in turn, and the words among it."""
_FEWEST = 2
"""Steps that a streak is held against, at least."""


@dataclass(frozen=True)
class _Streak:
    """steps  how many times in a row it went that way, 0 where no number is told; unit  months of each, 0 likewise"""

    start: int
    end: int
    direction: str
    form: str
    steps: int
    unit: int

    def broken(self, base: float, later: float) -> bool:
        """Whether a step goes the other way."""
        step = later - base if self.direction == "rise" else base - later
        return step <= (-_SMALL * base if self.form in _LOOSE else 0)


def streaks(reading: Reading) -> Iterator[Reckoning]:
    """Each streak of which no other sum was found, against the only series of counts that it may be of."""
    if not any(reading.series[name].search(reading.manuscript.text) for name in _FORMS):
        return
    told = Told(reading, (*_FORMS, "since"))
    for sentence in range(len(reading.manuscript.sentences)):
        streak = _streak(reading, sentence)
        if streak is None:
            continue
        series = told.beside(sentence, streak.start, streak.end)
        steps = _steps(told, streak, sentence, series) if series else _in_turn(told, streak, sentence)
        if len(steps) >= _FEWEST and not reading.found.get(steps[-1][1]):
            yield _held(reading, streak, steps)


def _streak(reading: Reading, sentence: int) -> _Streak | None:
    """The only streak of a sentence; None where it had an exception, is of a rate, or goes no one way."""
    words, place = reading.series, reading.manuscript.sentences[sentence]
    said = NAMES.sub(lambda hit: "_" * len(hit[0]), reading.said(sentence))
    hits = [(name, hit) for name in _FORMS for hit in words[name].finditer(said)]
    if not hits or len({name for name, _ in hits}) < len(hits):
        return None
    rest = without(said, *(hit for _, hit in hits))
    if words["broken"].search(rest) or reading.told["slowed"].search(rest):
        return None
    form, hit = hits[0]
    ways = {way for way in ("rise", "fall") if reading.words[way].search(said)}
    near = [_CLAUSE.split(said[: hit.start()].rstrip(" ,"))[-1][-_BESIDE:], hit[0]]
    near.append(_CLAUSE.split(said[hit.end() :].lstrip(" ,"))[0][:_BESIDE])
    if len(ways) != 1 or not any(reading.words[way].search(part) for way in ways for part in near):
        return None
    after = said[hit.end() :].split(" ")[:2]
    unit = unit_told(reading, " ".join([hit[0], *after]))
    groups, language = hit.groupdict(), reading.manuscript.language
    nth = next((group for n, group in groups.items() if n.startswith("nth") and group), "")
    size = next((group for n, group in groups.items() if n.startswith("size") and group), "")
    steps = ordinal_said(nth, language) if nth else int(number_said(size.lower(), language)) if size else 0
    return _Streak(place.start + hit.start(), place.start + hit.end(), ways.pop(), form, steps, unit)


def _steps(told: Told, streak: _Streak, sentence: int, series: Series) -> list[tuple[int, int]]:
    """The steps of a series that a streak is of, as pairs of an earlier and a later count."""
    members = _within(told, streak, sentence, series)
    pairs = [(a, b, _months(told.period(a), told.period(b))) for a, b in pairwise(members)]
    if not streak.steps:
        return [(a, b) for a, b, _ in pairs] if all(m % (streak.unit or 1) == 0 for *_, m in pairs) else []
    out: list[tuple[int, int]] = []
    for a, b, months in reversed(pairs):
        if months != (streak.unit or pairs[-1][2]) or len(out) == streak.steps:
            break
        out.insert(0, (a, b))
    return out


def _months(one: Period, two: Period) -> int:
    return 12 * (two.start.year - one.start.year) + two.start.month - one.start.month


def _within(told: Told, streak: _Streak, sentence: int, series: Series) -> list[int]:
    """The counts of a series from the time since when a streak is, to the time at which it is told."""
    claims, place = told.reading.claims, told.reading.manuscript.sentences[sentence]
    text = told.reading.manuscript.text
    first, last = min(claims[i].start for i in series), max(claims[i].end for i in series)
    members = list(series)
    for time in told.times:
        if time.period is None or (time.relative and not time.months_only):
            continue
        if time.start < place.start or place.end < time.end or first <= time.start < last:
            continue
        if time.start < streak.end and streak.start < time.end:
            continue  # it is told by the words of the streak: "every year"
        at = next((i for i in series if told.period(i) == time.period), None)
        if at is not None:
            between = text[min(time.end, claims[at].end) : max(time.start, claims[at].start)]
            if not _APART.search(between):
                continue  # it is the time of the count itself
        if time.relation == "since":
            members = [i for i in members if told.period(i).start >= time.period.start]
        elif at is not None:
            members = [i for i in members if told.period(i).start <= time.period.start]
        else:
            members = [i for i in members if time.period.contains(told.period(i))]
    return members


def _in_turn(told: Told, streak: _Streak, sentence: int) -> list[tuple[int, int]]:
    """The steps of counts told without their times right behind a streak, where they go neither way."""
    reading, claims, text = told.reading, told.reading.claims, told.reading.manuscript.text
    group = [i for i in reading.inside.get(sentence, []) if claims[i].start >= streak.end]
    plain = all(counted(reading, i) and not claims[i].hedge for i in group)
    if not plain or not group or not told.named(streak.end, claims[group[0]].start) <= told.nouns(group):
        return []
    spans = [
        t.period.month_count // 12 for t in told.times
        if t.period and streak.end <= t.start < claims[group[0]].start and t.period.month_count % 12 == 0
    ]  # fmt: skip
    times = streak.steps or (spans[0] if len(spans) == 1 and streak.unit == UNITS["year"] else 0)
    gaps = [text[claims[a].end : claims[b].start] for a, b in pairwise(group)]
    values = [claims[i].value for i in group]
    if len(group) not in (times, times + 1) or not all(_listed(reading, gap) for gap in gaps):
        return []
    return [] if values in (sorted(values), sorted(values, reverse=True)) else list(pairwise(group))


def _listed(reading: Reading, gap: str) -> bool:
    """Whether nothing stands between two counts but what joins those told in turn: ", ", " and finally "."""
    hit = _LISTED.fullmatch(gap)
    return hit is not None and (hit[1] is None or reading.series["in_turn"].fullmatch(hit[1]) is not None)


def _held(reading: Reading, streak: _Streak, steps: list[tuple[int, int]]) -> Reckoning:
    claims, used = reading.claims, (steps[0][0], *(b for _, b in steps))
    shown = ", ".join(number(claims[i].value) for i in used)
    broken = [(a, b) for a, b in steps if streak.broken(claims[a].value, claims[b].value)]
    base, later = broken[0] if broken else (used[0], used[-1])
    if broken:
        shown = f"{number(claims[base].value)} to {number(claims[later].value)} in {shown}"
    error = wrong_way(streak.direction) if broken else ""
    values = claims[later].value, claims[base].value
    return Reckoning(later, Arithmetic("direction", *values, not broken, error, shown, used))
