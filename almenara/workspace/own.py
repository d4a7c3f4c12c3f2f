"""The team's own state: what it protects. Opened without the store, which only checking places needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almenara.model.asset import Asset, asset_record
from almenara.workspace.settings import Settings

if TYPE_CHECKING:
    from almenara.analysis.context import Context
    from almenara.reading.assets.understanding import Defaults
    from almenara.state.assets import Assets
    from almenara.state.database import Database
    from almenara.workspace.importing import Imported


class Own:
    """What a team keeps for itself, in a database of its own; made when it is first needed.

    known  gives what the evidence knows today, None where it knows nothing; asked only where places are checked
    """

    def __init__(self, settings: Settings, known: Callable[[], Context | None]) -> None:
        self.settings = settings
        self._known = known

    @cached_property
    def database(self) -> Database:
        """The database, open. Raises UsageError, StateError."""
        from almenara.state.database import Database, beside

        return Database.open(self.settings.database or beside(self.settings.store))

    def close(self) -> None:
        """Give back what is held open."""
        if "database" in self.__dict__:
            self.database.close()

    @cached_property
    def assets(self) -> Assets:
        """Sites, routes and trips: every, find, names, keep, remove."""
        from almenara.state.assets import Assets

        return Assets(self.database)

    def chosen(self, names: Sequence[str] = ()) -> list[Asset]:
        """Assets by name, in the order given; all where none is named. Raises UsageError."""
        return [self.assets.find(name) for name in dict.fromkeys(names)] if names else self.assets.every()

    def records(self, names: Sequence[str] = ()) -> list[dict[str, Any]]:
        """The same as plain JSON, as questions are given them."""
        return [asset_record(asset) for asset in self.chosen(names)]

    @staticmethod
    def defaults(**texts: str) -> Defaults:
        """What counts where a file of assets does not state it: type, kind, currency, marking."""
        from almenara.reading.assets.understanding import Defaults

        return Defaults(**texts)

    def import_assets(
        self,
        paths: Sequence[str | Path],
        defaults: Defaults | None = None,
        columns: Mapping[str, Sequence[str]] | None = None,
        replace: bool = False,
        anyway: bool = False,
    ) -> Imported:
        """Take files of assets in, all of them or nothing.

        defaults  type, kind, currency and marking where a file states none
        columns   columns of fields, where their names do not say it
        replace   put assets in the place of those of the same name
        anyway    keep places outside the covered countries
        Raises BadInput with every fault of every file, UsageError, StateError.
        """
        from almenara.reading.assets.opening import open_file
        from almenara.workspace.importing import import_documents

        documents = [open_file(Path(path)) for path in paths]
        return import_documents(self._known(), self.assets, documents, defaults, columns, replace, anyway)

    def add_asset(
        self,
        texts: Mapping[str, str],
        points: Sequence[str],
        replace: bool = False,
        anyway: bool = False,
    ) -> Imported:
        """Keep one asset as it is typed.

        texts   its fields as in a file (name, type, people …)
        points  each "latitude, longitude", in order
        Raises BadInput, UsageError, StateError.
        """
        from almenara.workspace.importing import add_typed

        return add_typed(self._known(), self.assets, texts, points, replace, anyway)

    def export_assets(self, out: str | Path, names: Sequence[str] = ()) -> str:
        """Write assets into a file that its owner alone can read: .csv, .geojson or .kml. Returns its marking.

        Raises UsageError on another ending, an unknown name, or where the file cannot be written.
        """
        from almenara.product.asset_files import content_of
        from almenara.workspace.private_file import write_private

        content, marking = content_of(self.chosen(names), Path(out))
        write_private(Path(out), content)
        return marking
