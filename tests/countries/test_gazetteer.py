"""Every place is found by its code and its full name; names that several places bear are never guessed."""

import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.countries.gazetteer import Gazetteer
from almenara.countries.names import merged
from almenara.countries.pack import all_packs, get_pack
from almenara.errors import AmbiguousPlace, UnknownPlace
from almenara.model.place import Place, fold
from tests.shared_data import shared

GAZETTEER = Gazetteer(all_packs().values())
PLACES = list(GAZETTEER.places.values())
FULL_NAMES = Counter((p.code.partition("-")[0], fold(GAZETTEER.full_name(p))) for p in PLACES)


def unaccented(text: str) -> str:
    return fold(text) if "," not in text else ", ".join(fold(part) for part in text.split(","))


@given(st.sampled_from(PLACES))
def test_every_place_is_found_by_its_code(place: Place) -> None:
    assert GAZETTEER.find(place.code) == place
    assert GAZETTEER.find(place.code.lower()) == place
    assert GAZETTEER.get(place.code) == place


@given(st.sampled_from(PLACES), st.sampled_from([str, str.upper, str.lower, unaccented]))
def test_every_place_is_found_by_its_full_name_whatever_the_case_and_accents(place, written) -> None:
    country = place.code.partition("-")[0]
    name = GAZETTEER.full_name(place)
    if FULL_NAMES[country, fold(name)] > 1:
        with pytest.raises(AmbiguousPlace, match=place.code):
            GAZETTEER.find(written(name), within=country)
    else:
        assert GAZETTEER.find(written(name), within=country) == place


def test_only_the_two_pairs_that_share_a_name_and_a_state_cannot_be_told_apart_by_name() -> None:
    shared_names = {name for (country, name), n in FULL_NAMES.items() if n > 1 and country == "MX"}
    assert shared_names == {"san juan mixtepec oaxaca", "san pedro mixtepec oaxaca"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Celaya, Guanajuato", "MX-11007"),
        ("TIJUANA, BC", "MX-02004"),
        ("Ecatepec", "MX-15033"),
        ("Juárez, Chihuahua", "MX-08037"),
        ("juarez,chihuahua", "MX-08037"),
        ("Ciudad Juárez", "MX-08037"),
        ("PLAYAS DE ROSARITO, BC", "MX-02005"),
        ("Acapulco", "MX-12001"),
        ("LA PAZ, MEX", "MX-15070"),
        ("La Paz, BCS", "MX-03003"),
        ("Puebla", "MX-PUE"),
        ("Puebla, Puebla", "MX-21114"),
        ("Colima", "MX-COL"),
        ("Aguascalientes", "MX-AGU"),
        ("Edomex", "MX-MEX"),
        ("Distrito Federal", "MX-CMX"),
        ("México", "MX"),
        ("MX-GUA", "MX-GUA"),
        ("11", "MX-GUA"),
        ("11007", "MX-11007"),
        ("Celaya, Mexico", "MX-11007"),
        ("Medellín", "CO-05001"),
        ("Antioquia", "CO-ANT"),
        ("Bogota", "CO-DC"),
        ("Córdoba", "CO-COR"),
        ("Córdoba, Veracruz", "MX-30044"),
    ],
)
def test_names_as_people_write_them(written: str, code: str) -> None:
    assert GAZETTEER.find(written).code == code


def test_an_ambiguous_name_lists_its_candidates_with_their_codes() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        GAZETTEER.find("Matamoros")
    assert str(caught.value) == (
        '"Matamoros" may be Matamoros, Coahuila (MX-05017), Matamoros, Chihuahua (MX-08044), '
        "Matamoros, Tamaulipas (MX-28022); write one of them, or its code"
    )


def test_an_unknown_name_says_how_to_look_for_it() -> None:
    with pytest.raises(UnknownPlace, match=r'no place is called "Macondo"; try `almenara places Macondo`'):
        GAZETTEER.find("Macondo")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Guanajuatto", "did you mean Guanajuato (MX-GUA)?"),
        ("Edomexx", "did you mean State of Mexico (MX-MEX)?"),
        ("Antiokia", "did you mean Antioquia (CO-ANT)?"),
        ("Selaya, Guanajuato", "or Celaya, Guanajuato (MX-11007)?"),
    ],
)
def test_a_misspelt_name_is_answered_with_those_written_almost_so(written: str, meant: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        GAZETTEER.find(written)
    assert meant in str(caught.value)


def test_a_name_is_looked_for_in_the_country_it_is_written_in() -> None:
    assert GAZETTEER.resolve("name/CO/Córdoba") == "CO-COR"
    assert GAZETTEER.resolve("name/gwno:70/Guerrero state") == "MX-GRO"
    assert GAZETTEER.resolve("name/iso3:COL/Sucre") == "CO-SUC"
    with pytest.raises(UnknownPlace):
        GAZETTEER.resolve("name/CO/Guanajuato")


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("inegi/11", "MX-GUA"),
        ("inegi/9", "MX-CMX"),
        ("inegi/00", "MX"),
        ("inegi/1001", "MX-01001"),
        ("inegi/010010106", "MX-010010106"),
        ("dane/5", "CO-ANT"),
        ("dane/05001", "CO-05001"),
        ("dane/5001", "CO-05001"),
        ("iso3/COL", "CO"),
        ("gwno/70", "MX"),
    ],
)
def test_publishers_codes(code: str, place: str) -> None:
    assert GAZETTEER.resolve(code) == place


