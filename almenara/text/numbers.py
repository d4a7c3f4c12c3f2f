"""Numbers as prose writes them: in digits, in words, and in the mixed forms of the press ("12 mil 581")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.number_words import Piece, large_after, pieces_in_words, worth
from almenara.text.separators import WRITTEN, Habits, habits, read_digits
from almenara.text.vocabulary import any_of, by_key, key, words

Form = Literal["digits", "words", "mixed"]
_NONE = re.compile(r"\b(?:ni|nem|not|no hay|sin|sem)\s+$", re.IGNORECASE)
LARGE = 1e6
_SIGNED = re.compile(r"[$€£]\s?$")
_LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
"""Magnitudes that a letter tells behind an amount of money: "$85m" is no length."""
_HALF = re.compile(r"\s+(?:and\s+a\s+half|y\s+medi[oa]|e\s+mei[oa])(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t\u00a0\u202f\u2009]*-?[ \t\u00a0\u202f\u2009]*(?:(?:y|e|and)\s+)?")


@dataclass(frozen=True)
class Number:
    """A number with the characters that write it.

    step   size of the last digit that the writing states: 29,168 -> 1; "29 mil" -> 1000; "1.2 mil" -> 100
    round  whether it ends in so many noughts that it is likely rounded: 29,000, "two million", "a hundred"
    """

    start: int
    end: int
    text: str
    value: float
    step: float
    form: Form
    round: bool = False


def find_numbers(manuscript: Manuscript) -> list[Number]:
    """Every number of the text, in order, none overlapping another.

    "one" and its like count only beside another number ("one million") or before what people count one by one
    ("one journalist was killed"); the article of "un informe" is no number.
    """
    text, language = manuscript.text, manuscript.language
    how = habits(text, language)
    fixed = _collectives(text, language)
    taken = [False] * (len(text) + 1)
    for number in fixed:
        taken[number.start : number.end] = [True] * (number.end - number.start)
    pieces = [*_in_digits(text, how), *pieces_in_words(text, language)]
    pieces = sorted((p for p in pieces if not taken[p.start]), key=lambda p: (p.start, -p.end))
    found, index = [*fixed], 0
    while index < len(pieces):
        run = _run(text, pieces, index)
        read = _number(text, run, language)
        if read is not None:
            found.append(read)
        index += len(run)
    return _apart(sorted(found, key=lambda n: (n.start, -n.end)))


def _apart(numbers: list[Number]) -> list[Number]:
    """Without those that begin inside the one before."""
    kept: list[Number] = []
    for number in numbers:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _in_digits(text: str, how: Habits) -> list[Piece]:
    pieces = []
    habitual = how.spaced and _groups_by_space(text)
    for found in WRITTEN.finditer(text):
        start, end = found.span()
        if found["spaced"] and not (how.spaced and _grouped_by_space(text, start, end, habitual)):
            for part in re.finditer(r"\d+(?:[.,]\d+)?", found[0]):
                value, step = read_digits(part[0], how)
                pieces.append(Piece(start + part.start(), start + part.end(), "number", value, step, True))
            continue
        value, step = read_digits(found[0], how)
        pieces.append(Piece(start, end, "number", value, step, True))
    return pieces


_AFTER_GROUPS = re.compile(r"\s+[^\W\d_]|[ \t]*(?:$|[\n;()%]|[.,](?!\d))")


_FIGURE_BEFORE = re.compile(r"(?:\d[ \t]*|[.:]\s*)\Z")
_YEAR_OR_COLON = re.compile(r"(?:(?<!\d)(?:19|20)\d\d|\w:)[ \t]\Z")
_OFTEN = 2
"""Numbers plainly grouped by blanks, from which on a text groups by them behind a year and a colon, too."""


def _grouped_by_space(text: str, start: int, end: int, habitual: bool) -> bool:
    """Whether "1 234" is one number: a word, a mark or the line's end follows it, and no figure stands before."""
    if _AFTER_GROUPS.match(text, end) is None:
        return False
    before = text[max(0, start - 6) : start]
    return not _FIGURE_BEFORE.search(before) or (habitual and _YEAR_OR_COLON.search(before) is not None)


