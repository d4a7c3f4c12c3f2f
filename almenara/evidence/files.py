"""Content-addressed files: every byte received, kept once, never changed."""

from __future__ import annotations

import hashlib
import os
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

    def stage(self, content: bytes, folder: Path) -> str:
        """Write content into a batch's folder, under its digest, which is returned; see `adopt`."""
        digest = sha256(content)
        if not self.has(digest):
            with (folder / digest).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        return digest

    def adopt(self, digest: str, folder: Path) -> None:
        """Move staged content among the kept files, in one step: it is there whole, or not at all."""
        staged, path = folder / digest, self._path(digest)
        if staged.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, path)

    def read(self, digest: str) -> bytes:
        """The kept content. Raises StoreDamaged if it is gone or was changed."""
        path = self._path(digest)
        if not path.exists():
            raise StoreDamaged(
                f"the file {digest[:12]}… is not in the store; restore it from a copy of the store"
            )
        content = path.read_bytes()
        if sha256(content) != digest:
            raise StoreDamaged(f"the file {digest[:12]}… was changed; restore it from a copy of the store")
        return content
