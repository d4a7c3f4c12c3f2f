"""The labelled documents: marked-up text with a row for each claim, read into spans that cannot drift.

A document is a text file in three parts, divided by lines of `---`:

    language: en                    en, es or pt
    genre: press
    published: 2018-11-21           the day on which it is taken to be written
    format: markdown                left out where it is plain text
    planted: c3 wrong-average       left out where nothing is wrong; several ids where any of them may be blamed
    ---
    Taps rose by [[45 percent|c1]] on [[Highway 57|-]], in [[two months|?c2]].
    ---
    c1 percent 45 fuel-theft MX 2018-01..2018-10 SN =

A mark holds a number with its hedge and unit. `-` is a number that claims nothing; `?` a claim that may be found
or left. A row is id, kind, value, measure, place, period, verdicts, arithmetic. `*` is anything, `-` nothing, `a|b`
either. Verdicts are letters: S supported, O supported-other-definition, X contradicted, U outdated, I inconsistent,
N not-checkable. Arithmetic is `=` where a sum over the text's own figures holds, the name of the error where it
does not, `-` where there is none to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import get_args

from almenara.errors import UsageError
from almenara.model.claim import QuantityKind
from almenara.model.period import Period

HERE = Path(__file__).resolve().parent
HALVES = {
    "dev": "dev",
    "held-out": "held_out",
    "third": "third",
    "fourth": "fourth",
    "fifth": "fifth",
    "sixth": "sixth",
    "seventh": "seventh",
    "eighth": "eighth",
    "ninth": "ninth",
    "tenth": "tenth",
    "eleventh": "eleventh",
    "twelfth": "twelfth",
    "thirteenth": "thirteenth",
    "fourteenth": "fourteenth",
    "fifteenth": "fifteenth",
    "sixteenth": "sixteenth",
    "fresh": "fresh",
}
"""Half and its folder; `third` to `sixteenth` are sets of their own, written later and without sight of the audit.
`fresh` is, like `held-out`, a counterpart of `dev`, document by document."""

OPEN = (
    "dev",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
)
"""Those whose misses anybody may read."""

VERDICTS = {
    "S": "supported",
    "O": "supported-other-definition",
    "X": "contradicted",
    "U": "outdated",
    "I": "inconsistent",
    "N": "not-checkable",
}
REASONING = (
    "change-on-later-value",
    "percent-for-percentage-points",
    "times-more",
    "wrong-average",
    "share-over-100",
    "rise-told-as-fall",
    "rank-against-list",
    "total-differs",
    "parts-do-not-add-up",
)
"""Errors that the text's own figures show; they are the names that an audit gives them."""

AGAINST_EVIDENCE = ("wrong-figure", "stale", "other-definition", "wrong-level", "wrong-date")
"""Errors that only evidence shows."""

_MARK = re.compile(r"\[\[([^\[\]|]+)\|(\?)?([a-z]\d*|-)\]\]")
_FIELDS = ("language", "genre", "published", "format", "planted")


@dataclass(frozen=True)
class Label:
    """One number of a document and what a careful reader says of it; spans count characters of Document.text.

    values, measures, places, periods  those that are right, None where any is; "" is none
    """

    id: str
    start: int
    end: int
    text: str
    optional: bool
    kinds: tuple[str, ...] | None
    values: tuple[float, ...] | None
    measures: tuple[str, ...] | None
    places: tuple[str, ...] | None
    periods: tuple[str, ...] | None
    verdicts: tuple[str, ...] | None
    arithmetic: str


@dataclass(frozen=True)
class Planted:
    """An error put in on purpose: an audit that blames any of the claims has caught it."""

    claims: tuple[str, ...]
    error: str


@dataclass(frozen=True)
class LabelledText:
    """A document without its marks, and its labels. `left_out` are spans that claim nothing."""

    name: str
    language: str
    genre: str
    published: date
    markdown: bool
    text: str
    labels: tuple[Label, ...]
    left_out: tuple[tuple[int, int], ...]
    planted: tuple[Planted, ...]


def read_half(half: str) -> list[LabelledText]:
    """The documents of a half, by name."""
    return [read(path) for path in sorted((HERE / HALVES[half]).glob("*.txt"))]


