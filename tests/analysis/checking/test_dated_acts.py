"""Dates of laws, rulings, plans and hand-overs against the statements: a slip is found, another act is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.held.dated_acts import dated_act_claims
from almenara.model.claim import Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace


def told(workspace: Workspace, text: str, language: str = "en", day: str = "2026-11-25") -> list[Claim]:
    manuscript = from_text(text, language=language, published=date.fromisoformat(day))
    return dated_act_claims(manuscript, workspace.context("2026-11-25"))


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "The Supreme Court struck down the Interior Security Law on 15 November 2018.", "2019"),
        ("es", "La Suprema Corte invalidó la Ley de Seguridad Interior el 15 de noviembre de 2018.", "2017"),
        ("pt", "A Suprema Corte derrubou a Lei de Segurança Interior em 15 de novembro de 2018.", "2019"),
    ],
)
def test_a_year_that_slipped_is_contradicted(
    workspace: Workspace, language: str, text: str, wrong: str
) -> None:
    """Struck down on 15 November 2018."""
    (right,) = told(workspace, text, language)
    assert (right.verdict, right.kind, right.value) == (
        "supported",
        "date",
        date(2018, 11, 15).toordinal(),
    )
    assert text[right.start : right.end] == right.text and right.evidence[0].evidence
    (slipped,) = told(workspace, text.replace("2018", wrong), language)
    assert slipped.verdict == "contradicted" and "2018-11-15" in slipped.reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mexico's Senate approved the Amnesty Law on 20 June 2020."),
        ("en", "On 22 April 2022 the president published the Amnesty Law in the official gazette."),
        ("en", "In 2021 the Senate approved the Amnesty Law."),
        ("en", "The amnesty law had a long way. It was passed by the Senate on 20 April 2022."),
        ("en", "20 April 2021: the Senate approves the Amnesty Law."),
        ("en", "Mexico transferred 29 prisoners to the United States on 27 February 2024."),
        ("en", "López Obrador took office on 1 December 2019."),
        ("en", "The National Guard was created in 2020."),
        ("en", "The Senate passed the National Guard reform on 21 February 2018."),
        ("es", "El Senado la llamó histórica: la reforma judicial se aprobó el 11 de septiembre de 2023."),
        ("es", "La reforma al artículo 19 se publicó en el DOF el 12 de abril de 2018."),
        ("pt", "Em 26 de março de 2018 foi publicada a reforma que criou a Guarda Nacional."),
        ("pt", "O México entregou 37 presos aos Estados Unidos em 20 de janeiro de 2025."),
    ],
)
def test_dates_that_slipped(workspace: Workspace, language: str, text: str) -> None:
    (claim,) = told(workspace, text, language)
    assert claim.verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # right
        ("en", "The Senate approved the Amnesty Law on 20 April 2020, and it was published on 22 April 2020."),
        ("es", "La Guardia Nacional nació con la reforma publicada el 26 de marzo de 2019."),
        # near another act of the same course, or one that is not held
        ("en", "Senate committees approved the Interior Security Law on 13 December 2017."),
        ("en", "The Senate passed the National Guard reform on 21 February 2019."),
        ("en", "The National Guard was created in June 2019."),
        ("en", "The Chamber passed the cannabis bill on 10 March 2021."),
        # another verb's date, an anniversary, a plan, what did not happen
        ("en", "On 15 November 2019, a year after the Supreme Court struck down the Interior Security Law, it met."),
        ("en", "In its report of 15 December 2018 a court recalled that the Senate passed the Interior Security Law."),
        ("es", "El 18 de enero de 2021 se recordó la explosión de Tlahuelilpan."),
        ("en", "The Senate did not pass the Amnesty Law on 20 April 2021."),
        ("en", "The Senate will vote on the Amnesty Law on 20 April 2027."),
        ("en", "Amnesty International published a report on the National Guard reform on 26 March 2020."),
        ("es", "López Obrador inauguró el mercado en diciembre de 2019 y el aeropuerto el 1 de diciembre de 2020."),
        ("es", "La Fiscalía informó que 26 detenidos fueron trasladados al penal el 3 de agosto de 2025."),
        ("en", "The Senate approved the judicial reform in 2021, and another one in 2024."),
        ("en", "The Amnesty Law in 2021 freed 94 people."),
        # another country's or a state's act
        ("en", "The US Senate passed a cannabis bill on 19 November 2021, while Mexico waited."),
        ("en", "Colombia's Congress passed the amnesty law on 20 April 2021."),
        ("en", "The congress of Guerrero approved an amnesty law on 20 April 2021."),
        ("en", "Sheinbaum, who followed López Obrador, took office on 1 October 2024."),
    ],
)  # fmt: skip
def test_dates_that_are_no_slips(workspace: Workspace, language: str, text: str) -> None:
    assert not [c for c in told(workspace, text, language) if c.verdict == "contradicted"]


def test_nothing_is_claimed_without_an_act_or_a_date(workspace: Workspace) -> None:
    assert told(workspace, "The National Guard patrolled the road on 26 March 2018.") == []
    assert told(workspace, "The Senate passed the Amnesty Law last year, on a Monday.") == []
