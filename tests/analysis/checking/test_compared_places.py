"""Multiples between two places, places that a sentence announces, and towns of a state whose level is told."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import audited, blamed, claim_of

BESIDE = {
    "en": "Nuevo León had 1,338 victims of intentional homicide in 2023 and Coahuila 123. Nuevo León therefore had "
     "{} times as many victims as Coahuila.",
    "es": "Nuevo León tuvo 1,338 víctimas de homicidio doloso en 2023; Coahuila, 123. La diferencia es enorme: Nuevo "
     "León suma {} veces las víctimas de Coahuila.",
    "pt": "Em Nuevo León foram 1.338 vítimas de homicídio doloso em 2023, praticamente o mesmo que em 2022 (1.328). "
     "Em Coahuila, ao lado, 123 contra 135, 8,9% a menos. Ou seja, Nuevo León teve {} vezes as vítimas de Coahuila.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [("en", "nearly eleven", "nearly seven"), ("es", "casi once", "quince"), ("pt", "quase onze", "quase vinte")],
)  # fmt: skip
def test_a_multiple_between_two_places_is_held_to_the_counts_of_both(
    workspace: Workspace, language: str, right: str, wrong: str
) -> None:
    holds = audited(workspace, language, "2024-04-25", BESIDE[language].format(right))
    assert blamed(holds) == []
    assert claim_of(holds, right).arithmetic[0].holds
    assert any(
        wrong in text
        for text in blamed(audited(workspace, language, "2024-04-25", BESIDE[language].format(wrong)))
    )


@pytest.mark.parametrize(
    "text",
    [
        "Puebla had 2,072 taps in 2018 and Hidalgo 2,121. In Puebla there are three times as many police officers as "
     "in Hidalgo.",
        "Guanajuato had 3,746 victims in 2023 and Querétaro 203. Per head, the rate in Guanajuato is seven times "
     "that of Querétaro.",
        "Tlaxcala rose from 34 taps in 2017 to 257 in 2018. In other words, Tlaxcala had 7.6 times as many taps as a "
     "year before and Jalisco nearly as many.",
    ],
)  # fmt: skip
def test_a_multiple_of_other_things_or_times_is_let_be(workspace: Workspace, text: str) -> None:
    assert blamed(audited(workspace, "en", "2024-04-25", text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Esto encontré sobre Zacatecas. En 2023 hubo 1,340 víctimas de homicidio doloso, según el "
     "Secretariado Ejecutivo."),
        ("en", "Here is what I found about Zacatecas. In 2023 there were 1,340 victims of intentional homicide."),
    ],
)  # fmt: skip
def test_a_place_that_a_sentence_announces_is_meant_in_the_next(
    workspace: Workspace, language: str, text: str
) -> None:
    claim = claim_of(audited(workspace, language, "2024-04-17", text), "1,340")
    assert (claim.place.code if claim.place else "", claim.verdict) == ("MX-ZAC", "contradicted")


def test_a_place_told_in_passing_is_not_announced(workspace: Workspace) -> None:
    text = "Mañana viajamos a Zacatecas. En 2023 hubo 1,340 víctimas de homicidio doloso."
    assert blamed(audited(workspace, "es", "2024-04-17", text)) == []


def test_a_town_of_the_state_beside_it_leaves_no_doubt_whose_level_is_told(workspace: Workspace) -> None:
    text = (
        "The Department of State's advisory of 17 December 2019 rates Mexico as a whole at Level 2. Michoacán is rated "
        "Level {} as well, so the supplier visit in Uruapan needs a permit."
    )
    assert blamed(audited(workspace, "en", "2020-01-14", text.format(3))) == ["Level 3"]
    assert blamed(audited(workspace, "en", "2020-01-14", text.format(4))) == []
