"""What the cells of a table are by the words at the head of their column or row: counts, changes, shares, averages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from almenara.model.manuscript import Block, Manuscript
from almenara.text.columns import is_value
from almenara.text.comparison_words import comparison_words
from almenara.text.letters import plain
from almenara.text.number_words import number_said
from almenara.text.vocabulary import any_of, words

Role = Literal["", "change", "share", "average", "rank", "rate", "total"]
"""What a column or row holds beside plain counts."""
_ORDER: tuple[Role, ...] = ("average", "rank", "change", "share", "rate")
_SIGNS = re.compile(
    r"%|\b(?:per ?cent|percent\w*|porcent\w+|percentua\w+|por ?ciento|por ?cento)\b", re.IGNORECASE
)
_POINTS = re.compile(
    r"\b(?:pp|p\.\s?p\.|percentage points?|puntos porcentuales|pontos percentuais)(?!\w)", re.IGNORECASE
)
_NOUN = re.compile(r"(?:\s[^\W\d]+)?")
"""Behind words that add up, what is added up: "the four states"."""
_CAPITAL = re.compile(r"\s[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ][^\W\d_]")
"""Behind a word, what makes it the first of a name."""
LONGEST_HEAD = 60
"""Characters of a head beyond which its words are read as prose, not as a role."""
CAPTION = 220
"""Most characters of a line above a table that names it."""


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    own, every = words("tables", language), words("tables", "all")
    return {
        name: re.compile(rf"(?<!\w){any_of([*own[name], *every.get(name, [])])}(?!\w)", re.IGNORECASE)
        for name in own
        if name != "spans"
    }


def said(manuscript: Manuscript, block: Block) -> str:
    """The words of a cell."""
    return manuscript.text[block.start : block.end]


def is_total(manuscript: Manuscript, block: Block) -> bool:
    """Whether the words of a head or label begin as those of a total do."""
    text = said(manuscript, block).strip(" :*")
    hit = comparison_words(manuscript.language)["total"].match(text)
    sums = _patterns(manuscript.language)["sums"].match(text)
    if sums is not None and _NOUN.fullmatch(text, sums.end()):
        return True
    if _adds_up_months(manuscript, block, text):
        return True
    return hit is not None and len(text) - hit.end() <= 24 and not _SIGNS.search(text)


def _adds_up_months(manuscript: Manuscript, block: Block, text: str) -> bool:
    """Whether a row is called by a span of time, and stands below as many rows as it has months: "Quarter"."""
    months = words("tables", manuscript.language)["spans"].get(text.lower())
    if months is None or block.kind != "cell" or block.header or block.column:
        return False
    rows = manuscript.grid.rows(block.table)
    above = [row[0] for n, row in rows.items() if n < block.row and 0 in row and not row[0].header]
    return len(above) == months and max(rows) == block.row


def added_up(manuscript: Manuscript, block: Block) -> int:
    """How many rows or columns the words of a head or label say that it adds up: "the four states"; 0 for others."""
    text = said(manuscript, block).strip(" :*")
    if not is_total(manuscript, block):
        return 0
    told = (number_said(plain(word), manuscript.language) for word in text.split() if word.isalpha())
    return next((int(n) for n in told if n > 1), 0)


def labels_of_sums(manuscript: Manuscript) -> Iterator[tuple[int, int, str]]:
    """Stretches of heads and labels that say how many rows they add up: (start, end, reason)."""
    for block in manuscript.blocks:
        if block.kind == "cell" and (block.header or block.column == 0) and added_up(manuscript, block):
            yield block.start, block.end, "the label of a sum"


def is_rest(manuscript: Manuscript, block: Block) -> bool:
    """Whether a label is of all that is not listed: "Rest of the country", "Others"."""
    return says_rest(said(manuscript, block), manuscript.language)


def says_rest(label: str, language: str) -> bool:
    """Whether words of a language begin as those of all that is not listed do, with their accents or without."""
    return _patterns(language)["rest"].match(plain(label).strip(" :*")) is not None


def role_of(manuscript: Manuscript, block: Block) -> Role:
    """What a head or label says of its column or row."""
    text = said(manuscript, block)
    if len(text) > LONGEST_HEAD:
        return ""
    found = _patterns(manuscript.language)
    if (named := found["in_names"].match(text.lstrip(" *"))) and _CAPITAL.match(
        text.lstrip(" *"), named.end()
    ):
        return ""
    if is_total(manuscript, block):
        return "total"
    for role in _ORDER:
        if role != "rank" and found[role].search(text):
            return role
        if role == "rank" and found["rank"].match(text.strip()):
            return role
    return (
        "share"
        if re.fullmatch(r"\W*(?:%|per ?cent|porcentaje|percentual|porcentagem)\W*", text, re.IGNORECASE)
        else ""
    )


def label_of(manuscript: Manuscript, cell: Block) -> Block | None:
    """The first cell of a cell's row that is words: a number before it is the row's own, or its rank."""
    grid = manuscript.grid
    own = [b for b in grid.row(cell) if b.column < cell.column or b is cell]
    return next((b for b in own if not is_value(said(manuscript, b))), None)


def cell_role(manuscript: Manuscript, cell: Block) -> Role:
    """What a cell of a table's body holds: what its column's heads say, else what its row's labels say."""
    if cell.kind != "cell" or cell.header:
        return ""
    grid = manuscript.grid
    told: Role = ""
    for block in [*reversed(grid.heads(cell)), *reversed(grid.labels(cell))]:
        if is_value(said(manuscript, block)):
            continue
        role = role_of(manuscript, block)
        if role and role != "total":
            return role
        told = told or role
    return told


