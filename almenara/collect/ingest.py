"""Taking files in: recognise, read, resolve places, check, keep – all of a batch, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from almenara.collect.changes import Change, changes
from almenara.collect.files_on_disk import load_document
from almenara.collect.held import Held, held_documents
from almenara.collect.recognise import recognise
from almenara.collect.registry import Registry
from almenara.collect.understand import UNPACK, check_definitions, packed, read_document, resolve_places
from almenara.errors import BadInput, Fault, NotRecognised, UsageError
from almenara.evidence.store import Store, Writer
from almenara.model.document import Document
from almenara.reading.dates import known_day
from almenara.reading.heads import head_of
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec, all_specs


@dataclass(frozen=True)
class Taken:
    """What one file brought.

    rows      rows by table
    first, last  period that its observations are about
    changes   what is new and what was revised, by measure and definition
    skipped   why it was not read: held already, or not recognised
    failed    whether it was not stored because it was not understood
    """

    name: str
    source: str = ""
    document: str = ""
    published: date | None = None
    ground: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    skipped: str = ""
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    failed: bool = False


Progress = Callable[[str, int, int], None]
"""Called with a file's name, its number and the number of files."""


def take_in(
    writer: Writer,
    sightings: Sequence[Document],
    spec: Spec,
    registry: Registry,
    replaces: str = "",
    held: frozenset[date] = frozenset(),
) -> list[Taken]:
    """Read one file and add it to the batch, once for each day it became known on.

    sightings  the same bytes, with the names of each copy; more than one only of a source with editions
    held       days that the store has them for; if there is no other, nothing is added
    Returns the days that are new. This reading supersedes every older one of these bytes, for all days.
    Raises BadInput; the batch is then dropped as a whole.
    """
    found: dict[date, tuple[Document, Reading, dict[str, pa.Table]]] = {}
    for document in sightings:
        reading = read_document(document, spec)
        tables = resolve_places(reading, document, spec, registry)
        check_definitions(tables, document, spec, registry)
        found.setdefault(reading.published, (document, reading, tables))
    if found.keys() <= held:
        return []
    taken = [_add(writer, *found[day], spec, replaces) for day in sorted(found)]
    return [t for t in taken if t.published not in held]


def _add(
    writer: Writer,
    document: Document,
    reading: Reading,
    tables: dict[str, pa.Table],
    spec: Spec,
    replaces: str,
) -> Taken:
    observations = tables.get("observations")
    first = pc.min(observations["start"]).as_py() if observations is not None and len(observations) else None
    last = pc.max(observations["end"]).as_py() if observations is not None and len(observations) else None
    for name, table in tables.items():
        if len(table):
            writer.add(name, table, document.sha256)
    writer.add_row(
        "documents",
        {
            "document": document.sha256,
            "source": spec.id,
            "reader": spec.reader,
            "layout": reading.layout,
            "name": document.name,
            "path": document.path,
            "publisher": spec.publisher.name,
            "title": reading.title or spec.title["en"],
            "url": reading.url or document.url or "",
            "published": reading.published,
            "ground": reading.ground,
            "language": reading.language or spec.language,
            "licence": spec.licence.name,
            "attribution": spec.licence.attribution.get("en", ""),
            "marking": spec.licence.marking,
            "bytes": len(document.content),
            "observations": len(observations) if observations is not None else 0,
            "first": first,
            "last": last,
            "replaces": replaces,
        },
    )
    rows = {name: len(table) for name, table in tables.items() if len(table)}
    return Taken(
        document.name, spec.id, document.sha256, reading.published, reading.ground, rows, first, last,
        notes=reading.notes,
    )  # fmt: skip


