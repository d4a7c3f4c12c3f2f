"""Newest months beside what they are expected to become: only where vintages teach it, and re-filings named."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from almenara.product.config import load_config
from almenara.product.document import Block, Bullets, Inline, Number, Table, Text
from almenara.product.making import Making
from almenara.product.parts.revisions import adjusted
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace
from tests.shared_data import shared


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Monthly counts of all states in seven vintages of 2017 and 2018."""
    workspace = Workspace.open(tmp_path_factory.mktemp("revisions") / "store")
    workspace.ingest(sorted(shared("mexico/sesnsp/elcrimen_vintages").glob("states_*.json.gz")))
    return workspace


def making(workspace: Workspace, day: str, language: str = "en") -> Making:
    pack = workspace.registry.packs["MX"]
    return Making(
        workspace.context(day), pack, load_config(pack.folder), language, wording(language), Press(language)
    )


def made(at: Making, measure: str | None = None) -> list[Block]:
    """The part for the section on kidnapping; with another measure in place of its first series."""
    (section,) = [s for s in at.config.sections if s.id == "kidnapping"]
    if measure is not None:
        first = at.config.series[section.series[0]]
        at.config.series[section.series[0]] = first.model_copy(
            update={"measure": measure, "definition": "sesnsp-files"}
        )
    return adjusted(at, section)


def text(inlines: Iterable[Inline]) -> str:
    return "".join(i.text for i in inlines if isinstance(i, Text | Number))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "after the revisions usual within so many months"),
        ("es", "tras las revisiones usuales en tantos meses"),
    ],
)
def test_a_line_a_series_that_vintages_teach_of(months: Workspace, language: str, said: str) -> None:
    at = making(months, "2018-08-01", language)
    (table,) = made(at)
    assert isinstance(table, Table) and len(table.rows) == 2 and len(table.columns) == 7
    for row in table.rows:
        published, expected, low, high = (
            int(text(cell).replace(",", "").replace("\u202f", "")) for cell in (row[2], *row[4:])
        )
        assert text(row[3]) == "5"
        assert low <= published <= high and low <= expected <= high
    assert said in text(table.caption)
    assert {call.measure for call in at.calls.values()} == {"kidnapping", "extortion"}


def test_a_re_filing_is_told_with_place_days_and_sums(months: Workspace) -> None:
    blocks = made(making(months, "2018-08-01"), "car-theft")
    assert isinstance(blocks[1], Bullets)
    (item,) = blocks[1].items
    assert text(item.inlines) == (
        "Baja California filed old months anew, which is no delay in reporting: Kidnapping, victims, 3,990 case "
        "files in the fourth quarter of 2017 as known on 24 February 2018, 4,323 as known on 22 March 2018."
    )


def test_nothing_where_vintages_teach_nothing(
    months: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert made(making(months, "2018-02-20")) == []
    assert made(making(months, "2020-02-01")) == [], "months over a year old are not the latest"
    embedded = Workspace.open(tmp_path_factory.mktemp("embedded") / "store")
    assert made(making(embedded, "2018-11-02")) == []
