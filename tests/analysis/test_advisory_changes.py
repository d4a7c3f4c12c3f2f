"""Changes of advice: which of the editions on disk changed, and what does not count as a change."""

from datetime import date

import pytest

from almenara.analysis.advisory_changes import Change, advisory_changes
from almenara.collect.ingest import ingest
from almenara.workspace import Workspace
from tests.shared_data import shared
from tests.sources.made_advice import CANADA_PAGE as SOME_REGIONS
from tests.sources.made_advice import UK_PAGE as OPEN_PAGE
from tests.sources.made_advice import made

PRINT = "\n[View a printable version of the whole guide](/foreign-travel-advice/mexico/print)\n"
"""How the publisher ends a page: one without it was cut."""
UK_PAGE = OPEN_PAGE + PRINT
CANADA_PAGE = SOME_REGIONS.replace(
    "* Chiapas, excluding",
    "* Colima\n* Durango\n* Guerrero\n* Michoacán\n* Sinaloa\n* Tamaulipas\n* Zacatecas\n* Chiapas, excluding",
)
"""As many regions as the page of a whole country names: one with fewer was cut."""
UK = "unitedkingdom/Mexico/{}/Warnings_and_insurance.md"


def changes(workspace: Workspace, place: str = "MX", until: date = date(2026, 11, 1)) -> list[Change]:
    context = workspace.context(until)
    return advisory_changes(context, workspace.place(place), date(2018, 1, 1), until)


def two(workspace: Workspace, first: str, second: str, path: str = UK) -> list[Change]:
    documents = [made(path.format("2026-02-23"), first), made(path.format("2026-02-24"), second)]
    ingest(workspace.store, workspace.registry, documents, "test")
    return [c for c in changes(workspace) if c.day == date(2026, 2, 24)]


def test_a_new_stamp_is_no_change(workspace: Workspace) -> None:
    second = UK_PAGE.replace("23 February 2026", "24 February 2026").replace(
        "about an incident", "about another"
    )
    second = second.replace("/entry-requirements", "/health").replace(
        "https://www.gov.uk/advice", "https://x.org"
    )
    assert second != UK_PAGE
    assert two(workspace, UK_PAGE, second) == []


def test_the_order_of_words_and_bullets_is_no_change(workspace: Workspace) -> None:
    second = UK_PAGE.replace("* the city of Los Mochis\n* road 32", "* Road 32\n* the Los Mochis city of")
    assert two(workspace, UK_PAGE, second) == []


def test_a_new_sentence_is_a_change_of_its_page_and_place(workspace: Workspace) -> None:
    second = UK_PAGE.replace("* road 32", "* road 32\n\nStay indoors.")
    (change,) = two(workspace, UK_PAGE, second)
    assert (change.source, change.kind, change.page) == ("uk_advisory", "text", "Warnings_and_insurance")
    assert (change.added, change.removed) == (("Stay indoors.",), ())
    assert [c.added for c in changes(workspace, "Sinaloa")] == [("Stay indoors.",)]
    assert changes(workspace, "Jalisco") == []


def test_a_reworded_opening_changes_the_opening_and_not_its_bullets(workspace: Workspace) -> None:
    second = UK_PAGE.replace("Sinaloa, except:", "Sinaloa, apart from:")
    (change,) = two(workspace, UK_PAGE, second)
    assert change.added == (
        "FCDO advises against all but essential travel to the state of Sinaloa, apart from:",
    )
    assert change.removed == (
        "FCDO advises against all but essential travel to the state of Sinaloa, except:",
    )


def test_a_bullet_that_moves_to_another_list_is_a_change(workspace: Workspace) -> None:
    lists = "# Page\n\nAvoid:\n\n{}\n\nIt is safe to visit:\n\n{}\n" + PRINT
    first, second = (
        lists.format("* Durango\n* Sonora", "* Colima"),
        lists.format("* Durango", "* Colima\n* Sonora"),
    )
    (change,) = two(workspace, first, second)
    assert (change.added, change.removed) == (("Sonora",), ("Sonora",))


def test_a_level_that_rises_is_a_change_with_both_figures(workspace: Workspace) -> None:
    second = CANADA_PAGE.replace("* Jalisco, within", "* Nayarit\n* Jalisco, within")
    found = two(workspace, CANADA_PAGE, second, "canada/Mexico/{}/risk.md")
    (level,) = [c for c in found if c.kind == "level"]
    assert (level.place, level.source) == ("MX-NAY", "canada_advisory")
    assert level.before is not None and level.after is not None
    assert (level.before.value, level.after.value) == (2, 3)
    assert level.after.definition == "canada-advisory"


