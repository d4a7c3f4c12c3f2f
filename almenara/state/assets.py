"""The team's assets, kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from almenara.errors import StateError, UsageError
from almenara.model.asset import Asset, Provenance
from almenara.model.place import fold
from almenara.state.database import Database
from almenara.state.tables import AssetRow


@dataclass(frozen=True)
class Kept:
    """What became of assets that were to be kept, by name."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]


class Assets:
    """Assets in a team's database. Names are compared without case and accents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> list[Asset]:
        """All of them, in order of their names."""
        with self._database.session() as session:
            return [_asset(row) for row in session.scalars(select(AssetRow).order_by(AssetRow.folded))]

    def find(self, name: str) -> Asset:
        """One by its name. Raises UsageError where there is none."""
        with self._database.session() as session:
            row = session.scalar(select(AssetRow).where(AssetRow.folded == fold(name)))
            if row is None:
                raise UsageError(f'there is no asset "{name}"; `almenara assets list` shows those there are')
            return _asset(row)

    def names(self) -> dict[str, str]:
        """Name of each by the form in which names are compared."""
        with self._database.session() as session:
            return {row.folded: row.name for row in session.execute(select(AssetRow.folded, AssetRow.name))}

    def keep(self, assets: Sequence[Asset], replace: bool = False) -> Kept:
        """Keep all of them, or none. Raises UsageError on a name that is there already, unless `replace`."""
        try:
            return self._keep(assets, replace)
        except StateError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
        return self._keep(assets, replace)  # another process kept one of the names meanwhile: now it is seen

    def _keep(self, assets: Sequence[Asset], replace: bool) -> Kept:
        with self._database.session() as session:
            held = _held(session, [a.name for a in assets])
            if held and not replace:
                names = ", ".join(f'"{row.name}"' for row in list(held.values())[:_SHOWN])
                more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
                raise UsageError(f"there already: {names}{more}; --replace puts the new ones in their place")
            ids = [row.id for row in held.values()]
            for start in range(0, len(ids), _AT_ONCE):
                session.execute(delete(AssetRow).where(AssetRow.id.in_(ids[start : start + _AT_ONCE])))
            session.expunge_all()
            ordered = sorted(
                assets, key=lambda a: fold(a.name)
            )  # in one order, so that two writers never wait in a ring
            session.add_all(_row(asset) for asset in ordered)
        new = [a.name for a in assets]
        return Kept(tuple(n for n in new if fold(n) not in held), tuple(n for n in new if fold(n) in held))

    def remove(self, names: Iterable[str]) -> int:
        """Remove by name, all or none; returns how many. Raises UsageError naming those that are not there."""
        wanted = {fold(name): name for name in names}
        with self._database.session() as session:
            held = _held(session, list(wanted.values()))
            if missing := [name for folded, name in wanted.items() if folded not in held]:
                listed = ", ".join(f'"{n}"' for n in missing)
                raise UsageError(f"there is no asset {listed}; nothing was removed")
            every = list(wanted)
            for start in range(0, len(every), _AT_ONCE):
                session.execute(delete(AssetRow).where(AssetRow.folded.in_(every[start : start + _AT_ONCE])))
            return len(held)


_AT_ONCE = 500
_SHOWN = 20


def _held(session: Session, names: Sequence[str]) -> dict[str, AssetRow]:
    out: dict[str, AssetRow] = {}
    folded = [fold(name) for name in names]
    for start in range(0, len(folded), _AT_ONCE):
        rows = session.scalars(select(AssetRow).where(AssetRow.folded.in_(folded[start : start + _AT_ONCE])))
        out |= {row.folded: row for row in rows}
    return out


def _row(asset: Asset) -> AssetRow:
    kept = asset.provenance
    assert kept is not None, "an asset that is kept says where it comes from"
    return AssetRow(
        folded=fold(asset.name), name=asset.name, kind=asset.kind, type=asset.type,
        points=[list(p) for p in asset.points], country=asset.country, people=asset.people, value=asset.value,
        currency=asset.currency, hours=asset.hours, radius_km=asset.radius_km, first=asset.first,
        last=asset.last, marking=asset.marking, note=asset.note, place=asset.place, file=kept.file, sha256=kept.sha256,
        row=kept.row, imported=kept.imported,
    )  # fmt: skip


def _asset(row: AssetRow) -> Asset:
    return Asset(
        row.name, row.kind, row.type, tuple((lon, lat) for lon, lat in row.points), row.country, row.people,  # type: ignore[arg-type]
        row.value, row.currency, row.hours, row.radius_km, row.first, row.last, row.marking, row.note, row.place,
        Provenance(row.file, row.sha256, row.row, row.imported),
    )  # fmt: skip
