"""Assets through the one door: all of the files or nothing."""

import io

import pytest

from almenara.errors import BadInput, UsageError
from almenara.workspace import Workspace
from tests.shared_data import shared

GOOD = "name,lat,lon,type,people\nDepot,20.5,-100.3,warehouse,40\n"
MINE = "name,lat,lon,type\nMine,21.1,-101.6,mine\n"


@pytest.fixture
def own(workspace: Workspace):
    """The own state beside a new store."""
    found = workspace.own
    yield found
    found.close()


@pytest.fixture
def files(tmp_path):
    """Writes a file, and gives its path."""

    def write(name: str, text: str):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_files_are_kept_with_where_they_came_from(own, files):
    found = own.import_assets([files("a.csv", GOOD), files("b.csv", MINE)])
    assert found.added == ("Depot", "Mine")
    depot, mine = own.chosen()
    assert (depot.country, depot.people, depot.marking) == ("MX", 40, "TLP:AMBER+STRICT")
    assert (mine.provenance.file, mine.provenance.row) == ("b.csv", 2)
    assert "because no boundaries of it are held" in found.remarks[-1][1]
    assert own.records(["MINE"])[0]["points"] == [[-101.6, 21.1]]


def test_every_fault_of_every_file_is_told_and_nothing_is_kept(own, files):
    bad = files("bad.csv", "name,lat,lon,people\nDépôt,-100.3,20.5,ten\nShip,25,-60,\n")
    with pytest.raises(BadInput) as found:
        own.import_assets([files("a.csv", GOOD), bad, files("c.txt", "")])
    assert str(found.value).splitlines() == [
        "assets: 1 fault in c.txt; nothing was kept",
        "  is empty",
        "assets: 4 faults in bad.csv; nothing was kept",
        '  row 2, "people": "ten" is not a number',
        '  row 2: "Dépôt" lies at -100.30000, 20.50000: latitude and longitude look exchanged; 20.50000, -100.30000 '
        "lies in Mexico. Coordinates here are latitude, longitude",
        '  row 2, "name": "Dépôt" is the name in row 2 of a.csv, too ("Depot"): give each a name of its own',
        '  row 3: "Ship" lies at 25.00000, -60.00000, 2,006 km from the middle of the nearest state, La Guajira, '
        "Colombia: none of the covered countries (Colombia, Mexico) reaches so far; mend it, or keep it with --anyway",
        "Files of assets are CSV, a workbook (.xlsx), GeoJSON, GPX, KML, KMZ or a zipped shapefile",
    ]
    assert own.chosen() == []


def test_the_same_again_is_told_or_replaced(own, files):
    path = files("a.csv", GOOD)
    own.import_assets([path])
    with pytest.raises(BadInput, match=r'row 2, "name": "Depot" is kept already \(as "Depot"\): --replace'):
        own.import_assets([path])
    moved = files("a2.csv", GOOD.replace("Depot,20.5", "DÉPOT,20.6"))
    assert own.import_assets([moved], replace=True).replaced == ("DÉPOT",)
    assert [(a.name, a.points) for a in own.chosen()] == [("DÉPOT", ((-100.3, 20.6),))]


def test_one_is_added_as_it_is_typed(own):
    made = own.add_asset({"name": "Way", "type": "corredor", "value": "EUR 5"}, ["20.5,-100.3", "21,-101"])
    assert (made.assets[0].kind, made.assets[0].type) == ("route", "truck-corridor")
    assert own.assets.find("way").provenance.row is None
    with pytest.raises(BadInput) as found:
        own.add_asset({"name": "Depot", "people": "x"}, ["20.5"])
    assert [str(f) for f in found.value.faults] == [
        '"at": "20.5" is not a latitude and a longitude; write them as 19.4326, -99.1332',
        '"people": "x" is not a number',
    ]


def test_a_list_may_be_typed(own, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    own.import_assets(["-"])
    assert own.assets.find("depot").provenance.file == "standard input"


def test_defaults_are_understood_before_a_file_is_blamed(own, files):
    with pytest.raises(UsageError, match='"warehose" is not a type of asset; did you mean warehouse'):
        own.import_assets([files("a.csv", GOOD)], own.defaults(type="warehose"))


def test_real_files_and_another_database(workspace, tmp_path):
    found = Workspace.open_own(workspace.settings.store, tmp_path / "team.db")
    try:
        pipes = shared("mexico/infrastructure/Ductos_Petroliferos.zip")
        found.import_assets([pipes], found.defaults(type="pipeline"), {"name": ["nom_ducto", "diametro"]})
        found.import_assets([shared("mexico/infrastructure/roads_route_MX-VER_derived.gpx")])
        assert len(found.chosen()) == 82
        assert {a.country for a in found.chosen()} == {"MX"}
    finally:
        found.close()
    assert (tmp_path / "team.db").exists()


def test_boundaries_tell_the_sea(real, files, tmp_path):
    own = Workspace.open_own(real.settings.store, tmp_path / "own.db")
    try:
        with pytest.raises(
            BadInput, match=r"\d+ km outside the covered countries .*, in the sea or in another country"
        ):
            own.import_assets([files("a.csv", "name,lat,lon\nGulf,22,-94\n")])
        kept = own.import_assets(
            [files("a.csv", "name,lat,lon\nGulf,22,-94\nDepot,20.5,-100.3\n")], anyway=True
        )
    finally:
        own.close()
    assert [a.country for a in kept.assets] == ["", "MX"]
    assert kept.remarks == [("", '"Gulf" lies outside the covered countries: nothing will be known of it')]
