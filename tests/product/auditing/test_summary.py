"""The paragraph: the worst first, quoted; sums counted once; both days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.product.auditing.summary import counts, summary, sums
from tests.product.auditing.made_audit import audit, manuscript


def test_the_worst_comes_first_and_is_quoted() -> None:
    assert summary(audit()) == (
        "Of 7 claims, 1 is contradicted (“29,168”); 1 is at odds with the text's own figures (“38%”); "
        "1 was true when written and has been revised since; 1 is borne out; 3 cannot be checked. "
        "Of 2 sums over its own figures, 1 holds, 1 does not (change worked out on the later value: "
        "(29,168 − 18,084) / 18,084 = +61.3 %). 1 claim is laid to a source without a name. "
        "1 number that claims nothing was left out. "
        "Held against what was known on 1 November 2026; the text is of 2 November 2018."
    )


def test_a_sum_that_several_claims_bear_counts_once() -> None:
    assert [done.kind for done in sums(audit())] == ["change", "sum"]


def test_counts_are_in_the_order_of_badness_and_name_only_what_occurs() -> None:
    assert list(counts(audit()).items()) == [
        ("contradicted", 1), ("inconsistent", 1), ("outdated", 1), ("supported", 1), ("not-checkable", 3),
    ]  # fmt: skip


def test_one_claim_no_claim_and_no_day() -> None:
    whole = audit()
    one = replace(whole, claims=whole.claims[2:3], left_out=())
    assert summary(one).startswith("Its one claim is borne out. Held against")
    none = replace(whole, claims=(), left_out=(), manuscript=manuscript(published=None))
    assert summary(none) == (
        "The text states no number that claims anything. "
        "Held against what was known on 1 November 2026; the text states no day."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "es",
            "De 7 afirmaciones, 1 queda desmentida (“29,168”); 1 no cuadra con las cifras del propio texto",
        ),
        ("pt", "De 7 afirmações, 1 fica desmentida (“29,168”); 1 não bate com os números do próprio texto"),
    ],
)
def test_it_is_told_in_three_languages(language: str, said: str) -> None:
    assert summary(audit(), language).startswith(said)
    assert {"es": "2 de noviembre de 2018", "pt": "2 de novembro de 2018"}[language] in summary(
        audit(), language
    )
