"""Sending through the one door: messages that are new go into the outbox, and what is due goes out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from almenara.delivery.posting import Posted
    from almenara.delivery.runner import Run
    from almenara.state.outbox import Line
    from almenara.workspace.own import Own


@dataclass(frozen=True)
class Sent:
    """What was put into the outbox, and what the run did; `run` is None where only the first was asked for."""

    posted: Posted
    run: Run | None


class Sending:
    """The outbox of a team: what goes to whom, by its file of channels."""

    def __init__(self, own: Own) -> None:
        self._own = own

    def send(
        self, channels: str | Path, names: Sequence[str] = (), again: bool = False, only_post: bool = False
    ) -> Sent:
        """Wake alerts whose rest is over, put every message that is new into the outbox, then send what is due.

        names      channels that new messages go to; all where none is named
        again      try once more what was given up
        only_post  send nothing yet
        What may not go out is in `posted.refused`; the others do. Raises UsageError, BadInput, StateError.
        """
        from almenara.delivery.channels import read_channels
        from almenara.delivery.posting import post
        from almenara.delivery.runner import run
        from almenara.product.alerts.composing import reminder
        from almenara.state.alerts import Alerts
        from almenara.state.outbox import Outbox

        read = read_channels(Path(channels))
        database, now = self._own.database, datetime.now(UTC)
        outbox = Outbox(database)
        Alerts(database).wake(now, reminder)
        posted = post(database, outbox.unposted(), read, now, names)
        if again:
            outbox.again(now)
        return Sent(posted, None if only_post else run(database, read, os.environ))

    def lines(self) -> list[Line]:
        """Everything in the outbox: what went to whom, what waits, what failed or was refused and why."""
        from almenara.state.outbox import Outbox

        return Outbox(self._own.database).lines()
