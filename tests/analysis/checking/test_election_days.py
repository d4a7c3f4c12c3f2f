"""Days of elections against those that the country's pack holds."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.held.election_days import election_day_claims
from almenara.model.claim import Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace


def told(workspace: Workspace, text: str, language: str = "en") -> list[Claim]:
    manuscript = from_text(text, language=language, published=date(2026, 11, 25))
    return election_day_claims(manuscript, workspace.context("2026-11-25"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Claudia Sheinbaum won the election of 6 June 2024."),
        ("en", "Mexico's federal elections of 1 July 2019 gave Morena a majority."),
        ("es", "Los comicios federales del 6 de julio de 2021 en México renovaron la Cámara."),
        ("pt", "A jornada eleitoral de 3 de junho de 2024 deu a vitória a Claudia Sheinbaum."),
    ],
)
def test_another_day_of_the_year_or_another_year_is_wrong(
    workspace: Workspace, language: str, text: str
) -> None:
    (claim,) = told(workspace, text, language)
    assert (claim.kind, claim.verdict) == ("date", "contradicted")


def test_the_day_of_a_vote_stands_by_the_statement(workspace: Workspace) -> None:
    (claim,) = told(workspace, "Claudia Sheinbaum won the election of 2 June 2024.")
    assert claim.verdict == "supported" and claim.evidence[0].evidence


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Claudia Sheinbaum won the elections of June 2024."),
        ("en", "Claudia Sheinbaum was declared winner of the election on 3 June 2024."),
        ("en", "Before the US election of 5 November 2024 Sheinbaum and Mexico's Congress waited."),
        ("en", "State elections were held in Mexico on 4 June 2023, judicial elections on 1 June 2025."),
        ("en", "On the eve of the election, 1 June 2024, a candidate was killed in Mexico."),
        ("es", "Las elecciones en Coahuila del 6 de junio de 2022 ocurrieron en paz."),
        ("en", "Colombia's presidential election of 19 June 2024 was near."),
    ],
)
def test_other_votes_and_other_days_are_left_alone(workspace: Workspace, language: str, text: str) -> None:
    assert not [c for c in told(workspace, text, language) if c.verdict == "contradicted"]
