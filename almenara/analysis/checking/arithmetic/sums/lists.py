"""Tables and lists with a total: each column, or each run of lines, against its total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.stacked_totals import Stack, stacks
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.countries.pack import all_packs
from almenara.model.manuscript import Block
from almenara.model.place import fold
from almenara.text.table_roles import added_up, is_rest, is_total, says_rest

LONGEST_LABEL = 60
"""Characters of a line of a list beside its number."""
_MONTH = 31
"""Days of a month, at most."""
OFF = 0.25
"""Share of a total by which the lines above it may miss it and still be meant to make it up."""
_NATION = re.compile(r"\b(?:national|nationwide|nacional|country|pais)\b")
_ALL = re.compile(r"total|\ball\b|suma|soma")


def lists(reading: Reading) -> Iterator[Reckoning]:
    """Totals of tables and of lists of lines."""
    yield from _tables(reading)
    yield from _lines(reading)


def _tables(reading: Reading) -> Iterator[Reckoning]:
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in reading.manuscript.blocks:
        if block.kind == "cell":
            cells[block.table].append(block)
    at = {c.start: i for i, c in enumerate(reading.claims)}
    held = sorted(at)
    for table in cells.values():
        rows, columns = defaultdict(dict), defaultdict(dict)  # type: ignore[var-annotated]
        for block in table:
            rows[block.row][block.column] = block
            columns[block.column][block.row] = block
        for lines, across in ((rows, columns), (columns, rows)):
            told = sum(
                1 for n, line in lines.items()
                if (_has_counts(line, held) if lines is columns else n > 0 and not line[min(line)].header)
            )  # fmt: skip
            named = {
                n
                for n, line in lines.items()
                if n >= 0 and _labelled(reading, line.get(min(line)), at, told - 1)
            }
            if lines is rows and (stacked := stacks(reading, lines, named, at)):
                yield from _stacked(reading, stacked)
                continue
            named = named or _nations(reading, lines, at) or _years(reading, lines)
            if len(named) != 1:
                continue
            (total,) = named
            for line in across.values():
                yield from _column(reading, line, total, at, held)


def _has_counts(line: dict[int, Block], held: list[int]) -> bool:
    """Whether a cell of a column below its head holds a number that is told."""
    return any(b.start <= start < b.end for b in line.values() if not b.header for start in held)


def _stacked(reading: Reading, stacked: list[Stack]) -> Iterator[Reckoning]:
    """Totals of several runs of rows, one below the other: one that is far off is an error where its like of another
    column holds."""
    holding = {row for row, whole, parts, _ in stacked if total_of(reading, whole, parts)[0]}
    for row, whole, parts, members in stacked:
        if not total_of(reading, whole, parts)[0] and total_of(reading, whole, members)[0]:
            parts = members  # the error is in a subtotal
        holds, done = total_of(reading, whole, parts)
        off = abs((done.computed or 0.0) - done.stated)
        plain = not any(reading.claims[i].hedge for i in (whole, *parts))
        if holds or (plain and (row in holding or off <= OFF * done.stated)):
            yield Reckoning(whole, done, tuple(parts))


def _nations(reading: Reading, lines: dict[int, dict[int, Block]], at: dict[int, int]) -> set[int]:
    """The last line, where it is the country's and one above it is that of all places not listed."""
    heads = {n: line[min(line)] for n, line in lines.items() if line}
    rest = any(is_rest(reading.manuscript, b) for b in heads.values() if not b.header)
    last = max(heads, default=-1)
    counts = [i for start, i in at.items() for b in lines.get(last, {}).values() if b.start <= start < b.end]
    kinds = {
        place.kind for i in counts if (place := reading.claims[i].place) and reading.claims[i].place_sure
    }
    return {last} if rest and last > 1 and kinds == {"country"} else set()


_YEAR = re.compile(r"(?:full |whole )?year|ano(?: (?:completo|todo|inteiro))?$", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:q[1-4]|(?:first|second|third|fourth|prim\w+|segund\w+|terce\w+|cuart\w+|quart\w+)\b)"
)


def _years(reading: Reading, lines: dict[int, dict[int, Block]]) -> set[int]:
    """The last line, where it is the year's and the four above it are its quarters."""
    text = reading.manuscript.text
    heads = [
        (n, fold(text[b.start : b.end]).strip())
        for n, line in sorted(lines.items())
        if (b := line.get(min(line)))
    ]
    if len(heads) < 5 or not _YEAR.match(heads[-1][1]):
        return set()
    return {heads[-1][0]} if all(_QUARTER.match(said) for _, said in heads[-5:-1]) else set()


