"""Counts whose words leave open what they are of, read by the one thing in their text that has their value."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import audited, blamed, claim_of

ASIDE = (
    "La extorsión creció en México: 10,974 víctimas en 2023, mientras el homicidio, del que todos hablan, bajaba. "
    "El Estado de México acumuló 4,199 víctimas y Guanajuato 988."
)


def test_a_count_behind_an_aside_is_of_what_the_text_counts(workspace: Workspace) -> None:
    found = audited(workspace, "es", "2024-04-08", ASIDE)
    told = {c.text: (c.measure, c.place.code if c.place else "", c.verdict) for c in found.claims}
    assert told["4,199"] == ("extortion", "MX-MEX", "supported")
    assert told["988"] == ("extortion", "MX-GUA", "supported")


def test_its_reading_stays_unsure_so_that_a_wrong_count_beside_it_accuses_nobody(
    workspace: Workspace,
) -> None:
    found = audited(workspace, "es", "2024-04-08", ASIDE.replace("4,199", "4,911"))
    assert claim_of(found, "4,911").verdict == "not-checkable"
    assert not claim_of(audited(workspace, "es", "2024-04-08", ASIDE), "4,199").measure_sure


@pytest.mark.parametrize(
    ("language", "written", "text", "number"),
    [
        (
            "es",
            "2020-01-07",
            "En 2019 había 40,180 personas desaparecidas. El registro de personas desaparecidas en México se "
            "presentó ayer. Quedan 61,637 por encontrar.",
            "61,637",
        ),
        (
            "en",
            "2020-01-07",
            "In January 2019 there were 40,180 missing persons. The register of missing persons in Mexico was "
            "presented yesterday. Of them 61,637 are still to be found.",
            "61,637",
        ),
    ],
)
def test_a_register_s_count_without_a_noun(
    workspace: Workspace, language: str, written: str, text: str, number: str
) -> None:
    claim = claim_of(audited(workspace, language, written, text), number)
    assert (claim.measure, claim.verdict) == ("missing-persons", "supported")


def test_a_base_in_brackets_is_of_the_time_whose_count_it_is(workspace: Workspace) -> None:
    text = (
        "January and February: 2,304 homicides in the country, says the Secretariado Ejecutivo of Mexico. "
        "Baja California had 415 victims in January and February of 2024 (2023: 367), Guanajuato 481 (511)."
    )
    claim = claim_of(audited(workspace, "en", "2024-04-01", text), "511")
    assert str(claim.period) == "2023-01..2023-02"


def test_no_value_is_taken_for_another_thing_than_its_text_speaks_of(workspace: Workspace) -> None:
    text = "In 2023 the fair in Mexico sold 10,974 tickets and the homicides were forgotten for a day."
    assert claim_of(audited(workspace, "en", "2024-04-01", text), "10,974").measure != "extortion"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("pt", "No México houve 970 vítimas de feminicídio em 2019, 976 em 2020 e 1.018 em 2021. Somadas, são 2.964 "
     "mulheres.", "2.964"),
        ("en", "Mexico counted 970 victims of femicide in 2019, 976 in 2020 and 1,018 in 2021. Together that makes "
     "2,964 women.", "2,964"),
    ],
)  # fmt: skip
def test_a_sum_of_counts_counts_what_they_count(
    workspace: Workspace, language: str, text: str, number: str
) -> None:
    claim = claim_of(audited(workspace, language, "2024-04-12", text), number)
    assert (claim.measure, claim.measure_sure) == ("femicide", False)
    assert [a.holds for a in claim.arithmetic] == [True]


def test_the_counts_around_a_recognised_one_keep_their_sums(workspace: Workspace) -> None:
    text = (
        "Michoacán cerró 2023 con mil 756 víctimas de homicidio doloso. En términos porcentuales bajó menos que "
        "Durango, "
        "que pasó de 130 a 91. En extorsión el estado pasó de 67 a 242 víctimas, y sólo entre enero y febrero de 2024 "
        "reportó 42, más de cuatro veces las de un año antes."
    )
    assert blamed(audited(workspace, "es", "2024-04-29", text)) == []


def test_months_told_far_from_a_total_and_by_another_rule_are_no_parts_of_it(workspace: Workspace) -> None:
    aside = " ".join("It rained in the valley and the road was closed." for _ in range(8))
    text = (
        "Mexico had 29,705 victims of homicide in 2023. The older catalogue had 2,048 in January 2024. "
        f"{aside} In February 2024 there were 2,304. {aside} In January and February 2024 there were 4,737."
    )
    assert blamed(audited(workspace, "en", "2024-04-05", text)) == []
