"""What other processes do to a store in the tests of crashes and company; their fork server imports it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from almenara.collect.files_on_disk import find_files
from almenara.collect.ingest import ingest
from almenara.collect.registry import Registry
from almenara.errors import NoEvidence
from almenara.evidence.store import Store
from almenara.workspace import Workspace
from tests.evidence.observations import Row, add

REGISTRY = Registry.load()
PUBLISHED = date(2018, 1, 1)


def take_in(root: Path, folder: Path) -> None:
    """Ingest a folder of generated files, as one batch."""
    ingest(Store.open(root), REGISTRY, find_files([folder]), "ingest")


def write_batches(root: Path, writer_number: int, count: int) -> None:
    """Batches of two documents each, whose cells nobody else writes."""
    store = Store.open(root)
    for number in range(count):
        with store.writer("test") as writer:
            for half in ("a", "b"):
                rows = [Row(number, month, f"X{writer_number}-{number}{half}") for month in range(1, 25)]
                add(writer, f"{writer_number}-{number}-{half}", PUBLISHED + timedelta(days=number), rows)


def read_until(root: Path, stop: Path) -> None:
    """Look again and again until the file `stop` appears; a batch must be seen whole or not at all."""
    while not stop.exists():
        try:
            view = Store.open(root).as_of(date(2020, 1, 1))
        except NoEvidence:
            continue
        halves: dict[str, set[str]] = {}
        for record in view.documents.values():
            halves.setdefault(record.batch, set()).add(record.name[-1:] or record.document)
        if any(len(found) != 2 for found in halves.values()):
            raise AssertionError(f"half a batch was seen: {halves}")
        counted = {len(cells) for cells in view.cells("homicide").values()}
        if counted != {24}:
            raise AssertionError(f"some cells of a document were not seen: {counted}")


def compact_until(root: Path, stop: Path) -> None:
    """Compact again and again until the file `stop` appears."""
    while not stop.exists():
        Store.open(root).compact()


def open_new(root: Path) -> None:
    """Open a store that may not be there yet."""
    Workspace.open(root)
