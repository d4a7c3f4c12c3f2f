"""The outbox: what is to go to whom, and what became of it. A row is written before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID, uuid4, uuid5

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from almenara.model.alert import Message
from almenara.model.message_record import message_of
from almenara.state.database import Database
from almenara.state.tables import AlertRow, MessageRow, OutboxRow, ParcelRow

_PARCELS = UUID("6b5b3c0e-4a0b-5c59-9b0e-0d5c1f2f7a10")
"""Namespace of parcels' ids: a parcel with the same content has the same id."""
_TICK = timedelta(microseconds=1)
"""Between two parcels: they are sent in the order in which they were made."""


@dataclass(frozen=True)
class Posting:
    """One message for one recipient, as it is put into the outbox.

    refused  why it may not go there; "" where it may
    """

    message: str
    alert: str
    channel: str
    recipient: str
    due: datetime
    refused: str = ""


@dataclass(frozen=True)
class Parcel:
    """What a runner has taken to send; nobody else sends it before its time is over.

    lease  names this taking: what is recorded of it counts only while no other runner has taken it since
    """

    id: str
    channel: str
    recipient: str
    made: datetime
    attempts: int
    lease: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Line:
    """One message for one recipient, and what became of it.

    state  waiting, superseded, refused; or of its parcel: open, sent, failed
    why    why it was refused, or how the last attempt failed
    """

    message: str
    alert: str
    channel: str
    recipient: str
    state: str
    due: datetime
    attempts: int
    sent: datetime | None
    why: str


