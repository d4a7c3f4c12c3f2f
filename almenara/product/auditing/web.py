"""The text with its claims marked, as one page that asks for nothing and shows what stands behind each claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import groupby, pairwise

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from almenara.model.claim import Audit, LeftOut
from almenara.model.hidden import visible
from almenara.model.manuscript import Block, Manuscript
from almenara.model.terms import Definition
from almenara.product import formats
from almenara.product.auditing.summary import counts, summary
from almenara.product.auditing.telling import Told, told
from almenara.product.auditing.wording import ORDER, headed, mark, verdict_words, word
from almenara.product.render.page_policy import content_policy
from almenara.product.render.safety import web_address


@dataclass(frozen=True)
class Stretch:
    """Letters of one look: plain, of a claim, or of a number left out.

    claim   number of the claim whose letters these are, "" for none; verdict  its verdict
    title   what is shown on hover: a claim's verdict, or why a number was left out
    ends    claims that end here, each with its mark
    first   whether the claim begins here, so that its anchor stands once
    """

    text: str
    claim: str = ""
    verdict: str = ""
    title: str = ""
    ends: tuple[tuple[str, str, str], ...] = ()
    first: bool = False


@dataclass(frozen=True)
class Shown:
    """One block as the page sets it; `rows` of a table hold a list of stretches by column, and whether head."""

    kind: str
    stretches: tuple[Stretch, ...] = ()
    items: tuple[tuple[Stretch, ...], ...] = ()
    rows: tuple[tuple[bool, tuple[tuple[bool, tuple[Stretch, ...]], ...]], ...] = ()
    page: str = ""
    label: str = field(default="")


def to_html(audit: Audit, definitions: Mapping[str, Definition], language: str = "en") -> bytes:
    """The annotated text as a self-contained page, UTF-8; the same audit gives the same bytes.

    Nothing of the document is more than text in it: no mark-up, no script, no address but plain web ones.
    """
    style, script = _part("audit.css"), _part("audit.js")
    environment = Environment(
        loader=DictLoader({"audit.html.j2": _part("audit.html.j2")}), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["shown"] = visible
    environment.filters["web_address"] = web_address
    written = audit.manuscript
    claims = told(audit, definitions, language)
    page = environment.get_template("audit.html.j2").render(
        language=language,
        text_language=written.language,
        name=headed(written.name, language),
        word=lambda key: word(key, language),
        published=formats.day(written.published, language) if written.published else "",
        dated_by=_dated_by(written, language),
        as_of=formats.day(audit.now, language),
        summary=summary(audit, language),
        counts=[(v, mark(v), verdict_words(v, language), str(n)) for v, n in counts(audit).items()],
        legend=[(v, mark(v), verdict_words(v, language)) for v in ORDER],
        warnings=written.warnings,
        remarks=audit.remarks,
        blocks=list(_blocks(audit, claims, language)),
        claims=claims,
        left_out=_by_reason(audit.left_out),
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
    )
    return page.encode("utf-8")


def _dated_by(written: Manuscript, language: str) -> str:
    if not written.published:
        return word("undated", language)
    if written.dated_by == "option":
        return word("by_option", language)
    return f"{word('dated_by', language)} “{written.dated_by}”" if written.dated_by else ""


def _by_reason(left: Sequence[LeftOut]) -> list[tuple[str, str, str]]:
    """Reasons with how often each occurs and the numbers, the most frequent first."""
    found: dict[str, list[str]] = {}
    for item in left:
        found.setdefault(item.reason, []).append(" ".join(item.text.split()))
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(reason, str(len(texts)), ", ".join(dict.fromkeys(texts))) for reason, texts in ordered]


def _blocks(audit: Audit, claims: Sequence[Told], language: str) -> Iterator[Shown]:
    cutter = _Cutter(audit, claims)
    page = 0
    for (kind, table), group in groupby(audit.manuscript.blocks, key=_kin):
        for shown in _shown(kind, list(group), cutter, f"{word('table', language)} {table}"):
            block, made = shown
            turned = block.page if block.page != page else 0
            page = block.page or page
            yield Shown(made.kind, made.stretches, made.items, made.rows, str(turned or ""), made.label)


def _kin(block: Block) -> tuple[str, int]:
    return block.kind, block.table if block.kind == "cell" else 0


def _shown(kind: str, group: list[Block], cutter: _Cutter, label: str) -> Iterator[tuple[Block, Shown]]:
    if kind == "item":
        yield group[0], Shown("items", items=tuple(cutter.cut(b) for b in group))
    elif kind == "cell":
        yield group[0], Shown("table", rows=_rows(group, cutter), label=label)
    else:
        for block in group:
            yield block, Shown(kind, cutter.cut(block))


def _rows(
    cells: list[Block], cutter: _Cutter
) -> tuple[tuple[bool, tuple[tuple[bool, tuple[Stretch, ...]], ...]], ...]:
    """Rows in order, an empty cell where a row has none; a row is of the head where all its cells are."""
    columns = sorted({c.column for c in cells})
    rows = []
    for _, group in groupby(cells, key=lambda c: c.row):
        held = {c.column: c for c in group}
        line = tuple((held[k].header, cutter.cut(held[k])) if k in held else (False, ()) for k in columns)
        rows.append((all(c.header for c in held.values()), line))
    return tuple(rows)


class _Cutter:
    """Cuts blocks at the edges of claims and of numbers left out."""

    def __init__(self, audit: Audit, claims: Sequence[Told]) -> None:
        self.text = audit.manuscript.text
        self.claims = sorted(claims, key=lambda t: (t.claim.start, -t.claim.end))
        self.left = sorted(audit.left_out, key=lambda item: item.start)
        self.starts = [t.claim.start for t in self.claims]
        self.left_starts = [item.start for item in self.left]
        self.longest = max((t.claim.end - t.claim.start for t in self.claims), default=0)

    def cut(self, block: Block) -> tuple[Stretch, ...]:
        """The block's letters; where claims overlap, letters belong to the one that began last."""
        first = bisect_left(self.starts, block.start - self.longest)
        claims = [
            t for t in self.claims[first : bisect_left(self.starts, block.end)] if t.claim.end > block.start
        ]
        begin, stop = (bisect_left(self.left_starts, at) for at in (block.start, block.end))
        left = self.left[begin:stop]
        edges = {block.start, block.end}
        edges |= {e for t in claims for e in (t.claim.start, t.claim.end)}
        edges |= {e for item in left for e in (item.start, item.end)}
        cuts = sorted(e for e in edges if block.start <= e <= block.end)
        return tuple(self._stretch(start, end, claims, left) for start, end in pairwise(cuts))

    def _stretch(self, start: int, end: int, claims: Iterable[Told], left: Iterable[LeftOut]) -> Stretch:
        text = visible(self.text[start:end])
        over = [t for t in claims if t.claim.start <= start and t.claim.end >= end]
        if over:
            mine = over[-1]
            ends = tuple(
                (str(t.number), t.claim.verdict, t.mark) for t in reversed(over) if t.claim.end == end
            )
            title = f"{mine.mark} {mine.verdict}" + (f": {mine.reason}" if mine.reason else "")
            return Stretch(text, str(mine.number), mine.claim.verdict, title, ends, mine.claim.start == start)
        for item in left:
            if item.start <= start and item.end >= end:
                return Stretch(text, title=visible(item.reason))
        return Stretch(text)


def _part(name: str) -> str:
    return (resources.files("almenara.product.auditing") / "templates" / name).read_text(encoding="utf-8")
