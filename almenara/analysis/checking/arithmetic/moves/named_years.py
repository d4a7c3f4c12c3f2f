"""Changes whose words name the years or the place of their two counts: "between 2017 and 2018 it grew by 44 per cent".

The counts stand in a table or in the sentences before, one of each year. What the words name is looked up there, and a
wrong change is told where the figures give the error away: the change on the later value, or the right size with the
wrong direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.around import exact
from almenara.analysis.checking.arithmetic.moves.changes import held
from almenara.analysis.checking.arithmetic.nearby import points_away
from almenara.analysis.checking.arithmetic.operands import wrong_way
from almenara.analysis.checking.arithmetic.order.places_taken import named_in
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.model.claim import Arithmetic

_BACK = 4
"""Sentences of prose before a change in which its counts may stand."""
_YEARLY = 300
"""Days of a span that is of a year."""
_FACTOR = 1.5
GIVEN_AWAY = {"change-on-later-value", wrong_way("rise"), wrong_way("fall")}


def named_years(reading: Reading) -> Iterator[Reckoning]:
    """Changes in per cent of which no other sum was found, with no count in their sentence."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if claim.kind != "percent" or cue.kind != "change" or claim.projection or claim.denied:
            continue
        if reading.found.get(index) or reading.cell(index) or points_away(reading, index):
            continue
        if not _of_the_told(reading, index):
            continue
        for pairs, sure in ((_of_years(reading, index), True), (_of_a_row(reading, index), False)):
            tried = [one for pair in pairs if (one := held(reading, index, *pair)) is not None]
            if kept := next((one for one in tried if one.holds), None):
                yield Reckoning(index, kept)
                break
            wrong = (one for one in tried if _given_away(one) or (sure and _off(reading, index, one)))
            if (done := next(wrong, None)) is not None:
                yield Reckoning(index, done)
                break


def _of_the_told(reading: Reading, index: int) -> bool:
    """Whether a change is of nothing that the text before its sentence does not name."""
    after = reading.after(index).lstrip()
    in_time = any(reading.slips[name].match(after) for name in ("in_time", "in_a_year"))
    if reading.slips["of_something"].match(after) and not in_time:
        return False
    lead = reading.before(index).rpartition(";")[2]
    told = [reading.told[name] for name in ("two_years", "against_year", "ended")]
    told += [reading.words["rise"], reading.words["fall"], reading.slips["so"], reading.slips["idle"]]
    for words in told:
        lead = words.sub(" ", lead)
    named = set(stems(" ".join(re.findall(r"[^\W\d_]+", lead))))
    start = reading.manuscript.sentences[reading.sentence[index]].start
    own = reading.manuscript.text[: max(start, reading.claims[index].start - len(reading.before(index)))]
    return named <= set(stems(" ".join(re.findall(r"[^\W\d_]+", own))))


def _given_away(done: Arithmetic) -> bool:
    """Whether the figures themselves tell the error: as large as the right change, or the change on the later."""
    if done.error == "change-on-later-value":
        return True
    size = abs(done.computed or 0.0)
    return done.error in GIVEN_AWAY and abs(size - done.stated) <= max(0.6, 0.02 * size)


def _off(reading: Reading, index: int, done: Arithmetic) -> bool:
    """Whether a wrong change is of the very thing that was counted, of the right direction and about the right size."""
    claim, counts = reading.claims[index], [reading.claims[i] for i in done.claims]
    one_thing = all(c.measure == claim.measure != "" for c in counts)
    size = abs(done.computed or 0.0)
    near = 0 < size <= _FACTOR * claim.value and claim.value <= _FACTOR * size
    return one_thing and near and done.error == "does-not-follow" and not claim.hedge


def _of_years(reading: Reading, index: int) -> list[tuple[int, int]]:
    """The counts of the two years that the words name; of one year named, it and each later one."""
    clause = reading.before(index) + " " + reading.after(index)
    told = reading.told["two_years"].search(clause)
    if told is not None:
        later, base = (_of_year(reading, index, int(told[name])) for name in ("to", "from"))
        return [(i, j) for i in later for j in base] if len(later) == len(base) == 1 else []
    against = reading.told["against_year"].search(clause)
    if against is None:
        return []
    base = _of_year(reading, index, int(against["from"]))
    if len(base) != 1 or any(exact(reading, i) for i in reading.inside[reading.sentence[index]]):
        return []
    after = int(against["from"]) + 1
    later = _of_year(reading, index, after)
    further = _of_year(reading, index, after + 1)
    return [(later[0], base[0])] if len(later) == 1 and not further else []


def _of_year(reading: Reading, index: int, year: int) -> list[int]:
    """Counts of a year that a change may be of, in a table before it or close."""
    claim, own = reading.claims[index], reading.sentence[index]
    out = []
    for i, other in enumerate(reading.claims):
        period = other.period
        if i == index or not exact(reading, i) or period is None or other.hedge:
            continue
        if period.start.year != year or period.end.year != year or period.days < _YEARLY:
            continue
        if reading.conflict(i, index) or (claim.measure and other.measure and claim.place != other.place):
            continue
        near = 0 <= own - reading.sentence[i] <= _BACK
        if (near and claim.start > other.start) or (reading.cell(i) and claim.start > other.start):
            out.append(i)
    return out


def _of_a_row(reading: Reading, index: int) -> list[tuple[int, int]]:
    """The two counts, of two years, of the only row of a table that the words in front of a change name."""
    lead = reading.before(index)
    rows: dict[tuple[int, int], list[int]] = {}
    for i, other in enumerate(reading.claims):
        if other.kind == "count" and reading.cell(i) and other.start < reading.claims[index].start:
            block = reading.manuscript.block_of(other.start)
            rows.setdefault((block.table, block.row), []).append(i)
    named = [row for row in rows.values() if named_in(reading.label(row[0]), lead)]
    if len(named) != 1 or len(named[0]) != 2:
        return []
    spans = {i: reading.claims[i].period for i in named[0]}
    if None in spans.values() or reading.conflict(index, named[0][0]):
        return []
    base, later = sorted(named[0], key=lambda i: spans[i])  # type: ignore[arg-type,return-value]
    own = reading.claims[index]
    if own.period_sure and own.period is not None and own.period != spans[later]:
        return []
    return [(later, base)] if spans[base] != spans[later] else []