def _groups_by_space(text: str) -> bool:
    """Whether a text groups by blanks: several of its numbers are plainly written so."""
    sure = (
        found
        for found in WRITTEN.finditer(text)
        if found["spaced"] and _grouped_by_space(text, *found.span(), False)
    )
    return sum(1 for _ in islice(sure, _OFTEN)) == _OFTEN


def _run(text: str, pieces: list[Piece], index: int) -> list[Piece]:
    """Pieces from `index` on that make one number: "3", "millones", "200", "mil"."""
    run = [pieces[index]]
    for piece in pieces[index + 1 :]:
        gap = text[run[-1].end : piece.start]
        both_words = not run[-1].digits and not piece.digits
        if not _BETWEEN.fullmatch(gap) or (re.search(r"\w", gap) and not both_words):
            break
        if not gap and not (piece.atom == "magnitude" and run[-1].digits):
            break
        if "-" in gap and piece.atom != "magnitude":
            break
        if not _may_follow(run, piece):
            break
        run.append(piece)
    return run


def _may_follow(run: list[Piece], piece: Piece) -> bool:
    last = run[-1]
    if piece.atom == "magnitude":
        if last.atom == "magnitude":
            return piece.value > last.value and last.value == 1000
        bigger = [p.value for p in run if p.atom == "magnitude"]
        return not any(p == piece.value for p in bigger) and last.value < 1e6
    if last.atom == "number" or piece.value >= 1000 or piece.step < 1:
        return False
    if len(run) == 1 and last.digits:
        return False
    before = run[-2] if len(run) > 1 else None
    if piece.digits and piece.value >= 100 and piece.end - piece.start != 3:
        return False
    return before is None or before.step >= 1


def _number(text: str, run: list[Piece], language: str) -> Number | None:
    start, end = run[0].start, run[-1].end
    magnitudes = [p for p in run if p.atom == "magnitude"]
    if len(run) == 1 and magnitudes and (magnitudes[0].value != 1000 or language == "en"):
        return _after_article(text, run[0], language)
    if len(run) == 1 and run[0].one:
        return _one(text, run[0], language)
    if run[0].atom == "magnitude" and run[0].value != 1000:
        return None
    if language == "en" and plain(text[start:end]).startswith("hundred"):
        begun = re.search(r"\ban?\s+$", text[max(0, start - 4) : start], re.IGNORECASE)
        if not begun:
            return None
        start = max(0, start - 4) + begun.start()
    value, step = _sum(run)
    if len(run) == 1 and value < 100 and (half := _HALF.match(text, end)):
        end, value, step = half.end(), value + 0.5, 0.5
        if large := large_after(text, end, language):  # "two and a half million"
            end, value, step = large.end, value * large.value, step * large.value
    elif run[-1].atom == "magnitude" and run[-1].value >= LARGE and (half := _HALF.match(text, end)):
        end, value, step = half.end(), value + run[-1].value / 2, run[-1].value / 2  # "un millón y medio"
    digits = any(p.digits for p in run)
    form: Form = "digits" if digits and len(run) == 1 else "mixed" if digits else "words"
    attached = _attached(text, start, end, language) if form == "digits" else None
    if attached is not None:
        end, size = attached
        value, step, form = value * size, step * size, "mixed"
    return Number(start, end, text[start:end], value, _step(value, step), form, _is_round(value))


def _sum(run: list[Piece]) -> tuple[float, float]:
    """Value and step of pieces in sequence; the step is the last number's, times the magnitudes after it."""
    total = thousands = 0.0
    pending: float | None = None
    step = 1.0
    for piece in run:
        if piece.atom == "number":
            pending, step = piece.value, piece.step
        elif piece.value == 1000:
            step *= 100 if pending is None else 1000  # "mil" alone is nearer to a thousand than to 1,400
            thousands, pending = (1.0 if pending is None else pending) * 1000, None
        else:
            total += (thousands + (pending or 0.0)) * piece.value
            thousands, pending = 0.0, None
            step *= piece.value
    value = total + thousands + (pending or 0.0)
    return round(value, 6), step


def _step(value: float, step: float) -> float:
    """The step, for whole thousands in plain digits that of two figures: 29,000 -> 1000, 2,000 -> 100."""
    if step != 1.0 or not _is_round(value):
        return step
    return float(10 ** max(2, len(str(int(value))) - 2))


