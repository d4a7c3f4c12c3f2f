"""A PDF in pages, paragraphs and tables, told from where its letters stand. Nothing in it is run."""

from __future__ import annotations

import re
from typing import Any

from almenara.text.decoding import refused
from almenara.text.page_columns import Segment
from almenara.text.pages import pieces_of_pages
from almenara.text.pieces import Opened, counted

MAX_PAGES = 2_000
"""Pages of a file beyond which none is read."""
MAX_LETTERS = 400_000
"""Letters of one page beyond which the rest of it is not read."""
COLUMN_GAP = 0.8
"""Narrowest gap between columns, in font sizes; a wide space of a justified line is joined again later."""
_PARTING = "\ufffe\x02"
"""What the reader gives for a hyphen at the end of a line."""
_NOTES = re.compile(r"\]\s*([,–-]?\s*)\[")
"""Digits of one mark, or several marks: [1][2] is [12], [8]–[1][0] is [8–10]."""
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
    """Lines parted where a gap is wider than a space: at columns. Raised digits are written as notes, [4]."""
    import pypdfium2.raw as raw

    count = min(letters.count_chars(), MAX_LETTERS)
    if count <= 0:
        return []
    page = _Letters(letters, raw, count)
    out: list[Segment] = []
    word: list[str] = []
    start = last = anchor = -1
    for at in range(count):
        letter = page.text[at]
        if letter in "\r\n":
            if start >= 0 and page.marked(at, last):
                continue
            page.end(out, word, start, last)
            start, anchor, word = -1, -1, []
            continue
        if letter in " \u00a0":
            if start >= 0:
                word.append(letter)
            continue
        if start >= 0 and word[-1] in " \u00a0" and page.parted(last, at):
            page.end(out, word, start, last)
            start, anchor, word = -1, -1, []
        if letter in _PARTING and start >= 0:
            word.append("\u2010")
            page.end(out, word, start, last)
            start, anchor, word = -1, -1, []
            continue
        if start < 0:
            start = at
        if letter.isdigit() and page.raised(at, anchor):
            letter = f"[{letter}]"
        elif letter not in ",–-" or anchor == last:
            anchor = at
        word.append(letter)
        last = at
    page.end(out, word, start, last)
    return out


class _Letters:
    """The letters of a page and where they stand, in points from its lower left corner."""

    def __init__(self, page: Any, raw: Any, count: int) -> None:
        from ctypes import byref, c_double

        self._handle, self._raw, self._count = page.raw, raw, count
        self._edges = [c_double() for _ in range(4)]
        self._refs = [byref(edge) for edge in self._edges]
        text = page.get_text_range(0, count)
        self.text: str = text if len(text) == count else "".join(self._letter(at) for at in range(count))

    def _letter(self, at: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._handle, at)
        return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else " "

    def of(self, letter: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a letter."""
        self._raw.FPDFText_GetCharBox(self._handle, letter, *self._refs)
        left, right, bottom, top = self._edges
        return left.value, right.value, bottom.value, top.value

    def size(self, letter: int) -> float:
        """Font size of a letter, in points."""
        return float(self._raw.FPDFText_GetFontSize(self._handle, letter)) or 10.0

    def parted(self, before: int, after: int) -> bool:
        """Whether the gap between two words is that of columns."""
        _, right, bottom, _ = self.of(before)
        left, _, low, _ = self.of(after)
        size = max(self.size(before), 4.0)
        return left - right > COLUMN_GAP * size or left < right - size or abs(bottom - low) > 2 * size

    def marked(self, broken: int, last: int) -> bool:
        """Whether a line that is said to end goes on with a note's mark: a lone digit's is set apart so."""
        digit = broken
        while digit < self._count and self.text[digit] in "\r\n":
            digit += 1
        if digit >= self._count or not self.text[digit].isdigit():
            return False
        gap = self.of(digit)[0] - self.of(last)[1]
        return 0 <= gap < 0.5 * self.size(last) and self.raised(digit, last)

    def raised(self, digit: int, anchor: int) -> bool:
        """Whether a digit is a note's mark: smaller and higher than the letter before it, or than what follows it.

        anchor  the last letter before it on the line that is no such mark, -1 where there is none
        """
        near = anchor
        if anchor < 0:
            near = digit + 1
            while near < self._count and self.text[near].isdigit():
                near += 1
            if near < self._count and self.text[near] == " ":  # a line that was broken before its mark
                near += 1
            if near >= self._count or near - digit > 4 or not self.text[near].isalpha():
                return False
        size = self.size(near)
        small = self.size(digit) < 0.8 * size
        if self.text[near] in "gjpqy,;Q":
            return small
        _, _, low, high = self.of(digit)
        return (small or high - low < 0.55 * size) and low > self.of(near)[2] + 0.15 * size

    def end(self, out: list[Segment], word: list[str], start: int, last: int) -> None:
        """Add the stretch of a line that ends here."""
        text = _NOTES.sub(lambda found: found[1] or "", "".join(word).strip())
        text = re.sub(r"\] (?=[.,;:](?:[\s\[]|$))", "]", text)
        if start < 0 or not text:
            return
        left, _, bottom, top = self.of(start)
        _, right, low, high = self.of(last)
        size = max(self.size(start), self.size((start + last) // 2), self.size(last))
        out.append(Segment(text, left, max(left, right), min(bottom, low), max(top, high), size))
