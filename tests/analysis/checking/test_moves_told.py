"""Moves told with one scale for both ends, or from their end, beside their change: the wrong ones alone are blamed."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# language, a text with a gap, what makes it wrong, what makes it right
TEXTS = {
    "one scale for both ends": [
        ("en", "Spending on guards rose from 250 to 300 million dollars, an increase of {} percent.", "30", "20"),
        ("en", "The police budget went from 900 to 1,200 million pesos, up a {}.", "half", "third"),
        ("en", "The police budget went from 900 million to 1.2 billion pesos, up a {}.", "half", "third"),
        ("es", "El gasto subió de 800 a 1,000 millones de pesos, un {} por ciento.", "20", "25"),
        ("es", "Las pérdidas se {}: de 4 a 8 millones de dólares.", "cuadruplicaron", "duplicaron"),
        ("pt", "Os prejuízos {}, de 4 para 8 milhões de reais.", "triplicaram", "dobraram"),
        ("pt", "O gasto subiu de 800 para 1.000 milhões de reais, {}% a mais.", "20", "25"),
    ],
    "told from their end": [
        ("en", "Losses {} to $8 million from $4 million.", "quadrupled", "doubled"),
        ("en", "Complaints rose {} percent to 900 from 800.", "40", "12.5"),
        ("en", "Cargo theft claims fell {} percent to 4.5 million dollars in 2024 from 5 million dollars in 2023.",
         "30", "10"),
        ("en", "Robberies were down by {} to 300 from 400.", "half", "a quarter"),
        ("es", "Las pérdidas subieron {} por ciento, a 12 millones de dólares desde 10 millones.", "50", "20"),
        ("es", "Las extorsiones aumentaron {} por ciento, a 480 desde 400 un año antes.", "50", "20"),
        ("pt", "As extorsões aumentaram {}%, para 480, de 400 um ano antes.", "50", "20"),
    ],
    "by a fraction": [
        ("en", "Cargo theft fell by a {} to 200 from 300.", "half", "third"),
        ("en", "Cargo theft complaints dropped a {}, from 300 to 250.", "third", "sixth"),
        ("en", "Extortion complaints were up {} on the year, 900 against 600.", "a quarter", "half"),
        ("es", "Robos de carga cayeron un {}, de 900 a 600.", "cuarto", "tercio"),
        ("es", "Los robos cayeron {} frente a 2023: 50 contra 100.", "un tercio", "la mitad"),
        ("es", "Las extorsiones denunciadas bajaron {} (de 400 a 300).", "la mitad", "una cuarta parte"),
        ("pt", "Os roubos de carga caíram {}, de 900 para 600.", "um quarto", "um terço"),
        ("pt", "Os assaltos subiram {} na comparação com maio, de 100 para 125.", "um terço", "um quarto"),
    ],
    "shown behind a colon": [
        ("en", "That's a decline of a {}: 60 incidents now, 90 then.", "quarter", "third"),
        ("en", "That's a fall of {} percent: 60 cases now, 90 then.", "20", "33"),
        ("es", "Es una caída de la {} parte: 60 incidentes ahora, 90 entonces.", "cuarta", "tercera"),
        ("es", "Las denuncias subieron {} por ciento: 45 en mayo y 40 en abril.", "40", "12.5"),
        ("pt", "É uma queda de um {}: 60 incidentes agora, 90 na época.", "quarto", "terço"),
        ("pt", "As denúncias caíram {} (45 em maio, 50 em abril).", "um terço", "10%"),
    ],
    "the rise behind and": [
        ("en", "Thefts rose from 120 to 180 in a year, and the increase was {} percent.", "80", "50"),
        ("es", "Los robos pasaron de 120 a 180 en un año y el aumento fue de {} por ciento.", "80", "50"),
        ("pt", "Os roubos passaram de 120 para 180 em um ano, e o aumento foi de {}%.", "80", "50"),
    ],
}  # fmt: skip
INNOCENT = [
    # what is told behind "and" is of a subject of its own
    ("en", "The budget grew from 200 to 300 million and the force 33 percent."),
    ("en", "The budget grew from 200 to 300 million, and the force by 33 percent."),
    ("es", "El presupuesto creció de 200 a 300 millones y la plantilla, 33 por ciento."),
    ("pt", "O orçamento cresceu de 200 para 300 milhões e o efetivo 33%."),
    ("en", "The fleet grew from 120 to 180 trucks and its thefts tripled."),
    ("es", "La flota creció de 120 a 180 camiones y sus robos se triplicaron."),
    ("pt", "A frota cresceu de 120 para 180 caminhões e os roubos triplicaram."),
    ("es", "Los robos pasaron de 120 a 180 y el aumento de las extorsiones fue de 80 por ciento."),
    ("pt", "Os roubos passaram de 120 para 180 e a queda dos sequestros foi de 80%."),
    # an end told with its own scale, and numbers told whole
    ("es", "Las pérdidas pasaron de 900 mil a 1.2 millones de dólares, un tercio más."),
    ("en", "The company grew from 800 to 1,200 trucks, half as many again."),
    # counts of something else behind a colon
    ("en", "Complaints rose 40 percent: 12 arrests in May, 10 in April."),
    ("es", "Las denuncias subieron 40 por ciento: 45 detenidos en mayo y 40 en abril."),
    ("en", "Robberies rose by a fifth: 6 in the north, 3 in the south."),
    ("es", "Las detenciones aumentaron la mitad: 30 hombres, 15 mujeres."),
    ("pt", "As prisões aumentaram um terço: 30 homens, 10 mulheres."),
    # two fractions, and a fraction of something
    ("en", "Thefts fell a third in the district and two thirds in the port: from 90 to 30."),
    ("es", "Los homicidios cayeron un tercio en la capital y la mitad en el puerto: de 90 a 60 y de 40 a 20."),
    ("en", "Losses fell by a third; a quarter of the 80 claims were rejected, 30 in May and 10 in June."),
    ("en", "It fell a third time, to 50 from 90."),
    # places and people that somebody went to or came from
    ("en", "The strike spread to 45 towns from 30 bases, and losses doubled to 80."),
    ("en", "Deliveries fell by half as 40 drivers moved to 3 depots from 7."),
    ("en", "Complaints rose 40 percent in the north and fell in the south to 900 from 1,000."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(workspace):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2025, 2, 10)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize("family", TEXTS)
def test_a_move_told_wrong_is_named_and_the_right_one_is_not_blamed(errors, family):
    told = [
        (text.format(n), n == wrong, errors(language, text.format(n)))
        for language, text, wrong, right in TEXTS[family]
        for n in (wrong, right)
    ]
    assert [(text, bool(found)) for text, _, found in told] == [
        (text, is_wrong) for text, is_wrong, _ in told
    ]


def test_what_looks_like_a_move_told_wrong_and_is_none_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
