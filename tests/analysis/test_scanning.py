"""Scanning files: options that fit each model, time steps, and what is said where they do not fit."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.errors import BadInput, UsageError
from almenara.workspace import Workspace

GEO = "A 0 0\nB 0 1\nC 5 5\nD 5 6\nE 9 0\n"


@pytest.fixture
def files(tmp_path):
    """`files(cas=..., pop=...)` writes a.cas and so on; returns the options that name them."""
    options = {
        "pop": "population",
        "ctl": "controls",
        "grd": "grid",
        "nei": "neighbours",
        "geo": "coordinates",
    }

    def write(**texts: str):
        out = {}
        for kind, text in {"geo": GEO, **texts}.items():
            path = tmp_path / f"a.{kind}"
            path.write_text(text)
            out["cases" if kind == "cas" else options[kind]] = path
        return out

    return write


CAS = "A 1 2020/01\nB 1 2020/06\nC 9 2020/11\nD 9 2020/12\nE 2 2021/02\n"
POP = "".join(f"{p} 2020 100\n" for p in "ABCDE")


def test_time_steps_follow_the_case_file_or_are_named(files) -> None:
    named = files(cas=CAS, pop=POP)
    monthly = Workspace.scan(**named, scope="space-time", replications=0)
    best = monthly.clusters[0]
    assert (monthly.unit, monthly.start, monthly.end) == ("month", date(2020, 1, 1), date(2021, 2, 28))
    assert (best.locations, best.start, best.end) == (["C", "D"], date(2020, 11, 1), date(2020, 12, 31))
    yearly = Workspace.scan(**named, scope="space-time", unit="year", replications=0)
    assert yearly.clusters[0].end == date(2020, 12, 31)
    assert yearly.clusters[0].start == date(2020, 1, 1)
    with pytest.raises(UsageError, match=r"--unit day is finer than the times of a\.cas, by month"):
        Workspace.scan(**named, unit="day")


def test_longest_span_as_a_share_and_in_steps(files) -> None:
    named = files(cas=CAS, pop=POP)

    def months(found):
        return max((c.end - c.start).days for c in found.clusters)

    assert months(Workspace.scan(**named, scope="space-time", max_time=1, replications=0)) <= 31
    assert months(Workspace.scan(**named, scope="space-time", max_time=0.08, replications=0)) <= 31
    alive = Workspace.scan(**named, scope="prospective", max_time=4, replications=0)
    assert {c.end for c in alive.clusters} == {date(2021, 2, 28)}


def test_cases_outside_the_study_are_left_out_and_counted(files) -> None:
    named = files(cas=CAS, pop=POP)
    found = Workspace.scan(**named, start=date(2020, 6, 1), end=date(2020, 12, 31), replications=0)
    assert (found.cases, found.left_out) == (19, 3)
    assert (found.start, found.end) == (date(2020, 6, 1), date(2020, 12, 31))
    with pytest.raises(UsageError, match=r"the study ends \(2019-12-31\) before it starts"):
        Workspace.scan(**named, end=date(2019, 12, 31))


def test_grid_and_connected_windows(files) -> None:
    named = files(cas=CAS, pop=POP, grd="5 5.6\n")
    assert Workspace.scan(**named, replications=0).clusters[0].locations == ["D", "C"]
    named = files(cas=CAS, pop=POP, nei="A B\nC D\nD E\n")
    found = Workspace.scan(**named, windows="connected", replications=0)
    assert set(found.clusters[0].locations) == {"C", "D"}


def test_one_population_a_group_or_none(files) -> None:
    named = files(cas="A 1 2020 f\nB 9 2020 m\n", pop="A 2020 50 f\nB 2020 50 f\n")
    with pytest.raises(BadInput) as caught:
        Workspace.scan(**named)
    assert [str(f) for f in caught.value.faults] == [
        "row 2: B has cases in the group m but no population there"
    ]
    named = files(cas="A 1 2020\nX 9 2020\n", pop=POP)
    with pytest.raises(BadInput, match=r"row 2, .place.: X has no coordinates"):
        Workspace.scan(**named)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"model": "normal"}, '--model is one of poisson, bernoulli, permutation, not "normal"'),
        ({}, "the Poisson model needs --population"),
        ({"model": "bernoulli"}, "the Bernoulli model needs --controls"),
        ({"model": "permutation"}, "the permutation model needs time: add --space-time or --prospective"),
        ({"model": "permutation", "scope": "prospective", "max_time": 1.5}, "--max-time is a share"),
        (
            {"model": "permutation", "scope": "prospective", "max_population": 0},
            "--max-population is a share",
        ),
        ({"model": "permutation", "scope": "prospective", "windows": "connected"}, "need --neighbours"),
        ({"model": "permutation", "scope": "prospective", "windows": "ellipses"}, "coordinates on a plane"),
        (
            {"model": "permutation", "scope": "prospective", "replications": -1},
            "--replications is 0 or more, not -1",
        ),
        (
            {"model": "permutation", "scope": "prospective", "stop_after": -5},
            "--stop-after is 1 or more, not -5",
        ),
        ({"model": "permutation", "scope": "prospective", "seed": -1}, "--seed is 0 or more, not -1"),
        ({"model": "permutation", "scope": "prospective", "max_time": float("nan")}, "--max-time is a share"),
        ({"model": "permutation", "scope": "prospective", "max_radius": -1.0}, "--max-radius is above 0"),
        ({"model": "permutation", "scope": "prospective", "max_population": 0.001}, "no window is left"),
    ],
)
def test_options_that_do_not_fit(files, wanted, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Workspace.scan(**files(cas=CAS), **wanted)


def test_times_are_needed_in_time(files) -> None:
    with pytest.raises(UsageError, match=r"a\.cas has no times; --space-time needs them"):
        Workspace.scan(**files(cas="A 1\nC 9\n", pop=POP), scope="space-time")


def test_an_empty_file_is_told(files) -> None:
    with pytest.raises(BadInput, match=r"a\.pop; nothing was stored\n  holds no lines"):
        Workspace.scan(**files(cas=CAS, pop=""))
