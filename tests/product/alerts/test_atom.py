"""The Atom feed, read by a feed reader (feedparser)."""

import warnings

import pytest

from almenara.errors import UsageError
from almenara.product.alerts.atom import atom
from tests.product.alerts.made import later, message

FEED = ("urn:uuid:c5f2a9c0-6a52-4b8e-9b83-000000000001", "Alerts", "The team")


def read(made: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import feedparser

        return feedparser.parse(made)


def test_a_reader_finds_title_words_place_and_source():
    found = read(atom([message()], *FEED))
    assert not found.bozo
    assert found.feed.title == "TLP:AMBER+STRICT Alerts"
    entry = found.entries[0]
    assert entry.title == "TLP:AMBER+STRICT Roadblock 4 km from North plant"
    assert entry.content[0].value.startswith("Vehicles burn on the road <A&B>.")
    assert entry.where.coordinates == (-103.23, 20.62)
    assert [link.href for link in entry.links] == ["https://example.org/1"]


def test_a_correction_rewrites_its_entry_and_a_withdrawal_is_read_as_such():
    every = [message(), later(1, "update"), later(2, "cancel")]
    corrected, withdrawn = read(atom(every[:2], *FEED)), read(atom(every, *FEED))
    assert len(corrected.entries) == len(withdrawn.entries) == 1
    assert corrected.entries[0].id == withdrawn.entries[0].id
    assert "Corrected: " in corrected.entries[0].title
    assert "Withdrawn: " in withdrawn.entries[0].title
    assert withdrawn.entries[0].published == corrected.entries[0].published
    assert withdrawn.entries[0].updated > corrected.entries[0].updated


def test_the_order_of_messages_does_not_matter():
    every = [message(), later(1, "update"), later(2, "cancel")]
    assert atom(every, *FEED) == atom(every[::-1], *FEED)


def test_an_address_that_is_none_is_no_link():
    found = read(atom([message(sources=({"title": "x", "url": "javascript:alert(1)"},))], *FEED))
    assert found.entries[0].get("links", []) == []


def test_hidden_characters_of_a_text_are_shown_and_break_nothing():
    made = atom([message(rule="a\x01\u202e", threat="", headline={"en": "b\x00\ud800"})], *FEED)
    entry = read(made).entries[0]
    assert entry.title == "TLP:AMBER+STRICT b⟨0000⟩⟨D800⟩"
    assert "a⟨0001⟩⟨202E⟩" in [tag.term for tag in entry.tags]


def test_a_feed_below_its_alerts_is_refused():
    with pytest.raises(UsageError, match="the feed is TLP:GREEN, but holds alerts that are TLP:AMBER"):
        atom([message()], *FEED, marking="TLP:GREEN")


def test_a_feed_without_alerts_is_one():
    assert read(atom([], *FEED)).feed.title == "TLP:CLEAR Alerts"
