"""Reads the world list of US travel advisory levels."""

from __future__ import annotations

from almenara.model.document import Document
from almenara.reading.advisory_lists import read_list
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec


def read(document: Document, spec: Spec) -> Reading:
    """A level for each country, null where the department gives none for the whole of it ("Other", -1)."""
    return read_list(document, spec, "us-state-advisory")
