"""What people write in YAML is told back to them: every fault at once, each with its field."""

import pytest
from pydantic import BaseModel, ConfigDict

from almenara.errors import BadInput
from almenara.reading.yaml_faults import Label, understood


class Handling(BaseModel):
    """A marking, and days that it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    marking: Label = "TLP:CLEAR"
    days: list[int] = []


def test_every_fault_is_told_with_its_field():
    with pytest.raises(BadInput) as refused:
        understood(
            Handling, {"marking": "TLP:WHITE", "days": [1, "x"], "note": ""}, "desk", "own.yml", "Mend it"
        )
    assert str(refused.value) == (
        "desk: 3 faults in own.yml; nothing was stored\n"
        '  "marking": "TLP:WHITE" is not a TLP 2.0 label; use one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, '
        "TLP:AMBER+STRICT, TLP:RED\n"
        '  "days.1": Input should be a valid integer, unable to parse string as an integer\n'
        '  "note": Extra inputs are not permitted\n'
        "Mend it"
    )


def test_what_is_right_is_given_back_a_list_too():
    assert understood(list[Handling], [{"days": [3]}], "desk", "own.yml", "Mend it") == [Handling(days=[3])]
