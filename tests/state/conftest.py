"""Databases to test with: a file of SQLite, and a fresh database of a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pg8000.dbapi
import pytest
from sqlalchemy.engine import make_url

from almenara.state.database import Database
from tests.state import postgres

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL server; skips where its programs are missing."""
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path) -> str:
    """Where an empty database is: a path, or an address."""
    if request.param == "sqlite":
        return str(tmp_path / "own.db")
    address = request.getfixturevalue("postgres_server")
    name = f"almenara_{next(_NUMBERS)}"
    url = make_url(address)
    connection = pg8000.dbapi.connect(url.username, url.host, "postgres", url.port)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{address}{name}"


@pytest.fixture
def database(where) -> Iterator[Database]:
    """An open database, empty."""
    made = Database.open(where)
    yield made
    made.close()
