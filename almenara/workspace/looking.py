"""Since when something counts: a given day, or the team's last look at it, which the look taken now then follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from almenara.model.period import parse_day

if TYPE_CHECKING:
    from almenara.analysis.context import Context
    from almenara.state.looks import Look
    from almenara.workspace.own import Own

LAST = "last"
"""What `since` says for the last look."""


@dataclass(frozen=True)
class Since:
    """What a look counts from.

    day   None where nothing is compared: no day was asked for, or there was no look before
    last  the look it comes from; None for a given day
    """

    asked: str
    day: date | None
    last: Look | None

    @property
    def first(self) -> bool:
        """Whether the last look was asked for, and there was none."""
        return self.asked == LAST and self.last is None


def since_when(own: Own, what: str, since: str, as_of: date) -> Since:
    """What a look at something counts from.

    own    where looks are kept; opened where the last one is asked for
    what   what it is kept under
    since  a day, "last" for the newest look as of an earlier day than `as_of`, or "" for nothing
    Raises UsageError on what is no day, StateError.
    """
    from almenara.state.looks import Looks

    if since != LAST:
        return Since(since, parse_day(since, name="--since") if since else None, None)
    last = Looks(own.database).last(what, before=as_of)
    return Since(since, last.as_of if last else None, last)


def looked(own: Own, what: str, context: Context) -> None:
    """Keep that the team has looked now. Raises StateError."""
    from almenara.state.looks import Look, Looks

    Looks(own.database).take(Look(what, datetime.now(UTC), context.as_of, context.view.stored_by))
