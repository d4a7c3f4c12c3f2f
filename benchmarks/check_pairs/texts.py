"""The texts of the pairs: a file a language, a block a text.

A block begins with "### NAME DAY KIND": a name, the day on which the text is taken to be written, the error that is
planted (of a right text its genre). In the text, `{{right|wrong}}` is what differs between the two. A long text has
several such places, of which one is wrong at a time, and a last line "%% 1: ERROR; 2: ERROR" that names each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETS = (
    "hard",
    "open",
    "open_later",
    "shut",
    "shut_later",
    "long",
    "long_shut",
    "right",
    "right_later",
    "right_third",
)
OPEN = ("hard", "open", "open_later", "long", "right", "right_later", "right_third")
"""Those whose misses anybody may read; of the others only totals are read."""
LANGUAGES = ("en", "es", "pt")
_HEAD = re.compile(r"(?P<name>\S+) (?P<day>\d{4}-\d\d-\d\d) (?P<kind>.+)")
_PLANTED = re.compile(r"\{\{(?P<right>[^{}|]+)\|(?P<wrong>[^{}|]+)\}\}")


@dataclass(frozen=True)
class Pair:
    """A text, and the same with an error in it; `wrong` is None where only a right one was written."""

    name: str
    written: date
    kind: str
    right: str
    wrong: str | None
    differs: str


def read_set(name: str) -> dict[str, list[Pair]]:
    """The pairs of a set by language. Raises ValueError with file and block where one cannot be read."""
    return {
        language: _read(path) for language in LANGUAGES if (path := HERE / name / f"{language}.txt").exists()
    }


def _read(path: Path) -> list[Pair]:
    blocks = re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    out = [pair for block in blocks[1:] for pair in _pairs(path, block)]
    names = [pair.name for pair in out]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{path.name}: {', '.join(sorted(twice))} is the name of two texts")
    return out


def _pairs(path: Path, block: str) -> list[Pair]:
    """A block's right text with each of its errors in turn; the right text alone where it has none."""
    first, _, text = block.partition("\n")
    head = _HEAD.fullmatch(first.strip())
    if head is None:
        raise ValueError(f'{path.name}: "{first}" is not a name, a day and a kind')
    text, several, told = text.partition("\n%%")
    marks = list(_PLANTED.finditer(text))
    kinds = [kind.partition(":")[2].strip() for kind in told.split(";")] if several else [head["kind"]]
    right_only = not several and "{{" not in text and "}}" not in text
    if len(marks) != len(kinds) and not right_only:
        raise ValueError(
            f"{path.name}: {head['name']} has {len(marks)} places {{{{right|wrong}}}}, not {len(kinds)}"
        )
    text = text.strip() + "\n"
    written = date.fromisoformat(head["day"])
    right = _PLANTED.sub(lambda m: m["right"], text)
    if right_only:
        return [Pair(head["name"], written, head["kind"], right, None, "")]
    return [
        Pair(
            f"{head['name']}.{number}" if several else head["name"],
            written,
            kind,
            right,
            _with_one_wrong(text, number),
            f"{mark['right']} | {mark['wrong']}",
        )
        for number, (mark, kind) in enumerate(zip(marks, kinds, strict=True), 1)
    ]


def _with_one_wrong(text: str, number: int) -> str:
    """The text with the wrong reading at its place of that number, counted from 1, and the right ones elsewhere."""
    places = count(1)
    return _PLANTED.sub(lambda m: m["wrong" if next(places) == number else "right"], text)
