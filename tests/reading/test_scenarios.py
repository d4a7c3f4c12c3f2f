"""Scenario files: read as written, or refused with every line that is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.errors import BadInput
from almenara.reading.scenarios import Change, read_scenario

GOOD = """\
name: {en: Half, es: Mitad}
country: xx
start: 2018-12-01
horizon: 72
changes:
  - mechanism: recruitment
    factor: {low: 0.4, mode: 0.5, high: 0.7}
    from: 2019-06-01
    phase_in: 24
    reason: supposed
  - mechanism: lethality
    factor: 1.2
"""

BAD = """\
name: Half
country: xx
start: tomorrow
horizons: 72
changes:
  - mechanism: recruitmnt
    factor: {low: 0.8, mode: 0.5, high: 0.7}
  - factor: 12
    phase_in: 1.5
  - mechanism: lethality
"""


def test_a_scenario_is_read_as_written() -> None:
    found = read_scenario(GOOD, "a.yml")
    assert found.title("es") == "Mitad" and found.title("fr") == "Half"
    assert (found.country, found.start, found.horizon) == ("xx", date(2018, 12, 1), 72)
    assert found.changes == (
        Change("recruitment", 0.4, 0.5, 0.7, date(2019, 6, 1), 24, "supposed"),
        Change("lethality", 1.2, 1.2, 1.2),
    )


def test_what_is_left_out_has_a_meaning() -> None:
    found = read_scenario("name: Nothing\ncountry: xx\nchanges: []\n", "a.yml")
    assert (found.start, found.horizon, found.changes) == (None, 60, ())


def test_every_fault_is_told_with_line_field_and_how_to_mend_it() -> None:
    with pytest.raises(BadInput) as error:
        read_scenario(BAD, "a.yml")
    assert str(error.value).splitlines() == [
        "scenario: 8 faults in a.yml; nothing was run",
        '  row 3, "start": "tomorrow" is not a day: write it as 2019-01-31',
        '  row 4, "horizons": is not a field: did you mean horizon?',
        '  row 6, "changes, 1, mechanism": "recruitmnt" is not a mechanism of the model: did you mean recruitment?',
        '  row 7, "changes, 1, factor": 0.8, 0.5, 0.7 do not rise: low is the least, high the greatest',
        '  row 8, "changes, 2, mechanism": is missing',
        '  row 8, "changes, 2, factor": "12" is not a factor from 0 to 10: 0.5 halves the mechanism, 2 doubles it',
        '  row 9, "changes, 2, phase_in": "1.5" is not a number of months, from 0 to 240',
        '  row 10, "changes, 3, factor": is missing: 0.5 halves the mechanism, 2 doubles it; '
        "or give low, mode and high",
        "Mend the lines named and run it again; docs/how-to/scenario-files.md has every field",
    ]
    assert error.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not a list of fields"),
        ("- a\n- b\n", "is not a list of fields"),
        ("name: a\nname: b\ncountry: xx\nchanges: []\n", '"name": stands twice'),
        ("name: [a\n", "is not YAML"),
        ("name: a\ncountry: xx\nchanges: {}\n", '"changes": is not a list'),
        ("name: a\ncountry: xx\n", '"changes": is missing'),
        ("country: xx\nchanges: []\n", '"name": is missing'),
        ("name: a\nchanges: []\n", '"country": is missing'),
        ("name: a\ncountry: xx\nchanges: [1]\n", '"changes, 1": is not a change'),
        ("name: a\ncountry: xx\nhorizon: 0\nchanges: []\n", '"horizon": "0" is not a number of months, from 1 to 240'),
        ("name: a\ncountry: xx\nhorizon: 5 years\nchanges: []\n", '"5 years" is not a number of months'),
        ("name: a\ncountry: xx\nstart: 2018-02-30\nchanges: []\n", '"2018-02-30" is not a day'),
        ("name: a\ncountry: xx\nchanges: [{mechanism: lethality, factor: {low: 1}}]\n", "lacks mode and high"),
        ("name: a\ncountry: xx\nchanges: [{mechanism: lethality, factor: .nan}]\n", "is not a factor from 0 to 10"),
        ("name: a\ncountry: xx\nchanges: [{mechanism: lethality, factor: [1, 2]}]\n", "is neither a number nor"),
        ("name: a\ncountry: xx\nstart: 2020-01-01\nchanges: [{mechanism: lethality, factor: 1, from: 2019-01-01}]\n",
         "begins before the scenario, 2020-01-01"),
        ("&a [*a]", "is not a list of fields"),
        ("x" * 70_000, "has more than 64,000 bytes"),
        ("name: a\ncountry: xx\nchanges: [" + "{mechanism: lethality, factor: 1}," * 41 + "]\n", "40 are the most"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_scenario_says_why(text: str, told: str) -> None:
    with pytest.raises(BadInput, match="nothing was run") as error:
        read_scenario(text, "a.yml")
    assert told in str(error.value)
