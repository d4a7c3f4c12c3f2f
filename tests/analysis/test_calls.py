"""Calls from the ledger: read, checked, and each counted once; what is no call says why."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from almenara.analysis.calls import read, recorded
from almenara.model.entry import Entry, entry_of
from tests.analysis.made_calls import DAY, entry, yes

TODAY = date(2019, 1, 10)


def test_a_call_comes_back_as_it_was_made() -> None:
    made = yes(0.9, model="ratio 1", baseline={"probability": 0.83})
    call = read(made).call
    assert (call.probability, call.threshold, call.settles) == (0.9, 28866, date(2019, 2, 28))
    assert (call.baseline, call.model, read(made).author) == ({"probability": 0.83}, "ratio 1", "almenara")


def test_an_entry_of_an_older_version_is_read() -> None:
    old = {
        "threshold": 29425, "probability": 0.977, "median": 34000, "low90": 33000, "high90": 35000,
        "year": 2018, "measure": "homicide", "definition": "sesnsp-victims", "place": "MX", "method": "ratio",
    }  # fmt: skip
    found = read(Entry("forecast", DAY, DAY, "pace:MX:homicide", old))
    assert (found.fault, found.call.kind, found.call.period) == ("", "probability", "2018")
    assert (found.call.probability, found.call.threshold, found.model) == (0.977, 29425, "ratio")


def test_a_call_made_long_after_its_day_is_a_replay() -> None:
    assert read(yes(made=DAY + timedelta(days=7))).how == "live"
    assert read(yes(made=DAY + timedelta(days=8))).how == "replayed"
    assert read(yes(extra={"replayed": True})).how == "replayed"


def test_of_a_call_made_twice_live_the_first_counts_and_of_replays_the_last() -> None:
    first, second = yes(0.6), yes(0.9)
    assert [r.entry for r in recorded([first, second], TODAY)] == [first]
    late = [yes(p, made=TODAY, extra={"replayed": True}) for p in (0.6, 0.9)]
    assert [r.entry for r in recorded(late, TODAY)] == [late[1]]
    assert len(recorded([first, *late], TODAY)) == 2, "live and replayed calls never mix"


def test_a_judgement_in_two_languages_is_one() -> None:
    said = [entry("judgement", "prose:MX:x#1", probability=0.9, extra={"language": c}) for c in ("en", "es")]
    assert len(recorded(said, TODAY)) == 1


def test_a_live_call_does_not_exist_before_it_is_made() -> None:
    late = yes(made=DAY + timedelta(days=5))
    assert recorded([late], DAY) == []
    assert len(recorded([late], DAY + timedelta(days=5))) == 1


def test_a_country_has_the_calls_about_its_places_and_its_prose() -> None:
    held = [yes(), yes(place="MX-GUA"), yes(place="CO"), entry("judgement", "prose:MX:x#1", probability=0.5)]
    assert [len(recorded(held[:1] + held[3:], TODAY, c)) for c in ("MX", "CO")] == [2, 0]
    assert len(recorded([held[1]], TODAY, "MX")) == len(recorded([held[2]], TODAY, "CO")) == 1


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"probability": "0.9"}, "probability is not a number"),
    ({"probability": 1.2}, "between 0 and 1"),
    ({"probability": True}, "probability is not a number"),
    ({"probability": None}, "none of its numbers"),
    ({"probability": float("nan")}, "probability is not a number"),
    ({"probability": 10**400}, "too large"),
    ({"threshold": [1]}, "threshold is not a number"),
    ({"threshold": None}, "names no threshold"),
    ({"settles": "soon"}, "soon"),
    ({"settles": 20190228}, "settles is not a day"),
    ({"period": "2018-13"}, "2018-13"),
    ({"period": 2018}, "period is not a text"),
    ({"place": {"code": "MX"}}, "place is not a text"),
    ({"baseline": "none"}, "baseline is not an object"),
    ({"baseline": {"probability": -1}}, "between 0 and 1"),
    ({"quantiles": {"0.5": "x"}}, "quantiles are not numbers"),
    ({"quantiles": {"half": 3}}, "half"),
    ({"quantiles": {"0.5": 3, "0.1": 9}}, "quantiles fall"),
    ({"levels": {"1": 0.5, "2": 0.6}}, "do not add up"),
]


@pytest.mark.parametrize(("wrong", "why"), HOSTILE, ids=[str(w)[:40] for w, _ in HOSTILE])
def test_a_content_that_is_no_calls_is_a_fault_and_no_error(wrong: dict[str, Any], why: str) -> None:
    made = yes()
    found = read(Entry(made.kind, DAY, DAY, made.subject, made.content | wrong))
    assert why in found.fault


def test_another_kind_is_a_fault() -> None:
    assert "is not a kind of call" in read(Entry("prophecy", DAY, DAY, "x", {})).fault


def row(made: Entry, **changed: Any) -> dict[str, Any]:
    return {
        "entry": made.id, "kind": made.kind, "made": made.made, "as_of": made.as_of, "subject": made.subject,
        "content": json.dumps(made.content, sort_keys=True),
    } | changed  # fmt: skip


def test_a_row_that_was_changed_is_told_from_one_that_was_not() -> None:
    made = yes(0.2)
    assert read(entry_of(row(made))).fault == ""
    better = json.dumps(made.content | {"probability": 0.99}, sort_keys=True)
    assert "changed after it was recorded" in read(entry_of(row(made, content=better))).fault
    assert "changed after it was recorded" in read(entry_of(row(made, as_of=date(2018, 1, 1)))).fault


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", "[" * 100_000, None])
def test_a_row_without_an_object_is_told(content: str | None) -> None:
    assert "its content is not" in read(entry_of(row(yes(), content=content))).fault
