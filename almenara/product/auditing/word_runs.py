"""Letters of a Word paragraph: found by the text as it was read, and runs cut where a stretch begins and ends."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import accumulate
from typing import Any

from docx.oxml.ns import qn

_RUN, _TEXT, _FORMAT = qn("w:r"), qn("w:t"), qn("w:rPr")
_ONE = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HOLDS = {
    qn(f"w:{name}") for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple")
}
_MARK = re.compile(r"\[\d{1,3}\]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_of(paragraphs: Iterable[Any]) -> list[Any]:
    """The w:r elements of w:p elements, in order, those inside links and insertions too."""
    return [run for paragraph in paragraphs for run in _runs(paragraph)]


def _runs(parent: Any) -> list[Any]:
    out: list[Any] = []
    for child in parent:
        if child.tag == _RUN and not _unread(child):
            out.append(child)
        elif child.tag in _HOLDS:
            out += _runs(child)
    return out


def _unread(run: Any) -> bool:
    """Whether a run is hidden, struck out, or the raised number of a note: it was not read as text."""
    look = run.find(_FORMAT)
    if look is None:
        return False
    for mark in ("w:vanish", "w:strike", "w:dstrike"):
        found = look.find(qn(mark))
        if found is not None and found.get(qn("w:val")) not in ("0", "false", "none"):
            return True
    raised = look.find(qn("w:vertAlign"))
    note = raised is not None and raised.get(qn("w:val")) == "superscript"
    return note and re.fullmatch(r"\s*\d{1,3}\s*", letters(run)) is not None


def letters(run: Any) -> str:
    """A run's text, a tab or break counted as one letter."""
    return "".join(_letters(child) for child in run)


def _letters(child: Any) -> str:
    return child.text or "" if child.tag == _TEXT else _ONE.get(child.tag, "")


def stretches(
    paragraphs: Sequence[Any], blocks: Sequence[tuple[str, Sequence[tuple[int, int]]]]
) -> list[list[list[Any]]]:
    """The runs of each span, cut so that they hold it and no more.

    paragraphs  w:p elements in the order of the document
    blocks      what was read of them, in that order: a text and spans in it, start and end. It may differ from
                the letters in white space, hidden signs and the marks of notes
    Returns a list of runs for each span of each block; an empty one where its letters are not found
    """
    whole = runs_of(paragraphs)
    held, held_at = _seen("".join(letters(run) for run in whole))
    places: list[list[tuple[int, int] | None]] = []
    after = 0
    for text, spans in blocks:
        read, read_at = _seen(text)
        start = held.find(read, after) if read else -1
        found = [_place(read_at, span, start, read, held, after) for span in spans]
        places.append([(held_at[a], held_at[b - 1] + 1) if b else None for a, b in found])
        after = start + len(read) if start >= 0 else after
    pieces = _cut(whole, {edge for found in places for place in found if place for edge in place})
    return _between(pieces, places)


def _place(
    read_at: Sequence[int], span: tuple[int, int], start: int, read: str, held: str, after: int
) -> tuple[int, int]:
    """Where a span's letters stand in what is seen of the document; (0, 0) where they are not found.

    start  of the block's letters, below 0 where the block is not there as it was read: then the next
           occurrence of the span's own letters is taken, if no figure goes on at its edges
    """
    first, last = bisect_left(read_at, span[0]), bisect_left(read_at, span[1])
    if first == last:
        return 0, 0
    if start >= 0:
        return start + first, start + last
    whole = re.compile(rf"(?<!\d){re.escape(read[first:last])}(?!\d)")
    found = whole.search(held, after)
    return found.span() if found else (0, 0)


def _between(
    runs: Sequence[Any], places: Sequence[Sequence[tuple[int, int] | None]]
) -> list[list[list[Any]]]:
    edges = [0, *accumulate(len(letters(run)) for run in runs)]
    out = []
    for found in places:
        inside = []
        for place in found:
            first, last = (bisect_left(edges, at) for at in place or (0, 0))
            inside.append([run for run in runs[first:last] if letters(run)])
        out.append(inside)
    return out


def _seen(text: str) -> tuple[str, list[int]]:
    """Letters that are seen, without the marks of notes, and where each stands."""
    dropped = {k for mark in _MARK.finditer(text) for k in range(*mark.span())}
    places = [
        k
        for k, sign in enumerate(text)
        if k not in dropped and not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc")
    ]
    return "".join(text[k] for k in places), places


def _cut(runs: Sequence[Any], edges: set[int]) -> list[Any]:
    """Cut runs at letters counted over all of them; returns the pieces, each with its run's format."""
    ordered, pieces, at = sorted(edges), [], 0
    for run in runs:
        length = len(letters(run))
        inside = ordered[bisect_right(ordered, at) : bisect_left(ordered, at + length)]
        rest = []
        for edge in reversed(inside):
            rest.append(_behind(run, edge - at))
            run.addnext(rest[-1])
        pieces += [run, *reversed(rest)]
        at += length
    return pieces


def _behind(run: Any, edge: int) -> Any:
    """Take what stands behind a letter out of the run, as a run of the same format."""
    other = deepcopy(run)
    for child in list(other):
        if child.tag != _FORMAT:
            other.remove(child)
    at = 0
    for child in list(run):
        length = len(_letters(child))
        if child.tag == _FORMAT:
            continue
        if at >= edge:
            other.append(child)
        elif at + length > edge:
            rest = deepcopy(child)
            child.text, rest.text = child.text[: edge - at], child.text[edge - at :]
            for part in (child, rest):
                part.set(_SPACE, "preserve")
            other.append(rest)
        at += length
    return other
