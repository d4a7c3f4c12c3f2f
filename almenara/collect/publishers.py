"""Collecting from the publishers: each source a batch of its own, so that one failure loses nothing else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from almenara.collect.fetch import Fetched, Fetcher, Request
from almenara.collect.held import Held, held_documents
from almenara.collect.ingest import Progress, Taken, ingest
from almenara.collect.recognise import recognise
from almenara.collect.registry import Registry
from almenara.errors import AlmenaraError, CollectError, UsageError
from almenara.evidence.files import sha256
from almenara.evidence.store import Store
from almenara.model.document import Document
from almenara.reading.spec import Address, Spec

MAX_PAGES = 1_000
"""Most pages that one paged address may have."""


@dataclass(frozen=True)
class Outcome:
    """What collecting one source came to.

    taken      files that were stored
    unchanged  names of files that the publisher, or their hash, says are as held
    errors     what failed, in words; the source's other files may be stored all the same
    note       why there was nothing to fetch
    """

    source: str
    taken: tuple[Taken, ...] = ()
    unchanged: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    note: str = ""


def collect(
    store: Store,
    registry: Registry,
    sources: Sequence[str] = (),
    publishers: str | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Fetch what has changed of each source and take it in.

    sources     ids, or none for every source with an address
    publishers  base address of a web server that stands in for the publishers
    Raises UsageError on an unknown source.
    """
    unknown = [name for name in sources if name not in registry.specs]
    if unknown:
        raise UsageError(f"there is no source {', '.join(unknown)}; `almenara sources` lists them")
    wanted = [registry.specs[name] for name in sources] or [
        spec for spec in registry.specs.values() if spec.collect.addresses
    ]
    addresses = {spec.id: _addresses(spec, registry) for spec in wanted}
    total = sum(map(len, addresses.values()))
    held = held_documents(store)
    out: list[Outcome] = []
    done = 0
    with Fetcher(store.root / "cache", publishers) as fetcher:
        for spec in wanted:
            note = _nothing_to_fetch(spec)
            if note:
                failed = (note,) if sources else ()
                out.append(Outcome(spec.id, errors=failed, note="" if failed else note))
            else:
                told = _counting(progress, done, total)
                out.append(_collect_source(fetcher, store, registry, spec, addresses[spec.id], held, told))
            done += len(addresses[spec.id])
    return out


def _counting(progress: Progress | None, done: int, total: int) -> Callable[[str, int], None]:
    return lambda name, number: progress(name, done + number, total) if progress else None


_FILLED = re.compile(r"\{(\w+)\}")


def _addresses(spec: Spec, registry: Registry) -> list[Address]:
    """A source's addresses; one that holds {scheme} stands for one for each pack with such a code."""
    out = []
    for address in spec.collect.addresses:
        schemes = set(_FILLED.findall(address.url))
        if not schemes:
            out.append(address)
            continue
        for pack in registry.packs.values():
            if schemes <= set(pack.codes):
                filled = {f: getattr(address, f).format_map(pack.codes) for f in ("url", "name")}
                out.append(address.model_copy(update=filled))
    return out


def _nothing_to_fetch(spec: Spec) -> str:
    if not spec.collect.addresses:
        page = f" ({spec.collect.page})" if spec.collect.page else ""
        return f"cannot be collected: {spec.collect.note}{page}"
    variable = spec.collect.token_variable
    if variable and not os.environ.get(variable):
        return f"needs the publisher's token: set {variable}"
    return ""


def _collect_source(
    fetcher: Fetcher,
    store: Store,
    registry: Registry,
    spec: Spec,
    addresses: Sequence[Address],
    held: dict[str, Held],
    progress: Callable[[str, int], None],
) -> Outcome:
    unchanged: list[str] = []
    errors: list[str] = []
    documents: list[Document] = []
    for number, address in enumerate(addresses, 1):
        progress(address.name, number)
        try:
            # all pages first: some of them without the others would look like the whole
            for name, fetched in list(_pages(fetcher, spec, address)):
                document = _document(name, fetched)
                if document.sha256 in held and not _is_back(document, spec, held):
                    unchanged.append(name)
                else:
                    _check_source(document, spec)
                    documents.append(document)
        except AlmenaraError as error:
            errors.append(str(error))
    taken: list[Taken] = []
    if documents:
        try:
            taken = ingest(store, registry, documents, f"collect {spec.id}")
        except AlmenaraError as error:
            errors.append(str(error))
    # a server that could not be reached is told once, however many addresses it has
    return Outcome(spec.id, tuple(taken), tuple(unchanged), tuple(dict.fromkeys(errors)))


def _document(name: str, fetched: Fetched) -> Document:
    host = urlsplit(fetched.url).hostname or ""
    return Document(
        fetched.content, sha256(fetched.content), name, f"{host}/{name}", url=fetched.url,
        retrieved=fetched.retrieved,
    )  # fmt: skip


def _is_back(document: Document, spec: Spec, held: dict[str, Held]) -> bool:
    """Whether a page that changed meanwhile has returned to an earlier text, which is an edition of its own."""
    mine = [h for h in held.values() if h.source == spec.id and h.name == document.name]
    latest = max(mine, key=lambda h: (h.published, h.stored), default=None)
    return spec.editions and latest is not None and latest.document != document.sha256


_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.I | re.S)


def _check_source(document: Document, spec: Spec) -> None:
    """An error page served with status 200 must not be kept as evidence. Raises CollectError."""
    if _WEB_PAGE.match(document.content):
        title = _TITLE.search(document.content)
        named = " ".join(title[1].decode("utf-8", "replace").split())[:80] if title else ""
        raise CollectError(
            f"{document.url} brought a web page{f' ({named})' if named else ''}, not a file of {spec.id}"
        )
    found = recognise(document)
    if found is None or found.id != spec.id:
        start = " ".join(document.content[:80].decode("utf-8", "replace").split())
        raise CollectError(f"{document.url} did not bring a file of {spec.id}; it begins: {start}")


def _pages(fetcher: Fetcher, spec: Spec, address: Address) -> Iterator[tuple[str, Fetched]]:
    """An address's file, or its pages where the answer names the next one, each with a file name."""
    variable, header = spec.collect.token_variable, spec.collect.token_header
    secret = {header: os.environ[variable]} if variable and header else {}
    url, stem = address.url, PurePosixPath(address.name)
    for page in range(1, MAX_PAGES + 1):
        request = Request(url, tuple(spec.collect.allow), address.max_bytes, address.headers, secret)
        fetched = fetcher.fetch(request)
        yield (address.name if page == 1 else f"{stem.stem}-{page}{stem.suffix}"), fetched
        url = _next_page(fetched, address) if address.next else ""
        if not url:
            return
    raise CollectError(f"{address.url} has more than {MAX_PAGES} pages")


def _next_page(fetched: Fetched, address: Address) -> str:
    try:
        answer = json.loads(fetched.content)
    except ValueError as error:
        raise CollectError(f"{fetched.url} is not JSON: {error}") from error
    following = answer.get(address.next) if isinstance(answer, dict) else None
    if not isinstance(following, str):
        return ""
    # a server behind a proxy may name itself without https; what it is asked is https all the same
    return re.sub("^http://", "https://", following)
