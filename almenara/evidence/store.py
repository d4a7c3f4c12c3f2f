"""The store: append-only tables beside the kept files; a batch is seen whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from almenara import __version__
from almenara.errors import EvidenceError, StoreDamaged, UsageError
from almenara.evidence.damage import check_ends, check_log, damaged, reading, said
from almenara.evidence.files import Files
from almenara.evidence.format import read_format, write_format
from almenara.evidence.locks import is_locked, locked
from almenara.evidence.view import View
from almenara.model.tables import KEPT, WIDENED

_FLUSH_ROWS = 600_000
"""Rows held in memory before a writer writes them out."""
_ATTEMPTS = 30
_STAMP = "%Y%m%dT%H%M%S%f"
_YOUNG = timedelta(minutes=1)
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

        Raises UsageError if `root` is a file, a folder of something else, cannot be made or read, or was made
        by a newer version; StoreDamaged.
        """
        try:
            if root.exists() and not root.is_dir():
                raise UsageError(f"{root} is a file; --store names a folder")
            tables = root / "tables"
            number = read_format(root)
            if number and not tables.is_dir():
                raise StoreDamaged(f"the folder {tables} is missing; restore the folder {root} from a backup")
            foreign = tables.is_dir() and any(path.name not in KEPT for path in tables.iterdir())
            if foreign or (not tables.is_dir() and root.is_dir() and any(root.iterdir())):
                raise UsageError(f"{root} is not an Almenara store and not empty; choose another folder")
            tables.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"the store {root} cannot be opened: {error.strerror or error}; --store names its folder"
            ) from error
        store = cls(root)
        if number is None:
            try:
                store._begin()
            except (OSError, DeltaError) as error:
                raise UsageError(f"the store {root} cannot be made: {said(error)}") from error
        return store

    @property
    def is_writable(self) -> bool:
        """Whether this process may write into the store's folders."""
        tables = self.root / "tables"
        return all(
            os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)
            for folder in (self.root, tables, *(tables / name for name in KEPT))
            if folder.exists()
        )

    def insist_writable(self, what: str) -> None:
        """Raise UsageError if this process may not write into the store; `what` says what for."""
        if not self.is_writable:
            raise UsageError(
                f"the store {self.root} is read-only: {what}; make it writable, or work on a copy"
            )

    def _begin(self) -> None:
        """Give a store its table of batches and then its number; an older store may have neither yet."""
        documents = self.table("documents")
        if documents and documents.version() > 0 and self.table("batches") is None:
            # the first batch may have died before it was finished, but hardly two of them
            raise damaged(self.root / "tables" / "batches", "it is missing")
        if not self.is_writable:
            return
        with locked(self.root / "tables.lock"):
            if self.table("batches") is None:
                DeltaTable.create(str(self.root / "tables" / "batches"), schema=KEPT["batches"])
            write_format(self.root)

    def table(self, name: str) -> DeltaTable | None:
        """The Delta table, or None where nothing was written yet. Raises StoreDamaged."""
        folder = self.root / "tables" / name
        check_log(folder)
        try:
            return DeltaTable(str(folder))
        except TableNotFoundError:
            if name == "batches" and read_format(self.root):  # it is made before that is written
                raise damaged(folder, "it is missing") from None
            return None
        except (DeltaError, OSError) as error:
            raise damaged(folder, f"its log cannot be read: {said(error)}") from error

    def paths(self, name: str) -> list[str]:
        """Parquet files that make up a table now. Raises StoreDamaged."""
        table = self.table(name)
        paths = sorted(unquote(uri) for uri in table.file_uris()) if table else []  # the log percent-encodes
        check_ends(paths)
        return paths

    def reading(self, name: str) -> AbstractContextManager[None]:
        """Around whatever reads a table's files by itself: raises StoreDamaged if they are to blame."""
        return reading(lambda: self.paths(name))

    def insist(self, name: str) -> None:
        """Raise StoreDamaged if nothing of a table is there. For one that finished batches have written to."""
        folder = self.root / "tables" / name
        if not any((folder / "_delta_log").glob("*")):
            raise damaged(folder, "it is missing")

    def rows(self, name: str, columns: list[str] | None = None) -> pa.Table | None:
        """Rows of a table as it stands, all batches; None where nothing was written yet.

        Raises StoreDamaged. For small tables: reads the files by themselves, since a dataset would
        load pandas first, a quarter of a second.
        """
        from pyarrow.parquet import ParquetFile

        files = self.paths(name)
        if not files:
            return None
        with reading(lambda: files):
            return pa.concat_tables([ParquetFile(path).read(columns=columns) for path in files])

    def writer(self, command: str) -> Writer:
        """A new batch. Use it as a context manager: it becomes visible at the end, or never.

        Raises UsageError if the store is read-only.
        """
        self.insist_writable("nothing can be taken in")
        return Writer(self, command)

    def turn(self, name: str) -> AbstractContextManager[None]:
        """Let one process at a time do something: the others wait for the end of the block.

        Raises UsageError if the store is read-only.
        """
        self.insist_writable("nothing can be taken in")
        return locked(self.root / f"{name}.lock")

    def as_of(self, day: date, stored_by: datetime | None = None) -> View:
        """What was known on `day`, from what this store had taken in by `stored_by` (default: by now).

        Raises NoEvidence if nothing in the store was known by that day.
        """
        return View(self.paths, day, stored_by)

    def append(self, name: str, table: pa.Table, once: str) -> None:
        """Append rows in one transaction, waiting for other writers. Raises EvidenceError after long waiting.

        once  a name for these rows: a second try does not write what the first one did write after all
        """
        if keys := _SORT.get(name):
            table = table.sort_by(keys)
        commit = CommitProperties(max_commit_retries=_ATTEMPTS, app_transactions=[Transaction(once, 1)])
        for attempt in range(_ATTEMPTS):
            if attempt and (kept := self.table(name)) and kept.transaction_version(once) is not None:
                return
            try:
                write_deltalake(
                    str(self.root / "tables" / name),
                    table,
                    mode="append",
                    schema_mode="merge" if name in WIDENED else None,
                    writer_properties=_PROPERTIES,
                    commit_properties=commit,
                )
                return
            except (DeltaError, OSError) as error:
                if attempt == _ATTEMPTS - 1 or "No space left on device" in str(error):
                    raise EvidenceError(
                        f"the store's table {name} could not be written: {said(error)}"
                    ) from error
                time.sleep(min(0.05 * 1.3**attempt, 2.0))

    def finish(self, batch: str, command: str) -> datetime:
        """Make a batch visible, as the last one: moments of storing follow the order of becoming visible.

        Otherwise a batch could appear below a moment whose state was already reported.
        """
        with locked(self.root / "tables.lock"):
            now = datetime.now(UTC)
            if (batches := self.table("batches")) and batches.file_uris():
                # from the table's log, without opening its files; there it is cut to whole milliseconds
                last = pc.max(pa.table(batches.get_add_actions(flatten=True))["max.stored"]).as_py()
                now = max(now, last + timedelta(milliseconds=1))
            row = {"batch": batch, "stored": now, "command": command, "almenara": __version__}
            self.append("batches", pa.Table.from_pylist([row], schema=KEPT["batches"]), batch)
        return now

    def compact(self) -> dict[str, int]:
        """Join small files into large ones and drop what batches that never became visible have left.

        Returns the number of files now, by table. Readers and writers may go on meanwhile: a batch that
        a living process is writing is left alone. Raises UsageError if the store is read-only, or made
        anew by a newer version.
        """
        read_format(self.root)
        self.insist_writable("it cannot be compacted")
        dead = self._dead_batches()
        out = {}
        for name in KEPT:
            if (table := self.table(name)) is None:
                continue
            mine = self._batches_in(name, table) & dead if name != "batches" else set()
            if mine:
                self._insist(name, partial(_drop, batches=mine))
            self._insist(name, _join)
            out[name] = len(self.paths(name))
        return out

    def _batches_in(self, name: str, table: DeltaTable) -> set[str]:
        with self.reading(name):
            return set(pc.unique(table.to_pyarrow_table(columns=["batch"])["batch"]).to_pylist())

    def _dead_batches(self) -> set[str]:
        begun: set[str] = set()
        for name in KEPT:
            if name != "batches" and (table := self.table(name)) is not None:
                begun |= self._batches_in(name, table)
        writing = self.root / "writing"
        if writing.is_dir():
            begun |= {path.name for path in writing.iterdir()}
        # one that began a moment ago may not have its lock yet
        young = f"{datetime.now(UTC) - _YOUNG:{_STAMP}}"
        alive = {b for b in begun if b >= young or is_locked(writing / b / "lock")}
        finished = self.table("batches")  # read last: what was finished meanwhile is not dead
        dead = begun - alive - (self._batches_in("batches", finished) if finished else set())
        for batch in begun - alive:
            shutil.rmtree(writing / batch, ignore_errors=True)
        return dead

    def _insist(self, name: str, change: Callable[[DeltaTable], object]) -> None:
        for attempt in range(_ATTEMPTS):
            table = self.table(name)
            if table is None:
                return
            try:
                change(table)
                return
            except DeltaError as error:
                if attempt == _ATTEMPTS - 1:
                    raise EvidenceError(
                        f"the store's table {name} could not be compacted: {said(error)}"
                    ) from error
                time.sleep(min(0.05 * 1.3**attempt, 2.0))


