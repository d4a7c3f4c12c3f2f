"""Damaged and hostile tables of events: one clear error with file, row and field, and nothing is stored."""

import pytest

from almenara.collect.ingest import ingest
from almenara.errors import BadInput
from almenara.workspace import Workspace
from tests.sources.made_advice import GED_HEADER, ged, ged_row, lowered, made, reading, rows

GED = "GEDEvent_v24_1.csv"
DEATHS = "country,date,location,cause\n{}\n"
CPJ = (
    "fullName,organizations,location,status,typeOfDeath,startDisplay,mtpage,type,motiveConfirmed,charges"
    "\n{}\n"
)
YEARS = "year,motive_confirmed,motive_unconfirmed,media_workers\n{}\n"
HTML = "<!DOCTYPE html><html><body>id,relid,year,active_year</body></html>"

CASES = {
    "negative deaths": (
        made(GED, ged(ged_row(best="-2"))),
        'row 2, "best"',
        '"-2" is negative; a count is zero or more',
    ),
    "a letter in a count": (
        made(GED, ged(ged_row(high="1,2O4".replace(",", "")))),
        'row 2, "high"',
        '"12O4" is not a count',
    ),
    "a formula": (made(GED, ged(ged_row(low="=1+1"))), 'row 2, "low"', '"=1+1" is a formula, not a count'),
    "a blank estimate": (
        made(GED, ged(ged_row(best=""))),
        'row 2, "best"',
        "is blank; an event has an estimate",
    ),
    "an id twice": (made(GED, ged(ged_row(), ged_row())), 'row 4, "id"', "repeats row 2"),
    "an unknown kind": (
        made(GED, ged(ged_row(type_of_violence="4"))),
        'row 2, "type_of_violence"',
        '"4" is not in lookups.kind',
    ),
    "an unknown precision": (
        made(GED, ged(ged_row(date_prec="9"))),
        'row 2, "date_prec"',
        '"9" is not in lookups.date_prec',
    ),
    "an unknown country": (
        made(GED, ged(ged_row(country="Freedonia"))),
        'row 2, "country"',
        '"Freedonia" is not a country',
    ),
    "a day that is none": (
        made(GED, ged(ged_row(date_start="2012-02-30"))),
        'row 2, "date_start"',
        '"2012-02-30" is not a day',
    ),
    "an end before the start": (
        made(GED, ged(ged_row(date_end="2012-03-01"))),
        'row 2, "date_end"',
        "lies before date_start",
    ),
    "a missing column": (
        made(GED, ged(ged_row()).replace(",best,", ",bst,")),
        '"best"',
        "the table lacks this column",
    ),
    "a truncated row": (made(GED, ged(ged_row())[:-30]), GED, "does not have 49 cells"),
    "no rows": (made(GED, GED_HEADER + "\n"), GED, "holds no events"),
    "another encoding": (made(GED, ged(ged_row()).encode("latin-1")), GED, "is not text in utf-8-sig"),
    "a web page": (made(GED, HTML), GED, "no source recognises this file"),
    "a damaged gzip": (made(GED + ".gz", b"\x1f\x8b\x08\x00" + b"x" * 40), GED, ""),
    "a truncated page of the API": (
        made("p.json", '{"TotalPages": 3, "Result": [{"id": 1, "relid": "MEX'),
        "p.json",
        "is not whole JSON",
    ),
    "a release of no known day": (
        made("GEDEvent_v99_1.csv", ged(ged_row())),
        "GEDEvent_v99_1.csv",
        "nothing says when it was published",
    ),
    "an unknown cause": (
        made("d.csv", DEATHS.format("Mexico,1/5/15,X,Homicidio")),
        'row 2, "cause"',
        '"Homicidio" is not in lookups.cause',
    ),
    "a misspelt country": (
        made("d.csv", DEATHS.format("Mexcio,1/5/15,X,Homicide")),
        'row 2, "country"',
        '"Mexcio" is not a country',
    ),
    "a thirteenth month": (
        made("d.csv", DEATHS.format("Mexico,13/5/15,X,Homicide")),
        'row 2, "date"',
        '"13/5/15" is not a day as M/D/YY',
    ),
    "deaths without a column": (
        made("d.csv", "country,date,location,cause_of\nMexico,1/5/15,X,Homicide\n"),
        '"cause"',
        "lacks this column",
    ),
    "a day in words that is none": (
        made(
            "cpj_data.csv", CPJ.format('A,B,Mexico,Killed,Murder,"Someday 3, 2001",u,Journalist,Confirmed,')
        ),
        'row 2, "day"',
        "is not understood",
    ),
    "an unknown motive": (
        made("cpj_data.csv", CPJ.format('A,B,Mexico,Killed,Murder,"May 3, 2001",u,Journalist,Maybe,')),
        'row 2, "motiveConfirmed"',
        '"Maybe" is not in lookups.motive',
    ),
    "one death twice": (
        made(
            "cpj_data.csv",
            CPJ.format("\n".join(['A,B,Mexico,Killed,Murder,"May 3, 2001",u,Journalist,Confirmed,'] * 2)),
        ),
        'row 3, "name"',
        "repeats row 2",
    ),
    "a damaged workbook": (
        made("cpj-database.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "cpj-database.xls",
        "is a damaged workbook",
    ),
    "a web archive called csv": (
        made("cpj_data.csv", HTML.replace("id,relid,year,active_year", CPJ)),
        "cpj_data.csv",
        "",
    ),
    "a count below zero": (
        made("mexico_journalists_killed_x.csv", YEARS.format("2010,-1,0,0")),
        'row 2, "motive_confirmed"',
        "is negative",
    ),
    "a year twice": (
        made("mexico_journalists_killed_x.csv", YEARS.format("2010,1,0,0\n2010,1,0,0")),
        'row 3, "year"',
        "repeats row 2",
    ),
    "a year to come": (
        made("mexico_journalists_killed_x.csv", YEARS.format("2999,1,0,0")),
        'row 2, "year"',
        "is not between",
    ),
    "a country that the name does not say": (
        made("x.csv", YEARS.format("2010,1,0,0")),
        "x.csv",
        "does not say which country",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_and_nothing_is_stored(
    workspace: Workspace, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("almenara.collect.ingest.recognise", lowered)
    document, where, what = CASES[case]
    with pytest.raises(BadInput) as refused:
        ingest(workspace.store, workspace.registry, [document], "test", strict=True)
    told = str(refused.value)
    assert document.name in told
    assert where in told
    assert what in told
    assert document.sha256 not in workspace.context().view.documents


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        reading(
            made(GED, ged(ged_row(best="-1"), ged_row(country="Freedonia"), ged_row(id="3", date_prec="7")))
        )
    assert {(f.row, f.field) for f in refused.value.faults} == {
        (2, "best"),  # each row has a line break in quotes, so it takes two lines
        (4, "id"),
        (4, "country"),
        (6, "date_prec"),
    }


def test_markup_in_a_text_stays_text() -> None:
    (event,) = rows(made(GED, ged(ged_row(where_description="<script>alert(1)</script>"))), "events")
    assert event["summary"] == "A - B: <script>alert(1)</script>"


@pytest.mark.parametrize(
    ("case", "source"),
    [
        ("an id twice", "ucdp_ged"),
        ("an unknown cause", "us_citizen_deaths"),
        ("an unknown motive", "cpj_journalists"),
        ("a year twice", "cpj_yearly_counts"),
    ],
)
def test_the_error_says_which_source_was_read(case: str, source: str) -> None:
    with pytest.raises(BadInput) as refused:
        reading(CASES[case][0])
    assert refused.value.source == source
