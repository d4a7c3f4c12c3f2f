"""A process killed at any instant of an ingest leaves the store as it was before, or as it is after."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from datetime import date
from pathlib import Path

from almenara.errors import NoEvidence
from almenara.evidence.files import sha256
from almenara.evidence.store import Store
from tests.evidence.working import take_in

KILLS = 40
ROWS = 60
HEADER = "measure,definition,value,unit,place,period,published,publisher,title,address\n"


def generated(folder: Path, number: int) -> set[str]:
    """Three tables of figures about one day each of a year of their own; their digests are returned."""
    folder.mkdir()
    out = set()
    for part in range(3):
        lines = [
            f"advisory-level,us-state-advisory,{1 + row % 4},level,MX,"
            f"{1900 + number}-{1 + row // 28:02}-{1 + row % 28:02},"
            f"2018-01-{1 + part:02},Publisher {part},Page {number},https://example.org/{number}/{part}\n"
            for row in range(part * ROWS, (part + 1) * ROWS)
        ]
        content = (HEADER + "".join(lines)).encode()
        (folder / f"round-{number}-{part}.csv").write_bytes(content)
        out.add(sha256(content))
    return out


def state(root: Path) -> tuple[set[str], int]:
    """Documents seen, each of them read from its kept bytes, and the number of rows seen."""
    store = Store.open(root)
    try:
        view = store.as_of(date(2020, 1, 1))
    except NoEvidence:
        return set(), 0
    for digest in view.documents:
        store.files.read(digest)
    count = view.rows_known("observations").count().to_pyarrow().as_py()
    return set(view.documents), count


def test_killed_many_times(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.evidence.working"])
    root, chance = tmp_path / "store", random.Random(2018)
    started = time.monotonic()
    held = generated(tmp_path / "0", 0)
    whole = processes.Process(target=take_in, args=(root, tmp_path / "0"))
    whole.start()
    whole.join()
    assert state(root) == (held, 3 * ROWS)
    started = time.monotonic()
    held |= generated(tmp_path / "1", 1)
    whole = processes.Process(target=take_in, args=(root, tmp_path / "1"))
    whole.start()
    whole.join()
    usual = time.monotonic() - started
    killed = number = 0
    outcomes = {"before": 0, "after": 0}
    while killed < KILLS:
        number += 1
        new = generated(tmp_path / str(number + 1), number + 1)
        process = processes.Process(target=take_in, args=(root, tmp_path / str(number + 1)))
        process.start()
        process.join(chance.uniform(0, usual))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        documents, rows = state(root)
        assert documents in (held, held | new), f"half a batch after kill {killed}"
        assert rows == ROWS * len(documents)
        outcomes["after" if documents > held else "before"] += 1
        held = documents
    assert outcomes["before"] > 0, "no kill came in time to be a test"
    before = state(root)
    Store.open(root).compact()
    assert state(root) == before
