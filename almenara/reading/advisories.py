"""Editions of travel advice: the country they are about, their statements, and levels by place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.advice import Advice, Line, read_advice
from almenara.reading.checks import need_count
from almenara.reading.countries import country_code
from almenara.reading.dates import known_day
from almenara.reading.faults import Faults
from almenara.reading.json_files import page_text
from almenara.reading.rows import make_table
from almenara.reading.spec import Spec

_FOLDER = re.compile(r"(?:^|/)([^/]+)/\d{4}-\d{2}-\d{2}/[^/]+$")
_CUT = re.compile(r"\s*(?:[,;:(]|\s[–-]\s|\.$|\b(?:excluding|except|with the following)\b)")
_STATE_OF = re.compile(r"^(?:the\s+)?(?:state|province|department|region)\s+of\s+", re.IGNORECASE)
_STATE = re.compile(r"\s+(?:state|province|department)$", re.IGNORECASE)
LEAD = " | "
"""Stands in a statement's note between its headings and the sentence that opens its list."""


@dataclass(frozen=True)
class Edition:
    """One page of advice as it stood on one day.

    country  its name as the file or its folder gives it; `code` is its ISO 3166-1 code
    """

    document: Document
    spec: Spec
    country: str
    code: str
    known: date
    ground: str
    advice: Advice

    @property
    def page(self) -> str:
        """The page's name within the edition: its file name without the ending."""
        return self.document.name.rsplit(".", 1)[0]


@dataclass(frozen=True)
class Level:
    """A level as one line gives it; `value` None where the words are not a level that is known.

    place  reader's code; one that ends in "||" may be no place at all
    """

    place: str
    value: float | None
    note: str
    row: int | None
    column: str = ""


def country_of(document: Document, spec: Spec, titles: Sequence[str] = ()) -> tuple[str, str]:
    """Name and ISO code of the country, from the folder above the dated one or else from `titles`.

    Raises BadInput where neither names one country.
    """
    folder = _FOLDER.search(document.path)
    names = ([folder[1].replace("_", " ")] if folder else []) + list(titles)
    for name in names:
        try:
            return name, country_code(name, spec.lookups.get("country"))
        except KeyError:
            continue
    told = (
        f'"{names[0]}" is not a country that is known' if names else "nothing says which country it is about"
    )
    mend = "Keep the page in a folder COUNTRY/YYYY-MM-DD, or add the name to lookups.country"
    raise BadInput(spec.id, [Fault(document.name, told, field="country")], mend)


def open_edition(document: Document, spec: Spec) -> Edition:
    """A page with its country, its day and its lines.

    Raises BadInput for a page that is not text, has no advice or names no country; ValueError
    where nothing says when it was published.
    """
    advice = read_advice(page_text(document, spec), spec.layouts["page"].get("navigation", ()))
    if not advice.lines:
        raise BadInput(spec.id, [Fault(document.name, "holds no advice: the page is empty or cut off")])
    titles = [
        found[1]
        for heading in advice.headings
        if (found := re.match(spec.layouts["page"].get("title", r"(?!)"), heading.text))
    ]
    country, code = country_of(document, spec, titles)
    known, ground = known_day(document, spec)
    return Edition(document, spec, country, code, known, ground, advice)


def label(text: str) -> str:
    """The name at the start of a bullet or heading: "State of X, excluding Y" gives X; "" for none."""
    found = _CUT.search(text)
    name = _STATE.sub("", _STATE_OF.sub("", text[: found.start()] if found else text)).strip()
    return name.replace("|", " ").replace("/", " ") if name[:1].isupper() and len(name) <= 40 else ""


def maybe_place(code: str, name: str) -> str:
    """Reader's code for a name that may be a place of the country, and may be none."""
    return f"name/{code.lower()}/{name}||"


def line_place(line: Line, code: str) -> str:
    """Reader's code of the place a line is about: its own name, its list's, its heading's, or the country."""
    names = []
    if line.bullet:
        names.append(label(line.lead[1] if len(line.lead) > 1 else line.text))
    names += [label(heading) for heading in reversed(line.section[1:])]
    names = [name for name in names if name]
    inside = [f"{names[0]}, {name}" for name in names[1:]] if line.bullet else []
    return "||".join([*(f"name/{code.lower()}/{n}" for n in [*inside, *names]), f"iso/{code}"])


