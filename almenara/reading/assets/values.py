"""Single values as people write them in lists of sites: numbers, degrees, days, currencies, hours, markings."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from functools import lru_cache

import opening_hours
from babel import Locale

from almenara.model.place import fold
from almenara.model.terms import tlp_label
from almenara.reading.assets.drafts import Point

LONGEST_NAME = 200
LONGEST_HOURS = 500
LARGEST_VALUE = 1e15
_GROUPED = {
    False: re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
    True: re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?"),
}
_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?")
_SPACES = re.compile(r"(?<=[0-9])[ \u00a0\u202f'](?=[0-9]{3}(?![0-9]))")
_SEXAGESIMAL = re.compile(
    r"""([0-9]{1,3})\s*[°º]\s*(?:([0-9]{1,2})\s*['’′]\s*)?(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:["”″]|''|’’)\s*)?([NSEWO])""",
    re.IGNORECASE,
)
_COMMA_CELL = re.compile(r"\s*[+-]?[0-9]{1,3},[0-9]+\s*")


def number(text: str, comma: bool = False) -> float:
    """A finite number: 1200, 1,200.5, 1 200, or with decimal comma 1.200,5. Raises ValueError."""
    cell = _SPACES.sub("", text.strip())
    if _GROUPED[comma].fullmatch(cell):
        cell = cell.replace("." if comma else ",", "")
    if comma:
        cell = cell.replace(",", ".")
    if not _PLAIN.fullmatch(cell) or not math.isfinite(float(cell)):
        mark = "; the file writes decimal commas" if comma and "." in text else ""
        raise ValueError(f'"{text}" is not a number{mark}')
    return float(cell)


def writes_commas(cells: list[str]) -> bool:
    """Whether coordinates are written with a decimal comma: 19,43 and never 19.43."""
    filled = [c for c in cells if c.strip()]
    return any(_COMMA_CELL.fullmatch(c) for c in filled) and not any("." in c for c in filled)


def degrees(text: str, axis: str, comma: bool = False) -> float:
    """Decimal degrees, or 19° 25' 42" N. Range is not looked at here. Raises ValueError."""
    if found := _SEXAGESIMAL.fullmatch(text.strip()):
        whole, minutes, seconds, side = found.groups()
        side = side.upper().replace("O", "W")
        if (axis == "lat") != (side in "NS"):
            raise ValueError(f'"{text}" is not a {"latitude" if axis == "lat" else "longitude"}')
        if float(minutes or 0) >= 60 or float((seconds or "0").replace(",", ".")) >= 60:
            raise ValueError(f'"{text}" has sixty minutes or seconds, or more')
        size = float(whole) + float(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600
        return -size if side in "SW" else size
    try:
        return number(text, comma)
    except ValueError:
        raise ValueError(f'"{text}" is not a number of degrees; write it as -99.1332') from None


def pair(text: str) -> Point:
    """Latitude and longitude in one cell, "19.43, -99.13", as maps on the web give them. Raises ValueError."""
    parts = [p for p in re.split(r"[;,]\s*|\s+", text.strip().strip("()[]")) if p]
    if found := [m.group(0) for m in _SEXAGESIMAL.finditer(text)]:
        parts = found
    if len(parts) != 2:
        raise ValueError(f'"{text}" is not a latitude and a longitude; write them as 19.4326, -99.1332')
    return degrees(parts[1], "lon"), degrees(parts[0], "lat")


def people(text: str, comma: bool = False) -> int:
    """A whole number of people, zero or more. Raises ValueError."""
    found = number(text, comma)
    if found < 0 or not found.is_integer() or found > 10_000_000:
        raise ValueError(f'"{text}" is not a number of people')
    return int(found)


def amount(text: str, comma: bool = False) -> tuple[float, str]:
    """A value of zero or more, with its currency where it is written beside it (USD 2,500,000). Raises ValueError."""
    cell, code = text.strip(), ""
    if found := re.fullmatch(r"([A-Za-z]{3})\s*(\S.*)|(\S.*?)\s*([A-Za-z]{3})", cell):
        cell, code = (found[2], found[1]) if found[1] else (found[3], found[4])
        code = currency(code)
    if cell[:1] in "$€£":
        if not code and cell[0] == "$":
            raise ValueError(
                f'"{text}": the dollar sign stands for many currencies; write its code, as USD 1000'
            )
        code, cell = code or {"€": "EUR", "£": "GBP"}[cell[0]], cell[1:].strip()
    size = number(cell, comma)
    if size < 0 or size > LARGEST_VALUE:
        raise ValueError(f'"{text}" is not a value of zero or more that could be at stake')
    return size, code


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


def currency(text: str) -> str:
    """An ISO 4217 code. Raises ValueError."""
    code = text.strip().upper()
    if code not in _currencies():
        raise ValueError(f'"{text}" is not a currency; write its ISO 4217 code, as USD or EUR')
    return code


def day(text: str) -> date:
    """A day, YYYY-MM-DD. Raises ValueError."""
    cell = text.strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError(f'"{text}" is no day of the calendar') from None
    raise ValueError(f'"{text}" is not a day; write it YYYY-MM-DD, as 2026-11-30')


@lru_cache(maxsize=4_096)
def hours(text: str) -> str:
    """Opening hours as OpenStreetMap writes them. Raises ValueError."""
    cell = " ".join(text.split())
    if len(cell) > LONGEST_HOURS or not opening_hours.validate(cell):
        raise ValueError(
            f'"{text}" is not understood as opening hours; write them as OpenStreetMap does: '
            "Mo-Fr 08:00-18:00; Sa 08:00-13:00, or 24/7"
        )
    return cell


def marking(text: str) -> str:
    """A TLP 2.0 label; the prefix may be left out. Raises ValueError."""
    cell = re.sub(r"\s*\+\s*", "+", text.strip().upper())
    label = cell if cell.startswith("TLP:") else f"TLP:{cell}"
    if label == "TLP:WHITE":
        label = "TLP:CLEAR"
    return tlp_label(label)


def name(text: str) -> str:
    """A name on one line. Raises ValueError where it is too long, or holds nothing that can be compared."""
    cell = line(text)
    if not fold(cell):
        raise ValueError("has no name" if not cell else f'"{cell}" has no letter or digit: it is no name')
    if max(len(cell), len(fold(cell))) > LONGEST_NAME:
        raise ValueError(f'"{cell}" is longer than {LONGEST_NAME} characters')
    return cell


def line(text: str) -> str:
    """A text on one line, without characters that are not seen, and without the apostrophe before a formula."""
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    cell = " ".join(seen.split())
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell
