"""Counts and stocks of the reference report's day, 2 November 2018, as known then and in November 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from almenara.analysis.checking.held.verdicts import judge
from almenara.model.claim import Claim
from almenara.workspace import Workspace
from tests.analysis.checking.made_claims import made_claim, made_manuscript

CAMPAIGN = "2017-09-08..2018-07-01"


def judged(
    workspace: Workspace, *claims: Claim, then: str | None = "2018-11-02", line: str = "A sentence."
) -> list[Claim]:
    text = made_manuscript("Mexico's Drug War & AMLO", line)
    contexts = workspace.context("2026-11-25"), workspace.context(then) if then else None
    return judge(list(claims), text, *contexts)


def test_the_counts_of_the_reference_report(workspace: Workspace) -> None:
    """Each count with the verdict, the definition and the figures that the evidence holds for its day."""
    more: dict[str, Any] = {"high": None, "hedge": "more-than"}
    claims = judged(
        workspace,
        made_claim(29168, "homicide", "2017"),
        made_claim(13000, "homicide", "2018-01..2018-05", **more),
        made_claim(13000, "homicide", "2018-01..2018-05", definition="sesnsp-files", **more),
        made_claim(37435, "missing-persons", "2014-01-01..2018-11-02", since=date(2014, 1, 1)),
        made_claim(2200, "fuel-theft", "2018-01..2018-02", **more),
        made_claim(3300, "cargo-theft", "2018-Q1", by="", **more),
        made_claim(116, "kidnapping", "2017", by="FBI"),
    )
    found = [(c.verdict, c.definition) for c in claims]
    assert found == [
        ("supported-other-definition", "sesnsp-victims-old"),
        ("supported", "sesnsp-victims"),
        ("supported-other-definition", "sesnsp-victims"),
        ("supported", "rnped-register"),
        ("supported", "pemex-taps"),
        ("supported-other-definition", "sensiguard-incidents"),
        ("not-checkable", "fbi-kidnapping-cases"),
    ]
    assert "known 2018-01-21" in claims[0].reason and "28,734" in claims[0].reason
    assert "11,437" in claims[1].reason
    assert "37,485" in claims[3].reason
    assert "“Since 2014” is wrong for the larger part of it, 36,265" in claims[3].reason
    assert "2,945" in claims[5].reason and "3,224" in claims[5].reason and "3,346" in claims[5].reason
    assert claims[6].reason.startswith("The only evidence held quotes this text")


def test_counts_of_the_election_campaign(workspace: Workspace) -> None:
    """A consultancy's tallies: 774, 429, 152, 371 and 48 (Nodal, July 2018)."""
    tallies = {
        "politicians-attacked": 774, "officials-attacked": 429, "politicians-killed": 152,
        "officials-killed": 371, "candidates-killed": 48,
    }  # fmt: skip
    claims = judged(workspace, *(made_claim(n, m, CAMPAIGN) for m, n in tallies.items()))
    assert {c.verdict for c in claims} == {"supported"}


def test_every_figure_used_stands_in_the_evidence_with_its_row(workspace: Workspace) -> None:
    (claim,) = judged(workspace, made_claim(29168, "homicide", "2017"))
    figures = {s.role: s.figure for s in claim.evidence}
    assert figures["supports"] is not None and figures["supports"].value == 29168
    assert figures["now"] is not None and figures["now"].value == 28870
    assert all(
        f is not None and f.evidence and f.evidence[0].locator.startswith("row") for f in figures.values()
    )


def test_a_number_that_no_edition_ever_had_is_contradicted(workspace: Workspace) -> None:
    (claim,) = judged(workspace, made_claim(33341, "homicide", "2017"))
    assert claim.verdict == "contradicted"
    assert "4,607 more (+16.0 %)" in claim.reason
    assert {s.role for s in claim.evidence} == {"contradicts"}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"by": "Some Observatory"}, "may count otherwise"),
        ({"by": ""}, "may count otherwise"),
        ({"period_sure": False}, "for which period exactly"),
        ({"period_open": True}, "for which period exactly"),
        ({"measure_sure": False}, "do not say plainly what is counted"),
        ({"projection": True}, "expected or aimed at"),
    ],
)
def test_in_doubt_nothing_is_called_wrong(workspace: Workspace, fields: dict[str, Any], missing: str) -> None:
    (claim,) = judged(workspace, made_claim(33341, "homicide", "2017", **fields))
    assert claim.verdict == "not-checkable"
    assert missing in claim.reason


def test_what_lies_near_an_edition_or_between_two_is_not_called_wrong(workspace: Workspace) -> None:
    """28,900 is 0.1 % above the new method's 28,870; 13,400 lies between the 13,350 of July and the later 13,515."""
    beside, between = judged(
        workspace, made_claim(28900, "homicide", "2017"), made_claim(13430, "homicide", "2018-01..2018-05")
    )
    assert (beside.verdict, between.verdict) == ("not-checkable", "not-checkable")
    assert "lies near 28,8" in beside.reason


def test_a_number_of_another_size_may_be_of_something_else(workspace: Workspace) -> None:
    far, fraction = judged(
        workspace, made_claim(100_000, "homicide", "2017"), made_claim(33.341, "homicide", "2017")
    )
    assert (far.verdict, fraction.verdict) == ("not-checkable", "not-checkable")
    assert "of something else" in far.reason and "fractions" in fraction.reason


def test_a_fraction_of_three_digits_may_be_thousands(workspace: Workspace) -> None:
    """13.068 case files of cargo theft in 2018 (release of March 2021), read as a decimal number."""
    (claim,) = judged(workspace, made_claim(13.068, "cargo-theft", "2018", text="13.068"), then="2021-06-01")
    assert claim.verdict == "supported"


def test_the_source_that_is_named_says_which_count_is_meant(workspace: Workspace) -> None:
    """113 cases of 2018 by the FBI (Mexico News Daily, May 2019)."""
    (claim,) = judged(workspace, made_claim(113, "kidnapping", "2018", by="FBI"), then="2019-06-01")
    assert (claim.verdict, claim.definition) == ("supported", "fbi-kidnapping-cases")


def test_an_official_source_named_in_full_or_by_initials_can_be_contradicted(workspace: Workspace) -> None:
    names = ["SESNSP", "the government", "Secretariado Ejecutivo del Sistema Nacional de Seguridad Pública"]
    claims = judged(workspace, *(made_claim(33341, "homicide", "2017", by=name) for name in names))
    assert [c.verdict for c in claims] == ["contradicted"] * 3


def test_superseded_when_written_and_revised_since(workspace: Workspace) -> None:
    """13,298 of 21 June 2018 was 13,350 from 20 July; what was right then is outdated unless it names its edition."""
    claim = made_claim(13298, "homicide", "2018-01..2018-05")
    at = len("Mexico's Drug War & AMLO") + 5
    told = made_claim(13298, "homicide", "2018-01..2018-05", start=at, end=at + 6)
    assert judged(workspace, told, line="A provisional 13,298 victims.")[0].verdict == "supported"
    early = made_claim(1354, "fuel-theft", "2018-05")
    assert judged(workspace, claim)[0].verdict == "outdated"
    assert judged(workspace, claim, then="2018-06-22")[0].verdict == "supported"  # 13,515 is 1.6 % away
    assert judged(workspace, early)[0].verdict == "supported"
    kidnapped = made_claim(1185, "kidnapping", "2018")  # 1,559 since the release of January 2020
    then = {"then": "2019-02-01"}
    assert judged(workspace, kidnapped, **then)[0].verdict == "outdated"
    assert "revised since to 1,560" in judged(workspace, kidnapped, **then)[0].reason
    named = judged(workspace, kidnapped, line="Preliminary figures show 1,185 victims.", **then)
    assert named[0].verdict == "outdated"  # the claim stands in the heading, not in that sentence
    start = len("Mexico's Drug War & AMLO") + 5
    there = made_claim(1185, "kidnapping", "2018", start=start, end=start + 5)
    assert (
        judged(workspace, there, line="Preliminary figures show 1,185 victims.", **then)[0].verdict
        == "supported"
    )


def test_a_count_told_in_the_words_of_a_kindred_measure(workspace: Workspace) -> None:
    """34,202 of 2018 are intentional homicides and femicides together (Animal Político, January 2019)."""
    (claim,) = judged(workspace, made_claim(34202, "homicide", "2018"), then="2019-02-01")
    assert claim.verdict == "supported-other-definition"
    assert "intentional homicide and femicide" in claim.reason


def test_more_than_is_true_by_far_and_never_by_another_definition_alone(workspace: Workspace) -> None:
    far, survey = judged(
        workspace,
        made_claim(20000, "homicide", "2017", high=None, hedge="more-than"),
        made_claim(5000, "kidnapping", "2017", high=None, hedge="more-than"),
    )
    assert (far.verdict, far.reason[:11]) == ("supported", "True by far")
    assert survey.verdict != "supported"  # only the household survey's 81,291 lies above


def test_stocks_of_another_day(workspace: Workspace) -> None:
    old, later, wrong = judged(
        workspace,
        made_claim(33125, "missing-persons", None),
        made_claim(40180, "missing-persons", None),
        made_claim(50000, "missing-persons", None),
    )
    assert (old.verdict, later.verdict, wrong.verdict) == ("outdated", "not-checkable", "contradicted")
    assert "37,485" in old.reason and "37,485" in wrong.reason


def test_what_lacks_is_named(workspace: Workspace) -> None:
    claims = judged(
        workspace,
        made_claim(12, "", "2017", counted="bank branches"),
        made_claim(12, "homicide", "2017", place=None),
        made_claim(12, "homicide", None),
        made_claim(12, "homicide", "1950"),
    )
    assert [c.verdict for c in claims] == ["not-checkable"] * 4
    wanted = [
        "“bank branches” is not a measure",
        "does not say where",
        "for which period",
        "No figure of intentional",
    ]
    assert all(w in c.reason for w, c in zip(wanted, claims, strict=True))
    assert "would tell" in claims[3].reason


def test_nothing_was_known_when_it_was_written(workspace: Workspace) -> None:
    (claim,) = judged(workspace, made_claim(28870, "homicide", "2017"), then=None)
    assert claim.verdict == "supported"
    assert "later day than the text" in claim.reason


@pytest.mark.parametrize(
    "line",
    ["They went from 33,341 to 27,000.", "Pasaron de 33,341 a 27,000.", "Caíram de 33.341 para 27.000."],
)  # fmt: skip
def test_what_a_count_moved_from_may_be_of_an_earlier_time(workspace: Workspace, line: str) -> None:
    start = len("Mexico's Drug War & AMLO\n") + line.index("33")
    claim = made_claim(33341, "homicide", "2017", start=start, end=start + 6)
    (held,) = judged(workspace, claim, line=line)
    assert held.verdict == "not-checkable"
    assert "moved from" in held.reason


def test_the_first_count_of_a_month_may_have_been_another(workspace: Workspace) -> None:
    """2,389 victims of February 2018 by the release of April: a month held only later is given room."""
    month, year = made_claim(2630, "homicide", "2018-02"), made_claim(33341, "homicide", "2017")
    near, far = judged(workspace, month, year, then=None)
    assert near.verdict == "not-checkable" and "lies near" in near.reason
    assert far.verdict == "contradicted"
