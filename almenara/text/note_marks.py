"""Notes of a Markdown text and the marks that cite them: [^3], or [3] where a note of that number follows."""

from __future__ import annotations

import re
from dataclasses import replace

from almenara.model.manuscript import Mark
from almenara.text.pieces import Piece

OPEN, CLOSE = "\u2983", "\u2984"
"""Brackets that no text uses, around a label while it is read: punctuation, so that emphasis beside them holds."""
_NOTE = re.compile(r" {0,3}\[\^([\w.-]{1,40})\]:[ \t]*(?=\S)")
_NUMBERED = re.compile(r" {0,3}\[(\d{1,3})\]:?[ \t]+(?=\S)")
_LISTED = re.compile(r" {0,3}(\d{1,3})[.)][ \t]+(?=\S)")
_HEADING = re.compile(r"(?:#{1,6}[ \t]+|\*\*|__)(?:\([A-Z+]+\)[ \t]+)?(.+?)[\s:#*_]*$")
_NOTES = re.compile(
    r"(?:end|foot)?notes?(?: and sources)?|sources?|references?|bibliography|citations?|notas(?: al pie)?|fuentes|"
    r"referencias|bibliograf[íi]a|notas de rodap[ée]|fontes|refer[êe]ncias|bibliografia",
    re.IGNORECASE,
)
_FOOT = re.compile(r"\[\^([\w.-]{1,40})\]")
_PLAIN = re.compile(r"(?<!!)\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\](?![(\[:])")
_TOKEN = re.compile(rf"\s*{OPEN}([^{CLOSE}]*){CLOSE}")
_RANGE = 40
"""Most notes that a range such as [3-7] may stand for."""


def tokens_for(text: str) -> str:
    """The text with its marks between OPEN and CLOSE, and each note a paragraph that begins with its label.

    A list under a heading such as "Notes" or "Fuentes" is one of notes. [3] cites only where there is a note 3.
    """
    lines: list[str] = []
    labels: set[str] = set()
    under = False
    for line in text.replace(OPEN, "").replace(CLOSE, "").split("\n"):
        if heading := _HEADING.match(line):
            under = _NOTES.fullmatch(heading[1]) is not None
        found = _NOTE.match(line) or _NUMBERED.match(line) or (_LISTED.match(line) if under else None)
        if found is None:
            lines.append(line)
            continue
        labels.add(found[1])
        lines += ["", f"{OPEN}={found[1]}{CLOSE}{line[found.end() :]}"]
    return "\n".join(_cited(line, labels) for line in lines)


def _cited(line: str, labels: set[str]) -> str:
    line = _FOOT.sub(lambda m: f"{OPEN}{m[1]}{CLOSE}", line)
    return _PLAIN.sub(lambda m: _each(m, labels), line)


def _each(found: re.Match[str], labels: set[str]) -> str:
    cited: list[str] = []
    for part in re.split(r"\s?[,;]\s?", found[1]):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        top = int(last or first)
        if not 0 <= top - int(first) < _RANGE:
            return found[0]
        cited += [str(n) for n in range(int(first), top + 1)]
    if not all(label in labels for label in cited):
        return found[0]
    return "".join(f"{OPEN}{label}{CLOSE}" for label in cited)


def note_label(text: str) -> str:
    """The label of a piece that is a note, "" of any other."""
    found = _TOKEN.match(text)
    return found[1][1:] if found and found[1].startswith("=") else ""


def taken_off(piece: Piece) -> tuple[Piece, str, list[Mark]]:
    """A piece without its marks, the label of the note that it is or "", and the marks by places in its text.

    A note begins with its label in brackets.
    """
    if OPEN not in piece.text:
        return piece, "", []
    label = note_label(piece.text)
    out, marks, at = "", [], 0
    for found in _TOKEN.finditer(piece.text):
        out += piece.text[at : found.start()]
        if found[1].startswith("="):
            out += f"[{found[1][1:]}] "
        else:
            marks.append(Mark(len(out), found[1]))
        at = found.end()
    return replace(piece, text=out + piece.text[at:]), label, marks
