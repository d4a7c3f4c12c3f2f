"""Briefs through the one door: the page of what is new since the last look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almenara.model.finding import Finding
from almenara.model.period import parse_day
from almenara.workspace.alerts import WHAT as ALERTS
from almenara.workspace.door import Workspace

if TYPE_CHECKING:
    from almenara.model.alert import Message
    from almenara.state.looks import Look, Looks

FIRST_LOOK = timedelta(days=7)
"""How far back the first page looks where no day is given: it is the Monday page."""
LAST = "last"


@dataclass(frozen=True)
class Briefed:
    """A page made: the answer it tells, what of it was written, and since when it counts.

    first  whether there was no look before, so that a week was taken
    near   messages about the team's assets since then; None where no alert rules were ever checked
    """

    found: Finding
    paths: tuple[Path, ...]
    since: date
    first: bool
    near: tuple[Message, ...] | None


class BriefDesk:
    """Makes briefs from a workspace, and remembers when the team looked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._own = workspace.own

    def since(
        self,
        country: str,
        since: str = LAST,
        as_of: date | str | None = None,
        out: str | Path | None = None,
        formats: Sequence[str] = ("html", "pdf"),
        language: str = "en",
        marking: str | None = None,
        overrides: dict[str, Any] | Path | None = None,
        paper: str = "a4",
        remember: bool = True,
    ) -> Briefed:
        """What is new about a country since a day or since the last look, which is then this one.

        since     a day, or "last": the newest look as of an earlier day, a week where there is none
        out       folder for the page; without it nothing is written
        remember  whether this look counts as the last one from now on; one since a given day never does
        Raises UsageError, NoEvidence, ReleaseRefused, BadInput, StateError.
        """
        from almenara.countries.pack import get_pack
        from almenara.product import edition
        from almenara.product.briefs.making import making_of
        from almenara.product.briefs.since import since_page
        from almenara.product.config import own_fields
        from almenara.state.looks import Looks

        context = self._workspace.context(as_of)
        pack = get_pack(country)
        looks, what = Looks(self._own.database), f"brief:{pack.code}"
        last = looks.last(what, before=context.as_of) if since == LAST else None
        first = since == LAST and last is None
        day = (
            last.as_of if last else context.as_of - FIRST_LOOK if first else parse_day(since, name="--since")
        )
        taken = last.stored_by.isoformat() if last else ""
        found = self._workspace.ask(
            "since", context.as_of, country=pack.code, since=day.isoformat(), stored_after=taken
        )
        near = self._near(day, last)
        paths: tuple[Path, ...] = ()
        if out is not None:
            making = making_of(context, pack, language, own_fields(overrides))
            page = since_page(making, found, near, marking)
            paths = tuple(edition.write(page, Path(out), formats, paper))
        if remember and since == LAST:
            self._remember(looks, what, context.as_of, context.view.stored_by)
        return Briefed(found, paths, day, first, near)

    def _near(self, day: date, last: Look | None) -> tuple[Message, ...] | None:
        from almenara.state.alerts import Alerts
        from almenara.state.looks import Looks

        if Looks(self._own.database).last(ALERTS) is None:
            return None
        every = [m for alert in Alerts(self._own.database).every() for m in alert.messages if m.assets]
        new = [m for m in every if (m.sent > last.taken if last else m.as_of > day)]
        return tuple(sorted(new, key=lambda m: (m.sent, m.id), reverse=True))

    @staticmethod
    def _remember(looks: Looks, what: str, as_of: date, stored_by: datetime) -> None:
        from almenara.state.looks import Look

        looks.take(Look(what, datetime.now(UTC), as_of, stored_by))
