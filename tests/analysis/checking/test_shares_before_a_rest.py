"""Shares told in sentences of their own before "the rest" leave something for it."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited


def _errors(workspace: Workspace, language: str, text: str) -> list[str]:
    claims = audited(workspace, language, "2025-02-01", text).claims
    return [a.error for c in claims for a in c.arithmetic if not a.holds]


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("pt", "Houve pedido de resgate em 81 dos 116 casos, ou 70%. Já o sequestro virtual representa {}% dos casos. "
         "Os restantes não tiveram exigência alguma.", 22, 42),
        ("es", "El 58% de los robos ocurrió en carretera. En zonas urbanas se cometió el {}% de los robos. El resto "
         "fue en patios y bodegas.", 37, 47),
        ("es", "Las tomas en Hidalgo son el 44% del total. Puebla tiene el {}% del total. El resto está en otros "
         "estados.", 31, 61),
        ("en", "Council candidates were hit in 51% of the attacks. In {}% of the attacks the victims were mayors. The "
         "rest hit party workers.", 38, 58),
        ("pt", "Chihuahua concentra 22% das vítimas, o Estado do México 10%, a Cidade do México 9% e Sonora 7%. Os "
         "demais estados, somados, ficam com {}%.", 52, 72),
    ],
)  # fmt: skip
def test_shares_before_a_rest_are_less_than_the_whole(
    workspace: Workspace, language: str, text: str, right: int, wrong: int
) -> None:
    assert _errors(workspace, language, text.format(right)) == []
    assert _errors(workspace, language, text.format(wrong)) == ["share-over-100"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El 58% de los robos ocurrió en carretera. De ellos, el 47% fue de noche. El resto fue en patios."),
        ("en", "58% of drivers fear the road. 71% of drivers want escorts; several answers were possible. The rest "
         "gave no answer."),
        ("en", "In the north 58% of victims were men. In the south 71% of victims were men. The rest of the country "
         "was not surveyed."),
        ("en", "58% had paid a bribe. 71% knew somebody who had. The others refused to say."),
    ],
)  # fmt: skip
def test_shares_of_different_wholes_may_exceed_it(workspace: Workspace, language: str, text: str) -> None:
    assert _errors(workspace, language, text) == []
