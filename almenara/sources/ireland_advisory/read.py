"""Reads travel advice: every sentence of a page, and levels by place in the publisher's own scale."""

from __future__ import annotations

from almenara.model.document import Document
from almenara.reading.advisories import level_rows, open_edition, stated_levels, statements
from almenara.reading.advisory_lists import is_list, read_list
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec

_DEFINITION = "ireland-advisory"


def read(document: Document, spec: Spec) -> Reading:
    """Statements of a page, with the levels of the country and its regions it gives; or a world list."""
    if is_list(document):
        return read_list(document, spec, _DEFINITION)
    edition = open_edition(document, spec)
    tables = {"statements": statements(edition)}
    if levels := stated_levels(edition):
        tables["observations"] = level_rows(levels, _DEFINITION, edition.known, edition.known, edition.ground)
    return Reading(tables, edition.known, edition.ground, layout="page")
