"""Fragmentation in the report: contested states, and the tree of splits, as known on the day."""

from __future__ import annotations

import pytest

from almenara.product.config import load_config
from almenara.product.document import Number, Paragraph, Picture, Text
from almenara.product.making import Making
from almenara.product.parts.fragmentation import fragmentation
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fragments") / "store")


def made(workspace: Workspace, day: str, language: str):
    pack = workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    words = wording(language)
    making = Making(
        workspace.context(day), pack, config, language, words, Press(language, words["words"]["unknown"])
    )
    (section,) = [s for s in config.sections if "fragmentation" in s.parts]
    return fragmentation(making, section)


def text(block: Paragraph) -> str:
    return "".join(i.text for i in block.inlines if isinstance(i, Text | Number))


@pytest.mark.parametrize(
    ("language", "states", "split"),
    [
        ("en", "states, sources of the last years", "that they split"),
        ("es", "estados, fuentes", "se escindieron"),
    ],
)
def test_contested_states_and_the_tree_are_told(workspace, language, states, split) -> None:
    contested, said, tree = made(workspace, "2018-11-02", language)
    found = workspace.ask("groups", "2018-11-02", country="MX")
    assert states in text(contested) and f" {found.figures['contested'].value:.0f} " in text(contested)
    names = workspace.registry.packs["MX"].local_names(language)
    for item in found.facts["contested"]:
        assert names.get(item["place"], workspace.place(item["place"]).name) in text(contested)
    splits = workspace.ask("fragmentation", "2018-11-02", country="MX").figures["splits"]
    assert split in text(said) and f" {splits.value:.0f} " in text(said)
    assert isinstance(tree, Picture) and tree.numbers
