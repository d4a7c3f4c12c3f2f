"""A PDF in pages, paragraphs and tables, told from where its letters stand. Nothing in it is run."""

from __future__ import annotations

from typing import Any

from almenara.text.decoding import refused
from almenara.text.pages import Segment, pieces_of_pages
from almenara.text.pieces import Opened, counted

MAX_PAGES = 2_000
"""Pages of a file beyond which none is read."""
MAX_LETTERS = 400_000
"""Letters of one page beyond which the rest of it is not read."""
COLUMN_GAP = 0.8
"""Narrowest gap between columns, in font sizes; a wide space of a justified line is joined again later."""
_PARTING = "\ufffe\x02"
"""What the reader gives for a hyphen at the end of a line."""
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(content: bytes, name: str) -> Opened:
    """The pieces of a PDF, each with its page. Raises BadInput on one that is locked, broken, too long or a scan."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise refused(name, "is locked with a password", "Save it without the password") from error
        raise refused(name, "is a damaged PDF", "Fetch it again, or print it to PDF anew") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise refused(
                name, f"has {count:,} pages; at most {MAX_PAGES:,} are read", "Cut out the part you need"
            )
        pages = [_page(document, number, name) for number in range(count)]
        warnings = _told(document, pages)
        saved = _saved(document)
    finally:
        document.close()
    if not any(pages):
        raise refused(
            name, "holds no text: its pages are pictures", "Run it through text recognition (OCR) first"
        )
    return Opened(pieces_of_pages(pages), (), saved, warnings)


def _told(document: Any, pages: list[list[Segment]]) -> list[str]:
    out = []
    if attached := document.count_attachments():
        out.append(f"not opened: {counted(attached, 'attached file')}")
    if blank := sum(not page for page in pages):
        out.append(f"{counted(blank, 'page')} of {len(pages)} without text: empty, or a picture")
    return out


def _saved(document: Any) -> list[tuple[str, str]]:
    said = (("the PDF's making", "CreationDate"), ("the PDF's last saving", "ModDate"))
    found = [(how, document.get_metadata_value(key)) for how, key in said]
    return [(how, value[:30]) for how, value in found if value]


def _page(document: Any, number: int, name: str) -> list[Segment]:
    """The stretches of one page's lines in the file's order, each with where it stands."""
    import pypdfium2 as pdfium

    try:
        page = document[number]
        letters = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise refused(
            name, f"page {number + 1} is damaged", "Fetch it again, or print it to PDF anew"
        ) from error
    try:
        return _segments(letters)
    finally:
        letters.close()
        page.close()


def _segments(letters: Any) -> list[Segment]:
    """Lines parted where a gap is wider than a space: at columns."""
    import pypdfium2.raw as raw

    count = min(letters.count_chars(), MAX_LETTERS)
    if count <= 0:
        return []
    boxes = _Boxes(letters.raw, raw)
    out: list[Segment] = []
    start = -1
    last = -1
    word: list[str] = []
    for at in range(count):
        code = raw.FPDFText_GetUnicode(letters.raw, at)
        letter = chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else " "
        if letter in "\r\n":
            _end(out, word, boxes, start, last)
            start, word = -1, []
        elif letter == " " or letter == "\u00a0":
            if start >= 0:
                word.append(letter)
        else:
            if start >= 0 and word[-1] in " \u00a0" and boxes.parted(last, at):
                _end(out, word, boxes, start, last)
                start, word = -1, []
            if letter in _PARTING and start >= 0:
                word.append("\u2010")
                _end(out, word, boxes, start, last)
                start, word = -1, []
                continue
            if start < 0:
                start = at
            if letter.isdigit() and boxes.raised(at, last if word else -1, count):
                letter = f"[{letter}]"
            word.append(letter)
            last = at
    _end(out, word, boxes, start, last)
    return out


def _end(out: list[Segment], word: list[str], boxes: _Boxes, start: int, last: int) -> None:
    text = "".join(word).strip().replace("][", "")
    if start < 0 or not text:
        return
    left, _, bottom, top = boxes.of(start)
    _, right, low, high = boxes.of(last)
    out.append(Segment(text, left, max(left, right), min(bottom, low), max(top, high), boxes.size(start)))


class _Boxes:
    """Where letters stand on a page, in points from its lower left corner."""

    def __init__(self, handle: Any, raw: Any) -> None:
        from ctypes import c_double

        self._handle, self._raw = handle, raw
        self._edges = [c_double() for _ in range(4)]

    def of(self, letter: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a letter."""
        from ctypes import byref

        self._raw.FPDFText_GetCharBox(self._handle, letter, *(byref(edge) for edge in self._edges))
        left, right, bottom, top = (edge.value for edge in self._edges)
        return left, right, bottom, top

    def size(self, letter: int) -> float:
        """Font size of a letter, in points."""
        return float(self._raw.FPDFText_GetFontSize(self._handle, letter)) or 10.0

    def parted(self, before: int, after: int) -> bool:
        """Whether the gap between two words is that of columns."""
        _, right, bottom, _ = self.of(before)
        left, _, low, _ = self.of(after)
        size = max(self.size(before), 4.0)
        return left - right > COLUMN_GAP * size or left < right - size or abs(bottom - low) > 2 * size

    def raised(self, digit: int, before: int, count: int) -> bool:
        """Whether a digit is a note's mark: smaller and higher than the letter before it, or than what follows it."""
        near = before
        if before < 0 or before != digit - 1:
            near = digit + 1
            while near < count and self.letter(near).isdigit():
                near += 1
            if near >= count or near - digit > 3 or not self.letter(near).isalpha():
                return False
        elif self.letter(before) in "gjpqy,;Q":
            return self.size(digit) < 0.8 * self.size(before)
        size = self.size(near)
        _, _, low, high = self.of(digit)
        small = self.size(digit) < 0.8 * size or high - low < 0.55 * size
        return small and low > self.of(near)[2] + 0.15 * size

    def letter(self, at: int) -> str:
        """The letter itself."""
        return chr(self._raw.FPDFText_GetUnicode(self._handle, at))
