"""What holds for any evidence, in whatever order it arrives."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.errors import NoEvidence
from almenara.evidence.store import Store
from tests.evidence.observations import Row, retract, store_one, values

FIRST = date(2018, 1, 1)
days = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
rows = st.lists(
    st.builds(
        Row,
        value=st.none() | st.integers(0, 50).map(float),
        month=st.integers(1, 3),
        place=st.sampled_from(["XX", "XX-A"]),
        definition=st.sampled_from(["police-files", "death-certificates"]),
        breakdown=st.sampled_from(["", "sex=female", "sex=male"]),
    ),
    min_size=1,
    max_size=5,
)
documents = st.tuples(st.just("document"), st.integers(0, 5), days, rows, st.integers(1, 3), st.booleans())
retractions = st.tuples(st.just("retraction"), st.integers(0, 5), days, st.booleans())
batches = st.lists(documents | retractions, min_size=1, max_size=6)


def write(store: Store, batch: tuple) -> None:  # type: ignore[type-arg]
    """Store one generated batch: a document (perhaps replacing another), or a retraction."""
    kind, number, day, *rest = batch
    digest = "" if kind == "document" else _digest(number)
    if kind == "document":
        content, reader, replacing = rest
        replaces = _digest(number + 1) if replacing else ""
        store_one(store, f"file-{number}", day, content, reader, replaces)
    elif rest[0]:
        retract(store, day, digest)
    else:
        retract(store, day, definition="police-files", place="XX")


def _digest(number: int) -> str:
    import hashlib

    return hashlib.sha256(f"file-{number}".encode()).hexdigest()


def seen(store: Store, day: date, **more: object) -> dict[tuple[str, str, int], float | None] | None:
    """What stood on a day; None where nothing was known."""
    try:
        return values(store.as_of(day, **more))  # type: ignore[arg-type]
    except NoEvidence:
        return None


@settings(max_examples=20, deadline=None)
@given(batches, batches, st.integers(0, 40))
def test_what_becomes_known_later_changes_nothing_earlier(earlier: list, later: list, offset: int) -> None:  # type: ignore[type-arg]
    """Appending evidence known after D changes nothing in as_of(D)."""
    cut = FIRST + timedelta(days=offset)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        for batch in earlier:
            write(store, batch)
        before = seen(store, cut)
        for batch in later:
            kind, number, day, *rest = batch
            write(store, (kind, number, max(day, cut + timedelta(days=1)), *rest))
        assert seen(store, cut) == before


@settings(max_examples=20, deadline=None)
@given(batches, batches)
def test_any_state_of_the_store_can_be_seen_again(first: list, more: list) -> None:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        for batch in first:
            write(store, batch)
        last = FIRST + timedelta(days=60)
        try:
            view = store.as_of(last)
        except NoEvidence:
            return
        state, moment = values(view), view.stored_by
        for batch in more:
            write(store, batch)
        store.compact()
        assert seen(store, last, stored_by=moment) == state
