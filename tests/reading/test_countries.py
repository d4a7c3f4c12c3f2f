"""Country names as publishers write them in English."""

import pytest

from almenara.reading.countries import country_code, country_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("The Gambia", "GM"), ("Saint Lucia", "LC"),
        ("Trinidad and Tobago", "TT"), ("Timor-Leste", "TL"), ("South Korea (Republic of Korea)", "KR"),
        ("DR Congo (Zaire)", "CD"), ("Norway", "NO"), ("Türkiye (Turkey)", "TR"),
    ],
)  # fmt: skip
def test_names(name: str, code: str) -> None:
    assert country_code(name) == code


def test_a_name_that_covers_several_countries_gives_all_and_is_not_one() -> None:
    assert country_codes("Israel, the West Bank and Gaza") == ("IL", "PS")
    with pytest.raises(KeyError):
        country_code("Israel, the West Bank and Gaza")


def test_a_sources_own_spelling_goes_first_and_nothing_is_guessed() -> None:
    assert country_code("Abania", {"Abania": "AL"}) == "AL"
    for unknown in ("Abania", "Congo", "Freedonia", ""):
        with pytest.raises(KeyError):
            country_codes(unknown)
