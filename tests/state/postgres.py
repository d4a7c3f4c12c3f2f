"""A real PostgreSQL server for a test run, made in a temporary folder and thrown away after it.

Debian's package brings the programs; .ci/run installs it. Where they are missing, tests of PostgreSQL skip,
saying so; on CI that is a failure.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "almenara"


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    beside = shutil.which("initdb")
    return Path(beside).parent if beside else None


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """Address of an empty server, without the name of a database: postgresql://user@127.0.0.1:port/."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL's server is not installed; .ci/run installs it")
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    as_user: dict[str, int] = {}
    folder = Path(tempfile.mkdtemp(prefix="almenara-pg-"))
    if os.getuid() == 0:  # the server refuses to run as root
        other = pwd.getpwnam("postgres")
        os.chown(folder, other.pw_uid, other.pw_gid)
        as_user = {"user": other.pw_uid, "group": other.pw_gid}
    port = _free_port()
    data = folder / "data"
    try:
        made = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "-N",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **as_user)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        start = [
            str(programs / "pg_ctl"),
            "-D",
            str(data),
            "-w",
            "-o",
            options,
            "-l",
            str(folder / "log"),
        ]
        subprocess.run([*start, "start"], check=True, capture_output=True, cwd=folder, **as_user)
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/"
        finally:
            stop = [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, capture_output=True, cwd=folder, **as_user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
