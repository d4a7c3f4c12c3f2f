"""Events: UCDP, deaths of US citizens abroad, journalists killed."""

from collections import Counter
from datetime import date

import pytest

from almenara.reading.spec import all_specs
from almenara.workspace import Workspace
from tests.shared_data import shared
from tests.sources.made_advice import ged, ged_row, made, real, rows, source_of

GED = "GEDEvent_v24_1.csv"
DEATHS = "country,date,location,cause\n{}\n"


def test_an_event_keeps_its_estimates_its_precision_and_its_point() -> None:
    (event,) = rows(made(GED, ged(ged_row())), "events")
    assert (event["event"], event["kind"], event["place"]) == ("ucdp-1", "non-state-violence", "MX-19039")
    assert (event["deaths_low"], event["deaths"], event["deaths_high"]) == (1, 2, 3)
    assert (event["start"], event["date_precision"], event["place_precision"]) == (
        date(2012, 3, 16),
        "day",
        "point",
    )
    assert (event["lat"], event["lon"], event["summary"]) == (25.67, -100.31, "A - B: Monterrey")
    assert (event["known"], event["ground"]) == (date(2024, 6, 30), "calendar")


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"adm_2": "Nowhere municipality"}, "MX-NLE"),
        ({"adm_2": "", "adm_1": "Ciudad de México"}, "MX-CMX"),
        ({"adm_2": "", "adm_1": "Distrito Federal"}, "MX-CMX"),
        ({"adm_1": "", "adm_2": ""}, "MX"),
        ({"country": "DR Congo (Zaire)", "adm_1": "Ituri province"}, "CD"),
    ],
)
def test_an_event_stands_in_the_smallest_place_that_is_known(changed: dict[str, str], place: str) -> None:
    assert rows(made(GED, ged(ged_row(**changed))), "events")[0]["place"] == place


def test_estimates_out_of_order_are_kept_as_published_with_a_note() -> None:
    events = rows(
        made(GED, ged(ged_row(low="9"), ged_row(id="2", high="1"), ged_row(id="3", low="9", high="1"))),
        "events",
    )
    assert [(e["deaths_low"], e["deaths"], e["deaths_high"]) for e in events] == [
        (9, 2, 3),
        (1, 2, 1),
        (9, 2, 1),
    ]
    assert [e["note"] for e in events] == [
        "as published: the low estimate is above the best",
        "as published: the best estimate is above the high",
        "as published: the low estimate is above the best, and that above the high",
    ]


def test_a_candidate_release_without_a_header_gives_events_and_no_yearly_sums() -> None:
    document = made("GEDEvent_v24_01_24_03.csv", ged_row() + "\n", date(2024, 4, 20))
    (event,) = rows(document, "events")
    assert (event["row"], event["deaths"], event["known"]) == (1, 2, date(2024, 4, 20))
    assert rows(document, "observations") == []


def test_the_whole_file_of_mexico() -> None:
    events = rows(real(shared("events/ucdp-ged/GEDEvent_v24_1_mexico_1989-2022.csv.gz")), "events")
    assert len(events) == 16_119
    assert sum(e["deaths_low"] > e["deaths"] for e in events) == 17
    assert sum(e["deaths"] > e["deaths_high"] for e in events) == 78
    assert sum(e["deaths"] == 0 for e in events) > 500
    assert Counter(e["kind"] for e in events) == {
        "non-state-violence": 15_878, "one-sided-violence": 206, "state-based-violence": 35,
    }  # fmt: skip
    assert sum(len(str(e["place"])) == 8 for e in events) > 15_000  # the municipality was found


def test_a_page_of_the_api_is_known_from_its_release() -> None:
    events = rows(real(shared("events/ucdp-ged/api_gedevents_page_constructed.json")), "events")
    assert len(events) == 5
    assert {e["known"] for e in events} == {date(2024, 6, 30)}
    assert events[0]["event"] == "ucdp-425511"


@pytest.mark.shared
def test_deaths_by_year_come_out_as_a_figure_with_its_bounds(workspace: Workspace) -> None:
    workspace.ingest([shared("events/ucdp-ged/GEDEvent_v24_1_mexico_2012_sample.csv")])
    (country,) = workspace.figures("organised-violence-deaths", "MX", "2012", "2025-01-01")
    assert (country.value, country.low, country.high, country.definition) == (
        5936,
        5909,
        6034,
        "ucdp-ged-best",
    )


