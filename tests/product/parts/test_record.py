"""Our record in a report: nothing yet, nothing settled, and what came true or did not, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from almenara.analysis.recipes import gather
from almenara.evidence.ledger import record as keep
from almenara.product.config import load_config
from almenara.product.document import Number, Paragraph, Table, Text
from almenara.product.making import Making
from almenara.product.parts.record import record
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace
from tests.analysis.made_calls import DAY, YEAR, entry, yes


def blocks(workspace: Workspace, day: str, language: str = "en") -> tuple[Making, list[Any]]:
    pack = workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    making = Making(workspace.context(day), pack, config, language, wording(language), Press(language))
    (section,) = [s for s in config.sections if s.id == "record"]
    return making, list(record(making, section))


def words(block: Any) -> str:
    def texts(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, Text | Number):
                yield item.text

    if isinstance(block, Paragraph):
        return "".join(texts(block.inlines))
    return " | ".join("".join(texts(cell)) for row in block.rows for cell in row)


def test_a_store_that_said_nothing_before_says_so(workspace: Workspace) -> None:
    keep(workspace.store, [yes()])
    for day in ("2018-11-01", "2018-11-02"):  # what is said on the day itself is too new
        (only,) = blocks(workspace, day)[1]
        assert words(only).startswith("No forecast, rating or judgement of an earlier day is on record")


def test_what_is_not_settled_yet_is_said_plainly(workspace: Workspace) -> None:
    keep(workspace.store, [yes(), entry("judgement", "prose:MX:x#1", probability=0.9)])
    (only,) = blocks(workspace, "2018-12-01")[1]
    assert words(only) == (
        "None of what earlier editions said is settled yet: 1 forecasts and ratings wait for their figures, "
        "and 1 judgements can be settled by a person only."
    )


@pytest.mark.parametrize(
    ("language", "verdicts"), [("en", ("came true", "did not")), ("es", ("se cumplió", "no se cumplió"))]
)
def test_what_came_true_and_what_did_not_are_both_told(
    workspace: Workspace, language: str, verdicts: tuple[str, str]
) -> None:
    good = yes(0.9, baseline={"probability": 0.5})
    bad = entry("judgement", "prose:MX:x#1", probability=0.9, extra={"text": "A.", "language": language})
    keep(workspace.store, [good, bad])
    workspace.settle(bad.id, False, "B came", as_of="2019-03-01")
    making, (said, scores, each) = blocks(workspace, "2019-06-30", language)
    assert isinstance(scores, Table) and isinstance(each, Table)
    assert "2" in words(said)
    assert "0.010" in words(scores) and "0.250" in words(scores) and "0.810" in words(scores)
    assert all(f" | {verdict}" in words(each) for verdict in verdicts)
    assert "28,866" in words(each) and "33,341" in words(each) and "A." in words(each)
    for figure in making.press.figures.values():
        assert gather(workspace.context(figure.as_of), figure.recipe).value == figure.value


def test_what_was_replayed_is_never_told_as_made_live(workspace: Workspace) -> None:
    keep(workspace.store, [yes(extra={"replayed": True})])
    said, scores, each = blocks(workspace, "2019-06-30")[1]
    assert "All that are settled were replayed" in words(said)
    assert "Yes or no, replayed (Brier)" in words(scores) and "made live" not in words(scores)
    assert "2 Nov 2018 (replayed)" in words(each)


@pytest.mark.parametrize(
    ("language", "brier", "untold"),
    [("en", "Brier: 0 is right, 1 wrong.", "not told"), ("es", "Brier: 0 es acierto, 1 error.", "no se da")],
)
def test_terms_that_are_printed_are_explained_and_no_others(
    workspace: Workspace, language: str, brier: str, untold: str
) -> None:
    keep(workspace.store, [yes(0.9, baseline={"probability": 0.5})])
    _, scores, _ = blocks(workspace, "2019-06-30", language)[1]
    note = "".join(item.text for item in scores.caption if isinstance(item, Text | Number))
    assert brier in note and untold in words(scores)
    assert not any(term in note for term in ("CRPS", "RPS", "eplayed", "etrospectiv", "80 %"))


def test_the_share_of_intervals_that_held_is_told_beside_counts(workspace: Workspace) -> None:
    levels = {"0.025": 20_000.0, "0.1": 30_000.0, "0.5": 32_000.0, "0.9": 33_000.0, "0.975": 40_000.0}
    keep(workspace.store, [entry("counts", "made:counts", quantiles=levels, **YEAR), yes()])
    _, scores, *_ = blocks(workspace, "2019-06-30")[1]
    assert "0.0\u00a0% / 100.0\u00a0%" in words(scores) and " | – | " in words(scores)
    note = "".join(item.text for item in scores.caption if isinstance(item, Text | Number))
    assert "CRPS: mean distance from what came, in counts." in note
    assert "Held: share of 80 % and 95 % intervals in which the count came." in note


def test_void_calls_are_counted_in_the_sentence_and_have_no_row(workspace: Workspace) -> None:
    known = yes(period="2017", settles=DAY, extra={"replayed": True})
    keep(workspace.store, [yes(), known])
    said, scores, _ = blocks(workspace, "2019-06-30")[1]
    assert "1 cannot be scored" in words(said)
    assert "made live" in words(scores) and "replayed" not in words(scores)
