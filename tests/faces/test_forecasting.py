"""The commands: what they print and write, and what they refuse."""

from __future__ import annotations

import csv
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

COLUMNS = ("panel.csv", "--unit", "place", "--time", "month", "--value", "n")
SIMPLE = ("--baselines", "simple")
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
    asked = ("backtest", *COLUMNS, *WINDOW, *SIMPLE, "--samples", "a.parquet", "--out", "units.csv", "--json")
    done = console(*asked, "--seed", "4")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["units"], answer["months"], answer["history"], answer["left_out"]) == (3, 12, 34, {})
    assert [s["model"] for s in answer["scores"]] == [
        "almenara", "last 12 months", "last 24 months", "Poisson of the last month", "seasonal naive",
    ]  # fmt: skip
    asked_for = {"crps", "ign", "mis", "coverage_50", "coverage_95", "pit_coverage_50", "pit_coverage_95"}
    assert all(asked_for <= set(s) for s in answer["scores"])
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


def test_models_are_fitted_without_being_asked_for_on_a_small_panel(console, panel) -> None:
    done = console("backtest", *COLUMNS, *WINDOW, "--json")
    assert done.returncode == 0, done.stderr
    scores = {s["model"]: s for s in json.loads(done.stdout)["scores"]}
    assert list(scores)[-2:] == ["AutoETS", "AutoARIMA"]
    assert scores["AutoETS"]["crps"] != scores["AutoARIMA"]["crps"]


def test_the_months_to_forecast_are_not_seen(console, panel, tmp_path) -> None:
    asked = ("backtest", *COLUMNS, *WINDOW, *SIMPLE, "--samples", "a.parquet")
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
    assert console("backtest", *COLUMNS, *WINDOW, *SIMPLE, "--samples", "a.parquet").returncode == 0
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
    done = console("backtest", *COLUMNS, *WINDOW, *SIMPLE, *changed)
    assert (done.returncode, done.stderr.strip()) == (2, f"almenara: {message}")


def test_a_baseline_without_enough_history_is_named(console, panel) -> None:
    short = ("--train-until", "2017-12", "--from", "2018-01", "--to", "2018-02")
    done = console("backtest", *COLUMNS, *SIMPLE, *short)
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


def _sums(table, samples=False):
    """Values by unit, time (and sample): a dict of sums by group, and the total."""
    wanted = {"A": ["P0", "P1"], "B": ["P2"], "total": ["P0", "P1", "P2"]}
    keys = ["time", "sample"] if samples else ["time"]
    return {
        name: table[table["unit"].isin(units)].groupby(keys)["value"].sum() for name, units in wanted.items()
    }


@pytest.mark.parametrize("command", [("backtest", *WINDOW, *SIMPLE), ("forecast", *WINDOW[2:])])
def test_samples_of_groups_and_the_total_are_the_sums_of_their_units(console, panel, command) -> None:
    lines = panel.read_text().splitlines()
    kept = [x for x in lines[1:] if command[0] == "backtest" or ",2020-" not in x]
    grouped = [f"{x},{'B' if x.startswith('P2') else 'A'}" for x in kept]
    panel.write_text("\n".join([lines[0] + ",state", *grouped]) + "\n")
    options = ("--group", "state", "--samples", "a.parquet", "--out", "out.csv", "--json")
    done = console(command[0], *COLUMNS, *command[1:], *options)
    assert done.returncode == 0, done.stderr
    table = pq.read_table(panel.parent / "a.parquet").to_pandas()
    assert list(dict.fromkeys(table["unit"])) == ["P0", "P1", "P2", "A", "B", "total"]
    for name, expected in _sums(table, samples=True).items():
        found = table[table["unit"] == name].set_index(["time", "sample"])["value"]
        assert (found == expected).all() and len(found) == 12_000
    answer = json.loads(done.stdout)
    with (panel.parent / "out.csv").open(newline="") as file:
        assert list(dict.fromkeys(r["unit"] for r in csv.DictReader(file)))[3:] == ["A", "B", "total"]
    if command[0] == "backtest":
        assert answer["units"] == 3 and len(answer["scores"]) == 5
        assert [s["model"] for s in answer["sums"]["total"]][:2] == ["almenara", "last 12 months"]
        assert set(answer["sums"]) == {"group", "total"}
    else:
        assert [c["level"] for c in answer["cells"]][::12] == ["unit"] * 3 + ["group"] * 2 + ["total"]


@pytest.mark.parametrize(
    ("groups", "code", "message"),
    [
        (("A", "B", "C"), 3, '"state": P0 stands in A in an earlier row'),
        (("", "A", "A"), 3, '"state": is empty'),
        (("P0", "P0", "P0"), 2, '--group: "P0" is both a unit and a sum; rename one in the file'),
        (("total", "total", "total"), 2, '--group: "total" is both a unit and a sum'),
    ],
)
def test_groups_that_do_not_fit(console, tmp_path, groups, code, message) -> None:
    months = [f"P0,2019-0{m},{m},{group}\n" for m, group in enumerate(groups, 1)]
    (tmp_path / "panel.csv").write_text("place,month,n,state\n" + "".join(months))
    done = console("forecast", *COLUMNS, "--from", "2020-01", "--to", "2020-02", "--group", "state")
    assert done.returncode == code and message in done.stderr


def test_a_panel_too_large_for_fitted_models_says_so(console, tmp_path) -> None:
    rows = [f"P{u},{2015 + m // 12}-{m % 12 + 1:02d},{(u + m) % 2}\n" for u in range(400) for m in range(28)]
    (tmp_path / "panel.csv").write_text("place,month,n\n" + "".join(rows))
    done = console("backtest", *COLUMNS, "--train-until", "2017-02", "--from", "2017-03", "--to", "2017-03")
    assert done.returncode == 0, done.stderr
    assert "left out: AutoARIMA takes minutes or hours on 400 units; --baselines all" in done.stdout
