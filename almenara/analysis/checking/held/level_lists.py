"""Lists and tables that give places their levels by number alone: "- The state: 3" under a line that says level.

Such a number is no count. A list is one of an adviser's levels where most of its lines are what an edition has; the
others are then as plain as if they had said so themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from almenara.analysis.checking.held.desk import Desk, Ruling, Use
from almenara.analysis.checking.held.level_editions import Told, held_level
from almenara.analysis.checking.held.level_mentions import MEASURE
from almenara.analysis.checking.held.level_words import Said, pattern
from almenara.analysis.checking.where.places import PlaceMention
from almenara.model.claim import Claim
from almenara.model.manuscript import Block, Manuscript
from almenara.model.place import Place
from almenara.text.period_mention import PeriodMention
from almenara.text.table_roles import captions

_LEAD = re.compile(r"[\s:;–—\-=.…(|]*$")
"""Between a place and its level, at the end of what stands before the level."""
_CUT = re.compile(r"\d\s*\)?\s*[,;|]|:")
"""Before a line's own place: a level of another place, or what announces the list."""
_ALONE = re.compile(
    r"[\s\-–—•*·.,)(|]*(?:\d{1,2}[.)])?[\s\-–—•*·.,)(|]*(?:(?:and|y|e|&)[\s,]*)*", re.IGNORECASE
)
"""What may stand beside the places of a line: a bullet, a number, "and"."""
_BEHIND = re.compile(r"\s*(?:$|[.,;|)\]–—(]|[ye]\s|and\s)", re.IGNORECASE)
"""What may follow a level that counts nothing."""
_SCALE = (1, 4)
_LEAST = 2
"""Lines that a list has, and lines of it that an edition bears out, at least."""


_COLUMNS = 2
"""Columns of a table whose title says what its numbers are, at most: that of the places and theirs."""


@dataclass(frozen=True)
class Line:
    """A level of a list: the number of its claim, and the places it is of."""

    claim: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class LevelList:
    """Lines that stand together, and the characters of what heads them."""

    lines: tuple[Line, ...]
    heads: tuple[tuple[int, int], ...]


def find_level_lists(
    claims: Sequence[Claim], places: Sequence[PlaceMention], manuscript: Manuscript
) -> list[LevelList]:
    """The lists of a text whose heads say that they are levels."""
    groups: dict[tuple[int, int], list[Line]] = {}
    last, before = (0, 0), -2
    for number, claim in enumerate(claims):
        line = _line(claim, number, places, manuscript)
        if line is None:
            continue
        block = manuscript.block_of(claim.start)
        row = manuscript.text.count("\n", 0, claim.start)
        if block.table:
            key = (block.table, block.column)
        else:
            key = last if before in (row, row - 1) and not last[0] else (0, row)
        groups.setdefault(key, []).append(line)
        last, before = key, row
    found = [LevelList(tuple(lines), _heads(claims[lines[0].claim], manuscript)) for lines in groups.values()]
    return [one for one in found if _has_several(one) and _is_of_levels(one, manuscript)]


def _has_several(one: LevelList) -> bool:
    return len({place for line in one.lines for place in line.places}) >= _LEAST


def with_listed_levels(
    claims: Sequence[Claim],
    places: Sequence[PlaceMention],
    periods: Sequence[PeriodMention],
    manuscript: Manuscript,
) -> list[Claim]:
    """The claims; the numbers of such lists are levels of their line's place, on the day that their head tells."""
    out = list(claims)
    if not pattern("level_lists", "heads").search(manuscript.text):
        return out
    for one in find_level_lists(claims, places, manuscript):
        told = [
            m for start, end in one.heads for m in periods
            if start <= m.start < end and m.period is not None
        ]  # fmt: skip
        period = told[0].period if len({m.period for m in told}) == 1 else None
        for line in one.lines:
            single = line.places[0] if len(line.places) == 1 else None
            out[line.claim] = replace(
                claims[line.claim], kind="level", measure=MEASURE, measure_sure=True, counted="", unit="",
                place=single or claims[line.claim].place, place_sure=single is not None, definition="", definitions=(),
                period=period, period_sure=period is not None, period_open=False, comparison=None,
            )  # fmt: skip
    return out


def list_rulings(
    desk: Desk,
    claims: Sequence[Claim],
    lists: Sequence[LevelList],
    adviser_of: Callable[[Desk, LevelList], tuple[str, bool]],
) -> dict[int, Ruling]:
    """Rulings on the levels of lists; one that no edition has is wrong only where most lines are those of one."""
    out: dict[int, Ruling] = {}
    for one in lists:
        definition, named = adviser_of(desk, one)
        tried: dict[int, Ruling] = {}
        for line in one.lines:
            claim = claims[line.claim]
            said = Said(claim.start, claim.end, claim.value, line.claim)
            tried[line.claim] = _of_line(desk, claim, said, line.places, definition)
        borne = [n for n, r in tried.items() if r.verdict == "supported"]
        plain = named and len(borne) >= _LEAST and 2 * len(borne) > len(tried)
        for number, ruling in tried.items():
            if ruling.verdict in ("contradicted", "outdated") and not plain:
                softened: tuple[Use, ...] = tuple(("other", use) for _, use in ruling.uses)
                reason = f"The list may be of other levels; {ruling.reason}"
                ruling = Ruling("not-checkable", reason, softened)
            out[number] = ruling
    return out


