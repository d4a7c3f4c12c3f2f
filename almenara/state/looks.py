"""Looks: when the team last looked at what, and what was known and stored by then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from almenara.state.database import Database
from almenara.state.tables import LookRow


@dataclass(frozen=True)
class Look:
    """One look.

    what       what was looked at: brief:MX, assess, alerts …
    as_of      the day whose knowledge was seen
    stored_by  the state of the store that was seen
    content    what the next look is compared with, plain JSON
    """

    what: str
    taken: datetime
    as_of: date
    stored_by: datetime
    content: dict[str, Any] = field(default_factory=dict)


class Looks:
    """The looks in a team's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, what: str, before: date | None = None) -> Look | None:
        """The newest look at something; None where there is none.

        before  only looks as of an earlier day count
        """
        wanted = select(LookRow).where(LookRow.what == what)
        if before is not None:
            wanted = wanted.where(LookRow.as_of < before)
        with self._database.session() as session:
            row = session.scalar(wanted.order_by(LookRow.taken.desc(), LookRow.id.desc()).limit(1))
            return None if row is None else Look(row.what, row.taken, row.as_of, row.stored_by, row.content)

    def take(self, look: Look) -> None:
        """Keep a look."""
        with self._database.session() as session:
            add_look(session, look)


def add_look(session: Session, look: Look) -> None:
    """Keep a look together with what else a transaction keeps."""
    session.add(
        LookRow(
            what=look.what, taken=look.taken, as_of=look.as_of, stored_by=look.stored_by, content=look.content
        )
    )
