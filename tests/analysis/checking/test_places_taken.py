"""Places in a ranking told in short, "is only second", "figura en segundo", against the list told beside them."""

from __future__ import annotations

import pytest

from tests.analysis.checking.audits import audited, blamed

DAY = "2024-08-20"
FOUR = "Guanajuato 3,104, State of Mexico 2,597, Baja California 2,417, Chihuahua 2,071"
EXTORTION = (
    "1. Estado de México: 4,199\n2. Guanajuato: 988\n3. Veracruz: 912\n4. Nuevo León: 841\n5. Jalisco: 643"
)
PORT = "Thefts by month: May 310, June 295, July 340, August 280."


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", f"Homicide victims in 2023: {FOUR}. Baja California thus comes only second.", "second"),
        ("en", f"Homicide victims in 2023: {FOUR}. Chihuahua has dropped to third.", "third"),
        ("en", f"{PORT} The worst was May.", "310"),
        ("es", "Con 2,417 víctimas de homicidio doloso en 2023, Baja California quedó primera en la clasificación por "
         "número absoluto. Guanajuato sumó 3,104 y el Estado de México 2,597.", "primera en la clasificación"),
        ("es", f"Víctimas de extorsión en 2023:\n\n{EXTORTION}\n\nNuevo León aparece tercero, aunque casi todo es "
         "telefónico.", "tercero"),
        ("es", "Robos en el puerto: enero 58, febrero 61, marzo 70, abril 49. El peor fue febrero.", "61"),
        ("pt", "Guanajuato teve 3.104 vítimas de homicídio doloso em 2023, o Estado do México 2.597 e Baja California "
         "2.417. Baja California vem em segundo.", "segundo"),
        ("pt", "Vítimas de extorsão em 2023:\n\n• Estado do México, 4.199\n• Guanajuato, 988\n• Veracruz, 912\n• Nuevo "
         "León, 841\n\nJá Nuevo León figura em segundo, embora quase tudo seja por telefone.", "segundo"),
    ],
)  # fmt: skip
def test_a_place_that_the_list_beside_it_does_not_give(workspace, language, text, wrong):
    assert wrong in blamed(audited(workspace, language, DAY, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Homicide victims in 2023: {FOUR}. Baja California thus comes only third."),
        ("en", f"Homicide victims in 2023: {FOUR}. By rate Baja California has dropped to fifth."),
        ("en", f"Homicide victims in 2023: {FOUR}. In the world cup Mexico finished second in its group."),
        ("en", f"{PORT} The worst was July."),
        ("es", f"Víctimas de extorsión en 2023:\n\n{EXTORTION}\n\nEn robo de vehículo Nuevo León va segundo."),
        ("es", f"Víctimas de extorsión en 2023:\n\n{EXTORTION}\n\nNuevo León es el segundo estado más poblado."),
        ("es", "Robos en el puerto: enero 58, febrero 61, marzo 70, abril 49. El peor fue marzo."),
        ("pt", "Vítimas de extorsão em 2023:\n\n• Estado do México, 4.199\n• Guanajuato, 988\n• Veracruz, 912\n• Nuevo "
         "León, 841\n\nEm 2022 Nuevo León estava em segundo."),
    ],
)  # fmt: skip
def test_a_place_that_is_right_or_of_another_ranking_accuses_nobody(workspace, language, text):
    assert blamed(audited(workspace, language, DAY, text)) == []
