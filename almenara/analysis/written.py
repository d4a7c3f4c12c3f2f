"""Files that a question writes: there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from almenara.errors import UsageError


@contextmanager
def whole_file(path: Path | None) -> Iterator[Path | None]:
    """Where to write what `path` is to hold; it gets there when all went well. None for None.

    Raises UsageError where it can't be written; then `path` is as it was.
    """
    if path is None:
        yield None
        return
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} can't be written: it is not a regular file")
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror or error}") from error
    finally:
        _gone(partial)


def _gone(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # a name too long to exist can't be removed either
        return
