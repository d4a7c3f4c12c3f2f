"""Several processes write, read and compact one store at once; nothing is lost, nothing is half seen."""

from __future__ import annotations

import multiprocessing
from datetime import date
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from almenara.evidence.store import Store
from almenara.workspace import Workspace
from tests.evidence.observations import values
from tests.evidence.working import compact_until, open_new, read_until, write_batches

WRITERS, BATCHES = 4, 5


@pytest.fixture
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.evidence.working"])
    return context


def test_writers_readers_and_a_compactor(processes: ForkServerContext, tmp_path: Path) -> None:
    root, stop = tmp_path / "store", tmp_path / "stop"
    Store.open(root)
    writers = [
        processes.Process(target=write_batches, args=(root, number, BATCHES)) for number in range(WRITERS)
    ]
    others = [processes.Process(target=read_until, args=(root, stop)) for _ in range(2)]
    others.append(processes.Process(target=compact_until, args=(root, stop)))
    for process in writers + others:
        process.start()
    for process in writers:
        process.join()
    stop.touch()
    for process in others:
        process.join()
    assert [p.exitcode for p in writers + others] == [0] * (WRITERS + 3)
    view = Store.open(root).as_of(date(2020, 1, 1))
    assert len(view.documents) == WRITERS * BATCHES * 2
    expected = {
        ("police-files", f"X{writer}-{number}{half}", month): float(number)
        for writer in range(WRITERS)
        for number in range(BATCHES)
        for half in ("a", "b")
        for month in range(1, 25)
    }
    assert values(view) == expected
    stored = [record.stored for record in view.documents.values()]
    assert len(set(stored)) == WRITERS * BATCHES, "two batches were stored at one moment"


def test_two_processes_make_a_new_store_at_once(processes: ForkServerContext, tmp_path: Path) -> None:
    alone = Workspace.open(tmp_path / "alone").store.as_of(date(2026, 1, 1))
    both = [processes.Process(target=open_new, args=(tmp_path / "store",)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [p.exitcode for p in both] == [0, 0]
    view = Workspace.open(tmp_path / "store").store.as_of(date(2026, 1, 1))
    assert set(view.documents) == set(alone.documents)
    counts = [v.rows_known("observations").count().to_pyarrow().as_py() for v in (alone, view)]
    assert counts[0] == counts[1] > 0
