"""Dated copies of one page: the same bytes met on another day are an edition of that day, too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from almenara.analysis.advisory_changes import advisory_changes
from almenara.collect import reread as rereading
from almenara.collect.ingest import Taken, ingest
from almenara.collect.rebuild import rebuild
from almenara.evidence.files import sha256
from almenara.evidence.store import Store
from almenara.model.document import Document
from almenara.reading.spec import Address, Collecting
from almenara.workspace import Workspace
from tests.collect.web_server import body, serving
from tests.sources.made_advice import made

CALM = "# Travel to Mexico overview\n\n## Security Status\n\nHigh Degree of Caution\n\nTake care.\n"
ALERT = CALM.replace("Take care.", "Take care.\n\nAn alert is in force.").replace(
    "High Degree of Caution", "Avoid Non-Essential Travel"
)
TEXTS = {"2026-02-05": CALM, "2026-02-23": ALERT, "2026-02-26": CALM}


def page(day: str, text: str = "") -> Document:
    return made(f"ireland/Mexico/{day}/Travel_to_Mexico_overview.md", text or TEXTS[day])


def take(workspace: Workspace, *days: str) -> list[Taken]:
    return ingest(workspace.store, workspace.registry, [page(day) for day in days], "test")


def told(workspace: Workspace, until: date = date(2026, 11, 1)) -> list[tuple[object, ...]]:
    context = workspace.context(until)
    found = advisory_changes(context, workspace.place("MX"), date(2018, 1, 1), until)
    return [
        (str(c.day), c.kind, c.added, c.removed, c.after.value if c.after else None, c.documents)
        for c in found
        if c.source == "ireland_advisory"
    ]


A, B = sha256(CALM.encode()), sha256(ALERT.encode())
WHOLE = [
    ("2026-02-23", "level", (), (), 3, (A, B)),
    ("2026-02-23", "text", ("Avoid Non-Essential Travel", "An alert is in force."), ("High Degree of Caution",),
     None, (A, B)),
    ("2026-02-26", "level", (), (), 2, (B, A)),
    ("2026-02-26", "text", ("High Degree of Caution",), ("Avoid Non-Essential Travel", "An alert is in force."),
     None, (B, A)),
]  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(TEXTS)))
def test_the_lifting_of_an_alert_is_seen_in_whatever_order_the_files_come(
    workspace: Workspace, order: tuple[str, ...]
) -> None:
    found = take(workspace, *order)
    assert sorted(str(t.published) for t in found) == sorted(TEXTS)
    assert told(workspace) == WHOLE


@pytest.mark.parametrize("order", list(permutations(TEXTS)))
def test_one_by_one_gives_the_same_as_all_at_once(workspace: Workspace, order: tuple[str, ...]) -> None:
    for day in order:
        (found,) = take(workspace, day)
        assert (str(found.published), found.skipped) == (day, "")
    assert told(workspace) == WHOLE


def test_each_day_is_seen_as_it_was(workspace: Workspace) -> None:
    take(workspace, "2026-02-05", "2026-02-23")
    before = told(workspace, date(2026, 2, 25))
    take(workspace, "2026-02-26")
    assert told(workspace, date(2026, 2, 25)) == before == WHOLE[:2]
    days = [workspace.context(date(2026, 2, n)).view.documents[A].published for n in (5, 25, 26)]
    assert days == [date(2026, 2, 5), date(2026, 2, 5), date(2026, 2, 26)]


def test_nothing_is_added_up_twice(workspace: Workspace) -> None:
    take(workspace, *TEXTS)
    cells = workspace.context(date(2026, 3, 1)).view.cells("advisory-level", ["MX"])
    mine = [(c.start.day, c.value, c.document, len(c.rows)) for c in cells["ireland-advisory", "MX"]]
    assert mine == [(5, 2, A, 1), (23, 3, B, 1), (26, 2, A, 1)]


def test_the_same_day_again_is_held_already(workspace: Workspace) -> None:
    take(workspace, *TEXTS)
    stored = workspace.store.rows("batches")
    again = take(workspace, *TEXTS)
    assert [t.skipped for t in again] == [f"held already, known since {day}" for day in TEXTS]
    assert workspace.store.rows("batches") == stored


def test_the_same_day_twice_in_a_batch_is_read_once(workspace: Workspace) -> None:
    found = take(workspace, "2026-02-05", "2026-02-05")
    assert [t.skipped for t in found] == ["", "the same bytes stand in this batch twice"]
    assert len(workspace.store.as_of(date.max).documents[A].document) == 64


def test_what_is_new_is_told_once_and_without_the_days_told_before(workspace: Workspace) -> None:
    take(workspace, "2026-02-05", "2026-02-23")
    (found,) = take(workspace, "2026-02-26")
    assert [(c.measure, c.cells, c.new) for c in found.changes] == [("advisory-level", 1, 1)]


def test_a_copy_refused_loses_none_of_the_days_held(workspace: Workspace) -> None:
    nameless = CALM.replace("Travel to Mexico overview", "Overview")
    held, refused = page("2026-02-05", nameless), made("ireland/Atlantis/2026-02-26/Overview.md", nameless)
    ingest(workspace.store, workspace.registry, [held], "test")
    found = ingest(
        workspace.store, workspace.registry, [refused, page("2026-02-23")], "test", keep_going=True
    )
    assert [(t.name, t.failed) for t in found] == [
        ("Travel_to_Mexico_overview.md", False),
        ("Overview.md", True),
    ]
    assert [line[:2] for line in told(workspace)] == [("2026-02-23", "level"), ("2026-02-23", "text")]


def test_reading_again_keeps_every_day(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    take(workspace, *TEXTS)
    spec = workspace.registry.specs["ireland_advisory"]
    raised = spec.model_copy(update={"reader": spec.reader + 1})
    monkeypatch.setitem(workspace.registry.specs, spec.id, raised)
    found = rereading.reread(workspace.store, workspace.registry, [spec.id])
    assert sorted(str(t.published) for t in found) == sorted(TEXTS)
    assert told(workspace) == WHOLE
    assert rereading.reread(workspace.store, workspace.registry, [spec.id]) == []


def test_a_store_made_anew_from_kept_bytes_has_every_day(workspace: Workspace) -> None:
    for day in TEXTS:
        take(workspace, day)
    anew = Workspace.open(workspace.settings.store.parent / "anew")
    into = Store.open(workspace.settings.store.parent / "rebuilt")
    rebuild(workspace.store, [A, B], into, workspace.registry)
    documents = into.as_of(date.max).documents
    assert {d: documents[d].published for d in (A, B)} == {A: date(2026, 2, 26), B: date(2026, 2, 23)}
    rebuild(workspace.store, [A, B], anew.store, workspace.registry)
    assert told(anew) == WHOLE


def test_a_retracted_page_counts_again_from_its_next_edition_on(workspace: Workspace) -> None:
    take(workspace, *TEXTS)
    workspace.retract("published by mistake", "2026-02-24", document=A)
    assert A not in workspace.context(date(2026, 2, 25)).view.documents
    assert A in workspace.context(date(2026, 2, 26)).view.documents


def test_a_source_without_editions_keeps_one_day_for_the_same_bytes(workspace: Workspace) -> None:
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>travel.state.gov: Travel Advisories</title>'
        b"<item><title>Chad - Level 3: Reconsider Travel</title><pubDate>Fri, 29 May 2026</pubDate>"
        b'<category domain="Threat-Level">Level 3: X</category></item></channel></rss>'
    )
    copies = [Document(feed, sha256(feed), "TAsTWs.xml", f"us/{day}/TAsTWs.xml") for day in TEXTS]
    found = ingest(workspace.store, workspace.registry, copies, "test")
    assert [bool(t.skipped) for t in found] == [False, True, True]
    (again,) = ingest(workspace.store, workspace.registry, copies[1:2], "test")
    assert again.skipped == "held already, known since 2026-05-29"


def test_a_page_fetched_in_its_earlier_text_is_an_edition(workspace: Workspace) -> None:
    take(workspace, "2026-02-05", "2026-02-23")
    fetched = Document(
        CALM.encode(), A, "Travel_to_Mexico_overview.md", "www.ireland.ie/Travel_to_Mexico_overview.md",
        retrieved=datetime(2026, 2, 26, 9, tzinfo=UTC),
    )  # fmt: skip
    (found,) = ingest(workspace.store, workspace.registry, [fetched], "collect ireland_advisory")
    assert (found.published, found.ground) == (date(2026, 2, 26), "retrieved")
    assert told(workspace) == WHOLE


def test_collecting_keeps_a_page_that_is_back_but_not_one_that_only_stands(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, host = "Travel_to_Mexico_overview.md", "advice.example.org"
    spec = workspace.registry.specs["ireland_advisory"]
    offered = Collecting(allow=[host], addresses=[Address(url=f"https://{host}/{name}", name=name)])
    monkeypatch.setitem(workspace.registry.specs, spec.id, spec.model_copy(update={"collect": offered}))
    calm = CALM + "\nIrish citizens need no visa.\n"
    ingest(workspace.store, workspace.registry, [page("2026-02-05", calm), page("2026-02-23")], "test")
    with serving() as server:
        server.answers[f"/{host}/{name}"] = body(calm.encode())
        first, second = (workspace.collect([spec.id], server.base)[0] for _ in range(2))
    assert [(t.name, t.ground, t.skipped) for t in first.taken] == [(name, "retrieved", "")]
    assert (second.taken, second.unchanged) == ((), (name,))
