"""Assets in GPX and KML, and XML that means harm."""

import io
import zipfile

import pytest

from tests.reading.assets.reading_assets import faults_of, understood
from tests.shared_data import shared

GPX = """<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="20.5" lon="-100.3"><ele>2240</ele><name>Depot</name><type>bodega</type><desc>gate 2</desc></wpt>
<rte><name>Way</name><rtept lat="20" lon="-100"/><rtept lat="21" lon="-101"/></rte>
<trk><name>Track</name>
<trkseg><trkpt lat="20" lon="-100"/></trkseg><trkseg><trkpt lat="21" lon="-101"/></trkseg></trk>
</gpx>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>Depot</name><description><![CDATA[<b>gate</b> 2 &amp; 3]]></description>
<ExtendedData><Data name="Tipo"><value>almacén</value></Data><Data name="people"><value>40</value></Data></ExtendedData>
<Point><coordinates>-100.3,20.5,2240</coordinates></Point></Placemark>
<Placemark><name>Way</name><LineString><coordinates>-100,20 -101,21</coordinates></LineString></Placemark>
</Folder></Document></kml>"""


def test_way_points_routes_and_tracks():
    depot, way, track = understood(GPX)
    assert (depot.kind, depot.type, depot.points, depot.note) == (
        "site",
        "warehouse",
        ((-100.3, 20.5),),
        "gate 2",
    )
    assert [a.points for a in (way, track)] == [((-100, 20), (-101, 21))] * 2
    assert [a.provenance.row for a in (depot, way, track)] == [3, 4, 5]


def test_placemarks_with_data_that_extend_them():
    depot, way = understood(KML)
    assert (depot.type, depot.people, depot.points, depot.note) == (
        "warehouse",
        40,
        ((-100.3, 20.5),),
        "gate 2 & 3",
    )
    assert (way.kind, way.points) == ("route", ((-100, 20), (-101, 21)))


def test_a_packed_kml():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", KML)
    assert [a.name for a in understood(out.getvalue())] == ["Depot", "Way"]


def test_a_real_track():
    (found,) = understood(shared("mexico/infrastructure/roads_route_MX-VER_derived.gpx").read_bytes())
    assert (found.name, found.kind, len(found.points)) == ("MX-VER (derived)", "route", 50)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE kml [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE kml [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/evil.dtd">',
        "<!DOCTYPE kml>",
    ],
    ids=["billion laughs", "a file", "an address", "a bare type"],
)
@pytest.mark.parametrize("name", ["kml", "gpx"])
def test_xml_with_a_document_type_is_not_read(head, name):
    entity = "&l9;" if "l9" in head else "&file;" if "file" in head else ""
    head = head.replace("kml", name)
    made = f"<?xml version='1.0'?>{head}<{name}><Placemark><name>{entity}</name></Placemark></{name}>"
    assert "carries a document type or entities" in faults_of(made)[0]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("<gpx><wpt", "is not whole XML"),
        ("<gpx></gpx>", "holds no way points"),
        (
            "<kml><NetworkLink><href>http://x/y.kml</href></NetworkLink></kml>",
            "links to other files are not followed",
        ),
        ("<kml>" + "<Folder>" * 5_000, "deep within each other"),
        ("<svg></svg>", "is XML, and not CSV"),
        ('<gpx><wpt lat="x" lon="1"><name>A</name></wpt></gpx>', '"x" is not a number of degrees'),
        (
            "<kml><Placemark><Point><coordinates>1</coordinates></Point></Placemark></kml>",
            "longitude,lat",
        ),
        ("<kml><Placemark><name>A</name><Polygon/></Placemark></kml>", "is an area"),
    ],
)
def test_what_is_wrong_with_it_is_told(made, told):
    assert told in faults_of(made)[0]


def test_a_route_with_one_point_is_none():
    made = '<gpx><rte><name>A</name><rtept lat="20" lon="-100"/></rte></gpx>'
    assert faults_of(made) == ["row 1: a route has two points or more, and this has 1: is it a site?"]
