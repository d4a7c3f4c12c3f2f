"""One day's knowledge: what counts, what does not yet, what was taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from almenara.errors import NoEvidence
from almenara.evidence.store import Store
from tests.evidence.observations import Row, retract, store_one, values

JANUARY, MARCH, MAY = date(2018, 1, 20), date(2018, 3, 20), date(2018, 5, 20)
KEY = ("police-files", "XX", 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store")


def test_the_latest_known_by_the_day_counts(store: Store) -> None:
    store_one(store, "may", MAY, [Row(30)])
    store_one(store, "january", JANUARY, [Row(10)])
    assert values(store.as_of(JANUARY))[KEY] == 10
    assert values(store.as_of(date(2018, 5, 19)))[KEY] == 10
    assert values(store.as_of(MAY))[KEY] == 30


def test_a_tie_goes_to_the_later_batch(store: Store) -> None:
    store_one(store, "first", MARCH, [Row(10)])
    store_one(store, "second", MARCH, [Row(11)])
    assert values(store.as_of(MARCH))[KEY] == 11


def test_rows_that_partition_a_total_are_added_up(store: Store) -> None:
    rows = [Row(3, breakdown="sex=female"), Row(4, breakdown="sex=male"), Row(5, month=2)]
    store_one(store, "a", MARCH, rows)
    assert values(store.as_of(MARCH)) == {KEY: 7, ("police-files", "XX", 2): 5}


def test_a_part_that_the_publisher_leaves_open_leaves_the_sum_open(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(3, breakdown="sex=female"), Row(4, breakdown="sex=male")])
    store_one(store, "b", MARCH, [Row(3, breakdown="sex=female"), Row(None, breakdown="sex=male")])
    assert values(store.as_of(MARCH))[KEY] is None, "unknown is what was last said, not the older number"


def test_definitions_never_meet(store: Store) -> None:
    store_one(store, "a", MARCH, [Row(3), Row(4, definition="death-certificates")])
    assert sorted(values(store.as_of(MARCH)).values()) == [3, 4]


def test_a_row_known_later_than_its_document_waits_for_its_day(store: Store) -> None:
    store_one(store, "list", JANUARY, [Row(3), Row(4, month=2, known=MAY)])
    assert values(store.as_of(MARCH)) == {KEY: 3}
    assert len(values(store.as_of(MAY))) == 2


def test_before_the_first_evidence_it_says_when_evidence_begins(store: Store) -> None:
    store_one(store, "a", MARCH, [Row(1)])
    with pytest.raises(
        NoEvidence, match="nothing in the store was known on 2018-01-20; its evidence begins on 2018-03-20"
    ):
        store.as_of(JANUARY)


def test_an_empty_store_says_so(store: Store) -> None:
    with pytest.raises(NoEvidence, match="the store holds no evidence"):
        store.as_of(MAY)


def test_a_retracted_document_counts_until_the_retraction_is_known(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(10)])
    wrong = store_one(store, "b", MARCH, [Row(99)])
    retract(store, MAY, wrong)
    assert values(store.as_of(date(2018, 5, 19)))[KEY] == 99
    assert values(store.as_of(MAY))[KEY] == 10


def test_retracted_values_count_again_once_they_are_published_anew(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(10), Row(20, month=2), Row(30, place="YY")])
    retract(
        store, MARCH, definition="police-files", place="XX", start=date(2017, 1, 1), end=date(2017, 1, 31)
    )
    assert values(store.as_of(JANUARY))[KEY] == 10
    assert values(store.as_of(MARCH)) == {("police-files", "XX", 2): 20, ("police-files", "YY", 1): 30}
    store_one(store, "c", MAY, [Row(12)])
    assert values(store.as_of(MAY))[KEY] == 12


def test_a_mended_reader_supersedes_and_what_it_no_longer_reads_is_gone(store: Store) -> None:
    store_one(store, "a", MARCH, [Row(10), Row(77, month=2)])
    before = store.as_of(MARCH).stored_by
    store_one(store, "a", MARCH, [Row(11)], reader=2)
    assert values(store.as_of(MARCH)) == {KEY: 11}
    assert values(store.as_of(MARCH, before)) == {KEY: 10, ("police-files", "XX", 2): 77}


def test_a_newer_edition_replaces_from_its_own_day_on(store: Store) -> None:
    old = store_one(store, "list-1", JANUARY, [Row(10), Row(20, month=2)])
    store_one(store, "list-2", MAY, [Row(10)], replaces=old)
    assert len(values(store.as_of(MARCH))) == 2
    assert values(store.as_of(MAY)) == {KEY: 10}


def test_the_same_file_dated_later_changes_no_earlier_day(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(10)])
    store_one(store, "a", MAY, [Row(10)])
    assert values(store.as_of(JANUARY)) == {KEY: 10}


def test_a_view_is_repeated_by_the_moment_whose_state_it_saw(store: Store) -> None:
    store_one(store, "a", MARCH, [Row(10)])
    seen = store.as_of(MAY)
    store_one(store, "older-file-found-later", JANUARY, [Row(5, month=2)])
    assert len(values(store.as_of(MAY))) == 2
    assert values(store.as_of(MAY, seen.stored_by)) == values(seen) == {KEY: 10}


def test_another_day_of_the_same_state(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(10)])
    wrong = store_one(store, "b", MARCH, [Row(30)])
    retract(store, MAY, wrong)
    view = store.as_of(MAY)
    store_one(store, "stored-later", JANUARY, [Row(50)])
    assert [values(view.on(day))[KEY] for day in (JANUARY, MARCH, MAY)] == [10, 30, 10]
    assert values(view)[KEY] == 10
    with pytest.raises(NoEvidence):
        view.on(date(2017, 1, 1))


def test_places_that_a_later_file_names_are_not_known_yet(store: Store) -> None:
    store_one(store, "a", JANUARY, [Row(10)])
    store_one(store, "b", MAY, [Row(10), Row(3, place="YY")])
    view = store.as_of(MAY)
    assert view.places_of("homicide") == {"XX", "YY"}
    assert view.places_of("homicide", "no-such-rule") == frozenset()
    assert store.as_of(MARCH).places_of("homicide") == view.on(MARCH).places_of("homicide") == {"XX"}
