"""Statements known on the day: who said what of whom, with its evidence; two that disagree both stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.errors import UsageError
from almenara.evidence.cells import locator_of_row, locator_of_rows
from almenara.model.document import Evidence
from almenara.model.period import Period, last_day

POLICY = "policy:"
"""Predicates of policy events: policy:proposed, policy:in_force … ; the subject is the policy."""
LASTING = ("ally-of", "rival-of", "part-of", "presence", "leader", "alias", "name", "type", "activity")
"""Predicates of what may hold for years: two dates of it are two sightings, and no contradiction."""
_TOPIC = re.compile(r"\[conflict:([a-z0-9-]+)\]")
"""How a note names what its statement and others contradict each other in."""


@dataclass(frozen=True)
class Statement:
    """One claim of one source. precision is of valid_from: day, month or year."""

    id: str
    subject: str
    predicate: str
    object: str
    place: str
    valid_from: date | None
    valid_to: date | None
    precision: str
    language: str
    known: date
    note: str
    evidence: Evidence

    @property
    def span(self) -> Period | None:
        """The day, month or year that valid_from stands for; None where the source gives no date."""
        start = self.valid_from
        if start is None:
            return None
        if self.precision == "year":
            return Period.year(start.year)
        return Period(start, last_day(start.year, start.month) if self.precision == "month" else start)

    @property
    def by(self) -> date:
        """The day by which it had happened: the end of its date, or the day it was known if that is sooner."""
        span = self.span
        if span is None:
            return self.known
        return min(span.end, self.known) if span.start <= self.known else span.end

    @property
    def topics(self) -> frozenset[str]:
        """Conflicts that its note names."""
        return frozenset(_TOPIC.findall(self.note))


@dataclass(frozen=True)
class Version:
    """One thing that sources state, and all statements that say it: of one date, or without a date.

    disputed  whether another version known on the day contradicts it
    """

    statements: tuple[Statement, ...]
    disputed: bool = False

    @property
    def first(self) -> Statement:
        """The one that says it most precisely, of equals the one known first."""
        return min(self.statements, key=lambda s: (_width(s), s.known, s.id))

    @property
    def stated(self) -> Statement:
        """The one known first."""
        return min(self.statements, key=lambda s: (s.known, s.id))


def statements(
    context: Context, predicates: tuple[str, ...] = (), sources: tuple[str, ...] = (), language: str = ""
) -> list[Statement]:
    """Statements known by the view's day, in order of the day by which it had happened, then of being known.

    predicates, sources  only these; all where empty. language  "" or "en", "es"; statements of no
    language are always among them.
    """
    rows = context.view.rows_known("statements")
    if predicates:
        rows = rows.filter(rows.predicate.isin(list(predicates)))
    if language:
        rows = rows.filter(rows.language.isin(["", language]))
    found = [_statement(context, row) for row in once(context, context.view.fetch(rows).to_pylist())]
    wanted = [s for s in found if not sources or s.evidence.source in sources]
    return sorted(wanted, key=lambda s: (s.by, s.known, s.id))


def once(context: Context, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of statements without those that another document states by the same id of the same thing.

    A table of statements and the country pack's own selection of it share ids. Of the documents that hold one,
    that of the source read first answers (`order` in its source.yml), of one source the document published last.
    An event of a policy is told by its id alone: two tables may name the policy in two languages, or read its
    status differently.
    """
    ranks = {name: rank(context, name) for name in {row["document"] for row in rows}}
    chosen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        key, document = _same(row), row["document"]
        if key not in chosen or ranks[document] < ranks[chosen[key]]:
            chosen[key] = document
    return [r for r in rows if chosen[_same(r)] == r["document"]]


def _same(row: dict[str, Any]) -> tuple[str, str, str]:
    if row["predicate"].startswith(POLICY):
        return (row["statement"], "", POLICY)
    return (row["statement"], row["subject"], row["predicate"])


def rank(context: Context, document: str) -> tuple[int, str, int, str]:
    """Sort key of a document among those that say the same: the one that answers comes first."""
    record = context.view.documents[document]
    spec = context.specs.get(record.source)
    return (spec.order if spec else 99, record.source, -record.published.toordinal(), document)


def versions(context: Context, predicates: tuple[str, ...], language: str = "") -> list[Version]:
    """What sources state by these predicates, the same said once; what contradicts stands side by side.

    Statements of other predicates are among them where they contradict one of these. In order of time,
    the contradicting ones together; those without a date last, by the day they were known.
    """
    every = statements(context, language=language)
    chosen = [s for s in every if s.predicate in predicates]
    topics = frozenset(t for s in chosen for t in s.topics)
    wanted = [s for s in every if s.predicate in predicates or s.topics & topics]
    found: list[list[Statement]] = []
    for item in sorted(wanted, key=lambda s: (_width(s), s.known, s.id)):
        same = [held for held in found if _says_the_same(held[0], item)]
        if same:
            same[0].append(item)
        else:
            found.append([item])
    made = [Version(tuple(held), any(_contradicts(held, other) for other in found)) for held in found]
    return sorted(made, key=lambda v: _place_in_time(v, made))


