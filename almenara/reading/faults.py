"""Collecting everything that is wrong with a file before saying so once."""

from __future__ import annotations

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.spec import Spec


class Faults:
    """Faults of one file, raised together at the end: a batch reports all its bad rows at once."""

    def __init__(self, document: Document, spec: Spec) -> None:
        self._file = document.name
        self._spec = spec
        self._found: list[Fault] = []

    def add(self, message: str, row: int | None = None, field: str | None = None, sheet: str = "") -> None:
        """Note one fault. `row` is 1-based, as an editor or spreadsheet shows it."""
        self._found.append(Fault(self._file, message, row, field, sheet or None))

    def __len__(self) -> int:
        return len(self._found)

    def check(self, mend: str = "") -> None:
        """Raise BadInput if anything was found. By default the faults themselves say how to mend them."""
        if self._found:
            raise BadInput(self._spec.id, self._found, mend or self._mend())

    def _mend(self) -> str:
        told = " ".join(fault.message for fault in self._found)
        ways = ["Fetch the file again, or ask the publisher for an intact one"]
        if any(words in told for words in _SPELLINGS):
            ways.insert(
                0,
                f"If the publisher writes so, add it to sources/{self._spec.id}/source.yml under lookups, "
                "or under omit with the reason",
            )
        return "; ".join(ways)


_SPELLINGS = ("lookups.", "is not a country", "is not known", "is not one of")
"""Words of faults that a line in source.yml can mend; no line there mends a number."""
