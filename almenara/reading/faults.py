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
        """Raise BadInput if anything was found."""
        if self._found:
            default = (
                f"Mend sources/{self._spec.id}/source.yml: add the spelling under lookups, "
                "or name the row under omit, with the reason; or ask the publisher for an intact file"
            )
            raise BadInput(self._spec.id, self._found, mend or default)
