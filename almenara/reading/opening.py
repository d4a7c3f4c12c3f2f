"""Opening what was received: compressed files, archives and text of unknown encoding, within limits."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from almenara.errors import BadInput, Fault
from almenara.model.document import Document

MAX_PLAIN = 600_000_000
"""Most bytes that one file may unpack to."""
MAX_RATIO = 400
"""Most bytes that one packed byte may unpack to; real statistics files stay below 40."""


def _bomb(document: Document, limit: int) -> BadInput:
    return BadInput(
        "reading",
        [Fault(document.name, f"unpacks to more than {limit:,} bytes: it looks like a compression bomb")],
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
        raise BadInput("reading", [Fault(document.name, f"is a damaged gzip file: {error}")]) from error
    if len(plain) > limit:
        raise _bomb(document, limit)
    return plain


def open_zip(document: Document) -> dict[str, bytes]:
    """The files of a zip archive by name.

    Raises BadInput on a damaged archive, on names that climb out of it and on compression bombs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            total = 0
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
                total += info.file_size
                if total > MAX_PLAIN or info.file_size > MAX_RATIO * max(info.compress_size, 2_500):
                    raise _bomb(document, min(MAX_PLAIN, MAX_RATIO * max(info.compress_size, 2_500)))
                out[info.filename] = archive.read(info)
            return out
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadInput("reading", [Fault(document.name, f"is a damaged zip archive: {error}")]) from error


def guard_workbook(document: Document, plain: bytes) -> None:
    """Refuse a workbook whose parts unpack beyond the limits. Raises BadInput."""
    if plain[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(plain)) as archive:
                total = sum(info.file_size for info in archive.infolist())
                worst = max(
                    (info.file_size / max(info.compress_size, 2_500) for info in archive.infolist()),
                    default=0,
                )
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BadInput("reading", [Fault(document.name, f"is a damaged workbook: {error}")]) from error
        if total > MAX_PLAIN or worst > MAX_RATIO:
            raise _bomb(document, MAX_PLAIN)


def decode(document: Document, plain: bytes, encodings: tuple[str, ...] = ("utf-8-sig", "latin-1")) -> str:
    """Text in the first encoding that fits. Raises BadInput if none does, or if it holds NUL bytes."""
    for encoding in encodings:
        try:
            text = plain.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise BadInput("reading", [Fault(document.name, "holds NUL bytes: it is not a text file")])
        return text
    raise BadInput("reading", [Fault(document.name, f"is not text in {' or '.join(encodings)}")])


def head_text(document: Document, size: int = 65_536) -> str:
    """The beginning of a file as text, for recognising it; never raises.

    Of a workbook (xlsx): sheet names and the first shared strings. Of another zip: the names in it.
    Of an Excel 97 file: its bytes without NULs.
    """
    content = document.content
    if content[:2] == b"\x1f\x8b":
        try:
            content = zlib.decompressobj(31).decompress(content, size)
        except zlib.error:
            return ""
    if content[:2] == b"PK":
        return _zip_head(document.content if content is document.content else plain_bytes(document), size)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        whole = plain_bytes(document) if document.content[:2] == b"\x1f\x8b" else content
        return whole.replace(b"\x00", b"").decode("latin-1")
    start = content[:size]
    try:
        return start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(start) - 4:  # a character cut in two at the end
            return start[: error.start].decode("utf-8-sig")
        return start.decode("latin-1")


def _zip_head(content: bytes, size: int) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            text = "\n".join(names)
            for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                if part in names:
                    with archive.open(part) as packed:
                        text += "\n" + packed.read(size).decode("utf-8", "replace")
            return text
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return ""