def statements(edition: Edition, predicate: str = "advises") -> pa.Table:
    """One statement for each sentence or bullet, with its headings and its list's opening as note."""
    lines = edition.advice.lines
    notes = [" › ".join(line.section) + (LEAD + " › ".join(line.lead) if line.lead else "") for line in lines]
    ids = [
        hashlib.sha256("\n".join((edition.code, edition.page, *line.section, *line.lead, line.text)).encode())
        for line in lines
    ]
    return make_table(
        "statements",
        {
            "statement": [f"{edition.spec.id}/{digest.hexdigest()[:16]}" for digest in ids],
            "subject": edition.country,
            "predicate": predicate,
            "object": [line.text for line in lines],
            "place": [line_place(line, edition.code) for line in lines],
            "language": edition.spec.language,
            "known": edition.known,
            "ground": edition.ground,
            "row": [line.row for line in lines],
            "column": edition.page,
            "note": notes,
        },
        len(lines),
    )


def level_of(words: str, spec: Spec) -> float | None:
    """The level that words stand for in lookups.level; None, never a middle value, for any others."""
    known = {fold(key): value for key, value in spec.lookups["level"].items()}
    value = known.get(fold(words))
    return None if value is None else float(value)


def stated_levels(edition: Edition) -> list[Level]:
    """Levels that a page states by the patterns of `layouts.levels`.

    Regions that a page does not name have the country's level, unknown where the page does not give it:
    without that a region once named would keep its level when it is named no more.

    country   patterns with a group `words`, searched in headings and lines: the country's own level
    section   headings whose first line is the country's level
    regional  level by a pattern of the sentence that opens a list: every place in the list has that level
    named     level by a pattern with a group `place`, searched in every line
    """
    patterns: dict[str, Any] = edition.spec.layouts["levels"]
    out: list[Level] = []
    texts = [(h.row, h.text) for h in edition.advice.headings] + [
        (ln.row, ln.text) for ln in edition.advice.lines
    ]
    values = {"country": re.escape(edition.country)}
    for pattern in patterns.get("country", []):
        compiled = re.compile(pattern.format(**values), re.IGNORECASE)
        found = [(row, m) for row, text in texts if (m := compiled.search(text))]
        if found and not out:
            row, match = found[0]
            words = match["words"].strip()
            value = level_of(words, edition.spec)
            note = (
                words if value is not None else f'the page says "{words}", which is not a level of the scale'
            )
            out.append(Level(f"iso/{edition.code}", value, note, row, edition.page))
    for section, words in patterns.get("section", {}).items():
        lines = [ln for ln in edition.advice.lines if ln.section and fold(ln.section[-1]) == fold(section)]
        if lines and not out:
            value = level_of(lines[0].text, edition.spec)
            note = lines[0].text if value is not None else f'{words}: "{lines[0].text}"'
            out.append(Level(f"iso/{edition.code}", value, note, lines[0].row, edition.page))
    for pattern, level in patterns.get("regional", {}).items():
        compiled = re.compile(pattern, re.IGNORECASE)
        for line in edition.advice.lines:
            if line.bullet and len(line.lead) == 1 and compiled.search(line.lead[0]) and label(line.text):
                place = maybe_place(edition.code, label(line.text))
                out.append(Level(place, float(level), line.text, line.row, edition.page))
    for pattern, level in patterns.get("named", {}).items():
        compiled = re.compile(pattern)
        for line in edition.advice.lines:
            for match in compiled.finditer(line.text):
                place = maybe_place(edition.code, match["place"].strip())
                out.append(Level(place, float(level), line.text, line.row, edition.page))
    own = out[0].value if out and out[0].place.startswith("iso/") else None
    if any(item.place.endswith("||") for item in out):
        note = "not among the regions named on the page" + (": the country's own level" if own else "")
        out.append(Level(f"others/{edition.code}", own, note, None, edition.page))
    return out


def need_regions(edition: Edition, levels: Sequence[Level]) -> None:
    """Raise BadInput where fewer regions have a level of their own than `expect.regions` of the country."""
    faults = Faults(edition.document, edition.spec)
    least = edition.spec.expect.get("regions", {}).get(edition.code, 0)
    if levels and least:
        named = sum(item.place.endswith("||") for item in levels)
        need_count(named, least, "regions with a level", faults)
    faults.check()


def level_rows(levels: Sequence[Level], definition: str, day: date, known: date, ground: str) -> pa.Table:
    """Levels in force from `day`; of several lines about one place the highest level counts."""
    best: dict[str, Level] = {}
    for item in levels:
        held = best.get(fold(item.place))
        if held is None or (item.value or 0) > (held.value or 0):
            best[fold(item.place)] = item
    kept = list(best.values())
    return make_table(
        "observations",
        {
            "measure": "advisory-level",
            "definition": definition,
            "place": [item.place for item in kept],
            "start": day,
            "end": day,
            "value": pa.array([item.value for item in kept], pa.float64()),
            "known": known,
            "ground": ground,
            "row": pa.array([item.row for item in kept], pa.int32()),
            "column": [item.column for item in kept],
            "note": [item.note for item in kept],
        },
        len(kept),
    )
