"""Ranks among a country's states that no reading of the text gives, and those that some reading does."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

DAY = "2024-04-10"


def _accused(workspace: Workspace, language: str, text: str) -> list[str]:
    claims = audited(workspace, language, DAY, text).claims
    return [c.text for c in claims if c.kind == "rank" and c.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Guanajuato recorded 3,104 victims of intentional homicide in 2023, the {} number in Mexico.",
         "highest", "third-highest"),
        ("es", "Michoacán, con 1,756 víctimas, ocupó en 2023 el {} lugar en homicidio doloso.", "sexto", "tercer"),
        ("es", "Oaxaca ocupó el lugar {} en homicidio doloso en 2023, con 969 víctimas.", "12", "22"),
        ("en", "Jalisco ranked {} for extortion in 2023, with 643 victims.", "fifth", "second"),
        ("pt", "O México teve 29.705 vítimas de homicídio doloso em 2023. Zacatecas, com 979, ficou em {} lugar.",
         "11º", "quinto"),
    ],
)  # fmt: skip
def test_a_rank_that_nothing_gives_is_contradicted(
    workspace: Workspace, language: str, text: str, right: str, wrong: str
) -> None:
    """Prosecutors' victims of 2023 in the edition of 20 March 2024 (SESNSP)."""
    assert not _accused(workspace, language, text.format(right))
    assert _accused(workspace, language, text.format(wrong))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # by rate, of an earlier year, from below, of another crime, of a change, of a region
        ("en", "Colima ranked first for homicide in 2023."),
        ("en", "Sonora had 1,403 homicide victims in 2023. It ranks ninth by number and eighth by rate."),
        ("es", "Un año después Michoacán, que ocupaba el cuarto puesto, bajó a 1,756 víctimas en 2023."),
        ("en", "Durango had the third-fewest homicide victims in 2023."),
        ("es", "Veracruz ocupó el tercer lugar en extorsión en 2023; en homicidio tuvo 733 víctimas."),
        ("en", "Zacatecas had the second-largest fall in homicides in 2023, to 979."),
        ("es", "En el noreste, Nuevo León ocupó el primer lugar en homicidio doloso en 2023."),
    ],
)
def test_a_rank_that_some_reading_gives_accuses_nobody(
    workspace: Workspace, language: str, text: str
) -> None:
    assert not _accused(workspace, language, text)
