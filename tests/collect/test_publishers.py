"""Collecting whole sources from a web server that stands in for the publishers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import stamina

from almenara.collect.publishers import Outcome
from almenara.errors import UsageError
from almenara.workspace import Workspace
from tests.collect.made_events import api_page
from tests.collect.web_server import Server, body, in_turn, serving, status, versioned

RSS = "/travel.state.gov/_res/rss/TAsTWs.xml"
JSON = "/cadataapi.state.gov/api/TravelAdvisories"
EVENTS = "/ucdpapi.pcr.uu.se/api/gedevents/26.1?pagesize=1000&Country={}"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel>
<title>travel.state.gov: Travel Advisories</title>
<item><title>Chad - Level {0}: Reconsider Travel</title><pubDate>Fri, 29 May 2026</pubDate>
<category domain="Threat-Level">Level {0}: X</category></item></channel></rss>"""
TODAY = datetime.now(UTC).date()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started, stamina.set_testing(True, attempts=2):
        yield started


def outcome(workspace: Workspace, server: Server, source: str = "us_advisory_feed") -> Outcome:
    (found,) = workspace.collect([source], server.base)
    return found


def test_takes_in_what_came_with_the_day_we_fetched_it(workspace: Workspace, server: Server) -> None:
    server.answers |= {RSS: body(FEED.format(3).encode()), JSON: status(404)}
    found = outcome(workspace, server)
    assert [(t.name, t.failed, t.rows["observations"]) for t in found.taken] == [("TAsTWs.xml", False, 1)]
    record = workspace.store.as_of(TODAY).documents[found.taken[0].document]
    assert record.url == "https://travel.state.gov/_res/rss/TAsTWs.xml"
    assert workspace.store.files.read(record.document) == FEED.format(3).encode()


def test_an_address_that_fails_does_not_lose_the_source_s_others(
    workspace: Workspace, server: Server
) -> None:
    server.answers |= {RSS: body(FEED.format(3).encode()), JSON: status(500)}
    found = outcome(workspace, server)
    assert len(found.taken) == 1
    (error,) = found.errors
    assert error.startswith("https://cadataapi.state.gov/api/TravelAdvisories answered 500")


@pytest.mark.parametrize("answer", [body, lambda content: versioned(content, '"v1"')])
def test_what_is_held_is_said_to_be_unchanged(workspace: Workspace, server: Server, answer: Any) -> None:
    server.answers |= {RSS: answer(FEED.format(3).encode()), JSON: status(404)}
    outcome(workspace, server)
    again = outcome(workspace, server)
    assert (again.taken, again.unchanged) == ((), ("TAsTWs.xml",))


def test_a_new_edition_is_taken_beside_the_old(workspace: Workspace, server: Server) -> None:
    server.answers |= {JSON: status(404)}
    server.answers[RSS] = in_turn(
        versioned(FEED.format(3).encode(), '"1"'), versioned(FEED.format(4).encode(), '"2"')
    )
    old, new = outcome(workspace, server), outcome(workspace, server)
    held = workspace.store.as_of(TODAY).documents
    assert {old.taken[0].document, new.taken[0].document} <= set(held)


def test_an_error_page_sent_as_a_file_is_not_stored(workspace: Workspace, server: Server) -> None:
    server.answers[JSON] = body(
        b"\n<html>\n<head><title>\nSorry</title></head><body>Service unavailable</body></html>"
    )
    server.answers[RSS] = body(b"<!DOCTYPE html><html><body>Service unavailable</body></html>")
    before = set(workspace.store.as_of(TODAY).documents)
    found = outcome(workspace, server)
    assert found.errors == (
        "https://travel.state.gov/_res/rss/TAsTWs.xml brought a web page, not a file of us_advisory_feed",
        "https://cadataapi.state.gov/api/TravelAdvisories brought a web page (Sorry), not a file of us_advisory_feed",
    )
    assert found.taken == ()
    assert set(workspace.store.as_of(TODAY).documents) == before


def test_what_was_not_understood_is_read_again_though_the_publisher_says_it_has_not_changed(
    workspace: Workspace, server: Server
) -> None:
    server.answers |= {RSS: versioned(FEED.format(3)[:-40].encode(), '"v1"'), JSON: status(404)}
    for _ in range(2):
        found = outcome(workspace, server)
        assert found.unchanged == ()
        assert any("is not whole XML" in error for error in found.errors)


def test_one_source_that_fails_does_not_lose_the_others(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UCDP_TOKEN", "s3cret")
    server.answers |= {RSS: body(FEED.format(3).encode()), JSON: status(404)}
    found = {o.source: o for o in workspace.collect(publishers=server.base)}
    assert found["ucdp_ged"].errors
    assert len(found["us_advisory_feed"].taken) == 1


def test_pages_are_followed_and_the_token_shown(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UCDP_TOKEN", "s3cret")
    second = "http://ucdpapi.pcr.uu.se/api/gedevents/26.1?pagesize=1000&Country=70&page=1"
    server.answers[EVENTS.format(70)] = body(api_page(1, second))
    server.answers[EVENTS.format(70) + "&page=1"] = body(api_page(2))
    found = outcome(workspace, server, "ucdp_ged")
    assert [t.name for t in found.taken] == ["gedevents-26.1-70.json", "gedevents-26.1-70-2.json"]
    assert {headers["X-Ucdp-Access-Token"] for _, headers in server.asked} == {"s3cret"}
    assert EVENTS.format(100) in server.paths(), "each country pack is asked for"


def test_without_its_token_a_source_is_left_out_and_fails_only_when_it_was_named(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UCDP_TOKEN", raising=False)
    server.answers |= {RSS: status(404), JSON: status(404)}
    every = {o.source: o for o in workspace.collect(publishers=server.base)}
    assert (every["ucdp_ged"].errors, every["ucdp_ged"].note) == (
        (),
        "needs the publisher's token: set UCDP_TOKEN",
    )
    assert outcome(workspace, server, "ucdp_ged").errors == ("needs the publisher's token: set UCDP_TOKEN",)


def test_an_unknown_source_is_named(workspace: Workspace, server: Server) -> None:
    with pytest.raises(UsageError, match="there is no source sesnp; `almenara sources` lists them"):
        workspace.collect(["sesnp"], server.base)
    assert server.asked == []
