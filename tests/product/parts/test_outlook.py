"""The outlook in the report: a judgement with its basis, and the states with most to expect."""

from __future__ import annotations

import pytest

from almenara.model.terms import likelihood
from almenara.product.config import load_config
from almenara.product.document import Judgement, Number, Table, Text
from almenara.product.making import Making
from almenara.product.parts.outlook import SHOWN, outlook
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("outlook") / "store")


def made(workspace: Workspace, day: str, language: str = "en"):
    pack = workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    making = Making(workspace.context(day), pack, config, language, wording(language), Press(language))
    (section,) = [s for s in config.sections if "outlook" in s.parts]
    return making, outlook(making, section)


def text(inlines) -> str:
    return "".join(i.text for i in inlines if isinstance(i, Text | Number))


@pytest.mark.parametrize(("language", "word"), [("en", "exceeds that of"), ("es", "supere el de")])
def test_a_judgement_and_the_states_with_most_to_expect(workspace, language, word) -> None:
    making, (judged, table) = made(workspace, "2018-11-02", language)
    assert isinstance(judged, Judgement) and isinstance(table, Table)
    asked = {"measure": "homicide-and-femicide", "place": "MX", "definition": "sesnsp-victims"}
    found = making.ask("outlook", **asked)
    chance = found.figures["above_same"].value
    assert judged.term == likelihood(chance / 100).words[language] and judged.confidence
    assert word in text(judged.sentence) and f"{found.figures['median'].value:,.0f}" in text(judged.sentence)
    assert len(table.rows) == SHOWN + 1
    *states, total = table.rows
    medians = [float(text(row[3]).split()[0].replace(",", "")) for row in states]
    assert medians == sorted(medians, reverse=True)
    assert text(total[3]).startswith(f"{found.figures['median'].value:,.0f} (")
    assert text(total[4]).endswith(judged.term)
    assert {c.subject for c in found.calls} <= set(making.calls)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "does not yet know those of the country: August 2018 (2,933) and September 2018 (2,965)."),
        ("es", "aún no conoce los del país: agosto de 2018 (2,933) y septiembre de 2018 (2,965)."),
    ],
)  # fmt: skip
def test_months_of_the_country_that_the_states_do_not_have_yet_are_named(workspace, language, said) -> None:
    _, (judged, _) = made(workspace, "2018-11-02", language)
    assert said in text(judged.sentence).replace("\u202f", ",")


def test_old_months_give_no_outlook_but_a_reason(workspace) -> None:
    making, blocks = made(workspace, "2021-03-01")
    assert blocks == [] and not making.calls
    assert "to within a year of 2021-03-01" in making.unknowns[-1][1]
