"""The command pace: the answer in a sentence with its term and number, and the same for programs."""

from __future__ import annotations

import json

DAY = ("--as-of", "2018-11-02")


def test_the_answer_names_term_number_record_definition_and_interval(console) -> None:
    done = console("pace", "homicide-and-femicide", "mx", *DAY)
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert (
        "it is almost certain (more than 99 %) that the total of 2018 passes the record of 2017, 29,425"
        in told
    )
    assert "by sesnsp-victims" in told and "with 90 % between" in told
    assert "confidence" in told and "re-filing of old months" in told
    other = console("pace", "homicide-and-femicide", "mx", "--than", "40000", *DAY, "--json")
    record = json.loads(other.stdout)
    assert record["figures"]["record"]["value"] == 40000
    assert record["facts"]["term"] == "almost-no-chance"
    assert record["calls"][0]["threshold"] == 40000


def test_where_the_evidence_does_not_tell_the_reason_is_given(console) -> None:
    done = console("pace", "homicide", "mx", *DAY)
    assert done.returncode == 4
    assert "fewer than two past years can be compared" in done.stderr
    assert console("pace", "homicide", "mx", "--than", "-5", *DAY).returncode == 2
