"""XML from anywhere: no document types, no entities, nothing fetched, and each element knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from almenara.errors import BadInput, Fault
from almenara.model.document import Document

_LINE = "\0line"
DEEPEST = 200
"""Most elements within each other."""
MOST_BYTES = 100_000_000
"""Most bytes of one XML text, unpacked."""
MOST = 2_000_000
"""Most elements and attributes of one: in memory they take a hundred times the bytes that they have in the file."""
_MEND = "Split it, or thin its lines"


class _TooMuch(Exception):
    """More than memory is given for."""


class _Lines(TreeBuilder):
    """A builder that keeps the line in which each element begins."""

    parser: DefusedXMLParser | None = None
    depth = 0
    held = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise RecursionError(f"elements stand more than {DEEPEST} deep within each other")
        self.held += 1 + len(attrs)
        if self.held > MOST:
            raise _TooMuch(f"has more than {MOST:,} elements and attributes")
        made = super().start(tag, attrs)
        assert self.parser is not None
        made.set(_LINE, str(self.parser.parser.CurrentLineNumber))
        return made

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse(document: Document, content: bytes) -> Element:
    """The root of an XML text.

    Raises BadInput on one that is broken, carries a document type or entities, or would fill the memory.
    """
    if len(content) > MOST_BYTES:
        told = f"has {len(content):,} bytes of XML; {MOST_BYTES:,} are read at most"
        raise BadInput("assets", [Fault(document.name, told)], _MEND)
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        told = "carries a document type or entities, which no list of sites needs; it was not read"
        raise BadInput("assets", [Fault(document.name, told)], "Remove the DOCTYPE") from error
    except _TooMuch as error:
        raise BadInput("assets", [Fault(document.name, str(error))], _MEND) from error
    except (ParseError, RecursionError, ValueError, LookupError) as error:
        raise BadInput("assets", [Fault(document.name, f"is not whole XML: {str(error)[:100]}")]) from error
    return root


def line_of(element: Element) -> int:
    """Line of the file in which the element begins."""
    return int(element.get(_LINE, "0"))


def tag(element: Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: Element, *names: str) -> Iterator[Element]:
    """Elements with these names at any depth, in the order of the file."""
    return (e for e in element.iter() if tag(e) in names)


def text_of(element: Element, name: str) -> str:
    """Text of the first child with this name, "" where there is none."""
    return next(((e.text or "").strip() for e in element if tag(e) == name), "")
