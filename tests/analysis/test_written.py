"""What a question writes is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.written import whole_file
from almenara.errors import UsageError


def test_a_file_appears_when_all_went_well(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out") as path, whole_file(None) as nothing:
        assert path is not None and nothing is None
        path.write_text("new")
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out").read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_nothing_is_written_and_the_old_file_stays_where_anything_fails(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(ValueError), whole_file(tmp_path / "out") as path:
        assert path is not None
        path.write_text("half")
        raise ValueError
    assert (tmp_path / "out").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["/dev/full", "/dev/null", "x" * 300])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises((UsageError, OSError)) as told, whole_file(tmp_path / name) as path:
        assert path is not None
        path.write_text("half")
    assert isinstance(told.value, UsageError) or len(name) > 255
