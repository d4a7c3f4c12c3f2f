"""A report's tree in five formats. The same report gives the same bytes, always."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from almenara.errors import UsageError
from almenara.product.document import Report

FORMATS = ("html", "pdf", "docx", "md", "json")
"""Formats by the ending of their files."""
PAPER = ("a4", "letter")
"""Paper sizes of the formats that have pages."""
_PAGED: dict[str, tuple[str, str]] = {"pdf": ("pdf", "to_pdf"), "docx": ("docx", "to_docx")}
_FLOWING: dict[str, tuple[str, str]] = {
    "html": ("html", "to_html"),
    "md": ("markdown", "to_markdown"),
    "json": ("json", "to_json"),
}


def render(report: Report, format: str, paper: str = "a4") -> bytes:
    """The report's bytes in one of FORMATS. Raises UsageError for another format or paper."""
    from almenara.product.render.safety import clean

    if format not in FORMATS:
        raise UsageError(f'there is no format "{format}"; there are: {", ".join(FORMATS)}')
    if paper not in PAPER:
        raise UsageError(f'there is no paper "{paper}"; there are: {", ".join(PAPER)}')
    module, name = (_PAGED | _FLOWING)[format]
    # loaded when asked for: a page needs no typesetter, and a start of the program none of them
    to_format: Callable[..., bytes] = getattr(import_module(f"almenara.product.render.{module}"), name)
    return to_format(clean(report), paper) if format in _PAGED else to_format(clean(report))
