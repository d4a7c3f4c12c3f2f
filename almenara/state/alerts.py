"""Alerts, kept: their messages, where each stands in its life, the log of it, and what they turned out to be.

An alert is new, acknowledged, snoozed until a moment, or closed with one of the dispositions of model.alert. A
snoozed one comes back by itself as new, with a line in its log and a reminder for those who were told. A
correction or withdrawal brings any alert back as new, a closed one, too: what was decided rested on something
else. Its disposition stays in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from almenara.errors import UsageError
from almenara.model.alert import DISPOSITIONS, RELEVANT, AlertState, Message
from almenara.model.message_record import message_of, message_record
from almenara.state.database import Database
from almenara.state.looks import Look, add_look
from almenara.state.tables import AlertNoteRow, AlertRow, MessageRow, OutboxRow

MACHINE = "almenara"
"""Author of what is logged of itself."""


@dataclass(frozen=True)
class Note:
    """A line of an alert's log.

    action  made, corrected, withdrawn, reopened, reminded, acknowledged, snoozed, closed, reinstated or note
    """

    moment: datetime
    author: str
    action: str
    note: str


@dataclass(frozen=True)
class AlertRecord:
    """One alert as it stands; `messages` from the first to the last."""

    id: str
    rule: str
    incident: str
    state: AlertState
    disposition: str
    snoozed_until: datetime | None
    made: datetime
    withdrawn: bool
    members: tuple[str, ...]
    facts: dict[str, Any]
    messages: tuple[Message, ...]
    log: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Tally:
    """What a rule's alerts turned out to be: closed ones by whether they were relevant; the rest is open.

    duplicates  count neither for the rule nor against it
    """

    rule: str
    alerts: int
    relevant: int
    false: int
    duplicates: int
    withdrawn: int


class Alerts:
    """Alerts in a team's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, messages: Sequence[Message], basis: dict[str, tuple[Sequence[str], dict[str, Any]]],
        look: Look | None = None,
    ) -> list[Message]:  # fmt: skip
        """Keep messages, with their alerts where they are first, all or none; returns those that were not there.

        basis  by alert its members and facts as they are now; alerts without a message are brought up to date, too
        look   the look that they come from, kept with them
        """
        with self._database.session() as session:
            new = []
            for message in messages:
                if session.get(MessageRow, message.id) is not None:
                    continue
                while self._is_reminder(session, message):  # an alert woke up in between
                    message = replace(message, number=message.number + 1)
                if self._told(session, message):
                    continue
                self._keep(session, message)
                new.append(message)
            session.flush()
            for alert, (members, facts) in basis.items():
                row = session.get(AlertRow, alert)
                if row is not None:
                    row.members, row.facts = list(members), dict(facts)
            if look is not None:
                add_look(session, look)
            return new

    @staticmethod
    def _told(session: Session, message: Message) -> bool:
        """Whether another check, at the same time, has sent a message with this number already."""
        same = select(MessageRow.id).where(
            MessageRow.alert == message.alert, MessageRow.number == message.number
        )
        return session.scalar(same) is not None

    @staticmethod
    def _is_reminder(session: Session, message: Message) -> bool:
        """Whether a reminder has the message's number."""
        at = (MessageRow.alert == message.alert, MessageRow.number == message.number)
        content = session.scalar(select(MessageRow.content).where(*at))
        return content is not None and message_of(content).type == "reminder"

    @staticmethod
    def _keep(session: Session, message: Message) -> None:
        row = session.get(AlertRow, message.alert)
        if row is None:
            session.add(
                AlertRow(
                    id=message.alert, rule=message.rule, incident=message.incident, state="new", disposition="",
                    snoozed_until=None, made=message.sent, withdrawn=message.type == "cancel", members=[], facts={},
                )
            )  # fmt: skip
            session.flush()
            _log(session, message.alert, message.sent, MACHINE, "made", "")
        else:
            said = "withdrawn" if message.type == "cancel" else "corrected"
            _log(session, row.id, message.sent, MACHINE, said, "")
            if row.state != "new":
                before = f"was {row.state}" + (f" as {row.disposition}" if row.disposition else "")
                _log(session, row.id, message.sent, MACHINE, "reopened", before)
            row.state, row.disposition, row.snoozed_until = "new", "", None
            row.withdrawn = message.type == "cancel"
        _add(session, message)

    def every(self, states: Iterable[str] = (), rule: str = "") -> list[AlertRecord]:
        """Alerts in some states (all where none is named), the newest first; without their logs."""
        with self._database.session() as session:
            rows = select(AlertRow).order_by(AlertRow.made.desc(), AlertRow.id)
            if wanted := list(states):
                rows = rows.where(AlertRow.state.in_(wanted))
            if rule:
                rows = rows.where(AlertRow.rule == rule)
            found = session.scalars(rows).all()
            said: dict[str, list[Message]] = {}
            for content in session.scalars(select(MessageRow).order_by(MessageRow.alert, MessageRow.number)):
                said.setdefault(content.alert, []).append(message_of(content.content))
            return [_record(row, said.get(row.id, [])) for row in found]

    def find(self, name: str) -> AlertRecord:
        """One alert with its log, by its id or the first letters of it. Raises UsageError."""
        with self._database.session() as session:
            row = self._row(session, name)
            log = session.scalars(
                select(AlertNoteRow).where(AlertNoteRow.alert == row.id).order_by(AlertNoteRow.id)
            )
            notes = tuple(Note(n.moment, n.author, n.action, n.note) for n in log)
            return _record(row, _messages(session, row.id), notes)

    def acknowledge(self, name: str, author: str, now: datetime, note: str = "") -> str:
        """From new to acknowledged: somebody looks at it. Returns its id, as all of these do. Raises UsageError."""
        return self._move(name, author, now, "acknowledged", note, ("new", "snoozed"), "acknowledged")

    def snooze(self, name: str, until: datetime, author: str, now: datetime, note: str = "") -> str:
        """Out of sight until a moment; then it comes back by itself, with a reminder. Raises UsageError."""
        if until <= now:
            raise UsageError(f"{until:%Y-%m-%d %H:%M} is past: an alert is snoozed until a later moment")
        told = f"until {until.isoformat(timespec='minutes')}" + (f": {note}" if note else "")
        return self._move(
            name, author, now, "snoozed", told, ("new", "acknowledged", "snoozed"), "snoozed", until
        )

    def close(self, name: str, disposition: str, author: str, now: datetime, note: str = "") -> str:
        """Closed, with what it turned out to be. Raises UsageError."""
        if disposition not in DISPOSITIONS:
            raise UsageError(f'"{disposition}" is no disposition; there are: {", ".join(DISPOSITIONS)}')
        told = disposition + (f": {note}" if note else "")
        return self._move(
            name, author, now, "closed", told, ("new", "acknowledged", "snoozed"), "closed", None, disposition
        )

    def reinstate(self, name: str, author: str, now: datetime, note: str = "") -> str:
        """From closed or snoozed back to new. Raises UsageError."""
        return self._move(name, author, now, "new", note, ("closed", "snoozed"), "reinstated")

    def note(self, name: str, author: str, now: datetime, note: str) -> str:
        """A line in its log. Raises UsageError."""
        if not note.strip():
            raise UsageError("an empty note tells nothing; write --note TEXT")
        with self._database.session() as session:
            row = self._row(session, name)
            _log(session, row.id, now, _named(author), "note", note)
            return row.id

    def wake(
        self, now: datetime, remind: Callable[[Sequence[Message], datetime], Message] | None = None
    ) -> list[str]:
        """Bring snoozed alerts whose time has come back as new, with a line in their log; returns their ids.

        remind  makes the reminder of an alert's messages; kept with it where the alert went out to anybody and was
                not withdrawn, to be sent to those whom it went to
        """
        with self._database.session() as session:
            rows = session.scalars(
                select(AlertRow)
                .where(AlertRow.state == "snoozed", AlertRow.snoozed_until <= now)
                .with_for_update(skip_locked=True)
            ).all()
            for row in rows:
                row.state, row.snoozed_until = "new", None
                _log(session, row.id, now, MACHINE, "reminded", "its time of rest is over")
                if remind is not None and not row.withdrawn and _went_out(session, row.id):
                    _add(session, remind(_messages(session, row.id), now))
            return [row.id for row in rows]

    def tallies(self) -> list[Tally]:
        """Of each rule what its alerts turned out to be, by name."""
        with self._database.session() as session:
            held: dict[str, list[AlertRow]] = {}
            for row in session.scalars(select(AlertRow).order_by(AlertRow.rule)):
                held.setdefault(row.rule, []).append(row)
            return [
                Tally(
                    rule, len(rows), sum(r.disposition in RELEVANT for r in rows),
                    sum(r.disposition == "false-positive" for r in rows),
                    sum(r.disposition == "duplicate" for r in rows), sum(r.withdrawn for r in rows),
                )
                for rule, rows in held.items()
            ]  # fmt: skip

    def _move(
        self, name: str, author: str, now: datetime, state: AlertState, note: str, allowed: Sequence[str],
        action: str, until: datetime | None = None, disposition: str = "",
    ) -> str:  # fmt: skip
        with self._database.session() as session:
            row = self._row(session, name)
            if row.state not in allowed:
                raise UsageError(f"alert {row.id[:8]} is {row.state}; only one that is {' or '.join(allowed)} can be "
                                 f"{action}" + ("; reinstate it first" if row.state == "closed" else ""))  # fmt: skip
            row.state, row.snoozed_until, row.disposition = state, until, disposition
            _log(session, row.id, now, _named(author), action, note)
            return row.id

    @staticmethod
    def _row(session: Session, name: str) -> AlertRow:
        wanted = name.strip().lower()
        if not wanted or not set(wanted) <= set("0123456789abcdef-"):
            _unknown(name)
        rows = session.scalars(select(AlertRow).where(AlertRow.id.startswith(wanted)).limit(3)).all()
        if not rows:
            _unknown(name)
        if len(rows) > 1:
            raise UsageError(f'"{name}" begins the names of several alerts; write more of it')
        return rows[0]


