"""A team's database with the messages of one alert in it, and a clock that tests set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from almenara.model.message_record import message_record
from almenara.state.database import Database
from almenara.state.tables import AlertRow, MessageRow
from tests.product.alerts.made import FIRST

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMhISE="
NOON = datetime(2026, 2, 23, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: int) -> None:
        """Move it forward."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Noon of a Monday."""
    return Clock()


@pytest.fixture
def database(tmp_path):
    """An empty database of the team's."""
    made = Database.open(tmp_path / "own.db")
    yield made
    made.close()


@pytest.fixture
def keep(database):
    """Keeps messages, with their alerts, as the commands of alerts do."""

    def kept(*messages):
        with database.session() as session:
            for message in messages:
                if session.get(AlertRow, message.alert) is None:
                    session.add(
                        AlertRow(
                            id=message.alert, rule=message.rule, incident=message.alert, state="new", disposition="",
                            snoozed_until=None, made=FIRST.sent, withdrawn=False, members=[], facts={},
                        )
                    )  # fmt: skip
                    session.flush()
                session.add(
                    MessageRow(
                        id=message.id, alert=message.alert, number=message.number, sent=message.sent,
                        content=message_record(message),
                    )
                )  # fmt: skip
        return messages

    return kept
