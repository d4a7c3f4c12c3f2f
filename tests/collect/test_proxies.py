"""Proxies that the environment names, with a real proxy on this machine."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from almenara.collect.fetch import Fetcher, Request
from almenara.collect.proxies import proxy_for, shown
from almenara.errors import CollectError, UsageError
from tests.collect.web_server import Server, body, serving

ADDRESS = Request("https://data.example.org/a.csv", ("data.example.org",), 1_000)
ELSEWHERE = "http://127.0.0.2:9"
"""A stand-in for the publishers that nobody serves: only a proxy can answer for it."""


@pytest.fixture
def proxy() -> Iterator[Server]:
    with serving() as started, stamina.set_testing(True, attempts=2):
        yield started


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine itself has set is no part of a test."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def test_what_a_proxy_brings_is_taken(proxy: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.base)
    proxy.answers[f"{ELSEWHERE}/data.example.org/a.csv"] = body(b"data")
    with Fetcher(tmp_path / "cache", ELSEWHERE) as fetcher:
        assert fetcher.fetch(ADDRESS).content == b"data"
    assert proxy.paths() == [f"{ELSEWHERE}/data.example.org/a.csv"]


def test_publishers_are_asked_for_through_a_tunnel(
    proxy: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy.base.replace("http://", "http://me:s3cret@"))
    with Fetcher(tmp_path / "cache") as fetcher, pytest.raises(CollectError) as raised:
        fetcher.fetch(ADDRESS)
    assert set(proxy.paths()) == {"CONNECT data.example.org:443"}
    shown_in = proxy.asked[0][1]["Proxy-Authorization"].removeprefix("Basic ")
    assert base64.b64decode(shown_in) == b"me:s3cret"
    told = f"https://data.example.org could not be reached through the proxy {proxy.base}: 403 Forbidden"
    assert str(raised.value) == told


def test_no_proxy_is_honoured(proxy: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.base)
    monkeypatch.setenv("NO_PROXY", "example.net,127.0.0.2")
    with (
        Fetcher(tmp_path / "cache", ELSEWHERE) as fetcher,
        pytest.raises(CollectError, match=rf"^{ELSEWHERE} could not be reached: "),
    ):
        fetcher.fetch(ADDRESS)
    assert proxy.asked == []


def test_a_stand_in_on_this_machine_needs_no_proxy(
    proxy: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.2:9")
    proxy.answers["/data.example.org/a.csv"] = body(b"data")
    with Fetcher(tmp_path / "cache", proxy.base) as fetcher:
        assert fetcher.fetch(ADDRESS).content == b"data"


def test_a_proxy_that_cannot_be_used_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "gopher://me:s3cret@proxy.example.org:70")
    with Fetcher(tmp_path / "cache") as fetcher, pytest.raises(UsageError) as raised:
        fetcher.fetch(ADDRESS)
    assert "the proxy gopher://proxy.example.org:70 of the environment cannot be used" in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("variables", "url", "found"),
    [
        ({}, "https://data.example.org/", None),
        ({"HTTPS_PROXY": "http://p:1"}, "https://data.example.org/", "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, "https://data.example.org/", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1"}, "http://data.example.org/", None),
        ({"ALL_PROXY": "http://p:1"}, "https://data.example.org/", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": ".example.org"}, "https://data.example.org/", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.org"}, "https://data.example.org/", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://data.example.org/", None),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "a.org:8080"}, "http://a.org:8080/", None),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "a.org:8080"}, "http://a.org/", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1"}, "https://localhost:8000/", None),
    ],
)
def test_the_variables_mean_what_they_mean_elsewhere(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, found: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == found


def test_a_proxy_is_shown_without_its_password() -> None:
    assert shown("http://me:s3cret@proxy.example.org:3128") == "http://proxy.example.org:3128"
