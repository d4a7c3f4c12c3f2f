"""The way to an address: straight, or through the proxy that the environment names for it."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from almenara.errors import UsageError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""This machine: never asked for through a proxy."""


def proxy_for(url: str) -> str | None:
    """The proxy's address for `url`, None where it is asked for straight.

    Read from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in capitals or not; where none is set, from the
    settings of the system, if it has any.
    """
    parts = urlsplit(url)
    host, named = parts.hostname or "", getproxies()
    if host in LOOPBACK or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxy = named.get(parts.scheme) or named.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def shown(proxy: str) -> str:
    """A proxy's address without the name and password that it may hold."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


class EnvironmentTransport(httpx.BaseTransport):
    """Sends each request the way that the environment says; connections are kept, one pool for each way.

    httpx itself reads the environment only where it makes its own transport.
    """

    def __init__(self) -> None:
        self._ways: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer. Raises UsageError for a proxy that cannot be used, httpx.TransportError as httpx does."""
        proxy = proxy_for(str(request.url))
        if proxy not in self._ways:
            try:
                self._ways[proxy] = httpx.HTTPTransport(proxy=proxy)
            except (ValueError, ImportError) as error:
                raise UsageError(
                    f"the proxy {shown(proxy or '')} of the environment cannot be used: {error}"
                ) from error
        return self._ways[proxy].handle_request(request)

    def close(self) -> None:
        """Close every connection."""
        for way in self._ways.values():
            way.close()
