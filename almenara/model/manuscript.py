"""A text under audit: what it says, where each paragraph and table cell stands, and when it was written."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from almenara.model.block import Block as Block
from almenara.model.block import BlockKind as BlockKind
from almenara.model.table_grid import TableGrid

LANGUAGES = ("en", "es", "pt")
"""Languages whose prose can be read."""


@dataclass(frozen=True)
class Sentence:
    """One sentence, or a whole cell or heading: characters of Manuscript.text, and the block's number."""

    start: int
    end: int
    block: int


@dataclass(frozen=True)
class Mark:
    """A citation mark that stood in the text and was taken off: before which character, and the note's label."""

    position: int
    label: str


@dataclass(frozen=True)
class Note:
    """A foot- or endnote: characters of Manuscript.text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Manuscript:
    """What is checked.

    name        of the file, "-" for standard input
    format      text, markdown, html, pdf, word or email
    text        all of it, blocks joined by line breaks; every span of a claim counts its characters
    blocks      in order, not overlapping
    sentences   in order
    language    en, es or pt
    published   the day it was written, None where nothing tells
    dated_by    how that day was found: "option", or the words that say it
    warnings    what was in the file and was not followed: macros, scripts, links, repeated notices
    marks       of a Markdown text, in order: where it cites its notes
    notes       of a Markdown text, in order; each is furniture, too
    """

    name: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str
    published: date | None = None
    dated_by: str = ""
    warnings: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def grid(self) -> TableGrid:
        """Where the cells of its tables stand to each other."""
        return TableGrid(self.blocks)

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that holds a character, or of the last one before it; 0 at least."""
        return max(0, bisect_right(self._starts, position) - 1)

    def block_of(self, position: int) -> Block:
        """The block of the sentence at a character. Raises IndexError where there is no text."""
        return self.blocks[self.sentences[self.sentence_at(position)].block]

    def said(self, sentence: Sentence) -> str:
        """The sentence's words."""
        return self.text[sentence.start : sentence.end]
