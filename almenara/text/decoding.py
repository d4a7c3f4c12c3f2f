"""What a file is by its content, and its characters where it is text."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from almenara.errors import BadInput, Fault

Kind = Literal["pdf", "word", "html", "text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "is a Word file of the old kind (.doc), or one locked with a password",
        "Save it as .docx",
    ),
    (b"{\\rtf", "is rich text (.rtf)", "Save it as .docx; text, Markdown, HTML, PDF, Word and .eml are read"),
    (b"\x1f\x8b", "is packed with gzip", "Unpack it"),
    (b"7z\xbc\xaf", "is a 7z archive", "Unpack it"),
    (b"Rar!", "is a RAR archive", "Unpack it"),
    (b"\x89PNG", "is a picture", "Give the text of it: pictures are not read"),
    (b"\xff\xd8\xff", "is a picture", "Give the text of it: pictures are not read"),
    (b"GIF8", "is a picture", "Give the text of it: pictures are not read"),
    (b"MZ", "is a program", "See whether it is the file you mean"),
    (b"\x7fELF", "is a program", "See whether it is the file you mean"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,20000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|title|meta|script|style|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_UNPRINTED = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def refused(name: str, what: str, mend: str) -> BadInput:
    """The refusal of a file: what is wrong with it, and how to mend it."""
    return BadInput("check", [Fault(name, what)], mend, "nothing was checked")


def kind_of(content: bytes, name: str) -> Kind:
    """What a file is by its first bytes, whatever its name says. Raises BadInput on what is not read."""
    if not content.strip():
        raise refused(name, "is empty", "Fetch or save it again")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "word"
    for start, what, mend in _OTHERS:
        if content.startswith(start) and (start != b"MZ" or b"\x00" in content[:200]):
            raise refused(name, what, mend)
    return "text"


def is_markup(text: str) -> bool:
    """Whether a text is a web page."""
    return _MARKUP.match(text[:60_000].lstrip("\ufeff")) is not None


def characters(content: bytes, name: str) -> tuple[str, str]:
    """The text of bytes in whatever encoding, and a warning where some characters could not be read.

    Byte-order marks first, then UTF-16 by its zero bytes, then the charset that a page states, then UTF-8,
    then Windows-1252. Raises BadInput on what is no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace"), name)
    if b"\x00" in content:
        return _checked(content.decode(_wide(content, name), "replace"), name)
    if stated := _CHARSET.search(content[:4096]):
        encoding = (stated[1] or stated[2]).decode("ascii").lower()
        if encoding not in ("utf-8", "utf8") and not encoding.startswith(
            ("utf-16", "utf16", "utf-32", "utf-7", "utf7")
        ):
            try:
                return _checked(content.decode(encoding), name)
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
    try:
        return _checked(content.decode("utf-8"), name)
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken, whole = text.count("\ufffd"), sum(c > "\x7f" and c != "\ufffd" for c in text)
    if whole < 3 * broken:
        text = content.decode("cp1252", "replace")
    return _checked(text, name)


def _wide(content: bytes, name: str) -> str:
    """UTF-16 without a mark: nearly every second byte of the beginning is zero."""
    sample = content[:4000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    raise refused(name, "holds NUL bytes: it is not text", "Give text, HTML, PDF, Word (.docx) or .eml")


def _checked(text: str, name: str) -> tuple[str, str]:
    sample = text[:200_000]
    broken = sample.count("\ufffd")
    strange = broken + sample.count("\x00") + len(_UNPRINTED.findall(sample))
    if strange > max(3, len(sample) // 50):
        raise refused(
            name, "is not text that can be read", "Save it as UTF-8, or give HTML, PDF, Word (.docx) or .eml"
        )
    return text, f"{broken} characters could not be read" if broken else ""
