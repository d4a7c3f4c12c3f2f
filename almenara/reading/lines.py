"""Lines of a text table: which line of the file each record stands in, quoted line breaks and blanks counted."""

from __future__ import annotations

import csv
import io

import numpy as np
import numpy.typing as npt

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.opening import DAMAGED

Lines = npt.NDArray[np.int64]
_QUOTE, _BREAK, _RETURN = 34, 10, 13


def record_lines(data: bytes) -> Lines:
    """Line (1-based) in which each record that is not blank begins, the header included; shape (records,).

    data  the table with line breaks as LF or CRLF; a break between quotes belongs to its record
    """
    if not data:
        return np.zeros(0, dtype=np.int64)
    bytes_of = np.frombuffer(data, dtype=np.uint8)
    breaks = np.flatnonzero(bytes_of == _BREAK)
    line = np.arange(1, len(breaks) + 1)  # the line that each break ends
    if b'"' in data:
        inside = np.bitwise_xor.accumulate((bytes_of == _QUOTE).astype(np.uint8))
        outer = inside[breaks] == 0
        breaks, line = breaks[outer], line[outer]
    starts = np.concatenate([[0], breaks + 1])
    numbers = np.concatenate([[1], line + 1])
    ends = np.concatenate([breaks, [len(bytes_of)]])
    bare = ends - starts
    returned = (ends > 0) & (bare > 0) & (bytes_of[np.maximum(ends - 1, 0)] == _RETURN)
    return np.asarray(numbers[(bare - returned) > 0], dtype=np.int64)


def with_line_feeds(data: bytes) -> bytes:
    """The bytes with LF for each CR where the file knows no other line end, as old programs write it."""
    return data.replace(b"\r", b"\n") if b"\n" not in data and b"\r" in data else data


def text_rows(document: Document, text: str) -> list[list[str]]:
    """The cells of every line of a comma-separated text that is no plain table, blank lines included.

    Raises BadInput where a line or cell is longer than any publisher writes.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        fault = Fault(document.name, f"is not a table of short cells: {error}")
        raise BadInput("reading", [fault], DAMAGED) from error
