"""Opening the team's database: SQLite beside the store by default, PostgreSQL by configuration."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from almenara.errors import StateError, UsageError
from almenara.model.hosts import on_this_machine
from almenara.state.migrations import HEAD

PATIENCE = 30
"""Seconds to wait for another process that writes."""
_MODES = ("verify-full", "require", "disable")
"""What an address may say of encryption: with the server's name proved, without, or none."""
_LOCK = 4_161_953
"""Number of PostgreSQL's advisory lock under which one process at a time migrates."""


def beside(store: Path) -> Path:
    """Where the database of a store's team is by default: beside it, not in it, so that it does not travel along."""
    whole = store.resolve()
    return whole.with_name(f"{whole.name}-own.db")


class Database:
    """The team's own state, its schema brought up to date.

    where  a file of SQLite, or an address postgresql://user:password@host/name; ?sslmode= after it says how a
           connection to another machine is encrypted: verify-full (so it is by itself), require or disable
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    @classmethod
    def open(cls, where: str | Path) -> Database:
        """Open, making it if it is new, and migrate. A file is readable by its owner alone.

        Raises UsageError on an address that is none, StateError where it cannot be opened, or was made by a
        newer version.
        """
        url = _url(where)
        shown = url.render_as_string(hide_password=True) if url.host else str(url.database)
        if url.get_backend_name() == "sqlite":
            _made_private(Path(str(url.database)))
        try:
            engine = create_engine(url.difference_update_query(["sslmode"]), connect_args=_arguments(url))
        except ModuleNotFoundError as error:
            raise UsageError("PostgreSQL needs the extra: pip install almenara[postgresql]") from error
        if url.get_backend_name() == "sqlite":
            _steady(engine)
        made = cls(engine, shown)
        try:
            _migrate(engine, shown)
        except SQLAlchemyError as error:
            made.close()
            raise _told(shown, error) from error
        except StateError:
            made.close()
            raise
        return made

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: all of what is done in it, or nothing. Raises StateError where the database fails."""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DatabaseError as error:
            raise _told(self.where, error) from error

    def close(self) -> None:
        """Give back what is held open."""
        self._engine.dispose()


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError("the address of the database is none; write postgresql://user@host/name") from error
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=url.database)
    if backend != "postgresql":
        raise UsageError(f"{backend} is not a database that is supported; there are sqlite and postgresql")
    return url.set(drivername="postgresql+pg8000")


def _arguments(url: URL) -> dict[str, Any]:
    """How long to wait, and how PostgreSQL's connection is encrypted: to another machine always, and proved."""
    if url.get_backend_name() == "sqlite":
        return {"timeout": PATIENCE}
    here = not url.host or on_this_machine(url.host)
    match url.query.get("sslmode", "prefer" if here else "verify-full"):
        case "verify-full":
            return {"timeout": PATIENCE, "ssl_context": ssl.create_default_context()}
        case "require":
            return {"timeout": PATIENCE, "ssl_context": True}
        case "disable":
            return {"timeout": PATIENCE, "ssl_context": False}
        case "prefer" if here:
            return {"timeout": PATIENCE}
        case other:
            raise UsageError(f"sslmode={other} is none; there are: {', '.join(_MODES)}")


def _made_private(path: Path) -> None:
    """An empty file that its owner alone can read, where there is none yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StateError(f"{path} cannot be opened: {error.strerror}") from error


def _steady(engine: Engine) -> None:
    """Transactions of SQLite as SQLAlchemy's manual tells: begun where we begin, for writing, with foreign keys."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(engine: Engine, shown: str) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.begin() as connection:  # one at a time: SQLite by BEGIN IMMEDIATE, PostgreSQL by a lock
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        found = _revision(connection)
        if found == HEAD:
            return
        from almenara.state.migrations.running import known, upgrade

        if found is not None and found not in known():
            raise StateError(
                f"{shown} was made by a newer Almenara (schema {found}; this one knows up to {HEAD}); update it"
            )
        upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _told(shown: str, error: SQLAlchemyError) -> StateError:
    cause = " ".join(str(getattr(error, "orig", None) or error).split())[:300]
    sealed = "SSL" in cause or "certificate" in cause
    way = "; end the address with ?sslmode=require where its certificate is your own, so that nothing proves its name"
    return StateError(f"{shown}: {cause}{way if sealed else ''}")
