"""Letters of a Word paragraph: found by the text as it was read, and runs cut where a stretch begins and ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

_RUN, _TEXT, _FORMAT = qn("w:r"), qn("w:t"), qn("w:rPr")
_ONE = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HOLDS = {qn(f"w:{name}") for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_of(paragraphs: Iterable[Any]) -> list[Any]:
    """The w:r elements of w:p elements, in order, those inside links and insertions too."""
    return [run for paragraph in paragraphs for run in _runs(paragraph)]


def _runs(parent: Any) -> list[Any]:
    out: list[Any] = []
    for child in parent:
        if child.tag == _RUN:
            out.append(child)
        elif child.tag in _HOLDS:
            out += _runs(child)
    return out


def letters(run: Any) -> str:
    """A run's text, a tab or break counted as one letter."""
    return "".join(_letters(child) for child in run)


def _letters(child: Any) -> str:
    return child.text or "" if child.tag == _TEXT else _ONE.get(child.tag, "")


def stretches(paragraphs: Sequence[Any], text: str, spans: Sequence[tuple[int, int]]) -> list[list[Any]]:
    """The runs of each span, cut so that they hold it and no more.

    text   the paragraphs' text as it was read; it may differ from the letters in white space and hidden signs
    spans  start and end in `text`
    Returns a list of runs for each span; all runs of the paragraphs where its letters are not found
    """
    said = "".join(letters(run) for run in runs_of(paragraphs))
    found = _places(text, said, spans)
    _cut(runs_of(paragraphs), {edge for place in found if place for edge in place})
    runs, starts, at = runs_of(paragraphs), [], 0
    for run in runs:
        starts.append(at)
        at += len(letters(run))
    ends = [*starts[1:], at]
    out = []
    for place in found:
        if place is None:
            out.append(runs)
        else:
            start, end = place
            out.append(
                [r for r, a, b in zip(runs, starts, ends, strict=True) if a >= start and b <= end and b > a]
            )
    return out


def _seen(text: str) -> tuple[str, list[int]]:
    """Letters that are seen, and where each stands."""
    places = [
        i for i, c in enumerate(text) if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc")
    ]
    return "".join(text[i] for i in places), places


def _places(text: str, said: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    read, read_at = _seen(text)
    held, held_at = _seen(said)
    out: list[tuple[int, int] | None] = []
    after = 0
    for start, end in spans:
        inside = [k for k, i in enumerate(read_at) if start <= i < end]
        if not inside:
            out.append(None)
            continue
        first, last = inside[0], inside[-1]
        if read != held:
            first = held.find(read[first : last + 1], after)
            if first < 0:
                out.append(None)
                continue
            last, after = first + len(inside) - 1, first
        out.append((held_at[first], held_at[last] + 1))
    return out


def _cut(runs: Sequence[Any], edges: set[int]) -> None:
    """Cut runs at letters counted over all of them; each piece keeps the run's format."""
    at = 0
    for run in runs:
        length = len(letters(run))
        inside = sorted(e - at for e in edges if at < e < at + length)
        for edge in reversed(inside):
            run.addnext(_behind(run, edge))
        at += length


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
