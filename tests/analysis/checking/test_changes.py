from __future__ import annotations

from typing import Any

import pytest

from almenara.analysis.checking.held.verdicts import judge
from almenara.model.claim import Claim, Comparison
from almenara.model.period import Period
from almenara.workspace import Workspace
from tests.analysis.checking.made_claims import made_claim, made_manuscript


def change(value: float, room: float, measure: str, period: str, base: str | None, **more: Any) -> Claim:
    direction, words = more.pop("direction", "rise"), "than before" if base else ""
    comparison = Comparison(direction, words, Period.parse(base) if base else None)
    kind = more.pop("kind", "percent")
    return made_claim(
        value, measure, period, kind=kind, low=value - room, high=value + room, comparison=comparison, **more
    )


def judged(workspace: Workspace, *claims: Claim) -> list[Claim]:
    contexts = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    return judge(list(claims), made_manuscript("A heading", "A sentence."), *contexts)


def test_a_percentage_stands_on_its_value_and_base(workspace: Workspace) -> None:
    """Taps of January and February: 2,274 after 1,647 (first quarters less March, Quintana Roo Hoy, May 2018)."""
    (claim,) = judged(workspace, change(38, 0.5, "fuel-theft", "2018-01..2018-02", "2017-01..2017-02"))
    assert claim.verdict == "supported"
    assert "2,274 against 1,647 = +38.1 %" in claim.reason
    assert [(s.role, s.figure and s.figure.value) for s in claim.evidence] == [
        ("supports", 2274),
        ("base", 1647),
    ]


def test_a_change_computed_on_the_later_value_is_contradicted(workspace: Workspace) -> None:
    """10,101 after 6,734 is +50.0 %, not 33.33 % (TyT, September 2018)."""
    (claim,) = judged(workspace, change(33.33, 0.005, "fuel-theft", "2018-01..2018-08", "2017-01..2017-08"))
    assert (claim.verdict, claim.reason[:33]) == ("contradicted", "10,101 against 6,734 = +50.0 % (i")


@pytest.mark.parametrize(
    ("direction", "kind", "value", "verdict"),
    [
        ("rise", "percent", 16, "supported"),  # 15,973 after 13,751 = +16.2 % (AP, July 2018)
        ("fall", "percent", 16, "contradicted"),
        ("rise", "percent", 17, "not-checkable"),  # a point off: another edition may give it
        ("rise", "times", 1.2, "supported"),
        ("rise", "times", 2, "contradicted"),
        ("rise", "count", 2222, "supported"),  # the difference
    ],
)
def test_direction_and_size_of_a_change(
    workspace: Workspace, direction: str, kind: str, value: float, verdict: str
) -> None:
    room = {"percent": 0.5, "times": 0.05, "count": 0}[kind]
    claim = change(
        value, room, "homicide", "2018-01..2018-06", "2017-01..2017-06", direction=direction, kind=kind
    )
    assert judged(workspace, claim)[0].verdict == verdict


def test_times_more_is_not_taken_for_times_as_many(workspace: Workspace) -> None:
    """2,121 taps in a state after 344 (TyT, January 2019): 6.2 times as many, 5.2 times more."""
    contexts = workspace.context("2026-11-25"), workspace.context("2019-02-10")
    line = "Taps were 6.2 times more than before."
    text = made_manuscript("A heading", line)
    start = len("A heading") + 1 + line.index("6.2")
    place = workspace.place("Hidalgo")
    more, as_many = judge(
        [
            change(6.2, 0.05, "fuel-theft", "2018", "2016", kind="times", place=place, start=start, end=start + 9),
            change(6.2, 0.05, "fuel-theft", "2018", "2016", kind="times", place=place),
        ],
        text, *contexts,
    )  # fmt: skip
    assert (more.verdict, as_many.verdict) == ("not-checkable", "supported")
    assert "5.17 times more" in more.reason


def test_a_base_of_an_older_edition_is_told(workspace: Workspace) -> None:
    """14,894 taps of 2018 (TyT, January 2019) after 10,363 as published a year before, 10,293 in the newer table."""
    contexts = workspace.context("2026-11-25"), workspace.context("2019-02-10")
    claim = change(43.7, 0.05, "fuel-theft", "2018", "2017")
    (claim,) = judge([claim], made_manuscript("A heading", "A sentence."), *contexts)
    assert claim.verdict == "supported"
    assert "14,894 against 10,363 = +43.7 %" in claim.reason and "10,293" in claim.reason


def test_a_period_is_not_compared_with_itself(workspace: Workspace) -> None:
    same, inside = judged(
        workspace,
        change(13.3, 0.05, "homicide", "2017", "2017", direction="fall"),
        change(13.3, 0.05, "homicide", "2018-01..2018-06", "2018", direction="fall"),
    )
    assert (same.verdict, inside.verdict) == ("not-checkable", "not-checkable")


def test_without_a_base_nothing_is_held_against_it(workspace: Workspace) -> None:
    (claim,) = judged(workspace, change(60, 0.5, "homicide", "2018-01..2018-06", None))
    assert claim.verdict == "not-checkable"


def test_rates_averages_and_shares_are_worked_out_from_counts(workspace: Workspace) -> None:
    """85.2 victims a day in the first quarter of 2018 (Frontera List); 1,815 of 12,534 taps in one state."""
    average, rate, wrong, share = judged(
        workspace,
        made_claim(85, "homicide", "2018-Q1", kind="average", low=84.5, high=85.5),
        made_claim(23.6, "homicide", "2017", kind="rate", low=23.55, high=23.65, unit="per 100,000"),
        made_claim(31, "homicide", "2017", kind="rate", low=30.95, high=31.05, unit="per 100,000"),
        made_claim(
            14, "fuel-theft", "2018-01..2018-10", kind="percent", low=13.5, high=14.5, place=workspace.place("Puebla")
        ),
    )  # fmt: skip
    assert (average.verdict, rate.verdict, wrong.verdict, share.verdict) == (
        "supported", "supported-other-definition", "not-checkable", "supported",
    )  # fmt: skip
    assert "7,667 / 90 days = 85.2 a day" in average.reason
    assert "29,168 / " in rate.reason
    assert "1,815 of 12,534 = 14.5 %" in share.reason


def test_a_rank_among_the_states_of_a_country(workspace: Workspace) -> None:
    """By victims of homicide and femicide of January 2018, where every state's count is held."""
    place = workspace.place("Guanajuato")
    first, second = (
        made_claim(n, "homicide-and-femicide", "2018-01", kind="rank", place=place) for n in (1, 2)
    )
    said = judged(workspace, first, second)
    assert sorted(c.verdict for c in said) == ["not-checkable", "supported"]
    assert "of 32" in said[0].reason and "of 32" in said[1].reason
