"""Ways between stops from the routing server that a user runs: OSRM or Valhalla, each by its own protocol.

Only the configured address is asked, redirects are not followed, and nothing is sent but the stops.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from almenara import __version__
from almenara.collect.proxies import EnvironmentTransport
from almenara.errors import CollectError, UsageError

SERVERS = ("osrm", "valhalla")
MOST_BYTES = 30_000_000
MOST_POINTS = 200_000
MOST_STOPS = 100

Point = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees."""


@dataclass(frozen=True)
class Router:
    """A routing server.

    timeout  seconds without a byte after which it has failed; deadline  seconds for the whole answer
    """

    kind: str
    url: str
    timeout: float = 20.0
    deadline: float = 60.0

    @classmethod
    def configured(cls, text: str) -> Router:
        """From `osrm=http://host:5000` or `valhalla=http://host:8002`. Raises UsageError."""
        kind, _, url = text.partition("=")
        parts = urlsplit(url)
        if kind not in SERVERS or parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(
                f'"{_plain(text)}" is not a routing server: write osrm=http://127.0.0.1:5000 or '
                "valhalla=http://127.0.0.1:8002"
            )
        if parts.query or parts.fragment:
            raise UsageError(f'"{_plain(text)}": an address without ? and # is wanted')
        return cls(kind, url.rstrip("/"))

    def ways(self, stops: Sequence[Point], others: int = 0) -> list[list[Point]]:
        """The line of the way by the stops, and with two of them so many others at most.

        Raises UsageError for fewer than two stops or too many, CollectError where the server does not answer, finds no
        way, or answers something else than its protocol says.
        """
        if not 2 <= len(stops) <= MOST_STOPS:
            raise UsageError(f"2 to {MOST_STOPS} stops are routed, not {len(stops)}")
        wanted = others if len(stops) == 2 else 0
        found = self._osrm(stops, wanted) if self.kind == "osrm" else self._valhalla(stops, wanted)
        return [_checked(self, line) for line in found[: wanted + 1]]

    def _osrm(self, stops: Sequence[Point], others: int) -> list[list[Point]]:
        """GET /route/v1/driving (OSRM HTTP API 5)."""
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in stops)
        query = f"overview=full&geometries=geojson&steps=false&alternatives={others or 'false'}"
        answer = self._asked("GET", f"{self.url}/route/v1/driving/{where}?{query}")
        if answer.get("code") != "Ok":
            raise CollectError(f"{self._named} found no way: {_words(answer, 'code', 'message')}")
        try:
            return [_line(route["geometry"]) for route in answer["routes"]]
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise self._garbage("routes with a geometry") from error

    def _valhalla(self, stops: Sequence[Point], others: int) -> list[list[Point]]:
        """POST /route (Valhalla turn-by-turn API); shapes are encoded with six decimals."""
        body = {
            "locations": [{"lon": lon, "lat": lat, "type": "break"} for lon, lat in stops],
            "costing": "truck", "alternates": others, "directions_type": "none", "units": "kilometers",
        }  # fmt: skip
        answer = self._asked("POST", f"{self.url}/route", body)
        if "trip" not in answer:
            raise CollectError(f"{self._named} found no way: {_words(answer, 'error_code', 'error')}")
        try:
            trips = [answer["trip"], *(a["trip"] for a in answer.get("alternates") or ())]
            return [_joined([decode(leg["shape"], 6) for leg in trip["legs"]]) for trip in trips]
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise self._garbage("a trip of legs with a shape") from error

    def _asked(self, method: str, url: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The JSON of an answer; that of a refusal (400 and on) too, which says why."""
        begun, held = time.monotonic(), bytearray()
        headers = {"User-Agent": f"almenara/{__version__}", "Accept": "application/json"}
        try:
            with (
                httpx.Client(
                    transport=EnvironmentTransport(), timeout=self.timeout, headers=headers
                ) as client,
                client.stream(method, url, json=body, follow_redirects=False) as answer,
            ):
                if answer.is_redirect:
                    raise CollectError(f"{self._named} sends elsewhere, which is not followed")
                for part in answer.iter_bytes():
                    held += part
                    if len(held) > MOST_BYTES:
                        raise CollectError(f"{self._named} answered more than {MOST_BYTES // 1_000_000} MB")
                    if time.monotonic() - begun > self.deadline:
                        raise CollectError(f"{self._named} did not end its answer in {self.deadline:g} s")
                status = answer.status_code
        except httpx.TimeoutException as error:
            raise CollectError(f"{self._named} did not answer in {self.timeout:g} s") from error
        except httpx.HTTPError as error:
            raise CollectError(f"{self._named} could not be asked: {error}") from error
        try:
            made = json.loads(held)
        except (ValueError, RecursionError) as error:
            raise CollectError(f"{self._named} answered {status}, and no JSON") from error
        if not isinstance(made, dict):
            raise self._garbage("an object")
        return made

    @property
    def _named(self) -> str:
        return f"the routing server at {_plain(self.url)}"

    def _garbage(self, wanted: str) -> CollectError:
        return CollectError(f"{self._named} answered something else than {wanted}: is it {self.kind}?")


def decode(text: str, digits: int) -> list[Point]:
    """Corners of an encoded polyline (Google's algorithm; 5 decimals there, 6 in Valhalla). Raises ValueError."""
    values, value, shift = [], 0, 0
    for letter in text.encode("ascii"):
        step = letter - 63
        if not 0 <= step < 64 or shift > 60:
            raise ValueError("not an encoded polyline")
        value |= (step & 31) << shift
        shift += 5
        if step < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    if shift or len(values) % 2:
        raise ValueError("an encoded polyline that was cut")
    latitude = longitude = 0
    points = []
    for north, east in zip(values[::2], values[1::2], strict=True):
        latitude, longitude = latitude + north, longitude + east
        points.append((longitude / 10**digits, latitude / 10**digits))
    return points


def _line(geometry: Any) -> list[Point]:
    """A geometry of OSRM: GeoJSON as asked for, or an encoded polyline, which servers fall back to."""
    if isinstance(geometry, str):
        return decode(geometry, 5)
    if geometry["type"] != "LineString":
        raise ValueError("not a line")
    return [(float(p[0]), float(p[1])) for p in geometry["coordinates"]]


def _joined(legs: Sequence[Sequence[Point]]) -> list[Point]:
    """Legs one after the other; a leg begins where the one before ends."""
    points: list[Point] = []
    for leg in legs:
        points += leg[1:] if points and leg and points[-1] == leg[0] else leg
    return points


def _checked(router: Router, line: list[Point]) -> list[Point]:
    on_earth = all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in line)  # false of nan, too
    if not 2 <= len(line) <= MOST_POINTS or not on_earth:
        raise router._garbage("a line in degrees")
    return line


def _words(answer: Mapping[str, Any], *names: str) -> str:
    told = ", ".join(str(answer[name])[:200] for name in names if answer.get(name) not in (None, ""))
    return told or "it gives no reason"


def _plain(url: str) -> str:
    """An address without the name and password that it may hold."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('//')[0]}//{tail}" if at else url
