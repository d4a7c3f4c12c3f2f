"""Portions are marked by what they rest on, whatever kind of block prints it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.product.document import (
    Block,
    Bullets,
    Column,
    Judgement,
    Number,
    Paragraph,
    Picture,
    Reference,
    Section,
    Table,
    Text,
)
from almenara.product.release import marked, needed_banner
from tests.product.made_figures import evidence, figure

AMBER = evidence(marking="TLP:AMBER")
NUMBER = Number("f1", figure(evidence=(AMBER,)), "29,168", (1,))
CITED = Reference((2,))
HEADS = (Column("State"),)
BLOCKS: dict[str, Block] = {
    "paragraph": Paragraph((NUMBER,)),
    "paragraph that only cites": Paragraph((Text("It is said."), CITED)),
    "item": Bullets((Paragraph((Text("Nothing."),)), Paragraph((NUMBER,)))),
    "judgement": Judgement((NUMBER,)),
    "basis": Judgement((Text("It will pass."),), basis=(Text("As is said."), CITED)),
    "probability": Judgement((Text("It will pass."),), probability=NUMBER),
    "table": Table("States", HEADS, (((NUMBER,),),)),
    "table that only cites": Table("Groups", HEADS, (((Text("A group"), CITED),),)),
    "picture": Picture("p", "A map", {}, "a map", (NUMBER,)),
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_portion_is_marked_at_least_as_its_evidence(block: Block) -> None:
    section = Section("x", "Sources", (block,))
    assert needed_banner((section,)) == "TLP:CLEAR"
    assert needed_banner((marked(section, {2: AMBER}),)) == "TLP:AMBER"


def test_other_items_of_a_list_and_stricter_marks_stay_as_they_are() -> None:
    made = marked(Section("x", "Sources", (BLOCKS["item"], Paragraph((NUMBER,), "TLP:RED"))), {})
    items, paragraph = made.blocks
    assert isinstance(items, Bullets)
    assert [item.portion for item in items.items] == ["TLP:CLEAR", "TLP:AMBER"]
    assert paragraph == replace(Paragraph((NUMBER,)), portion="TLP:RED")
