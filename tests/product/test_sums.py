"""A total is printed with its parts, and with whether they add up."""

from __future__ import annotations

import pytest

from almenara.product.config import load_config
from almenara.product.document import Bullets, Number, Text
from almenara.product.making import Making
from almenara.product.parts.figures import sums
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace

MEASURE = "missing-persons"


def made(workspace: Workspace, parts: list[str]) -> tuple[str, list[float | None]]:
    """The sentence on the register of April 2018 with parts of these definitions, and the figures in it."""
    context, pack = workspace.context("2018-11-02"), workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    (section,) = [s for s in config.sections if s.id == "missing"]
    (wanted,) = section.sums
    chosen = [p for p in wanted.parts if p.definition in parts]
    section = section.model_copy(update={"sums": [wanted.model_copy(update={"parts": chosen})]})
    (bullets,) = sums(Making(context, pack, config, "en", wording("en"), Press("en")), section)
    assert isinstance(bullets, Bullets)
    inlines = bullets.items[0].inlines
    text = "".join(i.text for i in inlines if isinstance(i, Text | Number))
    return text, [i.figure.value for i in inlines if isinstance(i, Number)]


@pytest.mark.parametrize(
    ("parts", "end", "values"),
    [
        (["rnped-common", "rnped-federal"], "The parts add up to the total.", [37435, 36265, 1170]),
        (["rnped-common"], "The parts do not add up to the total.", [37435, 36265]),
    ],
)
def test_a_sentence_says_whether_parts_add_up(
    workspace: Workspace, parts: list[str], end: str, values: list[float]
) -> None:
    text, printed = made(workspace, parts)
    assert text.endswith(end)
    assert printed == values
