"""The one door: one short method for each thing a user does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from almenara.analysis import figures as _figures
from almenara.analysis.context import Context
from almenara.collect import embedded
from almenara.collect.ingest import Progress, Taken, find_files, ingest, reread
from almenara.collect.registry import Registry
from almenara.errors import NoEvidence
from almenara.evidence.store import Store
from almenara.model.figure import Figure
from almenara.model.period import Period, parse_day
from almenara.model.place import Place

DEFAULT_STORE = "store"
"""Folder of the store where neither --store nor ALMENARA_STORE names one."""


@dataclass(frozen=True)
class Settings:
    """What is configured from outside, read once.

    store  folder of the store (ALMENARA_STORE)
    """

    store: Path

    @classmethod
    def read(cls, store: str | Path | None = None) -> Settings:
        """From arguments first, then from the environment."""
        return cls(Path(store or os.environ.get("ALMENARA_STORE") or DEFAULT_STORE))


class Workspace:
    """A store with everything that can be done with it."""

    def __init__(self, settings: Settings, store: Store, registry: Registry) -> None:
        self.settings = settings
        self.store = store
        self.registry = registry

    @classmethod
    def open(cls, store: str | Path | None = None) -> Workspace:
        """Open a store, making it with the embedded figures if it is new.

        Raises UsageError if the folder is something else.
        """
        settings = Settings.read(store)
        kept = Store.open(settings.store)
        registry = Registry.load()
        embedded.bring_up_to_date(kept, registry)
        try:
            view = kept.as_of(date.max)
        except NoEvidence:
            view = None
        return cls(settings, kept, registry.naming(view) if view else registry)

    def context(self, as_of: date | str | None = None, stored_by: datetime | None = None) -> Context:
        """What was known on a day (default: today). Raises NoEvidence."""
        day = parse_day(as_of, name="--as-of") if as_of else datetime.now(UTC).date()
        registry = self.registry
        return Context(
            self.store.as_of(day, stored_by), registry.definitions, registry.gazetteer,
            registry.specs, registry.packs,
        )  # fmt: skip

    def place(self, text: str) -> Place:
        """A place by code, name or alias. Raises UnknownPlace, AmbiguousPlace."""
        return self.registry.gazetteer.find(text)

    def ingest(
        self,
        paths: Sequence[str | Path],
        published: date | str | None = None,
        keep_going: bool = False,
        progress: Progress | None = None,
    ) -> list[Taken]:
        """Take files and folders in, as one batch. Raises BadInput with every fault; then nothing is stored."""
        named = [Path(p) for p in paths]
        day = parse_day(published, name="--published") if published else None
        files = find_files(named)
        strict = all(p.is_file() for p in named)
        return ingest(self.store, self.registry, files, "ingest", day, keep_going, strict, progress)

    def reread(self, sources: Sequence[str] = ()) -> list[Taken]:
        """Read kept files again with readers mended since."""
        return reread(self.store, self.registry, sources)

    def figures(self, measure: str, place: str, period: str, as_of: date | str | None = None) -> list[Figure]:
        """Every definition's figure known on the day, the preferred one first."""
        context = self.context(as_of)
        return _figures.figures(context, measure, self.place(place), Period.parse(period))

    def history(self, measure: str, place: str, period: str, as_of: date | str | None = None) -> list[Figure]:
        """How the figure was revised, up to the day."""
        context = self.context(as_of)
        where, when = self.place(place), Period.parse(period)
        days = _figures.known_days(context, measure, where, when)
        return _figures.history((self.context(day) for day in days), measure, where, when)

    def documents(self, as_of: date | str | None = None) -> list[Any]:
        """Documents that count on the day, in order of publication."""
        return sorted(self.context(as_of).view.documents.values(), key=lambda d: (d.published, d.name))
