"""Tables of cited figures: each row its own page and day; every bad row named at once."""

from datetime import date
from pathlib import Path

import pytest

from almenara.collect.recognise import recognise
from almenara.collect.understand import read_document
from almenara.errors import BadInput
from almenara.evidence.files import sha256
from almenara.model.document import Document
from almenara.reading.rows import Reading
from almenara.workspace import Workspace

HEADER = "measure,definition,value,low,high,unit,place,period,published,publisher,title,address,note\n"
GOOD = "homicide,sesnsp-victims,10,,,victims,MX,2017,2018-01-21,A Daily,A title,https://a.example/1,\n"


def table(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> Document:
    """A table with these rows, named as the tests' messages show it."""
    content = (header + "".join(row.rstrip("\n") + "\n" for row in rows)).encode(encoding)
    return Document(content, sha256(content), "figures.csv", "kept/figures.csv")


def read(document: Document) -> Reading:
    spec = recognise(document)
    assert spec is not None and spec.id == "cited_figures"
    return read_document(document, spec)


def faults(document: Document) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(document)
    assert all(fault.file == "figures.csv" for fault in caught.value.faults)
    assert "docs/how-to/add-a-figure.md" in str(caught.value)
    return [str(fault) for fault in caught.value.faults]


def test_row_becomes_observation_with_its_own_known_day_and_citation() -> None:
    reading = read(
        table(
            GOOD,
            'homicide,sesnsp-victims,"1,204",,,victims,MX-GUA,2018-Q1,2018-10,B,T,https://b.example/2,first\n',
        )
    )
    first, second = reading.tables["observations"].to_pylist()
    assert (first["value"], first["known"], first["ground"], first["place"]) == (
        10,
        date(2018, 1, 21),
        "stated",
        "iso/MX",
    )
    assert (second["value"], second["start"], second["end"]) == (1204, date(2018, 1, 1), date(2018, 3, 31))
    assert second["known"] == date(2018, 10, 31)
    assert second["note"] == "first; dated 2018-10 only, so taken as known on 2018-10-31"
    assert reading.published == date(2018, 1, 21)
    cited = {c["citation"]: c for c in reading.tables["citations"].to_pylist()}
    assert cited[first["citation"]]["publisher"] == "A Daily"
    assert cited[second["citation"]]["published"] == "2018-10"


def test_one_page_has_one_citation() -> None:
    other = GOOD.replace(",2017,", ",2016,")
    assert len(read(table(GOOD, other)).tables["citations"]) == 1


def test_hedged_figure_is_a_bound_without_value() -> None:
    row = GOOD.replace("victims,10,,", "victims,,13000,")
    (observation,) = read(table(row)).tables["observations"].to_pylist()
    assert (observation["value"], observation["low"], observation["high"]) == (None, 13000, None)


def test_locator_says_where_on_the_page() -> None:
    header = HEADER.replace(",note", ",locator")
    (row,) = (
        read(table(GOOD.rstrip(",\n") + ",sheet Hoja1\n", header=header)).tables["observations"].to_pylist()
    )
    assert row["column"] == "value, quoted from sheet Hoja1"


def test_day_proved_elsewhere_needs_a_note() -> None:
    header = HEADER.replace(",note", ",known,note")
    row = GOOD.replace("2018-01-21", "2018").rstrip(",\n")
    (observation,) = (
        read(table(row + ",2018-03-01,quoted by a report of that day\n", header=header))
        .tables["observations"]
        .to_pylist()
    )
    assert observation["known"] == date(2018, 3, 1)
    assert faults(table(row + ",2018-03-01,\n", header=header)) == [
        'row 2, "known": needs a note that says what proves this day'
    ]


LATER = "measure,definition,value,low,high,unit,place,period,published,known,publisher,title,address,ground,note\n"


def later(published: str, known: str, address: str, ground: str) -> Document:
    row = f"homicide,sesnsp-victims,10,,,victims,MX,2017,{published},{known},A Daily,T,{address},{ground},\n"
    return table(row, header=LATER)


def test_fact_of_a_day_read_on_a_later_page_keeps_both_days() -> None:
    reading = read(later("2019-12-19", "2018-08-22", "https://a.example/2019/12/19/list", "inferred"))
    (row,) = reading.tables["observations"].to_pylist()
    (cited,) = reading.tables["citations"].to_pylist()
    assert (row["known"], row["ground"], cited["published"]) == (date(2018, 8, 22), "inferred", "2019-12-19")
    undated = read(later("", "2018-08-22", "https://a.example/list", "public-act"))
    assert undated.tables["citations"].to_pylist()[0]["published"] == ""
    assert undated.tables["observations"].to_pylist()[0]["ground"] == "public-act"


def test_page_later_than_the_fact_is_no_publication_of_that_day() -> None:
    assert faults(later("2018-08-22", "", "https://a.example/2019/12/19/list", "")) == [
        'row 2, "published": the address bears 2019-12-19, later than 2018-08-22: the day is no day of '
        "publication; write the page's day under published, the fact's under known, and the ground"
    ]
    assert faults(later("2018-08-22", "2018-08-22", "https://a.example/x", "public-act")) == [
        'row 2, "published": public-act is for a page later than the fact, and this one is of 2018-08-22'
    ]
    assert faults(later("2018-08-22", "", "https://a.example/x", "inferred")) == [
        'row 2, "known": is empty: inferred needs the day of the act',
        'row 2, "published": inferred is for a page later than the fact, and this one is of 2018-08-22',
    ]


def test_carrier_of_a_page_is_told_apart_from_the_publisher_of_the_count() -> None:
    header = HEADER.replace(",note", ",carrier,title_es")
    row = GOOD.rstrip(",\n") + ",A Weekly,Un título\n"
    (cited,) = read(table(row, header=header)).tables["citations"].to_pylist()
    assert (cited["publisher"], cited["carrier"], cited["title_es"]) == ("A Daily", "A Weekly", "Un título")


def test_semicolons_and_byte_order_mark_are_read() -> None:
    text = "\ufeff" + (HEADER + GOOD).replace(",", ";")
    content = text.encode()
    assert (
        read(Document(content, sha256(content), "figures.csv", "figures.csv")).tables["observations"].num_rows
        == 1
    )


HOSTILE = {
    "unparsable value": ("victims,10,", 'victims,"1,2O4",', 'row 2, "value": "1,2O4" is not a count'),
    "negative": ("victims,10,", "victims,-3,", 'row 2, "value": "-3" is negative; a count is zero or more'),
    "formula": ("A title", "=LINK(1)", 'row 2, "title": "=LINK(1)" is a formula; write what it shows'),
    "no value": ("victims,10,", "victims,,", 'row 2, "value": there is no value, no low and no high'),
    "bounds": ("victims,10,,", "victims,10,11,", 'row 2, "value": 10 lies outside its own bounds'),
    "measure": (
        "homicide,", "murder,", 'row 2, "measure": "murder" is not a measure: see model/measures.yml'),
    "definition": (
        "sesnsp-victims", "nobody",
        'row 2, "definition": "nobody" is not declared: add it to a definitions.yml'),
    "wrong unit": (
        ",victims,MX", ",deaths,MX",
        'row 2, "unit": "deaths" is not the unit of sesnsp-victims, which counts victims'),
    "bad period": (
        ",2017,", ",2017-13,",
        'row 2, "period": "2017-13" is not a period: month must be in 1..12'),
    "before its end": (
        ",2017,2018-01-21", ",2017,2017-12-21", 'row 2, "published": was published before 2017 ended'),
    "bad day": (
        "2018-01-21", "21/01/2018",
        'row 2, "published": "21/01/2018" is not a day of publication: write 2018, 2018-10 or 2018-10-05'),
    "no address": (
        "https://a.example/1", "",
        'row 2, "address": is empty: give the web address, doi: or isbn: where the figure stands'),
    "bad address": (
        "https://a.example/1", "see below",
        'row 2, "address": "see below" is not a web address, doi: or isbn:'),
    "no publisher": ("A Daily", "", 'row 2, "publisher": is empty'),
    "name without country": (
        "MX,2017", "Celaya,2017",
        'row 2, "place": "Celaya" is a name: give its country in the column country, or name/cc/Celaya'),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_row_is_named(case: str) -> None:
    old, new, message = HOSTILE[case]
    assert old in GOOD
    assert faults(table(GOOD.replace(old, new, 1))) == [message]


def test_all_bad_rows_are_reported_at_once() -> None:
    found = faults(table(*(GOOD.replace(old, new, 1) for old, new, _ in HOSTILE.values())))
    assert {f.split(",")[0] for f in found} >= {f"row {n}" for n in range(2, 2 + len(HOSTILE))}


def test_duplicate_row_is_refused() -> None:
    assert faults(table(GOOD, GOOD)) == ['row 3, "definition": says the same as row 2: keep one of them']


def test_rival_values_of_one_definition_and_day_are_refused() -> None:
    rival = GOOD.replace(",10,", ",11,").replace("A Daily", "B Daily")
    assert faults(table(GOOD, rival)) == [
        'row 3, "value": row 2 has 10 for the same day: rival counts need own definitions'
    ]


def test_unknown_column_and_empty_table_are_refused() -> None:
    assert faults(table(header=HEADER.replace(",note", ",remark"))) == [
        'row 1, "remark": the column "remark" has no meaning here',
        "the table has no rows",
    ]


def test_unknown_place_stores_nothing(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "store")
    before = len(workspace.documents("2026-01-01"))
    file = tmp_path / "figures.csv"
    file.write_text(HEADER + GOOD + GOOD.replace(",MX,2017", ",MX-XYZ,2017"))
    with pytest.raises(BadInput, match=r'row 3, "place": "MX-XYZ" is not an ISO 3166 code of a place here'):
        workspace.ingest([file])
    assert len(workspace.documents("2026-01-01")) == before


def test_newer_edition_of_a_table_replaces_the_older(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "store")
    file = tmp_path / "mine.csv"
    row = GOOD.replace(",2017,", ",2001,")
    for value in ("10", "12"):
        file.write_text(HEADER + row.replace(",10,", f",{value},"))
        workspace.ingest([file])
    (figure,) = [
        f
        for f in workspace.figures("homicide", "MX", "2001", "2018-06-01")
        if f.definition == "sesnsp-victims"
    ]
    assert figure.value == 12
    assert figure.evidence[0].publisher == "A Daily"
    assert figure.evidence[0].url == "https://a.example/1"
