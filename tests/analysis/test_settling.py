"""Settling: the truth is the vintage that the call's rule names, and nothing later changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from almenara.analysis.calls import decision, read
from almenara.analysis.settling import Settled, settle
from almenara.errors import UsageError
from almenara.evidence.ledger import entries, record
from almenara.model.entry import Entry
from almenara.workspace import Workspace
from tests.analysis.made_calls import DAY, YEAR, entry, yes

LATER = "2020-06-30"


@pytest.fixture(scope="module")
def shared_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with the embedded figures, only read."""
    return Workspace.open(tmp_path_factory.mktemp("settling") / "store")


def settled(workspace: Workspace, *made: Entry, as_of: str = LATER, ledger: Any = ()) -> list[Settled]:
    return settle(workspace.context(as_of), [read(one) for one in made], ledger)


def test_the_truth_is_what_the_named_day_knew_not_what_became_known_later(
    shared_workspace: Workspace,
) -> None:
    days = (date(2019, 2, 28), date(2019, 3, 31), date(2020, 1, 1))
    found = settled(shared_workspace, *(yes(settles=day) for day in days))
    assert [one.truth.value for one in found if one.truth] == [33341, 33369, 33743]


def test_where_nothing_was_known_by_then_the_first_value_known_later_counts(
    shared_workspace: Workspace,
) -> None:
    (found,) = settled(shared_workspace, yes(settles=date(2018, 12, 31)))
    assert found.truth is not None and (found.truth.value, found.truth.known) == (33341, date(2019, 1, 31))


def test_a_score_as_of_a_day_is_not_changed_by_what_became_known_after_it(
    shared_workspace: Workspace,
) -> None:
    call = yes(settles=date(2019, 2, 28))
    days = ("2019-02-28", "2019-06-30", "2024-12-31")
    found = [settled(shared_workspace, call, as_of=day)[0] for day in days]
    assert {(one.state, one.happened, one.truth.value) for one in found if one.truth} == {
        ("settled", True, 33341)
    }
    (before,) = settled(shared_workspace, call, as_of="2019-02-27")
    assert (before.state, before.reason) == ("open", "to be settled by what is known on 2019-02-28")


def test_a_probability_comes_true_above_its_threshold_only(shared_workspace: Workspace) -> None:
    found = settled(shared_workspace, *(yes(threshold=t) for t in (33340, 33341, 33342)))
    assert [one.happened for one in found] == [True, False, False]


def test_a_state_and_a_level_are_settled_too(shared_workspace: Workspace) -> None:
    level = entry(
        "level", "rate:x", measure="advisory-level", definition="us-state-advisory", place="MX-COL",
        period="2018-12-31", settles=date(2019, 1, 31), levels={"3": 0.2, "4": 0.8},
    )  # fmt: skip
    (found,) = settled(shared_workspace, level)
    assert found.truth is not None and found.truth.value == 4


def test_what_no_evidence_can_settle_says_why(shared_workspace: Workspace) -> None:
    wrong = [
        yes(place="MX-XXX"), yes(definition="no-such-rule"), yes(measure="kidnapping", definition="pemex-taps"),
        yes(period=""), yes(period="1900", settles=date(1901, 1, 1)), entry("probability", "x", probability=7),
        yes(period="2017", settles=DAY),
    ]  # fmt: skip
    found = settled(shared_workspace, *wrong)
    assert [one.state for one in found] == ["void", "void", "void", "void", "open", "void", "void"]
    reasons = (
        "MX-XXX", "no-such-rule", "does not count kidnapping", "names no period", "not in the evidence yet",
        "between 0 and 1", "known already",
    )  # fmt: skip
    for one, why in zip(found, reasons, strict=True):
        assert why in one.reason


