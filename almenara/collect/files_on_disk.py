"""Files and folders that a user names, as documents."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from almenara.errors import UsageError
from almenara.evidence.files import sha256
from almenara.model.document import Document

MAX_FILE = 2_000_000_000
"""Largest file taken in, in bytes."""


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Every file named or below a folder named, with its path below that folder, in order.

    Hidden files are left out, and so is what is no regular file in a folder, such as a device or a pipe.
    Raises UsageError on a path that does not exist or names such a thing.
    """
    out: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            out += [
                (p, p.relative_to(path).as_posix())
                for p in inside
                if not any(part.startswith(".") for part in p.relative_to(path).parts)
            ]
        elif path.is_file():
            out.append((path, "/".join(path.absolute().parts[-4:]).lstrip("/")))
        elif path.exists():
            raise UsageError(f"{path} is neither a file nor a folder")
        else:
            raise UsageError(f"{path} does not exist")
    return out


def load_document(path: Path, below: str, published: date | None = None) -> Document:
    """A file's bytes with its names.

    Raises UsageError if it is larger than MAX_FILE, is no regular file or cannot be read.
    """
    try:
        with path.open("rb") as file:
            held = os.fstat(file.fileno())
            if not stat.S_ISREG(held.st_mode):
                raise UsageError(f"{path} is not a regular file")
            content = file.read(MAX_FILE + 1) if held.st_size <= MAX_FILE else None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    if content is None or len(content) > MAX_FILE:
        raise UsageError(f"{path} is larger than {MAX_FILE:,} bytes")
    return Document(content, sha256(content), path.name, below, published)
