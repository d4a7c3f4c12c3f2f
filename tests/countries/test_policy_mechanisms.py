"""policy_mechanisms.yml: what it may say, and the faults that name policy and field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from almenara.analysis.policies import policies
from almenara.countries.pack import get_pack
from almenara.countries.policy_mechanisms import FILE, PolicyMechanisms, load_policy_mechanisms
from almenara.errors import BadInput
from almenara.workspace import Workspace

TEXT = {"en": "a text", "es": "un texto"}
ENTRY: dict[str, Any] = {
    "policy": "AB", "mechanism": "recruitment", "direction": "weaker", "factor": {"low": 0.7, "mode": 0.9, "high": 1},
    "phase_in": 12, "why": TEXT, "source": "assumption", "true_if": [TEXT], "watch": [TEXT], "alternatives": [TEXT],
}  # fmt: skip


def load(folder: Path, *entries: dict[str, Any]) -> PolicyMechanisms:
    (folder / FILE).write_text(yaml.safe_dump({"policies": list(entries)}), encoding="utf-8")
    return load_policy_mechanisms(replace(get_pack("mx"), folder=folder))


def test_a_sound_entry_is_read_and_holds_within_its_days(tmp_path: Path) -> None:
    page = {"publisher": "P", "title": "T", "address": "https://a.example", "known": date(2018, 5, 1)}
    (one,) = load(tmp_path, ENTRY | {"until": date(2019, 1, 1), "source": page}).policies
    days = (date(2018, 4, 30), date(2018, 5, 1), date(2019, 1, 1), date(2019, 1, 2))
    assert [one.holds_on(day) for day in days] == [False, True, True, False]
    assert one.why.of("es") == "un texto"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"factor": {"low": 1.2, "mode": 0.9, "high": 1}}, "AB.factor: low, mode and high are 1.2, 0.9, 1: order them"),
        ({"factor": {"low": 0.5, "mode": 0.9, "high": 11}}, "AB.factor.high: Input should be less than or equal to 10"),
        ({"direction": "stronger"}, "AB: direction stronger does not go with a factor of 0.7 to 1"),
        ({"direction": "either"}, "AB: direction either does not go with a factor of 0.7 to 1"),
        ({"mechanism": "none"}, "AB: mechanism none takes no direction, factor or phase_in"),
        ({"factor": None}, "AB: mechanism recruitment needs a direction and a factor"),
        ({"mechanism": "markets"}, "AB.mechanism: Input should be"),
        ({"why": {"en": "a text"}}, "AB.why.es: Field required"),
        ({"true_if": []}, "AB.true_if: List should have at least 1 item"),
        ({"phase_in": -1}, "AB.phase_in: Input should be greater than or equal to 0"),
        ({"reason": "x"}, "AB.reason: Extra inputs are not permitted"),
        ({"since": date(2019, 1, 1), "until": date(2018, 1, 1)}, "AB: until 2018-01-01 is before since 2019-01-01"),
    ],
)  # fmt: skip
def test_a_fault_names_policy_and_field(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    entry = {k: v for k, v in (ENTRY | change).items() if v is not None}
    with pytest.raises(BadInput) as caught:
        load(tmp_path, entry)
    (fault,) = caught.value.faults
    assert fault.file == FILE and f"{fault.field}: {fault.message}".startswith(message)


def test_one_policy_is_supposed_once_for_one_day(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="AB is supposed twice for one day"):
        load(tmp_path, ENTRY, ENTRY | {"since": date(2019, 1, 1)})
    load(tmp_path, ENTRY | {"until": date(2018, 12, 31)}, ENTRY | {"since": date(2019, 1, 1)})


def test_the_pack_supposes_of_registered_policies_only_and_every_mapping_is_an_assumption(
    workspace: Workspace,
) -> None:
    held = load_policy_mechanisms(get_pack("mx")).policies
    known = {p.key for p in policies(workspace.context("2026-11-25"), "MX")}
    assert {one.policy for one in held} <= known
    assert {one.source for one in held} == {"assumption"}
    assert {one.policy for one in held if one.mechanism == "none"} >= {"CAN", "POP", "DRG", "EXT", "USA"}
