"""Hot spots in the report: the sentence says what stands out or that nothing does, and the map outlines it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.model.finding import Finding
from almenara.product.config import load_config
from almenara.product.document import Number, Paragraph, Picture, Text
from almenara.product.making import Making
from almenara.product.parts.hotspots import spots
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("hotspots") / "store")


def making(workspace: Workspace, day: str, language: str = "en") -> Making:
    pack = workspace.registry.packs["MX"]
    return Making(
        workspace.context(day), pack, load_config(pack.folder), language, wording(language), Press(language)
    )


def blocks(made: Making) -> tuple[str, Picture]:
    (section,) = [s for s in made.config.sections if "hot-spots-map" in s.parts]
    sentence, drawn = spots(made, section)
    assert isinstance(sentence, Paragraph)
    assert isinstance(drawn, Picture)
    return "".join(i.text for i in sentence.inlines if isinstance(i, Text | Number)), drawn


@pytest.mark.parametrize(
    ("language", "words", "mark"),
    [
        ("en", "no state stands out from chance", "High with its neighbours, by chance perhaps: Baja California Sur."),
        ("es", "ningún estado sobresale del azar", "Alto con sus vecinos, quizá por azar: Baja California Sur."),
    ],
)  # fmt: skip
def test_no_hot_spot_is_said_to_be_none_and_the_highest_are_named(workspace, language, words, mark) -> None:
    text, drawn = blocks(making(workspace, "2018-11-02", language))
    assert words in text
    assert "Baja California Sur, 2" in text
    assert drawn.alt.endswith(mark)


def test_hot_spots_are_named_and_outlined(workspace, monkeypatch) -> None:
    made = making(workspace, "2018-11-02")
    asked = Making.ask

    def with_two(self: Making, question: str, **arguments: object) -> Finding:
        found = asked(self, question, **arguments)
        rows = tuple(
            replace(row, facts=row.facts | {"spot": "hot" if row.key in ("MX-COL", "MX-MIC") else ""})
            for row in found.rows
        )
        return replace(found, rows=rows)

    monkeypatch.setattr(Making, "ask", with_two)
    text, drawn = blocks(made)
    assert "Colima and Michoacán stand out as hot spots, high together with their neighbours" in text
    assert drawn.alt.endswith("Hot spot: Colima, Michoacán.")
