"""Lists of assets in tables, as people and spreadsheets write them."""

import io

import openpyxl
import pytest

from almenara.errors import UsageError
from tests.reading.assets.reading_assets import faults_of, understood

PLAIN = "name,lat,lon,type,people\nNorth depot,20.5,-100.3,warehouse,40\nMine,21.1,-101.6,mine,1200\n"
SPANISH = (
    "Nombre;Latitud;Longitud;Tipo;Personas\r\n"
    "Almacén norte;20,5;-100,3;almacén;40\r\nMina;21,1;-101,6;mina;1.200\r\n"
)


def facts(assets):
    return [(a.type, a.points, a.people) for a in assets]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(), PLAIN.encode("utf-8-sig"), PLAIN.encode("utf-16"), PLAIN.replace(",", "\t").encode(),
        SPANISH.encode(), SPANISH.encode("cp1252"), ("sep=;\r\n" + SPANISH).encode("utf-8-sig"),
        PLAIN.replace("\n", "\n\n").encode(),
    ],
    ids=["plain", "mark", "utf-16", "tabs", "Spanish", "windows", "sep=", "blank lines"],
)  # fmt: skip
def test_one_list_in_many_forms(content):
    expected = [("warehouse", ((-100.3, 20.5),), 40), ("mine", ((-101.6, 21.1),), 1200)]
    assert facts(understood(content)) == expected


def test_a_workbook_is_a_list_too():
    book = openpyxl.Workbook()
    for row in (["name", "latitude", "longitude"], ["Depot", 20.5, -100.3]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (found,) = understood(out.getvalue())
    assert (found.name, found.points, found.provenance.row) == ("Depot", ((-100.3, 20.5),), 2)


def test_each_knows_its_file_and_the_line_it_begins_in():
    first, second = understood('name,lat,lon,note\n"A",20,-100,"two\nlines"\nB,20,-101,\n', "list.csv")
    assert [a.provenance.row for a in (first, second)] == [2, 4]
    assert first.provenance.file == "list.csv"
    assert first.note == "two lines"
    assert len(first.provenance.sha256) == 64


def test_coordinates_in_one_cell_or_in_well_known_text():
    assert understood('name,coordenadas\nA,"20.5, -100.3"\n')[0].points == ((-100.3, 20.5),)
    (route,) = understood('name,wkt\nA,"LINESTRING (-100 20, -101 21, -102 21)"\n')
    assert (route.kind, route.points) == ("route", ((-100, 20), (-101, 21), (-102, 21)))


def test_rows_in_an_order_make_a_route_and_with_days_a_trip():
    (route,) = understood("name,lat,lon,order\nR,21,-101,2\nR,20,-100,1\nr,22,-102,10\n")
    assert (route.kind, [p[1] for p in route.points]) == ("route", [20, 21, 22])
    (trip,) = understood("name,lat,lon,stop,inicio,fin\nV,20,-100,1,2026-12-01,2026-12-03\nV,21,-101,2,,\n")
    assert (trip.kind, str(trip.first), str(trip.last)) == ("trip", "2026-12-01", "2026-12-03")


def test_every_fault_of_every_row_is_told():
    told = faults_of(
        "name,lat,lon,type,people,value,hours,order\n"
        ",20,-100,factori,ten,5,always,\n"
        "B,,x,pipeline,1,USD 5,,\n"
        "C,20,-100\n"
        "D,20,-100,,,,,1\n"
    )
    assert [t.split(":")[0] for t in told] == [
        'row 2, "name"', 'row 2, "people"', 'row 2, "value"', 'row 2, "hours"', 'row 2, "type"', 'row 3, "lat"',
        'row 3, "lon"', "row 4", "row 5",
    ]  # fmt: skip
    assert 'row 2, "type": "factori" is not a type of asset; did you mean plant?' in told
    assert told[-1] == "row 5: a route has two points or more, and this has 1: is it a site?"


def test_rows_of_one_route_may_not_contradict_each_other():
    told = faults_of("name,lat,lon,order,type\nR,20,-100,1,railway\nR,21,-101,1,pipeline\n")
    assert told == [
        'row 3, "type": "pipeline" contradicts "railway" in another row of the same route or trip',
        'row 3, "order": "1" stands twice in the same route or trip',
    ]


def test_a_column_that_is_not_understood_can_be_named():
    table = "label,town,y,x\nDepot,Upper,20.5,-100.3\n"
    assert "it has: label, town, y, x" in faults_of(table)[0]
    assert understood(table, columns={"name": ["label", "town"]})[0].name == "Depot, Upper"
    with pytest.raises(UsageError, match='there is no column "lable"'):
        faults_of(table, columns={"name": ["lable"]})
    with pytest.raises(UsageError, match='"nam" is not a field of an asset'):
        faults_of(table, columns={"nam": ["label"]})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"), (b"name,lat,lon\nA,2\x000,1", "NUL"), (b"<!doctype html><html>", "is a web page"),
        (b"%PDF-1.7", "is not CSV"), (b"name,lat,lon,lat\n", "stands twice"), (b'name,lat,lon\n"A,1,2\n', "not closed"),
        (b"PK\x03\x04broken", "damaged zip"), (b"lat,lon\n1,2\n", "no column is understood as this"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_said_to_be_none(content, told):
    assert told in faults_of(content)[0]


def test_a_long_list_is_read_at_once():
    rows = "".join(f"Site {n},{20 + n / 1e5},-100,warehouse,5,Mo-Fr 08:00-18:00\n" for n in range(20_000))
    assert len(understood("name,lat,lon,type,people,hours\n" + rows)) == 20_000
