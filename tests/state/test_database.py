"""Opening the team's database: made, migrated and refused, in SQLite and in PostgreSQL."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from almenara.errors import StateError, UsageError
from almenara.state.database import Database, beside
from almenara.state.migrations import HEAD, running
from almenara.state.tables import Table


def engine_of(where: str):
    return create_engine(
        where.replace("postgresql:", "postgresql+pg8000:") if "://" in where else f"sqlite:///{where}"
    )


def test_the_newest_step_is_the_one_that_is_named():
    assert running.head() == HEAD


def test_the_steps_lead_to_the_tables_as_they_are_declared(where):
    Database.open(where).close()
    engine = engine_of(where)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    engine.dispose()


def test_opening_again_changes_nothing(where):
    Database.open(where).close()
    Database.open(where).close()
    engine = engine_of(where)
    assert set(inspect(engine).get_table_names()) == {*Table.metadata.tables, "alembic_version"}
    engine.dispose()


def test_processes_that_open_it_at_the_same_time_make_it_once(where):
    code = "import sys; from almenara.state.database import Database; Database.open(sys.argv[1])"
    opened = [
        subprocess.Popen([sys.executable, "-c", code, where], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [(p.communicate()[1], p.returncode) for p in opened] == [("", 0)] * 4


def test_a_database_of_a_newer_version_is_left_alone(where):
    Database.open(where).close()
    engine = engine_of(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(
        StateError, match=f"made by a newer Almenara .schema 9999; this one knows up to {HEAD}"
    ):
        Database.open(where)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


def test_a_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "deep" / "own.db"
    Database.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_something_else_is_told_and_kept(tmp_path):
    path = tmp_path / "own.db"
    path.write_text("a letter to the editor, long enough to be no header of a database" * 20)
    before = path.read_bytes()
    with pytest.raises(StateError, match="not a database"):
        Database.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("where", ["mysql://u@h/db", "nonsense://x", "oracle://h/x"])
def test_an_address_of_another_kind_is_refused(where):
    with pytest.raises(UsageError):
        Database.open(where)


def test_a_server_that_is_not_there_is_told_without_its_password():
    with pytest.raises(StateError) as found:
        Database.open("postgresql://someone:s3cret@127.0.0.1:9/nowhere")
    assert "127.0.0.1" in str(found.value)
    assert "s3cret" not in str(found.value)


def test_it_stands_beside_the_store_not_in_it(tmp_path):
    assert beside(Path(tmp_path / "store")) == (tmp_path / "store-own.db").resolve()
