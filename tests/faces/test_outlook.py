"""The second form of the command forecast: a measure and a place of the store."""

from __future__ import annotations

import json

import pytest


def test_a_sentence_and_a_table_with_terms_and_chances(console) -> None:
    asked = ("forecast", "homicide-and-femicide", "Mexico", "--as-of", "2018-11-02")
    done = console(*asked)
    assert done.returncode == 0, done.stderr
    assert "homicide-and-femicide in Mexico, 2018-11..2019-01: " in done.stdout
    assert "Chance that" in done.stdout and "Mexico, total" in done.stdout
    answer = json.loads(console(*asked, "--json").stdout)
    median = answer["figures"]["median"]
    assert f"{median['value']:,.0f} expected (80 % interval {median['low']:,.0f} to" in done.stdout
    assert len(answer["rows"]) == 32 and answer["question"] == "outlook"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("homicide", "Mexico", "--unit", "place"), "--unit goes with a table, not with a measure and place"),
        (("homicide",), "needed to forecast the table homicide; or name a place: almenara forecast homicide"),
        (("a.csv", "--unit", "u"), "--time, --value, --from, --to: needed to forecast the table a.csv"),
    ],
)
def test_the_two_forms_are_not_mixed(console, arguments, message) -> None:
    done = console("forecast", *arguments)
    assert done.returncode == 2 and message in done.stderr
