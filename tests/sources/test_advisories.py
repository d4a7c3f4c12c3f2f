"""Travel advisories: levels by state, what is advice and what is a stamp, lists and feeds of the world."""

from collections import Counter
from datetime import date

import pytest

from tests.shared_data import shared
from tests.sources.made_advice import CANADA_PAGE, UK_PAGE, US_PAGE, made, reading, real, rows, source_of

US_PATH = "unitedstates/Mexico/2025-03-26/Advisory.md"


def levels(document) -> dict[str, float | None]:
    return {row["place"]: row["value"] for row in rows(document, "observations")}


def test_a_us_page_gives_a_level_by_heading_and_is_known_from_the_day_it_states() -> None:
    page = made(US_PATH, US_PAGE)
    got = reading(page)
    assert (got.published, got.ground) == (date(2024, 9, 6), "stated")
    assert levels(page) == {"MX-COL": 4.0, "MX-MEX": 2.0, "MX-YUC": 1.0}


def test_reasons_are_statements_one_each() -> None:
    found = rows(made(US_PATH, US_PAGE), "statements")
    reasons = [(r["place"], r["object"]) for r in found if r["predicate"] == "advisory-indicator"]
    assert reasons == [("MX-COL", "crime"), ("MX-COL", "kidnapping"), ("MX-MEX", "crime")]


def test_an_unknown_level_word_is_unknown_and_not_a_level_in_the_middle() -> None:
    page = made(US_PATH, US_PAGE.replace("Colima state – Do Not Travel", "Colima state – Think Twice"))
    assert levels(page)["MX-COL"] is None


def test_the_real_advisory_of_2024_has_all_32_states() -> None:
    document = real(shared("advisories/unitedstates/Mexico/2025-03-26/Advisory.md"))
    found = levels(document)
    assert len(found) == 32
    assert Counter(found.values()) == {4.0: 6, 3.0: 7, 2.0: 17, 1.0: 2}
    compiled = rows(real(shared("advisories/unitedstates/mexico_state_levels_history.csv")), "observations")
    typed = {r["place"]: r["value"] for r in compiled if r["start"] == date(2024, 9, 6)}
    assert found == typed


def test_a_copys_record_says_other_which_is_unknown() -> None:
    info = real(shared("advisories/unitedstates/Mexico/2025-03-26/info.json"))
    assert levels(info) == {"MX": None}


def test_every_state_had_a_level_in_november_2018() -> None:
    compiled = rows(real(shared("advisories/unitedstates/mexico_state_levels_history.csv")), "observations")
    then = [r for r in compiled if r["start"] == date(2018, 8, 22) and r["place"] != "MX"]
    assert Counter(r["value"] for r in then) == {4.0: 5, 3.0: 11, 2.0: 16}
    assert {r["place"] for r in then if r["value"] == 4} == {"MX-COL", "MX-GRO", "MX-MIC", "MX-SIN", "MX-TAM"}
    assert sum(str(r["note"]).startswith("inferred") for r in then) == 26
    assert all(r["known"] == date(2018, 8, 22) for r in then)


def test_a_partial_advisory_date_counts_from_its_last_day() -> None:
    header = "advisory_date,state_iso,state,level,indicators,source_kind,url,note"
    table = f"{header}\n2021-04,MX-COL,Colima,4,C;K,press list,https://example.org/a,\n"
    row = rows(made("mexico_state_levels_history.csv", table), "observations")[0]
    assert (row["start"], row["known"]) == (date(2021, 4, 30), date(2021, 4, 30))
    assert row["note"] == "press list; dated 2021-04 only, so taken as its last day"


def test_the_opening_of_august_2018_gives_the_country_and_five_states() -> None:
    found = levels(real(shared("advisories/unitedstates/mexico_advisory_2018-08-22_summary.txt")))
    assert found == {"MX": 2, "MX-COL": 4, "MX-GRO": 4, "MX-MIC": 4, "MX-SIN": 4, "MX-TAM": 4}


def test_the_feed_is_read_by_name_because_its_tags_mix_two_codes() -> None:
    found = levels(real(shared("advisories/unitedstates/feeds/TAsTWs_2026-10-07_excerpt.xml")))
    assert found == {"KH": 2, "MK": 1, "GB": 2, "MX": 2, "AD": 1, "TL": 2, "MH": 1}


def test_an_evening_in_washington_is_the_next_day() -> None:
    found = rows(
        real(shared("advisories/unitedstates/feeds/TravelAdvisories_api_2026-07-17_excerpt.json")),
        "observations",
    )
    assert {r["place"]: r["start"] for r in found} == {
        "JP": date(2025, 5, 15), "MX": date(2026, 5, 29), "CH": date(2026, 4, 2),
    }  # fmt: skip


def test_an_item_listed_twice_with_two_levels_is_unknown() -> None:
    item = (
        '{"Title": "Chad - Level %d: X", "Link": "https://travel.state.gov/a", "Category": ["CD"], '
        '"Published": "2025-05-14T20:00:00-04:00"}'
    )
    assert levels(made("TravelAdvisories.json", f"[{item % 2}, {item % 3}]")) == {"TD": None}
    assert levels(made("TravelAdvisories.json", f"[{item % 3}, {item % 3}]")) == {"TD": 3}


