"""Manuscripts of plain sentences, one block a line, for tests of what reads prose."""

from __future__ import annotations

import re

from almenara.model.manuscript import Block, Manuscript, Sentence

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-ZÁÉÍÓÚ¿])|$)")


def manuscript(text: str, language: str = "en", kind: str = "paragraph") -> Manuscript:
    """A text whose lines are blocks of one kind, cut into sentences at full stops before a capital."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, at, at + len(line)))  # type: ignore[arg-type]
            for found in _SENTENCE.finditer(line):
                sentences.append(Sentence(at + found.start(), at + found.end(), len(blocks) - 1))
        at += len(line) + 1
    return Manuscript("-", "text", text, tuple(blocks), tuple(sentences), language)


def table(rows: list[list[str]], language: str = "en") -> Manuscript:
    """A table whose first row is its head; each cell a block and a sentence."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    text = ""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            start = len(text)
            blocks.append(
                Block(
                    "cell", start, start + len(cell), table=1, row=number, column=column, header=number == 0
                )
            )
            sentences.append(Sentence(start, start + len(cell), len(blocks) - 1))
            text += cell + "\n"
    return Manuscript("-", "text", text, tuple(blocks), tuple(sentences), language)