UNKNOWN_CODES = [
    "inegi/41", "inegi/41001", "inegi/1234567890", "inegi/x", "inegi/", "inegi/²³",
    "dane/04", "none/1", "iso/MX-XXX", "gwno/999",
]  # fmt: skip


@pytest.mark.parametrize("code", UNKNOWN_CODES)
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownPlace):
        GAZETTEER.resolve(code)


def test_search_gives_exact_names_before_beginnings_and_states_before_towns() -> None:
    codes = [p.code for p in GAZETTEER.search("guerrero")]
    assert codes[0] == "MX-GRO"
    exact = [c for c in codes if fold(GAZETTEER.get(c).name) == "guerrero"]
    assert codes[: len(exact)] == exact
    assert "MX-12061" not in codes[: len(exact)]  # Tixtla de Guerrero holds it, after the others
    assert "MX-12061" in codes


def test_search_finds_a_code() -> None:
    assert GAZETTEER.search("MX-11007")[0].code == "MX-11007"


def test_the_evidence_adds_places_and_names_but_never_changes_what_a_listed_name_means() -> None:
    asked = []

    def named() -> list[Place]:
        asked.append(1)
        return [
            Place("MX-110070001", "locality", "Celaya", "MX-11007", (), 20.5, -100.8),
            Place("MX-11007", "municipality", "Zelaya", "MX-GUA"),
            Place("MX-PUE", "state", "Elsewhere", "MX", ("Puebla de los Ángeles",)),
        ]

    gazetteer = Gazetteer(all_packs().values(), named)
    assert gazetteer.find("Celaya, Guanajuato").code == "MX-11007"
    assert gazetteer.find("Puebla").name == "Puebla"
    assert not asked  # questions that the packs answer do not read the evidence
    assert gazetteer.find("Puebla de los Ángeles").code == "MX-PUE"
    assert gazetteer.find("Zelaya").name == "Celaya"
    assert gazetteer.find("MX-110070001").parent == "MX-11007"
    assert gazetteer.full_name(gazetteer.get("MX-110070001")) == "Celaya, Celaya, Guanajuato"
    assert [p.code for p in gazetteer.children(gazetteer.get("MX-11007"))] == ["MX-110070001"]
    assert len(asked) == 1


def test_codes_without_a_name_are_named_by_their_code() -> None:
    assert GAZETTEER.get("MX-11999").kind == "unspecified"
    assert GAZETTEER.get("MX-11999").parent == "MX-GUA"
    assert GAZETTEER.get("MX-33").kind == "abroad"
    assert GAZETTEER.get("MX-110079999") == Place(
        "MX-110079999", "locality", "locality 110079999", "MX-11007"
    )
    assert GAZETTEER.get("XK") == Place("XK", "country", "XK")
    with pytest.raises(UnknownPlace):
        GAZETTEER.get("MX-GUANAJUATO")


def test_the_packs_have_all_states_and_municipalities() -> None:
    assert len(get_pack("mx").states) == 32
    assert len(get_pack("mx").municipalities) == 2478
    assert len(get_pack("co").states) == 33
    assert len(get_pack("co").municipalities) == 1122


def test_every_name_in_a_real_municipal_file_finds_its_place() -> None:
    path = shared("mexico/sesnsp/municipal/elcrimen_municipios_2018-07-21.json.gz")
    names: set[str] = set()

    def gather(item: object) -> None:
        if isinstance(item, dict) and "name" in item:
            names.add(item["name"])
        elif isinstance(item, dict):
            gather(list(item.values()))
        elif isinstance(item, list):
            for part in item:
                gather(part)

    gather(json.loads(gzip.decompress(path.read_bytes())))
    codes = {name: GAZETTEER.find(name, within="MX") for name in names}
    assert len(codes) == 155
    assert all(place.kind == "municipality" for place in codes.values())
    assert len(set(codes.values())) == 155


def test_a_name_that_is_empty_in_the_evidence_is_no_alias() -> None:
    listed = Place("MX-GUA", "state", "Guanajuato", "MX", ("Gto",))
    point = Place("MX-GUA", "state", "", "MX", ("", "GTO"), 20.9, -101.0)
    assert merged(listed, point).aliases == ("Gto", "GTO")
