"""Lines of plain text: which ones are one paragraph that was wrapped, which are list lines, which a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from almenara.text.lines_in_step import heads_lines, lines_in_step
from almenara.text.pieces import Piece, joined
from almenara.text.plain_tables import cells_of, rows_of

WRAPPED = 45
"""Fewest characters of the longest line of a paragraph that was wrapped to a width."""
UNWRAPPED = 130
"""A line that is longer was not wrapped to a width: where it ends as a sentence does, its paragraph ends."""
_TITLED = re.compile(r"[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ]{4}[A-ZÁÉÍÓÚÂÊÔÃÕÇÑ ]{0,30}[.:–—-]\s")
"""A title in capitals that begins a line: "FEMICIDE. 117 so far"."""
SHORT = 70
"""Most characters of a list line without a mark."""
BULLET = re.compile(
    r"\s*(?:[-*•◦▪●‣·–—\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?|\(?\d{1,2}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])\s+(?=\S)"
)
"""What begins an item: a mark, a number, a letter. It stays out of the item's text unless it counts."""
_NUMBER_AT_END = re.compile(r"\d[\d.,\s]*\s*(?:%|\([^)]*\))?$")
_NUMBER_FIRST = re.compile(r"[~+]?\d[\d.,]*%?\s+\S")
_LABELLED = re.compile(
    r"\s*[^\W\d][^:;!?\d]{1,60}(?:(?:19|20)\d\d[^:;!?\d]{0,20})?:\s+[~+<>≈$€£]?\s?\d(?![\d.,]*\s?(?:h|am|pm|a\.m|p\.m)?[:.]\d\d\b)"
)
"""A line that begins with what its number is: "missing: 37,435 on 30 April"."""
_OPEN_END = re.compile(
    r"(?:,|[-‐–]|\b(?:the|of|and|in|to|de|la|el|y|en|do|da|e|o|a|by|que|del|los|las|for|with))$", re.I
)
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_LABEL = re.compile(
    r"\s*(?P<mark>[*_]{0,2})(?=[^\W\d_])(?P<words>[^\n:;.,*_]{1,40}?)(?:(?P=mark):|:(?P=mark))\s+\S"
)
"""What a line of notes begins with: a name and a colon, in stars or not."""
_DATED = re.compile(
    r"\s*(?:\d{1,2}(?:º|°|\.|st|nd|rd|th)?\s(?:de\s|of\s)?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}[/.]\d{1,2})(?:,?\s(?:de\s)?(?:19|20)\d\d|[/.]\d{2,4})?\s?(?:[–—:]|\s-)\s+\S"
)
"""What begins an entry of a chronicle: a day and a dash."""
_YEAR_LINE = re.compile(r"\s*(?:19|20)\d\d\s*:?")
"""A line that heads the entries of a year."""
_RULE = re.compile(r"[\s|+:=_*-]*[-=_|*]{3}[\s|+:=_*-]*")


def pieces_of(lines: Sequence[str], page: int, table: int) -> Iterator[Piece]:
    """The pieces of one run of lines without an empty line between. `table` is the number a table would get."""
    lines = [line.rstrip(" \n\r") for line in lines if line.strip() and not _RULE.fullmatch(line.strip())]
    at = 0
    while at < len(lines):
        rows = rows_of(lines[at:], BULLET)
        length = len(rows)
        if rows:
            yield from cells_of(rows, page, table)
            table += 1
        else:
            length = 1
            while at + length < len(lines) and not rows_of(lines[at + length :], BULLET):
                length += 1
            yield from _prose(lines[at : at + length], page)
        at += length


