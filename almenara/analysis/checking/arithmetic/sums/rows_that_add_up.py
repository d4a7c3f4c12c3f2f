"""The one row in which a count does not add up the others as it does in the rows above and below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.sums.totals import MEANT, total_of
from almenara.analysis.checking.rows import Row, marked
from almenara.analysis.checking.rows_in_step import Rows, rows_in_step
from almenara.model.place import fold

_AROUND = 3
"""Blocks before and behind the rows in which a note may say why they do not add up."""
_OPEN = re.compile(
    r"\b(?:missing (?:data|figures?|from)|incomplet\w+|partial\w*|provisional\w*|preliminar\w*|not available"
    r"|not yet|unavailable|unknown|unspecified|undetermined|round(?:ed|ing)|add up|sum up|overlap\w*|twice"
    r"|both (?:kinds|types|groups)|leaves? out|left out|without (?:data|figures|counting|including|the)"
    r"|exclud(?:es?|ing)|except|do(?:es)? not include"
    r"|falta\w*|sin (?:datos?|contar|incluir)|parcial\w*|no suman?|no cuadra\w*|redonde\w+|desconoc\w+"
    r"|no especific\w+|se ignora|no se conoce|no incluye\w*|exclu\w+|excepto|salvo|a la vez"
    r"|ambos (?:tipos|grupos)|duplicad\w+|se traslapan|aun no|todavia no"
    r"|sem (?:dados?|contar|incluir)|nao som\w+|nao fecha\w*|arredond\w+|desconhec\w+|ignorad\w+"
    r"|nao especific\w+|nao inclu\w+|exceto|duas vezes|sobrepo\w+|ainda nao)\b"
)
"""Words of a row or of a note by which the parts need not make up the whole, accents left out."""


def rows_that_add_up(reading: Reading) -> Iterator[Reckoning]:
    """Each row of a run: its total against its parts, where the sums of the run hold but for one or two of them."""
    for run in rows_in_step(reading.claims, reading.manuscript):
        opened = _left_open(reading, run)
        for turn, row in enumerate(run.rows):
            whole = row.claims[run.whole]
            parts = [row.claims[part] for part in run.parts]
            if any(reading.claims[i].projection or reading.claims[i].denied for i in (whole, *parts)):
                continue
            if turn not in run.holding and (opened or not _plain(reading, run, row)):
                continue
            if any(done.kind == "sum" for done in reading.found.get(whole, ())):
                continue
            holds, done = total_of(reading, whole, parts)
            off = abs((done.computed or 0.0) - done.stated)
            if holds or _rounding(done.stated) < off <= MEANT * done.stated:
                yield Reckoning(whole, done, tuple(parts))


def _rounding(total: float) -> float:
    """By how much a total may be off for its zeros: 30,600 may stand for 30,555."""
    unit = 1
    while total and total % (unit * 10) == 0:
        unit *= 10
    return unit / 2 if unit > 1 else 0


def _left_open(reading: Reading, run: Rows) -> bool:
    """Whether words before or behind the rows say why they need not add up."""
    first, last = run.rows[0].first, run.rows[-1].last
    blocks = reading.manuscript.blocks
    beside = [*blocks[max(0, first - _AROUND) : first], *blocks[last + 1 : last + 1 + _AROUND]]
    return any(_OPEN.search(fold(reading.manuscript.text[b.start : b.end])) for b in beside)


def _plain(reading: Reading, run: Rows, row: Row) -> bool:
    """Whether a row is told flatly and in the words of those that add up: nothing in it is rounded, marked or open."""
    told = [reading.claims[i] for i in row.claims]
    if any(c.hedge or c.low != c.high for c in told):
        return False
    said = reading.manuscript.text[row.start : row.end]
    if marked(row, reading.manuscript) or _OPEN.search(fold(said)):
        return False
    return any(len(row.said ^ run.rows[n].said) <= 1 for n in run.holding)