def _of_line(desk: Desk, claim: Claim, said: Said, places: Sequence[Place], definition: str) -> Ruling:
    """The ruling on a line: it is wrong where one of its places has another level."""
    whole = held_level(desk, claim, said, [list(places)], definition, Told(True, alone=True))
    if whole.verdict != "not-checkable" or len(places) == 1:
        return whole
    each = [held_level(desk, claim, said, [[place]], definition, Told(True, alone=True)) for place in places]
    return next((r for r in each if r.verdict in ("contradicted", "outdated")), whole)


def _line(claim: Claim, number: int, places: Sequence[PlaceMention], manuscript: Manuscript) -> Line | None:
    """A claim as a line of such a list, None where it is none."""
    low, high = _SCALE
    if claim.kind not in ("count", "level") or claim.hedge or not low <= claim.value <= high:
        return None
    text = manuscript.text
    if text[claim.start : claim.end] != f"{claim.value:.0f}":
        return None
    block = manuscript.block_of(claim.start)
    if block.table:
        found = _of_row(block, places, manuscript)
        alone = text[block.start : block.end].strip() == text[claim.start : claim.end]
        return Line(number, found) if found and alone and not block.header else None
    begun = text.rfind("\n", 0, claim.start) + 1
    ended = text.find("\n", claim.end)
    if not _BEHIND.match(text[claim.end : ended if ended >= 0 else len(text)]):
        return None
    lead = _LEAD.search(text, begun, claim.start)
    stop = lead.start() if lead else claim.start
    first = max((m.end() for m in _CUT.finditer(text, begun, stop)), default=begun)
    inside = [p for p in places if first <= p.start and p.end <= stop and _is_state(p)]
    left = text[first:stop]
    for place in reversed(inside):
        left = left[: place.start - first] + left[place.end - first :]
    if not inside or not _ALONE.fullmatch(left):
        return None
    return Line(number, tuple(dict.fromkeys(p.place for p in inside if p.place is not None)))


def _is_state(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind in ("state", "country") and not mention.in_name


def _of_row(cell: Block, places: Sequence[PlaceMention], manuscript: Manuscript) -> tuple[Place, ...]:
    labels = manuscript.grid.labels(cell)
    found = [p.place for b in labels[:1] for p in places if b.start <= p.start < b.end and _is_state(p)]
    return tuple(dict.fromkeys(p for p in found if p is not None))


def _heads(first: Claim, manuscript: Manuscript) -> tuple[tuple[int, int], ...]:
    """What heads a list: its column's heads and the table's title; else what announces it on its line or above it."""
    block, text = manuscript.block_of(first.start), manuscript.text
    if block.table:
        heads = manuscript.grid.heads(block)
        if not _says_level(heads, manuscript) and len(manuscript.grid.row(block)) > _COLUMNS:
            return tuple((b.start, b.end) for b in heads)  # the title may be of another column
        heads = [*heads, *captions(manuscript, block.table), *_around(block.table, manuscript)]
        return tuple(dict.fromkeys((b.start, b.end) for b in heads))
    begun = text.rfind("\n", 0, first.start) + 1
    inline = max((m.end() for m in re.finditer(":", text[begun : first.start])), default=0)
    spans = [(begun, begun + inline)] if inline else []
    return (*spans, *_lines_above(begun, text))


def _says_level(blocks: Sequence[Block], manuscript: Manuscript) -> bool:
    return any(pattern("level_lists", "heads").search(manuscript.text[b.start : b.end]) for b in blocks)


def _around(table: int, manuscript: Manuscript) -> Iterator[Block]:
    """The paragraphs right before and right after a table."""
    first, last = manuscript.grid.spans[table]
    for number in (first - 1, last + 1):
        if 0 <= number < len(manuscript.blocks) and manuscript.blocks[number].kind in (
            "heading",
            "paragraph",
        ):
            yield manuscript.blocks[number]


def _lines_above(begun: int, text: str) -> Iterator[tuple[int, int]]:
    """The two lines with words that stand right above a character that begins one."""
    end = begun
    for _ in range(2):
        end = len(text[:end].rstrip())
        if not end:
            return
        start = text.rfind("\n", 0, end) + 1
        yield start, end
        end = start


def _is_of_levels(one: LevelList, manuscript: Manuscript) -> bool:
    """Whether what heads a list says that it gives levels, and not the writer's own or those of something else."""
    said = [manuscript.text[start:end] for start, end in one.heads]
    if any(pattern("other_levels", "rating").search(words) for words in said):
        return False
    if any(pattern("level_lists", "others").search(words) for words in said):
        return False
    return any(pattern("level_lists", "heads").search(words) for words in said)