def _add(session: Session, message: Message) -> None:
    session.add(
        MessageRow(id=message.id, alert=message.alert, number=message.number, sent=message.sent,
                   content=message_record(message))
    )  # fmt: skip


def _messages(session: Session, alert: str) -> list[Message]:
    """An alert's messages from the first to the last."""
    rows = session.scalars(select(MessageRow).where(MessageRow.alert == alert).order_by(MessageRow.number))
    return [message_of(row.content) for row in rows]


def _went_out(session: Session, alert: str) -> bool:
    """Whether a message of an alert was put into a parcel for anybody."""
    sent = select(OutboxRow.id).where(OutboxRow.alert == alert, OutboxRow.state == "packed").limit(1)
    return session.scalar(sent) is not None


def _unknown(name: str) -> NoReturn:
    raise UsageError(f'there is no alert "{name}"; `almenara alerts list` shows those there are')


def _named(author: str) -> str:
    if not author.strip():
        raise UsageError("who does it? write --author NAME")
    if author.strip() == MACHINE:
        raise UsageError(f'"{MACHINE}" is how the log names itself; write your own name')
    return author.strip()[:200]


def _log(session: Session, alert: str, moment: datetime, author: str, action: str, note: str) -> None:
    session.add(AlertNoteRow(alert=alert, moment=moment, author=author, action=action, note=note))


def _record(row: AlertRow, messages: Sequence[Message], log: tuple[Note, ...] = ()) -> AlertRecord:
    return AlertRecord(
        row.id, row.rule, row.incident, row.state, row.disposition, row.snoozed_until, row.made, row.withdrawn,  # type: ignore[arg-type]
        tuple(row.members), dict(row.facts), tuple(messages), log,
    )  # fmt: skip
