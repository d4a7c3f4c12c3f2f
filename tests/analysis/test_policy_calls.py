"""Analysts' calls on policies: the pack's own against the register of their day, their rivals, what came of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from almenara.analysis.calls import Recorded
from almenara.analysis.policy_calls import ask
from almenara.analysis.settling import settle
from almenara.countries.policy_calls import load_policy_calls
from almenara.errors import NoEvidence, UsageError
from almenara.model.entry import Entry
from almenara.product.edition import make
from almenara.workspace import Workspace

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("calls") / "store")


def recorded(workspace: Workspace, day: str) -> list[Recorded]:
    made = date.fromisoformat(day)
    return [
        Recorded(Entry("probability", made, made, c.subject, c.content), c, "live")
        for c in ask(workspace.context(day), "MX").calls
    ]


def test_the_day_has_its_calls_with_the_register_as_their_rival(opened: Workspace) -> None:
    found = ask(opened.context(DAY), "MX")
    rows = {row.key: row for row in found.rows}
    assert {k: r.figures["probability"].value for k, r in rows.items()} == {
        "cannabis-bill": 70, "soldiers-leave": 15, "amnesty-law": 50,
    }  # fmt: skip
    evidence = [e for r in rows.values() for e in r.figures["probability"].all_evidence()]
    assert evidence and max(e.published for e in evidence) <= date.fromisoformat(DAY)
    base = rows["amnesty-law"].figures["base"].value
    assert base is not None and 0 < base < 100
    assert "base" not in rows["cannabis-bill"].figures  # an act of that policy has come as far before
    assert [c.baseline.get("probability") for c in found.calls if ":AMN:" in c.subject] == [base / 100]


def test_later_events_of_the_register_settle_them(opened: Workspace) -> None:
    calls = recorded(opened, DAY)
    came = {s.recorded.call.subject.split(":")[2]: s for s in settle(opened.context("2020-12-01"), calls)}
    assert {k: (s.state, s.happened) for k, s in came.items()} == {
        "CAN": ("settled", True), "MIL": ("settled", False), "AMN": ("settled", False),
    }  # fmt: skip
    assert came["CAN"].truth is not None and came["CAN"].truth.known == date(2018, 11, 30)
    assert {s.state for s in settle(opened.context("2019-05-01"), calls)} == {"open"}


def test_a_further_event_of_what_is_in_force_counts_and_the_earlier_ones_do_not(opened: Workspace) -> None:
    (call,) = [c for c in recorded(opened, "2026-03-01") if ":USA:" in c.call.subject]
    assert call.call.subject == "policy-stage:MX:USA:transfers-of-prisoners:in_force:2027-03-01"
    earlier = replace(call, entry=replace(call.entry, as_of=date(2025, 3, 1)))
    told = replace(earlier.call, settles=date(2026, 3, 1), period="2025-03-02..2026-03-01")
    (found,) = settle(opened.context("2026-06-01"), [replace(earlier, call=told)])
    assert found.happened and found.truth is not None and found.truth.known == date(2025, 8, 12)


def test_every_call_of_the_pack_names_a_policy_an_act_and_sources_of_the_register(opened: Workspace) -> None:
    pack = opened.registry.packs["MX"]
    for one in load_policy_calls(pack).calls:
        found = ask(opened.context(max(one.since, date(2018, 11, 1)).isoformat()), "MX")
        (row,) = [r for r in found.rows if r.key == one.id]
        assert row.figures["probability"].value == 100 * one.probability
        if one.act:
            known = {e["name"] for r in opened.ask("policies", place="MX").rows for e in r.facts["acts"]}
            assert one.act in known


def test_nothing_said_and_a_source_not_yet_known_are_told(opened: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NoEvidence, match="no analyst says anything of a policy's course on 2020-01-01"):
        ask(opened.context("2020-01-01"), "MX")
    context = opened.context(DAY)
    (tmp_path / "policy_calls.yml").write_text(
        "calls: [{id: a, policy: AMN, status: passed, by: 2019-12-31, probability: 0.5, sources: [AMN-09],"
        " since: 2018-11-01}]"
    )
    other = replace(context, packs={"MX": replace(context.packs["MX"], folder=tmp_path)}, answers={})
    with pytest.raises(UsageError, match="AMN-09"):
        ask(other, "MX")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_prose_prints_of_a_call_is_that_call_in_the_ledger(opened: Workspace, language: str) -> None:
    context = opened.context(DAY)
    said = make(context, opened.registry.packs["MX"], language).said
    calls = {e.subject: e.content["probability"] for e in said if e.subject.startswith("policy-stage:")}
    assert calls == {
        "policy-stage:MX:CAN:*:introduced:2019-06-01": 0.7,
        "policy-stage:MX:MIL:return-of-soldiers-to-barracks:in_force:2019-12-01": 0.15,
        "policy-stage:MX:AMN:*:in_force:2019-12-31": 0.5,
    }
    assert not [e for e in said if e.subject.startswith("prose:") and "cannabis" in e.content["text"]]
