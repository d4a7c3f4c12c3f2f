"""Pages that a compiled table quotes: who published each, and since when it could be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from almenara.model.document import Citation
from almenara.reading.citing import citation_id, known_by, only_known_by
from almenara.reading.faults import Faults
from almenara.reading.spec import Spec


@dataclass(frozen=True)
class Pages:
    """For each row of a table what its page says of itself.

    known, ground, citation, note  one for each row
    citations                      the pages themselves, by citation id
    """

    known: list[date]
    ground: list[str]
    citation: list[str]
    note: list[str]
    citations: dict[str, Citation]

    @property
    def published(self) -> date:
        """The day on which the first of the pages was known: before it the table says nothing."""
        return min(self.known)


def read_pages(
    urls: Sequence[str], spec: Spec, faults: Faults, rows: Sequence[int], field: str = "url"
) -> Pages:
    """The pages named by `urls`, from lookups.page of the source; an address that is not there is a fault.

    A page dated 2018-05 counts from the last day of May. Its ground is `stated` unless the entry says
    otherwise; its `note` says how the day was found where the page does not show it.
    """
    known, grounds, ids, notes = [], [], [], []
    citations: dict[str, Citation] = {}
    for url, row in zip(urls, rows, strict=True):
        page = spec.lookups["page"].get(url)
        if page is None:
            faults.add(f'"{url}" is not in lookups.page, so nothing says when it was published', row, field)
            page = {"published": "9999", "publisher": "", "title": ""}
        published = str(page["published"])
        language = page.get("language", spec.language)
        citation = Citation(page["publisher"], page["title"], url, published, language=language)
        key = citation_id(citation)
        citations[key] = citation
        known.append(known_by(published))
        grounds.append(str(page.get("ground", "stated")))
        ids.append(key)
        notes.append(page.get("note") or only_known_by(published))
    return Pages(known, grounds, ids, notes, citations)


def not_after(ends: Sequence[date], pages: Pages, faults: Faults, rows: Sequence[int], field: str) -> None:
    """A fault for every row about days that lie after the publication of its page."""
    for end, known, row in zip(ends, pages.known, rows, strict=True):
        if end > known:
            faults.add(f"{end} lies after the page's publication on {known}", row, field)
