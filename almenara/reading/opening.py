"""Opening what was received: compressed files, archives and text of unknown encoding, within limits."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib

from almenara.errors import BadInput, Fault
from almenara.model.document import Document

MAX_PLAIN = 600_000_000
"""Most bytes that one file may unpack to."""
MAX_RATIO = 400
"""Most bytes that one packed byte may unpack to; real statistics files stay below 40."""

DAMAGED = "Fetch the file again: it was cut or changed on its way"
"""How to mend a file that is not whole."""
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError,
)  # fmt: skip
"""What Python's archive reader raises on members that are cut, changed, encrypted or packed in an unknown way."""


def _bomb(document: Document, limit: int) -> BadInput:
    return BadInput(
        "reading",
        [Fault(document.name, f"unpacks to more than {limit:,} bytes: it looks like a compression bomb")],
        "Unpack it yourself and see what it holds; statistics do not pack so well",
    )


def plain_bytes(document: Document) -> bytes:
    """The content, decompressed if it is gzip.

    Raises BadInput on a truncated archive and on one that unpacks to more than MAX_PLAIN bytes or
    more than MAX_RATIO times its size.
    """
    if document.content[:2] != b"\x1f\x8b":
        return document.content
    limit = min(MAX_PLAIN, max(1_000_000, MAX_RATIO * len(document.content)))
    try:
        with gzip.open(io.BytesIO(document.content)) as packed:
            plain = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(
            "reading", [Fault(document.name, f"is a damaged gzip file: {error}")], DAMAGED
        ) from error
    if len(plain) > limit:
        raise _bomb(document, limit)
    return plain


def open_zip(document: Document) -> dict[str, bytes]:
    """The files of a zip archive by name.

    Raises BadInput on a damaged archive, on names that climb out of it and on compression bombs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            check_sizes(document, archive)
            out: dict[str, bytes] = {}
            for info in archive.infolist():
                if info.is_dir():
                    continue
                if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split(
                    "/"
                ):
                    raise BadInput(
                        "reading",
                        [Fault(document.name, f'holds "{info.filename}", a name that leaves the archive')],
                    )
                out[info.filename] = archive.read(info)
            return out
    except BROKEN_ARCHIVE as error:
        fault = Fault(document.name, f"is a damaged zip archive: {error}")
        raise BadInput("reading", [fault], DAMAGED) from error


def check_sizes(document: Document, archive: zipfile.ZipFile) -> None:
    """Raise BadInput if the members of an archive say that they unpack beyond the limits."""
    if sum(info.file_size for info in archive.infolist()) > MAX_PLAIN:
        raise _bomb(document, MAX_PLAIN)
    for info in archive.infolist():
        limit = MAX_RATIO * max(info.compress_size, 2_500)
        if info.file_size > limit:
            raise _bomb(document, limit)


def decode(document: Document, plain: bytes, encodings: tuple[str, ...] = ("utf-8-sig", "latin-1")) -> str:
    """Text in the first encoding that fits. Raises BadInput if none does, or if it holds NUL bytes."""
    for encoding in encodings:
        try:
            text = plain.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise nul_bytes(document)
        return text
    told = f"is not text in {' or '.join(encodings)}"
    raise BadInput("reading", [Fault(document.name, told)], "Save it as UTF-8, or fetch the file again")


def nul_bytes(document: Document) -> BadInput:
    """The refusal of a text that holds NUL bytes."""
    return BadInput(
        "reading",
        [Fault(document.name, "holds NUL bytes: it is not a text file")],
        "If it is text in UTF-16, save it as UTF-8; otherwise fetch the file again",
    )
