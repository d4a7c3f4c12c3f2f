"""Files of the registry: a STIX bundle, GraphML, CSV and pictures, stable, valid, and safe with hostile names."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from almenara.errors import NoEvidence, UsageError
from almenara.product.groups import stix
from almenara.product.groups.pictures import presence_chart
from almenara.workspace import Workspace
from tests.analysis.armed_groups.made import HEADER, ROWS, told

DAY = "2018-11-02"
HOSTILE = [
    "=HYPERLINK(1)", "@SUM(1)", "+1", '<script>alert(1)</script>', "Clan \u202eevil", "A & B <b>", "Clan 'x' \"y\" ]]>",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = Path(tmp_path_factory.mktemp("made"))
    workspace = told(Workspace.open(folder / "store"), folder)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for n, name in enumerate(HOSTILE):
        shared = [
            "MX-GUA",
            "2018",
            "",
            "2018-05-01",
            "Daily <One>",
            "T",
            f"https://a.example/h{n}",
            "",
            "'=1+1",
        ]
        writer.writerow([f"h-{n}", f"X{name}" if name[0] in "=" else name, "rival-of", "Clan Alder", *shared])
        writer.writerow([f"i-{n}", "Clan Alder", "presence", f"said {name}", *shared])
    (folder / "hostile.csv").write_text(HEADER + out.getvalue(), encoding="utf-8")
    workspace.ingest([folder / "hostile.csv"])
    return workspace


def written(workspace: Workspace, folder: Path, day: str = DAY, **wanted: str) -> dict[str, Path]:
    files = {what: folder / name for what, name in wanted.items()}
    workspace.groups("MX", day).write(files)
    return files


def bundle(workspace: Workspace, day: str = DAY, marking: str = "TLP:CLEAR") -> dict[str, Any]:
    desk = workspace.groups("MX", day)
    found: dict[str, Any] = json.loads(stix.bundle(desk.context, desk.pack, desk.registry, marking))
    return found


def test_the_bundle_is_valid_and_the_same_in_every_run(made: Workspace) -> None:
    stix2 = pytest.importorskip("stix2")
    desk = made.groups("MX", DAY)
    one = stix.bundle(desk.context, desk.pack, desk.registry)
    other = made.groups("MX", DAY)
    assert one == stix.bundle(other.context, other.pack, other.registry)
    parsed = stix2.parse(one, allow_custom=False)
    ids = [item.id for item in parsed.objects]
    assert len(ids) == len(set(ids))
    refs = {r for o in json.loads(one)["objects"] for k, v in o.items() if k.endswith("_refs") for r in v}
    assert refs <= set(ids)
    kinds = {item.type for item in parsed.objects}
    assert kinds >= {"threat-actor", "location", "relationship", "sighting", "report", "extension-definition"}


@pytest.mark.parametrize(
    ("marking", "id_", "value"),
    [
        ("TLP:CLEAR", "94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"),
        ("TLP:GREEN", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green"),
        ("TLP:AMBER", "55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"),
        ("TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"),
        ("TLP:RED", "e828b379-4e03-4974-9ac4-e53a884c97c1", "red"),
    ],
)
def test_markings_are_those_of_tlp_2(made: Workspace, marking: str, id_: str, value: str) -> None:
    pytest.importorskip("stix2")
    objects = bundle(made, marking=marking)["objects"]
    (held,) = [o for o in objects if o["type"] == "marking-definition"]
    assert held["id"] == f"marking-definition--{id_}" and "definition_type" not in held
    assert held["extensions"][stix.TLP_EXTENSION]["tlp_2_0"] == value
    marked = [o for o in objects if o["type"] not in ("marking-definition", "extension-definition")]
    assert all(o["object_marking_refs"] == [held["id"]] for o in marked)


def test_identifiers_outlast_days_and_confidence_follows_credibility(made: Workspace) -> None:
    pytest.importorskip("stix2")
    early = {o["id"]: o for o in bundle(made, "2018-01-01")["objects"]}
    late = {o["id"]: o for o in bundle(made, "2019-06-01")["objects"]}
    actors = {i for i, o in early.items() if o["type"] == "threat-actor"}
    assert actors and actors <= set(late)
    cedar = next(o for o in late.values() if o.get("name") == "Clan Cedar (north)")
    splits = [
        o
        for o in late.values()
        if o.get("relationship_type") == "split-from" and o["source_ref"] == cedar["id"]
    ]
    assert len(splits) == 2 and all("confidence" not in o for o in splits)  # 6 is unknown, and never a number
    birch = next(o for o in late.values() if o.get("name") == "Clan Birch")
    (seen,) = [o for o in late.values() if o["type"] == "sighting" and o["sighting_of_ref"] == birch["id"]]
    assert seen["confidence"] == 90 and seen["count"] == 2
    assert any(o["type"] == "note" and "cedar" in o["abstract"] for o in late.values())


def test_no_person_is_in_the_bundle(made: Workspace) -> None:
    pytest.importorskip("stix2")
    desk = made.groups("MX", "2020-06-01")
    assert "A Person" not in stix.bundle(desk.context, desk.pack, desk.registry)


def test_graphml_is_well_formed_with_names_as_they_are(made: Workspace, tmp_path: Path) -> None:
    path = written(made, tmp_path, graphml="g.graphml")["graphml"]
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    labels = {d.text for d in root.iterfind(".//g:node/g:data[@key='node-label']", space)}
    assert "A & B <b>" in labels and "<script>alert(1)</script>" in labels and "Clan ⟨202E⟩evil" in labels
    nodes = {n.attrib["id"] for n in root.iterfind(".//g:node", space)}
    edges = root.findall(".//g:edge", space)
    assert edges and all({e.attrib["source"], e.attrib["target"]} <= nodes for e in edges)
    assert "<script>" not in path.read_text(encoding="utf-8")


def test_no_cell_of_the_table_is_a_formula(made: Workspace, tmp_path: Path) -> None:
    path = written(made, tmp_path, csv="g.csv")["csv"]
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any("'@SUM(1)" in row for row in rows)
    known = {row[rows[0].index("statement")] for row in rows[1:]}
    assert known >= {f"t-{n}" for n, row in enumerate(ROWS) if row[6] <= DAY}
    assert "t-9" not in known  # known in 2019


@pytest.mark.parametrize("what", ["network", "map"])
@pytest.mark.parametrize("form", ["svg", "html", "png"])
def test_pictures_are_drawn_with_nothing_that_runs(
    made: Workspace, tmp_path: Path, what: str, form: str
) -> None:
    content = written(made, tmp_path, **{what: f"p.{form}"})[what].read_bytes()
    if form == "png":
        assert content.startswith(b"\x89PNG") and len(content) > 10_000
        return
    text = content.decode("utf-8")
    assert "<script" not in text and "2 November 2018" in text
    if form == "svg":
        ET.fromstring(text)
    else:
        assert "default-src 'none'" in text and text.count("<svg") == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_pictures_speak_both_languages(made: Workspace, tmp_path: Path, language: str) -> None:
    desk = made.groups("MX", DAY)
    desk.write({"network": tmp_path / "n.svg", "map": tmp_path / "m.svg"}, language)
    words = {"en": ("rivals", "contested"), "es": ("rivales", "en disputa")}[language]
    assert words[0] in (tmp_path / "n.svg").read_text() and words[1] in (tmp_path / "m.svg").read_text()


def test_what_cannot_be_written_is_told_and_nothing_is_written(made: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name the file \.svg, \.png or \.html"):
        written(made, tmp_path, graphml="g.graphml", network="n.pdf")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="is not a file of the registry"):
        written(made, tmp_path, spreadsheet="x.xlsx")
    with pytest.raises(NoEvidence):
        written(made, tmp_path, "2009-01-01", csv="g.csv")


def test_a_picture_that_cannot_be_drawn_keeps_no_other_file_back(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(
        HEADER + "o-1,Clan Oak,type,a band,,,,2009-04-01,D,T,https://a.example/o,,\n"
    )
    workspace = Workspace.open(tmp_path / "store")
    workspace.ingest([tmp_path / "one.csv"])
    files = {what: tmp_path / f"f-{what}.svg" for what in ("network", "map", "csv")}
    found = workspace.groups("MX", "2009-05-01").write(files)
    assert found.paths == [files["csv"]] and files["csv"].exists() and not files["map"].exists()
    assert set(found.undrawn) == {"network", "map"} and "no map to draw" in found.undrawn["map"]


def test_a_state_where_groups_are_only_said_to_fight_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(
        HEADER + "o-1,Clan Oak,rival-of,Clan Elm,MX-YUC,2009-03,,2009-04-01,D,T,https://a.example/o,,\n"
    )
    workspace = Workspace.open(tmp_path / "store")
    workspace.ingest([tmp_path / "one.csv"])
    desk = workspace.groups("MX", "2009-05-01")
    chart = presence_chart(desk.context, desk.pack, desk.registry, "en")
    assert "2: Yucatán 2. Unknown" in chart.alt and "Contested" in chart.alt
