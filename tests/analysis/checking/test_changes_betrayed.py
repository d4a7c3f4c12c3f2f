"""Changes whose base no words name: just the change on the later count is a slip, any other number says nothing."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

DAY = "2024-04-10"


@pytest.mark.parametrize(
    ("language", "text", "right", "later", "other"),
    [
        ("en", "In 2023 extortion {} in Nuevo León.", "rose 7.7%", "rose 7.1%", "rose 12.3%"),
        ("es", "El homicidio doloso {} en Michoacán durante 2023, según el Secretariado Ejecutivo.",
         "bajó 27.5 por ciento", "bajó 38.0 por ciento", "bajó 31.4 por ciento"),
        ("pt", "O roubo de carga {} no México em 2023.", "cresceu 3,9 por cento", "cresceu 3,7 por cento",
         "cresceu 8,8 por cento"),
    ],
)  # fmt: skip
def test_a_change_on_the_later_count_betrays_itself(
    workspace: Workspace, language: str, text: str, right: str, later: str, other: str
) -> None:
    """Prosecutors' counts of 2022 and 2023 in the edition of 20 March 2024 (SESNSP)."""
    for told, accused in ((right, False), (later, True), (other, False)):
        claims = audited(workspace, language, DAY, text.format(told)).claims
        percent = next(c for c in claims if c.kind == "percent")
        assert (percent.verdict == "contradicted") is accused
        assert ("later value" in percent.reason) is accused


def test_a_change_that_two_counts_of_the_text_give_is_no_slip(workspace: Workspace) -> None:
    """8,836 and 9,179 case files of cargo theft give 3.7 % on the later one, 972 and 1,008 of the text rightly."""
    text = (
        "In 2023 cargo theft rose 3.7% in Mexico.\n\nThe chamber's own count of cargo theft in Mexico went from 972 "
        "in 2022 to 1,008 in 2023."
    )
    assert not [c.text for c in audited(workspace, "en", DAY, text).claims if c.verdict == "contradicted"]