def _drop(table: DeltaTable, batches: set[str]) -> None:
    names = ", ".join(f"'{batch}'" for batch in sorted(batches))
    table.delete(f"batch IN ({names})")


def _join(table: DeltaTable) -> None:
    table.optimize.compact(writer_properties=_PROPERTIES)


class Writer:
    """One batch. Rows are written as they come, and seen only once the batch itself is written, last."""

    def __init__(self, store: Store, command: str) -> None:
        self._store = store
        self._command = command
        self.batch = f"{datetime.now(UTC):{_STAMP}}-{uuid.uuid4().hex[:8]}"
        self._held: dict[str, list[pa.Table]] = {}
        self._parts = 0
        self._folder = store.root / "writing" / self.batch
        self._kept: list[str] = []
        self._alive = ExitStack()

    def __enter__(self) -> Writer:
        self._folder.mkdir(parents=True)
        self._alive.enter_context(locked(self._folder / "lock"))
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
        self.add_rows(name, [row])

    def add_rows(self, name: str, rows: list[dict[str, Any]]) -> None:
        """Add rows given as dictionaries."""
        schema = pa.schema([f for f in KEPT[name] if f.name != "batch"])
        self.add(name, pa.Table.from_pylist(rows, schema=schema))

    def keep(self, content: bytes) -> str:
        """Keep a file's bytes with the batch, and return their digest. They are kept only if the batch is."""
        try:
            digest = self._store.files.stage(content, self._folder)
        except OSError as error:
            raise EvidenceError(
                f"a file could not be kept in {self._store.root}: {error.strerror}"
            ) from error
        self._kept.append(digest)
        return digest

    def held(self, name: str) -> list[pa.Table]:
        """Rows added to a table and not yet written out."""
        return list(self._held.get(name, []))

    def _flush(self, name: str) -> None:
        tables = [t for t in self._held.pop(name, []) if len(t)]
        if tables:
            self._parts += 1
            self._store.append(name, pa.concat_tables(tables), f"{self.batch}/{self._parts}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._alive:
            if kind is None:
                for digest in self._kept:
                    self._store.files.adopt(digest, self._folder)
                for name in list(self._held):
                    self._flush(name)
                if self._parts:
                    self._store.finish(self.batch, self._command)
        shutil.rmtree(self._folder, ignore_errors=True)
