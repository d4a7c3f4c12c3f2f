"""The audit of the reference report, 2 November 2018, by the figures that come with the package.

What is expected of each number is what the publishers' own pages give, as cited in the country's figures folder.
"""

from __future__ import annotations

import pytest

from almenara.model.claim import Claim
from almenara.workspace import Workspace
from tests.shared_data import shared

CLAIMS = [
    # words, verdict, measure, period, what the reason or its evidence says
    ("29,168", "supported-other-definition", "homicide", "2017", ("old method", "known 2018-01-21", "28,734")),
    ("over 13,000", "supported", "homicide", "2018-01..2018-05", ("13,350", "Not by", "case files", "11,437")),
    ("37,435", "supported", "missing-persons", "2014-01-01..2018-11-02",
     ("2018-04-30", "37,485", "wrong for the larger part")),
    ("more than 2,200", "supported", "fuel-theft", "2018-01..2018-02", ("2,274",)),
    ("38%", "supported", "fuel-theft", "2018-01..2018-02", ("1,647", "+38.1 %")),
    ("more than 3,300", "supported-other-definition", "cargo-theft", "2018-Q1", ("3,346", "2,945", "3,224")),
    ("774", "supported", "politicians-attacked", "2017-09-08..2018-07-01", ("774",)),
    ("152", "supported", "politicians-killed", "2017-09-08..2018-07-01", ("152",)),
    ("nine", "supported", "politicians-killed", "2012", ("9",)),
    ("five", "supported", "", None, ("5 at level 4",)),
    ("highest of four levels", "supported", "advisory-level", None, ("all at level 4",)),
    ("116", "not-checkable", "kidnapping", "2017", ("quotes this text",)),
]  # fmt: skip


@pytest.fixture
def claims(workspace: Workspace) -> list[Claim]:
    report = shared("reports/osac-mexico-2018-11-02.txt")
    return list(workspace.check(report, as_of="2026-11-01").audit.claims)


def test_each_number_of_the_reference_report_is_judged_as_its_publishers_counted(claims: list[Claim]) -> None:
    found = {c.text: c for c in claims}
    for words, verdict, measure, period, told in CLAIMS:
        claim = found[words]
        assert (claim.verdict, claim.measure) == (verdict, measure), (words, claim.reason)
        assert period is None or str(claim.period) == period, words
        assert all(part in claim.reason for part in told), (words, claim.reason)


def test_nothing_in_the_reference_report_is_accused_and_its_sum_holds(claims: list[Claim]) -> None:
    assert len(claims) == 22
    assert not [c.text for c in claims if c.verdict in ("contradicted", "inconsistent", "outdated")]
    sums = [(a.shown, a.holds) for c in claims for a in c.arithmetic]
    assert ("81 + 25 + 10 = 116", True) in sums and all(holds for _, holds in sums)