def read(path: Path) -> LabelledText:
    """One document. Raises ValueError with the file and what is wrong in it."""
    parts = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise ValueError(f"{path.name}: {len(parts)} parts, not head, text and rows divided by lines of ---")
    head: dict[str, list[str]] = {}
    for line in parts[0].splitlines():
        name, _, value = line.partition(": ")
        if name not in _FIELDS:
            raise ValueError(f'{path.name}: "{name}" is not one of {", ".join(_FIELDS)}')
        head.setdefault(name, []).append(value)
    text, marks = _unmarked(parts[1].strip("\n"))
    rows = dict(_rows(path, parts[2]))
    named = [id_ for *_, id_ in marks if id_ != "-"]
    if sorted(named) != sorted(rows):
        raise ValueError(f"{path.name}: marks {sorted(named)} and rows {sorted(rows)} are not the same")
    return LabelledText(
        path.stem,
        head["language"][0],
        head["genre"][0],
        date.fromisoformat(head["published"][0]),
        head.get("format") == ["markdown"],
        text,
        tuple(
            Label(i, start, end, text[start:end], optional, *rows[i])
            for start, end, optional, i in marks
            if i != "-"
        ),
        tuple((start, end) for start, end, _, i in marks if i == "-"),
        tuple(_planted(path, entry, rows) for entry in head.get("planted", [])),
    )


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, bool, str]]]:
    """The text without marks; start, end, optional and id of each."""
    out, marks, length, last = [], [], 0, 0
    for m in _MARK.finditer(marked):
        before = marked[last : m.start()]
        length += len(before)
        marks.append((length, length + len(m[1]), bool(m[2]), m[3]))
        length += len(m[1])
        out += [before, m[1]]
        last = m.end()
    text = "".join(out) + marked[last:]
    if "[[" in text or "]]" in text:
        raise ValueError(f"a mark is not closed or not of the form [[words|id]]: {text[:60]}")
    return text, marks


_Texts = tuple[str, ...] | None
_Row = tuple[_Texts, tuple[float, ...] | None, _Texts, _Texts, _Texts, _Texts, str]
"""kinds, values, measures, places, periods, verdicts, arithmetic"""


def _rows(path: Path, part: str) -> Iterator[tuple[str, _Row]]:
    for line in part.splitlines():
        cells = line.split()
        if len(cells) != 8:
            raise ValueError(f'{path.name}: "{line}" has {len(cells)} cells, not 8')
        id_, kind, value, measure, place, period, verdicts, arithmetic = cells
        kinds = _either(kind)
        if unknown := set(kinds or ()) - set(get_args(QuantityKind)):
            raise ValueError(f'{path.name}: "{line}": no such kind: {", ".join(unknown)}')
        values = _either(value)
        try:
            periods = _either(period)
            said = None if periods is None else tuple(str(Period.parse(p)) if p else "" for p in periods)
            if verdicts != "*" and not set(verdicts) <= set(VERDICTS):
                raise UsageError(f"verdicts are letters of {''.join(VERDICTS)}")
            row = (
                kinds,
                None if values is None else tuple(float(v) for v in values),
                _either(measure),
                _either(place),
                said,
                None if verdicts == "*" else tuple(VERDICTS[v] for v in verdicts),
                arithmetic,
            )
        except (UsageError, ValueError) as error:
            raise ValueError(f'{path.name}: "{line}": {error}') from error
        if arithmetic not in ("=", "-", *REASONING):
            raise ValueError(f'{path.name}: "{line}": arithmetic is =, - or one of {", ".join(REASONING)}')
        yield id_.removeprefix("?"), row


def _either(cell: str) -> tuple[str, ...] | None:
    """The values that are right, None where anything is."""
    said = tuple("" if c == "-" else c for c in cell.split("|"))
    return None if "*" in said else said


def _planted(path: Path, entry: str, rows: dict[str, _Row]) -> Planted:
    ids, _, error = entry.partition(" ")
    claims = tuple(ids.split(","))
    if unknown := [c for c in claims if c not in rows]:
        raise ValueError(f"{path.name}: the planted error names {', '.join(unknown)}, which has no row")
    if error not in (*REASONING, *AGAINST_EVIDENCE):
        raise ValueError(f'{path.name}: "{error}" is not an error that is planted here')
    return Planted(claims, error)


def places_in(document: LabelledText, read: str) -> dict[str, tuple[int, int]]:
    """Where each label stands in the text as a reader of the format gives it, which drops marks of the format."""
    ours = [i for i, c in enumerate(document.text) if c.isalnum()]
    theirs = [i for i, c in enumerate(read) if c.isalnum()]
    said, heard = "".join(document.text[i] for i in ours), "".join(read[i] for i in theirs)
    at: dict[int, int] = {}
    if said == heard:
        at = dict(zip(ours, theirs, strict=True))
    else:
        for block in SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks():
            at |= {ours[block.a + k]: theirs[block.b + k] for k in range(block.size)}
    out = {}
    for label in document.labels:
        held = [at[i] for i in range(label.start, label.end) if i in at]
        if held:
            out[label.id] = (min(held), max(held) + 1)
    return out
