"""The scorer: an audit made from the labels themselves scores full marks, and each fault costs what it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from almenara.model.claim import Arithmetic, Audit, Claim
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.model.period import Period
from almenara.model.place import Place
from benchmarks.check.labels import VERDICTS, Label, LabelledText, read_half
from benchmarks.check.scoring import Outcome, score, total

DOCUMENTS = {document.name: document for document in read_half("dev")}


def claim(label: Label, document: LabelledText) -> Claim:
    """The claim that the label asks for; one at fault gets the first verdict that blames it, or a sum that fails."""
    blamed = {c for p in document.planted for c in p.claims}
    verdicts = label.verdicts or ("not-checkable",)
    accusing = [v for v in verdicts if v != "supported" and v != "not-checkable"]
    verdict = accusing[0] if label.id in blamed and accusing else verdicts[0]
    sums: tuple[Arithmetic, ...] = ()
    if label.arithmetic == "=":
        sums = (Arithmetic("sum", 1, 1, True),)
    elif label.arithmetic != "-":
        sums = (Arithmetic("sum", 1, 2, False, label.arithmetic),)
    place = (label.places or ("",))[0]
    period = (label.periods or ("",))[0]
    return Claim(
        label.text,
        label.start,
        label.end,
        (label.kinds or ("count",))[0],  # type: ignore[arg-type]
        (label.values or (0.0,))[0],
        None,
        None,
        measure=(label.measures or ("",))[0],
        place=Place(place, "state", place) if place else None,
        period=Period.parse(period) if period else None,
        verdict=verdict,  # type: ignore[arg-type]
        arithmetic=sums,
    )


def audit(document: LabelledText, *claims: Claim) -> Audit:
    text = document.text
    manuscript = Manuscript(
        document.name,
        "text",
        text,
        (Block("paragraph", 0, len(text)),),
        (Sentence(0, len(text), 0),),
        document.language,
    )
    return Audit(manuscript, claims, (), document.published, date(2026, 11, 25))


def perfect(document: LabelledText) -> list[Claim]:
    return [claim(label, document) for label in document.labels if not label.optional or label.verdicts]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_an_audit_that_says_what_the_labels_say_scores_full_marks(name: str) -> None:
    document = DOCUMENTS[name]
    out = score(document, audit(document, *perfect(document)))
    assert out.misses == []
    assert (out.found, out.spurious, out.accusations) == (out.wanted, 0, 0)
    assert (out.caught, out.named) == (len(document.planted), out.reasoned)
    assert out.right == out.checked
    assert (out.agreed, out.shown) == (out.verdicts, out.sums)


def changed(name: str, number: int, **fields: object) -> Outcome:
    claims = perfect(DOCUMENTS[name])
    claims[number] = replace(claims[number], **fields)  # type: ignore[arg-type]
    return score(DOCUMENTS[name], audit(DOCUMENTS[name], *claims))


def test_a_wrong_value_is_both_missed_and_made_up() -> None:
    out = changed("en-01-press", 0, value=11198.0)
    assert (out.found, out.spurious) == (out.wanted - 1, 1)


def test_a_wrong_place_costs_the_link() -> None:
    out = changed("en-01-press", 2, place=None)
    assert out.checked["all"] - out.right["all"] == 1
    assert out.checked["place"] - out.right["place"] == 1
    assert out.right["measure"] == out.checked["measure"]


def test_contradicting_a_clean_claim_is_a_false_accusation() -> None:
    out = changed("en-01-press", 0, verdict="contradicted")
    assert (out.accusations, out.verdicts - out.agreed) == (1, 1)


def test_a_sum_that_fails_is_false_unless_it_uses_the_claim_at_fault() -> None:
    fails = Arithmetic("sum", 1, 2, False, "does-not-follow", claims=(0, 1))
    assert changed("en-01-press", 1, arithmetic=(fails,)).accusations == 1
    planted = DOCUMENTS["en-10-press"]
    at_fault = [label.id for label in planted.labels].index("c2")
    fails = replace(fails, claims=(0, at_fault))
    assert changed("en-10-press", 0, arithmetic=(fails,)).accusations == 0


def test_an_error_that_nobody_blames_is_not_caught() -> None:
    number = [label.id for label in DOCUMENTS["en-05-advice"].labels].index("c4")
    out = changed("en-05-advice", number, verdict="not-checkable")
    assert (out.planted, out.caught) == (1, 0)
    assert [m.about for m in out.misses if "planted" in m.about] == ["planted error not caught"]


def test_of_two_errors_in_a_document_each_is_caught_by_its_own_claims() -> None:
    document = next(d for d in read_half("third") if d.name == "en-06-email")
    claims = perfect(document)
    both = score(document, audit(document, *claims))
    label = next(x for x in document.labels if x.id == "c9")
    claims = [replace(c, verdict="not-checkable") if c.start == label.start else c for c in claims]
    out = score(document, audit(document, *claims))
    assert (both.planted, both.caught, out.caught) == (2, 2, 1)


def test_totals_add_up_the_documents() -> None:
    outcomes = [score(d, audit(d, *perfect(d))) for d in DOCUMENTS.values()]
    out = total(outcomes)
    assert out.documents == len(outcomes)
    assert out.wanted == sum(o.wanted for o in outcomes) > 250
    assert out.checked["measure"] == sum(o.checked.get("measure", 0) for o in outcomes)


def test_every_verdict_of_the_letters_is_one_of_the_model() -> None:
    from typing import get_args

    from almenara.model.claim import Verdict

    assert set(VERDICTS.values()) <= set(get_args(Verdict))
