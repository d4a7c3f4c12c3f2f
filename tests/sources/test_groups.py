"""Readers of group_statements, leader_events_press, ucdp_dyads and bacrim_groups: small, hostile and real files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from almenara.analysis.leaders import leader_events
from almenara.analysis.statements import statement_evidence, statements
from almenara.collect.recognise import recognise
from almenara.collect.understand import read_document
from almenara.errors import BadInput
from almenara.model.document import Document
from almenara.reading.rows import Reading
from almenara.reading.spec import all_specs
from almenara.workspace import Workspace
from tests.shared_data import shared
from tests.sources.made_groups import DYADS, EVENTS, SHORT, STATEMENTS, groups_workbook
from tests.sources.made_places import made

SOURCES = {
    "group_statements": made("g.csv", STATEMENTS),
    "leader_events_press": made("e.csv", EVENTS),
    "ucdp_dyads": made("d.csv", DYADS),
    "bacrim_groups": made("b.xlsx", groups_workbook()),
}


def reading(document: Document, source: str) -> Reading:
    return read_document(document, all_specs()[source])


@pytest.mark.parametrize("source", SOURCES)
def test_a_file_is_known_by_what_it_holds(source: str) -> None:
    spec = recognise(SOURCES[source])
    assert spec is not None and spec.id == source


def test_the_short_table_of_events_is_known_too() -> None:
    spec = recognise(made("s.csv", SHORT))
    assert spec is not None and spec.id == "leader_events_press"


def test_statements_take_the_predicates_of_the_registry() -> None:
    tables = reading(SOURCES["group_statements"], "group_statements").tables
    one, two, three = tables["statements"].to_pylist()
    assert (one["predicate"], one["place"], one["date_precision"]) == ("rival-of", "iso/MX-GUA", "month")
    assert (one["valid_from"], one["valid_to"], one["known"]) == (date(2017, 10, 1), None, date(2018, 2, 7))
    assert (two["place"], two["valid_to"]) == ("name/mx/Celaya, Guanajuato", date(2015, 12, 31))
    assert two["known"] == date(2018, 12, 31) and "taken as known on 2018-12-31" in two["note"]
    assert (
        three["ground"] == "inferred" and "shows no date" in three["note"] and "index id 7" in three["note"]
    )


def test_a_page_without_a_date_is_known_since_the_day_given() -> None:
    document = made("g.csv", STATEMENTS, date(2030, 1, 2))
    rows = reading(document, "group_statements").tables["statements"].to_pylist()
    assert [r["known"] for r in rows] == [date(2018, 2, 7), date(2018, 12, 31), date(2030, 1, 2)]


def test_a_false_report_is_known_as_such_only_since_it_was_shown_to_be_false() -> None:
    captured, dead = (
        reading(SOURCES["leader_events_press"], "leader_events_press").tables["events"].to_pylist()
    )
    assert (captured["kind"], captured["known"], captured["place"]) == (
        "leader-captured", date(2018, 2, 8), "inegi/11007",
    )  # fmt: skip
    assert captured["note"].startswith("disputed; another page") and captured["side_a"] == ""
    assert (dead["kind"], dead["known"], dead["end"]) == (
        "leader-reported-dead", date(2020, 2, 22), date(2015, 12, 31),
    )  # fmt: skip
    assert dead["note"].startswith("false; ")


def test_dyads_become_rivalries_of_groups_and_nothing_is_said_of_civilians_or_the_state() -> None:
    rows = reading(SOURCES["ucdp_dyads"], "ucdp_dyads").tables["statements"].to_pylist()
    assert [(r["subject"], r["predicate"], r["object"]) for r in rows] == [
        ("Group A", "rival-of", "Group C"),
        ("Group B", "rival-of", "Group C"),
        ("Group A", "activity", "killings of civilians"),
        ("Group D", "activity", "armed conflict with the government"),
    ]
    assert (rows[0]["valid_from"], rows[0]["valid_to"]) == (date(2015, 1, 1), date(2022, 12, 31))
    assert {r["known"] for r in rows} == {date(2024, 6, 30)}


def test_groups_by_state_leave_people_out() -> None:
    made_of = reading(SOURCES["bacrim_groups"], "bacrim_groups")
    rows = made_of.tables["statements"].to_pylist()
    assert [(r["subject"], r["predicate"], r["object"], r["place"]) for r in rows] == [
        ("Group A", "presence", "present", "name/mx/Guanajuato"),
        ("Group A", "ally-of", "Group B", "name/mx/Guanajuato"),
        ("Group A", "ally-of", "Group C", "name/mx/Guanajuato"),
        ("Group A", "rival-of", "Group D", "name/mx/Guanajuato"),
        ("Group A", "activity", "drug trafficking", "name/mx/Guanajuato"),
        ("Group B", "presence", "present", "inegi/15"),
        ("Group B", "activity", "armed conflict", "inegi/15"),
    ]
    assert rows[0]["valid_from"] == date(2020, 6, 29) and rows[0]["known"] == date(2020, 7, 2)
    told = "".join(str(table.to_pylist()) for table in made_of.tables.values())
    assert "Nobody" not in told and "Somebody" not in told and "#" not in told


def test_a_group_that_bears_the_name_of_a_person_is_left_out() -> None:
    content = groups_workbook(persona="Group B;Nobody Atall (El Group D)")
    made_of = reading(made("b.xlsx", content), "bacrim_groups")
    rows = made_of.tables["statements"].to_pylist()
    assert {r["subject"] for r in rows} == {"Group A"} and "Group B" not in {r["object"] for r in rows}
    assert made_of.notes == ("1 groups that bear a person's name are left out",)


@pytest.mark.parametrize(
    ("source", "old", "new", "message"),
    [
        ("group_statements", "rival_of", "enemy_of", 'row 2, "predicate": "enemy_of" is not in lookups.predicate'),
        ("group_statements", "2017-10,,month", "2017-10,,day", '"date_precision": "day" is not the precision'),
        ("group_statements", "2014,2015", "2014,2013", 'row 3, "valid_to": ends before 2014'),
        ("group_statements", "2018-02-07", "2016-02-07", '"valid_from": 2017-10 lies after 2016-02-07'),
        ("group_statements", "gs-9002", "gs-9001", 'row 3, "statement_id": is the id of row 2, too'),
        ("group_statements", "The Bs", "=HYPERLINK(1)", '"object": "=HYPERLINK(1)" is a formula'),
        ("group_statements", "2018-02-07", "1O18", '"known_date": "1O18" is not a day of publication'),
        ("leader_events_press", "captured,A", "vanished,A", '"event_type": "vanished" is not in lookups.event_type'),
        ("leader_events_press", "11007", "1100", '"inegi_municipality": "1100" is not a code of five digits'),
        ("leader_events_press", "disputed,another", "maybe,another", '"flag": "maybe" is not in lookups.flag'),
        ("leader_events_press", "2018-02-08", "2018-02-31", '"event_date"'),
        ("leader_events_press", "https://a.example/x", "javascript:1", '"javascript:1" is not a web address'),
        ("ucdp_dyads", "2015,2022", "2022,2015", 'row 2, "last_year": 2022 to 2015 are not years'),
        ("ucdp_dyads", "2015,2022,30", "2015,2022,3O", 'row 2, "events": "3O" is not a count'),
        ("ucdp_dyads", ",3,11", ",9,11", '"type_of_violence": "9" is not in lookups.type'),
        ("ucdp_dyads", "\n2,A", "\n1,A", 'row 3, "dyad_new_id": is the dyad of row 2, too'),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_place(source: str, old: str, new: str, message: str) -> None:
    text = SOURCES[source].content.decode()
    assert old in text
    with pytest.raises(BadInput) as caught:
        reading(made("f.csv", text.replace(old, new, 1)), source)
    assert any(message in str(fault) for fault in caught.value.faults), [str(f) for f in caught.value.faults]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("fecha", "2020.13.40", '"fecha": "2020.13.40" is not a day'),
        ("narcotrafico", 2, '"narcotrafico": "2" is neither 0 nor 1'),
        ("grupo", "", '"grupo": is empty'),
        ("link1", "none", '"link1": "none" is not a web address'),
    ],
)
def test_a_bad_cell_of_the_workbook_is_refused(column: str, cell: object, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        reading(made("b.xlsx", groups_workbook(**{column: cell})), "bacrim_groups")
    assert any(message in str(fault) for fault in caught.value.faults)


@pytest.mark.parametrize("source", ["group_statements", "leader_events_press", "ucdp_dyads"])
def test_an_empty_or_cut_table_is_refused(source: str) -> None:
    text = SOURCES[source].content.decode()
    for spoilt in (text.partition("\n")[0] + "\n", text[:-25]):
        with pytest.raises(BadInput):
            reading(made("f.csv", spoilt), source)


def write(folder: Path, *documents: Document) -> list[Path]:
    """The documents as files."""
    for document in documents:
        (folder / document.name).write_bytes(document.content)
    return [folder / document.name for document in documents]


def test_an_event_of_two_tables_is_told_once_with_its_flag(workspace: Workspace, tmp_path: Path) -> None:
    workspace.ingest(write(tmp_path, made("s.csv", SHORT), made("e.csv", EVENTS)))
    found = [e for e in leader_events(workspace.context("2019-01-01")) if e.group == "Group A"]
    assert [(e.id, e.flag) for e in found] == [("le-901", "disputed")]


@pytest.mark.shared
def test_the_real_files_count_no_statement_of_the_pack_twice(workspace: Workspace) -> None:
    before = statement_evidence(workspace.context("2018-11-02"), "gs-0062")
    files = ["group_statements.csv", "leader_events.csv", "leader_events_extended.csv"]
    files += ["ucdp_dyads_mexico_1989-2022.csv", "bacrim2020/BACRIM2020-DB.xlsx"]
    workspace.ingest([shared(f"groups/{name}") for name in files])
    context = workspace.context("2026-11-25")
    held = [s for s in statements(context) if s.language != "es" and s.id.startswith("gs-")]
    assert Counter(s.id for s in held).most_common(1)[0][1] == 1 and len(held) == 813
    assert statement_evidence(workspace.context("2018-11-02"), "gs-0062") == before
    events = leader_events(context)
    assert len(events) == 158
    flags = Counter(e.flag for e in events)
    assert (flags["false"], flags["unconfirmed"]) == (7, 1)
    assert all(
        e.evidence.published <= date(2018, 11, 2) for e in leader_events(workspace.context("2018-11-02"))
    )


@pytest.mark.shared
def test_nobody_of_the_real_workbook_comes_into_the_tables() -> None:
    from python_calamine import CalamineWorkbook

    path = shared("groups/bacrim2020/BACRIM2020-DB.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    column = rows[0].index("persona")
    people = {
        name.strip() for row in rows[1:] for name in str(row[column]).split(";") if len(name.strip()) > 8
    }
    tables = reading(made(path.name, path.read_bytes()), "bacrim_groups").tables
    cells = {
        str(value)
        for name in ("subject", "object", "note", "place")
        for value in tables["statements"][name].to_pylist()
    }
    assert len(people) > 100 and not {p for p in people if any(p in cell for cell in cells)}
