"""Content-addressed files: every byte received, kept once, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from almenara.errors import StoreDamaged


def sha256(content: bytes) -> str:
    """Hex digest by which content is kept."""
    return hashlib.sha256(content).hexdigest()


class Files:
    """Files under a folder, each under its own SHA-256."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Whether the content is kept."""
        return self._path(digest).exists()

    def keep(self, content: bytes) -> str:
        """Keep content and return its digest. A process killed midway leaves no partial file under it."""
        digest = sha256(content)
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest

    def read(self, digest: str) -> bytes:
        """The kept content. Raises StoreDamaged if it is gone or was changed."""
        path = self._path(digest)
        if not path.exists():
            raise StoreDamaged(f"the file {digest[:12]}… is not in the store; restore it from a copy of the store")
        content = path.read_bytes()
        if sha256(content) != digest:
            raise StoreDamaged(f"the file {digest[:12]}… was changed; restore it from a copy of the store")
        return content