def test_other_in_the_world_list_is_unknown_and_a_missing_advisory_is_no_row() -> None:
    found = levels(real(shared("advisories/unitedstates/unitedstates_summary_2025-06-28.csv")))
    assert found["MX"] is None and found["IL"] is None and found["PS"] is None
    assert found["AF"] == 4
    assert found == levels(real(shared("advisories/unitedstates/unitedstates_summary_2025-06-28.json")))


def test_canada_gives_regions_a_level_of_its_own_scale_and_the_others_the_countrys() -> None:
    found = levels(made("canada/Mexico/2026-02-23/risk.md", CANADA_PAGE))
    assert (found["MX"], found["MX-CHP"], found["MX-JAL"]) == (2, 3, 3)
    assert found["MX-MOR"] == 2  # a park in it is named, which is no state
    assert len(found) == 33
    first = rows(made("canada/Mexico/2026-02-23/risk.md", CANADA_PAGE), "observations")[0]
    assert (first["definition"], first["known"], first["ground"]) == (
        "canada-advisory",
        date(2026, 2, 23),
        "archived",
    )


def test_a_region_that_is_no_place_stays_as_a_statement_on_the_country() -> None:
    found = rows(made("canada/Mexico/2026-02-23/risk.md", CANADA_PAGE), "statements")
    park = next(r for r in found if "Zempoala" in str(r["object"]))
    assert park["place"] == "MX"
    assert park["object"] == "the Lagunas de Zempoala National Park in Morelos"
    city = next(r for r in found if r["object"] == "the city of Palenque")
    assert city["place"] == "MX-CHP"
    assert str(city["note"]).endswith(" › Chiapas, excluding:")


def test_stamps_navigation_and_link_targets_are_no_advice_and_markup_stays_text() -> None:
    found = rows(made("unitedkingdom/Mexico/2026-02-23/Warnings_and_insurance.md", UK_PAGE), "statements")
    assert [(r["place"], r["object"], r["row"]) for r in found] == [
        ("MX-SIN", "FCDO advises against all but essential travel to the state of Sinaloa, except:", 16),
        ("MX-SIN", "the city of Los Mochis", 18),
        ("MX-SIN", "road 32", 19),
        ("MX-SIN", "Take local advice & stay <script>alert(1)</script> alert.", 21),
    ]


def test_ireland_names_a_state_in_a_sentence_too() -> None:
    found = levels(real(shared("advisories/ireland/Mexico/2026-02-23/Safety_and_security.md")))
    assert found["MX-JAL"] == 4
    assert found["MX-TAB"] == 3
    assert found["MX-PUE"] is None  # the page does not give the country's level
    later = levels(real(shared("advisories/ireland/Mexico/2026-02-26/Safety_and_security.md")))
    assert (later["MX-JAL"], later["MX-TAB"]) == (3, None)


def test_australia_has_the_country_and_nine_states() -> None:
    found = levels(real(shared("advisories/australia/Mexico/2025-06-13/overview.md")))
    assert found["MX"] == 2
    assert sorted(place for place, level in found.items() if level == 3) == [
        "MX-CHH", "MX-CHP", "MX-COL", "MX-GRO", "MX-GUA", "MX-MIC", "MX-SON", "MX-TAM", "MX-ZAC",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "source", "countries"),
    [
        ("canada/canada_summary_2026-03-31.csv", "canada_advisory", 230),
        ("ireland/ireland_summary_2025-03-25.json", "ireland_advisory", 213),
        ("ireland/ireland_summary_2026-03-31.csv", "ireland_advisory", 0),  # no level was read in any row
        ("australia/australia_summary_2025-08-15.json", "australia_advisory", 179),
    ],
)
def test_world_lists(path: str, source: str, countries: int) -> None:
    document = real(shared(f"advisories/{path}"))
    assert source_of(document) == source
    found = rows(document, "observations")
    assert len(found) == countries
    assert len({r["place"] for r in found}) == countries


def test_the_uk_list_has_no_levels_only_days() -> None:
    document = real(shared("advisories/unitedkingdom/unitedkingdom_summary_2026-03-31.csv"))
    found = {r["place"]: r["object"] for r in rows(document, "statements")}
    assert found["MX"] == "2026-03-13"
    assert rows(document, "observations") == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (US_PATH, "us_advisory_pages"),
        ("unitedstates/feeds/TAsTWs_2026-10-07_excerpt.xml", "us_advisory_feed"),
        ("unitedstates/feeds/TravelAdvisories_api_2026-07-17_excerpt.json", "us_advisory_feed"),
        ("unitedstates/unitedstates_summary_2025-03-09.json", "us_advisory_summary"),
        ("unitedstates/mexico_state_levels_by_vintage.csv", "us_advisory_compiled"),
        ("unitedkingdom/Mexico/2026-02-24/Regional_risks.md", "uk_advisory"),
    ],
)
def test_files_find_their_source(path: str, source: str) -> None:
    assert source_of(real(shared(f"advisories/{path}"))) == source


def test_every_advisory_file_is_recognised_and_read() -> None:
    folder = shared("advisories")
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    unknown = {str(p.relative_to(folder)) for p in files if not source_of(real(p))}
    assert {name.rsplit("/", 1)[-1] for name in unknown} == {"info.json"}  # what is read stands in the pages
    for path in files:
        if str(path.relative_to(folder)) not in unknown:
            reading(real(path))
