"""Taking files in: recognise, read, resolve places, check, keep – all of a batch, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from almenara.collect.changes import Change, changes
from almenara.collect.other_places import add_others, split_others
from almenara.collect.recognise import recognise
from almenara.collect.registry import Registry
from almenara.errors import BadInput, Fault, NotRecognised, UnknownPlace, UsageError
from almenara.evidence.files import sha256
from almenara.evidence.moments import moments
from almenara.evidence.store import Store, Writer
from almenara.model.document import Document
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec

MAX_FILE = 2_000_000_000
"""Largest file taken in, in bytes."""


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


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Every file named or below a folder named, with its path below that folder, in order.

    Hidden files are left out. Raises UsageError on a path that does not exist.
    """
    out: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            out += [
                (p, p.relative_to(path).as_posix())
                for p in inside
                if not any(part.startswith(".") for part in p.relative_to(path).parts)
            ]
        elif path.exists():
            out.append((path, "/".join(path.absolute().parts[-4:]).lstrip("/")))
        else:
            raise UsageError(f"{path} does not exist")
    return out


def load_document(path: Path, below: str, published: date | None = None) -> Document:
    """A file's bytes with its names. Raises UsageError if it is larger than MAX_FILE."""
    if path.stat().st_size > MAX_FILE:
        raise UsageError(f"{path} is larger than {MAX_FILE:,} bytes")
    content = path.read_bytes()
    return Document(content, sha256(content), path.name, below, published)


def read_document(document: Document, spec: Spec) -> Reading:
    """What a source's reader makes of a file. Raises BadInput with all its faults."""
    reader = import_module(f"almenara.sources.{spec.id}.read")
    try:
        reading: Reading = reader.read(document, spec)
    except BadInput as error:
        if error.source != spec.id:
            raise BadInput(spec.id, error.faults, error.mend) from error
        raise
    except ValueError as error:
        raise BadInput(spec.id, [Fault(document.name, str(error))]) from error
    return reading


def resolve_places(
    reading: Reading, document: Document, spec: Spec, registry: Registry
) -> dict[str, pa.Table]:
    """The reading's tables with the packs' place codes. Raises BadInput naming each unknown place's rows."""
    faults: list[Fault] = []
    out = {}
    for name, table in reading.tables.items():
        if "place" not in table.schema.names or not len(table):
            out[name] = table
            continue
        if name == "observations":
            table, others = split_others(table)
        given = table["place"]
        for column in ("place", "parent") if name == "places" else ("place",):
            encoded = pc.dictionary_encode(table[column].combine_chunks())
            resolved: list[str] = []
            for index, code in enumerate(encoded.dictionary.to_pylist()):
                try:
                    resolved.append(registry.gazetteer.resolve(code) if code else "")
                except UnknownPlace as error:
                    resolved.append("")
                    first = pc.index(encoded.indices, index).as_py()
                    faults.append(Fault(document.name, str(error), table["row"][first].as_py(), "place"))
                except UsageError as error:
                    resolved.append("")
                    faults.append(Fault(document.name, str(error), field="place"))
            places = pa.DictionaryArray.from_arrays(encoded.indices, pa.array(resolved, pa.string()))
            table = table.set_column(table.schema.get_field_index(column), column, places.dictionary_decode())
        if name == "observations":
            perhaps = pc.ends_with(given, "||")  # a figure about a name that is no place has nowhere to stand
            if pc.any(perhaps).as_py():
                table = table.filter(pc.or_(pc.not_equal(table["place"], ""), pc.invert(perhaps)))
            table = add_others(table, others, registry.gazetteer)
        out[name] = table
    if faults:
        raise BadInput(spec.id, faults, "Add the name to the country pack's aliases, or mend the row")
    return out


def check_definitions(
    tables: dict[str, pa.Table], document: Document, spec: Spec, registry: Registry
) -> None:
    """Every definition must be declared, and of the measure it is used for. Raises BadInput."""
    if "observations" not in tables:
        return
    pairs = tables["observations"].select(["measure", "definition"]).group_by(["measure", "definition"])
    faults = []
    for row in pairs.aggregate([]).to_pylist():
        definition = registry.definitions.get(row["definition"])
        if definition is None:
            faults.append(
                Fault(document.name, f'"{row["definition"]}" is not a definition', field="definition")
            )
        elif row["measure"] not in definition.measures:
            text = f'"{definition.id}" does not define {row["measure"]}'
            faults.append(Fault(document.name, text, field="measure"))
    if faults:
        raise BadInput(spec.id, faults, "Declare it under definitions in source.yml or in the country pack")


def take_in(writer: Writer, document: Document, spec: Spec, registry: Registry, replaces: str = "") -> Taken:
    """Read one file and add it to the batch. Raises BadInput; the batch is then dropped as a whole."""
    reading = read_document(document, spec)
    tables = resolve_places(reading, document, spec, registry)
    check_definitions(tables, document, spec, registry)
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


@dataclass(frozen=True)
class Held:
    """A document that the store has: enough to skip it, or to replace its older edition."""

    document: str
    source: str
    name: str
    reader: int
    published: date


