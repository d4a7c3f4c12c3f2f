"""A store that may only be read, and files that may not be: answers where there are any, else one line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from almenara.collect import embedded
from almenara.errors import UsageError
from almenara.evidence.ledger import record
from almenara.model.document import Document
from almenara.model.entry import Entry
from almenara.workspace import Workspace
from tests.faces.in_process import run

NOBODY = 65534


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """A store with the embedded figures, in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        store = Path(folder) / "store"
        Workspace.open(store)
        yield store


@contextmanager
def read_only(root: Path) -> Iterator[None]:
    """Take away the right to write; root has it whatever the folders say, so become another user meanwhile."""
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.parametrize("words", [("figure", "homicide", "mx", "2017"), ("status",), ("sources",)])
def test_questions_are_answered(
    root: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with read_only(root):
        code, out, err = run(monkeypatch, capsys, *words, "--store", root)
    assert (code, err) == (0, "")
    assert out


def test_embedded_tables_it_lacks_are_told_once_and_left(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = [*embedded.embedded_documents(Workspace.open(root).registry), Document(b"x", "0" * 64, "x", "x")]
    monkeypatch.setattr(embedded, "embedded_documents", lambda _: newer)
    with read_only(root):
        code, out, err = run(monkeypatch, capsys, "status", "--store", root)
    assert (code, err.count("\n")) == (0, 1)
    assert err.endswith("is read-only: 1 embedded table of this version of Almenara could not be taken in\n")
    assert out


@pytest.mark.parametrize(
    "words",
    [
        ("compact",),
        ("reread",),
        ("ingest", __file__, "--keep-going"),
        ("retract", "--definition", "inegi-deaths-registration", "--known", "2026-01-01", "--reason", "x"),
    ],
    ids=lambda words: words[0],
)
def test_a_change_is_refused_in_one_line(
    root: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with read_only(root):
        code, _, err = run(monkeypatch, capsys, *words, "--store", root)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"almenara: the store {root} is read-only: ")


def test_a_ledger_that_cannot_be_written_is_named(root: Path) -> None:
    store = Workspace.open(root).store
    made = Entry("forecast", date(2018, 1, 1), date(2018, 1, 1), "homicides of a month", {"p": 0.5})
    with (
        read_only(root),
        pytest.raises(UsageError, match="read-only: the ledger cannot take the 1 forecasts"),
    ):
        record(store, [made])


def test_a_folder_that_cannot_be_made_is_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with read_only(root):
        code, _, err = run(monkeypatch, capsys, "status", "--store", root / "new")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"almenara: the store {root / 'new'} cannot be opened: Permission denied")


def test_files_that_cannot_be_read_are_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = root.parent / "closed"
    closed.mkdir(exist_ok=True)
    (closed / "a.csv").write_text("a\n")
    closed.chmod(0)
    with read_only(root):
        code, _, err = run(monkeypatch, capsys, "ingest", closed / "a.csv", "--store", root)
    closed.chmod(0o755)
    assert (code, err.count("\n")) == (2, 1)
    assert err == f"almenara: {closed / 'a.csv'}: Permission denied\n"
