"""Fetching, against a real web server: what is asked, what is refused, what is tried again."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import stamina

from almenara.collect.fetch import Fetcher, Request
from almenara.errors import CollectError, NotAllowed, UsageError
from tests.collect.web_server import Server, body, dated, in_turn, serving, status, versioned

URL = "https://data.example.org/homicides.csv"
PATH = "/data.example.org/homicides.csv"
ALLOW = ("data.example.org",)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started, stamina.set_testing(True, attempts=3):
        yield started


@pytest.fixture
def fetcher(server: Server, tmp_path: Path) -> Iterator[Fetcher]:
    with Fetcher(tmp_path / "cache", server.base, timeout=1.0) as started:
        yield started


def request(url: str = URL, max_bytes: int = 1_000, **more: object) -> Request:
    return Request(url, ALLOW, max_bytes, **more)  # type: ignore[arg-type]


def test_brings_the_bytes_and_the_address_that_gave_them(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH + "?year=2017"] = body(b"state,count\n")
    found = fetcher.fetch(request(URL + "?year=2017"))
    assert (found.content, found.url, found.confirmed) == (b"state,count\n", URL + "?year=2017", False)


def test_asks_whether_it_has_changed_and_keeps_the_bytes_of_304(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = versioned(b"state,count\n", '"v1"')
    first, second = fetcher.fetch(request()), fetcher.fetch(request())
    assert (first.confirmed, second.confirmed) == (False, True)
    assert second.content == b"state,count\n"
    assert server.asked[1][1]["If-None-Match"] == '"v1"'


def test_asks_whether_it_has_changed_since_the_day_the_server_gave(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = dated(b"state,count\n", "Wed, 21 Oct 2015 07:28:00 GMT")
    first, second = fetcher.fetch(request()), fetcher.fetch(request())
    assert (first.confirmed, second.confirmed) == (False, True)
    assert second.content == b"state,count\n"
    assert server.asked[1][1]["If-Modified-Since"] == "Wed, 21 Oct 2015 07:28:00 GMT"


def test_asks_again_even_where_the_server_says_it_is_fresh(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = in_turn(
        body(b"old", Cache_Control="max-age=86400"), body(b"new", Cache_Control="max-age=86400")
    )
    assert [fetcher.fetch(request()).content for _ in range(2)] == [b"old", b"new"]


def test_remembers_versions_between_runs(server: Server, tmp_path: Path) -> None:
    server.answers[PATH] = versioned(b"state,count\n", '"v1"')
    for confirmed in (False, True):
        with Fetcher(tmp_path / "cache", server.base) as fetcher:
            assert fetcher.fetch(request()).confirmed is confirmed


def test_says_what_an_absent_page_answered(server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(CollectError, match=r"homicides\.csv answered 404 Not Found"):
        fetcher.fetch(request())
    assert len(server.asked) == 1, "an absent page is not asked for again"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_tries_again_what_may_pass(server: Server, fetcher: Fetcher, code: int) -> None:
    server.answers[PATH] = in_turn(status(code), status(code), body(b"data"))
    assert fetcher.fetch(request()).content == b"data"
    assert len(server.asked) == 3


def test_waits_as_long_as_the_server_asks(server: Server, tmp_path: Path) -> None:
    server.answers[PATH] = in_turn(status(503, Retry_After="1"), body(b"data"))
    with stamina.set_testing(False), Fetcher(tmp_path / "cache", server.base) as fetcher:
        start = time.monotonic()
        assert fetcher.fetch(request()).content == b"data"
    assert time.monotonic() - start >= 1


def test_pauses_grow_from_one_attempt_to_the_next(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    server.answers[PATH] = status(503)
    with (
        stamina.set_testing(False),
        Fetcher(tmp_path / "cache", server.base) as fetcher,
        pytest.raises(CollectError, match="answered 503, 4 times"),
    ):
        fetcher.fetch(request())
    waited = [pause for pause in pauses if pause > 0.5]
    assert len(waited) == 3
    assert 1 <= waited[0] < waited[2] <= 31


def test_gives_up_in_the_end(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = status(500)
    with pytest.raises(CollectError, match=r"homicides\.csv answered 500"):
        fetcher.fetch(request())
    assert len(server.asked) == 3


def test_follows_a_redirect_on_the_list(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = status(302, Location="/2017/homicides.csv")
    server.answers["/data.example.org/2017/homicides.csv"] = body(b"data")
    assert fetcher.fetch(request()).url == "https://data.example.org/2017/homicides.csv"


@pytest.mark.parametrize(
    "target", ["https://evil.example.net/x", "http://data.example.org/x", "https://data.example.org:8443/x",
               "https://user@data.example.org/x", "file:///etc/passwd", "//evil.example.net/x"]
)  # fmt: skip
def test_never_follows_one_off_the_list(server: Server, fetcher: Fetcher, target: str) -> None:
    server.answers[PATH] = status(301, Location=target)
    with pytest.raises(NotAllowed):
        fetcher.fetch(request())
    assert server.paths() == [PATH]


def test_stops_a_circle_of_redirects(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = status(302, Location=URL)
    with pytest.raises(CollectError, match="redirects more than 5 times"):
        fetcher.fetch(request())


@pytest.mark.parametrize(
    "url", ["http://data.example.org/x", "https://evil.example.net/x", "ftp://data.example.org/x"]
)
def test_refuses_an_address_off_the_list_without_asking(server: Server, fetcher: Fetcher, url: str) -> None:
    with pytest.raises(NotAllowed):
        fetcher.fetch(request(url))
    assert server.asked == []


def test_refuses_what_says_it_is_too_large(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = body(b"x" * 1_001)
    with pytest.raises(CollectError, match="would bring 1,001 bytes; at most 1,000 are taken"):
        fetcher.fetch(request())


def test_stops_what_grows_too_large_on_the_way(server: Server, fetcher: Fetcher) -> None:
    packed = gzip.compress(b"0" * 5_000_000)
    server.answers[PATH] = body(packed, Content_Encoding="gzip")
    with pytest.raises(CollectError, match="brings more than 10,000 bytes; it was left"):
        fetcher.fetch(request(max_bytes=10_000))


def test_does_not_take_a_truncated_body(server: Server, fetcher: Fetcher) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.send_header("ETag", '"v1"')
        handler.end_headers()
        handler.wfile.write(b"half of it")
        handler.close_connection = True

    server.answers[PATH] = cut
    with pytest.raises(CollectError, match=r"homicides\.csv could not be read"):
        fetcher.fetch(request())
    assert len(server.asked) == 3
    server.answers[PATH] = versioned(b"all of it", '"v1"')
    assert fetcher.fetch(request()).content == b"all of it", "half an answer was kept"


def test_leaves_a_silent_server(server: Server, tmp_path: Path) -> None:
    released = threading.Event()
    server.answers[PATH] = lambda handler: (released.wait(20), status(200)(handler))[0] and None
    with Fetcher(tmp_path / "cache", server.base, timeout=0.1) as fetcher:
        with pytest.raises(CollectError, match="did not answer in time"):
            fetcher.fetch(request())
        released.set()


def test_leaves_a_server_that_drips(server: Server, tmp_path: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "900000")
        handler.end_headers()
        handler.wfile.write(b"x" * 200_000)

    server.answers[PATH] = drip
    with (
        Fetcher(tmp_path / "cache", server.base, timeout=5, deadline=0) as fetcher,
        pytest.raises(CollectError, match="was not done after 0 seconds"),
    ):
        fetcher.fetch(request(max_bytes=1_000_000))


def test_an_empty_answer_is_an_error(server: Server, fetcher: Fetcher) -> None:
    server.answers[PATH] = body(b"")
    with pytest.raises(CollectError, match="answered with nothing"):
        fetcher.fetch(request())


def test_says_who_asks_and_shows_a_token_only_to_its_publisher(server: Server, tmp_path: Path) -> None:
    server.answers[PATH] = status(302, Location="https://files.example.org/a.csv")
    server.answers["/files.example.org/a.csv"] = body(b"data")
    asked = Request(URL, ("data.example.org", "files.example.org"), 100, secret={"X-Token": "s3cret"})
    with Fetcher(tmp_path / "cache", server.base) as fetcher:
        fetcher.fetch(asked)
    first, second = (headers for _, headers in server.asked)
    assert first["User-Agent"].startswith("almenara/")
    assert first["X-Token"] == "s3cret"
    assert "X-Token" not in second


def test_a_server_that_nobody_answers_at_is_asked_once_and_named(tmp_path: Path) -> None:
    with serving() as server:
        gone = server.base
    told = rf"^{gone} could not be reached: .*refused"
    with stamina.set_testing(True, attempts=2), Fetcher(tmp_path / "cache", gone, timeout=1) as fetcher:
        with pytest.raises(CollectError, match=told):
            fetcher.fetch(request())
        with stamina.set_testing(False):
            start = time.monotonic()
            with pytest.raises(CollectError, match=told):
                fetcher.fetch(request(URL + "?year=2018"))
            assert time.monotonic() - start < 1, "a server that could not be reached was tried again"


def test_while_nobody_answers_the_next_servers_are_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    allow = ("a.invalid", "b.invalid")
    with Fetcher(tmp_path / "cache", pause=0) as fetcher:
        for host, tried_again in (("a.invalid", 3), ("b.invalid", 3), ("a.invalid", 3)):
            with pytest.raises(CollectError, match=rf"^https://{host} could not be reached: "):
                fetcher.fetch(Request(f"https://{host}/x", allow, 100))
            assert len(pauses) == tried_again


@pytest.mark.parametrize(
    ("url", "fits"),
    [("https://files.example.org/open/a.csv", True), ("https://files.example.org/open/b/a.csv", True),
     ("https://files.example.org/openly/a.csv", False), ("https://files.example.org/a.csv", False),
     ("https://files.example.org/open/../secret/a.csv", False),
     ("https://files.example.org/open/%2e%2e/secret/a.csv", False),
     ("https://data.example.org/open/a.csv", False)],
)  # fmt: skip
def test_a_listed_folder_admits_only_what_lies_in_it(
    server: Server, fetcher: Fetcher, url: str, fits: bool
) -> None:
    server.answers["/files.example.org/open/a.csv"] = body(b"data")
    server.answers["/files.example.org/open/b/a.csv"] = body(b"data")
    asked = Request(url, ("files.example.org/open/",), 100)
    if fits:
        assert fetcher.fetch(asked).content == b"data"
    else:
        with pytest.raises(NotAllowed):
            fetcher.fetch(asked)
        assert server.asked == []


def test_the_stand_in_must_be_a_web_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not the address of a web server"):
        Fetcher(tmp_path / "cache", "127.0.0.1:8000")
