"""Briefs through the one door: what is new about a country since the last look, and what threatens a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almenara.errors import UnknownPlace, UsageError
from almenara.model.finding import Finding
from almenara.model.place import fold
from almenara.workspace.alerts import WHAT as ALERTS
from almenara.workspace.door import Workspace
from almenara.workspace.looking import LAST as LAST
from almenara.workspace.looking import looked, since_when

if TYPE_CHECKING:
    from almenara.countries.pack import Pack
    from almenara.model.alert import Message
    from almenara.state.looks import Look

FIRST_LOOK = timedelta(days=7)
"""How far back the first page looks where no day is given: it is the Monday page."""
PLACES = ("state", "municipality", "locality")
"""Kinds of places that a brief can be of; a country has the page of what is new."""


@dataclass(frozen=True)
class Briefed:
    """A page made: the answer it tells, what of it was written, and since when it counts.

    since  None where a site is told without an earlier day
    first  whether there was no look before: of a country a week is taken then, of a site nothing is compared
    near   messages about the team's assets since then; None where no alert rules were ever checked
    """

    found: Finding
    paths: tuple[Path, ...]
    since: date | None
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
        out       folder for the page, whose owner alone can read it; without it nothing is written
        remember  whether this look counts as the last one from now on; one since a given day never does
        Raises UsageError, NoEvidence, ReleaseRefused, BadInput, StateError.
        """
        from almenara.countries.pack import get_pack
        from almenara.product import edition
        from almenara.product.briefs.making import making_of
        from almenara.product.briefs.since import since_page
        from almenara.product.config import own_fields

        context = self._workspace.context(as_of)
        pack = get_pack(country)
        what = f"brief:{pack.code}"
        counted = since_when(self._own, what, since, context.as_of)
        day = counted.day or context.as_of - FIRST_LOOK
        taken = counted.last.stored_by.isoformat() if counted.last else ""
        found = self._workspace.ask(
            "since", context.as_of, country=pack.code, since=day.isoformat(), stored_after=taken
        )
        near = self._near(day, counted.last)
        paths: tuple[Path, ...] = ()
        if out is not None:
            making = making_of(context, pack, language, own_fields(overrides))
            page = since_page(making, found, near, marking)
            paths = tuple(edition.write(page, Path(out), formats, paper, private=True))
        if remember and since == LAST:
            looked(self._own, what, context)
        return Briefed(found, paths, day, counted.first, near)

    def what(self, name: str, lies_in: str = "") -> str | dict[str, Any]:
        """What a name stands for: the code of a country pack, or a site as the question `assess` takes it.

        name     of a country, of an asset of the team, or of a place; in this order
        lies_in  a place that an asset is stated to lie in, where no boundary in evidence tells
        Raises UsageError where it is none of them, or a place that is a line; AmbiguousPlace.
        """
        from almenara.countries.pack import all_packs

        for pack in all_packs().values():
            if name.upper() == pack.code or name.casefold() in {n.casefold() for n in pack.names.values()}:
                return pack.code
        if fold(name) in self._own.assets.names():
            (site,) = self._own.records([name])
            return site | ({"place": self._lies_in(lies_in)} if lies_in else {})
        if lies_in:
            raise UsageError(f'--in goes with a site of yours or --at, not with the place "{name}"')
        try:
            place = self._workspace.place(name)
        except UnknownPlace as error:
            raise UsageError(
                f'"{name}" is no country pack and none of your assets (`almenara assets list`), and {error}; '
                "a point goes with --at LAT,LON"
            ) from error
        if place.kind == "country":
            raise UsageError(
                f"there is no country pack of {place.name}; there are: {', '.join(all_packs()).lower()}"
            )
        return {
            "name": self._workspace.registry.gazetteer.full_name(place), "place": self._lies_in(place.code),
            "type": "place", "marking": "TLP:CLEAR",
        }  # fmt: skip

    def point(self, site: dict[str, Any], lies_in: str = "") -> dict[str, Any]:
        """A site given by its point, with the place that it is stated to lie in. Raises UsageError."""
        return site | ({"place": self._lies_in(lies_in)} if lies_in else {})

    def _lies_in(self, text: str) -> str:
        """The state or municipality of that name; of a town its municipality. Raises UsageError."""
        place = self._workspace.place(text)
        if place.kind not in PLACES:
            raise UsageError(
                f'"{text}" is a {place.kind}: a brief is of a state, a municipality or a town in it'
            )
        if place.kind == "locality":
            place = self._workspace.registry.gazetteer.get(place.parent or "")
        return place.code

    def site(
        self,
        site: dict[str, Any],
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
        """The brief of a site, a place or a trip: two pages for whoever answers for it, or goes there.

        site      plain JSON, as the question `assess` takes it
        since     a day, or "last": the newest look at it as of an earlier day; at the first nothing is compared
        out, remember  as `since` has them
        Raises UsageError, NoEvidence, ReleaseRefused, BadInput, StateError.
        """
        from almenara.product import edition
        from almenara.product.briefs.making import making_of
        from almenara.product.briefs.site import site_page
        from almenara.product.config import own_fields

        context = self._workspace.context(as_of)
        what = _look_of(site)
        counted = since_when(self._own, what, since, context.as_of)
        day = counted.day
        asked: dict[str, Any] = {"sites": [site]} | ({"since": day.isoformat()} if day else {})
        found = self._workspace.ask("assess", context.as_of, **asked)
        near = None
        if site.get("type") != "place":
            near = self._near(day or context.as_of - FIRST_LOOK, counted.last)
            if near is not None:
                near = tuple(m for m in near if str(site["name"]) in {name for name, _ in m.assets})
        paths: tuple[Path, ...] = ()
        if out is not None:
            making = making_of(context, self._pack_of(site, found), language, own_fields(overrides))
            page = site_page(making, found, site, near, counted.first, marking)
            paths = tuple(edition.write(page, Path(out), formats, paper, private=True))
        if remember and since == LAST:
            looked(self._own, what, context)
        return Briefed(found, paths, day, counted.first, near)

    @staticmethod
    def _pack_of(site: dict[str, Any], found: Finding) -> Pack:
        """Of the country that the worst stop lies in, else that the asset is kept in. Raises UsageError."""
        from almenara.countries.pack import get_pack

        codes = [*found.facts["countries"], str(site.get("country") or "")]
        places = [row.place.partition("-")[0] for row in found.rows if "located" in row.facts]
        code = next((c for c in (*places, *codes) if c), "")
        if not code:
            raise UsageError(
                f'nothing in evidence tells where "{site["name"]}" lies: name its place with --in PLACE, or take in '
                "boundaries"
            )
        return get_pack(code)

    def _near(self, day: date, last: Look | None) -> tuple[Message, ...] | None:
        from almenara.state.alerts import Alerts
        from almenara.state.looks import Looks

        if Looks(self._own.database).last(ALERTS) is None:
            return None
        every = [m for alert in Alerts(self._own.database).every() for m in alert.messages if m.assets]
        new = [m for m in every if (m.sent > last.taken if last else m.as_of > day)]
        return tuple(sorted(new, key=lambda m: (m.sent, m.id), reverse=True))


def _look_of(site: dict[str, Any]) -> str:
    """What a look at a site is kept under: a place by its code, a point by where it is, an asset by its name."""
    import hashlib

    if site.get("type") == "place":
        said = str(site["place"])
    elif "country" in site:
        said = f"asset {fold(str(site['name']))}"
    else:
        said = f"at {site['points']}"
    return f"brief:{hashlib.sha256(said.encode()).hexdigest()[:24]}"
