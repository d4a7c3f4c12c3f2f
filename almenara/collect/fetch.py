"""Fetching one address politely: only from listed hosts, only what has changed, within limits."""

from __future__ import annotations

import logging
import posixpath
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpx
import stamina
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from almenara import __version__
from almenara.collect.proxies import LOOPBACK, EnvironmentTransport, proxy_for, shown
from almenara.errors import CollectError, NotAllowed, UsageError

MAX_HOPS = 5
"""Most redirects that are followed."""
_ATTEMPTS = 4
_HOPS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Fetched:
    """What an address answered.

    url        the address that answered, after redirects
    confirmed  whether the publisher said that it has not changed since it was last fetched
    """

    content: bytes
    url: str
    retrieved: datetime
    confirmed: bool = False


@dataclass(frozen=True)
class Request:
    """One address, the hosts it may lead to, and the most bytes it may bring.

    allow   hosts, or hosts with the folder that addresses must lie in: "files.example.org/open/"
    secret  headers that only the address's own host may see
    """

    url: str
    allow: tuple[str, ...]
    max_bytes: int
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)


class _Again(Exception):
    """The server asks to try again, at the earliest after `wait` seconds."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"answered {status}")
        self.wait = wait


class Fetcher:
    """A connection to the publishers, or to a web server that stands in for them.

    cache      folder for what is needed to ask "has it changed?"
    publishers base address of the stand-in: https://host/path is then asked for as BASE/host/path
    timeout    seconds of silence after which a request has failed
    deadline   seconds after which one request has failed, however much it has brought
    pause      seconds between two requests to one host
    """

    def __init__(
        self,
        cache: Path,
        publishers: str | None = None,
        timeout: float = 30.0,
        deadline: float = 900.0,
        pause: float = 1.0,
    ) -> None:
        if publishers is not None and urlsplit(publishers).scheme not in ("http", "https"):
            raise UsageError(
                f'"{publishers}" is not the address of a web server; write http://127.0.0.1:8000'
            )
        # a failed attempt that is made again is no news
        logging.getLogger("stamina").addHandler(logging.NullHandler())
        cache.mkdir(parents=True, exist_ok=True)
        self._publishers = publishers.rstrip("/") if publishers else None
        self._deadline = deadline
        self._pause = 0.0 if publishers else pause
        self._asked: dict[str, float] = {}
        self._silent: dict[str, str] = {}
        self._answered = False
        storage = SqliteStorage(database_path=cache / "http.db")
        transport = CacheTransport(EnvironmentTransport(), storage, CacheOptions(shared=False))
        self._client = httpx.Client(
            transport=transport,
            timeout=timeout,
            follow_redirects=False,
            # no-cache: always ask the publisher whether the kept answer still stands (RFC 9111, 5.2.1.4)
            headers={
                "User-Agent": f"almenara/{__version__} (open evidence; polite)",
                "Cache-Control": "no-cache",
            },
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, request: Request) -> Fetched:
        """The body of an address, following redirects within its allow-list.

        Raises NotAllowed for an address off the list or without https, CollectError for any other failure,
        after retrying what may pass: no answer, a broken answer, 429 and 5xx. A server that could not be
        reached is not asked again in this run; while no server has answered, the next ones are asked once.
        """
        server = _server(self._place(request.url))
        if server in self._silent:
            raise CollectError(self._silent[server])
        attempts = 1 if self._silent and not self._answered else _ATTEMPTS
        try:
            for attempt in stamina.retry_context(
                on=_wait, attempts=attempts, timeout=None, wait_initial=1.0, wait_max=30.0, wait_jitter=1.0
            ):
                with attempt:
                    return self._once(request)
        except _Again as error:
            raise CollectError(f"{request.url} {error}{_times(attempts)}") from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise CollectError(self._unreached(error)) from error
        except httpx.TimeoutException as error:
            raise CollectError(f"{request.url} did not answer in time{_times(attempts)}") from error
        except httpx.HTTPError as error:
            raise CollectError(f"{request.url} could not be read: {error}") from error
        raise AssertionError("unreachable: retrying ends with an answer or an error")

    def _once(self, request: Request) -> Fetched:
        url = request.url
        for _ in range(MAX_HOPS + 1):
            try:
                self._check(url, request)
            except ValueError as error:  # a port or an IPv6 address that is none
                raise NotAllowed(f"{request.url} leads to an address that is none: {error}") from error
            headers = dict(request.headers)
            place = self._place(url)
            if _origin(url) == _origin(request.url) and _private(place):
                headers |= request.secret
            self._wait_for(url)
            with self._client.stream("GET", place, headers=headers) as answer:
                self._answered = True
                if answer.status_code in _HOPS and "location" in answer.headers:
                    url = _joined(url, answer.headers["location"])
                    continue
                return self._body(answer, url, request.max_bytes)
        raise CollectError(f"{request.url} redirects more than {MAX_HOPS} times")

    def _unreached(self, error: httpx.TransportError) -> str:
        """What to say of a server that could not be reached, now and for the rest of the run."""
        place = str(error.request.url)
        proxy = proxy_for(place)
        through = f" through the proxy {shown(proxy)}" if proxy else ""
        reason = str(error) or "it did not answer in time"
        self._silent[_server(place)] = message = f"{_server(place)} could not be reached{through}: {reason}"
        return message

    def _check(self, url: str, request: Request) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise NotAllowed(f"{url} is not an https address; nothing was fetched from it")
        if parts.username or parts.port not in (None, 443) or not _covered(parts, request.allow):
            came = "" if url == request.url else f" ({request.url} redirects there)"
            raise NotAllowed(
                f"{url} is not on the source's list of hosts{came}; see collect.allow in its source.yml"
            )

    def _place(self, url: str) -> str:
        if self._publishers is None:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._publishers}/{parts.hostname}{parts.path or '/'}{query}"

    def _wait_for(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        rest = self._asked.get(host, -self._pause) + self._pause - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._asked[host] = time.monotonic()

    def _body(self, answer: httpx.Response, url: str, max_bytes: int) -> Fetched:
        if answer.status_code == 429 or answer.status_code >= 500:
            raise _Again(answer.status_code, _retry_after(answer))
        if answer.status_code != 200:
            raise CollectError(f"{url} answered {answer.status_code} {answer.reason_phrase}".rstrip())
        now = datetime.now(UTC)
        status = answer.extensions.get("caching")
        confirmed = bool(status and status["from_cache"])
        stated = answer.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > max_bytes:
            raise CollectError(f"{url} would bring {int(stated):,} bytes; at most {max_bytes:,} are taken")
        content = bytearray()
        for chunk in self._chunks(answer, url):
            content += chunk
            if len(content) > max_bytes:
                raise CollectError(f"{url} brings more than {max_bytes:,} bytes; it was left")
        if not content:
            raise CollectError(f"{url} answered with nothing")
        return Fetched(bytes(content), url, now, confirmed)

    def _chunks(self, answer: httpx.Response, url: str) -> Iterator[bytes]:
        stop = time.monotonic() + self._deadline
        for chunk in answer.iter_bytes(65_536):
            yield chunk
            if time.monotonic() > stop:
                raise CollectError(f"{url} was not done after {self._deadline:g} seconds; it was left")


def _covered(parts: SplitResult, allow: tuple[str, ...]) -> bool:
    path = posixpath.normpath(unquote(parts.path) or "/")
    for entry in allow:
        host, _, folder = entry.partition("/")
        if parts.hostname == host and (not folder or path.startswith(f"/{folder.rstrip('/')}/")):
            return True
    return False


def _server(place: str) -> str:
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _times(attempts: int) -> str:
    return f", {attempts} times" if attempts > 1 else ""


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise NotAllowed(f"{url} redirects to an address that is none: {error}") from error


def _origin(url: str) -> tuple[str, str | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname


def _private(place: str) -> bool:
    """Whether nobody on the way can read what is asked of this address."""
    parts = urlsplit(place)
    return parts.scheme == "https" or parts.hostname in LOOPBACK


def _retry_after(answer: httpx.Response) -> float | None:
    text = answer.headers.get("retry-after", "")
    return min(float(text), 60.0) if text.isdigit() else None


def _wait(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds where the server says so."""
    if isinstance(error, _Again):
        return error.wait if error.wait is not None else True
    return isinstance(error, httpx.TransportError)
