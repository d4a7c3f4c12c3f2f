"""Files of assets that were damaged anywhere are understood or refused in words, and nothing else happens."""

import io
import zipfile

from hypothesis import example, given
from hypothesis import strategies as st

from almenara.errors import AlmenaraError
from tests.reading.assets.reading_assets import both
from tests.reading.assets.test_maps_xml import GPX, KML
from tests.reading.assets.test_tables import PLAIN, SPANISH


def _packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", KML)
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
