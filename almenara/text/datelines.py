"""When a document was written, as it says itself. A day that prose tells of is not taken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from almenara.text.days import DayFound, days_in
from almenara.text.pieces import Piece
from almenara.text.vocabulary import any_of, lists

HEAD, FOOT = 15, 6
"""How many pieces from the beginning, and how many before the end, may hold a dateline."""
LONGEST = 160
"""Most characters of a piece that is a dateline as a whole; and of the head of one that begins with it."""
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?\s?m\.?|hrs?\.?|horas|h)\b\.?)?|\b\d{1,2}\s*[ap]\.?m\.?\b|"
    r"\b(?:[A-Z]{1,3}T|UTC|GMT)(?:[+-]\d+)?\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:no|num|n|nro|comunicado|boletin|bulletin|release|press release)\b[.º°\s]*\S*\d\S*"
)
_BY = re.compile(
    r"^(?:posted|published|written|publicado|publicada)\s+(?:by|por)\s+[^.|]{2,60}?(?:\son|\sel|\sem|[,|])$"
)
"""Posted by somebody on …"""
_NAMED = re.compile(r"E[Ll] [A-ZÁÉÍÓÚÑ][\w.]+(?: [A-ZÁÉÍÓÚÑ]\w+)?,\s+\d")
"""A town whose name begins with an article: "EL PASO, 3 February"."""
_PARTS = re.compile(r"[|•·–—,;:()/\[\].-]+|\s{2,}")
_PROSE = re.compile(r"[.–—-]+\s*[-–—]?\s+|\s*\(|\s[–—-]")


@dataclass(frozen=True)
class Dateline:
    """The day that a document says it was written on, the words that say it, and what is to be told of it."""

    day: date
    words: str
    warning: str = ""


@lru_cache(maxsize=8)
def _one_of(name: str) -> re.Pattern[str]:
    return re.compile(any_of(lists("datelines")[name]))


def find_dateline(pieces: Sequence[Piece], language: str) -> Dateline | None:
    """The day in a document's own dateline, None where there is none or it can be read in two ways."""
    ranked: list[tuple[int, int, str, DayFound]] = []
    looked = [*range(min(HEAD, len(pieces))), *range(max(HEAD, len(pieces) - FOOT), len(pieces))]
    for at in looked:
        text = pieces[at].text
        for found in days_in(text[: 2 * LONGEST]):
            rank = _rank(text, found, in_head=at < HEAD)
            if rank:
                ranked.append((rank, at, text, found))
    if not ranked:
        return None
    _, _, text, best = min(ranked, key=lambda r: (r[0], r[1], r[3].start))
    said = text if len(text) <= 60 else text[best.start : best.end]
    return _decided(best, said, pieces, language)


def _rank(text: str, found: DayFound, in_head: bool) -> int:
    """How well a day is a dateline: 1 best, 0 not at all."""
    before, after = _folded(text[: found.start]), _folded(text[found.end :])
    label = re.sub(rf"\b{_one_of('weekdays').pattern},?\s*$", "", before).rstrip(" :\t")
    if _labelled(label, "published") or (in_head and _BY.search(label[-LONGEST:])):
        return 0 if _ranges(after) else 1
    if _labelled(label, "updated"):
        return 0 if _ranges(after) else 4
    if in_head and _one_of("as_of").fullmatch(label.strip()) and len(text) <= LONGEST and _quiet(after):
        return 6
    if len(text) <= LONGEST and _bare(before, after):
        return 2 if in_head else 5
    opens = re.match(rf"\W*{_one_of('event').pattern}\s", before) and not _NAMED.match(text)
    if in_head and len(text) <= LONGEST and _labelled(re.sub(r"\s+(?:de|del|do|of)$", "", label), "document"):
        return 4 if _quiet(after) else 0
    if in_head and not opens and len(before) <= 60 and _place_only(before, True) and _PROSE.match(after):
        return 3
    return 0


def _labelled(label: str, name: str) -> bool:
    """Whether words before a day say what it is, at the head of a line or after a sign that parts it."""
    if len(label) > LONGEST or label.startswith("["):
        return False
    return (
        re.search(rf"(?:^|[|•·(–—:\t]\s*|\b(?:no|num)?[.º°]?\s?\d\S*[.,]?\s+){_one_of(name).pattern}$", label)
        is not None
    )


def _folded(text: str) -> str:
    """Small letters without accents; signs such as º in their plain form, so that the length may change."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def _ranges(after: str) -> bool:
    return bool(re.match(r"\s*(?:-|–|—|to|al|a|ate|hasta|through|until)\s*\d", after))


def _bare(before: str, after: str) -> bool:
    """Whether a short piece holds a day and nothing that tells of an event: a place, an author, a time, a number."""
    return _place_only(before, False) and _quiet(after)


def _quiet(after: str) -> bool:
    rest = _TIME.sub(" ", after)
    if re.search(r"\d", _NUMBERED.sub(" ", rest)):
        return False
    rest = rest.strip(" .,;")
    return not rest or rest[0] in "|•·–—-(/[" or len(rest.split()) <= 2


def _place_only(before: str, narrow: bool) -> bool:
    """Whether the words before a day may stand before a dateline: they are ended by a sign, or are a weekday."""
    rest = re.sub(rf"\b{_one_of('weekdays').pattern}\b", " ", _TIME.sub(" ", before)).rstrip()
    if re.search(r"[,;]?\s+a$", rest):  # "In the Capital, a 2 de noviembre de 2018"
        rest = rest[:-1].rstrip() if re.search(r",\s*a$", rest) else rest
    if not rest:
        return True
    if re.search(r"\d", _NUMBERED.sub(" ", rest)):
        return False
    if re.search(rf"(?:^|\W){_one_of('event').pattern}\W*$", rest) or re.search(
        r"\b(?:corte|as of|cut-?off)\b", rest
    ):
        return False
    if rest[-1] not in ",|•·–—-:;.()/" and not re.match(r"(?:by|por)\s", rest):
        return False
    longest = 5 if narrow else 12
    return len([w for w in _PARTS.sub(" ", rest).split() if w]) <= longest


def _decided(found: DayFound, said: str, pieces: Sequence[Piece], language: str) -> Dateline | None:
    """The day of a dateline; one in figures is read as the document's other figures or its language have it."""
    if found.other is None:
        return Dateline(found.day, said)
    if language != "en":
        return Dateline(found.other, said)
    first = _habit(pieces)
    if first == "day":
        return Dateline(found.other, said)
    if first == "month":
        return Dateline(found.day, said)
    written = f"{found.day:%-d %B %Y}"
    return Dateline(
        found.day, said, f'"{said}" was read month first: {written}; give --published if it is not'
    )


def _habit(pieces: Sequence[Piece]) -> str:
    """Whether the document's other dates in figures, where only one reading is possible, begin with day or month."""
    habits = set()
    for piece in pieces[:400]:
        for first, second in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b", piece.text):
            if int(first) > 12 >= int(second):
                habits.add("day")
            elif int(second) > 12 >= int(first):
                habits.add("month")
    return habits.pop() if len(habits) == 1 else ""
