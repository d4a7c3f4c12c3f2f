"""Routes in files of one's own: one line in every format says the same points; what is wrong is told at once."""

import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.errors import BadInput
from almenara.reading.route_lines import read_lines

POINTS = ((-98.2, 19.05), (-97.1, 19.0), (-96.15, 19.17))
ROWS = [f"{lat},{lon}" for lon, lat in POINTS]
PLACEMARKS = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>Depot</name><Point><coordinates>-98.2,19.05</coordinates></Point></Placemark>
<Placemark><name>mine</name><MultiGeometry><Point><coordinates>-98.2,19.05,0</coordinates></Point>
<LineString><coordinates>-98.2,19.05,0 -97.1,19.0,0 -96.15,19.17,0</coordinates></LineString>
</MultiGeometry></Placemark>
<Placemark><name>yard</name><Polygon><outerBoundaryIs><LinearRing><coordinates>-98,19 -98,20 -97,20 -98,19
</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""


def _zipped(name: str, content: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, content)
    return held.getvalue()


def _workbook() -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (("nombre", "latitud", "longitud"), *(("mine", lat, lon) for lon, lat in POINTS)):
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def _read(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_lines(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.csv", "\n".join(["lat,lon", *ROWS])),
        ("mine.csv", "\n".join(["name,lat,lon,type", *(f"mine,{row},haul road 7" for row in ROWS)])),
        ("x.csv", "name,order,lat,lon\n" + "\n".join(f"mine,{9 - n},{r}" for n, r in enumerate(ROWS[::-1]))),
        ("x.csv", 'nombre,wkt\nmine,"LINESTRING (-98.2 19.05, -97.1 19.0, -96.15 19.17)"'),
        ("x.tsv", "name\tlat\tlon\n" + "\n".join("mine\t" + r.replace(",", "\t") for r in ROWS)),
        ("x.kml", PLACEMARKS),
        ("x.kmz", _zipped("doc.kml", PLACEMARKS)),
        ("x.xlsx", _workbook()),
        ("x.geojson", json.dumps({"type": "Feature", "properties": {"name": "mine"},
                                  "geometry": {"type": "LineString", "coordinates": [[*p, 7] for p in POINTS]}})),
        ("x.gpx", "<gpx><wpt lat='19' lon='-98'><name>Stop</name></wpt><trk><name>mine</name><trkseg>"
         + "".join(f"<trkpt lat='{lat}' lon='{lon}'/>" for lon, lat in POINTS) + "</trkseg></trk></gpx>"),
    ],
)  # fmt: skip
def test_one_line_in_every_format_is_the_same(tmp_path, name, content):
    (line,) = _read(tmp_path, name, content)
    assert line.name.startswith("mine") and line.points == POINTS
    assert (line.number, line.file, len(line.sha256)) == (1, name, 64)


def test_rows_of_several_names_are_routes_to_compare_and_places_alone_are_none(tmp_path):
    rows = ["name,lat,lon", f"a,{ROWS[0]}", f"b,{ROWS[1]}", "depot,19,-98", f"b,{ROWS[2]}", f"a,{ROWS[2]}"]
    assert [(line.name, len(line.points)) for line in _read(tmp_path, "two.csv", "\n".join(rows))] == [
        ("a", 2),
        ("b", 2),
    ]


@pytest.mark.parametrize(
    ("name", "content", "faults"),
    [
        ("sites.csv", "name,lat,lon\na,19,-98\nb,19.1,-98\n", ["sites.csv; nothing was asked", "has no line"]),
        ("sites.kml", PLACEMARKS.replace("LineString", "LinearRing"), ["has no line"]),
        ("bad.csv", "name,lat,lon\na,19,-98\na,95,-98\nb,19,west\nb,19,-190\n",
         ["row 2: latitude 95 is not between -90 and 90 degrees",
          'row 4, "lon": "west" is not a number of degrees']),
        ("far.json", '{"type": "LineString", "coordinates": [[19, -98], [19, -97]]}',
         ["row 1: latitude -98 is not between -90 and 90 degrees"]),
        ("page.kml", "<!DOCTYPE html><html></html>", ["is a web page"]),
    ],
)  # fmt: skip
def test_every_fault_is_told_and_nothing_is_asked(tmp_path, name, content, faults):
    with pytest.raises(BadInput) as raised:
        _read(tmp_path, name, content)
    for fault in faults:
        assert fault in str(raised.value), str(raised.value)
    assert "route: " in str(raised.value) and "nothing was asked" in str(raised.value)
    assert "assets" not in str(raised.value)


degrees = st.tuples(
    st.floats(-180, 180).map(lambda x: round(x, 6)), st.floats(-90, 90).map(lambda y: round(y, 6))
)


@given(points=st.lists(degrees, min_size=2, max_size=8, unique=True))
def test_a_table_keeps_every_point_in_its_order(tmp_path_factory, points):
    rows = "\n".join(["lat;lon", *(f"{lat:.6f};{lon:.6f}" for lon, lat in points)])
    (line,) = _read(tmp_path_factory.mktemp("table"), "mine.csv", rows)
    assert list(line.points) == points