def held_documents(store: Store) -> dict[str, Held]:
    """Every document of finished batches, by digest, in its latest reading."""
    columns = ["document", "source", "name", "reader", "published", "batch"]
    documents, batches = store.rows("documents", columns), store.rows("batches", ["batch", "stored"])
    if documents is None or batches is None:
        return {}
    stored = moments(batches)
    rows = [r for r in documents.to_pylist() if r["batch"] in stored]
    rows.sort(key=lambda r: stored[r["batch"]])
    return {
        r["document"]: Held(r["document"], r["source"], r["name"], r["reader"], r["published"]) for r in rows
    }


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
    Raises BadInput with the faults of every file, NotRecognised where `strict`.
    """
    held = held_documents(store)
    plan, taken = _plan(documents, held, published)
    unknown = [t for t in taken if t.skipped == _UNKNOWN]
    if strict and unknown:
        faults = [Fault(t.name, "no source recognises this file") for t in unknown]
        raise NotRecognised("collect", faults, "`almenara sources` lists them; docs/how-to/add-a-source.md")
    plan.sort(key=lambda item: item[1].order)
    problems: list[BadInput] = []
    results: list[Taken] = []
    with_batch = store.writer(command)
    try:
        with with_batch as writer:
            for number, (load, spec) in enumerate(plan, 1):
                document = load()
                if progress:
                    progress(document.name, number, len(plan))
                older = [h.document for h in held.values() if h.source == spec.id and h.name == document.name]
                try:
                    result = take_in(
                        writer, document, spec, registry, older[-1] if spec.replaces and older else ""
                    )
                except BadInput as error:
                    problems.append(error)
                    continue
                writer.keep(document.content)
                results.append(result)
                if "places" in result.rows:
                    registry = registry.with_places(writer)
            if problems and not keep_going:
                raise _Abandon
    except _Abandon:
        raise _together(problems) from None
    failed = [
        Taken(file, error.source, skipped=_faults_of(error, file), failed=True)
        for error in problems
        for file in dict.fromkeys(f.file for f in error.faults)
    ]
    changed = changes(store, [r.document for r in results])
    told = [replace(r, changes=tuple(changed.get(r.document, ()))) for r in results]
    return told + failed + taken


def _faults_of(error: BadInput, file: str) -> str:
    mine = [str(f) for f in error.faults if f.file == file]
    more = f" … and {len(mine) - 5} more" if len(mine) > 5 else ""
    return "; ".join(mine[:5]) + more


_UNKNOWN = "no source recognises it"


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


def _plan(
    documents: Iterable[Document] | Sequence[tuple[Path, str]], held: dict[str, Held], published: date | None
) -> tuple[list[tuple[Callable[[], Document], Spec]], list[Taken]]:
    """What to read, each loaded only when its turn comes, and what is skipped with the reason."""
    plan: list[tuple[Callable[[], Document], Spec]] = []
    skipped: list[Taken] = []
    seen: set[str] = set()
    for item in documents:
        document = item if isinstance(item, Document) else load_document(*item, published)
        if document.sha256 in seen:
            skipped.append(Taken(document.name, skipped="the same bytes stand in this batch twice"))
            continue
        seen.add(document.sha256)
        known = held.get(document.sha256)
        if known and (published is None or published == known.published):
            day = f"{known.published}"
            skipped.append(Taken(document.name, known.source, document.sha256,
                                 skipped=f"held already, known since {day}"))  # fmt: skip
            continue
        spec = recognise(document)
        if spec is None:
            skipped.append(Taken(document.path, skipped=_UNKNOWN))
            continue
        if isinstance(item, Document):
            plan.append((_returning(document), spec))
        else:
            path, below = item
            plan.append((_loading(path, below, published), spec))
    return plan, skipped


def _returning(document: Document) -> Callable[[], Document]:
    return lambda: document


def _loading(path: Path, below: str, published: date | None) -> Callable[[], Document]:
    return lambda: load_document(path, below, published)


def reread(
    store: Store, registry: Registry, sources: Sequence[str] = (), progress: Progress | None = None
) -> list[Taken]:
    """Read kept bytes again where a source's reader was mended since. Nothing is fetched, nothing lost.

    sources  source ids, or none for all
    Raises UsageError on an unknown source, NoEvidence where the store is empty.
    """
    unknown = [name for name in sources if name not in registry.specs]
    if unknown:
        raise UsageError(f"there is no source {', '.join(unknown)}; `almenara sources` lists them")
    records = [
        record
        for record in store.as_of(date.max).documents.values()
        if (spec := registry.specs.get(record.source))
        and (not sources or spec.id in sources)
        and record.reader < spec.reader
    ]
    results = []
    with store.writer("reread") as writer:
        for number, record in enumerate(records, 1):
            if progress:
                progress(record.name, number, len(records))
            spec = registry.specs[record.source]
            stated = record.published if record.ground == "stated" else None
            # the day of our retrieval is that of the first reading, not of any later one
            fetched = (
                datetime.combine(record.published, time(), UTC) if record.ground == "retrieved" else None
            )
            document = Document(
                store.files.read(record.document), record.document, record.name, record.path, stated,
                record.url or None, fetched,
            )  # fmt: skip
            results.append(replace(take_in(writer, document, spec, registry), notes=("read again",)))
    return results