class Outbox:
    """The outbox of a team's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unposted(self) -> list[Message]:
        """Messages that were never put in for anybody, in the order in which they were made.

        None of a closed alert, and no reminder of what was corrected or withdrawn after it.
        """
        with self._database.session() as session:
            posted = select(OutboxRow.id).where(OutboxRow.message == MessageRow.id).exists()
            after = aliased(MessageRow)
            later = select(after.id).where(after.alert == MessageRow.alert, after.number > MessageRow.number)
            rows = session.execute(
                select(MessageRow.content, later.exists())
                .join(AlertRow, MessageRow.alert == AlertRow.id)
                .where(~posted, AlertRow.state != "closed")
                .order_by(MessageRow.sent, MessageRow.alert, MessageRow.number)
            )
            found = [(message_of(content), bool(followed)) for content, followed in rows]
            return [m for m, followed in found if not (followed and m.type == "reminder")]

    def told(self, alert: str) -> dict[tuple[str, str], str]:
        """Who was told of an alert, or is to be: by channel and recipient, "waiting" or "packed"."""
        with self._database.session() as session:
            rows = session.execute(
                select(OutboxRow.channel, OutboxRow.recipient, OutboxRow.state)
                .where(OutboxRow.alert == alert, OutboxRow.state.in_(("waiting", "packed")))
                .order_by(OutboxRow.state)  # one who got an earlier message and waits for another got one
            )
            out: dict[tuple[str, str], str] = {}
            for channel, recipient, state in rows:
                out.setdefault((channel, recipient), state)
            return out

    def post(self, postings: Iterable[Posting], supersede: bool = False) -> list[Posting]:
        """Put messages in, all or none; one that is in already is not put in again. Returns those put in.

        supersede  whether they take the place of earlier messages of their alert that wait for the same recipient
        """
        with self._database.session() as session:
            made = []
            for posting in postings:
                where = (OutboxRow.channel == posting.channel, OutboxRow.recipient == posting.recipient)
                known = select(OutboxRow.id).where(OutboxRow.message == posting.message, *where)
                if session.scalar(known) is not None:
                    continue
                if supersede:
                    self._supersede(session, posting.alert, posting.channel, posting.recipient)
                session.add(
                    OutboxRow(
                        message=posting.message, alert=posting.alert, channel=posting.channel,
                        recipient=posting.recipient, state="refused" if posting.refused else "waiting",
                        due=posting.due, parcel=None, reason=posting.refused,
                    )
                )  # fmt: skip
                made.append(posting)
            return made

    def withdraw(self, alert: str, channel: str, recipient: str) -> None:
        """What waits of an alert for a recipient who was told nothing of it yet never goes out."""
        with self._database.session() as session:
            self._supersede(session, alert, channel, recipient)

    @staticmethod
    def _supersede(session: Session, alert: str, channel: str, recipient: str) -> None:
        waiting = select(OutboxRow).where(
            OutboxRow.alert == alert, OutboxRow.channel == channel, OutboxRow.recipient == recipient,
            OutboxRow.state == "waiting",
        )  # fmt: skip
        for row in session.scalars(waiting):
            row.state = "superseded"

    def pack(self, now: datetime, single: Callable[[str], bool]) -> int:
        """Put what is due into parcels; returns how many were made.

        single  whether messages of a channel go one by one; otherwise all that are due go together
        """
        with self._database.session() as session:
            due = session.scalars(
                select(OutboxRow)
                .where(OutboxRow.state == "waiting", OutboxRow.due <= now)
                .order_by(OutboxRow.channel, OutboxRow.recipient, OutboxRow.id)
                .with_for_update(skip_locked=True)
            ).all()
            newest = session.scalar(select(func.max(ParcelRow.made)))
            made = max(now, newest + _TICK) if newest else now
            parcels = 0
            for (channel, recipient), rows in groupby(due, key=lambda r: (r.channel, r.recipient)):
                together = list(rows)
                for part in [[r] for r in together] if single(channel) else [together]:
                    self._packed(session, channel, recipient, part, made + parcels * _TICK, now)
                    parcels += 1
            return parcels

    @staticmethod
    def _packed(
        session: Session,
        channel: str,
        recipient: str,
        rows: Sequence[OutboxRow],
        made: datetime,
        now: datetime,
    ) -> None:
        content = "\n".join([channel, recipient, *(row.message for row in rows)])
        parcel = ParcelRow(
            id=str(uuid5(_PARCELS, content)), channel=channel, recipient=recipient, made=made,
            state="open", attempts=0, next_attempt=now, leased=None, lease="", sent=None, error="",
        )  # fmt: skip
        session.add(parcel)
        session.flush()
        for row in rows:
            row.state, row.parcel = "packed", parcel.id

    def take(self, now: datetime, lease: timedelta) -> Parcel | None:
        """The next parcel to send, taken for a while; None where there is none.

        What goes to one recipient goes in its order: a correction never overtakes what it corrects.
        """
        before = aliased(ParcelRow)
        earlier = (
            select(before.id)
            .where(
                before.channel == ParcelRow.channel, before.recipient == ParcelRow.recipient,
                before.state == "open",
                or_(before.made < ParcelRow.made, and_(before.made == ParcelRow.made, before.id < ParcelRow.id)),
            )
            .exists()
        )  # fmt: skip
        with self._database.session() as session:
            row = session.scalar(
                select(ParcelRow)
                .where(
                    ParcelRow.state == "open",
                    ParcelRow.next_attempt <= now,
                    or_(ParcelRow.leased.is_(None), ParcelRow.leased < now),
                    ~earlier,
                )
                .order_by(ParcelRow.made, ParcelRow.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if row is None:
                return None
            row.leased, row.lease, row.attempts = now + lease, str(uuid4()), row.attempts + 1
            contents = session.scalars(
                select(MessageRow.content)
                .join(OutboxRow, OutboxRow.message == MessageRow.id)
                .where(OutboxRow.parcel == row.id)
                .order_by(OutboxRow.id)
            )
            messages = tuple(message_of(content) for content in contents)
            return Parcel(row.id, row.channel, row.recipient, row.made, row.attempts, row.lease, messages)

    def sent(self, parcel: Parcel, now: datetime) -> bool:
        """Record that a parcel was taken by its receiver; False where the lease was another's by then."""
        return self._ended(parcel, "sent", now, "")

    def failed(self, parcel: Parcel, now: datetime, why: str) -> bool:
        """Record that a parcel will not be tried again."""
        return self._ended(parcel, "failed", now, why)

    def _ended(self, parcel: Parcel, state: str, now: datetime, why: str) -> bool:
        with self._database.session() as session:
            row = session.get(ParcelRow, parcel.id, with_for_update=True)
            if row is None or row.lease != parcel.lease:
                return False
            row.state, row.error, row.leased = state, why, None
            row.sent = now if state == "sent" else None
            return True

    def later(self, parcel: Parcel, moment: datetime, why: str) -> bool:
        """Record that a parcel is to be tried again at a moment."""
        with self._database.session() as session:
            row = session.get(ParcelRow, parcel.id, with_for_update=True)
            if row is None or row.lease != parcel.lease:
                return False
            row.next_attempt, row.error, row.leased = moment, why, None
            return True

    def again(self, now: datetime) -> int:
        """Open every parcel that failed once more; returns how many."""
        with self._database.session() as session:
            rows = session.scalars(
                select(ParcelRow).where(ParcelRow.state == "failed").with_for_update()
            ).all()
            for row in rows:
                row.state, row.next_attempt, row.attempts, row.made = "open", now, 0, now
            return len(rows)

    def waiting(self) -> int:
        """How many messages for how many recipients have not gone out yet, parcels being tried among them."""
        with self._database.session() as session:
            loose = session.scalar(
                select(func.count()).select_from(OutboxRow).where(OutboxRow.state == "waiting")
            )
            packed = session.scalar(
                select(func.count())
                .select_from(OutboxRow)
                .join(ParcelRow, OutboxRow.parcel == ParcelRow.id)
                .where(ParcelRow.state == "open")
            )
            return int(loose or 0) + int(packed or 0)

    def lines(self) -> list[Line]:
        """Everything in it, in the order in which it was put in."""
        with self._database.session() as session:
            rows = session.execute(
                select(OutboxRow, ParcelRow)
                .outerjoin(ParcelRow, OutboxRow.parcel == ParcelRow.id)
                .order_by(OutboxRow.id)
            )
            return [_line(row, parcel) for row, parcel in rows]


def _line(row: OutboxRow, parcel: ParcelRow | None) -> Line:
    if parcel is None:
        return Line(
            row.message, row.alert, row.channel, row.recipient, row.state, row.due, 0, None, row.reason
        )
    return Line(
        row.message, row.alert, row.channel, row.recipient, parcel.state, row.due, parcel.attempts,
        parcel.sent, parcel.error,
    )  # fmt: skip
