"""Superlatives of times: "January was the deadliest month, with 80 deaths; February had 85", against the series told.

What is called the most or the least is the count of a time: of the one that stands in front of the words, or else of
the one behind them. It is wrong where another count of its series, of a time that the words are of, is more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from almenara.analysis.checking.arithmetic.order.told_series import UNITS, Series, Told, unit_told, without
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows
from almenara.text.number_words import number_said

_SIGNS = {"high": 1, "low": -1, "harmful": 1, "deadly": 1, "harmless": -1}
_FAR = 60
"""Characters between a superlative and the time or the count that it is said of, at most."""
_STOP = re.compile(r"[;:.()]")
_STOP_BEHIND = re.compile(r"[;.()]")
_TAIL = re.compile(r"[^,;:.()–—]*")
_FEW = 2
"""Counts that one which none of them is beyond is said to be the first of, at least."""
_DECADE = 10


@dataclass(frozen=True)
class Saying:
    """What is said of one time of a series.

    sign  1 for the most, -1 for the least; unit  months of the times that it is one of, 0 where it tells none;
    years  of how many; alone  without a noun"""

    start: int
    end: int
    sign: int
    said: str
    unit: int = 0
    years: str = ""
    alone: bool = False


def superlatives(reading: Reading) -> Iterator[Reckoning]:
    """Each superlative of which no other sum was found, against the only series of counts that it may be of."""
    if not any(reading.series[name].search(reading.manuscript.text) for name in _SIGNS):
        return
    told = Told(reading, (*_SIGNS, "ever", "back", "of_place"))
    for sentence in range(len(reading.manuscript.sentences)):
        found = _superlative(reading, sentence)
        series = series_of(told, sentence, found, named=False) if found else None
        if found is None or series is None:
            continue
        index = subject(told, sentence, found, series)
        if index is not None and not any(done.kind == "rank" for done in reading.found.get(index, ())):
            yield from _judged(told, found, index, series)


def series_of(
    told: Told, sentence: int, found: Saying, *, named: bool = True, mark: int = -1
) -> Series | None:
    """As `Told.beside`, of times as long as the words tell."""
    series = told.beside(sentence, found.start, found.end, named, mark)
    as_told = series and found.unit in (0, told.period(series[0]).month_count)
    return series if as_told else None


def _superlative(reading: Reading, sentence: int) -> Saying | None:
    """The only superlative of a sentence; None where it is not said for certain, or not of what is counted."""
    words, place, said = reading.series, reading.manuscript.sentences[sentence], reading.said(sentence)
    hits = [(sign, name, hit) for name, sign in _SIGNS.items() for hit in words[name].finditer(said)]
    if len(hits) != 1:
        return None
    sign, name, hit = hits[0]
    if words["unsure"].search(without(said, hit)):
        return None
    near = range(max(0, sentence - 1), min(sentence + 2, len(reading.manuscript.sentences)))
    nouns = " ".join(reading.claims[i].counted for n in near for i in reading.inside.get(n, [])).strip()
    harms = [
        n for n in ("deaths", "harm") if words[n].search(nouns or " ".join(reading.said(n) for n in near))
    ]
    if (name == "deadly" and harms != ["deaths"]) or (name in ("harmful", "harmless") and not harms):
        return None
    start, groups = place.start + hit.start(), hit.groupdict()
    years, alone = groups.get("years") or "", groups.get("alone") is not None
    return Saying(start, start + len(hit[0]), sign, hit[0], unit_told(reading, hit[0]), years, alone)


def subject(told: Told, sentence: int, found: Saying, series: Series) -> int | None:
    """The count of a series that a superlative is said of."""
    claims, place = told.reading.claims, told.reading.manuscript.sentences[sentence]
    spans = [(claims[i].start, claims[i].end, i) for i in series]
    for time in told.times:
        if place.start <= time.start and time.end <= place.end and time.relation == "in":
            at = next((i for i in series if told.period(i) == time.period), None)
            spans.append((time.start, time.end, -1 if at is None else at))
    before = {i for _, end, i in spans if end <= found.start and _close(told, end, found.start, series)}
    reaching, lead = told.reading.series["reaching"], told.reading.manuscript.text[place.start : found.start]
    if reaching.fullmatch(found.said) or follows(reaching, lead):
        before = set()  # "970 in 2019, peaked at 1,018 in 2021"
    behind = {
        i for start, _, i in spans
        if found.end <= start and i >= 0 and not found.alone and _close_behind(told, found.end, start, i, series)
        and not (before and ":" in told.reading.manuscript.text[found.end : start])
    }  # fmt: skip
    said_of = before | behind
    return said_of.pop() if len(said_of) == 1 and -1 not in said_of else None


def _close(told: Told, start: int, end: int, series: Series) -> bool:
    """Whether nothing is named between a time or a count and a superlative behind it but what is counted, and what
    follows the count up to a comma: "450 thefts on the line, the highest number"."""
    text, claims = told.reading.manuscript.text, told.reading.claims
    between = text[start:end]
    if end - start > _FAR or _STOP.search(between) or _crowded(told, start, end):
        return False
    if any(claim.end == start for claim in claims) and "," in between:
        start += between.index(",")
    return told.named(start, end) <= told.nouns(series)


def _close_behind(told: Told, start: int, end: int, index: int, series: Series) -> bool:
    """The same of a superlative and a time or a count behind it, which is not what it is compared with, as in "the
    highest since 2015, when there were 440", nor the first of a list: "the worst year: 300 in 2020, 310 in 2021"."""
    reading, between = told.reading, told.reading.manuscript.text[start:end]
    if end - start > _FAR or _STOP_BEHIND.search(between) or _crowded(told, start, end):
        return False
    base, own = reading.words["base"], reading.claims[index].end
    if ":" in between:
        later = [reading.claims[i].start for i in series if reading.claims[i].start > own]
        rest = reading.manuscript.text[own : min(later, default=own)]
        if later and ";" not in rest and not base.search(rest):
            return False
    elif any(start <= t.start < end and t.relation != "in" for t in told.times):
        return False
    led = base.search(between) or reading.series["following"].search(between)
    return not led and told.named(start, end) <= told.things(series, start)


