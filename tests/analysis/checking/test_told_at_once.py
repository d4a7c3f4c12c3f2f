"""Moves, rests, ranks, multiples and changes whose counts stand beside or behind them, among others. Sentences and
their figures are made up."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

STATES = "| State | 2022 | 2023 |\n|---|---:|---:|\n| Sonora | 512 | 640 |\n| Colima | 300 | 210 |\n\n"
LEAKS = "| Year | Leaks |\n|---|---:|\n| 2020 | 512 |\n| 2021 | 640 |\n| 2022 | 800 |\n\n"


def errors(workspace, text, language):
    """The errors of the sums done over a text."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date(2024, 6, 20)), now, now).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


# a text with a gap, what is wrong, what is right, the error
PLANTED = [
    ("en", "The number of inspectors {} to 412 in 2023, from 377 in 2022 and 340 in 2021.", "fell", "rose",
     "rise-told-as-fall"),
    ("es", "Los robos {} de 214 en 2022 a 180 en 2023, poco para una ciudad con más de 900 mil habitantes.",
     "subieron", "bajaron", "fall-told-as-rise"),
    ("pt", "A contagem de mordidas {} de 94 para 131 em um ano, enquanto as 32 clínicas não viram mudança.",
     "diminuiu", "aumentou", "rise-told-as-fall"),
    ("en", STATES + "Sonora closed the year with {} of 25 per cent.", "a fall", "a rise", "rise-told-as-fall"),
    ("en", "Of the prisoners freed, 31.6 per cent had served their term. The remaining {} per cent were released "
     "early.", "86.4", "68.4", "share-over-100"),
    ("es", "Los camiones son 45 por ciento de la flota y las camionetas 30 por ciento. El resto, {} por ciento, son "
     "autos.", "35", "25", "share-over-100"),
    ("pt", "Os quatro maiores estados reúnem 63,2% do total e os outros, os {} restantes.", "32,8%", "36,8%",
     "parts-do-not-add-up"),
    ("en", "The share of staff who take the bus is up to 52 per cent, from 44 per cent in spring. Please write that it "
     "rose by eight {}.", "per cent", "percentage points", "percent-for-percentage-points"),
    ("es", "La proporción de entregas tardías pasó de 12 por ciento en marzo a 9 por ciento en abril. La mejora de "
     "{} gustó.", "3 por ciento", "tres puntos", "percent-for-percentage-points"),
    ("en", LEAKS + "Between 2021 and 2022 alone the number rose by {} per cent.", "20", "25", "change-on-later-value"),
    ("pt", "Os sócios eram 800 em 2020, 1.000 em 2021 e 1.600 em 2022. Só de 2021 para 2022 cresceram {}.", "37,5%",
     "60%", "change-on-later-value"),
    ("en", "The number of stolen bicycles almost {} in one year. The police counted 281 in 2023, after 101 in 2022, "
     "and no other town came near: Toluca had 90.", "quadrupled", "tripled", "does-not-follow"),
    ("es", "Las multas fueron 4,100 en 2020, 5,600 en 2021 y 9,020 en 2022. En dos años se multiplicaron, pues, por "
     "{}.", "3.2", "2.2", "does-not-follow"),
    ("en", "From 2006 to 2012 the brigade put out 1,210 fires. From 2013 to 2018 it put out 6,890, or almost {} times "
     "as many.", "seven", "six", "does-not-follow"),
    ("en", "In 2023 insurers paid for 310 trailers in Puebla, 205 in Veracruz, 190 in Jalisco, 61 in Tlaxcala and 44 "
     "in Hidalgo. Tlaxcala, where our depot stands, is therefore {}.", "fifth", "fourth", "rank-against-list"),
    ("es", "La lista de sucursales cerradas la encabeza Sonora con 41, seguida de Sinaloa (33), Durango (29), Nayarit "
     "(18) y Colima (7). Nayarit, en {} sitio, cerrará dos más.", "quinto", "cuarto", "rank-against-list"),
    ("pt", "Os portos movimentaram 3.320 contêineres em Manzanillo, 1.450 em Veracruz, 1.210 em Altamira e 640 em "
     "Ensenada. Altamira já é o {} porto da lista.", "segundo", "terceiro", "rank-against-list"),
    ("es", "Participaron 140 de nuestros 160 choferes, lo que es {} por ciento y más que el año pasado.", "114.3",
     "87.5", "does-not-follow"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wrong", "right", "error"), PLANTED)
def test_an_error_among_other_counts_is_named_and_what_is_right_is_not(
    workspace, language, text, wrong, right, error
):
    assert error in errors(workspace, text.format(wrong), language)
    assert not errors(workspace, text.format(right), language)


INNOCENT = [
    ("en", "The number of prisoners fell to 320 after 140 were released in 2022."),
    ("en", "The rise slowed from 310 cases in 2021 to 250 in 2022, with 14 towns affected."),
    ("es", "El crecimiento se moderó de 12 por ciento en 2021 a 8 por ciento en 2022."),
    ("pt", "O crescimento desacelerou de 12% em 2021 para 8% em 2022."),
    ("en", "A fall of 20 to 30 per cent is likely, the bank says, after 12 per cent in 2022."),
    ("en", "In 2022, 45 per cent of firms were robbed. Half hired guards; the remaining 50 per cent did nothing."),
    ("es", "El seguro cubre el 40% de la flota. El 30% restante del presupuesto se va en combustible."),
    ("pt", "Um terço dos motoristas tem mais de cinquenta anos. Os outros 67% são mais jovens."),
    ("en", "Of the 40 per cent who answered, 10 per cent were women; the other 90 per cent were men."),
    ("en", "The share of women is up to 28 per cent, from 20 per cent in 2020. Sales rose by eight per cent."),
    ("es", "El peso de Puebla subió de 20% a 28%, es decir, creció 40%."),
    ("pt", "A participação foi de 61% no norte e de 57% no sul. Os preços caíram 4%."),
    ("en", LEAKS + "Between 2021 and 2022 the budget rose by 20 per cent and the leaks by 25 per cent."),
    ("en", STATES + "Sonora closed the year with a fall of 25 per cent in arrests."),
    ("en", "The number of guards doubled in a year. There were 310 thefts in 2023, after 330 in 2022."),
    ("en", "The number of cameras almost tripled in two years. The town had 420 cameras in 2023, after 150 in 2021."),
    ("es", "Puebla tuvo 310 remolques robados, Veracruz 205, Jalisco 190 y Tlaxcala 61. Jalisco ocupa el segundo lugar "
     "del país en autos robados."),
    ("en", "In 2023 Puebla had 310 thefts, Veracruz 205, Jalisco 190 and Tlaxcala 61. In 2022 Jalisco was in second "
     "place."),
    ("pt", "Dos estados do norte, Sonora teve 310 incêndios, Durango 205 e Coahuila 90. No país, Durango fica portanto "
     "em sexto lugar."),
    ("en", "112 of our 128 sites answered, which is good, and 40 per cent sent photos."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), INNOCENT)
def test_counts_that_are_of_something_else_accuse_nobody(workspace, language, text):
    assert not errors(workspace, text, language)
