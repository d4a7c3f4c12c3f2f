"""The ledger's table: entries are added once, read whole, and never rewritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from almenara.evidence.ledger import entries, record
from almenara.evidence.store import Store
from almenara.model.entry import Entry
from almenara.model.tables import KEPT
from almenara.workspace import Workspace
from tests.analysis.made_calls import DAY, yes


def kept(store: Store) -> list[dict[str, object]]:
    table = store.rows("ledger")
    assert table is not None
    return sorted(table.to_pylist(), key=lambda row: str(row["entry"]))


def test_what_was_recorded_stays_to_the_byte_when_more_is_said(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    assert record(store, [yes(0.9)]) == 1
    before = kept(store)
    assert record(store, [yes(0.9), yes(0.1), yes(0.9, made=date(2019, 1, 1))]) == 1
    assert [row for row in kept(store) if row in before] == before
    assert len(kept(store)) == 2, "what is said again is not recorded again"
    store.compact()
    assert [row for row in kept(store) if row in before] == before


def test_an_entry_keeps_its_name_and_the_moment_of_storing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    record(store, [yes(0.9)])
    (found,) = entries(store)
    assert (found, found.id, found.fault) == (yes(0.9), yes(0.9).id, "")
    assert found.stored is not None and found.stored.tzinfo is not None


def test_the_view_of_a_day_holds_what_was_said_from_its_knowledge(workspace: Workspace) -> None:
    early, late = yes(0.9), yes(0.8, as_of=date(2019, 1, 1))
    record(workspace.store, [late, early])
    view = workspace.store.as_of(date(2019, 6, 1))
    assert {entry.id for entry in view.ledger} == {early.id, late.id}
    assert [entry.id for entry in view.on(DAY).ledger] == [early.id]


def test_a_state_of_the_store_holds_what_was_said_by_then(workspace: Workspace) -> None:
    record(workspace.store, [yes(0.9)])
    moment = workspace.store.as_of(date.max).stored_by
    record(workspace.store, [yes(0.1)])
    assert len(workspace.store.as_of(date.max, moment).ledger) == 1
    assert len(workspace.store.as_of(date.max).ledger) == 2


def test_rows_that_others_wrote_stop_nothing(workspace: Workspace) -> None:
    row = {"entry": "x", "kind": "probability", "made": DAY, "as_of": DAY, "subject": "s", "content": "{"}
    schema = pa.schema([f for f in KEPT["ledger"] if f.name != "batch"])
    with workspace.store.writer("test") as writer:
        writer.add("ledger", pa.Table.from_pylist([row, row | {"content": "[]"}], schema=schema))
    assert record(workspace.store, [yes(0.9)]) == 1
    faults = [entry.fault for entry in entries(workspace.store)]
    assert sorted(faults) == ["", "its content is not JSON", "its content is not a JSON object"]
    assert len(workspace.store.as_of(date.max).ledger) == 3


def test_the_same_thing_said_of_another_day_is_another_entry() -> None:
    assert yes(0.9).id != yes(0.9, as_of=date(2018, 12, 1)).id
    assert yes(0.9).id == yes(0.9, made=date(2026, 1, 1)).id
    assert Entry("probability", DAY, DAY, "a", {}).id != Entry("probability", DAY, DAY, "b", {}).id
