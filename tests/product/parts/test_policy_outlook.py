"""The outlook of policies as printed: a table at a glance, readings in both languages, calls for the ledger."""

from __future__ import annotations

import pytest

from almenara.product.config import load_config
from almenara.product.document import Inline, Number, Paragraph, Reference, Table
from almenara.product.making import Making
from almenara.product.parts import policy_outlook
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fresh") / "store")


def made_for(workspace: Workspace, language: str) -> tuple[Making, list]:
    pack, words = workspace.registry.packs["MX"], wording(language)
    press = Press(language, words["words"]["unknown"])
    making = Making(
        workspace.context("2018-11-02"), pack, load_config(pack.folder, None), language, words, press
    )
    section = next(s for s in making.config.sections if s.id == "drug-policy")
    return making, policy_outlook.outlook(making, section)


def text(cell: tuple[Inline, ...]) -> str:
    return "".join(i.text for i in cell if not isinstance(i, Reference))


WORDS = {
    "en": ("Must be true", "Watch", "Also considered"),
    "es": ("Debe ser cierto", "A observar", "También considerado"),
}


@pytest.mark.parametrize(
    ("language", "policy", "stands", "acts", "chance", "by"),
    [
        ("en", "Amnesty", "announced, Jul 2018", "arrests: −3\u00a0% (−10\u00a0%\u00a0to\u00a00\u00a0%)",
         "roughly even chance (50\u00a0%), 5\u00a0% to 95\u00a0%", "In force by 2 November 2019"),
        ("es", "Amnistía", "anuncio, jul 2018", "detenciones: −3\u00a0% (−10\u00a0%\u00a0a\u00a00\u00a0%)",
         "probabilidad similar (50\u00a0%), de 5\u00a0% a 95\u00a0%", "En vigor para el 2 de noviembre de 2019"),
    ],
)  # fmt: skip
def test_each_proposal_has_status_mechanism_range_chance_and_reading(
    opened: Workspace, language: str, policy: str, stands: str, acts: str, chance: str, by: str
) -> None:
    making, blocks = made_for(opened, language)
    glance, readings = [b for b in blocks if isinstance(b, Table)]
    assert len(glance.rows) == 7 and glance.columns[-1].heading == by
    (row,) = [[text(c) for c in r] for r in glance.rows if text(r[0]) == policy]
    assert row[1:3] == [stands, acts] and row[5] == chance
    assert " (" in row[3] and " (" in row[4]  # median and interval
    lines = [[text(c) for c in r] for r in readings.rows]
    at = next(n for n, line in enumerate(lines) if line[0] == policy)
    assert [line[0] for line in lines[at + 1 : at + 4]] == list(WORDS[language])
    assert all(len(line[1]) > 20 for line in lines[at : at + 4])
    assert not [line for line in lines if "2019" in line[1]]
    assert len(making.calls) == sum(text(r[5]) != "–" for r in glance.rows) == 4
    assert all(call.baseline["probability"] == 0.5 for call in making.calls.values())


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shares_their_result_and_the_fit_of_the_day_are_printed(opened: Workspace, language: str) -> None:
    _, blocks = made_for(opened, language)
    told = [i for b in blocks if isinstance(b, Paragraph) for i in b.inlines if isinstance(i, Number)]
    values = {str(i.figure.recipe["figure"]): i for i in told}
    assert (values["share_casualties"].text, values["share_arrests_high"].text) == ("10\u00a0%", "7.5\u00a0%")
    low, high = (values[f"members_shares_{end}"].figure.value for end in ("low", "high"))
    assert low and high and high == pytest.approx(3 * low, rel=0.01)  # both at half, both half as high again
    assert 0 < (values["shares_points"].figure.value or 0) < 10
    assert (
        values["change_fit_lethality"].text.startswith("−")
        and values["change_fit_recruitment"].text[0] == "+"
    )
    ties = values["rivalries"].figure
    assert ties.value and ties.value > 0 and ties.evidence and ties.measure == "group-rivalries"
    words = " ".join(text(b.inlines) for b in blocks if isinstance(b, Paragraph))
    assert "2012–2017" in words and "2012–2021" in words