def in_percent(manuscript: Manuscript, cell: Block) -> bool:
    """Whether the heads or labels of a cell say that it is in per cent, or it is a change with a fraction."""
    grid = manuscript.grid
    around = [*grid.heads(cell), *(b for b in grid.labels(cell) if not is_value(said(manuscript, b)))]
    if any(_SIGNS.search(said(manuscript, block)) for block in around):
        return True
    if cell_role(manuscript, cell) != "change":
        return False
    line = (
        grid.column(cell)
        if any(role_of(manuscript, b) == "change" for b in grid.heads(cell))
        else grid.row(cell)
    )
    cells = [said(manuscript, b).strip() for b in line if not b.header]
    return any(c.endswith("%") or re.search(r"\d[.,]\d{1,2}$", c) for c in cells)


def in_points(manuscript: Manuscript, cell: Block) -> bool:
    """Whether the head of a column of changes says that they are in percentage points."""
    return any(_POINTS.search(said(manuscript, block)) for block in manuscript.grid.heads(cell))


def is_plain(manuscript: Manuscript, block: Block) -> bool:
    """Whether the words of a head or label only say that something is counted: "Victims", "Number of cases"."""
    text = said(manuscript, block)
    rest = _patterns(manuscript.language)["plain"].sub(" ", text)
    rest = comparison_words(manuscript.language)["total"].sub(" ", rest)
    return not re.search(r"[^\W\d_]{3,}", rest)


def is_no_count(manuscript: Manuscript, block: Block) -> bool:
    """Whether a head says that its column is of a rate, of money or of another thing than cases."""
    return _patterns(manuscript.language)["not_counts"].search(said(manuscript, block)) is not None


def captions(manuscript: Manuscript, table: int) -> list[Block]:
    """The lines that name a table, the nearest first: those just above it, and one below that begins "Table 3"."""
    span = manuscript.grid.spans.get(table)
    if span is None:
        return []
    blocks, (first, last) = manuscript.blocks, span
    names = _patterns(manuscript.language)["captions"]
    out: list[Block] = []
    after = blocks[last + 1] if last + 1 < len(blocks) else None
    below = after is not None and (
        after.kind == "caption"
        or (after.kind in ("paragraph", "heading") and _named(manuscript, after, names))
    )
    if below and after is not None:
        out.append(after)
    for number in range(first - 1, max(-1, first - 4), -1):
        block = blocks[number]
        own = block.kind in ("caption", "heading") or (
            block.kind == "paragraph" and _one_line(manuscript, block)
        )
        if not own:
            break
        of_last = number > 0 and blocks[number - 1].kind == "cell" and _named(manuscript, block, names)
        if of_last and below:
            break
        out.append(block)
        if block.kind == "heading" and len(out) > 1:
            break
    return out


def _named(manuscript: Manuscript, block: Block, names: re.Pattern[str]) -> bool:
    hit = names.match(said(manuscript, block).lstrip(" *"))
    return hit is not None and block.end - block.start <= CAPTION


def _one_line(manuscript: Manuscript, block: Block) -> bool:
    text = said(manuscript, block)
    return len(text) <= CAPTION and not re.search(r"[.!?]\s+[^\W\d_]", re.sub(r"^\w+ \d+\.", "", text))
