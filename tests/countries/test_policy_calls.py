"""policy_calls.yml: what it may say, the faults that name the field, and the packs' own against their registers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from almenara.countries.pack import get_pack
from almenara.countries.policy_calls import FILE, load_policy_calls
from almenara.errors import BadInput

ONE: dict[str, Any] = {
    "id": "some-bill", "policy": "AA", "status": "introduced", "by": "2019-06-01", "probability": 0.7,
    "sources": ["AA-01"], "since": "2018-10-31", "until": "2018-11-13",
}  # fmt: skip


def load(folder: Path, *entries: dict[str, Any]) -> Any:
    (folder / FILE).write_text(yaml.safe_dump({"calls": list(entries)}))
    return load_policy_calls(replace(get_pack("mx"), folder=folder))


def test_a_call_is_said_on_its_days_and_of_its_last_day(tmp_path: Path) -> None:
    fixed, moving = load(tmp_path, ONE, {**ONE, "id": "other", "by": None, "months": 12}).calls
    assert [fixed.holds_on(date(2018, 10, d)) for d in (30, 31)] == [False, True]
    assert not fixed.holds_on(date(2018, 11, 14))
    assert fixed.last_day(date(2018, 11, 2)) == date(2019, 6, 1)
    assert moving.last_day(date(2018, 11, 2)) == date(2019, 11, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"probability": 1.2}, "calls.0.probability: Input should be less than or equal to 1"),
        ({"status": "dropped"}, "calls.0.status: Input should be 'proposed'"),
        ({"months": 6}, "give either by, a day, or months from the report's day on"),
        ({"by": "2018-11-13"}, "by 2018-11-13 is no later than the days on which it is said"),
        ({"until": "2018-10-01"}, "until 2018-10-01 is before since 2018-10-31"),
        ({"chance": 0.5}, "calls.0.chance: Extra inputs are not permitted"),
    ],
)
def test_a_fault_names_its_field(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        load(tmp_path, {**ONE, **change})
    assert said in str(caught.value).replace('", "', ".").replace('"', "").replace(" : ", ": ")


def test_one_name_says_one_thing_on_a_day(tmp_path: Path) -> None:
    later = {**ONE, "since": "2018-11-14", "until": None, "probability": 0.9}
    assert [c.probability for c in load(tmp_path, ONE, later).calls] == [0.7, 0.9]
    with pytest.raises(BadInput, match="some-bill is said twice for one day"):
        load(tmp_path, ONE, {**later, "since": "2018-11-13"})
