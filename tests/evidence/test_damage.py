"""A table of the store that cannot be read is named, and nothing is taken in over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from almenara.collect.held import held_documents
from almenara.errors import StoreDamaged
from almenara.evidence.store import Store
from almenara.workspace import Workspace
from tests.evidence.observations import Row, store_one, values

DAY = date(2018, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two batches of one document each."""
    store = Store.open(tmp_path / "store")
    for number in range(2):
        store_one(store, f"file-{number}", DAY, [Row(number, month) for month in range(1, 13)])
    return store


def parquet(folder: Path) -> Path:
    return sorted(folder.glob("*.parquet"))[0]


def last_log(folder: Path) -> Path:
    return sorted((folder / "_delta_log").glob("*.json"))[-1]


def garble(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:8] + b"\xa5" * (len(content) - 16) + content[-8:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def half_written(path: Path) -> None:
    path.write_text('{"add": {"pa')


@pytest.mark.parametrize("table", ["observations", "documents", "batches"])
@pytest.mark.parametrize(
    ("part", "harm", "told"),
    [
        (parquet, garble, "cannot be read"),
        (parquet, cut, "is cut off"),
        (parquet, Path.unlink, "is missing"),
        (last_log, half_written, "its log cannot be read"),
        (last_log, lambda path: path.write_bytes(b""), "of its log is empty"),
        (lambda folder: folder, shutil.rmtree, "it is missing"),
    ],
    ids=["garbled", "cut off", "gone", "log half written", "log empty", "table gone"],
)
def test_a_damaged_table_is_named(
    store: Store, table: str, part: Callable[[Path], Path], harm: Callable[[Path], object], told: str
) -> None:
    harm(part(store.root / "tables" / table))
    with pytest.raises(
        StoreDamaged, match=rf"table {table} is damaged: .*{told}.*from a backup, or make a new"
    ):
        held_documents(store)
        values(store.as_of(DAY))


def test_nothing_is_taken_in_over_damage(workspace: Workspace) -> None:
    tables = workspace.store.root / "tables"
    last_log(tables / "batches").write_bytes(b"")
    before = sorted(tables.rglob("*"))
    with pytest.raises(StoreDamaged, match="table batches"):
        Workspace.open(workspace.store.root)
    assert sorted(tables.rglob("*")) == before


def test_a_store_whose_first_batches_died_is_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(tmp_path / "store")

    def dies(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Store, "finish", dies)
        for name in ("a", "b"):
            with pytest.raises(ZeroDivisionError):
                store_one(store, name, DAY, [Row(1)])
    store = Store.open(tmp_path / "store")
    assert held_documents(store) == {}
    store_one(store, "c", DAY, [Row(2)])
    assert values(store.as_of(DAY)) == {("police-files", "XX", 1): 2}


def test_an_older_store_that_has_lost_its_batches_is_damaged(store: Store) -> None:
    (store.root / "format").unlink()
    shutil.rmtree(store.root / "tables" / "batches")
    with pytest.raises(StoreDamaged, match="table batches is damaged: it is missing"):
        Store.open(store.root)


def test_an_error_that_is_no_fault_of_the_files_stays_itself(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.reading("observations"):
        raise ZeroDivisionError
