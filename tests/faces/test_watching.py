"""The commands anomalies and compare: what they print, as a table and as JSON, from a store and from a file."""

from __future__ import annotations

import json

import numpy as np
import pytest


@pytest.fixture
def weeks(tmp_path):
    """Six years of weekly counts of one series, a rise in the fourth year, an outbreak in the last week."""
    counts = np.random.default_rng(5).poisson(np.where(np.arange(312) < 180, 4, 12))
    counts[-1] = 60
    lines = "".join(f"{week},{count}\n" for week, count in enumerate(counts, 1))
    (tmp_path / "weeks.csv").write_text("t,observed\n" + lines)
    return ["--panel", "weeks.csv", "--time", "t", "--value", "observed", "--frequency", "week"]


def test_a_file_of_weeks_without_a_store(console, weeks, tmp_path) -> None:
    done = console("anomalies", *weeks, "--newest", "4", "--changes", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["method"], answer["years"], answer["tested"], answer["alarms"]) == ("farrington", 5, 4, 1)
    worst = answer["cells"][0]
    assert (worst["unit"], worst["time"], worst["count"]) == ("observed", "312", 60)
    assert worst["stands"]
    (change,) = answer["changes"]
    assert int(change["earliest"]) <= 181 <= int(change["latest"])
    assert change["before"] < 6 < change["after"]
    assert not (tmp_path / "store").exists()
    shown = console("anomalies", *weeks)
    assert "1 of 1 counts tested are above the bound" in shown.stdout


def test_months_by_unit_from_a_file(console, tmp_path) -> None:
    months = [f"{year}-{month:02d}" for year in (2020, 2021) for month in range(1, 13)]
    lines = [f"{unit},{m},{6 + 30 * (unit == 'B' and m == '2021-12')}\n" for unit in "AB" for m in months]
    (tmp_path / "months.csv").write_text("place,month,n\n" + "".join(lines))
    file = ["--panel", "months.csv", "--unit", "place", "--time", "month", "--value", "n"]
    done = console("anomalies", *file, "--json")
    answer = json.loads(done.stdout)
    assert (answer["method"], answer["last"], answer["alarms"]) == ("ears", "2021-12", 1)
    assert [cell["unit"] for cell in answer["cells"] if cell["alarm"]] == ["B"]
    with (tmp_path / "months.csv").open("a") as more:
        more.write("B,2022-W01,3\n")
    refused = console("anomalies", *file)
    assert refused.returncode == 3
    assert 'row 50, "month": "2022-W01" is not a month, YYYY-MM' in refused.stderr
    assert refused.stderr.startswith("almenara: anomalies:")


def test_a_country_and_whose_change_is_real(console) -> None:
    done = console("anomalies", "homicide-and-femicide", "mx", "--as-of", "2018-11-02", "--changes", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["facts"]["method"], answer["facts"]["places"]) == ("ears", 32)
    assert answer["figures"]["tested"]["value"] == 32
    assert answer["changes"]["question"] == "change-points"
    compared = console("compare", "homicide-and-femicide", "mx", "--as-of", "2018-11-02")
    assert compared.returncode == 0, compared.stderr
    assert "Of 32 states, 6 rose and 2 fell beyond chance; the change of 24" in compared.stdout
    assert "mind: the publisher may still revise 2018-06" in compared.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["homicide", "mx", "--panel", "x.csv"], "--panel is watched by itself"),
        (["homicide"], "give a MEASURE and a PLACE"),
        (["--panel", "x.csv", "--newest", "0"], "x.csv can't be read"),
    ],
)
def test_what_is_not_understood_is_refused(console, arguments, message) -> None:
    done = console("anomalies", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
