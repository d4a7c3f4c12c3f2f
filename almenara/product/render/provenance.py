"""Where a figure comes from, in words: what the panel behind a number shows, and what an endnote says."""

from __future__ import annotations

from dataclasses import dataclass

from almenara.errors import UsageError
from almenara.model.document import READ_LATER, Evidence
from almenara.model.figure import Figure
from almenara.model.period import partial_day
from almenara.product import formats
from almenara.product.document import (
    Bullets,
    Endnote,
    Judgement,
    Number,
    Paragraph,
    Picture,
    Report,
    Table,
    Tiles,
)
from almenara.product.remarks import address
from almenara.product.render.safety import web_address
from almenara.product.render.words import (
    ground,
    label_of,
    language_name,
    note_label,
    note_runs,
    place_name,
    said,
    word,
    words_of,
)

SHOWN = 6
"""Sources and inputs listed in a panel before it points to the endnotes."""


PLACES, PLACE = 3, 140
"""Places in a document that a note names, and the characters it gives each; the JSON has all."""


@dataclass(frozen=True)
class Source:
    """One endnote's text in parts. `link` is empty unless the address is a plain web address."""

    number: str
    lead: str
    title: str
    detail: str
    address: str
    link: str
    locators: str
    digest: str
    short: str
    descriptor: str
    portion: str
    file: str = ""


@dataclass(frozen=True)
class Panel:
    """What stands behind a number: labelled lines and its sources' endnotes."""

    anchor: str
    heading: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    more: str


def source(report: Report, note: Endnote) -> Source:
    """An endnote in parts, in the report's language."""
    item = note.evidence
    return _source(report, str(note.number), item, note.locators, note.portion)


def _source(report: Report, number: str, item: Evidence, locators: tuple[str, ...], portion: str) -> Source:
    language = report.language
    cited = item.citation
    author = f"{cited.author}, " if cited and cited.author else ""
    carrier = f", {word(report, 'carried')} {cited.carrier}" if cited and cited.carrier else ""
    accessed = formats.on(item.accessed.isoformat(), language)
    parts = [_days(report, item), f"{word(report, 'accessed')} {accessed}"]
    if item.language and item.language != language:
        parts.append(f"{word(report, 'language')}: {language_name(report, item.language)}")
    if item.reliability:
        parts.append(f"{word(report, 'reliability')} {item.reliability}")
    places = [address(text, words_of(report, "locators")) for text in locators[:PLACES]]
    shown = [_short(text) for text in places] + (["…"] if len(locators) > PLACES else [])
    return Source(
        number=number,
        lead=f"{author}{said(report, item.publisher)}{carrier}",
        title=(cited.title_es if cited and language == "es" else "") or item.title,
        detail="; ".join(parts),
        address=item.url,
        link=web_address(item.url),
        locators="; ".join([item.file, *shown] if item.file else shown),
        digest=item.document,
        short=item.document[:12],
        descriptor=report.words.get(f"descriptor:{item.source}", item.descriptor),
        portion=portion,
        file=item.file,
    )


def _days(report: Report, item: Evidence) -> str:
    """When the page came out; where the fact is older or the page's day is another, both, told apart."""
    language, cited = report.language, item.citation
    known = item.published.isoformat()
    page = _day_of(cited.published) if cited else known
    how = ground(report, item.ground)
    if item.ground not in READ_LATER and page and partial_day(page) == item.published:
        return f"{word(report, 'published')} {formats.on(page, language)} ({how})"
    since = f"{word(report, 'known_by')} {formats.day(item.published, language)} ({how})"
    if not page:
        return f"{since}; {word(report, 'page_undated')}"
    later = word(report, "page_later") if partial_day(page) > report.as_of else ""
    return f"{since}; {word(report, 'page_of')} {formats.of(page, language)}{later}"


def _day_of(text: str) -> str:
    """A citation's day as it stands, or nothing where it is not one."""
    try:
        return text if text and partial_day(text) else ""
    except UsageError:
        return ""


def _short(text: str) -> str:
    return text if len(text) <= PLACE else f"{text[:PLACE].rsplit(' ', 1)[0]} …"


def panel(report: Report, number: Number) -> Panel:
    """What the panel behind a number shows."""
    figure, language = number.figure, report.language
    lines = [(word(report, "value"), f"{number.text} {_unit(report, figure)}".strip())]
    if figure.low is not None and figure.high is not None:
        low, high = (formats.number(v, language, figure.decimals) for v in (figure.low, figure.high))
        lines.append((word(report, "range"), f"{low}–{high}"))
    lines += [
        (word(report, "measure"), report.words.get(f"measure:{figure.measure}", figure.measure)),
        (word(report, "definition"), report.words.get(f"definition:{figure.definition}", figure.definition)),
        (word(report, "place"), place_name(report, figure.place)),
        (word(report, "period"), formats.period(figure.period, language)),
    ]
    if figure.known:
        day = formats.day(figure.known, language)
        lines.append(
            (word(report, "known"), f"{day}, {ground(report, figure.ground)}" if figure.ground else day)
        )
    lines += [
        (word(report, "method"), said(report, figure.method)),
        (word(report, "reason"), said(report, figure.reason)),
        (note_label(report, figure.note), said(report, figure.note)),
    ]
    for earlier in report.revisions.get(number.id, ()):
        value = formats.figure_text(earlier, language, word(report, "unknown"))
        since = formats.day(earlier.known, language) if earlier.known else word(report, "unknown")
        lines.append((word(report, "revisions"), f"{value} ({word(report, 'known').lower()} {since})"))
    for item in figure.inputs[:SHOWN]:
        value = formats.figure_text(item, language, word(report, "unknown"))
        lines.append((word(report, "inputs"), f"{value} {_unit(report, item)} ({label_of(report, item)})"))
    wanted = {e.document: e for e in figure.all_evidence()}
    held = [n for n in report.endnotes if n.number in set(number.notes)]
    sources = []
    for note in held[:SHOWN]:
        mine = wanted.get(note.evidence.document)
        where = (mine.locator,) if mine and mine.locator else note.locators
        sources.append(_source(report, str(note.number), note.evidence, where, note.portion))
    more = word(report, "more") if len(held) > SHOWN or len(figure.inputs) > SHOWN else ""
    return Panel(
        number.id,
        label_of(report, figure),
        tuple((k, v) for k, v in lines if v),
        tuple(note_runs(number.notes)),
        tuple(sources),
        more,
    )


def _unit(report: Report, figure: Figure) -> str:
    return "" if figure.unit == "%" else report.words.get(f"units:{figure.unit}", figure.unit)


def numbers_of(report: Report) -> list[Number]:
    """Every number printed or drawn, each anchor once, in the order of its first appearance in `figures`."""
    notes = {n.id: n for n in walk(report)}
    return [notes[i] for i in [*report.figures, *(k for k in notes if k not in report.figures)] if i in notes]


def walk(report: Report) -> list[Number]:
    """All numbers in the tree."""
    out: list[Number] = []
    for section in report.sections:
        for block in section.blocks:
            match block:
                case Paragraph():
                    lines = [block.inlines]
                case Bullets():
                    lines = [p.inlines for p in block.items]
                case Judgement():
                    lines = [block.sentence, block.basis, (block.probability,) if block.probability else ()]
                case Table():
                    lines = [block.caption, *(cell for row in block.rows for cell in row)]
                case Picture():
                    lines = [block.caption, block.numbers]
                case Tiles():
                    lines = [line for t in block.tiles for line in ((t.number,), t.detail)]
            out += [i for line in lines for i in line if isinstance(i, Number)]
    return out
