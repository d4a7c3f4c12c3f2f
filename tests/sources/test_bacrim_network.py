"""bacrim_network: groups and ties as statements, trends as observations; what is not understood is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.statements import statements
from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.shared_data import shared

NODES = "Node,Group,State,ShortName\nN10001,Grupo Uno,Colima,Uno\nN10002,Grupo Dos,Sonora,Dos\n"
TIES = """Edge,Node,Group,RNode,RGroup,weight
E1,N10001,Grupo Uno,N10002,Grupo Dos,6
E2,N10002,Grupo Dos,N10001,Grupo Uno,5
"""
TRENDS = "YEAR,homicide,missings,arrests\n2012,10,5,100\n2013,11,6,101\n"


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder / name


def test_groups_and_ties_are_statements_known_since_the_repository(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.ingest([put(tmp_path, "X_Nodes.csv", NODES), put(tmp_path, "X_Rivals.csv", TIES)])
    found = statements(workspace.context(), ("network-member", "rival-of"), ("bacrim_network",))
    assert sorted((s.id, s.subject, s.predicate, s.object, s.note) for s in found) == [
        ("bacrim-e1", "Grupo Uno", "rival-of", "Grupo Dos", "weight 6"),
        ("bacrim-e2", "Grupo Dos", "rival-of", "Grupo Uno", "weight 5"),
        ("bacrim-n10001", "Grupo Uno", "network-member", "Uno", ""),
        ("bacrim-n10002", "Grupo Dos", "network-member", "Dos", ""),
    ]
    assert {(s.known.isoformat(), s.evidence.ground) for s in found} == {("2023-05-22", "archived")}
    before = statements(workspace.context("2023-05-21"), ("network-member",), ("bacrim_network",))
    assert before == []


def test_the_files_name_says_whether_ties_are_alliances(workspace: Workspace, tmp_path: Path) -> None:
    workspace.ingest([put(tmp_path, "X_Alliances.csv", TIES)])
    found = statements(workspace.context(), ("ally-of", "rival-of"), ("bacrim_network",))
    assert {s.predicate for s in found} == {"ally-of"}


def test_trends_are_observations_without_the_homicides_of_another(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.ingest([put(tmp_path, "trends.csv", TRENDS)])
    (missing,) = workspace.figures("missing-persons-by-year", "mx", "2013", None, "study-missing")
    (arrests,) = workspace.figures("arrests", "mx", "2013", None, "study-arrests")
    assert (missing.value, arrests.value) == (6, 101)
    assert "trends.csv" not in {
        e.file for f in workspace.figures("homicide", "mx", "2013") for e in f.evidence
    }


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("X_Rivals.csv", TIES.replace(",6", ",0"), 'row 2, "weight": a tie that was never seen has no row'),
        ("X_Rivals.csv", TIES.replace(",6", ",many"), 'row 2, "weight"'),
        ("X_Rivals.csv", TIES.replace("E2", "E1"), 'row 3, "Edge": the same stands in row 2 already'),
        ("X_Rivals.csv", TIES.replace("N10001,Grupo Uno,5", "N10002,Grupo Dos,5"), "is a tie of a group with itself"),
        ("X_Rivals.csv", TIES.replace("E1,N10001", "E1,10001"), 'row 2, "Node": "10001" is not an id such as N10001'),
        ("X_Rivals.csv", TIES.replace("Grupo Dos,6", ",6"), 'row 2, "RGroup": is empty'),
        ("X_Nodes.csv", NODES.replace("N10002", "N10001"), 'row 3, "Node": "N10001" stands in row 2 already'),
        ("X_Nodes.csv", NODES.splitlines()[0] + "\n", "has 0 groups"),
        ("trends.csv", TRENDS.replace("2013", "2015"), "has 2 rows, not one for each of 4 periods"),
        ("trends.csv", TRENDS.replace("2013", "2012"), 'row 3, "YEAR": repeats row 2'),
        ("trends.csv", TRENDS.replace("5,100", ",100"), 'row 2, "missings": is blank'),
        ("trends.csv", TRENDS.replace("5,100", "-5,100"), 'row 2, "missings"'),
        ("trends.csv", TRENDS.replace("2013", "2093"), '"2093" is not between 1900 and 2023'),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_and_nothing_is_stored(
    workspace: Workspace, tmp_path: Path, name: str, text: str, told: str
) -> None:
    before = len(workspace.documents())
    with pytest.raises(BadInput) as error:
        workspace.ingest([put(tmp_path, name, text)])
    assert told in str(error.value) and name in str(error.value)
    assert error.value.faults
    assert len(workspace.documents()) == before


def test_the_real_files_are_read_whole(workspace: Workspace) -> None:
    taken = workspace.ingest([shared("groups/bacrim2020")], keep_going=True)
    rows = {t.name: sum(t.rows.values()) for t in taken if t.source == "bacrim_network"}
    assert rows == {
        "BACRIM2020_Nodes.csv": 150, "BACRIM2020_Alliances.csv": 130, "BACRIM2020_Rivals.csv": 127,
        "Trends2012_2021.csv": 20,
    }  # fmt: skip
