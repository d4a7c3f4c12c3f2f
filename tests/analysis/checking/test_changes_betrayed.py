"""Changes whose base no words name: just the change on the later count is a slip, any other number says nothing."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

DAY = "2024-04-10"


@pytest.mark.parametrize(
    ("language", "text", "right", "later", "other"),
    [
        ("en", "Nuevo León had 841 victims of extortion in 2023. That is {}.", "up 7.7%", "up 7.1%", "up 12.3%"),
        ("en", "A quieter year in Zacatecas: 979 people were murdered in 2023. Murders dropped by {}.",
         "26.9 percent", "36.9 percent", "31.2 percent"),
        ("pt", "O México teve 9.179 inquéritos de roubo de carga em 2023. A alta foi de {}.", "3,9%", "3,7%", "8,8%"),
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
