"""Levels of travel advisories that a list or a table gives by their number alone."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

ACCUSED = ("contradicted", "outdated", "inconsistent")

LISTS = {
    "table": (
        "en", "2024-10-03",
        "US TRAVEL ADVISORY, 6 September – our plants in Mexico\n\n| State | Level |\n|---|---|\n| Jalisco | 3 |\n"
        "| Puebla | 2 |\n| Chiapas | {} |\n| Campeche | 1 |\n",
        "3", "2", "MX-CHP",
    ),
    "items": (
        "pt", "2021-06-25",
        "Nível de alerta do Departamento de Estado dos EUA, edição de 17 de junho de 2021:\n\n- Sinaloa: 4\n"
        "- Jalisco: 3\n- Nuevo León: {}\n- Querétaro: 2\n- Campeche: 1\n",
        "2", "3", "MX-NLE",
    ),
    "one line": (
        "en", "2024-11-12",
        "Advisory level (US State Department): Sonora 3, Durango {}, Tlaxcala 2, Yucatán 1.\n",
        "2", "3", "MX-DUR",
    ),
    "in brackets": (
        "es", "2023-03-20",
        "Damos entre paréntesis la advertencia estadounidense del 31 de enero, de 1 a 4.\n- Yucatán (1). Sin "
        "restricciones.\n- Querétaro, Oaxaca (2). Precauciones ordinarias.\n- Nayarit ({}). Vuelo directo.\n"
        "- Jalisco, Guanajuato (3). Con autorización.\n",
        "2", "3", "MX-NAY",
    ),
    "letters and semicolons": (
        "pt", "2021-07-15",
        "Níveis de alerta do Departamento de Estado (edição de 17 de junho)\n\nEstado;Nível\nGuanajuato;3\nOaxaca;2\n"
        "San Luis Potosí;{}\nYucatán;1\n",
        "2", "3", "MX-SLP",
    ),
}  # fmt: skip
"""Language, day, text, the level that the edition in force has, a wrong one, and whose it is."""


@pytest.mark.parametrize("kind", LISTS)
def test_a_number_of_a_list_is_the_level_of_its_place(workspace: Workspace, kind: str) -> None:
    language, day, text, right, _, place = LISTS[kind]
    claims = audited(workspace, language, day, text.format(right)).claims
    (level,) = [c for c in claims if c.place is not None and c.place.code == place]
    assert (level.kind, level.measure, level.verdict) == ("level", "advisory-level", "supported")
    assert not [c.text for c in claims if c.verdict in ACCUSED]


@pytest.mark.parametrize("kind", LISTS)
def test_a_wrong_level_among_right_ones_is_accused(workspace: Workspace, kind: str) -> None:
    language, day, text, _, wrong, place = LISTS[kind]
    claims = audited(workspace, language, day, text.format(wrong)).claims
    assert [c.place and c.place.code for c in claims if c.verdict in ACCUSED] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The State Department's travel advisory has not changed. Hotels approved by state in Mexico:\n\n- Jalisco: 3\n"
        "- Puebla: 2\n- Chiapas: 1\n",
        "Our own level of risk, not that of the State Department's travel advisory, for Mexico:\n\n- Jalisco: 3\n"
        "- Puebla: 2\n- Chiapas: 1\n",
        "| State of Mexico's north | Plants | Shifts |\n|---|---|---|\n| Jalisco | 3 | 3 |\n| Puebla | 2 | 2 |\n"
        "| Chiapas | 1 | 2 |\n\nLevels of the US travel advisory are looked at every month.\n",
        "Levels of the US travel advisory for Mexico, by our partner's memory:\n\n- Jalisco: 2\n- Puebla: 1\n"
        "- Chiapas: 3\n",
        "Levels of the US travel advisory for Mexico:\n\n- Jalisco: 3 plants\n- Puebla: 2 plants\n- Chiapas: 1 plant\n",
    ],
)  # fmt: skip
def test_numbers_that_may_be_of_something_else_are_not_accused(workspace: Workspace, text: str) -> None:
    """Not levels by what heads them; a column of something else; most of a list as no edition has it; counts."""
    claims = audited(workspace, "en", "2024-10-03", text).claims
    assert not [(c.text, c.verdict) for c in claims if c.verdict in ACCUSED]


def test_a_list_of_an_earlier_edition_is_of_its_day(workspace: Workspace) -> None:
    text = (
        "Aviso del Departamento de Estado, edición de junio de 2021, niveles de las entidades donde operamos:\n"
        "• Zacatecas – 3\n• Coahuila – 3\n• Veracruz – 2\n"
    )
    claims = audited(workspace, "es", "2022-09-01", text).claims
    assert [c.verdict for c in claims if c.kind == "level"] == ["supported"] * 3
