"""The number of a store's format: written with the store, and a newer one is refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from almenara.errors import StoreDamaged, UsageError
from almenara.evidence.store import Store
from tests.evidence.observations import Row, store_one, values

DAY = date(2018, 1, 1)


def content(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_store_has_its_number(tmp_path: Path) -> None:
    assert (Store.open(tmp_path / "store").root / "format").read_text() == "1\n"


def test_a_store_without_number_is_of_the_first_format(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store_one(store, "a", DAY, [Row(1)])
    (store.root / "format").unlink()
    again = Store.open(store.root)
    assert values(again.as_of(DAY)) == {("police-files", "XX", 1): 1}
    assert (store.root / "format").read_text() == "1\n"


def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store_one(store, "a", DAY, [Row(1)])
    (store.root / "format").write_text("2\n")
    before = content(store.root)
    with pytest.raises(UsageError, match=r"made by a newer Almenara: its format is 2, .* upgrade Almenara"):
        Store.open(store.root)
    with pytest.raises(UsageError, match="made by a newer Almenara"):
        store.compact()
    assert content(store.root) == before


def test_a_number_that_is_none_is_damage(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    (store.root / "format").write_text("new")
    with pytest.raises(StoreDamaged, match='holds no number of a format: "new"; restore it'):
        Store.open(store.root)


def test_a_store_without_its_tables_is_damaged(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    shutil.rmtree(store.root / "tables")
    with pytest.raises(StoreDamaged, match="tables is missing; restore the folder"):
        Store.open(store.root)
