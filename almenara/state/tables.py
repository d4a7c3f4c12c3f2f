"""The tables of the team's own state. A change here needs a migration; docs/how-to/change-the-own-state.md."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from almenara.state.columns import Moment


class Table(DeclarativeBase):
    """What all tables share: names of constraints, so that a migration can name them, too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


class AssetRow(Table):
    """model.asset.Asset; `folded` is its name without case and accents, unique."""

    __tablename__ = "assets"

    id: Mapped[int] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    type: Mapped[str] = mapped_column(String(40))
    points: Mapped[list[Any]]
    country: Mapped[str] = mapped_column(String(10))
    people: Mapped[int | None]
    value: Mapped[float | None]
    currency: Mapped[str] = mapped_column(String(3))
    hours: Mapped[str] = mapped_column(String(500))
    radius_km: Mapped[float | None]
    first: Mapped[date | None]
    last: Mapped[date | None]
    marking: Mapped[str] = mapped_column(String(20))
    note: Mapped[str]
    place: Mapped[str] = mapped_column(String(200), server_default="")
    file: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str] = mapped_column(String(64))
    row: Mapped[int | None]
    imported: Mapped[datetime]


class LookRow(Table):
    """A look that the team took: "since the last look" counts from it.

    what       brief, assess or alerts
    as_of      the day whose knowledge was looked at
    stored_by  the state of the store that was seen
    content    what is to be compared with the next one
    """

    __tablename__ = "looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(40), index=True)
    taken: Mapped[datetime]
    as_of: Mapped[date]
    stored_by: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class AlertRow(Table):
    """One alert: one incident under one rule, and where it stands in its life.

    members  keys of all records that tell of the incident: what shares one is the same incident
    facts    what its newest message rests on, for telling corrections
    """

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("rule", "incident"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    rule: Mapped[str] = mapped_column(String(200), index=True)
    incident: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12), index=True)
    disposition: Mapped[str] = mapped_column(String(20))
    snoozed_until: Mapped[datetime | None]
    made: Mapped[datetime]
    withdrawn: Mapped[bool]
    members: Mapped[list[Any]] = mapped_column(default=list)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class AlertNoteRow(Table):
    """The log of an alert: each change of its state, with who made it and why."""

    __tablename__ = "alert_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"), index=True)
    moment: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(20))
    note: Mapped[str]


class MessageRow(Table):
    """One message of an alert, as it was made (model.message_record)."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("alert", "number"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"), index=True)
    number: Mapped[int]
    sent: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class ParcelRow(Table):
    """What goes to one recipient at once: one message, or a digest. Its id is what the receiver knows it by.

    state   open, sent or failed
    leased  until when a runner works on it; another one keeps off until then
    """

    __tablename__ = "parcels"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    channel: Mapped[str] = mapped_column(String(64))
    recipient: Mapped[str] = mapped_column(String(500))
    made: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int]
    next_attempt: Mapped[datetime]
    leased: Mapped[datetime | None]
    lease: Mapped[str] = mapped_column(String(36))
    sent: Mapped[datetime | None]
    error: Mapped[str]


class OutboxRow(Table):
    """One message for one recipient.

    state   waiting, packed (in a parcel), superseded (a later message went in its place) or refused
    due     when it may go out
    reason  why it was refused
    """

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("message", "channel", "recipient"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), index=True)
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"), index=True)
    channel: Mapped[str] = mapped_column(String(64))
    recipient: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(12), index=True)
    due: Mapped[datetime]
    parcel: Mapped[str | None] = mapped_column(ForeignKey("parcels.id"), index=True)
    reason: Mapped[str]
