"""KML of sites: whole degrees, nothing that XML cannot hold, and no other reader than its owner."""

import stat

from almenara.faces import kml
from almenara.reading.assets.maps_xml import read_kml
from almenara.reading.assets.opening import open_file


def test_a_site_comes_back_where_it_was(tmp_path):
    path = tmp_path / "sites.kml"
    kml.write(
        path, "Sites", [("Plant <1>\x01\ud800 & co", (19.432608, -99.133208), {"level": 3, "rate": None})]
    )
    (draft,) = read_kml(open_file(path)).drafts
    assert draft.points == ((-99.133208, 19.432608),)
    assert " ".join(draft.texts["name"].split()) == "Plant <1> & co"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_site_without_a_point_stands_without_one(tmp_path):
    kml.write(tmp_path / "a.kml", "Sites", [("A state", None, {"level": 1})])
    text = (tmp_path / "a.kml").read_text(encoding="utf-8")
    assert "<Point>" not in text and "#level-1" in text
