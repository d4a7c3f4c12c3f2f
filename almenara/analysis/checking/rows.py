"""The rows of a text: of its tables, its lists, its sentences side by side, and groups of lines below their heads.

Each is a frame of its own, with its counts in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from almenara.analysis.checking.kindred import words
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.place import fold
from almenara.text.comparison_words import comparison_words

FEWEST = 3
"""Counts of a row of which one may be the sum of others, at least."""
_MOST = 6
"""Counts of a row, at most: of more, some add up by chance."""
_LONGEST = 260
"""Characters of a row, at most."""
_HEAD = 40
"""Characters of a line that heads a group of lines, at most."""
_WORD = re.compile(r"[^\W\d_]+")
_SIGNED = re.compile(r"[(,;:|/]\s*[+\u2212\u2013-]\s?\d|%|\bper ?cent\b|\bpor c(?:i?ento)\b")
"""A change beside the counts of a row: what adds up then is a step from one time to another."""
_COMPARING = ("base", "rise", "fall", "gained")
"""Words by which a row compares: likewise."""
_MARK = re.compile(r"[\w)]\s?(?:\*(?!\*)|†|‡|\[\w{1,2}\]|[¹²³⁴])(?=[\s.,;:)]|$)|^\s*[*†‡](?!\*)")


@dataclass(frozen=True)
class Row:
    """Counts that stand in one frame, and where: characters start to end, of the blocks first to last.

    claims  numbers of its counts, in order
    said    the stems of the words from the first count to the last, the names of months apart
    """

    claims: tuple[int, ...]
    said: frozenset[str]
    start: int
    end: int
    first: int
    last: int


def rows_of(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[list[Row]]:
    """Runs of rows with as many counts, one right below or behind the other."""
    found = list(_rows(claims, manuscript))
    run: list[Row] = []
    for row in found:
        if run and not (row.first - run[-1].last <= 1 and len(row.claims) == len(run[-1].claims)):
            yield run
            run = []
        run.append(row)
    yield run


def marked(row: Row, manuscript: Manuscript) -> bool:
    """Whether a row points to a note, which may say what its counts leave out."""
    return _MARK.search(manuscript.text[row.start : row.end]) is not None


def _rows(claims: Sequence[Claim], manuscript: Manuscript) -> Iterator[Row]:
    """Of tables, of lists, of sentences or stretches of one, and of groups of lines with a count each; in order."""
    counts = defaultdict[int, list[int]](list)
    for index in sorted(range(len(claims)), key=lambda i: claims[i].start):
        if claims[index].kind == "count":
            counts[manuscript.sentences[manuscript.sentence_at(claims[index].start)].block].append(index)
    number = 0
    while number < len(manuscript.blocks):
        last = _end_of_row(manuscript, number)
        inside = [i for n in range(number, last + 1) for i in counts.get(n, ())]
        group = _end_of_group(manuscript, counts, number)
        if group > number:
            inside = [i for n in range(number, group + 1) for i in counts.get(n, ())]
            start, end = manuscript.blocks[number].start, manuscript.blocks[group].end
            yield from _row(claims, manuscript, inside, start, end, number, group)
            number = group + 1
            continue
        stretches = _stretches(claims, manuscript, inside, number) if last == number else []
        if stretches:
            for start, end, own in stretches:
                yield from _row(claims, manuscript, own, start, end, number, number)
        elif manuscript.blocks[number].kind != "furniture" and not manuscript.blocks[number].header:
            start, end = manuscript.blocks[number].start, manuscript.blocks[last].end
            yield from _row(claims, manuscript, inside, start, end, number, last)
        number = last + 1


def _row(
    claims: Sequence[Claim],
    manuscript: Manuscript,
    found: Sequence[int],
    start: int,
    end: int,
    first: int,
    last: int,
) -> Iterator[Row]:
    """The row, where it is short, has counts enough and compares nothing."""
    text = manuscript.text[start:end]
    if len(text) > _LONGEST or not FEWEST <= len(found) <= _MOST or _compares(text, manuscript.language):
        return
    said = manuscript.text[claims[found[0]].end : claims[found[-1]].start]
    said = _months(manuscript.language).sub(" ", said)
    yield Row(tuple(found), frozenset(_stem(w) for w in _WORD.findall(fold(said))), start, end, first, last)


def _end_of_row(manuscript: Manuscript, number: int) -> int:
    """The last cell of the row of a table that begins with a block; other blocks are rows of their own."""
    blocks, last = manuscript.blocks, number
    if blocks[number].table:
        while last + 1 < len(blocks) and (blocks[last + 1].table, blocks[last + 1].row) == (
            blocks[number].table,
            blocks[number].row,
        ):
            last += 1
    return last


def _end_of_group(manuscript: Manuscript, counts: dict[int, list[int]], number: int) -> int:
    """The last of some lines with one count each that stand below a short line with none; that line, where none do."""
    blocks = manuscript.blocks
    head = blocks[number]
    if (
        head.kind not in ("heading", "paragraph", "item")
        or head.end - head.start > _HEAD
        or counts.get(number)
    ):
        return number
    last = number
    while last + 1 < len(blocks) and blocks[last + 1].kind == "item" and len(counts.get(last + 1, ())) == 1:
        last += 1
    return last if last - number >= FEWEST else number


def _stretches(
    claims: Sequence[Claim], manuscript: Manuscript, found: Sequence[int], number: int
) -> list[tuple[int, int, list[int]]]:
    """The sentences of a block, or what semicolons part in it, where each that counts has as many counts; [] else."""
    block = manuscript.blocks[number]
    if len(found) < 2 * FEWEST:
        return []
    ends = [s.end for s in manuscript.sentences if s.block == number]
    parted = [m.end() for m in re.finditer(r";\s", manuscript.text[block.start : block.end])]
    for cuts in (ends, sorted({*(block.start + p for p in parted), *ends})):
        edges = [block.start, *cuts]
        out = [
            (start, end, [i for i in found if start <= claims[i].start < end])
            for start, end in zip(edges, [*edges[1:], block.end], strict=True)
        ]
        out = [stretch for stretch in out if stretch[2]]
        if len(out) > 1 and all(len(own) == len(out[0][2]) >= FEWEST for _, _, own in out):
            return out
    return []


def _compares(text: str, language: str) -> bool:
    known = comparison_words(language)
    return _SIGNED.search(text) is not None or any(
        said[0][:1].islower() for name in _COMPARING for said in known[name].finditer(text)
    )  # a capital: the first word of a name, as of a state


@lru_cache
def _months(language: str) -> re.Pattern[str]:
    names = words("months")[language]
    short = [name[:3] for told in names for name in told.split("|") if name.isalpha() and "|" in told]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*names, *short])})(?!\w)", re.IGNORECASE)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s)$", "", word)
