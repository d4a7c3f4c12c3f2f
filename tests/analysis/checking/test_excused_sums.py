"""Sums over figures that are no pair: differences told beside them, a year before one that is not named, lists of a
country with the rest."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited


def _errors(workspace: Workspace, language: str, day: str, text: str) -> list[str]:
    claims = audited(workspace, language, day, text).claims
    return [a.error for c in claims for a in c.arithmetic if not a.holds]


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("pt", "2019-08-20", "De dezembro de 2018 a julho de 2019, a Artigo 19 documentou 12 jornalistas mortos no "
         "México. No período igual de um ano antes, foram oito. São quatro mortes a mais, um aumento de 50%."),
        ("en", "2021-02-03", "Illegal taps in Mexico fell to 9,943 from January to November 2020, from 12,210 in the "
         "same months of 2019. The decline is of 19%. A year before that it was 13,687."),
        ("en", "2024-03-27", "Extortion victims, January and February 2024\n\nState of Mexico: 672\nGuanajuato: 189\n"
         "Whole country: 1,846"),
        ("en", "2018-03-01", "About 8,000 guerrillas captured many towns. They attacked some 50 army bases, thus "
         "controlling 30 percent of the country's territory."),
        ("en", "2018-03-01", "Ambushing the patrol on a highway leading to the town, the rebels stole its weapons, "
         "which consisted of 8 rifles, 2 guns, 1 grenade and 1,600 cartridges."),
    ],
)  # fmt: skip
def test_figures_that_are_no_pair_accuse_nobody(
    workspace: Workspace, language: str, day: str, text: str
) -> None:
    assert _errors(workspace, language, day, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Extortion victims, January and February 2024\n\nState of Mexico: 672\nGuanajuato: 189\nVeracruz: 155\n"
         "All other states together: 830\nWhole country: {}"),
        ("es", "Víctimas de extorsión, enero y febrero de 2024\n\nEstado de México: 672\nGuanajuato: 189\n"
         "Veracruz: 155\nResto del país: 830\nTodo el país: {}"),
    ],
)  # fmt: skip
def test_a_list_with_the_rest_adds_up_to_the_whole_country(
    workspace: Workspace, language: str, text: str
) -> None:
    """672 + 189 + 155 + 830 = 1,846 victims (SESNSP, edition of 2024-03-20)."""
    assert _errors(workspace, language, "2024-03-27", text.format("1,846")) == []
    assert _errors(workspace, language, "2024-03-27", text.format("1,946")) == ["parts-do-not-add-up"]
