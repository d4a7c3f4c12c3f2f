"""A report as Markdown (CommonMark with tables and footnotes): for reading in a terminal, a wiki, a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable

from almenara.product.document import (
    Block,
    Bullets,
    Inline,
    Judgement,
    Link,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Table,
    Text,
    Tiles,
)
from almenara.product.render import words
from almenara.product.render.provenance import source
from almenara.product.render.safety import web_address

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&$])")
_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    flat = " ".join(text.split("\n"))
    return _START.sub(lambda m: m[1] + re.sub(r"([-+=:.)])", r"\\\1", m[2]), _SPECIAL.sub(r"\\\1", flat))


def _inside(text: str) -> str:
    """As `escape`, for text inside a line: nothing there can start a list."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))


def to_markdown(report: Report) -> bytes:
    """The report as Markdown, UTF-8; pictures as their text alternatives with the figures drawn."""
    banner = f"**{report.banner}**"
    lines = [banner, "", f"# {escape(report.title)}", ""]
    if report.subtitle:
        lines += [f"*{escape(report.subtitle)}*", ""]
    lines += [
        f"{escape(report.region)} › {_inside(report.country)}  ",
        f"{escape(words.as_of_line(report))}  ",
        _inside(", ".join(report.tags)),
        "",
        f"> {escape(report.handling)}",
        "",
    ]
    for section in report.sections:
        lines += [f"## {words.portion_mark(section.portion)} {_inside(section.title)}", ""]
        for block in section.blocks:
            lines += [*_block(report, block), ""]
    lines += [f"## {words.word(report, 'endnotes')}", ""]
    for note in report.endnotes:
        made = source(report, note)
        address = f" <{made.link}>" if made.link else f" {_inside(made.address)}" if made.address else ""
        lines.append(
            f"[^{made.number}]: {words.portion_mark(made.portion)} {_inside(made.lead)}, "
            f"*{_inside(made.title)}*, "
            f"{_inside(made.detail)}. {_inside(made.locators)}.{address}"
            f"{' ' + _inside(made.descriptor) if made.descriptor else ''} "
            f"sha256 `{made.digest.replace('`', '')}`"
        )
    lines.append("")
    if report.attributions:
        lines += [f"**{words.word(report, 'attributions')}:** {_inside('; '.join(report.attributions))}", ""]
    if report.contact:
        lines += [f"**{words.word(report, 'contact')}:** {_inside('; '.join(report.contact))}", ""]
    lines += [f"{words.word(report, 'digest')}: `{report.digest.replace('`', '')}`", "", banner, ""]
    return "\n".join(lines).encode("utf-8")


def _block(report: Report, block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_marked(block)]
        case Bullets():
            return [f"- {_marked(item)}" for item in block.items]
        case Judgement():
            return _judgement(report, block)
        case Table():
            return _table(block)
        case Tiles():
            mark = words.portion_mark(block.portion)
            return [
                f"- {mark} **{_inside(t.number.text)}**{_notes(t.number.notes)} {_inside(t.label)} "
                f"({_inlines(t.detail)})"
                for t in block.tiles
            ]
        case Picture():
            lines = [
                f"**{words.portion_mark(block.portion)} {_inside(block.title)}**",
                "",
                f"> {escape(block.alt)}",
            ]
            lines += ["", _inlines(block.caption)] if block.caption else []
            notes = _notes(n for number in block.numbers for n in number.notes)
            return [*lines, "", f"{words.word(report, 'source_line')} {notes}"] if notes else lines


def _marked(paragraph: Paragraph) -> str:
    return f"{words.portion_mark(paragraph.portion)} {_inlines(paragraph.inlines)}"


def _judgement(report: Report, block: Judgement) -> list[str]:
    lines = [f"> {words.portion_mark(block.portion)} {_inlines(block.sentence)}"]
    if block.term:
        said = " ".join(p for p in (f"**{_inside(block.term)}**", _inside(block.band)) if p)
        if block.probability:
            said += f" · {words.word(report, 'estimate')} {_inlines((block.probability,))}"
        lines += [">", f"> {words.word(report, 'likelihood')}: {said}"]
    if block.confidence or block.basis:
        colon = ": " if block.basis else ""
        level = (
            f"**{_inside(words.confidence(report, block.confidence))}**{colon}" if block.confidence else ""
        )
        lines += [">", f"> {words.word(report, 'confidence')}: {level}{_inlines(block.basis)}"]
    return lines


def _table(table: Table) -> list[str]:
    heads = [_inside(c.heading) or " " for c in table.columns]
    rules = ["---:" if c.align == "right" else ":---" for c in table.columns]
    lines = [f"**{words.portion_mark(table.portion)} {_inside(table.title)}**", ""]
    lines += [f"| {' | '.join(heads)} |", f"| {' | '.join(rules)} |"]
    lines += [f"| {' | '.join(_inlines(cell) or ' ' for cell in row)} |" for row in table.rows]
    return [*lines, "", _inlines(table.caption)] if table.caption else lines


def _inlines(items: Iterable[Inline]) -> str:
    return "".join(_inline(item) for item in words.flow(items)).strip()


def _inline(item: Inline) -> str:
    match item:
        case Number():
            return f"{_styled(_inside(item.text), words.number_style(item))}{_notes(item.notes)}"
        case Reference():
            return _notes(item.notes)
        case Link():
            url = web_address(item.url).replace("(", "%28").replace(")", "%29")
            return f"[{_inside(item.text)}]({url})" if url else f"{_inside(item.text)} {_inside(item.url)}"
        case Text():
            return _styled(_inside(item.text), item.style)


def _styled(text: str, style: str) -> str:
    """Emphasis that hugs its words: Markdown ignores it next to a space."""
    around = {"strong": "**", "emphasis": "*", "unknown": "*"}.get(style, "")
    core = text.strip()
    if not around or not core:
        return text
    at = text.index(core)
    return f"{text[:at]}{around}{core}{around}{text[at + len(core) :]}"


def _notes(notes: Iterable[int]) -> str:
    return "".join(f"[^{n}]" for n in sorted(set(notes)))
