"""Numbers that point at a count told before, in made-up texts: told with another value, and of others."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def now(workspace):
    """What is known of the embedded figures."""
    return workspace.context("2026-11-01")


def errors(now, text, language):
    """Names of the errors that an audit finds in a text."""
    claims = audit(from_text(text, language, date(2024, 3, 25)), now, now).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


# a text with a gap, what makes it wrong, what makes it right
POINTED = [
    (
        "en",
        "The consultancy counted 152 politicians murdered in the campaign. Of them, 48 were candidates. "
        "Governors had offered bodyguards to anyone who asked; few of the {} had.",
        "174",
        "152",
    ),
    (
        "en",
        "Our carriers in the valley reported 63 incidents on the road this quarter. No driver was killed. In all "
        "but nine of the {} cases the tracker had been switched off.",
        "73",
        "63",
    ),
    (
        "es",
        "La suma oficial de homicidios dolosos para los tres meses asciende a 7 mil 667. Tampoco mencionaron a las "
        "familias: si por cada una de las {} víctimas hay cuatro deudos, hablaríamos de más de 30 mil personas.",
        "7 mil 967",
        "7 mil 667",
    ),
    (
        "es",
        "Durante el operativo fueron asegurados 86 vehículos con reporte de robo. La fiscalía no ha dicho quién los "
        "reclamó. Apenas 20 de los {} vehículos volvieron a sus dueños.",
        "68",
        "86",
    ),
    (
        "pt",
        "A Defensoria recebeu 93 denúncias de extorsão em abril. Nenhuma chegou ao tribunal. Os autores de 39 das {} "
        "denúncias eram conhecidos das vítimas.",
        "83",
        "93",
    ),
    (
        "pt",
        "A soma é de 6.511. Na reunião de ontem apresentamos essas {} mortes como piso.",
        "6.151",
        "6.511",
    ),
]


@pytest.mark.parametrize(("language", "text", "wrong", "right"), POINTED)
def test_a_number_that_points_back_has_the_value_that_was_told(now, language, text, wrong, right):
    assert errors(now, text.format(wrong), language) == {"total-differs"}
    assert errors(now, text.format(right), language) == set()


OTHERS = [
    # others, by their words
    ("en", "We surveyed 480 companies. The 420 companies that answered by phone were smaller."),
    ("en", "The consultancy counted 152 politicians murdered. Few of the 174 mayors had asked for protection."),
    ("es", "El ataque al bar dejó 15 muertos. Los 12 muertos del segundo ataque eran vecinos de la colonia."),
    ("es", "La base reúne 2,318 fosas halladas. De las 2,118 fosas exhumadas salieron casi cuatro mil cuerpos."),
    # of another time, place or list
    ("en", "Prosecutors opened 214 files. In neighbouring Oldtown, thirty of the 241 files reached a judge."),
    ("en", "We had 58 alerts last week. The 55 alerts of the week before were mostly false."),
    ("pt", "Fechamos o mês com 37 ocorrências na rede. Das 39 ocorrências de janeiro, 29 envolveram caminhões."),
    # what was told comes out to it
    ("en", "The hotline took 318 calls in March and 63 in April. It traced forty of the 381 calls."),
    ("es", "Octubre cerró con 47 incidentes y diez tentativas. De los 57 incidentes, cinco pararon la operación."),
    ("pt", "A associação contou 245 ataques, dos quais 31 no porto. Dos 214 ataques restantes, 80 foram à noite."),
    # files are no people, and what there is a known number of is not counted
    ("es", "La fiscalía abrió 412 carpetas. Las 398 víctimas recibieron atención."),
    ("es", "En 30 estados subieron las denuncias. En los 32 estados hay fiscalías especializadas."),
    # rounded
    ("es", "Hubo 4,987 víctimas en el año. Las casi 5,000 víctimas equivalen a una pequeña ciudad."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_a_number_of_others_is_not_the_count_told_before(now, language, text):
    assert errors(now, text, language) == set()
