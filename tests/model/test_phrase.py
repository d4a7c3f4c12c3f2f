"""Remarks that read as English and can be said in another language."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from almenara.model.period import Period
from almenara.model.phrase import NamedPlace, Several, join, phrase, say

PATTERNS = {
    "sum-of-states": "suma de {count} estados",
    "as-published": "tal cual",
    "no-figure": "{place}: {as_of}",
}


def test_a_remark_is_its_english_text() -> None:
    made = phrase("sum-of-states", count=32)
    assert made == "sum of 32 states" and isinstance(made, str)
    assert hash(made) == hash("sum of 32 states")


def test_it_is_said_by_the_patterns_of_another_language() -> None:
    both = join([phrase("sum-of-states", count=32), "", phrase("as-published")], ", ")
    assert both == "sum of 32 states, as published"
    assert say(both, PATTERNS, str) == "suma de 32 estados, tal cual"


def test_values_are_written_as_the_language_writes_them() -> None:
    made = phrase("no-figure", as_of=date(2018, 11, 2), place=NamedPlace("Here", "AA"))
    assert (
        say(made, PATTERNS, lambda v: v.code if isinstance(v, NamedPlace) else f"<{v}>") == "AA: <2018-11-02>"
    )


def test_a_plain_text_and_a_key_without_pattern_stay_as_they_are() -> None:
    assert say("by hand", PATTERNS, str) == "by hand"
    assert say(phrase("share"), PATTERNS, str) == "share"
    assert say(join(["by hand", phrase("as-published")], "; "), PATTERNS, str) == "by hand; tal cual"


def test_several_values_are_set_with_commas() -> None:
    made = phrase("left-open", count=2, places=Several(["A", "B"]), periods=Several([Period.parse("2017")]))
    assert made == "the publisher leaves 2 part(s) open: A, B, 2017"


def test_a_copy_keeps_the_parts() -> None:
    made = phrase("sum-of-states", count=32)
    for other in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert say(other, PATTERNS, str) == "suma de 32 estados"


def test_a_key_or_value_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("no-such-remark")
    with pytest.raises(KeyError):
        phrase("sum-of-states")
