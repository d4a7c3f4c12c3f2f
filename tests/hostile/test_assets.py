"""Files of assets that were damaged anywhere are understood or refused in words, and nothing else happens."""

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from almenara.errors import AlmenaraError, BadInput
from almenara.reading.assets import hostile_xml
from almenara.reading.assets.opening import document_of, read
from almenara.reading.shapes import read_features
from tests.reading.assets.reading_assets import both
from tests.reading.assets.test_maps_xml import GPX, KML
from tests.reading.assets.test_tables import PLAIN, SPANISH


def _packed(content: str = KML, name: str = "doc.kml", how: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr(name, content)
    return out.getvalue()


JSON = (
    b'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[{"type":"Feature",'
    b'"properties":{"name":"A","value":5,"currency":"USD"},"geometry":{"type":"Point","coordinates":[1,2,3]}}]}'
)
WHOLE = [GPX.encode(), KML.encode(), PLAIN.encode(), SPANISH.encode("cp1252"), JSON, _packed()]
PIECES = st.sampled_from(
    [
        b"",
        b"\0",
        b"\xff",
        b'"',
        b"<",
        b"null",
        b"NaN",
        b"1e999",
        b"[]",
        b"order",
        b"geometry",
        b"POINT EMPTY",
        b"\r",
    ]
)


@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), PIECES), max_size=4))
@example(
    _packed().replace(b"PK\x01\x02\x14", b"PK\x01\x02\xff").replace(b"\x14\x00\x00", b"\xff\x00\x00"), []
)
def test_damage_is_told(whole, damages):
    content = bytearray(whole)
    for where, length, piece in damages:
        start = int(where * len(content))
        content[start : start + length] = piece
    try:
        assets, faults = both(bytes(content), "file")
    except AlmenaraError as error:
        assert str(error)
    else:
        assert all(asset.name and asset.provenance for asset in assets)
        assert all(faults)


LAUGHS = (
    '<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>'
)
FILE = '<!DOCTYPE k [<!ENTITY f SYSTEM "file:///etc/hostname">]><gpx><wpt lat="1" lon="2"><name>&f;</name></wpt></gpx>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LAUGHS.encode(), "carries a document type or entities"),
        (FILE.encode(), "carries a document type or entities"),
        (_packed(LAUGHS), "carries a document type or entities"),
        (("\n<gpx>" + FILE).encode(), "is not whole XML"),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE k+AD4-<kml/>', "is not whole XML"),
        (b"<kml>" + b"<Folder>" * 5_000, "stand more than 200 deep"),
        (_packed(" " * 50_000_000, how=zipfile.ZIP_DEFLATED), "looks like a compression bomb"),
        (_packed(name="../doc.kml"), "a name that leaves the archive"),
        (_packed(name="/doc.kml"), "a name that leaves the archive"),
        (b'{"a":' * 5_000, "is not JSON"),
        (JSON.replace(b'"value":5', b'"value":' + b"5" * 5_000), "is not JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_fill_the_memory_or_read_other_files_is_refused(content, told):
    with pytest.raises(BadInput) as refused:
        read(document_of("file", content))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "content", ["<kml>" + "<a/>" * 1_001, "<kml " + " ".join(f"a{n}=''" for n in range(1_001))]
)
def test_xml_that_is_small_in_the_file_and_large_in_memory_is_refused(monkeypatch, content):
    monkeypatch.setattr(hostile_xml, "MOST", 1_000)
    with pytest.raises(BadInput, match="has more than 1,000 elements and attributes"):
        read(document_of("sites.kml", content.encode() + b"></kml>"))
    monkeypatch.setattr(hostile_xml, "MOST_BYTES", 4_000)
    with pytest.raises(BadInput, match="bytes of XML; 4,000 are read at most"):
        read(document_of("sites.kmz", _packed(content)))


def test_a_number_of_thousands_of_digits_in_a_map_is_told():
    with pytest.raises(BadInput, match="is not JSON"):
        read_features(document_of("map.geojson", JSON.replace(b'"value":5', b'"value":' + b"5" * 5_000)))
