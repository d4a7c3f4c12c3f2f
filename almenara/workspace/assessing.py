"""Assessing sites through the one door: what threatens them, against an earlier day or the team's last look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almenara.workspace.door import Workspace
from almenara.workspace.looking import LAST, looked, since_when

if TYPE_CHECKING:
    from almenara.model.finding import Finding

WHAT = "assess"
"""What a look is kept under."""


class SiteDesk:
    """Assesses sites from a workspace, and remembers when the team looked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def kept(self, names: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Sites and trips that the team keeps, by name; all of them where none is named. Raises UsageError."""
        every = self._workspace.own.records(names)
        return [one for one in every if names or one["kind"] != "route"]

    def assess(
        self,
        sites: Sequence[dict[str, Any]],
        since: str = "",
        as_of: date | str | None = None,
        about: Sequence[str] = (),
    ) -> Finding:
        """What threatens each site, worst first.

        sites  plain JSON, as the question `assess` takes them
        since  a day; or "last": the newest look as of an earlier day, which this one then follows. At the first
               look nothing is compared
        Raises UsageError, NoEvidence, StateError.
        """
        context = self._workspace.context(as_of)
        day = since_when(self._workspace.own, WHAT, since, context.as_of).day if since else None
        wanted: dict[str, Any] = {"sites": list(sites)}
        wanted |= {"since": day.isoformat()} if day else {}
        wanted |= {"about": list(about)} if about else {}
        found = self._workspace.ask("assess", context.as_of, **wanted)
        if since == LAST:
            looked(self._workspace.own, WHAT, context)
        return found

    def draw(self, found: Finding, out: str | Path, language: str = "en") -> Path:
        """Draw the sites of an assessment on a map: .svg, .png or .html, readable by its owner alone.

        Raises UsageError for another ending, or where no boundaries of states are held.
        """
        from almenara.product.site_pictures import content
        from almenara.workspace.private_file import write_private

        path = Path(out)
        made = content(found, self._workspace.context(found.as_of), path.suffix.lower(), language)
        return write_private(path, made)
