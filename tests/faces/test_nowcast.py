"""The command nowcast: of a file, and of a measure."""

from __future__ import annotations

import json

import pytest

HEAD = "week,lag,n\n"
COLUMNS = ("--event", "week", "--delay", "lag", "--count", "n")


@pytest.fixture
def reports(tmp_path):
    """Thirty weeks, each with 5 reports at once, 20 a week later and 10 after two."""
    rows = [f"{w},{d},{n}\n" for w in range(30) for d, n in enumerate((5, 20, 10))]
    path = tmp_path / "reports.csv"
    path.write_text(HEAD + "".join(rows))
    return path


def test_a_file_as_json(console, reports, tmp_path) -> None:
    done = console("nowcast", "reports.csv", *COLUMNS, "--now", "29", "--periods", "4", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["unit"], answer["now"], answer["delays"], answer["all_periods"]) == ("period", "29", 3, 30)
    assert [(p["period"], p["reported"]) for p in answer["periods"]] == [
        ("26", 35), ("27", 35), ("28", 25), ("29", 5),
    ]  # fmt: skip
    whole, newest = answer["periods"][1], answer["periods"][3]
    assert whole["q025"] == whole["q975"] == 35
    assert newest["q025"] <= newest["q25"] <= newest["q50"] <= newest["q75"] <= newest["q975"]
    assert 25 <= newest["q50"] <= 45 and newest["share_in"] == pytest.approx(1 / 7, abs=0.02)
    assert (
        console("nowcast", "reports.csv", *COLUMNS, "--now", "29", "--periods", "4", "--json").stdout
        == done.stdout
    )
    assert not (tmp_path / "store").exists()


def test_a_file_as_a_table(console, reports) -> None:
    done = console("nowcast", "reports.csv", *COLUMNS, "--now", "29", "--unit", "week")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["week", "reported", "share", "in", "expected", "50", "%", "95", "%"]
    assert len(lines) == 14 and lines[-1].startswith(
        "as reported by 29; learned from 30 weeks and 1,010 reports"
    )


def test_bad_rows_are_all_told_and_nothing_is_answered(console, tmp_path) -> None:
    (tmp_path / "bad.csv").write_text(HEAD + "1,0,3\n2,x,3\n3,0,-1\n")
    done = console("nowcast", "bad.csv", *COLUMNS)
    assert done.returncode != 0 and done.stdout == ""
    assert 'row 3, "lag": "x" is not a number of periods' in done.stderr
    assert 'row 4, "n": "-1" is not a count' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("homicide",), "a measure needs a place"),
        (("reports.csv", "--event", "week"), "a file needs --delay, --count, too"),
        (("reports.csv", "mx", *COLUMNS), "a file takes no place"),
        (("homicide", "mx", "--now", "3"), "--unit and --now are for files"),
        (("reports.csv", *COLUMNS, "--periods", "0"), "0 is not a number of periods"),
        (("reports.csv", *COLUMNS, "--seed", "-1"), "--seed: -1 is negative"),
        (("none.csv", *COLUMNS), "none.csv can't be read"),
    ],
)
def test_what_cannot_be_asked(console, reports, arguments, message) -> None:
    done = console("nowcast", *arguments)
    assert done.returncode == 2 and message in done.stderr


def test_a_measure_whose_revisions_nobody_knows(console) -> None:
    asked = ("nowcast", "homicide", "mx", "--as-of", "2018-11-02")
    done = console(*asked)
    assert done.returncode == 0, done.stderr
    assert "homicide · Mexico · sesnsp-victims · as known on 2018-11-02" in done.stdout
    assert "How far that will move is unknown." in done.stdout
    assert (
        "not known: in none of the 4 vintages known is a place published anew with newer months"
        in done.stdout
    )
    answer = json.loads(console(*asked, "--json").stdout)
    assert answer["rows"][-1]["figures"]["published"]["value"] > 2_000
    assert answer["rows"][-1]["figures"]["expected"]["status"] == "unknown"
