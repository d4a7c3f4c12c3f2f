"""Shares told right behind their part and their whole, and multiples of what was told just before."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import accused


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Of the 64 trucks stolen, 16 were found empty. In other words, {} turned up without cargo.",
         "25 percent", "50 percent"),
        ("en", "We handled 250 incidents. Forty were assaults, that is {}.", "16 percent", "26 percent"),
        ("en", "Only 9 of the 150 vehicles carry a second tracker, {} of the fleet.", "6 percent", "16 percent"),
        ("en", "Last year 48 of our 120 stores were robbed. That share, {}, is the highest since we began to count.",
         "40 percent", "30 percent"),
        ("es", "El Edomex acumuló 4,199 de las 10,974 víctimas de extorsión de 2023 en México: {}.",
         "más de una tercera parte", "más de la mitad"),
        ("es", "Entrevistamos a 400 comerciantes y 260 pagan cuota. Ese {} se concentra en el centro.",
         "65 por ciento", "56 por ciento"),
        ("es", "La empresa tiene 320 unidades, de las cuales 80 sufrieron algún robo: {} de la flota.",
         "un cuarto", "un tercio"),
        ("pt", "A frota tem 500 caminhões e 35 foram roubados no ano: {} do total.", "7%", "17%"),
        ("pt", "Ouvimos 60 empresas; 44 não alteraram a rotina. Portanto, mais de {} seguem como antes.",
         "70%", "80%"),
    ],
)  # fmt: skip
def test_a_share_is_held_to_the_part_and_the_whole_before_it(
    workspace: Workspace, language: str, text: str, right: str, wrong: str
) -> None:
    assert accused(workspace, language, text.format(right)) == []
    assert len(accused(workspace, language, text.format(wrong))) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of the 64 trucks stolen, 16 were found empty; 30 percent of drivers were hurt."),
        ("en", "We interviewed 400 shopkeepers and 260 pay. 56 percent of women pay."),
        ("en", "Only 9 of the 150 vehicles carry a second tracker; 16 percent carry a camera."),
        ("en", "The company has 320 trucks and 80 drivers. That is a turnover of 25 percent a year."),
        ("es", "En el padrón hay 1,200 nombres. Las mujeres son 180, y la participación llegó a 25 por ciento."),
        ("es", "Hubo 300 robos y 120 detenidos. La impunidad, de 96 por ciento, no cede."),
        ("pt", "Dos 460 casos, 299 são de mulheres. Ou seja, 30% delas têm menos de vinte anos."),
        ("pt", "Das 90 cargas levadas, 36 foram recuperadas, com perda de 20% do valor."),
        ("pt", "Dos 220 chamados, 55 % vieram de celulares, 25 % foram reais e 30 % duraram menos de um minuto."),
    ],
)  # fmt: skip
def test_a_share_of_something_else_is_let_be(workspace: Workspace, language: str, text: str) -> None:
    assert accused(workspace, language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Nayarit had 5 kidnapping victims in 2023. Neighbouring Jalisco, with 18, had {} that number.",
         "more than three times", "ten times"),
        ("en", "Losses to theft went from 2 million pesos in 2021 to 9 million in 2023. They have thus {}.",
         "more than quadrupled", "almost tripled"),
        ("en", "In 2016 thieves drilled 344 holes in the pipelines. Two years later it was 2,121: a {} increase.",
         "sixfold", "ninefold"),
        ("es", "Los 120 siniestros de 2023 {} a los 60 de 2022.", "duplican", "triplican"),
    ],
)  # fmt: skip
def test_a_multiple_is_held_to_what_it_points_at(
    workspace: Workspace, language: str, text: str, right: str, wrong: str
) -> None:
    assert accused(workspace, language, text.format(right)) == []
    assert len(accused(workspace, language, text.format(wrong))) == 1


def test_times_told_without_their_years_leave_a_multiple_both_ways(workspace: Workspace) -> None:
    text = (
        "The number of guards was 60 in January. By December it stood at 120, double the original strength."
    )
    assert accused(workspace, "en", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "En el tercer trimestre, de 3,775 incidentes, tocaron al Estado de México 1,060 y a Puebla 969: el "
     "53.7%."),
        ("pt", "Homicídio doloso em Nuevo León no bimestre: de 193 para 224, 16,1%."),
    ],
)  # fmt: skip
def test_two_parts_together_and_moves_are_no_share_of_the_two(
    workspace: Workspace, language: str, text: str
) -> None:
    assert accused(workspace, language, text) == []
