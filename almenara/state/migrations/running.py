"""Running the migrations over a connection that is open already, inside its transaction."""

from __future__ import annotations

from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def known() -> frozenset[str]:
    """Names of the steps that this version knows."""
    return frozenset(step.revision for step in _steps().walk_revisions())


def head() -> str:
    """Name of the newest step."""
    found = _steps().get_current_head()
    assert found is not None
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps that are missing."""
    configured = _config()
    configured.attributes["connection"] = connection
    command.upgrade(configured, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("almenara.state") / "migrations"))
    return config


def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