def ingest(
    store: Store,
    registry: Registry,
    documents: Iterable[Document] | Sequence[tuple[Path, str]],
    command: str,
    published: date | None = None,
    keep_going: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> list[Taken]:
    """Take files in as one batch: all of them are stored, or none is.

    documents   documents, or files with their paths below the folder named
    published   the day they were published, where the user knows it
    keep_going  store the files that were understood, and report the others as skipped
    strict      a file that no source recognises is an error, not a file to skip
    A file that cannot be loaded, or that two sources claim, is reported and keeps no other from being stored.
    Raises BadInput with the faults of every file, NotRecognised where `strict`.
    """
    plan, taken = _plan(documents, held_documents(store), published, _taken_back(store))
    if strict and not keep_going:
        _refuse_unread(taken)
    # A reading covers all days of a document with editions: two at once would each miss the other's.
    editions = any(item.spec.editions for item in plan)
    with store.turn("editions") if editions else nullcontext():
        held = held_documents(store)
        results, problems = _take_all(store, registry, plan, held, command, keep_going, progress)
    failed = [
        Taken(file, error.source, skipped=_faults_of(error, file), failed=True)
        for error in problems
        for file in dict.fromkeys(f.file for f in error.faults)
    ]
    stored = [r for r in results if not r.skipped]
    before = {d: h.days for d, h in held.items() if (s := registry.specs.get(h.source)) and s.editions}
    with store.reading("observations"):
        changed = changes(store, [r.document for r in stored], before)
    last = {r.document: r for r in stored}  # what several sightings of a file changed is told once
    told = [
        replace(r, changes=tuple(changed.get(r.document, ())) if last[r.document] is r else ())
        for r in stored
    ]
    return told + failed + taken + [r for r in results if r.skipped]


def _take_all(
    store: Store,
    registry: Registry,
    plan: list[_Item],
    held: dict[str, Held],
    command: str,
    keep_going: bool,
    progress: Progress | None,
) -> tuple[list[Taken], list[BadInput]]:
    """The files taken in and the problems met, all in one batch. Raises BadInput unless `keep_going`."""
    problems: list[BadInput] = []
    results: list[Taken] = []
    try:
        with store.writer(command) as writer:
            for number, item in enumerate(sorted(plan, key=lambda item: item.spec.order), 1):
                spec = item.spec
                try:
                    copies = [load() for load in item.loads]
                except UsageError as error:  # it was there a moment ago
                    problems.append(BadInput(spec.id, [Fault(item.name, str(error))]))
                    continue
                document = copies[0]
                if progress:
                    progress(document.name, number, len(plan))
                older = [h.document for h in held.values() if h.source == spec.id and h.name == document.name]
                known = held.get(document.sha256) if spec.editions else None
                received = known.received(document.content) if known else []
                try:
                    found = take_in(
                        writer, [*received, *copies], spec, registry,
                        older[-1] if spec.replaces and older else "", known.days if known else frozenset(),
                    )  # fmt: skip
                except BadInput as error:
                    problems.append(error)
                    continue
                if known and not found:
                    results += [_held_already(copy.name, known, known.published) for copy in copies]
                    continue
                writer.keep(document.content)
                results += found
                if any("places" in taken.rows for taken in found):
                    registry = registry.with_places(writer)
            if problems and not keep_going:
                raise _Abandon
    except _Abandon:
        raise _together(problems) from None
    return results, problems


def _held_already(name: str, held: Held, day: date, given: date | None = None) -> Taken:
    why = f"held already, known since {day}"
    if given and given > day:
        why += (
            f", so that {given} says nothing new; if {day} is wrong, take it back first: almenara retract "
            f"--document {held.document[:12]} --known {day} --reason …"
        )
    return Taken(name, held.source, held.document, skipped=why)


def _faults_of(error: BadInput, file: str) -> str:
    mine = [str(f) for f in error.faults if f.file == file]
    more = f" … and {len(mine) - 5} more" if len(mine) > 5 else ""
    return "; ".join(mine[:5]) + more


_UNKNOWN = "no source recognises it"


def _refuse_unread(taken: Sequence[Taken]) -> None:
    """Raise the faults of files that were named one by one and could not even be given to a reader."""
    unread = [t for t in taken if t.failed]
    if unread:
        raise BadInput("collect", [Fault(t.name, t.skipped) for t in unread])
    unknown = [t for t in taken if t.skipped.startswith(_UNKNOWN)]
    if unknown:
        faults = [Fault(t.name, t.skipped.replace(" it", " this file", 1)) for t in unknown]
        raise NotRecognised("collect", faults, "`almenara sources` lists them; docs/how-to/add-a-source.md")


class _Abandon(Exception):
    """Leaves the batch's context so that it is dropped."""


def _together(problems: list[BadInput]) -> BadInput:
    if len(problems) == 1:
        return problems[0]
    joined = BadInput(
        ", ".join(dict.fromkeys(p.source for p in problems)), [f for p in problems for f in p.faults]
    )
    joined.args = ("\n".join(str(p) for p in problems),)
    return joined


@dataclass(frozen=True)
class _Item:
    """A file to read: its copies, each loaded only when its turn comes. Several only of editions."""

    name: str
    spec: Spec
    loads: list[Callable[[], Document]]


def _plan(
    documents: Iterable[Document] | Sequence[tuple[Path, str]],
    held: dict[str, Held],
    published: date | None,
    taken_back: frozenset[str],
) -> tuple[list[_Item], list[Taken]]:
    """What to read, and what is skipped with the reason."""
    plan: dict[str, _Item] = {}
    skipped: list[Taken] = []
    seen: set[tuple[str, date | None]] = set()
    for item in documents:
        try:
            document = item if isinstance(item, Document) else load_document(*item, published)
        except UsageError as error:
            skipped.append(Taken(_named(item), skipped=str(error), failed=True))
            continue
        known, planned = held.get(document.sha256), plan.get(document.sha256)
        spec = planned.spec if planned else all_specs().get(known.source) if known else None
        day = _own_day(document, spec) if spec and spec.editions else None
        if (document.sha256, day) in seen:
            skipped.append(Taken(document.name, skipped="the same bytes stand in this batch twice"))
            continue
        seen.add((document.sha256, day))
        if known and spec and spec.editions:
            if day is None or day in known.days:
                skipped.append(_held_already(document.name, known, day or known.published))
                continue
        elif known and (
            published in (None, known.published)
            or (published and published > known.published and document.sha256 not in taken_back)
        ):
            skipped.append(_held_already(document.name, known, known.published, published))
            continue
        if not planned:
            try:
                spec = spec if spec and spec.editions else recognise(document)
            except BadInput as error:
                skipped.append(Taken(document.path, skipped=str(error.faults[0]), failed=True))
                continue
            if spec is None:
                why = head_of(document).unreadable
                if names := packed(document):
                    why = f"it {names}; {UNPACK[0].lower()}{UNPACK[1:]}"
                skipped.append(Taken(document.path, skipped=f"{_UNKNOWN}: {why}" if why else _UNKNOWN))
                continue
            if spec.editions:
                seen.add((document.sha256, _own_day(document, spec)))
            planned = plan[document.sha256] = _Item(document.name, spec, [])
        if isinstance(item, Document):
            planned.loads.append(_returning(document))
        else:
            path, below = item
            planned.loads.append(_loading(path, below, published))
    return list(plan.values()), skipped


def _taken_back(store: Store) -> frozenset[str]:
    """Documents retracted as a whole: their bytes may be given a later day."""
    rows = store.rows("retractions", ["document"])
    return frozenset(rows["document"].to_pylist()) - {""} if rows is not None else frozenset()


def _named(item: Document | tuple[Path, str]) -> str:
    return item.path if isinstance(item, Document) else item[1]


def _own_day(document: Document, spec: Spec) -> date | None:
    """The day a copy of an edition became known, as far as its names tell; its reader may know better."""
    try:
        return known_day(document, spec)[0]
    except ValueError:
        return None


def _returning(document: Document) -> Callable[[], Document]:
    return lambda: document


def _loading(path: Path, below: str, published: date | None) -> Callable[[], Document]:
    return lambda: load_document(path, below, published)
