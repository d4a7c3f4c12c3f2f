"""Pages of placed lines put together: running heads set apart, tables found, paragraphs joined over their lines."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from almenara.text.columns import as_rows, head_rows, placed
from almenara.text.lines import BULLET, heading
from almenara.text.page_columns import Segment, gutters, running_prose, sides
from almenara.text.pieces import ENDED, Piece

EDGE = 5
"""How many lines at the top and at the bottom of a page may be its running head and foot."""
SHORT_CELL = 45
"""Most characters of a cell in a table whose lines are not drawn."""
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def pieces_of_pages(pages: Sequence[Sequence[Segment]]) -> list[Piece]:
    """The pieces of all pages, in the order of the file; running heads and page numbers as furniture."""
    running = _running([_edges(page) for page in pages])
    sizes = Counter(round(s.size, 1) for page in pages for s in page for _ in range(len(s.text) // 20 + 1))
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    words = Counter(word for page in pages for s in page for word in re.findall(r"[^\W\d_]+", s.text.lower()))
    out: list[Piece] = []
    tables = 0
    for number, page in enumerate(pages, 1):
        framed = [s for s in page if s in running[number - 1]]
        out += [Piece("furniture", s.text, number) for s in framed]
        kept = [s for s in page if s not in running[number - 1]]
        for part in _parts(kept):
            if isinstance(part, list):
                out += _paragraphs(part, number, body, words)
            else:
                tables += 1
                out += _cells(part.rows, number, tables)
    return out


def _edges(page: Sequence[Segment]) -> dict[Segment, set[str]]:
    """What may be the running head and foot of a page, each with what it must share with other pages.

    Lines that a gap or a smaller font parts from the rest need only be alike but for their numbers; else the
    first and the last line must be the same, and stand at the same height.
    """
    rows = _rows(page)
    if len(rows) < 3:
        return {}
    falls = [above[0].middle - below[0].middle for above, below in pairwise(rows)]
    size = median(s.size for s in page)
    step = min(median(falls), 1.6 * size)
    out = {s: {f"{round(s.middle / 3)} {s.text}"} for s in (*rows[0], *rows[-1])}
    for order, gaps in ((rows, falls), (rows[::-1], falls[::-1])):
        parted = [n for n, gap in enumerate(gaps[:EDGE], 1) if gap > 1.4 * step]
        for n, row in enumerate(order[:EDGE]):
            if (parted and n < parted[-1]) or all(s.size < 0.85 * size for s in row):
                for s in row:
                    out.setdefault(s, set()).add(_DIGITS.sub("#", " ".join(s.text.split()).casefold()))
    return out


def _running(edges: Sequence[dict[Segment, set[str]]]) -> list[set[Segment]]:
    """For each page its running head and foot: what stands at the edge of several pages."""
    seen: Counter[str] = Counter()
    for edge in edges:
        seen.update(set().union(*edge.values()))
    needed = 2 if len(edges) <= 6 else max(3, len(edges) // 4)
    return [{s for s, shared in edge.items() if any(seen[key] >= needed for key in shared)} for edge in edges]


@dataclass(frozen=True)
class _Table:
    rows: list[list[Segment]]


def _parts(page: Sequence[Segment]) -> Iterator[list[Segment] | _Table]:
    """The stretches of a page between tables, and the tables, each where its first cell stands."""
    tables: dict[Segment, _Table] = {}
    taken: set[Segment] = set()
    for block in _tables(page):
        cells = {s for row in block for s in row}
        tables[next(s for s in page if s in cells)] = _Table(block)
        taken |= cells
    run: list[Segment] = []
    for segment in page:
        if segment in tables:
            if run:
                yield run
            run = []
            yield tables[segment]
        elif segment not in taken:
            run.append(segment)
    if run:
        yield run


def _tables(page: Sequence[Segment]) -> Iterator[list[list[Segment]]]:
    """The rows of each table. On a page whose prose is set in columns, a table stands in one of them or across all."""
    prose = running_prose(page)
    cuts = gutters(prose)
    if not cuts:
        yield from _blocks(_rows(page))
        return
    across: set[Segment] = set()
    for block in _blocks([row for row in _rows(page) if prose.isdisjoint(row)]):
        cells = [s for row in block for s in row]
        if len({bisect(cuts, s.left) for s in cells}) > len(cuts):
            across.update(cells)
            yield block
    for side in sides([s for s in page if s not in across], cuts):
        yield from _blocks(_rows(side))


def _blocks(rows: Sequence[list[Segment]]) -> Iterator[list[list[Segment]]]:
    """Rows that stand together and hold numbers: tables whose lines are not drawn."""
    at = 0
    while at < len(rows):
        length = 0
        while at + length < len(rows) and _is_row(rows[at + length]) and _near(rows, at, length):
            length += 1
        block = list(rows[at : at + length])
        if length >= 2 and any(_numeric(s.text) for row in block for s in row[1:]):
            yield block
        at += max(1, length)


def _rows(page: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that stand at one height, from the top of the page down, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(page, key=lambda s: -s.middle):
        if rows and abs(rows[-1][0].middle - segment.middle) <= 0.35 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _is_row(row: Sequence[Segment]) -> bool:
    return (
        len(row) >= 2
        and all(len(s.text) <= SHORT_CELL for s in row[1:])
        and len(row[0].text) <= 2 * SHORT_CELL
    )


def _near(rows: Sequence[Sequence[Segment]], at: int, length: int) -> bool:
    if length == 0:
        return True
    above, below = rows[at + length - 1][0], rows[at + length][0]
    return above.bottom - below.top <= 2.5 * above.size


def _numeric(text: str) -> bool:
    return bool(re.match(r"[-+~±$€R ]*\d", text)) or text.strip() in ("-", "–", "—", "n/a", "N/D")


def _cells(rows: Sequence[Sequence[Segment]], page: int, table: int) -> Iterator[Piece]:
    """The cells of a table; columns are told by how far cells of different rows overlap."""
    told = placed([[(s.left, s.right, s.text) for s in row] for row in rows])
    head = head_rows(as_rows(told))
    for at, cells in enumerate(told):
        for column, text in sorted(cells.items()):
            yield Piece("cell", text, page, table, at, column, header=at < head)


def _paragraphs(run: Sequence[Segment], page: int, body: float, words: Counter[str]) -> Iterator[Piece]:
    """Paragraphs of a run of lines: joined while height, size and width say that the writer did not end one."""
    gaps = [a.bottom - b.bottom for a, b in pairwise(run) if 0 < a.bottom - b.bottom < 4 * body]
    step = median(gaps) if gaps else 1.2 * body
    cuts = gutters(running_prose(run))
    margins: dict[int, float] = {}
    for segment in run:
        side = bisect(cuts, segment.left)
        if bisect(cuts, segment.right) == side:
            margins[side] = max(margins.get(side, 0.0), segment.right)
    group: list[Segment] = []
    for segment in run:
        margin = margins.get(bisect(cuts, segment.left), segment.right)
        if group and not _continues(group[-1], segment, step, margin):
            yield _piece(group, page, body, words)
            group = []
        group.append(segment)
    if group:
        yield _piece(group, page, body, words)


def _continues(above: Segment, below: Segment, step: float, margin: float) -> bool:
    fall = above.bottom - below.bottom
    if abs(fall) <= 0.5 * below.size and below.left >= above.right - 1:
        return True  # the same line, parted by a wide gap
    if BULLET.match(below.text + " x") or abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return False
    unfinished = not ENDED.search(above.text) and below.text[:1].islower()
    if fall <= 0 or fall > 1.45 * step:
        return unfinished and (fall <= 0 or fall < 2.5 * step)
    if unfinished:
        return True
    short = above.right < margin - max(6 * below.size, 0.12 * (margin - above.left))
    indented = below.left > above.left + 0.9 * below.size and bool(ENDED.search(above.text))
    return not short and not indented


def _piece(group: Sequence[Segment], page: int, body: float, words: Counter[str]) -> Piece:
    text = group[0].text
    for segment in group[1:]:
        text = _joined(text, segment.text, words)
    mark = BULLET.match(text)
    if mark:
        return Piece("item", text[mark.end() :], page)
    if len(group) <= 3 and heading(text) and (len(group) == 1 or group[0].size > 1.1 * body):
        return Piece("heading", text, page)
    return Piece("paragraph", text, page)


def _joined(first: str, second: str, words: Counter[str]) -> str:
    """Two lines joined; a word parted by a hyphen is whole again unless the page also writes its halves apart."""
    if first.endswith("]") and re.match(r"[.,;:](?:[\s\[]|$)", second):
        return first + second
    parted = re.search(r"([^\W\d_]+)[-‐\u00ad]$", first)
    if parted is None or not second[:1].isalpha():
        return f"{first} {second}"
    rest = re.match(r"[^\W\d_]+", second)
    whole = (parted[1] + rest[0]).lower() if rest else ""
    halves = words[parted[1].lower()] > 1 and rest is not None and words[rest[0].lower()] > 1
    keeps = not second[0].islower() or (halves and not words[whole]) or parted[1].lower() in _PREFIXES
    return (first[:-1] + "-" + second) if keeps and not words[whole] else first[:-1] + second


_PREFIXES = frozenset({"pre", "pré", "non", "ex", "self", "anti", "intra", "semi", "all", "post"})
"""What is written with a hyphen before a word, also within a line."""
