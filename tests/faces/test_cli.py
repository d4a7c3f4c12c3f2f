"""The command line, run in this process: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import stamina

from almenara.collect.registry import Registry
from almenara.faces import cli, figures
from tests.collect.web_server import body, serving, status
from tests.shared_data import REPOSITORY

FIGURES = """measure,definition,value,unit,place,period,published,publisher,title,address
missing-persons,rnped-register,{},persons,MX,2018-{:02},2018-{:02}-28,Register,Count,https://example.org/{}
"""


@dataclass(frozen=True)
class Run:
    """What a command printed and its exit code."""

    out: str
    err: str
    code: int

    def json(self) -> Any:
        return json.loads(self.out)


Almenara = Callable[..., Run]


@pytest.fixture
def almenara(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Almenara:
    monkeypatch.setenv("ALMENARA_STORE", str(tmp_path / "store"))

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["almenara", *map(str, arguments)])
        code = 0
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        printed = capsys.readouterr()
        return Run(printed.out, printed.err, code)

    return run


def table(folder: Path, value: int, month: int = 9) -> Path:
    """A table of one made-up count; the newer the month, the later it is known."""
    path = folder / f"count-{value}.csv"
    path.write_text(FIGURES.format(value, month, month, value), encoding="utf-8")
    return path


OF_FILES_ALONE = {"scan", "backtest"}
"""Commands that need no store."""


def _commands(text: str) -> list[str]:
    """Names of the commands that a help text lists."""
    return [
        line.split()[0]
        for line in text.partition("Commands:")[2].splitlines()
        if line.startswith("  ") and line[2] != " " and not line.startswith("  Example")
    ]


def test_every_command_explains_itself_with_an_example(almenara: Almenara) -> None:
    names = _commands(almenara("--help").out)
    assert {"ingest", "collect", "figure", "series", "status", "retract", "reread", "compact"} <= set(names)
    for name in names:
        found = almenara(name, "--help").out
        assert f"Example: almenara {name}" in found
        if "--store" in found or name in OF_FILES_ALONE:
            continue
        inner = _commands(found)  # a name that only groups commands takes no store itself
        assert inner, f"{name} takes no store"
        for below in inner:
            told = almenara(name, below, "--help").out
            assert f"Example: almenara {name} {below}" in told
            assert "--store" in told


def test_nothing_heavy_is_loaded_to_explain(tmp_path: Path) -> None:
    import subprocess

    code = (
        "import sys; from almenara.faces import cli; "
        "heavy = ('pandas', 'ibis', 'duckdb', 'pyarrow', 'httpx', 'pydantic', 'rich'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_figure_says_what_it_is_and_where_it_stands(almenara: Almenara) -> None:
    found = almenara("figure", "homicide", "mx", "2017", "--as-of", "2018-11-02")
    assert found.code == 0
    assert found.out.startswith("homicide · Mexico · 2017 · as known on 2018-11-02")
    for part in ("28,734  victims, sesnsp-victims:", "29,168  victims, sesnsp-victims-old:", "31,174  deaths",
                 "known since 2018-02-21 (a dated archived copy)", "document "):  # fmt: skip
        assert part in found.out


def test_a_figure_as_json_holds_all_that_is_needed_to_check_it(almenara: Almenara) -> None:
    found = almenara("figure", "homicide", "Mexico", "2017", "--as-of", "2018-11-02", "--json").json()
    assert [f["definition"] for f in found][:2] == ["sesnsp-victims", "sesnsp-victims-old"]
    needed = "value unit measure definition place period known ground source document locator as_of evidence"
    for item in found:
        assert set(needed.split()) <= set(item)
        assert len(item["document"]) == 64
        assert all(e["publisher"] and e["published"] <= "2018-11-02" for e in item["evidence"])
    only = almenara("figure", "homicide", "mx", "2017", "--definition", "sesnsp-victims-old", "--json").json()
    assert [f["definition"] for f in only] == ["sesnsp-victims-old"]


def test_history_shows_each_vintage_with_its_difference(almenara: Almenara) -> None:
    asked = ("figure", "homicide", "mx", "2018-01..2018-05", "--definition", "sesnsp-victims", "--history")
    vintages = almenara(*asked, "--json").json()
    days = [v["known"] for v in vintages]
    assert len(vintages) > 1
    assert days == sorted(days)
    text = almenara(*asked).out
    for before, after in pairwise(vintages):
        assert f"{after['value'] - before['value']:+,.0f}" in text


def test_a_figure_that_is_not_there_ends_with_4_and_the_reason(almenara: Almenara) -> None:
    found = almenara("figure", "homicide", "mx", "2016-02-03", "--as-of", "2018-11-02")
    assert (found.code, found.out) == (4, "")
    assert found.err.startswith("almenara: the evidence held on 2018-11-02")
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("figure", "homicde", "mx", "2017"), 2, '"homicde" is not a measure'),
        (("figure", "homicide", "Freedonia", "2017"), 2, 'no place is called "Freedonia"'),
        (("figure", "homicide", "mx", "last year"), 2, '"last year" is not a period'),
        (("figure", "homicide", "mx", "2017", "--as-of", "soon"), 2, '--as-of "soon" is not a day'),
        (("figure", "homicide", "mx", "2017", "--definition", "no-such"), 2, '"no-such" is not a definition'),
        (("figure", "homicide", "mx", "2017", "--as-of", "1950-01-01"), 4, "nothing in the store was known"),
        (("series", "homicide", "mx", "--frequency", "week"), 2, "week"),
        (("ingest", "no-such-file.csv"), 2, "no-such-file.csv does not exist"),
        (("collect", "no-such"), 2, "there is no source no-such"),
        (("reread", "no-such"), 2, "there is no source no-such"),
        (("retract", "--known", "2018-01-01", "--reason", "x"), 2, "name either a document or a definition"),
        (("retract", "--known", "2018-01-01", "--reason", "x", "--document", "00000000"), 2, "no document in"),
    ],
)  # fmt: skip
def test_what_was_not_understood_is_said_in_words(
    almenara: Almenara, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found = almenara(*arguments)
    assert found.code == code
    assert message in found.err


def test_a_series_as_csv_keeps_its_provenance_and_draws_a_chart(almenara: Almenara) -> None:
    asked = ("series", "homicide", "mx", "--frequency", "year", "--definition", "inegi-deaths-registration")
    rows = list(csv.DictReader(io.StringIO(almenara(*asked, "--from", "1990", "--to", "1995").out)))
    assert [row["period"] for row in rows] == ["1990", "1991", "1992", "1993", "1994", "1995"]
    assert rows[0]["value"] == "14493"
    assert all(row["document"] and row["known"] and row["ground"] for row in rows)
    assert almenara(*asked, "--format", "json").json()[0]["value"] == 14493
    assert "14,493 █" in almenara(*asked, "--format", "chart").out


def test_lists_can_be_read_by_programs(almenara: Almenara) -> None:
    homicide = next(m for m in almenara("measures", "--json").json() if m["measure"] == "homicide")
    assert homicide["iccs"] == "0101"
    old = next(d for d in homicide["definitions"] if d["definition"] == "sesnsp-victims-old")
    assert old["sources"] == ["cited_figures"]
    assert almenara("places", "zacatecas", "--json").json()[0]["code"] == "MX-ZAC"
    assert {"cited_figures", "us_advisory_feed"} <= {
        s["source"] for s in almenara("sources", "--json").json()
    }
    status = {s["source"]: s for s in almenara("status", "--json").json()}
    assert status["cited_figures"]["documents"] > 0
    assert status["us_advisory_feed"]["documents"] == 0
    for command in (("measures",), ("places", "edomex"), ("sources",), ("status",)):
        assert almenara(*command).out


def test_ingest_tells_what_is_new_and_what_was_revised(almenara: Almenara, tmp_path: Path) -> None:
    first = almenara("ingest", table(tmp_path, 100), "--json").json()
    assert [(t["source"], t["rows"], t["changes"][0]["new"]) for t in first] == [
        ("cited_figures", {"observations": 1, "citations": 1}, 1)
    ]
    path = tmp_path / "later.csv"
    path.write_text(FIGURES.format(103, 9, 10, 1), encoding="utf-8")
    found = almenara("ingest", path)
    assert "later.csv  (cited_figures)" in found.out
    assert "1 revised, net +3 for the country, against 2018-09-28" in " ".join(found.out.split())
    assert "1 files stored" in found.out
    again = almenara("ingest", path)
    assert "held already, known since 2018-10-28" in again.out


def test_ingest_of_a_bad_file_stores_nothing_unless_told_to_keep_going(
    almenara: Almenara, tmp_path: Path
) -> None:
    good, bad = table(tmp_path, 100), tmp_path / "bad.csv"
    bad.write_text(FIGURES.format("1,2O4", 9, 9, 1), encoding="utf-8")
    found = almenara("ingest", good, bad)
    assert found.code == 3
    assert "bad.csv; nothing was stored" in found.err
    assert "count-100.csv" not in json.dumps(almenara("ingest", good, "--json").json()[0]["skipped"])
    found = almenara("ingest", good, bad, "--keep-going")
    assert found.code == 3
    assert "not stored: bad.csv" in found.out


def test_a_retraction_counts_from_its_day_on(almenara: Almenara, tmp_path: Path) -> None:
    asked = ("figure", "missing-persons", "mx", "2018-09", "--definition", "rnped-register", "--json")
    (taken,) = almenara("ingest", table(tmp_path, 100), "--json").json()
    assert almenara(*asked).json()[0]["value"] == 100
    found = almenara(
        "retract", "--document", taken["document"][:10], "--known", "2018-11-01", "--reason", "misprint"
    )
    assert found.out.startswith("retracted as of 2018-11-01: count-100.csv")
    assert almenara(*asked, "--as-of", "2018-10-31").json()[0]["value"] == 100
    after = almenara(*asked, "--as-of", "2018-11-01")
    assert after.code == 4 or after.json()[0]["value"] != 100


def test_values_of_a_definition_can_be_retracted(almenara: Almenara, tmp_path: Path) -> None:
    almenara("ingest", table(tmp_path, 100))
    cells = ("--definition", "rnped-register", "--place", "mx", "--period", "2018-09")
    assert almenara("retract", *cells, "--known", "2018-11-01", "--reason", "misprint").code == 0
    asked = ("figure", "missing-persons", "mx", "2018-09", "--definition", "rnped-register", "--json")
    assert almenara(*asked, "--as-of", "2018-10-31").json()[0]["value"] == 100
    after = almenara(*asked, "--as-of", "2018-11-01")
    assert after.code == 4 or after.json()[0]["value"] != 100


def test_values_that_are_not_held_cannot_be_retracted(almenara: Almenara, tmp_path: Path) -> None:
    row = "missing-persons,rnped-register,{},persons,{},2018-09,2018-09-28,Register,Count,https://example.org/1\n"
    parts = tmp_path / "parts.csv"
    parts.write_text(FIGURES.splitlines()[0] + "\n" + row.format(1, "MX-TLA") + row.format(2, "MX-COL"))
    assert almenara("ingest", parts).code == 0
    cells = (
        "--definition",
        "rnped-register",
        "--period",
        "2018-09",
        "--known",
        "2018-11-01",
        "--reason",
        "x",
    )
    found = almenara("retract", *cells, "--place", "mx")
    assert found.code == 2
    assert "no values of rnped-register at MX in 2018-09 are held" in found.err
    assert "it is held there of 2 other places (MX-COL, MX-TLA)" in found.err
    assert almenara("retract", *cells, "--place", "MX-COL").code == 0
    assert almenara("retract", *cells).code == 0
    never = ("--definition", "rnped-register", "--period", "1901", "--known", "2018-11-01", "--reason", "x")
    assert almenara("retract", *never).err.rstrip().endswith("so there is nothing to retract")


def test_kept_files_are_read_again_once_their_reader_was_mended(
    almenara: Almenara, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    almenara("ingest", table(tmp_path, 100))
    assert almenara("reread", "cited_figures", "--json").json() == []
    now = Registry.load()
    mended = now.specs["cited_figures"].model_copy(update={"reader": now.specs["cited_figures"].reader + 1})
    load = replace(now, specs={**now.specs, "cited_figures": mended})
    monkeypatch.setattr(Registry, "load", classmethod(lambda cls: load))
    again = almenara("reread", "cited_figures", "--json").json()
    assert "count-100.csv" in {t["name"] for t in again}
    assert almenara("reread", "--json").json() == []
    asked = ("figure", "missing-persons", "mx", "2018-09", "--definition", "rnped-register", "--json")
    assert almenara(*asked, "--as-of", "2018-10-01").json()[0]["value"] == 100


def test_compacting_changes_no_answer(almenara: Almenara, tmp_path: Path) -> None:
    almenara("ingest", table(tmp_path, 100))
    asked = ("figure", "homicide", "mx", "2017", "--as-of", "2018-11-02", "--json")
    before = almenara(*asked).out
    assert almenara("compact", "--json").json()["observations"] == 1
    assert almenara(*asked).out == before


def test_collecting_ends_with_8_where_a_source_failed_and_tells_of_the_rest(almenara: Almenara) -> None:
    feed = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>travel.state.gov: Travel Advisories</title>"
        "<item><title>Chad - Level 3: Reconsider Travel</title><pubDate>Fri, 29 May 2026</pubDate>"
        "<category domain='Threat-Level'>Level 3: X</category></item></channel></rss>"
    )
    with serving() as server, stamina.set_testing(True, attempts=1):
        server.answers["/travel.state.gov/_res/rss/TAsTWs.xml"] = body(feed.encode())
        server.answers["/cadataapi.state.gov/api/TravelAdvisories"] = status(404)
        found = almenara("collect", "us_advisory_feed", "--from", server.base)
    assert found.code == 8
    assert "TAsTWs.xml  (us_advisory_feed)" in found.out
    assert "failed: https://cadataapi.state.gov/api/TravelAdvisories answered 404" in found.out


def test_the_folder_of_the_store_can_be_named(almenara: Almenara, tmp_path: Path) -> None:
    assert almenara("status", "--store", tmp_path / "other").code == 0
    assert (tmp_path / "other" / "tables").is_dir()
    (tmp_path / "taken").write_text("a file")
    assert almenara("status", "--store", tmp_path / "taken").code == 2


def test_texts_that_a_spreadsheet_would_run_are_made_inert_and_numbers_are_not(
    almenara: Almenara, tmp_path: Path
) -> None:
    content = FIGURES.format(5, 9, 9, 1).replace("Register,Count", "-1+1,@SUM(A1)")
    path = tmp_path / "count.csv"
    path.write_text(content, encoding="utf-8")
    almenara("ingest", path)
    found = almenara("series", "missing-persons", "mx", "--definition", "rnped-register")
    (row,) = [r for r in csv.DictReader(io.StringIO(found.out)) if r["value"] == "5"]
    assert (row["publisher"], row["title"]) == ("'-1+1", "'@SUM(A1)")
    assert [figures._inert(cell) for cell in (-5, "-5", "a", None)] == [-5, "'-5", "a", None]


def test_a_day_later_than_today_can_be_neither_asked_for_nor_given(
    almenara: Almenara, tmp_path: Path
) -> None:
    tomorrow = max(datetime.now(UTC).date(), date.today()) + timedelta(days=1)
    asked = almenara("figure", "homicide", "mx", "2017", "--as-of", tomorrow)
    assert (asked.code, asked.out) == (2, "")
    assert f"--as-of {tomorrow} is later than today" in asked.err
    given = almenara("ingest", table(tmp_path, 100), "--published", tomorrow)
    assert given.code == 2
    assert f"--published {tomorrow} is later than today" in given.err
    today = tomorrow - timedelta(days=1)
    assert almenara("figure", "homicide", "mx", "2017", "--as-of", today).code == 0


def test_who_asks_in_vain_is_told_of_the_nearest_periods_and_of_kindred_measures(almenara: Almenara) -> None:
    found = almenara("figure", "homicide", "Edomex", "2017")
    assert (found.code, found.out) == (4, "")
    assert "the nearest periods held are 2018" in found.err
    assert "homicide-and-femicide has an answer (" in found.err
    command = found.err.partition("`almenara figure homicide-and-femicide")[2].partition("`")[0].split()
    assert command[:3] == ["MX-MEX", "2017", "--as-of"]
    assert almenara("figure", "homicide-and-femicide", *command).code == 0
    assert "negligent-homicide" not in found.err


def test_who_asks_for_a_month_without_a_count_is_told_of_the_newest_count_held(almenara: Almenara) -> None:
    day = ("--as-of", "2018-05-31")
    found = almenara("figure", "missing-persons", "mx", "2018-05", *day)
    assert found.code == 4
    assert (
        "the newest count held is of 2018-04-30: `almenara figure missing-persons MX 2018-04-30 --as-of 2018-05-31`"
        in found.err
    )
    assert almenara("figure", "missing-persons", "MX", "2018-04-30", *day).code == 0


def test_a_zip_archive_of_a_file_is_refused_in_plain_words(almenara: Almenara, tmp_path: Path) -> None:
    for name in ("IDEFC_NM_mar22.zip", "something.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("inside.csv", "a,b\n1,2\n")
        found = almenara("ingest", tmp_path / name)
        assert found.code == 3
        assert "is a zip archive that holds inside.csv" in found.err
        assert "npack it, and take in what it holds" in found.err


def test_bytes_held_already_get_a_later_day_only_once_they_were_taken_back(
    almenara: Almenara, tmp_path: Path
) -> None:
    path = table(tmp_path, 100)
    (first,) = almenara("ingest", path, "--json").json()
    later = ("ingest", path, "--published", "2019-03-01")
    (again,) = almenara(*later, "--json").json()
    assert again["skipped"].startswith(
        "held already, known since 2018-09-28, so that 2019-03-01 says nothing new"
    )
    assert f"--document {first['document'][:12]} --known 2018-09-28" in again["skipped"]
    back = ("--document", first["document"][:12], "--known", "2018-09-28", "--reason", "the day was wrong")
    assert almenara("retract", *back).code == 0
    (dated,) = almenara(*later, "--json").json()
    assert dated["skipped"] == ""


def test_many_skipped_files_are_told_with_the_first_ten_names(almenara: Almenara, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(42):
        (folder / f"n{number:02}.txt").write_text(f"nothing {number}")
    said = " ".join(almenara("ingest", folder).out.split())
    assert "skipped: 42 files: no source recognises it: n00.txt, n01.txt" in said
    assert "n09.txt and 32 more" in said
    assert "n10.txt" not in said


def test_a_table_that_is_written_to_a_file_is_not_cut(
    almenara: Almenara, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    heading, first, *_ = almenara("status").out.splitlines()
    assert heading.split() == ["source", "files", "observations", "about", "known", "age", "due", "late"]
    assert first.split()[0] == "cited_figures"
    assert " days" in first


def test_a_series_is_printed_as_json_by_either_option(almenara: Almenara) -> None:
    asked = ("series", "homicide", "mx", "--from", "2015", "--to", "2017", "--frequency", "year")
    assert almenara(*asked, "--json").json() == almenara(*asked, "--format", "json").json() != []


def test_an_edition_that_does_not_exist_is_told_so(almenara: Almenara) -> None:
    found = almenara("verify", "none.json")
    assert found.code == 2
    assert found.err.startswith("almenara: none.json does not exist")


def test_one_measure_can_be_asked_for_and_what_is_held_comes_first(almenara: Almenara) -> None:
    (only,) = almenara("measures", "homicide", "--json").json()
    held = [bool(d["sources"]) for d in only["definitions"]]
    assert only["measure"] == "homicide" and held == sorted(held, reverse=True) and held[0]
    refused = almenara("measures", "homicid")
    assert refused.code == 2 and '"homicid" is not a measure; did you mean homicide' in refused.err
