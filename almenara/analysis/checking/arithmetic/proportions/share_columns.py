"""Columns and lists of shares of one total: together they are a hundred at most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.proportions.share_sums import SEVERAL
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus, span
from almenara.analysis.checking.arithmetic.sums.lists import line_label, of_the_rest
from almenara.model.claim import Arithmetic

_OF_TOTAL = re.compile(
    r"(?:share|percentage|proportion|%|per ?cent) of (?:the )?(?:national )?total|distribution"
    r"|(?:porcentaje|proporción|participación|%) (?:del|en el|sobre el) total|distribución"
    r"|(?:percentual|proporção|participação|porcentagem|%) (?:do|no|sobre o) total|distribuição",
    re.IGNORECASE,
)
_DIVIDES = re.compile(
    _OF_TOTAL.pattern + r"|breakdown|broken down|divided|split"
    r"|reparten|dividen|desglose|repartid[oa]s|divid(?:em|id[oa]s)|repart(?:em|id[oa]s)|(?:parcela|fatia)s? do total"
    r"|partes? del total|(?:share|portion|part)s? of (?:all|the)",
    re.IGNORECASE,
)
"""Words above a list of shares that say that it divides one whole."""
_MOST = 200.0
"""Per cent beyond which a column is not one whole that was divided wrongly, but something else."""


def share_columns(reading: Reading) -> Iterator[Reckoning]:
    """Each column whose head says that it divides a total, where its cells exceed it and none is a part of another."""
    grid = reading.manuscript.grid
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, claim in enumerate(reading.claims):
        if claim.kind != "percent":
            continue
        block = reading.manuscript.block_of(claim.start)
        if block.kind == "cell" and not block.header and block.column > 0:
            heads = " ".join(reading.manuscript.text[h.start : h.end] for h in grid.heads(block))
            if _OF_TOTAL.search(heads):
                columns[block.table, block.column].append(index)
    for column in columns.values():
        yield from _judged(reading, column)
    for parts, divided in _lists(reading):
        yield from _judged(reading, parts) if divided else ()
        total = sum(reading.claims[i].value for i in parts)
        if divided and abs(total - 100) <= 0.11 * len(parts) and len(parts) > 2:
            shown = f"{plus(reading.claims[i].value for i in parts)} = {number(round(total, 4))} %"
            yield Reckoning(parts[-1], Arithmetic("sum", 100.0, total, True, "", shown, tuple(parts)))


def _lists(reading: Reading) -> Iterator[tuple[list[int], bool]]:
    """The shares of each list of lines with one share in each, and whether they plainly divide one whole."""
    blocks, text = reading.manuscript.blocks, reading.manuscript.text
    told: dict[int, list[int]] = defaultdict(list)
    for number_, group in reading.inside.items():
        told[reading.manuscript.sentences[number_].block] += group
    run: list[int] = []
    for place in range(len(blocks) + 1):
        block = blocks[place] if place < len(blocks) else None
        here = [i for i in told.get(place, ()) if reading.claims[i].kind == "percent"]
        if block is not None and block.kind == "item" and len(here) == 1 and _is_share(reading, here[0]):
            run.append(here[0])
            continue
        if len(run) > 2:
            first = reading.manuscript.sentences[reading.sentence[run[0]]].block
            before = text[blocks[first - 1].start : blocks[first - 1].end] if first else ""
            rest = any(of_the_rest(reading, i) for i in run)
            around = before + text[blocks[first].start : (block or blocks[-1]).end]
            divided = rest or _DIVIDES.search(before) is not None
            yield run, divided and not SEVERAL.search(around)
        run = []


def _is_share(reading: Reading, index: int) -> bool:
    cue = reading.cues.get(index)
    return cue is None or (cue.kind in ("share", "") and not cue.direction)


def _judged(reading: Reading, column: list[int]) -> Iterator[Reckoning]:
    parts = [i for i in column if not reading.words["total"].match(reading.label(i))]
    labels = {line_label(reading, i) for i in parts}
    if len(parts) < 3 or len(labels) < len(parts):
        return
    values = [reading.claims[i].value for i in parts]
    low = sum(span(reading.claims[i])[0] for i in parts)
    if not 100.0 < low <= _MOST or any(reading.claims[i].hedge for i in parts) or max(values) >= 99.5:
        return
    runs = (sum(values[a:b]) for a, b in combinations(range(len(values) + 1), 2) if b - a > 1)
    if any(99.0 <= run <= 101.0 for run in runs):
        return  # a group and its members
    shown = f"{plus(values)} = {number(round(sum(values), 4))} %"
    yield Reckoning(
        parts[-1], Arithmetic("limit", sum(values), 100.0, False, "share-over-100", shown, tuple(parts))
    )
