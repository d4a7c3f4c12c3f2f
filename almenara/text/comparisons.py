"""Comparisons: which quantities of a text say that something rose, fell, or is a part of something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from almenara.model.manuscript import Manuscript, Sentence
from almenara.text.comparison_words import comparison_words as comparison_words
from almenara.text.table_cues import CueKind, Direction, TableCues

FAR = 110
"""Characters that the words of a base may take."""


class Stated(Protocol):
    """What of a quantity matters here."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """The character after the last."""

    @property
    def kind(self) -> str:
        """One of QuantityKind."""


@dataclass(frozen=True)
class Cue:
    """What a quantity compares.

    quantity   its number in the list given
    kind       change: by so much; times: a multiple; difference: a count more or fewer; share: a part of
               a whole; rank; "" a level that rose or fell, or has a base beside it
    base_*     the words that name the base, "" and -1 where none do
    of_text    of a share, the words for its whole
    """

    quantity: int
    direction: Direction
    kind: CueKind
    base_start: int = -1
    base_end: int = -1
    base_text: str = ""
    of_text: str = ""


_OPEN = re.compile(r"[\s,(–—-]*")
_LINK = re.compile(
    r"(?:\s*\b(?:by|of|an?|un|una|del?|en|em|um|uma|about|some|casi|cerca|cercano|al|quase)\b)*\s*\(?"
)
_JOINS = re.compile(r"(?:\s+(?:by|of|about|some|nearly|almost|an?|del?|d[eo]|un|um|cerca|casi|quase))*\s*")
_SOMEWHERE = re.compile(r"\s(?:in|at|on|en|em|n[oa]s?)\s", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:)]|\.(?!\d)|,(?!\d)|$")
_SIGN = re.compile(r"(?:^|[\s(])([+−–-])\s?$")
NAMES = re.compile(r"(?<![^\W_])[A-ZÁÉÍÓÚ]\w+(?=\s[A-ZÁÉÍÓÚ][a-zà-ÿ])")
"""First words of proper names, which may look like words of change: "Baja" before another capital."""
COMPARING = ("percent", "percentage-points", "times", "ratio")
_AND = re.compile(
    r"\b(?:and|but|or|y|pero|e|mas)\s+(?:also\s+|even\s+|también\s+|também\s+|aun\s+|ainda\s+)?$", re.I
)
_TIME = r"(?:[^\W\d]+|(?:19|20)\d\d)(?:\s+(?:de|of)\s+\d{4})?"
_SPAN = re.compile(rf"\s*{_TIME}\s+(?:to|a|al|para|até|hasta)\s+{_TIME}(?=[,.;:)]|\s*$)", re.IGNORECASE)
_EQUATED = re.compile(r"[^,;:()]{1,40}")
SCALES = {"percent", "percentage-points"}


def find_comparisons(manuscript: Manuscript, quantities: Sequence[Stated]) -> list[Cue]:
    """The quantities that compare, in order; those that compare nothing are not in the list."""
    words = comparison_words(manuscript.language)
    order = sorted(range(len(quantities)), key=lambda i: quantities[i].start)
    out: list[Cue] = []
    tabled = TableCues(manuscript)
    for number, group in groupby(order, key=lambda i: manuscript.sentence_at(quantities[i].start)):
        inside = list(group)
        sentence = manuscript.sentences[number]
        last: Direction = ""
        for place, index in enumerate(inside):
            before = quantities[inside[place - 1]].end if place else sentence.start
            after = quantities[inside[place + 1]].start if place + 1 < len(inside) else sentence.end
            if cell := tabled.of(quantities[index].start, quantities[index].end, quantities[index].kind):
                out.append(Cue(index, cell.direction, cell.kind))
                continue
            told = manuscript.text[before : quantities[index].start]
            if ";" in told and follows(words["from"], told):
                last = ""  # "fell from 30 to 24; altogether, from 70 to 76": a move of its own
            cue = _cue(manuscript, words, quantities, index, sentence, (before, after), last)
            following = quantities[inside[place + 1]] if place + 1 < len(inside) else None
            if cue is not None and following is not None and _another(manuscript.text, cue, following):
                cue = replace(
                    cue, base_end=following.start, base_text=manuscript.text[cue.base_start : following.start]
                )
            if cue is not None:
                last = cue.direction or last
                out.append(cue)
    return sorted(out, key=lambda c: c.quantity)


def _another(text: str, cue: Cue, following: Stated) -> bool:
    """Whether the base of a comparison ends where another begins: "38 fewer than in 2021 and twice as many as"."""
    inside = 0 <= cue.base_start < following.start < cue.base_end
    return (
        inside
        and following.kind in COMPARING
        and _AND.search(text, cue.base_start, following.start) is not None
    )


def _cue(
    manuscript: Manuscript,
    words: Mapping[str, re.Pattern[str]],
    quantities: Sequence[Stated],
    index: int,
    sentence: Sentence,
    between: tuple[int, int],
    last: Direction,
) -> Cue | None:
    quantity = quantities[index]
    text = manuscript.text
    before, after = text[between[0] : quantity.start], text[quantity.end : between[1]]
    scale = quantity.kind in SCALES
    direction, near = _direction(words, before, after, text[quantity.start : quantity.end], scale)
    level = _level(words, before, after, last)
    kind: CueKind = ""
    of_text = ""
    if quantity.kind == "rank":
        kind = "rank"
    elif quantity.kind == "times":
        halved = words["halved"].search(text[quantity.start : quantity.end])
        kind, direction = "times", "fall" if halved else direction or "rise"
    elif scale and not level:
        share = words["of"].match(after, _OPEN.match(after).end())  # type: ignore[union-attr]
        if share and direction and _SPAN.match(after, share.end()):
            share = None  # "fell 7.8 % de mayo a junio": a change between two times
        shares = words["share"].search(before)
        if near:
            kind = "change"
        elif last and not share and _EQUATED.fullmatch(before) and follows(words["equating"], before):
            kind, direction = "change", last  # "the rise from 20 to 25 amounts to"
        elif share and quantity.kind == "percent":
            kind, of_text = "share", _clause(after, share.end())
        elif shares and shares.end() > len(before) - 40 and not direction:
            kind = "share"
        elif direction:
            kind = "change"
        elif last and len(before) < 40 and not share:
            kind, direction = "change", last
        if kind == "share":
            direction = ""
    elif quantity.kind == "ratio" and near and not level and not _part_of(words, after):
        kind = "change"
    elif (
        quantity.kind == "ratio"
        and last
        and follows(words["conjunction"], before)
        and _SOMEWHERE.match(after)
    ):
        kind, direction = "change", last  # "fell a third in the north and two thirds in the south"
    elif quantity.kind == "ratio":
        kind = "share"
        share = words["of"].match(after, _OPEN.match(after).end())  # type: ignore[union-attr]
        of_text = _clause(after, share.end()) if share else ""
    elif _difference(words, before, after, direction, near) and not level:
        kind = "difference"
    elif not direction and last and follows(words["to"], before) and len(before) < 12:
        direction = last
    start, end = _base(words, text, quantity, sentence, between, scale)
    if scale and not direction and kind != "change" and 0 <= start < quantity.start:
        start, end = -1, -1  # "of the files opened last year, 51 % were in …": a share
    if kind == "change" and quantity.kind == "percent" and words["not_change"].search(before[-18:]):
        kind = ""
    if not (kind or direction or start >= 0):
        return None
    return Cue(index, direction, kind, start, end, text[start:end] if start >= 0 else "", of_text)


def _part_of(words: Mapping[str, re.Pattern[str]], after: str) -> bool:
    """Whether a fraction is one of something: "a third of the", but not "cayó un tercio, de 900 a 600"."""
    opened = _OPEN.match(after)
    return not (opened and re.search(r"[,(–—-]", opened[0])) and follows_at_once(words["of"], after)


def _difference(
    words: Mapping[str, re.Pattern[str]], before: str, after: str, direction: Direction, near: bool
) -> bool:
    """Whether a count is what something grew or fell by: "57 more than", "grew by 57"."""
    if follows(words["gained"], before) or (direction and follows(words["change_noun"], before)):
        return True
    if after.lstrip().startswith(","):
        return False  # "2,921, more than in October": a level
    return near and bool(direction) and bool(_after(words, after) or words["base"].search(after))


def _level(words: Mapping[str, re.Pattern[str]], before: str, after: str, last: Direction) -> bool:
    """Whether a quantity is an end of "rose from 20 % to 25 %", not what it rose by."""
    if follows(words["from"], before) and follows(words["to"], after) and not words["base"].search(after):
        return True
    moved = last or words["rise"].search(before) or words["fall"].search(before)
    if follows(words["equating"], before):
        return False  # "the rise from 20 to 25 amounts to"
    return bool(moved) and (follows(words["to_level"], before) or follows(words["from_base"], before))


def _after(words: Mapping[str, re.Pattern[str]], after: str) -> Direction:
    """The direction that the words at once after a quantity give it; in "93 %, up 3 %" "up" is of what follows, and
    so is "a fall of" in "1,200, a fall of 3 %"."""
    at = _OPEN.match(after).end()  # type: ignore[union-attr]
    fall, rise = words["fall_after"].match(after, at), words["rise_after"].match(after, at)
    hit = fall or rise
    if hit is None or ("," in after[:at] and after[-1:].isspace() and _JOINS.fullmatch(after, hit.end())):
        return ""
    if "," in after[:at] and _FROM_BASE.match(after, hit.end()):
        return ""  # "214, up from 137": a level
    return "fall" if fall else "rise"


_FROM_BASE = re.compile(r"\s+(?:from|desde)\s", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[(:,;–—-]\s*|\b(?:and|y|e|or|o|ou)\s+)$")
"""What stands before a sign in words: a bracket, a colon, a comma, "and"."""


def _signed_in_words(words: Mapping[str, re.Pattern[str]], before: str, own: str) -> Direction:
    """The direction of "(minus 19.4 per cent)", ": mais 3,9%", the sign before the quantity or its first word."""
    signs: tuple[tuple[str, Direction], ...] = (("plus_sign", "rise"), ("minus_sign", "fall"))
    for name, direction in signs:
        if (hit := words[name].match(own)) and re.match(r"\s*\d", own[hit.end() :]):
            return direction if _OPENS.search(before) else ""
        stripped = before.rstrip()
        for hit in words[name].finditer(stripped):
            if hit.end() == len(stripped) and _OPENS.search(stripped[: hit.start()]):
                return direction
    return ""


def _direction(
    words: Mapping[str, re.Pattern[str]], before: str, after: str, own: str, scale: bool
) -> tuple[Direction, bool]:
    """The direction that the words around give a quantity, and whether they stand right beside it; in "up 14 %, below
    the rise of the country" what stands behind the comma is of something else."""
    found = _after(words, after)
    apart = scale and "," in after[: _OPEN.match(after).end()]  # type: ignore[union-attr]
    if found and not apart:
        return found, True
    if scale and (sign := re.match(r"[+−–-]", own) or _SIGN.search(before)):
        return ("rise" if "+" in sign[0] else "fall"), True
    if scale and (signed := _signed_in_words(words, before, own)):
        return signed, True
    best: tuple[int, int, Direction] = (-1, -1, "")
    names: tuple[Direction, ...] = ("rise", "fall", "same")
    for name in names:
        for hit in words[name].finditer(NAMES.sub(lambda m: "_" * len(m[0]), before)):
            best = max(best, (hit.start(), hit.end(), name))
    near = best[0] >= 0 and _LINK.fullmatch(before, best[1]) is not None
    if found and not near and not (apart and best[0] >= 0):
        return found, True
    return best[2], near


def follows_at_once(pattern: re.Pattern[str], after: str) -> bool:
    """Whether the first words after something match a pattern."""
    opened = _OPEN.match(after)
    return pattern.match(after, opened.end() if opened else 0) is not None


def follows(pattern: re.Pattern[str], before: str) -> bool:
    """Whether the last words before something match a pattern."""
    stripped = before.rstrip(" (")
    return any(hit.end() == len(stripped) for hit in pattern.finditer(stripped))


def _clause(text: str, start: int) -> str:
    end = _CLAUSE_END.search(text, start)
    return text[start : min(end.start() if end else len(text), start + FAR)].strip()


def _base(
    words: Mapping[str, re.Pattern[str]],
    text: str,
    quantity: Stated,
    sentence: Sentence,
    between: tuple[int, int],
    scale: bool,
) -> tuple[int, int]:
    """Where the words stand that name the base: after the quantity, else (of a change) before it."""
    hit = words["base"].search(text, quantity.end, between[1])
    if hit is None and scale:
        hit = words["base"].search(text, sentence.start, quantity.start)
    if hit is None:
        return -1, -1
    end = _CLAUSE_END.search(text, hit.end(), sentence.end)
    return hit.start(), min(end.start() if end else sentence.end, hit.start() + FAR)
