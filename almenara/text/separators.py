"""Which mark parts thousands and which decimals: decided by the whole text, then number by number."""

from __future__ import annotations

import re
from dataclasses import dataclass

GROUPING_SPACES = "\u00a0\u202f\u2009"
"""Spaces that only grouping uses: no-break, narrow no-break, thin."""
WRITTEN = re.compile(
    rf"""(?<!\d)(?:
        \d{{1,3}}(?P<mark>[.,'’{GROUPING_SPACES}])\d{{3}}(?:(?P=mark)\d{{3}})*(?:(?!(?P=mark))[.,]\d{{1,6}})?(?!\d)
      | (?P<spaced>[1-9]\d{{0,2}}(?:\x20\d{{3}})+(?:[.,]\d{{1,2}})?)(?![\d.,]*\d)
      | \d+(?:[.,]\d{{1,2}}|\.\d{{3,6}})(?!\d)
      | \d+
    )""",
    re.VERBOSE,
)
"""A number in digits, with whatever parts it; read_digits says what it is worth."""
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")


@dataclass(frozen=True)
class Habits:
    """How one text writes numbers.

    thousands  "," or "." where it surely groups by it, else ""
    decimal    "," or "." where it surely parts decimals by it, else ""
    spaced     whether an ordinary space may group, because nothing else does
    language   en, es or pt: decides where the text does not
    """

    thousands: str
    decimal: str
    spaced: bool
    language: str

    def groups(self, mark: str) -> bool:
        """Whether "1" + mark + "234" is a thousand and more, rather than one and a fraction."""
        if self.thousands:
            # "1.543" and "1,005" in one text whose decimals nothing shows: counts have no thousandths
            return mark == self.thousands or (mark == "," and not self.decimal)
        if mark == self.decimal:
            return False
        if mark == ",":
            return True
        return self.language != "en"


def habits(text: str, language: str) -> Habits:
    """Read a text's habits from its plain cases: "1,234.5", "1.234.567", "0.5", and what stands beside them."""
    sure = {",": 0, ".": 0}
    decimals = {",": 0, ".": 0}
    unsure = {",": 0, ".": 0}
    for found in WRITTEN.finditer(text):
        if found["spaced"]:
            continue
        number, marks = found[0], re.findall(r"[.,]", found[0])
        if _AMBIGUOUS.fullmatch(number):
            unsure[marks[0]] += 1
        elif len(set(marks)) == 2:
            sure[marks[0]] += 1
            decimals[marks[-1]] += 1
        elif len(marks) > 1:
            sure[marks[0]] += 1
        elif marks and not _part_of_more(text, found):
            decimals[marks[0]] += 1
    thousands = _stronger(sure)
    decimal = _stronger(decimals)
    if not thousands:
        thousands = _by_what_is_unsure(unsure, decimal, language)
    return Habits(thousands, decimal, not sum(sure.values()) and not sum(unsure.values()), language)


def _stronger(count: dict[str, int]) -> str:
    if count[","] == count["."]:
        return ""
    return max(count, key=lambda mark: count[mark])


def _by_what_is_unsure(unsure: dict[str, int], decimal: str, language: str) -> str:
    """The mark of groups of three where both could be: the one that does not part decimals.

    Where one mark does both ("13.068" beside "7.1"), Spanish and Portuguese mean thousands by three figures:
    counts have no thousandths, and a stray "7.1" is more often a clause or a slip.
    """
    if language == "en":
        return "," if decimal != "," or unsure[","] else "." if unsure["."] and decimal == "," else ""
    if decimal:
        other = "," if decimal == "." else "."
        return other if unsure[other] or not unsure[decimal] else decimal
    return _stronger(unsure)


def _part_of_more(text: str, found: re.Match[str]) -> bool:
    """Whether the digits go on as in a date, a version or an address, and so say nothing of decimals."""
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    return bool(re.search(r"[\w][-./:]$|[/:\-]$", before) or re.match(r"[-./:]\d", after))


def read_digits(written: str, how: Habits) -> tuple[float, float]:
    """Value and step (size of the last digit written) of a number that WRITTEN matched."""
    plain = re.sub(rf"[{GROUPING_SPACES} '’]", "", written)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain), 1.0
    if len(set(marks)) == 2:
        whole, part = plain.replace(marks[0], "").split(marks[-1])
    elif len(marks) > 1 or (_AMBIGUOUS.fullmatch(plain) and how.groups(marks[0])):
        whole, part = plain.replace(marks[0], ""), ""
    else:
        whole, part = plain.split(marks[0])
    value = float(f"{whole}.{part}") if part else float(whole)
    return value, 10.0 ** -len(part)
