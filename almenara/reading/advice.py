"""Pages of travel advice as text: sentences and bullets under their headings, without stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_BOLD_LINE = re.compile(r"^\*\*([^*]*[^*.])\*\*:?$")
_BULLET = re.compile(r"^(\s*)([*+\-•])\s+(.*)$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)")
_WHOLE_LINK = re.compile(r"^\s*\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*\)\s*\.?$")
_SPACES = re.compile(r"[\s\u00a0\u200b\u200e\u200f\ufeff]+")
_LOOSE = re.compile(r"\s+([.,;:!?)])")
_OPEN = re.compile(r"([(])\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘'(])")
_SHORT = re.compile(r"\b(?:U\.S|Mr|Ms|Dr|St|No|Blvd|Ave|approx|e\.g|i\.e|eg|ie|ext|[A-Z])\.$")
_MARKS = {"*": 0, "•": 0, "+": 1, "-": 2}


@dataclass(frozen=True)
class Line:
    """One sentence or bullet of a page.

    section  headings above it, the outermost first
    lead     the sentence ending in a colon, or the bullets, under which it stands: ("We advise against:", …)
    bullet   whether it is a bullet, and so may stand anywhere in its list
    row      line of the file, 1-based
    """

    text: str
    section: tuple[str, ...]
    lead: tuple[str, ...]
    bullet: bool
    row: int


@dataclass(frozen=True)
class Heading:
    """A heading, with its line of the file."""

    text: str
    level: int
    row: int


@dataclass(frozen=True)
class Advice:
    """A page: its lines and its headings, in order."""

    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]


def plain(text: str) -> str:
    """Markdown without images, link targets and emphasis, with single spaces."""
    text = _IMAGE.sub("", text)
    for _ in range(3):  # a link inside a link's label
        text = _LINK.sub(r" \1 ", text)
    text = _SPACES.sub(" ", text.replace("**", " ").replace("\\", ""))
    return _LOOSE.sub(r"\1", _OPEN.sub(r"\1", text)).strip(" *")


def sentences(text: str) -> list[str]:
    """Sentences of one paragraph."""
    out: list[str] = []
    for piece in _SENTENCE.split(text):
        if out and _SHORT.search(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        elif piece.strip():
            out.append(piece.strip())
    return out


def read_advice(text: str, navigation: Sequence[str] = ()) -> Advice:
    """The lines and headings of a page kept as Markdown.

    navigation  regular expressions, case ignored; a line whose text fits one wholly is left out, and so
                is what is not advice on any page: images, lines that are nothing but a link, and
                definition lists ("Still current at:" with its day on the next line)
    """
    drop = re.compile("|".join(f"(?:{p})" for p in navigation), re.IGNORECASE) if navigation else None
    raw = text.splitlines()
    lines: list[Line] = []
    headings: list[Heading] = []
    stack: list[tuple[int, str]] = []
    bullets: list[tuple[int, str]] = []
    opening: list[str] = []  # the sentence with a colon that opens the list under way
    for number, line in enumerate(raw, 1):
        following = raw[number] if number < len(raw) else ""
        if line.startswith(":") or following.startswith(": ") or not line.strip():
            continue
        if _WHOLE_LINK.match(line) or (drop and drop.fullmatch(plain(line))):
            continue
        if found := (_HEADING.match(line) or _BOLD_LINE.match(line.strip())):
            level = len(found[1]) if line.startswith("#") else 7
            words = plain(found[2] if line.startswith("#") else found[1])
            stack = [item for item in stack if item[0] < level] + [(level, words)]
            headings.append(Heading(words, level, number))
            bullets, opening = [], []
            if level == 7 and words.endswith(":"):
                opening = [words]
            continue
        section = tuple(words for _, words in stack)
        if found := _BULLET.match(line):
            words = plain(found[3])
            depth = max(_MARKS[found[2]], len(found[1].expandtabs(2)) // 2)
            bullets = [item for item in bullets if item[0] < depth]
            if words:
                lead = (*opening, *(label for _, label in bullets))
                lines.append(Line(words, section, lead, True, number))
            bullets.append((depth, words))
            continue
        bullets = []
        paragraph = sentences(plain(line))
        for words in paragraph:
            lines.append(Line(words, section, (), False, number))
        opening = paragraph[-1:] if paragraph and paragraph[-1].endswith(":") else []
    return Advice(tuple(lines), tuple(headings))
