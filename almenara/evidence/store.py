"""The store: append-only tables beside the kept files; a batch is seen whole or not at all."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from almenara import __version__
from almenara.errors import EvidenceError, UsageError
from almenara.evidence.files import Files
from almenara.evidence.view import View
from almenara.model.tables import KEPT

_FLUSH_ROWS = 600_000
"""Rows held in memory before a writer writes them out."""
_ATTEMPTS = 30
_SORT = {"observations": [("measure", "ascending"), ("place", "ascending"), ("start", "ascending")]}
_PROPERTIES = WriterProperties(compression="ZSTD", compression_level=3, max_row_group_size=120_000)


class Store:
    """Evidence in a folder. Several processes may read and write it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = Files(root / "files")

    @classmethod
    def open(cls, root: Path) -> Store:
        """Open the store in `root`, making the folder if there is none.

        Raises UsageError if `root` is a file or a folder of something else.
        """
        if root.exists() and not root.is_dir():
            raise UsageError(f"{root} is a file; --store names a folder")
        if root.is_dir() and any(root.iterdir()) and not (root / "tables").is_dir():
            raise UsageError(f"{root} is not an Almenara store and not empty; choose another folder")
        (root / "tables").mkdir(parents=True, exist_ok=True)
        return cls(root)

    def table(self, name: str) -> DeltaTable | None:
        """The Delta table, or None where nothing was written yet."""
        try:
            return DeltaTable(str(self.root / "tables" / name))
        except TableNotFoundError:
            return None

    def paths(self, name: str) -> list[str]:
        """Parquet files that make up a table now."""
        table = self.table(name)
        return sorted(table.file_uris()) if table else []

    @property
    def is_empty(self) -> bool:
        """Whether no batch was ever finished."""
        return self.table("batches") is None

    def writer(self, command: str) -> Writer:
        """A new batch. Use it as a context manager: it becomes visible at the end, or never."""
        return Writer(self, command)

    def as_of(self, day: date, stored_by: datetime | None = None) -> View:
        """What was known on `day`, from what this store had taken in by `stored_by` (default: by now).

        Raises NoEvidence if nothing in the store was known by that day.
        """
        return View(self.paths, day, stored_by)

    def append(self, name: str, table: pa.Table) -> None:
        """Append rows in one transaction, waiting for other writers. Raises EvidenceError after long waiting."""
        if keys := _SORT.get(name):
            table = table.sort_by(keys)
        for attempt in range(_ATTEMPTS):
            try:
                write_deltalake(
                    str(self.root / "tables" / name), table, mode="append", writer_properties=_PROPERTIES
                )
                return
            except (DeltaError, OSError) as error:
                if attempt == _ATTEMPTS - 1:
                    raise EvidenceError(f"the store's table {name} could not be written: {error}") from error
                time.sleep(min(0.05 * 1.3**attempt, 2.0))

    def discard(self, batch: str, names: Iterable[str]) -> None:
        """Drop the rows of a batch that never became visible."""
        for name in names:
            if table := self.table(name):
                table.delete(f"batch = '{batch}'")

    def compact(self) -> dict[str, int]:
        """Join small files into large ones and drop rows of batches that never became visible.

        Returns the number of files now, by table. Readers and writers may go on meanwhile.
        """
        batches = self.table("batches")
        if batches is None:
            return {}
        finished = batches.to_pyarrow_table(columns=["batch"])["batch"].to_pylist()
        done = ", ".join(f"'{batch}'" for batch in finished)
        out = {}
        for name in KEPT:
            if (table := self.table(name)) is None:
                continue
            if name != "batches":
                table.delete(f"batch NOT IN ({done})")
            table.optimize.compact()
            out[name] = len(self.paths(name))
        return out


class Writer:
    """One batch. Rows are written as they come, and seen only once the batch itself is written, last."""

    def __init__(self, store: Store, command: str) -> None:
        self._store = store
        self._command = command
        self.batch = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        self._held: dict[str, list[pa.Table]] = {}
        self._written: set[str] = set()

    def __enter__(self) -> Writer:
        return self

    def add(self, name: str, table: pa.Table, document: str | None = None) -> None:
        """Add rows in the columns of model.tables; `document` is their file's digest."""
        if document is not None:
            table = table.append_column("document", pa.repeat(pa.scalar(document), len(table)))
        table = table.append_column("batch", pa.repeat(pa.scalar(self.batch), len(table)))
        self._held.setdefault(name, []).append(table.select(KEPT[name].names).cast(KEPT[name]))
        if sum(len(t) for t in self._held[name]) > _FLUSH_ROWS:
            self._flush(name)

    def add_row(self, name: str, row: dict[str, Any]) -> None:
        """Add one row given as a dictionary."""
        schema = pa.schema([f for f in KEPT[name] if f.name != "batch"])
        self.add(name, pa.Table.from_pylist([row], schema=schema))

    def held(self, name: str) -> list[pa.Table]:
        """Rows added to a table and not yet written out."""
        return list(self._held.get(name, []))

    def _flush(self, name: str) -> None:
        tables = [t for t in self._held.pop(name, []) if len(t)]
        if tables:
            self._written.add(name)
            self._store.append(name, pa.concat_tables(tables))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._store.discard(self.batch, self._written)
            return
        for name in list(self._held):
            self._flush(name)
        if self._written:
            row = {
                "batch": self.batch,
                "stored": datetime.now(UTC),
                "command": self._command,
                "almenara": __version__,
            }
            self._store.append("batches", pa.Table.from_pylist([row], schema=KEPT["batches"]))
