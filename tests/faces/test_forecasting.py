"""The commands: what they print and write, and what they refuse."""

from __future__ import annotations

import csv
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

COLUMNS = ("panel.csv", "--unit", "place", "--time", "month", "--value", "n")
WINDOW = ("--train-until", "2019-10", "--from", "2020-01", "--to", "2020-12")


@pytest.fixture
def panel(tmp_path):
    """Three places over four years, 2017 to 2020."""
    counts = np.random.default_rng(2).poisson([[0], [4], [60]], (3, 48))
    rows = [
        f"P{unit},{2017 + month // 12}-{month % 12 + 1:02d},{counts[unit, month]}\n"
        for unit in range(3) for month in range(48)
    ]  # fmt: skip
    path = tmp_path / "panel.csv"
    path.write_text("place,month,n\n" + "".join(rows))
    return path


def test_backtest_as_json_with_samples_and_units(console, panel, tmp_path) -> None:
    asked = ("backtest", *COLUMNS, *WINDOW, "--samples", "a.parquet", "--out", "units.csv", "--json")
    done = console(*asked, "--seed", "4")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["units"], answer["months"], answer["history"], answer["left_out"]) == (3, 12, 34, {})
    assert [s["model"] for s in answer["scores"]] == [
        "almenara", "last 12 months", "last 24 months", "Poisson of the last month", "seasonal naive",
    ]  # fmt: skip
    assert all({"crps", "ign", "mis", "coverage_50", "coverage_95"} <= set(s) for s in answer["scores"])
    samples = pq.read_table(tmp_path / "a.parquet").to_pandas()
    assert list(samples.columns) == ["unit", "time", "sample", "value"]
    assert samples.groupby(["unit", "time"])["sample"].apply(lambda s: set(s) == set(range(1000))).all()
    assert len(samples) == 36_000 and set(samples["time"]) == {f"2020-{m:02d}" for m in range(1, 13)}
    with (tmp_path / "units.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    ours = [float(r["crps"]) for r in lines if r["model"] == "almenara"]
    assert len(lines) == 15
    assert np.mean(ours) == pytest.approx(answer["scores"][0]["crps"], abs=1e-5)
    assert console(*asked, "--seed", "4").stdout == done.stdout
    assert console(*asked, "--seed", "5").stdout != done.stdout
    assert not (tmp_path / "store").exists()


def test_the_months_to_forecast_are_not_seen(console, panel, tmp_path) -> None:
    asked = ("backtest", *COLUMNS, *WINDOW, "--samples", "a.parquet")
    assert console(*asked).returncode == 0
    before = pq.read_table(tmp_path / "a.parquet")
    lines = panel.read_text().splitlines()
    late = ("2019-11", "2019-12", "2020")
    changed = [
        ",".join([*line.split(",")[:2], "999"]) if line.split(",")[1].startswith(late) else line
        for line in lines
    ]
    panel.write_text("\n".join(changed) + "\n")
    assert console(*asked).returncode == 0
    assert pq.read_table(tmp_path / "a.parquet").equals(before)


def test_forecast_equals_the_backtest_made_from_the_same_months(console, panel, tmp_path) -> None:
    assert console("backtest", *COLUMNS, *WINDOW, "--samples", "a.parquet").returncode == 0
    kept = [
        x for x in panel.read_text().splitlines() if not x.split(",")[1].startswith(("2019-11", "2019-12"))
    ]
    panel.write_text("\n".join(x for x in kept if ",2020-" not in x) + "\n")
    done = console("forecast", *COLUMNS, *WINDOW[2:], "--samples", "b.parquet")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "3 units, 34 months until 2019-10; seed 0"
    assert pq.read_table(tmp_path / "a.parquet").equals(pq.read_table(tmp_path / "b.parquet"))


def test_every_bad_row_is_told_at_once(console, tmp_path) -> None:
    (tmp_path / "panel.csv").write_text(
        "place,month,n\nA,2019-01,3\nA,2019-13,4\nB,2019-01,-1\nB,2019-02,1.5\n,2019-01,x\nA,2019-01,3\n"
    )
    done = console("forecast", *COLUMNS, "--from", "2020-01", "--to", "2020-02")
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "almenara: forecast: 6 faults in panel.csv; nothing was stored",
        '  row 3, "month": "2019-13" is not a month, YYYY-MM',
        '  row 4, "n": "-1" is not a count',
        '  row 5, "n": "1.5" is not a count',
        '  row 6, "place": is empty',
        '  row 6, "n": "x" is not a count',
        '  row 7, "month": A in 2019-01 stands in an earlier row too',
        "Mend the file: a row for every unit and month, 0 where nothing was counted",
    ]


def test_a_month_without_a_row_is_not_taken_as_none(console, tmp_path) -> None:
    (tmp_path / "panel.csv").write_text("place,month,n\nA,2019-01,3\nA,2019-03,4\n")
    done = console("forecast", *COLUMNS, "--from", "2020-01", "--to", "2020-02")
    assert done.returncode == 3
    assert '"month": no row for A in 2019-02' in done.stderr


@pytest.mark.parametrize(("changed", "message"), [
    (("--to", "2019-12"), "--to 2019-12 is before --from 2020-01"),
    (("--to", "2021-01"), "panel.csv ends in 2020-12, before --to 2021-01"),
    (("--from", "2019-10"), "--from 2019-10 is not after the last month used, 2019-10"),
    (("--train-until", "2016-10"), "--train-until 2016-10 is outside the panel, 2017-01 to 2020-12"),
    (("--from", "January"), '--from is a month, YYYY-MM, not "January"'),
    (("--value", "deaths"), "--value: panel.csv has no column deaths; it has place, month, n"),
    (("--samples", "no/a.parquet"), "no/a.parquet can't be written: there is no folder no"),
])  # fmt: skip
def test_options_that_do_not_fit(console, panel, changed, message) -> None:
    done = console("backtest", *COLUMNS, *WINDOW, *changed)
    assert (done.returncode, done.stderr.strip()) == (2, f"almenara: {message}")


def test_a_baseline_without_enough_history_is_named(console, panel) -> None:
    short = ("--train-until", "2017-12", "--from", "2018-01", "--to", "2018-02")
    done = console("backtest", *COLUMNS, *short)
    assert done.returncode == 0, done.stderr
    assert "left out: last 24 months needs 24 months of history, the panel has 12" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--samples", "panel.csv"), "panel.csv is the panel itself; name another file to write"),
        (("--out", "panel.csv"), "panel.csv is the panel itself; name another file to write"),
        (("--samples", "."), "can't be written: it is a folder"),
        (("--samples", "x", "--out", "x"), "--samples and --out both name x"),
    ],
)
def test_nothing_is_written_over_the_panel_or_a_folder(console, panel, options, message) -> None:
    before = panel.read_bytes()
    done = console("forecast", *COLUMNS, "--from", "2021-01", "--to", "2021-02", *options)
    assert done.returncode == 2 and message in done.stderr
    assert panel.read_bytes() == before
