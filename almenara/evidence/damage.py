"""Damaged tables: found when they are read, named, with the way to restore the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from almenara.errors import AlmenaraError, StoreDamaged

_MAGIC = b"PAR1"
"""First and last four bytes of every Parquet file."""


def damaged(folder: Path, why: str) -> StoreDamaged:
    """The error to raise about the table kept in `folder`, which is <store>/tables/<name>."""
    store = folder.parents[1]
    return StoreDamaged(
        f"the store's table {folder.name} is damaged: {why}; restore the folder {store} from a backup, or make a "
        f"new store and ingest the kept files in {store / 'files'} again"
    )


def check_log(folder: Path) -> None:
    """Raise StoreDamaged if the log of a table has an empty entry: what it said would silently be missing."""
    for entry in sorted((folder / "_delta_log").glob("*.json")):
        if not entry.stat().st_size:
            raise damaged(folder, f"{entry.name} of its log is empty")


def check_ends(paths: Iterable[str]) -> None:
    """Raise StoreDamaged if one of a table's Parquet files is gone or cut off."""
    for path in map(Path, paths):
        try:
            with path.open("rb") as file:
                file.seek(-len(_MAGIC), 2)
                whole = file.read() == _MAGIC
        except FileNotFoundError as error:
            raise damaged(path.parent, f"its file {path.name} is missing") from error
        except OSError as error:
            raise damaged(path.parent, f"its file {path.name} cannot be read: {said(error)}") from error
        if not whole:
            raise damaged(path.parent, f"its file {path.name} is cut off")


@contextmanager
def reading(paths: Callable[[], Iterable[str]]) -> Iterator[None]:
    """Turn an engine's error into StoreDamaged where one of the files it read is to blame."""
    try:
        yield
    except AlmenaraError:
        raise
    except Exception as error:
        for path in map(Path, paths()):
            if why := _unreadable(path):
                raise damaged(path.parent, f"its file {path.name} cannot be read: {why}") from error
        raise


def _unreadable(path: Path) -> str:
    from pyarrow.parquet import ParquetFile

    try:
        ParquetFile(path).read()
    except (ValueError, OSError, MemoryError) as error:  # pyarrow's errors are ValueErrors or OSErrors
        return said(error)
    return ""


def said(error: BaseException) -> str:
    """The first line of an error: an engine may add a whole stack to it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].strip()[:200]
