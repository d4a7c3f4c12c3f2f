"""Every error that Almenara raises on purpose, with the exit code and HTTP status of each.

AlmenaraError
├── UsageError              a name, period or option that was not understood
│   ├── UnknownPlace        no place has that code, name or alias
│   ├── AmbiguousPlace      several places do
│   ├── UnknownMeasure      no measure or definition has that name
│   ├── UnknownGroup        no armed group known on the day has that name
│   └── AmbiguousGroup      several of them do
├── BadInput                a file's rows were not understood; nothing was stored
│   └── NotRecognised       no source recognises the file
├── EvidenceError           the evidence does not allow the answer
│   ├── NoEvidence          nothing had been published, or collected, by that day
│   ├── MixedDefinitions    figures of different definitions may not meet
│   └── StoreDamaged        kept bytes were changed, or a table cannot be read
├── StateError              the team's own database cannot be opened, or is of a newer version
├── ProseError              an analyst's text breaks a rule of the product
├── ReleaseRefused          the product may not go out under its marking
├── NotVerified             a printed figure does not follow from the kept bytes
└── CollectError            a publisher's address could not be read
    └── NotAllowed          the address is not on the source's allow-list
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_QUOTED = re.compile(r'"([^"]*)"')
LONGEST = 1_000
"""Most characters of one fault as it is printed: a cell may hold megabytes."""


def shortened(text: str, longest: int = LONGEST) -> str:
    """A message with quoted cells cut to 60 characters (addresses to 200), and itself to `longest`."""
    if len(text) > 20 * longest:
        text = text[: 20 * longest] + '"'
    text = _QUOTED.sub(lambda found: f'"{_cut(found[1])}"', text)
    return text if len(text) <= longest else text[:longest] + "…"


def _cut(cell: str) -> str:
    most = 200 if cell.startswith(("http://", "https://")) else 60
    return cell if len(cell) <= most else cell[:most] + "…"


class StoreWarning(UserWarning):
    """The store could not be brought up to date; what it holds is answered from as it is."""


class AlmenaraError(Exception):
    """Base of all errors that are told to the user in words, without a traceback."""

    exit_code = 1
    http_status = 500


class UsageError(AlmenaraError):
    """A name, period or option that was not understood."""

    exit_code = 2
    http_status = 400


class UnknownPlace(UsageError):
    """No place has that code, name or alias."""

    http_status = 404


class AmbiguousPlace(UsageError):
    """Several places answer to that name."""


class UnknownMeasure(UsageError):
    """No measure or definition has that name."""

    http_status = 404


class UnknownGroup(UsageError):
    """No armed group known on the day has that name."""

    http_status = 404


class AmbiguousGroup(UsageError):
    """Several armed groups answer to that name; sharing it makes nobody the same."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file: where it stands, and how to mend it. Printed with long cells cut."""

    file: str
    message: str
    row: int | None = None
    field: str | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        where = [f"sheet {self.sheet}"] if self.sheet else []
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.field is not None:
            where.append(f'"{shortened(self.field, 80)}"')
        message = shortened(self.message)
        return f"{', '.join(where)}: {message}" if where else message


class BadInput(AlmenaraError):
    """Rows of one or several files were not understood; nothing was stored.

    faults   every fault found, in file order; at most SHOWN are printed
    mend     how the reader of the message can put it right
    outcome  what did not happen for that
    """

    exit_code = 3
    http_status = 422
    SHOWN = 50

    def __init__(
        self, source: str, faults: Iterable[Fault], mend: str = "", outcome: str = "nothing was stored"
    ) -> None:
        self.source = source
        self.faults = list(faults)
        self.mend = mend
        self.outcome = outcome
        super().__init__(self._text())

    def _text(self) -> str:
        files: dict[str, list[Fault]] = {}
        for fault in self.faults:
            files.setdefault(fault.file, []).append(fault)
        lines = []
        for file, faults in files.items():
            count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
            lines.append(f"{self.source}: {count} in {file}; {self.outcome}")
            lines += [f"  {fault}" for fault in faults[: self.SHOWN]]
            if len(faults) > self.SHOWN:
                lines.append(f"  … and {len(faults) - self.SHOWN} more")
        if self.mend:
            lines.append(self.mend)
        return "\n".join(lines)


class NotRecognised(BadInput):
    """No source recognises the file by its content and name."""


class EvidenceError(AlmenaraError):
    """The evidence does not allow the answer."""

    exit_code = 4
    http_status = 409


class NoEvidence(EvidenceError):
    """Nothing had been published, or nothing was collected, by that day."""

    http_status = 404


class MixedDefinitions(EvidenceError):
    """Figures of different definitions may not share a sum, an axis or a comparison."""


class StoreDamaged(EvidenceError):
    """Kept bytes no longer have the hash they were kept under, or a table of the store cannot be read."""

    http_status = 500


class StateError(AlmenaraError):
    """The team's own database cannot be opened or written, or was made by a newer version."""

    exit_code = 9
    http_status = 500


class ProseError(AlmenaraError):
    """An analyst's text breaks a rule: a bare number, a missing citation, an unknown likelihood word."""

    exit_code = 5
    http_status = 422


class ReleaseRefused(AlmenaraError):
    """The product may not go out under its marking, or a source's licence forbids it."""

    exit_code = 6
    http_status = 403


class NotVerified(AlmenaraError):
    """A printed figure does not follow from the kept bytes."""

    exit_code = 7
    http_status = 409


class CollectError(AlmenaraError):
    """A publisher's address could not be read."""

    exit_code = 8
    http_status = 502


class NotAllowed(CollectError):
    """The address is not on the source's allow-list."""

    http_status = 403