def _labelled(reading: Reading, block: Block | None, at: dict[int, int], others: int) -> bool:
    """Whether a label is that of a total: by its words, or "the five states" below as many lines."""
    if block is None:
        return False
    if is_total(reading.manuscript, block):
        return added_up(reading.manuscript, block) in (0, others)
    told = [i for start, i in at.items() if block.start <= start < block.end]
    if len(told) == 1 and not block.header and others > 1:
        claim = reading.claims[told[0]]
        counts_them = claim.kind == "count" and claim.value == others and not claim.hedge
        noun = reading.manuscript.text[claim.end : block.end].strip(" :*")
        return counts_them and reading.words["state_kind"].fullmatch(noun) is not None
    return False


def _column(
    reading: Reading, line: dict[int, Block], total: int, at: dict[int, int], held: list[int]
) -> Iterator[Reckoning]:
    """One column against its total; nothing where a cell holds a number that is no count."""
    members: dict[int, int] = {}
    for place, block in line.items():
        text = reading.manuscript.text[block.start : block.end]
        inside = [at[s] for s in held if block.start <= s < block.end]
        if len(inside) == 1 and counted(reading, inside[0]):
            members[place] = inside[0]
        elif re.search(r"\d", text) and not block.header and place != min(line):
            return
    if total not in members:
        return
    parts = [i for place, i in sorted(members.items()) if place != total]
    named = line_label(reading, members[total])
    yield from _judged(reading, members[total], parts, named)


def line_label(reading: Reading, index: int) -> str:
    """The first words of a count's row, or of the sentence that it stands in, accents and capitals left out."""
    if reading.cell(index):
        return reading.label(index)
    return fold(reading.said(reading.sentence[index]).lstrip(" -–•*"))


def of_the_rest(reading: Reading, index: int) -> bool:
    """Whether a count's row or line is that of all that is not listed."""
    return says_rest(line_label(reading, index), reading.manuscript.language)


def _of_some_places(reading: Reading, named: str, parts: list[int]) -> bool:
    """Whether a total is the nation's and the lines above it only some of its states: they need not add up to it."""
    if not _NATION.search(named) or any(of_the_rest(reading, i) for i in parts):
        return False
    places = [reading.claims[i].place for i in parts]
    states = {p.code for p in places if p is not None and p.kind != "country"}
    if any(states >= {s.code for s in pack.states} for pack in all_packs().values() if pack.states):
        return False
    return len(states) > 1 or not _ALL.search(named)


def _judged(reading: Reading, whole: int, parts: list[int], named: str = "") -> Iterator[Reckoning]:
    if len(parts) < 2:
        return
    holds, done = total_of(reading, whole, parts)
    if holds:
        yield Reckoning(whole, done, tuple(parts))
        return
    for start in range(1, len(parts) - 1):
        if total_of(reading, whole, parts[start:])[0]:
            yield Reckoning(whole, total_of(reading, whole, parts[start:])[1], tuple(parts[start:]))
            return
    if (done.computed or 0) < done.stated and _of_some_places(reading, named, parts):
        return
    if abs((done.computed or 0) - done.stated) <= OFF * done.stated and not any(
        reading.claims[i].hedge for i in (whole, *parts)
    ):
        yield Reckoning(whole, done, tuple(parts))


def _lines(reading: Reading) -> Iterator[Reckoning]:
    """ "Jan 2,549 / Feb 2,389 / Mar 2,729 / TOTAL 7,667": lines of a label and one number."""
    text = reading.manuscript.text
    run: list[int] = []
    end = -1
    for i in sorted(range(len(reading.claims)), key=lambda i: reading.claims[i].start):
        claim = reading.claims[i]
        start = text.rfind("\n", 0, claim.start) + 1
        stop = text.find("\n", claim.end)
        stop = len(text) if stop < 0 else stop
        label = (text[start : claim.start] + " " + text[claim.end : stop]).strip(" \t:-–•*.|")
        alone = len(label) <= LONGEST_LABEL and not re.search(r"[.;!?]\s", label) and not reading.cell(i)
        alone = (
            alone and label != "" and start > end - 1 and counted(reading, i) and not re.search(r"\d", label)
        )
        near = not run or text[end:start].strip() == ""
        if not alone or not near:
            run = []
        if not alone:
            end = stop
            continue
        if run and (reading.words["total"].match(label) or _of_its_months(reading, label, run)):
            yield from _judged(reading, i, run, fold(label))
            run = [i] if reading.words["subtotal"].match(label) else []
        else:
            run.append(i)
        end = stop


def _of_its_months(reading: Reading, label: str, run: list[int]) -> bool:
    """Whether a line is that of a quarter, half-year or year, and the lines above it those of all its months."""
    periods = [reading.claims[i].period for i in run]
    sure = all(reading.claims[i].period_sure for i in run)
    months = [p for p in periods if p is not None and p.start.day == 1 and p.days <= _MONTH]
    if len(run) not in (3, 6, 12) or not sure or len(months) != len(run):
        return False
    joined = all((b.start - a.end).days == 1 for a, b in pairwise(months))
    name = {3: "a_quarter", 6: "a_half", 12: "a_year"}[len(run)]
    return joined and reading.sums[name].fullmatch(label) is not None
