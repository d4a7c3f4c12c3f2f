"""Putting messages into the outbox: to whom each goes, when, and where its marking forbids it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from almenara.delivery.channels import Channel, Channels
from almenara.delivery.schedule import due
from almenara.errors import ReleaseRefused
from almenara.model.alert import Message
from almenara.model.terms import TLP, strictest
from almenara.state.database import Database
from almenara.state.outbox import Outbox, Posting


@dataclass(frozen=True)
class Posted:
    """What was put into the outbox: what waits to go out, and what may not."""

    waiting: tuple[Posting, ...]
    refused: tuple[Posting, ...]

    def raise_refused(self) -> None:
        """Raise ReleaseRefused listing what may not go out, and why; nothing where all may."""
        if self.refused:
            listed = "\n".join(f"  message {p.message} to {p.channel}: {p.refused}" for p in self.refused)
            raise ReleaseRefused(f"{len(self.refused)} may not go out; the others do:\n{listed}")


def forbidden(message: Message, channel: Channel) -> str:
    """Why a message may not go through a channel; "" where it may."""
    label = strictest([message.marking, *(f.get("marking", "TLP:CLEAR") for f in _evidence(message))])
    if TLP.index(label) > TLP.index(channel.marking):
        return f"it is {label}, and the channel carries {channel.marking} at most"
    if (message.status != "actual") != channel.test:
        kind = "an exercise or test" if message.status != "actual" else "real"
        return f"it is {kind}, and the channel takes {'exercises and tests' if channel.test else 'none of these'} only"
    if channel.language not in message.headline:
        return f"it has no words in {channel.language}"
    return ""


def _evidence(message: Message) -> Iterable[dict[str, str]]:
    for figure in message.figures.values():
        yield from figure.get("evidence", ())


def post(
    database: Database,
    messages: Iterable[Message],
    channels: Channels,
    now: datetime,
    names: Iterable[str] = (),
) -> Posted:
    """Put messages into the outbox, in their order.

    names  channels that they go to; all where empty
    A reminder goes to those whom a message of its alert went out to, and to nobody else.
    A correction or withdrawal goes to everyone who got an earlier message of its alert, whatever `names` says,
    and in place of one that still waits; who was told nothing yet is told nothing of what was withdrawn. To one
    whom the file of channels no longer names it is refused.
    Raises UsageError on a channel that is none.
    """
    outbox = Outbox(database)
    chosen = [channels.find(name) for name in names] or list(channels.channels)
    every = {c.name: c for c in channels.channels}
    made: list[Posting] = []
    for message in messages:
        told = outbox.told(message.alert) if message.number else {}
        wanted = dict.fromkeys((c.name, to) for c in chosen for to in c.recipients)
        if message.type == "cancel":
            for channel, recipient in told:
                if told[channel, recipient] == "waiting":
                    outbox.withdraw(message.alert, channel, recipient)
            wanted = {}
        only_told = message.type in ("cancel", "reminder")
        if message.type == "reminder":
            wanted = {}
        wanted |= dict.fromkeys(key for key, state in told.items() if state == "packed" or not only_told)
        postings = [_posting(message, every.get(name), name, to, now) for name, to in wanted]
        made += outbox.post(postings, supersede=message.number > 0 and message.type != "reminder")
    waiting = tuple(p for p in made if not p.refused)
    return Posted(waiting, tuple(p for p in made if p.refused))


def _posting(message: Message, channel: Channel | None, name: str, to: str, now: datetime) -> Posting:
    if channel is None or to not in channel.recipients:
        gone = (
            f"the file of channels has no {name} any more"
            if channel is None
            else f"{name} has no {to} any more"
        )
        why = f"{gone}, and {to} got an earlier message of it: tell them yourself"
        return Posting(message.id, message.alert, name, to, now, why)
    moment = due(channel, message.severity, now)
    return Posting(message.id, message.alert, name, to, moment, forbidden(message, channel))