def test_a_judgement_is_settled_by_a_person_with_a_row_of_its_own(workspace: Workspace) -> None:
    said = [
        entry("judgement", "prose:MX:x#1", probability=0.9, extra={"language": language, "term": "very-likely"})
        for language in ("en", "es")
    ]  # fmt: skip
    other = entry("judgement", "prose:MX:x#2", probability=0.9)
    record(workspace.store, [*said, other])
    before = {e.id: (e.made, e.as_of, e.subject, e.content) for e in entries(workspace.store)}
    workspace.settle(said[0].id[:10], False, "three states went down", "edition of 2019", "2019-06-30")
    ledger = entries(workspace.store)
    assert {e.id: (e.made, e.as_of, e.subject, e.content) for e in ledger if e.id in before} == before
    (new,) = (e for e in ledger if e.id not in before)
    assert (new.kind, new.content) == (
        "settlement",
        {"outcome": False, "reason": "three states went down", "source": "edition of 2019"},
    )
    first, second, third = settled(workspace, *said, other, ledger=ledger)
    assert (first.state, first.happened, second.happened, third.state) == ("settled", False, False, "by-hand")
    context = workspace.context("2019-06-29")
    (early,) = settle(context, [read(said[0])], context.ledger)
    assert early.state == "by-hand", "a decision of a later day changes nothing of an earlier score"


def test_of_two_decisions_the_later_stands(workspace: Workspace) -> None:
    said = entry("judgement", "prose:MX:x#1", probability=0.9)
    record(workspace.store, [said])
    workspace.settle(said.id, False, "as first reported", as_of="2019-06-30")
    workspace.settle(said.id, True, "as corrected", as_of="2019-09-30")
    for day, came in (("2019-07-01", False), ("2020-01-01", True)):
        context = workspace.context(day)
        assert settle(context, [read(said)], context.ledger)[0].happened is came


def test_what_cannot_be_settled_by_a_person_is_refused(workspace: Workspace) -> None:
    said = entry("judgement", "prose:MX:x#1", probability=0.9)
    record(workspace.store, [said, yes()])
    context = workspace.context(LATER)
    for name, reason, why in (
        ("ffff" * 8, "seen", "is no entry of the ledger"),
        ("", "seen", "is no entry of the ledger"),
        (yes().id, "seen", "settled by the evidence"),
        (said.id, "  ", "say with --reason"),
    ):
        with pytest.raises(UsageError, match=why):
            decision(context, name, True, reason)


def test_a_forged_decision_settles_nothing(shared_workspace: Workspace) -> None:
    said = entry("judgement", "prose:MX:x#1", probability=0.9)
    forged = [
        Entry("settlement", DAY, DAY, said.id, {"outcome": "yes"}),
        Entry("settlement", DAY, DAY, said.id, {"outcome": True}, fault="it was changed"),
        Entry("settlement", DAY, DAY, "another", {"outcome": True}),
    ]
    (found,) = settled(shared_workspace, said, ledger=[said, *forged])
    assert found.state == "by-hand"


def test_a_judgement_that_names_its_figure_is_settled_by_it(shared_workspace: Workspace) -> None:
    said = entry("judgement", "prose:MX:x#1", probability=0.7, threshold=40000, **YEAR)
    (found,) = settled(shared_workspace, said)
    assert (found.state, found.happened) == ("settled", False)


def test_our_own_level_is_settled_by_our_rating_once_it_stands_on_later_counts(
    shared_workspace: Workspace,
) -> None:
    made = shared_workspace.ask("rate", "2018-11-02", country="mx").calls
    call = next(c for c in made if c.place == "MX-GUA")
    said = Entry(call.kind, DAY, date(2018, 11, 2), call.subject, call.content)
    (early,) = settled(shared_workspace, said, as_of="2019-11-02")
    assert (early.state, early.reason) == ("open", "no rating on counts later than 2018-11-02 is known yet")
    (found,) = settled(shared_workspace, said, as_of=LATER)
    assert found.state == "settled" and found.truth is not None
    assert f"{found.truth.value:g}" in call.levels
    assert found.truth.period.end > date(2018, 11, 2)
