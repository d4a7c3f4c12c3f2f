"""The question of how good we were: scores by hand, groups that never mix, figures that can be found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from almenara.analysis.calls import read
from almenara.analysis.questions import answer
from almenara.analysis.recipes import gather
from almenara.analysis.score import pin
from almenara.analysis.scored import score
from almenara.analysis.settling import Settled, settle
from almenara.errors import NoEvidence, UsageError
from almenara.evidence.ledger import record
from almenara.model.entry import Entry
from almenara.model.finding import Finding, Row
from almenara.model.records import finding_record
from almenara.workspace import Workspace
from tests.analysis.made_calls import DAY, YEAR, entry, yes

QUARTILES = {"0.25": 32000.0, "0.5": 33000.0, "0.75": 34000.0}
RIVAL = {"0.25": 29000.0, "0.5": 31000.0, "0.75": 33000.0}


def asked(workspace: Workspace, *made: Entry, as_of: str = "2019-06-30", **how: Any) -> Finding:
    record(workspace.store, made)
    return workspace.ask("score", as_of, **how)


def groups(found: Finding) -> dict[str, Row]:
    return {row.key: row for row in found.rows if row.facts["table"] == "record"}


def values(row: Row) -> dict[str, float | None]:
    return {name: figure.value for name, figure in row.figures.items()}


def settled(workspace: Workspace, made: Entry) -> Settled:
    (found,) = settle(workspace.context("2019-06-30"), [read(made)])
    return found


def test_scores_of_each_kind_by_hand(workspace: Workspace) -> None:
    chance = score(settled(workspace, yes(0.9, baseline={"probability": 0.6})))
    assert (chance.value, chance.rival) == (pytest.approx(0.01), pytest.approx(0.16))
    assert chance.log == pytest.approx(0.10536, abs=1e-5)
    counts = score(settled(workspace, entry("counts", "outlook:MX", **YEAR, quantiles=QUARTILES,
                                            baseline={"quantiles": RIVAL})))  # fmt: skip
    # 33,341 came: pinball 0.25 x 1,341; 0.5 x 341; 0.25 x 659, weighted 3/8, 1/4, 3/8, and doubled
    assert counts.value == pytest.approx(2 * (0.375 * 0.25 * 1341 + 0.25 * 0.5 * 341 + 0.375 * 0.25 * 659))
    assert counts.rival == pytest.approx(2 * (0.375 * 0.25 * 4341 + 0.25 * 0.5 * 2341 + 0.375 * 0.75 * 341))
    assert counts.covered == ((50, True),)
    level = {"measure": "advisory-level", "definition": "us-state-advisory", "place": "MX-COL",
             "period": "2018-12-31", "settles": date(2019, 1, 31)}  # fmt: skip
    rated = score(settled(workspace, entry("level", "rate:MX-COL", **level, levels={"3": 0.4, "4": 0.6})))
    assert (rated.value, rated.log) == (pytest.approx(0.16), pytest.approx(0.5108, abs=1e-4))


def test_a_rival_with_fewer_quantiles_is_compared_on_those_that_both_have(workspace: Workspace) -> None:
    made = entry(
        "counts", "outlook:MX", **YEAR, quantiles=QUARTILES, baseline={"quantiles": {"0.5": 31000.0}}
    )
    found = score(settled(workspace, made))
    assert (found.against, found.rival) == (341, 2341)


def test_certainty_that_fails_costs_much_but_not_everything(workspace: Workspace) -> None:
    found = score(settled(workspace, yes(1.0, threshold=50000)))
    assert (found.value, found.log) == (1.0, pytest.approx(7.6009, abs=1e-4))


def test_a_call_that_is_open_has_no_score(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="a call that is open has no score"):
        score(settled(workspace, yes(settles=date(2020, 1, 1))))


def test_live_and_replayed_calls_and_counts_by_two_rules_are_never_in_one_group(workspace: Workspace) -> None:
    files = YEAR | {"definition": "sesnsp-files"}
    found = groups(
        asked(
            workspace,
            yes(),
            yes(extra={"replayed": True}),
            entry("counts", "a", **YEAR, quantiles=QUARTILES),
            entry("counts", "b", **files, quantiles=QUARTILES),
        )
    )
    assert list(found) == [
        "|counts|live|homicide, sesnsp-files", "|counts|live|homicide, sesnsp-victims", "|probability|live|",
        "|probability|replayed|",
    ]  # fmt: skip
    assert all(row.figures["settled"].value == 1 for row in found.values())


def test_calls_are_told_apart_by_model_author_and_product(workspace: Workspace) -> None:
    made = [yes(model="one", extra={"product": "x"}), yes(place="MX-GUA", period="2018", model="two")]
    made.append(entry("judgement", "prose:MX:a#1", probability=0.5, author="the desk"))
    record(workspace.store, made)
    names = {
        by: [row.key.split("|")[0] for row in groups(asked(workspace, by=by)).values()]
        for by in ("model", "author", "product")
    }
    assert {by: sorted(keys) for by, keys in names.items()} == {
        "model": ["a person", "one", "two"],
        "author": ["almenara", "the desk"],
        "product": ["not recorded", "not recorded", "x"],
    }


def test_means_rest_on_the_truths_that_settled_the_calls(workspace: Workspace) -> None:
    made = [yes(0.9, baseline={"probability": 0.5}), yes(0.4, settles=date(2020, 1, 1), period="2019")]
    row = groups(asked(workspace, *made))["|probability|live|"]
    assert values(row)["score"] == pytest.approx(0.01)
    assert (values(row)["settled"], values(row)["open"]) == (1, 1)
    mean = row.figures["score"]
    assert {e.published for e in mean.all_evidence()} == {date(2019, 1, 31)}
    assert set(row.facts["calls"]) == {one.id for one in made}


def test_five_calls_about_one_year_do_not_look_like_proof(workspace: Workspace) -> None:
    days = [DAY + timedelta(days=n) for n in range(5)]
    made = [yes(0.95, as_of=day, baseline={"probability": 0.5}) for day in days]
    skill = groups(asked(workspace, *made))["|probability|live|"].figures["skill"]
    assert not skill.is_known
    assert skill.reason == "the calls are about 1 period(s); fewer than 5 do not tell skill from luck"


def test_skill_over_many_periods_has_an_interval(workspace: Workspace) -> None:
    made = [
        entry(
            "probability", f"month:{month}", as_of=date(2018, 1, 15), measure="homicide",
            definition="sesnsp-victims", place="MX", period=f"2018-{month:02d}", settles=date(2019, 6, 1),
            threshold=2000, probability=0.8, baseline={"probability": 0.5},
        )
        for month in range(2, 10)
    ]  # fmt: skip
    row = groups(asked(workspace, *made))["|probability|live|"]
    skill = row.figures["skill"]
    assert (row.figures["settled"].value or 0) >= 5, "months of 2018 that the embedded figures give"
    assert skill.value == pytest.approx(100 * (1 - 0.04 / 0.25))
    assert skill.low is not None and skill.high is not None and skill.low <= skill.value <= skill.high


def test_calibration_counts_by_the_steps_of_the_scale(workspace: Workspace) -> None:
    made = [yes(p, as_of=DAY + timedelta(days=n), threshold=t) for n, (p, t) in enumerate(
        [(0.85, 28866), (0.9, 28866), (0.9, 10**6), (0.1, 10**6)])]  # fmt: skip
    steps = [row for row in asked(workspace, *made).rows if row.facts["table"] == "calibration"]
    told = {row.facts["term"]: (row.figures["calls"].value, row.figures["happened"].value) for row in steps}
    assert told == {"very-unlikely": (1, 0), "very-likely": (3, 2)}


def test_what_is_said_later_changes_nothing_of_an_earlier_score(workspace: Workspace) -> None:
    before = finding_record(asked(workspace, yes(0.9), as_of="2019-06-30"))
    later = yes(0.1, as_of=date(2019, 7, 1), threshold=10**6)
    late = yes(0.2, as_of=date(2019, 6, 29), made=date(2019, 7, 2))
    after = finding_record(asked(workspace, later, late, as_of="2019-06-30"))
    for told in (before, after):  # entries are counted as they are in the ledger; the calls are the same
        del told["facts"]["entries"], told["facts"]["digest"]
    assert before == after


def test_an_edition_scores_the_entries_that_it_pinned(workspace: Workspace) -> None:
    record(workspace.store, [yes(0.9)])
    context = workspace.context("2019-06-30")
    pinned = pin(context, "MX", date(2019, 6, 30))
    figure = groups(answer(context, "score", **pinned))["|probability|live|"].figures["score"]
    record(workspace.store, [yes(0.5, as_of=date(2018, 6, 1))])
    again = workspace.context("2019-06-30")
    assert gather(again, figure.recipe) == figure
    assert groups(answer(again, "score"))["|probability|live|"].figures["settled"].value == 2
    with pytest.raises(NoEvidence, match="does not hold the 1 entries that were scored"):
        gather(again, figure.recipe | {"args": pinned | {"digest": "0" * 16}})
    with pytest.raises(NoEvidence, match="does not hold the 9 entries"):
        answer(again, "score", **(pinned | {"calls": 9}))


def test_a_store_made_anew_reads_the_ledger_of_the_one_it_was_kept_in(workspace: Workspace) -> None:
    empty = workspace.context("2019-06-30")
    record(workspace.store, [yes(0.9)])
    rebuilt = replace(empty, said_in=workspace.store.as_of(date.max))
    assert (len(empty.ledger), len(rebuilt.ledger)) == (0, 1)
    assert replace(rebuilt, view=rebuilt.view.on(date(2018, 11, 1))).ledger == ()


def test_each_call_is_listed_with_what_came_of_it(workspace: Workspace) -> None:
    found = asked(workspace, yes(0.9), entry("judgement", "prose:MX:a#1", probability=0.3), by="call")
    rows = {row.facts["subject"]: row for row in found.rows}
    pace, judgement = rows["pace:MX"], rows["prose:MX:a#1"]
    assert (pace.facts["state"], pace.facts["happened"]) == ("settled", True)
    assert values(pace) == {
        "said": 90.0,
        "threshold": 28866.0,
        "truth": 33341.0,
        "score": pytest.approx(0.01),
    }
    assert (judgement.facts["state"], judgement.figures["said"].value) == ("by-hand", 30.0)
    assert pace.figures["truth"].recipe["op"] == "figure"


def test_a_ledger_of_strange_content_is_told_and_not_scored(workspace: Workspace) -> None:
    strange = [
        Entry("probability", DAY, DAY, f"x{n}", {"probability": p}) for n, p in enumerate([2, "a", None, []])
    ]
    found = asked(workspace, *strange, Entry("prophecy", DAY, DAY, "y", {}), yes())
    row = groups(found)["|probability|live|"]
    assert (values(row)["settled"], values(row)["void"]) == (1, 5)
    assert len(found.unknowns) == 4 and all("cannot be scored" in told for told in found.unknowns)


def test_counts_rest_also_on_the_truths_that_voided_calls(workspace: Workspace) -> None:
    found = asked(workspace, yes(period="2017", settles=DAY))
    assert (found.figures["void"].value, found.figures["settled"].value) == (1, 0)
    (truth,) = (
        row.figures["truth"] for row in asked(workspace, yes(period="2017", settles=DAY), by="call").rows
    )
    cited = {e.document for e in found.figures["settled"].evidence}
    assert cited and cited == {e.document for e in truth.all_evidence()}


def test_another_way_of_telling_apart_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match='not by "colour"'):
        workspace.ask("score", by="colour")


def test_why_no_skill_is_given_is_told(workspace: Workspace) -> None:
    found = asked(workspace, yes(0.9, baseline={"probability": 0.5}))
    assert found.unknowns == (
        "skill of probability, live: the calls are about 1 period(s); fewer than 5 do not tell skill from luck",
    )
