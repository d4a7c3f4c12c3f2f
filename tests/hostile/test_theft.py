"""Spoilt files for pemex_taps, pemex_pipelines, cargo_theft_press, risky_roads_press and roadblocks_press."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.hostile.refusals import faults_of
from tests.sources.made_places import zipped
from tests.sources.made_theft import BLOCKS, BY_ROAD, BY_STATE, CROSSED, SEGMENTS, TAPS, pipelines

HTML = "<!DOCTYPE html><html><body>404</body></html>"
TABLES = [
    ("pemex_taps", TAPS),
    ("cargo_theft_press", BY_STATE),
    ("cargo_theft_press", BY_ROAD),
    ("risky_roads_press", SEGMENTS),
    ("roadblocks_press", BLOCKS),
    ("pemex_pipelines", CROSSED),
]


def refused(source: str, content: bytes | str, published: date | None = None, **expect: int) -> list[str]:
    """The faults of a file, as lines."""
    if source == "pemex_pipelines":
        expect = {"pipelines": 2, "municipalities": 3} | expect
    return faults_of("f.csv", content, source, published, **expect)


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "message"),
    [
        ("pemex_taps", TAPS, ",3691,", ",3O91,", 'row 3, "illegal_taps": "3O91" is not a count'),
        (
            "pemex_taps",
            TAPS,
            ",3691,",
            ",-3691,",
            'row 3, "illegal_taps": "-3691" is negative; a count is zero or more',
        ),
        ("pemex_taps", TAPS, ",3691,", ",=B2,", 'row 3, "illegal_taps": "=B2" is a formula, not a count'),
        ("pemex_taps", TAPS, ",3691,", ",,", 'row 3, "illegal_taps": is blank'),
        (
            "pemex_taps",
            TAPS,
            "21,Puebla",
            "2,Puebla",
            'row 6, "cve_ent": "2" is not a state code of two digits',
        ),
        (
            "pemex_taps",
            TAPS,
            "21,Puebla",
            "00,Puebla",
            'row 6, "entity": "Puebla" does not go with the code 00',
        ),
        ("pemex_taps", TAPS, "2018-07-31", "31/07/2018", 'row 6, "period_end": "31/07/2018" is not a day'),
        (
            "pemex_taps",
            TAPS,
            "2018-07-31",
            "2018-12-31",
            'row 6, "period_end": 2018-12-31 lies after the page\'s publication on 2018-09-30',
        ),
        (
            "pemex_taps",
            TAPS,
            "2018-07-31",
            "2017-07-31",
            'row 6, "period_end": 2017-07-31 lies before the first day, 2018-01-01',
        ),
        (
            "pemex_taps",
            TAPS,
            "Pemex via Igavim",
            "Igavim",
            'row 6, "publisher_of_count": "Igavim" is not in lookups.counted_by',
        ),
        (
            "pemex_taps",
            TAPS,
            "http://periodismohoy.com/a",
            "http://example.org/a",
            'row 6, "url": "http://example.org/a',
        ),
        ("cargo_theft_press", BY_STATE, ",5174,", ",5.174,", 'row 2, "value": "5.174" is not a count'),
        ("cargo_theft_press", BY_STATE, ",5174,", ",1/2,", 'row 2, "value": "1/2" is not a number'),
        ("cargo_theft_press", BY_STATE, ",5174,", ",-5174,", 'row 2, "value": "-5174" is not a count'),
        (
            "cargo_theft_press",
            BY_STATE,
            "share_pct,24",
            "share_pct,240",
            'row 4, "value": "240" is not a share_pct',
        ),
        (
            "cargo_theft_press",
            BY_STATE,
            "449,SESNSP",
            "449,Nobody",
            'row 3, "source_org": "Nobody|cargo theft" is not in lookups.count',
        ),
        (
            "cargo_theft_press",
            BY_STATE,
            "cargo theft,count,449",
            "bicycles,count,449",
            'row 3, "scope": "bicycles" is not in lookups.scope',
        ),
        (
            "cargo_theft_press",
            BY_STATE,
            "share_pct,24",
            "odds,24",
            'row 4, "metric": "odds" is not in lookups.metric',
        ),
        (
            "cargo_theft_press",
            BY_STATE,
            "2019-05-31,15",
            "2019-07-31,15",
            'row 3, "period_end": 2019-07-31 lies after the page',
        ),
        ("cargo_theft_press", BY_ROAD, "count,22", "count,=A1", 'row 4, "value": "=A1" is not a number'),
        (
            "risky_roads_press",
            SEGMENTS,
            ",51,53,",
            ",53,51,",
            'row 2, "km_from": the kilometres do not go from the lower',
        ),
        ("risky_roads_press", SEGMENTS, ",51,53,", ",km 51,53,", 'row 2, "km_from": "km 51" is not a number'),
        (
            "risky_roads_press",
            SEGMENTS,
            "51,53,2019-06-20",
            "51,53,2019-06-21",
            'row 2, "published": 2019-06-21 is not the day in lookups.page',
        ),
        ("risky_roads_press", SEGMENTS, "Tepotzotlán-Palmillas", "", 'row 2, "segment": is blank'),
        ("roadblocks_press", BLOCKS, ",65,", ",6S,", 'row 3, "count": "6S" is not a count'),
        ("roadblocks_press", BLOCKS, ",65,", ",-65,", 'row 3, "count": "-65" is negative'),
        (
            "roadblocks_press",
            BLOCKS,
            "fire reports",
            "fires",
            'row 5, "unit": "fires" is not in lookups.unit',
        ),
        (
            "roadblocks_press",
            BLOCKS,
            "publication date",
            "guess",
            'row 4, "date_basis": "guess" is not in lookups.basis',
        ),
        (
            "roadblocks_press",
            BLOCKS,
            "2019-03-06,",
            "2019-03-09,",
            'row 4, "date": 2019-03-09 lies after the page',
        ),
        (
            "pemex_pipelines",
            CROSSED,
            '"11007"',
            '"11008"',
            'row 4, "id": "11008" is not "11" and "007" joined',
        ),
        (
            "pemex_pipelines",
            CROSSED,
            '"11007"',
            '"=B2"',
            'row 4, "id": "=B2" is not a municipality code of five digits',
        ),
    ],
)
def test_a_spoilt_cell_is_named_with_its_row_and_column(
    source: str, text: str, old: str, new: str, message: str
) -> None:
    assert old in text
    found = refused(source, text.replace(old, new, 1))
    assert any(line.startswith(message) for line in found), found


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_what_is_no_table(source: str, text: str) -> None:
    assert refused(source, HTML) == ["is an HTML page, not a table: fetch it again"]
    assert refused(source, "") == ["is empty"]
    assert any("the table lacks this column" in line for line in refused(source, "a,b\n1,2\n"))
    assert "damaged gzip" in refused(source, gzip.compress(text.encode() * 50)[:-20])[0]
    assert "bomb" in refused(source, gzip.compress(b"0" * 20_000_000))[0]
    assert refused(source, text.encode("utf-16"))
    assert "is not a table in utf-8" in refused(source, text.replace("\n", "\n\xf3", 2).encode("latin-1"))[0]


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_a_table_cut_in_a_row(source: str, text: str) -> None:
    assert "cells" in refused(source, text.rstrip()[: text.rstrip().rindex(",")] + "\n")[0]


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_a_row_that_stands_twice(source: str, text: str) -> None:
    assert any("repeats row" in line for line in refused(source, text + text.splitlines()[-1] + "\n"))


def test_a_list_of_municipalities_that_was_cut() -> None:
    message = "has 2 municipalities, not 3 or more: the list was cut"
    assert refused("pemex_pipelines", "".join(CROSSED.splitlines(keepends=True)[:-1])) == [message]


def test_all_bad_rows_are_told_at_once() -> None:
    text = (
        TAPS.replace(",3691,", ",3O91,")
        .replace("21,Puebla", "2,Puebla")
        .replace("Pemex via Igavim", "Igavim")
    )
    assert len(refused("pemex_taps", text)) == 3


def test_a_spoilt_map_of_pipelines(tmp_path: Path) -> None:
    source, parts = "pemex_pipelines", pipelines(tmp_path)
    assert "has 2 lines, not 3" in refused(source, zipped(parts), pipelines=3)[0]
    assert "leaves the archive" in refused(source, zipped({"../evil.shp": b"", **parts}))[0]
    assert "bomb" in refused(source, zipped({**parts, "big.txt": b"0" * 20_000_000}))[0]
    assert "lacks" in refused(source, zipped({n: d for n, d in parts.items() if not n.endswith(".dbf")}))[0]
    assert refused(source, zipped(parts)[:-200]) != []
    cut = {n: d[:120] if n.endswith(".shp") else d for n, d in parts.items()}
    assert refused(source, zipped(cut)) != []
    (tmp_path / "a").mkdir()
    nameless = refused(source, zipped(pipelines(tmp_path / "a", "")))
    assert nameless == ['row 1, "nom_ducto": has no name']
    (tmp_path / "b").mkdir()
    points = refused(source, zipped(pipelines(tmp_path / "b", geometry="Point")))
    assert points[0] == 'row 1, "geometry": is a Point, not a line'


@pytest.mark.parametrize(("source", "text"), TABLES)
def test_nothing_of_a_spoilt_file_is_stored(
    workspace: Workspace, tmp_path: Path, source: str, text: str
) -> None:
    before = workspace.documents("2100-01-01")
    name = f"{source}-pipeline.csv"
    (tmp_path / name).write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=f"in {name}; nothing was stored"):
        workspace.ingest([tmp_path / name])
    assert workspace.documents("2100-01-01") == before