def _prose(lines: Sequence[str], page: int) -> Iterator[Piece]:
    """Items, list lines and paragraphs of lines that hold no table."""
    start = _list_start(lines)
    if start == 0 and heads_lines(lines):
        start = 1
    marks = Counter(mark[0].strip() for line in lines if (mark := BULLET.match(line)))
    signs = {sign for sign, times in marks.items() if times > 1 and not any(map(str.isalnum, sign))}
    entries = {n for n, line in enumerate(lines) if _DATED.match(line)}
    entries = entries if len(entries) > 1 else set()
    many_labels = sum(_LABELLED.match(line) is not None for line in lines) > 1
    labelled = _labelled(lines) | lines_in_step(lines)
    width = max((len(line) for line in lines), default=0)
    open_kind, open_text, last, opened = "", "", "", ""
    for number, line in enumerate(lines):
        mark = BULLET.match(line)
        listed = number >= start or number in labelled
        follows = mark and open_kind == "item" and _next_mark(opened, mark[0].strip())
        begun = mark and (follows or mark[0].strip() in signs or _ENDED.search(last) or not last)
        begun = begun or (mark and not _goes_on(last, line, width))
        if (
            mark
            and begun
            and _heads_list(line[mark.end() :], mark[0].strip(), lines[number + 1 : number + 2])
        ):
            kind, text, opened = "heading", line[mark.end() :], mark[0].strip()
        elif mark and begun:  # behind "by state:" a mark begins an item, however long that line is
            kind, text, opened = "item", line[mark.end() :], mark[0].strip()
        elif _YEAR_LINE.fullmatch(line) and number + 1 < len(lines):
            kind, text = "heading", line
        elif number in entries or (many_labels and not _OPEN_END.search(last) and _LABELLED.match(line)):
            kind, text = "item", line
        elif open_kind == "item" and not listed and _belongs(last, line, width):
            open_text, last = joined(open_text, line.strip()), line
            continue
        elif listed and not mark:
            kind, text = "item", line
        elif open_kind == "paragraph" and _goes_on(last, line, width):
            open_text, last = joined(open_text, line.strip()), line
            continue
        else:
            kind, text = "paragraph", line
        if open_text:
            yield _piece(open_kind, open_text, page, alone=False)
        open_kind, open_text, last = kind, text.strip(), line
        if number == 0 and len(lines) == 1 and kind == "paragraph":
            yield _piece(kind, open_text, page, alone=True)
            return
    if open_text:
        yield _piece(open_kind, open_text, page, alone=False)


def _piece(kind: str, text: str, page: int, alone: bool) -> Piece:
    if kind in ("item", "heading"):
        return Piece("item" if kind == "item" else "heading", text, page)
    return Piece("heading" if alone and heading(text) else "paragraph", text, page)


def heading(text: str) -> bool:
    """Whether a line that stands by itself reads as a heading: short, and not ended as a sentence is."""
    return len(text) <= 100 and len(text.split()) <= 14 and not _ENDED.search(text) and not text[:1].islower()


def _list_start(lines: Sequence[str]) -> int:
    """The first line of a list without marks, from which on each has a number first or last; else len(lines).

    Its lines are short and begin with no small letter. One line that leads to the list may stand before it,
    and one more may hold no number.
    """
    for start in range(min(2, len(lines) - 1)):
        rows = [line.strip() for line in lines[start:]]
        if any(len(row) > SHORT for row in rows) or any(_OPEN_END.search(row) for row in rows[:-1]):
            continue
        ends = [bool(_NUMBER_AT_END.search(row)) for row in rows]
        begins = [bool(_NUMBER_FIRST.match(row)) for row in rows]
        if any(row[0].islower() for row in rows[1:]):
            continue
        if any(told[0] and sum(told) >= max(2, len(rows) - 1) for told in (ends, begins)):
            return start
    return len(lines)


def _labelled(lines: Sequence[str]) -> frozenset[int]:
    """The lines of notes that each begin with a label of their own: in stars, or two at least beside one another."""
    hits = {n: m for n, line in enumerate(lines) if (m := _LABEL.match(line))}
    hits = {n: m for n, m in hits.items() if not n or not _OPEN_END.search(lines[n - 1])}
    found = {n: m for n, m in hits.items() if m["mark"] or m["words"][0].isupper()}
    beside = {n for n, m in found.items() if {n - 1, n + 1} & found.keys() and len(m["words"].split()) < 5}
    return frozenset(n for n, m in found.items() if m["mark"] or n in beside)


def _heads_list(text: str, mark: str, below: Sequence[str]) -> bool:
    """Whether a numbered line heads the list right below it, whose marks are signs: "3. Cargo theft", "- 9,179 in"."""
    sign = BULLET.match(below[0]) if below else None
    numbered = mark.strip("().").isdigit()
    return numbered and sign is not None and not any(map(str.isalnum, sign[0])) and heading(text.strip())


def _next_mark(opened: str, mark: str) -> bool:
    """Whether a mark begins the item after that of another: the same sign, or the number that follows."""
    one, other = opened.strip("()."), mark.strip("().")
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    if len(one) == len(other) == 1 and one.isalpha():
        return ord(other) == ord(one) + 1
    return mark == opened


def _belongs(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the item above: indented, in lower case, or wrapped."""
    return line.startswith((" ", "\t")) or _goes_on(last, line, width)


def _goes_on(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one above: the break between them is the wrapping's, not the writer's."""
    begins = line.lstrip()
    if (begins[:1].islower() and not BULLET.match(line)) or _OPEN_END.search(last):
        return True
    if width < WRAPPED or (_ENDED.search(last) and (width > UNWRAPPED or _TITLED.match(begins))):
        return False
    first = begins.split(maxsplit=1)[0]
    if len(last) + 1 + len(first) > width:
        return True
    return len(last) >= 0.7 * width and not _ENDED.search(last)
