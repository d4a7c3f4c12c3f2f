"""Which period governs a cell of a table: that of its row and column together, else of the table's caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from almenara.model.manuscript import Block, Manuscript
from almenara.model.period import Period
from almenara.text.period_mention import Governed, PeriodMention
from almenara.text.table_roles import captions, is_total, label_of


def governing_cell(mentions: Sequence[PeriodMention], manuscript: Manuscript, cell: Block) -> Governed | None:
    """The period of a cell: months of its row in the year of its column, and the like.

    mentions  as find_periods gives them
    A total over rows or columns with periods of their own is of all of them together, and of no period that
    can be told where they do not follow one another.
    """
    if cell.header:
        return None
    grid = manuscript.grid
    beside = [m for block in reversed(grid.labels(cell)) for m in _inside(mentions, block)]
    above = [m for block in reversed(grid.heads(cell)) for m in _inside(mentions, block)]
    told = [*beside, *above]
    years = [m for m in told if _is_year(m)]
    parts = [m for m in told if m.months_only and m.period is not None]
    if years and parts:
        return _joined(parts[0], years[0])
    if not beside and above and (span := _of_total_row(mentions, manuscript, cell)):
        return _joined(span, years[0]) if years else None
    if not beside and not above and (span := _of_total_row(mentions, manuscript, cell, any_period=True)):
        return Governed(span, "cell")
    summed = not above and _in_total_column(manuscript, cell)
    if summed and beside and (spanned := _spanning(mentions, manuscript, cell)) is not None:
        return spanned
    if summed and not beside:
        return _spanning(mentions, manuscript, cell)
    titles = [m for block in captions(manuscript, cell.table) for m in _inside(mentions, block)]
    if years and len(years) == len(told) and (part := _part(titles)):
        return _joined(part, years[0])
    if told:
        return Governed(told[0], "cell")
    titles = [m for m in titles if not m.edition] or _of_other_columns(mentions, manuscript, cell) or titles
    whole = {m.period for m in titles if not m.reporting}
    if len(whole) == 1 and titles[0].period is not None and not titles[0].months_only:
        return Governed(titles[0], "cell")
    return None


def _of_other_columns(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, cell: Block
) -> list[PeriodMention]:
    """The time that heads the other columns of a cell's row, where it is one: "victims 2022" beside "share"."""
    grid = manuscript.grid
    found = [m for c in grid.row(cell) for block in grid.heads(c) for m in _inside(mentions, block)]
    return found[:1] if len({m.period for m in found}) == 1 else []


def _inside(mentions: Sequence[PeriodMention], block: Block) -> list[PeriodMention]:
    first = bisect_left(mentions, block.start, key=lambda m: m.start)
    last = bisect_left(mentions, block.end, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.relation != "base" and not m.reporting]


def _is_year(mention: PeriodMention) -> bool:
    """Whether a mention names a year alone, though a caption may have told which months of it are meant."""
    period = mention.period
    if period is None or period.start.year != period.end.year:
        return False
    return mention.text == str(period.start.year) or (
        not mention.relative and period == Period.year(period.start.year)
    )


def _part(titles: list[PeriodMention]) -> PeriodMention | None:
    """The months that a caption says its table is of, whatever the year."""
    found = [
        m
        for m in titles
        if m.period is not None
        and m.relation == "in"
        and not m.edition
        and m.period.whole_months
        and m.period.start.year == m.period.end.year
        and m.period.month_count < 12
    ]
    spans = {(m.period.start.month, m.period.end.month) for m in found if m.period}
    if len(spans) != 1 or any(_years_before(found[0], m) for m in titles):
        return None
    return found[0]


def _years_before(part: PeriodMention, other: PeriodMention) -> bool:
    """Whether a caption tells whole years before months of another: "2021 to 2023, and the first half of 2024"."""
    if part.months_only or other.period is None or other.period.month_count % 12 or other.relation != "in":
        return False
    return other.start < part.start and other.period.whole_months and other.period.end < part.period.start  # type: ignore[union-attr]


def _joined(part: PeriodMention, year: PeriodMention) -> Governed | None:
    """Months of one mention in the year of another."""
    assert part.period is not None and year.period is not None
    inner = part.period
    if not inner.whole_months or inner.start.year != inner.end.year:
        return None
    period = Period.months(year.period.start.year, inner.start.month, inner.end.month)
    sure = part.months_only or part.period == period or part.period.start.year >= period.start.year
    return Governed(replace(year, period=period, sure=sure and year.sure), "cell")


def _labels(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, cell: Block
) -> Iterator[PeriodMention]:
    """The periods by which the rows of a table go, from the top, those of totals left out."""
    rows = manuscript.grid.rows(cell.table)
    for number in sorted(rows):
        first = rows[number].get(0)
        if first is None or first.header or is_total(manuscript, first):
            continue
        yield from _inside(mentions, first)[:1]


def _of_total_row(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, cell: Block, any_period: bool = False
) -> PeriodMention | None:
    """The months of all rows, for the row that adds them up.

    any_period  years and quarters, too: no column has a period of its own
    """
    label = label_of(manuscript, cell)
    if label is None or label is cell or not is_total(manuscript, label):
        return None
    found = [m for m in _labels(mentions, manuscript, cell) if m.period is not None]
    return _together([m for m in found if any_period or m.months_only])


def _in_total_column(manuscript: Manuscript, cell: Block) -> bool:
    heads = manuscript.grid.heads(cell)
    return bool(heads) and is_total(manuscript, heads[-1])


def _spanning(mentions: Sequence[PeriodMention], manuscript: Manuscript, cell: Block) -> Governed | None:
    """The span of the columns beside a column of totals; None where they have none, or do not follow on."""
    grid = manuscript.grid
    own = [c for c in grid.row(cell) if c.column > 0 and c.column != cell.column]
    found = [m for c in own for block in grid.heads(c) for m in _inside(mentions, block)[:1]]
    if len(found) < 2:
        return None
    joined = _together([m for m in found if m.period is not None])
    return Governed(joined if joined is not None else replace(found[0], period=None, sure=False), "cell")


def _together(found: list[PeriodMention]) -> PeriodMention | None:
    """Periods that follow one another as one mention of all of them."""
    spans = sorted({m.period for m in found if m.period is not None})
    if len(spans) < 2 or any((b.start - a.end).days != 1 for a, b in pairwise(spans)):
        return None
    return replace(found[0], period=Period(spans[0].start, spans[-1].end))
