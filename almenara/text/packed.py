"""The parts of a packed document, unpacked within limits and without what it would run or fetch."""

from __future__ import annotations

import io
import re
import zipfile

from almenara.reading.opening import BROKEN_ARCHIVE, DAMAGED
from almenara.text.decoding import refused
from almenara.text.pieces import counted

MAX_PARTS = 5_000
"""Most files within a document."""
MAX_UNPACKED = 200_000_000
"""Most bytes that a document unpacks to."""
MAX_PART = 60_000_000
"""Most bytes of one part that is read as text."""
MAX_RATIO = 400
"""Most bytes that one packed byte may unpack to, of parts over a megabyte."""
_OTHER_KINDS = (
    ("xl/workbook", "is a workbook", "Save the sheet as text, or ingest it as data"),
    ("ppt/presentation", "is a presentation", "Save it as PDF"),
    ("content.xml", "is an OpenDocument file", "Save it as .docx or PDF; text, HTML and .eml are read, too"),
    ("META-INF/container.xml", "is an e-book", "Save it as HTML or PDF"),
)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def word_parts(content: bytes, name: str) -> tuple[dict[str, bytes], list[str]]:
    """The XML parts of a Word file by name, and what else is in it that is not followed.

    Raises BadInput on another kind of archive, a damaged or locked one, one that unpacks beyond the limits,
    and on parts that declare entities: no writer of Word files does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = [info.filename for info in members]
            if "word/document.xml" not in names:
                raise _other(names, name)
            if len(members) > MAX_PARTS or sum(info.file_size for info in members) > MAX_UNPACKED:
                raise _bomb(name)
            parts: dict[str, bytes] = {}
            for info in members:
                if info.file_size > MAX_RATIO * max(info.compress_size, 2_500):
                    raise _bomb(name)
                if info.filename.endswith((".xml", ".rels")):
                    if info.file_size > MAX_PART:
                        raise _bomb(name)
                    with archive.open(info) as packed:
                        parts[info.filename] = packed.read(MAX_PART + 1)
    except BROKEN_ARCHIVE as error:
        raise refused(name, f"is a damaged or locked Word file: {error}", DAMAGED) from error
    for part, xml in parts.items():
        if _ENTITIES.search(xml) or _ENTITIES.search(xml.replace(b"\x00", b"")):
            raise refused(
                name, f'declares entities in "{part}", as no Word file does', "Save its text as .docx anew"
            )
    return parts, _told(names, parts)


def _told(names: list[str], parts: dict[str, bytes]) -> list[str]:
    out = []
    if any("vbaproject" in n.lower() or n.lower().endswith("vbadata.xml") for n in names):
        out.append("not run: macros")
    if any(n.startswith(("word/embeddings/", "word/activeX/")) for n in names):
        out.append("not opened: embedded objects")
    followed = sum(
        len(_EXTERNAL.findall(xml)) - len(re.findall(rb"relationships/hyperlink", xml))
        for part, xml in parts.items()
        if part.endswith(".rels") and _EXTERNAL.search(xml)
    )
    if followed > 0:
        out.append(f"not followed: {counted(followed, 'reference')} outside the file (templates, pictures)")
    return out


def _other(names: list[str], name: str) -> Exception:
    for mark, what, mend in _OTHER_KINDS:
        if any(n.startswith(mark) for n in names):
            return refused(name, what, mend)
    return refused(name, "is an archive that holds no Word document", "Unpack it, and check what it holds")


def _bomb(name: str) -> Exception:
    return refused(
        name,
        f"unpacks to more than {MAX_UNPACKED:,} bytes or too many parts: it looks like a compression bomb",
        "Save its text as a new file",
    )