def _is_round(value: float) -> bool:
    return value >= 1000 and value % 1000 == 0


def _after_article(text: str, piece: Piece, language: str) -> Number | None:
    """ "a million", "a thousand": the article counts one."""
    found = re.search(r"\ban?\s+$", text[max(0, piece.start - 4) : piece.start], re.IGNORECASE)
    if language != "en" or not found:
        return None
    start = max(0, piece.start - 4) + found.start()
    return Number(start, piece.end, text[start : piece.end], piece.value, piece.step, "words", True)


def _one(text: str, piece: Piece, language: str) -> Number | None:
    """ "one" where it counts: before a word for those who are counted singly, or at the end of a table's row."""
    pattern = _counted_singly(language)
    if not pattern.match(text, piece.end) or _NONE.search(text[max(0, piece.start - 8) : piece.start]):
        return None
    return Number(piece.start, piece.end, text[piece.start : piece.end], 1.0, 1.0, "words")


@cache
def _counted_singly(language: str) -> re.Pattern[str]:
    nouns = any_of(words("numbers", language)["counted_singly"])
    if language == "en":
        return re.compile(rf"\s+(?!of\b|in\b|out\b)(?:[\w-]+\s+){{0,2}}?{nouns}(?!\w)", re.IGNORECASE)
    return re.compile(rf"\s+{nouns}(?!\w|\s+de\s+estud|\s+(?:a|por)\s+)", re.IGNORECASE)


def _attached(text: str, start: int, end: int, language: str) -> tuple[int, float] | None:
    """The end and size of a magnitude written against the digits or as an abbreviation: "5k", "2.5bn", "$85m"."""
    free, abbreviated, money = _attachments(language)
    signed = _SIGNED.search(text, max(0, start - 3), start) is not None
    for pattern, sizes in (free, abbreviated, *((money,) if signed else ())):
        found = pattern.match(text, end)
        if found:
            return found.end(), float(sizes[found[1]])
    return None


@cache
def _attachments(language: str) -> tuple[tuple[re.Pattern[str], dict[str, float]], ...]:
    listed = words("numbers", language)
    free = {str(k): float(v) for k, v in listed["attached"].items()}
    money = {str(k): float(v) for k, v in listed["attached_to_money"].items()}
    return (
        (re.compile(rf"({any_of(free)})(?![\w])"), free),
        (re.compile(rf"\s?({any_of([k for k in money if len(k) > 1])})(?![\w])"), money),
        (re.compile(rf"({any_of(_LETTERS)})(?!\w)"), _LETTERS),
    )


def _collectives(text: str, language: str) -> list[Number]:
    """ "half a million", "un centenar", "two dozen"."""
    collective, dozens = _collective_patterns(language)
    listed = words("numbers", language)
    sizes, dozen = by_key(listed["collectives"]), by_key(listed["dozens"])
    found = []
    for match in collective.finditer(text):
        value, step = map(float, sizes[key(match[0])])
        found.append(Number(match.start(), match.end(), match[0], value, step, "words", True))
    for match in dozens.finditer(text):
        count = _how_many(match[1], language)
        if count is not None:
            size = float(dozen[key(match[2])])
            step = float(max(2, 10 ** (len(str(int(size))) - 2)))
            found.append(Number(match.start(), match.end(), match[0], count * size, step, "words", True))
    return found


def _how_many(word: str, language: str) -> float | None:
    """What stands before "dozen": an article, digits or a number in words."""
    if plain(word) in ("a", "un", "una", "uma"):
        return 1.0
    return float(word) if word.isdigit() else worth(word, language)


@cache
def _collective_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = words("numbers", language)
    collective = re.compile(rf"(?<![\w-]){any_of(listed['collectives'])}(?!\w)", re.IGNORECASE)
    count = any_of([*(w for w in listed["small"] if len(w) < 9), *listed["ones"]])
    dozens = re.compile(rf"(?<![\w-])({count}|\d{{1,2}})\s+({any_of(listed['dozens'])})(?!\w)", re.IGNORECASE)
    return collective, dozens
