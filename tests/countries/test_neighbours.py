"""Packs' lists of states that touch: both ways, and of states there are."""

from __future__ import annotations

import pytest

from almenara.countries.pack import all_packs


@pytest.mark.parametrize("code", list(all_packs()))
def test_states_that_touch_are_named_by_each_other(code: str) -> None:
    pack = all_packs()[code]
    listed = {
        row["code"]: [n for n in row["neighbours"].split("|") if n] for row in pack.rows("neighbours.csv")
    }
    assert list(listed) == [s.code for s in pack.states]
    assert [(a, b) for a, some in listed.items() for b in some if a not in listed[b] or a == b] == []