def test_a_citizens_death_is_an_event_and_a_count_by_month_with_zeros_between() -> None:
    table = DEATHS.format(
        'Mexico,1/5/15,"Tijuana,Baja California",homicide\nMexico,3/9/15,"Cancun, Mexico",Veh. Accid- Auto'
    )
    document = made("deaths.csv", table)
    events = rows(document, "events")
    assert [(e["place"], e["kind"], e["start"]) for e in events] == [
        ("MX-02004", "foreigner-homicide", date(2015, 1, 5)),
        ("MX-23005", "foreigner-vehicle-accident", date(2015, 3, 9)),
    ]
    counts = {(r["definition"], r["start"].month): r["value"] for r in rows(document, "observations")}
    assert counts == {
        ("us-citizens-nonnatural", 1): 1, ("us-citizens-nonnatural", 2): 0, ("us-citizens-nonnatural", 3): 1,
        ("us-citizens-homicide", 1): 1, ("us-citizens-homicide", 2): 0, ("us-citizens-homicide", 3): 0,
    }  # fmt: skip


def test_a_country_that_may_be_two_has_no_place() -> None:
    events = rows(
        made("deaths.csv", DEATHS.format("Congo,1/5/15,Kinshasa,Homicide\nAbania,1/6/15,Tirana,Homicide")),
        "events",
    )
    assert [(e["place"], e["note"]) for e in events] == [("", 'the table says "Congo"'), ("AL", "")]


@pytest.mark.shared
def test_all_deaths_of_us_citizens(workspace: Workspace) -> None:
    document = real(shared("events/state-dept-deaths/us_citizen_nonnatural_deaths_2009-2015.csv"))
    events = rows(document, "events")
    assert len(events) == 5_468
    assert sum(e["kind"] == "foreigner-homicide" for e in events) == 1_167
    workspace.ingest([shared("events/state-dept-deaths")])
    found = {f.definition: f.value for f in workspace.figures("foreign-deaths", "MX", "2014", "2018-11-02")}
    assert (found["us-citizens-nonnatural"], found["us-citizens-homicide"]) == (242, 88)


def test_cpj_export_of_2025() -> None:
    events = rows(real(shared("events/cpj/cpj_data.csv")), "events")
    assert len(events) == 1_687
    assert sum(e["place"] == "MX" for e in events) == 65
    assert {e["kind"] for e in events} == {"journalist-killed"}


def test_cpj_workbook_of_2017_by_section_with_days_in_words() -> None:
    events = rows(real(shared("events/cpj/cpj-database_1992-2017.xls")), "events")
    assert Counter(e["kind"] for e in events) == {
        "journalist-killed": 1_243, "journalist-killed-motive-unconfirmed": 489, "media-worker-killed": 95,
    }  # fmt: skip
    spans = {e["row"]: (e["start"], e["end"], e["date_precision"]) for e in events}
    assert spans[101] == (date(2015, 5, 22), date(2015, 5, 23), "span")
    assert spans[1821] == (date(1993, 6, 1), date(1993, 8, 31), "span")
    assert spans[1679] == (None, None, "")
    assert sum(e["place"] == "MX" for e in events) == 95


def test_names_may_not_be_printed_and_counts_may() -> None:
    specs = all_specs()
    assert specs["cpj_journalists"].licence.redistribute is False
    assert specs["cpj_journalists"].definitions == []
    assert specs["cpj_yearly_counts"].licence.redistribute is True
    table = shared("mexico/journalists/mexico_journalists_killed_cpj_by_year.csv")
    assert source_of(real(table)) == "cpj_yearly_counts"


def test_yearly_counts_and_the_unfinished_year() -> None:
    found = rows(real(shared("mexico/journalists/mexico_journalists_killed_cpj_by_year.csv")), "observations")
    confirmed = {r["start"].year: r for r in found if r["definition"] == "cpj-confirmed"}
    assert sum(r["value"] for r in confirmed.values()) == 41
    assert confirmed[2016]["end"] == date(2016, 12, 31)
    assert confirmed[2017]["end"] == date(2017, 6, 30)  # the table was counted in June


@pytest.mark.parametrize(
    "name", ["acled_header_only.csv", "gdelt2/20151027220000.export.CSV", "gdelt2/cameoCodes.json"]
)
def test_files_of_other_publishers_are_left_alone(name: str) -> None:
    assert source_of(real(shared(f"events/{name}"))) not in {
        "ucdp_ged",
        "us_citizen_deaths",
        "cpj_journalists",
    }