def _crowded(told: Told, start: int, end: int) -> bool:
    """Whether a number, or a word that joins two things, stands in a stretch."""
    text, claims = told.reading.manuscript.text, told.reading.claims
    return any(start <= c.start < end for c in claims) or bool(
        told.reading.series["joins"].search(text, start, end)
    )


def _judged(told: Told, found: Saying, index: int, series: Series) -> Iterator[Reckoning]:
    claims, own = told.reading.claims, told.reading.claims[index]
    others = [i for i in _scope(told, found, index, series) if i != index]
    beyond = [i for i in others if found.sign * (claims[i].value - own.value) > 0]
    if not beyond and len(others) < _FEW:
        return
    shown = f"{number(own.value)} against {', '.join(number(claims[i].value) for i in others)}"
    error, rank = ("rank-against-list" if beyond else ""), 1.0 + len(beyond)
    yield Reckoning(index, Arithmetic("rank", 1.0, rank, not beyond, error, shown, (index, *others)))


def _scope(told: Told, found: Saying, index: int, series: Series) -> list[int]:
    """The counts of a series that a superlative is of: up to its time, since one told, of so many years, of one time,
    and of months without any of these those of their year."""
    reading, own = told.reading, told.period(index)
    hit = _TAIL.match(reading.manuscript.text, found.end)
    tail = hit[0] if hit else ""
    known = told.things(series, found.end) | told.around(series, found.end, found.end + len(tail))
    if not told.named(found.end, found.end + len(tail)) <= known:
        return []
    members = list(series)
    times = [t for t in told.times if t.period and found.end <= t.start and t.end <= found.end + len(tail)]
    since = next((t.period for t in times if t.relation in ("since", "base")), None)
    within = next((t.period for t in times if t.relation == "in" and t.period != own), None)
    back = reading.series["back"].search(tail)
    years = found.years or (back["size"] or "" if back else "")
    if since or back or years or reading.series["ever"].search(f"{found.said} {tail}"):
        members = [i for i in members if told.period(i).start <= own.start]
    if since:
        return [i for i in members if told.period(i).start > since.start]
    if back or years:
        size = number_said(years.lower(), reading.manuscript.language) if years else _DECADE
        return [i for i in members if told.period(i).start.year > own.start.year - size]
    if within is not None and within.contains(own):
        return [i for i in members if within.contains(told.period(i))]
    whole_years = own.month_count >= UNITS["year"]
    return [i for i in members if whole_years or told.period(i).start.year == own.start.year]
