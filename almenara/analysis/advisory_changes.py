"""What changed in travel advice: levels, and sentences added or taken out between editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place, fold
from almenara.reading.advisories import LEAD


@dataclass(frozen=True)
class Change:
    """One page that changed, or one place whose level did.

    day        the day the new edition became known
    page       the page of the advice, "" for a level
    added, removed  sentences as published, in the page's order; of a level none
    before, after   the levels, as figures; None for a text
    documents  digests of the older and the newer edition
    """

    source: str
    day: date
    kind: Literal["level", "text"]
    place: str
    page: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    before: Figure | None = None
    after: Figure | None = None
    documents: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class _Line:
    text: str
    lead: str
    place: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words in alphabetical order: an edit of their order alone is no change."""
        return tuple(sorted(fold(self.text).split()))


def advisory_changes(context: Context, place: Place, since: date, until: date) -> list[Change]:
    """Changes about a place, or about places inside it, that became known after `since` and by `until`.

    Every page is compared with its own edition before; a page's first edition is no change. Stamps and
    navigation were left out when the pages were read; the order of words, of bullets and of paragraphs,
    headings, and a bullet whose opening sentence alone was reworded do not count either. A level
    that is unknown neither begins nor ends a change. Sorted by day, source, kind and place.
    """
    found = [*_texts(context, place, since, until), *_levels(context, place, since, until)]
    return sorted(found, key=lambda c: (c.day, c.source, c.kind, c.place, c.page))


def _inside(context: Context, code: str, place: Place) -> bool:
    seen: str | None = code
    while seen:
        if seen == place.code:
            return True
        if seen == (up := context.gazetteer.get(seen).parent):
            return False
        seen = up
    return False


def _texts(context: Context, place: Place, since: date, until: date) -> Iterable[Change]:
    country = place.code.partition("-")[0]
    rows = context.view.rows_known("statements")
    rows = rows.filter(
        (rows.predicate == "advises") & ((rows.place == country) | rows.place.startswith(f"{country}-"))
    )
    names = ["document", "place", "object", "note", "column", "known", "row"]
    pages: dict[tuple[str, str], dict[date, dict[str, list[dict[str, Any]]]]] = {}
    for row in context.view.fetch(rows.select(names)).to_pylist():
        source = context.view.documents[row["document"]].source
        days = pages.setdefault((source, row["column"]), {})
        days.setdefault(row["known"], {}).setdefault(row["document"], []).append(row)
    about: dict[str, bool] = {}
    for (source, page), days in pages.items():
        editions = [(day, *_edition(context, days[day])) for day in sorted(days)]
        for (_, old_document, old), (day, document, new) in pairwise(editions):
            if not since < day <= until:
                continue
            removed, added = _difference(old, new), _difference(new, old)
            for line in (*removed, *added):
                if line.place not in about:
                    about[line.place] = _inside(context, line.place, place)
            removed, added = ([ln for ln in lines if about[ln.place]] for lines in (removed, added))
            if removed or added:
                yield Change(
                    source,
                    day,
                    "text",
                    place.code,
                    page,
                    tuple(ln.text for ln in added),
                    tuple(ln.text for ln in removed),
                    documents=(old_document, document),
                )


def _edition(context: Context, copies: dict[str, list[dict[str, Any]]]) -> tuple[str, list[_Line]]:
    """The lines of one day's edition; of several copies with that day the one kept under the latest path."""
    document = max(copies, key=lambda d: (context.view.documents[d].path, d))
    rows = sorted(copies[document], key=lambda row: (row["row"] or 0, row["object"]))
    return document, [_Line(row["object"], row["note"].partition(LEAD)[2], row["place"]) for row in rows]


def _difference(here: list[_Line], there: list[_Line]) -> list[_Line]:
    """Lines of one edition that the other lacks.

    A bullet is known by its words and its opening sentence. It also counts as present in the other edition
    where it stands under an opening that only that edition has, and its own opening is gone from there: then
    the opening was reworded, which shows as a sentence of its own.
    """
    leads_here, leads_there = {line.lead for line in here}, {line.lead for line in there}
    held = {(line.words, line.lead) for line in there}
    reworded = {line.words for line in there if line.lead not in leads_here}
    return [
        line
        for line in here
        if (line.words, line.lead) not in held
        and not (line.lead and line.lead not in leads_there and line.words in reworded)
    ]


def _levels(context: Context, place: Place, since: date, until: date) -> Iterable[Change]:
    measured = context.view.places_of("advisory-level")
    codes = [code for code in measured if code and _inside(context, code, place)]
    if not codes:
        return
    for (definition, code), cells in context.view.cells("advisory-level", codes).items():
        known = [cell for cell in sorted(cells, key=lambda c: (c.start, c.known)) if cell.value is not None]
        for old, new in pairwise(known):
            if old.value == new.value or not since < new.known <= until:
                continue
            before, after = (
                figure(
                    context, "advisory-level", context.gazetteer.get(code), Period(c.start, c.end), definition
                )
                for c in (old, new)
            )
            yield Change(
                context.view.documents[new.document].source,
                new.known,
                "level",
                code,
                before=before,
                after=after,
                documents=(old.document, new.document),
            )
