"""Files and folders that a user names, as documents."""

from __future__ import annotations

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

    Hidden files are left out. Raises UsageError on a path that does not exist.
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
        elif path.exists():
            out.append((path, "/".join(path.absolute().parts[-4:]).lstrip("/")))
        else:
            raise UsageError(f"{path} does not exist")
    return out


def load_document(path: Path, below: str, published: date | None = None) -> Document:
    """A file's bytes with its names. Raises UsageError if it is larger than MAX_FILE."""
    if path.stat().st_size > MAX_FILE:
        raise UsageError(f"{path} is larger than {MAX_FILE:,} bytes")
    content = path.read_bytes()
    return Document(content, sha256(content), path.name, below, published)
