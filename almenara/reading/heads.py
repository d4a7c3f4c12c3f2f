"""The beginning of a file, as far as it takes to know its source: bounded, whatever the file's size and kind."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from almenara.errors import BadInput
from almenara.model.document import Document
from almenara.reading.opening import BROKEN_ARCHIVE, plain_bytes
from almenara.reading.workbooks import first_strings

SIZE = 65_536
"""Most characters of a head."""
_GZIP, _ZIP, _OLE = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
_SPACE = " \t\r\n\ufeff"
Form = Literal["text", "workbook", "archive", "damaged"]


@dataclass(frozen=True)
class Head:
    """What is seen of a file before it is read.

    form  text, workbook (xlsx, xls), archive (another zip), or damaged where it cannot be opened
    text  at most SIZE characters: of a text its beginning, of a workbook its sheet names and first strings,
          of an archive the names in it
    """

    form: Form
    text: str

    @cached_property
    def columns(self) -> frozenset[str]:
        """Folded column names of a text's first line, whatever separates and quotes them."""
        line = self.text.lstrip(_SPACE).replace("\r", "\n").partition("\n")[0]
        if self.form != "text" or len(line) > 20_000:
            return frozenset()
        try:
            cells = next(csv.reader([line], delimiter=separator(line)), [])
        except csv.Error:
            return frozenset()
        return frozenset(folded(cell) for cell in cells)

    @property
    def unreadable(self) -> str:
        """Why no source can know the file, in words; "" where nothing is to be said."""
        start = self.text.lstrip(_SPACE)[:200].lower()
        if self.form == "damaged":
            return "it cannot be opened: it was cut or changed on its way"
        if not start:
            return "it is empty"
        if start.startswith(("<!doctype html", "<html")):
            return "it is a web page, not a file of data"
        if "\0" in self.text:
            return "it holds NUL bytes; text in UTF-16 has to be saved as UTF-8"
        return ""


def separator(line: str) -> str:
    """What separates the cells of a table by its first line: of , ; | and tab the most frequent outside quotes."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",;|\t", key=bare.count)


def folded(name: str) -> str:
    """A column name in lower case, without accents and anything but ASCII: copies lose these on the way."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(plain.casefold().split())


def head_of(document: Document) -> Head:
    """The head of a file, plain or gzip; never raises."""
    content = document.content
    if content[:2] == _GZIP:
        try:
            content = zlib.decompressobj(31).decompress(content, SIZE)
        except zlib.error:
            return Head("damaged", "")
    if content[:2] != _ZIP and content[:8] != _OLE:
        return Head("text", _text(content[:SIZE]))
    try:
        whole = plain_bytes(document)
    except BadInput:
        return Head("damaged", "")
    return _of_zip(whole) if content[:2] == _ZIP else Head("workbook", first_strings(whole, SIZE))


def _text(start: bytes) -> str:
    try:
        return start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(start) - 4 and error.start:  # a character cut in two at the end
            return start[: error.start].decode("utf-8-sig")
        return start.decode("latin-1")


def _of_zip(content: bytes) -> Head:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            text = "\n".join(names)[: SIZE // 4]
            for part in (part for part in _PARTS if part in names):
                with archive.open(part) as packed:
                    text += "\n" + packed.read(SIZE // 4 - 1).decode("utf-8", "replace")
    except BROKEN_ARCHIVE:
        return Head("damaged", "")
    return Head("workbook" if _PARTS[0] in names else "archive", text)