def _width(item: Statement) -> int:
    """Days that the date leaves open; more than any where there is none."""
    return (item.span.end - item.span.start).days if item.span else 10_000


def _says_the_same(precise: Statement, other: Statement) -> bool:
    claim = (precise.subject, precise.predicate, precise.object)
    if claim != (other.subject, other.predicate, other.object):
        return False
    return other.span is None or (precise.span is not None and other.span.contains(precise.span))


def _contradicts(these: list[Statement], those: list[Statement]) -> bool:
    """Whether two versions share a topic of conflict, or date differently what happened once."""
    if these is those or these[0].subject != those[0].subject:
        return False
    shared = {t for s in these for t in s.topics} & {t for s in those for t in s.topics}
    claims = {(s[0].predicate, s[0].object) for s in (these, those)}
    return bool(shared) or (len(claims) == 1 and these[0].predicate not in LASTING)


def _place_in_time(version: Version, every: list[Version]) -> tuple[bool, date, str, date]:
    """Sort key: a disputed version stands where the first dated one of its subject does."""
    mine = [v for v in every if v.disputed and v.first.subject == version.first.subject]
    group = mine if version.disputed else [version]
    dates = [v.first.span.start for v in group if v.first.span]
    own = version.first.span.start if version.first.span else version.stated.known
    return (not dates, min(dates, default=version.stated.known), version.first.subject, own)


def _statement(context: Context, row: dict[str, Any]) -> Statement:
    return Statement(
        row["statement"], row["subject"], row["predicate"], row["object"], row["place"], row["valid_from"],
        row["valid_to"], row.get("date_precision") or "day", row["language"], row["known"], row["note"],
        row_evidence(context, row),
    )  # fmt: skip


def row_evidence(context: Context, row: dict[str, Any]) -> Evidence:
    """The evidence behind a row of statements or events: its document, citation and place in the file."""
    record = context.view.documents[row["document"]]
    cited = context.view.citations.get(row["citation"])
    spec = context.specs.get(record.source)
    return Evidence(
        document=row["document"],
        file=record.name,
        source=record.source,
        publisher=cited.publisher if cited else record.publisher,
        title=cited.title if cited else record.title,
        url=cited.url if cited else record.url,
        published=row["known"],
        ground=row["ground"],
        accessed=record.stored.date(),
        language=cited.language if cited else record.language,
        licence=record.licence,
        attribution=record.attribution,
        marking=record.marking,
        locator=locator_of_row(row["sheet"], row["row"], row["column"]),
        cells=1,
        citation=cited,
        descriptor=spec.descriptor.get("en", "") if spec else "",
        reliability=spec.reliability.letter if spec else "F",
    )


def files_of(context: Context, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One piece of evidence for each file in which rows stand, with those rows: a table of thirty is one source."""
    by_document: dict[str, list[Evidence]] = {}
    for item in items:
        by_document.setdefault(item.document, []).append(item)
    found = []
    for document in sorted(by_document):
        held = sorted(by_document[document], key=lambda e: (e.published, e.locator))
        record = context.view.documents[document]
        found.append(
            replace(
                held[-1], publisher=record.publisher, title=record.title, url=record.url, language=record.language,
                locator=locator_of_rows([e.locator for e in held]), cells=len(held), citation=None,
            )
        )  # fmt: skip
    return tuple(found)


def statement_evidence(context: Context, name: str) -> tuple[Evidence, ...]:
    """Evidence of the statement with an id. Raises UsageError if the day's evidence has none."""
    key = ("statements", context.view.as_of, context.view.stored_by)
    if key not in context.answers:  # a report cites dozens: one query for all of them
        table = context.view.fetch(context.view.rows_known("statements").order_by(["document", "row"]))
        ranks = {held: rank(context, held) for held in set(table["document"].to_pylist())}
        pairs = enumerate(zip(*(table[c].to_pylist() for c in ("statement", "document")), strict=True))
        first: dict[str, int] = {}
        for number, (held, _) in sorted(pairs, key=lambda pair: (ranks[pair[1][1]], pair[0])):
            first.setdefault(held, number)
        context.answers[key] = (table, first)
    table, first = context.answers[key]
    if name not in first:
        raise UsageError(f'no statement "{name}" was known on {context.as_of}')
    (row,) = table.slice(first[name], 1).to_pylist()
    return (row_evidence(context, row),)
