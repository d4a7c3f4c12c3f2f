"""Routes: from files, places and stops to what may happen along them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from almenara.errors import UsageError
from almenara.model.finding import Finding
from almenara.reading.route_lines import ENDINGS, read_lines
from almenara.workspace.door import Workspace
from almenara.workspace.private_file import write_private

LINES = ("pipeline", "road", "route")
"""Kinds of places that are lines."""


@dataclass(frozen=True)
class Roads:
    """The door to everything about routes."""

    workspace: Workspace

    def routes(
        self,
        given: Sequence[str],
        router: str = "",
        country: str = "",
        as_of: date | str | None = None,
        others: int = 0,
    ) -> list[dict[str, Any]]:
        """Routes as the question takes them: files, a place that is a line, or stops in their order.

        router  server that stops are routed by (`osrm=URL` or `valhalla=URL`); the network held where empty
        others  how many other ways between two stops the server is asked for
        Raises  UsageError, BadInput, CollectError
        """
        files = [Path(text) for text in given]
        are = [path.is_file() for path in files]
        if all(are):
            return [route for path in files for route in _of_file(path)]
        if any(are) or any(path.suffix.lower() in ENDINGS for path in files):
            missing = ", ".join(str(path) for path, is_file in zip(files, are, strict=True) if not is_file)
            raise UsageError(f"no such file: {missing}; give files only, or stops only")
        if len(given) == 1:
            place = self.workspace.place(given[0])
            if place.kind not in LINES:
                raise UsageError(
                    f"{place.name} is a {place.kind}: name two stops or more, or a file with a line"
                )
            return [{"name": place.name, "place": place.code}]
        if router:
            return self._by_server(list(given), router, country, as_of, others)
        return [{"stops": list(given)}]

    def own(self, names: Sequence[str] = ()) -> list[dict[str, Any]]:
        """The team's own routes and trips as the question takes them; all where none is named.

        Raises UsageError for a name that is none, or that is a site; where there is no route at all.
        """
        records = self.workspace.own.records(names)
        sites = [r["name"] for r in records if r["kind"] == "site"]
        if names and sites:
            raise UsageError(
                f"{', '.join(sites)}: a site is no route; `almenara assess` tells what threatens it"
            )
        routes = [r for r in records if r["kind"] != "site"]
        if not routes:
            raise UsageError("the team has no routes or trips yet: `almenara assets import FILE`")
        return [
            {k: r[k] for k in ("name", "points", "marking", "provenance") if k in r} | {"origin": "asset"}
            for r in routes
        ]

    def _by_server(
        self, stops: list[str], router: str, country: str, as_of: date | str | None, others: int
    ) -> list[dict[str, Any]]:
        from almenara.analysis.corridors.held import held_network
        from almenara.analysis.corridors.ways import stop_points
        from almenara.collect.routing import Router

        server = Router.configured(router)
        context = self.workspace.context(as_of)
        pack = context.packs[self._country(country)]
        found = stop_points(context, pack, held_network(context, pack, "road"), stops)
        name = " – ".join(label for label, _ in found)
        lines = server.ways([(float(p[0]), float(p[1])) for _, p in found], others)
        return [
            {
                "name": name if len(lines) == 1 else f"{name} ({k})",
                "points": [list(p) for p in line],
                "origin": server.kind,
            }
            for k, line in enumerate(lines, 1)
        ]

    def _country(self, country: str) -> str:
        return self.workspace.place(country).code if country else next(iter(self.workspace.registry.packs))

    def ask(
        self,
        routes: Sequence[dict[str, Any]],
        country: str = "",
        as_of: date | str | None = None,
        **wanted: Any,
    ) -> Finding:
        """What may happen along routes, as the question `route` answers it.

        country  that of the pack; the first pack's where empty
        Raises   UsageError, UnknownPlace, AmbiguousPlace, NoEvidence
        """
        return self.workspace.ask(
            "route", as_of, routes=list(routes), country=self._country(country), **wanted
        )

    def draw(
        self,
        found: Finding,
        out: str | Path,
        picture: str,
        language: str = "en",
        as_of: date | str | None = None,
    ) -> Path:
        """Draw a route's picture, "strip" or "map", into a file, .svg or .png. Raises UsageError."""
        from almenara.product.route_pictures import write

        return write(found, Path(out), picture, language)

    def geojson(self, found: Finding, out: str | Path) -> Path:
        """Write the segments as GeoJSON, with the attribution that the lines' licence asks for. Raises UsageError."""
        from almenara.product.route_pictures import features

        return write_private(Path(out), json.dumps(features(found), ensure_ascii=False) + "\n")


def _of_file(path: Path) -> list[dict[str, Any]]:
    return [
        {
            "name": line.name, "points": [list(p) for p in line.points], "origin": "file",
            "file": line.file, "sha256": line.sha256, "row": line.number,
        }
        for line in read_lines(path)
    ]  # fmt: skip
