"""The command policy: the list with its statuses, one policy with its course, and the same for programs."""

from __future__ import annotations

import json

DAY = ("--as-of", "2018-11-02")


def test_the_list_tells_status_date_and_mechanism_as_of_the_day(console) -> None:
    done = console("policy", "mx", *DAY)
    assert done.returncode == 0, done.stderr
    assert "10 policies as known on 2018-11-02" in done.stdout
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert any(line.startswith("AMN Amnesty announced 2018-07 ") for line in told)
    assert "Peace and Security Plan" not in done.stdout  # of 14 November


def test_one_policy_is_told_with_its_whole_course(console) -> None:
    done = console("policy", "mx", "guard", "--as-of", "2023-12-01")
    told = " ".join(done.stdout.split())
    assert told.startswith("NG National Guard: in force since 2019-03-26, as known on 2023-12-01")
    assert (
        "2023-04-18 struck down (transfer of the guard to the defence ministry (2022)): Supreme Court" in told
    )
    assert "NG-08" in told and "NG-09" not in told
    record = json.loads(console("policy", "mx", "NG", "--as-of", "2023-12-01", "--json").stdout)
    assert record["facts"]["status"] == "in_force" and len(record["rows"]) == 8


def test_what_is_no_policy_is_told_with_those_that_are(console) -> None:
    done = console("policy", "mx", "taxes", *DAY)
    assert done.returncode == 2 and "CAN Cannabis: court rulings and bills" in done.stderr
