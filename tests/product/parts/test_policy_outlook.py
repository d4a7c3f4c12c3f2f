"""The outlook of policies as printed: readings in both languages, and judgements whose calls go to the ledger."""

from __future__ import annotations

import pytest

from almenara.product.config import load_config
from almenara.product.document import Bullets, Judgement, Paragraph, Reference, Table
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


def text(block: Paragraph | Judgement) -> str:
    held = block.sentence if isinstance(block, Judgement) else block.inlines
    return "".join(i.text for i in held if not isinstance(i, Reference))


WORDS = {
    "en": ("Would have to be true", "Watch", "Also considered"),
    "es": ("Tendría que ser cierto", "A observar", "También considerado"),
}


@pytest.mark.parametrize(
    ("language", "status", "judged"),
    [
        ("en", "Amnesty (announced, Jul 2018)", "is in force by 2 November 2019"),
        ("es", "Amnistía (anuncio, jul 2018)", "esté en vigor para el 2 de noviembre de 2019"),
    ],
)
def test_each_proposal_is_told_with_its_status_reading_and_prospect(
    opened: Workspace, language: str, status: str, judged: str
) -> None:
    making, blocks = made_for(opened, language)
    (bullets,) = [b for b in blocks if isinstance(b, Bullets)]
    (one,) = [text(item) for item in bullets.items if text(item).startswith(status)]
    assert all(f"{word}: " in one for word in WORDS[language])
    assert not [text(item) for item in bullets.items if "2019" in text(item)]
    (table,) = [b for b in blocks if isinstance(b, Table)]
    assert len(table.columns) == 5 and len(table.rows) == 4
    judgements = [b for b in blocks if isinstance(b, Judgement)]
    assert judgements and all(judged in text(j) and j.confidence == "low" for j in judgements)
    assert len(making.calls) == len(judgements)
    told = [len("".join(i.text for i in j.basis if not isinstance(i, Reference))) for j in judgements]
    assert max(told[1:]) < told[0]  # what the rate rests on is told in full once
    assert all(call.baseline["probability"] == 0.5 for call in making.calls.values())
