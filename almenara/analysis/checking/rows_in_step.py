"""Lines of a list or rows of a table that each tell as many counts in the same order: what adds up in all of them.

"2021: 34,379 (33,361; 1,018)", "2022: 31,954 (30,974; 980)": where in two lines the first count is the sum of the two
others to the unit, that is what it is in every line, whatever words the list has for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from almenara.analysis.checking.kindred import words
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.place import fold
from almenara.text.comparison_words import comparison_words

_LONGEST = 260
"""Characters of a line, at most."""
_MOST = 6
"""Counts of a line, at most: of more, some add up by chance."""
_FEWEST = 3
"""Counts of a line of which one may be the sum of others, at least."""
_TELLING = 1e4
"""Product of the sums that hold, from which on they do not hold by chance."""
_WORD = re.compile(r"[^\W\d_]+")
_SIGNED = re.compile(r"[(,;:|/]\s*[+\u2212\u2013-]\s?\d|%|\bper ?cent\b|\bpor c(?:i?ento)\b")
"""A change beside the counts of a row: what adds up then is a step from one time to another."""
_COMPARING = ("base", "rise", "fall", "gained")
"""Words by which a row compares: likewise."""


@dataclass(frozen=True)
class Row:
    """claims: numbers of its counts, in order; said: the stems of the words from the first count to the last."""

    claims: tuple[int, ...]
    said: frozenset[str]
    first: int
    """Its first block."""
    last: int


@dataclass(frozen=True)
class Rows:
    """Rows one below the other, and which of their counts is the sum of which others: whole, parts, by turn.

    holding  the rows in which it is, by their turn
    """

    rows: tuple[Row, ...]
    whole: int
    parts: tuple[int, ...]
    holding: tuple[int, ...]


_MARK = re.compile(r"[\w)]\s?(?:\*(?!\*)|†|‡|\[\w{1,2}\]|[¹²³⁴])(?=[\s.,;:)]|$)|^\s*[*†‡](?!\*)")


def marked(row: Row, manuscript: Manuscript) -> bool:
    """Whether a row points to a note, which may say what its counts leave out."""
    start, end = manuscript.blocks[row.first].start, manuscript.blocks[row.last].end
    return _MARK.search(manuscript.text[start:end]) is not None


def rows_in_step(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[Rows]:
    """Each run of rows in step in which one count adds up others in two rows, and in all but one or two."""
    for run in _runs(claims, manuscript):
        made = _added_up(run, claims)
        if made is not None:
            yield made


def _runs(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in _rows(claims, manuscript):
        if run and not (row.first == run[-1].last + 1 and len(row.claims) == len(run[-1].claims)):
            yield run
            run = []
        run.append(row)
    yield run


def _rows(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[Row]:
    """The rows of tables and the short lines with counts enough, in order."""
    by_line: dict[tuple[int, int], list[int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for number, block in enumerate(manuscript.blocks):
        if block.kind == "furniture" or block.header:
            continue
        line = (block.table, block.row) if block.table else (0, number)
        spans[line] = spans.get(line, (number, number))[0], number
    for index in sorted(range(len(claims)), key=lambda i: claims[i].start):
        if claims[index].kind != "count":
            continue
        number = manuscript.sentences[manuscript.sentence_at(claims[index].start)].block
        block = manuscript.blocks[number]
        line = (block.table, block.row) if block.table else (0, number)
        if line in spans:
            by_line.setdefault(line, []).append(index)
    for line, found in by_line.items():
        first, last = spans[line]
        text = manuscript.text[manuscript.blocks[first].start : manuscript.blocks[last].end]
        if len(text) > _LONGEST or not _FEWEST <= len(found) <= _MOST or _compares(text, manuscript.language):
            continue
        said = manuscript.text[claims[found[0]].end : claims[found[-1]].start]
        said = _months(manuscript.language).sub(" ", said)
        yield Row(tuple(found), frozenset(_stem(w) for w in _WORD.findall(fold(said))), first, last)


def _compares(text: str, language: str) -> bool:
    known = comparison_words(language)
    return _SIGNED.search(text) is not None or any(
        said[0][:1].islower() for name in _COMPARING for said in known[name].finditer(text)
    )  # a capital: the first word of a name, as of a state


@lru_cache
def _months(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('months')[language])})(?!\w)", re.IGNORECASE)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s)$", "", word)


def _added_up(run: Sequence[Row], claims: Sequence[Claim]) -> Rows | None:
    """What adds up in a run; None where nothing does, or as well something else."""
    if len(run) < 2:
        return None
    best: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = []
    size = len(run[0].claims)
    for whole in range(size):
        others = [turn for turn in range(size) if turn != whole]
        for many in range(2, size):
            for parts in combinations(others, many):
                holding = tuple(n for n, row in enumerate(run) if _holds(row, whole, parts, claims))
                if _enough(run, whole, holding, claims):
                    best.append((len(holding), many, parts, (whole, *holding)))
    if not best:
        return None
    most = max(best)
    if sum(found[:2] == most[:2] for found in best) > 1:
        return None
    return Rows(tuple(run), most[3][0], most[2], most[3][1:])


def _holds(row: Row, whole: int, parts: Sequence[int], claims: Sequence[Claim]) -> bool:
    told = [claims[row.claims[turn]] for turn in (whole, *parts)]
    if any(claim.hedge or claim.low != claim.high for claim in told):
        return False
    return told[0].value == sum(claim.value for claim in told[1:]) and all(c.value > 0 for c in told[1:])


def _enough(run: Sequence[Row], whole: int, holding: Sequence[int], claims: Sequence[Claim]) -> bool:
    """Whether a sum holds in rows enough, and over counts large enough, that it is what the rows are made for."""
    product = 1.0
    for n in holding:
        product *= claims[run[n].claims[whole]].value
    failing = len(run) - len(holding)
    return bool(holding) and product >= _TELLING and failing <= max(1, (len(run) - 1) // 3)
