"""The runner: sends what is due, tries again what failed, and loses nothing when it is killed.

A parcel is taken for a while in one transaction, sent, and recorded in another. A runner that dies between
the two leaves the parcel taken until its time is over; then it is sent again under the same id: `webhook-id`, or
Message-ID. A receiver that knows ids therefore has each parcel once; a mailbox may, for a crash in that one
moment, hold a mail twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx

from almenara.delivery import smtp, webhook
from almenara.delivery.attempt import Refused, Unreached
from almenara.delivery.channels import Channels, MailChannel, WebhookChannel, secret
from almenara.errors import UsageError
from almenara.product.alerts.cap import Sender
from almenara.product.alerts.mail import mail
from almenara.state.database import Database
from almenara.state.outbox import Outbox, Parcel

LEASE = timedelta(minutes=2)
"""How long a parcel is one runner's: longer than any attempt lasts."""
GIVE_UP = timedelta(days=3)
"""Age at which a parcel that nobody takes is given up; `alerts send --again` opens it once more."""
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Run:
    """What a run did: parcels sent, put off, given up; and messages that wait for their hour."""

    sent: int
    later: int
    failed: tuple[str, ...]
    waiting: int


def run(
    database: Database,
    channels: Channels,
    environment: Mapping[str, str],
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    lease: timedelta = LEASE,
) -> Run:
    """Send everything that is due, until nothing is.

    environment  holds the secrets that the channels name
    Raises UsageError where a secret is missing, before anything is sent.
    """
    secrets = {c.name: _secret(c, environment) for c in channels.channels}
    outbox, by_name = Outbox(database), {c.name: c for c in channels.channels}
    sender = Sender(channels.sender.id, channels.sender.name)
    outbox.pack(clock(), lambda name: name in by_name and by_name[name].digest == "immediate")
    sent, later, failed = 0, 0, list[str]()
    with webhook.client() as client:
        while (parcel := outbox.take(clock(), lease)) is not None:
            now = clock()
            try:
                _send(parcel, by_name, secrets, sender, client, now)
            except Unreached as error:
                if now - parcel.made <= GIVE_UP:
                    outbox.later(parcel, now + _pause(parcel, error.wait), str(error))
                    later += 1
                    continue
                why = str(error)
            except (Refused, UsageError) as error:
                why = str(error)
            else:
                outbox.sent(parcel, clock())
                sent += 1
                continue
            outbox.failed(parcel, now, why)
            failed.append(f"{parcel.channel}, {parcel.recipient}: {why}")
    return Run(sent, later, tuple(failed), outbox.waiting())


def _send(
    parcel: Parcel,
    channels: Mapping[str, MailChannel | WebhookChannel],
    secrets: Mapping[str, str],
    sender: Sender,
    client: httpx.Client,
    now: datetime,
) -> None:
    """One attempt. Raises Unreached, Refused, UsageError."""
    if parcel.channel not in channels:
        raise Refused(f"the file of channels has no {parcel.channel} any more")
    channel = channels[parcel.channel]
    if parcel.recipient not in channel.recipients:
        raise Refused(f"channel {channel.name} does not name it any more")
    if isinstance(channel, MailChannel):
        made = mail(
            parcel.messages,
            parcel.id,
            sender,
            channel.sender,
            parcel.recipient,
            channel.language,
            parcel.made,
        )
        smtp.post(channel, secrets[channel.name], made, parcel.recipient)
    else:
        key = webhook.key_of(secrets[channel.name], channel.name)
        content = webhook.body(parcel.messages, parcel.id, parcel.made)
        webhook.post(client, parcel.recipient, key, parcel.id, content, now)


def _secret(channel: MailChannel | WebhookChannel, environment: Mapping[str, str]) -> str:
    if isinstance(channel, MailChannel):
        return secret(channel.password_env, environment, channel.name) if channel.user else ""
    value = secret(channel.secret_env, environment, channel.name)
    webhook.key_of(value, channel.name)
    return value


def _pause(parcel: Parcel, asked: float | None) -> timedelta:
    """A minute, then twice as long each time, an hour at most; never less than the receiver asks for."""
    own: timedelta = min(_FIRST * (1 << min(parcel.attempts - 1, 10)), _LONGEST)
    return max(own, timedelta(seconds=asked)) if asked else own
