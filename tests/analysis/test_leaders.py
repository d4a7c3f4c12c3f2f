"""Events of leaders known on a day: newest first, doubtful ones flagged, nothing from later days."""

from pathlib import Path

import pytest

from almenara.analysis.leaders import leader_events
from almenara.product.build import build
from almenara.product.document import Reference, Table, Text
from almenara.workspace import Workspace

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(Path(tmp_path_factory.mktemp("fresh")) / "store")


def test_events_come_newest_first_and_a_month_counts_as_its_end(workspace: Workspace) -> None:
    found = leader_events(workspace.context(DAY))
    assert [e.id for e in found[:3]] == ["le-103", "le-105", "le-104"]  # February 2018, the 19th, the 8th
    assert [e.end for e in found] == sorted((e.end for e in found), reverse=True)


def test_an_event_has_its_person_role_group_flag_and_source(workspace: Workspace) -> None:
    (event,) = [e for e in leader_events(workspace.context(DAY)) if e.id == "le-104"]
    assert (event.kind, event.role, event.group, event.place, event.precision) == (
        "captured", "leader", "Zetas Vieja Escuela", "MX-CMX", "day",
    )  # fmt: skip
    assert event.person == 'José María Guízar Valencia ("Z-43")'
    assert event.flag == "disputed"
    assert event.evidence.url.startswith("http")


def test_a_report_of_death_that_proved_false_is_flagged_and_later_events_are_unknown(
    workspace: Workspace,
) -> None:
    then = {e.id: e for e in leader_events(workspace.context(DAY))}
    assert then["le-031"].flag == "false"
    assert "le-106" not in then  # that this report was false was known in February 2026
    assert all(e.evidence.published.isoformat() <= DAY for e in then.values())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("captured, Mexico City", "disputed")), ("es", ("captura, Ciudad de México", "disputado"))],
)
def test_the_report_prints_a_dozen_with_their_sources(
    workspace: Workspace, language: str, words: tuple[str, str]
) -> None:
    report, _ = build(workspace.context(DAY), workspace.registry.packs["MX"], language)
    (section,) = [s for s in report.sections if s.id == "groups"]
    (table,) = [b for b in section.blocks if isinstance(b, Table) and b.id == "groups-leaders"]
    assert len(table.rows) == 12
    cell = next(row[3] for row in table.rows if any("Z-43" in getattr(i, "text", "") for i in row[1]))
    text = "".join(i.text for i in cell if isinstance(i, Text))
    assert text == f"{words[0]} ({words[1]})"
    assert all(any(isinstance(i, Reference) for i in row[3]) for row in table.rows)
