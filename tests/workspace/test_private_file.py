"""What is the team's own is written so that its owner alone can read it."""

import os
import stat

import pytest

from almenara.errors import UsageError
from almenara.workspace.private_file import write_private


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_one_that_all_could_read_are_its_owners_alone(tmp_path):
    new, old = tmp_path / "new" / "sites.csv", tmp_path / "old.csv"
    old.write_text("longer than what comes")
    old.chmod(0o644)
    for path in (new, old):
        write_private(path, "ñ\r\n")
        assert (path.read_bytes(), mode(path)) == ("ñ\r\n".encode(), 0o600)


def test_a_pipe_is_written_to_as_it_is(tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o644)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_private(tmp_path / "pipe", b"x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)


def test_a_place_where_nothing_can_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"sites\.csv cannot be written"):
        write_private(tmp_path / "file" / "sites.csv", "")
    with pytest.raises(UsageError, match="cannot be written: Is a directory"):
        write_private(tmp_path, "")
