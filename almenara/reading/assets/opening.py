"""Which reader a file of assets needs, told by what is in it."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.document import Document
from almenara.reading.assets import features, maps_xml, tables
from almenara.reading.assets.drafts import LARGEST, Reading
from almenara.reading.opening import BROKEN_ARCHIVE

Format = Literal["table", "workbook", "geojson", "shapefile", "gpx", "kml"]
_READERS: Mapping[Format, Callable[[Document, Mapping[str, Sequence[str]] | None], Reading]] = {
    "table": tables.read_table,
    "workbook": tables.read_workbook,
    "geojson": features.read_geojson,
    "shapefile": features.read_shapefile,
    "gpx": maps_xml.read_gpx,
    "kml": maps_xml.read_kml,
}
FORMATS = "CSV, a workbook (.xlsx), GeoJSON, GPX, KML, KMZ or a zipped shapefile"


def open_file(path: Path) -> Document:
    """The file's bytes; of "-" what comes on standard input.

    Raises UsageError where there is no such file, BadInput where it is too large.
    """
    if str(path) == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _too_large("standard input", len(content))
        return document_of("standard input", content)
    if not path.is_file():
        what = "is a folder; name the files in it" if path.is_dir() else "there is no such file"
        raise UsageError(f"{path}: {what}")
    if path.stat().st_size > LARGEST:
        raise _too_large(path.name, path.stat().st_size)
    return document_of(path.name, path.read_bytes())


def _too_large(name: str, size: int) -> BadInput:
    told = f"has {size:,} bytes or more; a list of assets has {LARGEST:,} at most"
    return BadInput("assets", [Fault(name, told)], "Split it, or thin its lines", "nothing was kept")


def document_of(name: str, content: bytes) -> Document:
    """Bytes with their name and hash."""
    return Document(content, hashlib.sha256(content).hexdigest(), name, name)


def format_of(document: Document) -> Format:
    """Which format the file has, by what is in it, and not by its name. Raises BadInput on none of them."""
    content = document.content
    start = content[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise _refused(document, "is empty")
    if content[:2] == b"PK":
        return _packed(document)
    if start[:1] in (b"{", b"["):
        return "geojson"
    if start[:1] == b"<":
        return _marked_up(document, start.lower())
    if content[:4] in (b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x08"):
        raise _refused(document, f"is not {FORMATS}")
    return "table"


def read(document: Document, columns: Mapping[str, Sequence[str]] | None = None) -> Reading:
    """What the file states.

    columns  columns of fields, where the user names them
    Raises BadInput on a file of none of the formats, UsageError on a named column that it lacks.
    """
    return _READERS[format_of(document)](document, columns)


def _packed(document: Document) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(document.content)) as archive:
            names = [n.lower() for n in archive.namelist()]
    except BROKEN_ARCHIVE as error:
        raise _refused(document, f"is a damaged zip archive: {error}") from error
    if "xl/workbook.xml" in names:
        return "workbook"
    if any(n.endswith(".kml") for n in names):
        return "kml"
    if any(n.endswith(".shp") for n in names):
        return "shapefile"
    raise _refused(document, f"is an archive, and not {FORMATS}")


def _marked_up(document: Document, start: bytes) -> Format:
    if b"<html" in start or b"<!doctype html" in start:
        raise _refused(document, f"is a web page, and not {FORMATS}")
    if b"<gpx" in start:
        return "gpx"
    if b"<kml" in start or b"<placemark" in start or b"<!doctype" in start:
        return "kml"  # a document type is refused there, which says why
    raise _refused(document, f"is XML, and not {FORMATS}")


def _refused(document: Document, message: str) -> BadInput:
    return BadInput("assets", [Fault(document.name, message)], f"Files of assets are {FORMATS}")
