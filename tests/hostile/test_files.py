"""Stray, damaged and strange files among good ones: each is told of, and keeps no other from being stored."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from almenara.collect import understand
from almenara.collect.files_on_disk import find_files, load_document
from almenara.collect.ingest import Taken
from almenara.collect.understand import read_document
from almenara.errors import BadInput, NotRecognised, UsageError
from almenara.reading.opening import open_zip
from almenara.reading.spec import all_specs
from almenara.workspace import Workspace
from tests.sources.made_advice import GED_HEADER, ged, ged_row
from tests.sources.made_places import made

HTML = "<!DOCTYPE html><html><body>503</body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file that is understood."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "GEDEvent_v24_1.csv").write_text(ged(ged_row()), encoding="utf-8")
    return tmp_path / "in"


def told(taken: list[Taken]) -> dict[str, str]:
    return {item.name: item.skipped for item in taken if item.skipped}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("README.md", b"# Notes\n\nClave_Ent, Subtipo de delito, POLICIA NACIONAL, HOMICIDIOS\n", ""),
        ("page.csv", HTML.encode(), "it is a web page, not a file of data"),
        ("empty.csv", b"", "it is empty"),
        ("packed.csv.gz", gzip.compress(b"", mtime=0), "it is empty"),
        ("wide.csv", "a,b".encode("utf-16-le") * 9, "it holds NUL bytes"),
        ("cut.xlsx.gz", gzip.compress(b"PK\x03\x04" + os.urandom(9000))[:-900], "it cannot be opened"),
    ],
)
def test_a_stray_file_does_not_refuse_the_folder(
    workspace: Workspace, folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    taken = workspace.ingest([folder])
    assert [item.name for item in taken if not item.skipped] == ["GEDEvent_v24_1.csv"]
    assert told(taken)[name].startswith("no source recognises it")
    assert reason in told(taken)[name]


def test_a_file_that_two_sources_claim_is_told_and_the_rest_is_stored(
    workspace: Workspace, folder: Path
) -> None:
    (folder / "IDVFC_of.csv").write_text(GED_HEADER + "\n", encoding="utf-8")
    taken = workspace.ingest([folder])
    assert [item.name for item in taken if not item.skipped] == ["GEDEvent_v24_1.csv"]
    assert told(taken)["IDVFC_of.csv"] == "is claimed by sesnsp_victims and ucdp_ged"
    assert [item.failed for item in taken if item.skipped] == [True]
    with pytest.raises(BadInput, match="is claimed by"):
        workspace.ingest([folder / "IDVFC_of.csv"])


def test_a_named_file_that_nothing_recognises_says_what_it_is(workspace: Workspace, folder: Path) -> None:
    (folder / "page.csv").write_text(HTML, encoding="utf-8")
    with pytest.raises(NotRecognised, match="no source recognises this file: it is a web page"):
        workspace.ingest([folder / "page.csv"])
    taken = workspace.ingest([folder / "page.csv", folder / "GEDEvent_v24_1.csv"], keep_going=True)
    assert len([item for item in taken if not item.skipped]) == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_what_is_no_regular_file_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        find_files([Path("/dev/zero")])
    with pytest.raises(UsageError, match="is not a regular file"):
        load_document(Path("/dev/zero"), "zero")
    (folder / "endless").symlink_to("/dev/zero")
    assert [path.name for path, _ in find_files([folder])] == ["GEDEvent_v24_1.csv"]


def test_a_file_that_is_gone_is_told(workspace: Workspace, folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_document(folder / "gone.csv", "gone.csv")


@pytest.mark.parametrize(
    "stop",
    [TypeError("no such thing"), MemoryError(), RecursionError("deep"), KeyError("column"), OSError("disc")],
)
def test_a_reader_that_stops_is_a_fault_of_that_file(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch, stop: Exception
) -> None:
    stopping(monkeypatch, lambda: stop)
    with pytest.raises(BadInput) as caught:
        workspace.ingest([folder])
    text = str(caught.value)
    assert "GEDEvent_v24_1.csv" in text and "sources/ucdp_ged/read.py" in text
    assert type(stop).__name__ in text and str(stop) in text
    assert [item.failed for item in workspace.ingest([folder], keep_going=True)] == [True]


def test_a_user_who_stops_it_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping(monkeypatch, KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        read_document(made("GEDEvent_v24_1.csv", ged(ged_row())), all_specs()["ucdp_ged"])


def stopping(monkeypatch: pytest.MonkeyPatch, make: Callable[[], BaseException]) -> None:
    def read(document: object, spec: object) -> None:
        raise make()

    monkeypatch.setattr(understand, "import_module", lambda name: SimpleNamespace(read=read))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_members_of_an_archive_are_one_fault(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.shp", os.urandom(4000))
    damaged = bytearray(out.getvalue())
    damaged[40:90] = b"\xff" * 50
    with pytest.raises(BadInput, match="is a damaged zip archive") as caught:
        open_zip(made("a.zip", bytes(damaged)))
    assert "Fetch the file again" in caught.value.mend