def test_a_region_named_no_more_falls_back_to_the_countrys_level(workspace: Workspace) -> None:
    second = CANADA_PAGE.replace("* Jalisco, within 50 km of the border with Michoacán state\n", "")
    found = two(workspace, CANADA_PAGE, second, "canada/Mexico/{}/risk.md")
    assert [(c.place, c.after.value) for c in found if c.kind == "level" and c.after] == [("MX-JAL", 2)]


def test_nothing_known_later_is_seen(workspace: Workspace) -> None:
    two(workspace, UK_PAGE, UK_PAGE.replace("* road 32", "* road 33"))
    assert [c for c in changes(workspace, until=date(2026, 2, 23)) if c.source == "uk_advisory"] == []


@pytest.fixture
def kept(workspace: Workspace) -> Workspace:
    workspace.ingest(
        [shared("advisories/unitedkingdom"), shared("advisories/ireland"), shared("advisories/canada")]
    )
    return workspace


@pytest.mark.shared
def test_the_uk_editions_that_changed_and_those_that_only_got_a_stamp(kept: Workspace) -> None:
    """Read from the 15 editions: these pages changed on these days; the rest is stamps and navigation."""
    days: dict[str, list[str]] = {}
    for change in changes(kept):
        if change.source == "uk_advisory":
            days.setdefault(change.page, []).append(str(change.day))
    assert days == {
        "Regional_risks": ["2026-02-24", "2026-02-28"],
        "Safety_and_security": ["2025-05-28", "2025-08-13", "2025-10-22"],
        "Warnings_and_insurance": [
            "2025-05-28", "2025-06-20", "2025-08-13", "2025-09-13", "2025-10-22", "2025-12-06", "2026-02-23",
            "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-11", "2026-03-14",
        ],
    }  # fmt: skip


@pytest.mark.shared
def test_the_blockades_of_february_2026_in_jalisco(kept: Workspace) -> None:
    found = {(c.source, c.page, str(c.day)): c for c in changes(kept, "Jalisco") if c.kind == "text"}
    whole = "FCDO advises against all but essential travel to the state of Jalisco."
    assert whole in found["uk_advisory", "Warnings_and_insurance", "2026-02-24"].added
    assert whole in found["uk_advisory", "Regional_risks", "2026-02-24"].added
    assert "Tapalpa" in found["uk_advisory", "Regional_risks", "2026-02-24"].removed
    assert whole in found["uk_advisory", "Warnings_and_insurance", "2026-02-28"].removed
    assert "Tapalpa" in found["uk_advisory", "Regional_risks", "2026-02-28"].added
    levels = [(c.source, str(c.day), c.after.value) for c in changes(kept, "Jalisco") if c.after]
    assert levels == [("ireland_advisory", "2026-02-23", 4), ("ireland_advisory", "2026-02-26", 3)]


@pytest.mark.shared
def test_the_first_day_of_the_blockades_in_the_countrys_advice(kept: Workspace) -> None:
    (first,) = [c for c in changes(kept) if c.source == "uk_advisory" and c.day == date(2026, 2, 23)]
    assert first.removed == ()
    assert len(first.added) == 9
    assert "There are reports of blockades on intercity roads across affected states." in first.added


@pytest.mark.shared
def test_canada_changes_its_advice_and_not_only_its_map(kept: Workspace) -> None:
    days = [str(c.day) for c in changes(kept) if c.source == "canada_advisory" and c.page == "security"]
    assert "2025-06-25" not in days  # nothing but the record changed that day
    assert {"2026-02-23", "2026-02-24", "2026-02-25", "2026-02-27", "2026-03-18"} <= set(days)


@pytest.mark.shared
def test_a_page_that_returns_to_an_earlier_text_is_an_edition_of_that_day(kept: Workspace) -> None:
    """Ireland's two pages of which a copy has the bytes of an earlier one, with another text between them."""
    days: dict[str, list[str]] = {}
    for change in changes(kept):
        if change.source == "ireland_advisory" and change.kind == "text":
            days.setdefault(change.page, []).append(str(change.day))
    assert days["Overview"] == ["2025-05-24", "2025-05-28"]
    assert days["Travel_to_Mexico_overview"] == [
        "2025-06-20", "2025-07-19", "2026-01-30", "2026-02-05", "2026-02-23", "2026-02-26",
    ]  # fmt: skip
