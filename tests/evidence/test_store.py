"""The store's folder: what is refused, what is found damaged, what a failed or dead batch leaves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from almenara.errors import EvidenceError, StoreDamaged, UsageError
from almenara.evidence import store as store_module
from almenara.evidence.store import Store
from almenara.workspace import Workspace
from tests.evidence.observations import Row, add, store_one, values

DAY = date(2018, 1, 1)


def test_refuses_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not ours")
    with pytest.raises(UsageError, match="is not an Almenara store and not empty"):
        Store.open(tmp_path)


def test_refuses_a_folder_whose_tables_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "tables" / "chairs").mkdir(parents=True)
    with pytest.raises(UsageError, match="is not an Almenara store"):
        Store.open(tmp_path)


def test_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(UsageError, match="is a file; --store names a folder"):
        Store.open(tmp_path / "store")


def test_finds_a_changed_file_and_a_lost_one(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    digest = store_one(store, "a", DAY, [Row(1)])
    assert store.files.read(digest) == b"a"
    path = store.root / "files" / digest[:2] / digest
    path.write_bytes(b"b")
    with pytest.raises(StoreDamaged, match="was changed; restore it"):
        store.files.read(digest)
    path.unlink()
    with pytest.raises(StoreDamaged, match="is not in the store; restore it"):
        store.files.read(digest)


def test_a_failed_batch_leaves_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store_one(store, "a", DAY, [Row(1)])
    before = sorted(p for p in store.root.rglob("*") if p.is_file())
    with pytest.raises(ZeroDivisionError), store.writer("test") as writer:
        add(writer, "b", DAY, [Row(2)])
        raise ZeroDivisionError
    assert sorted(p for p in store.root.rglob("*") if p.is_file()) == before


def test_compacting_drops_what_a_dead_batch_left_and_spares_a_living_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_YOUNG", timedelta(0))
    monkeypatch.setattr(store_module, "_FLUSH_ROWS", 0)
    store = Store.open(tmp_path / "store")
    store_one(store, "a", DAY, [Row(1)])
    with pytest.raises(ZeroDivisionError), store.writer("test") as writer:
        add(writer, "dead", DAY, [Row(2, place="YY")])
        raise ZeroDivisionError
    with store.writer("test") as living:
        add(living, "living", DAY, [Row(3, place="ZZ")])
        assert len(store.paths("observations")) == 3
        store.compact()
        kept = store.table("observations")
        assert kept is not None
        assert sorted(kept.to_pyarrow_table()["place"].to_pylist()) == ["XX", "ZZ"]
    assert set(values(store.as_of(DAY)).values()) == {1.0, 3.0}


def test_rows_whose_writing_was_reported_as_failed_are_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(tmp_path / "store")
    write, failed = store_module.write_deltalake, []

    def fails_afterwards(*args: object, **more: object) -> None:
        write(*args, **more)
        if not failed:
            failed.append(True)
            raise OSError("the answer was lost")

    monkeypatch.setattr(store_module, "write_deltalake", fails_afterwards)
    store_one(store, "a", DAY, [Row(1)])
    assert values(store.as_of(DAY)) == {("police-files", "XX", 1): 1}


def test_a_full_disk_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, tries = Store.open(tmp_path / "store"), []

    def full(*_: object, **__: object) -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module, "write_deltalake", full)
    with pytest.raises(EvidenceError, match=r"could not be written: .*No space left on device"):
        store_one(store, "a", DAY, [Row(1)])
    assert len(tries) == 1


def test_compacting_changes_no_answer(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    for number in range(4):
        store_one(store, f"file-{number}", DAY + timedelta(days=number), [Row(number), Row(None, month=2)])
    days = [DAY + timedelta(days=number) for number in range(4)]
    before = [values(store.as_of(day)) for day in days]
    files = store.compact()
    assert files["observations"] == 1
    assert [values(store.as_of(day)) for day in days] == before


def test_a_store_may_lie_in_a_folder_whose_name_holds_spaces_and_accents(tmp_path: Path) -> None:
    root = tmp_path / "my store é 100%"
    for _ in range(2):  # made, then opened again
        found = Workspace.open(root).figures("homicide", "mx", "2017", as_of="2018-11-02")
        assert 28_734 in {figure.value for figure in found}
