"""score and replay on the command line: what was said, what came of it, and how to settle what no figure can."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

from almenara.evidence.ledger import record
from almenara.workspace import Workspace
from tests.analysis.made_calls import entry, yes

Console = Callable[..., CompletedProcess[str]]


def test_score_says_what_came_true_and_settle_adds_what_no_figure_tells(
    tmp_path: Path, console: Console
) -> None:
    workspace = Workspace.open(tmp_path / "store")
    assert "Nothing had been said by 2019-06-30" in console("score", "mx", "--as-of", "2019-06-30").stdout
    judged = entry("judgement", "prose:MX:x#1", probability=0.9, extra={"text": "It is very likely that A."})
    record(workspace.store, [yes(0.9, baseline={"probability": 0.5}), judged])
    told = console("score", "mx", "--as-of", "2019-06-30").stdout
    assert "Of the calls on record 1 are settled by what is known on 2019-06-30; 1 are open." in told
    assert "probability, live (Brier)" in told and "0.010" in told and "0.250" in told
    listed = console("score", "mx", "--list", "--as-of", "2019-06-30").stdout
    assert "came true" in listed and "33,341" in listed
    assert f"{judged.id[:12]}: It is very likely that A." in listed
    settled = console("score", "settle", judged.id[:12], "no", "--reason", "B came", "--as-of", "2019-06-30")
    assert "prose:MX:x#1" not in settled.stderr and f"{judged.id} is settled: no" in settled.stdout
    found = json.loads(console("score", "--as-of", "2019-06-30", "--json").stdout)
    assert found["facts"]["settled"] == 2
    scores = {
        row["kind"]: row["figures"]["score"]["value"] for row in found["rows"] if row["table"] == "record"
    }
    assert {kind: round(value, 6) for kind, value in scores.items()} == {
        "judgement": 0.81,
        "probability": 0.01,
    }


def test_what_cannot_be_done_is_said(console: Console) -> None:
    for words, why in (
        (("score", "settle", "abc"), "write: almenara score settle ENTRY yes|no --reason TEXT"),
        (("score", "mx", "co"), "one country at a time"),
        (("score", "settle", "abc", "yes", "--reason", "x"), "is no entry of the ledger"),
        (("replay", "mx", "--from", "2017", "--to", "2018-01"), "are not months"),
    ):
        done = console(*words)
        assert done.returncode == 2 and why in " ".join(done.stderr.split()), (words, done.stderr)


def test_days_are_those_whose_knowledge_was_used(workspace: Workspace) -> None:
    record(workspace.store, [yes(0.9, made=date(2026, 1, 1))])
    found = workspace.ask("score", "2019-06-30", by="call")
    assert [(r.facts["as_of"], r.facts["how"]) for r in found.rows] == [("2018-11-02", "replayed")]
