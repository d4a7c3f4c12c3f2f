"""The texts of the pairs: a file a language, a block a text.

A block begins with "### NAME DAY KIND": a name, the day on which the text is taken to be written, the error that is
planted (of a right text its genre). In the text, `{{right|wrong}}` is what differs between the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETS = ("hard", "open", "shut", "right", "right_later")
OPEN = ("hard", "open", "right", "right_later")
"""Those whose misses anybody may read; of `shut` only totals are read."""
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
    out = [_pair(path, block) for block in blocks[1:]]
    names = [pair.name for pair in out]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{path.name}: {', '.join(sorted(twice))} is the name of two texts")
    return out


def _pair(path: Path, block: str) -> Pair:
    first, _, text = block.partition("\n")
    head = _HEAD.fullmatch(first.strip())
    if head is None:
        raise ValueError(f'{path.name}: "{first}" is not a name, a day and a kind')
    marks = list(_PLANTED.finditer(text))
    if len(marks) > 1 or (not marks and ("{{" in text or "}}" in text)):
        raise ValueError(f"{path.name}: {head['name']} has {len(marks)} places {{{{right|wrong}}}}, not one")
    text = text.strip() + "\n"
    right = _PLANTED.sub(lambda m: m["right"], text)
    wrong = _PLANTED.sub(lambda m: m["wrong"], text) if marks else None
    differs = f"{marks[0]['right']} | {marks[0]['wrong']}" if marks else ""
    return Pair(head["name"], date.fromisoformat(head["day"]), head["kind"], right, wrong, differs)
