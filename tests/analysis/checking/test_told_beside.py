"""What a text tells beside its counts: asides, whom a firm asked, inhabitants, capitals, the time of all figures."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_REPORT_EN = (
    "Outlook\n\n{}\n\nHomicide\n\nMexico was calmer.\n\nCargo theft\n\n"
    "Files for cargo theft rose from 8,836 to 9,179."
)
_REPORT_ES = (
    "Balance\n\n{}\n\nHomicidio\n\nMéxico mejoró.\n\nRobo de carga\n\n"
    "Las carpetas por robo de carga subieron de 8,836 a 9,179."
)
_REPORT_PT = (
    "Balanço\n\n{}\n\nHomicídio\n\nO México melhorou.\n\nRoubo de carga\n\n"
    "Os roubos de carga subiram de 8.836 para 9.179."
)
_STATES = "In 2023 Mexico had 29,705 victims of homicide: Jalisco had 1,956, Sonora 1,403 and Puebla 967.\n\n"
_ONE_STATE = "In 2023 Jalisco, in Mexico, had 1,956 victims of homicide.\n\n"
LINKS = [
    # language, text, number, measure, place, period
    ("es", "Pemex halló 14,894 tomas clandestinas en México en 2018.\n\nHidalgo, donde el viernes murieron decenas de "
     "personas en Tlahuelilpan, encabeza la lista con 2,121. En 2016 apenas tenía 344.",
     "2,121", "fuel-theft", "MX-HID", "2018"),
    ("es", "Pemex halló 14,894 tomas clandestinas en México en 2018.\n\nHidalgo, donde el viernes murieron decenas de "
     "personas en Tlahuelilpan, encabeza la lista con 2,121. En 2016 apenas tenía 344.",
     "344", "fuel-theft", "MX-HID", "2016"),
    ("en", "Pemex found 14,894 illegal taps in Mexico in 2018.\n\nHidalgo, where dozens died on Friday, leads the list "
     "with 2,121.", "2,121", "fuel-theft", "MX-HID", "2018"),
    ("pt", "A Pemex achou 14.894 perfurações ilegais no México em 2018.\n\nHidalgo, onde dezenas morreram na sexta, "
     "lidera a lista com 2.121.", "2.121", "fuel-theft", "MX-HID", "2018"),
    ("es", "En 2018 Jalisco, México, donde murieron asesinadas 1,956 personas, tuvo 246 robos de carga.",
     "1,956", "homicide", "MX-JAL", "2018"),
    # whom a firm asked itself
    ("es", "México, extorsión.\n\nENCUESTA INTERNA. Respondieron 1,260 empleados. En el año 62 % recibió una llamada y "
     "41 % un mensaje con amenazas.", "41 %", "", None, None),
    ("pt", "México, extorsão.\n\nPESQUISA INTERNA. Responderam 1.260 funcionários. No ano, 62% receberam ligações e "
     "41% uma mensagem com ameaças.", "41%", "", None, None),
    ("en", "Mexico, extortion.\n\nIn our internal survey 1,260 people answered. Last year 62% had a call and 41% a "
     "message with threats.", "41%", "", None, None),
    ("en", "In our internal survey 1,260 people answered. Homicides in Mexico fell by 4% in 2023.",
     "4%", "homicide", "MX", "2023"),
    # a rate behind a number of inhabitants
    ("en", "In 2023 Guanajuato, in Mexico, had 3,104 homicide victims; with 6.4 million inhabitants, that makes 48 per "
     "100,000.", "48 per 100,000", "homicide", "MX-GUA", "2023"),
    ("es", "En 2023 Guanajuato, México, tuvo 3,104 víctimas de homicidio doloso; con 6.4 millones de habitantes, son "
     "48 por cada 100 mil.", "48 por cada 100 mil", "homicide", "MX-GUA", "2023"),
    ("pt", "Em 2023 o México teve 29.705 vítimas de homicídio doloso para 129 milhões de habitantes: 23 por 100 mil.",
     "23 por 100 mil", "homicide", None, "2023"),
    # the capital of a text that names several states, and of one that is about a state
    ("en", _STATES + "The capital needs a word of its own. Its prosecutors recorded 872 victims.",
     "872", "homicide", "MX-CMX", "2023"),
    ("en", _ONE_STATE + "The capital needs a word of its own. Its prosecutors recorded 872 victims.",
     "872", "homicide", "MX-JAL", "2023"),
    # when all figures of a text are of
    ("en", _REPORT_EN.format("All figures are those of the prosecutors for 2022 and 2023."),
     "8,836", "cargo-theft", "MX", "2022"),
    ("en", _REPORT_EN.format("All figures are those of the prosecutors for 2022 and 2023."),
     "9,179", "cargo-theft", "MX", "2023"),
    ("es", _REPORT_ES.format("Todas las cifras son de las fiscalías y corresponden a 2022 y 2023."),
     "9,179", "cargo-theft", "MX", "2023"),
    ("pt", _REPORT_PT.format("Todos os números são das promotorias, de 2022 e 2023."),
     "9.179", "cargo-theft", "MX", "2023"),
]  # fmt: skip


def _audit(workspace, language, text, day=date(2024, 5, 20)):
    return audit(from_text(text, language, day), workspace.context("2026-11-01"), None).claims


@pytest.mark.parametrize(("language", "text", "number", "measure", "place", "period"), LINKS)
def test_what_is_told_beside_a_count_does_not_take_it(
    workspace, language, text, number, measure, place, period
):
    claim = next(c for c in _audit(workspace, language, text) if c.text == number)
    assert claim.measure == measure
    assert place is None or (claim.place and claim.place.code) == place
    assert period is None or str(claim.period) == period


def test_a_town_told_with_its_state_has_the_level_of_the_state(workspace):
    told = {
        "en": "In its advisory of 31 January 2023 the US Department of State has Los Cabos, in Baja California Sur, at "
        "Level 2. Tulum lies in Quintana Roo, which has been moved to Level 3. Tijuana is at Level 3.",
        "es": "En su aviso del 31 de enero de 2023 el Departamento de Estado de Estados Unidos tiene a Los Cabos, en "
        "Baja California Sur, en el nivel 2.",
        "pt": "No aviso de 31 de janeiro de 2023 o Departamento de Estado dos Estados Unidos põe Los Cabos, na Baja "
        "California Sur, no nível 2.",
    }
    found = {
        language: [
            (c.place and c.place.code, c.verdict)
            for c in _audit(workspace, language, text, date(2023, 3, 13))
            if c.kind == "level"
        ]
        for language, text in told.items()
    }
    assert found["en"] == [
        ("MX-BCS", "supported"),
        ("MX-ROO", "contradicted"),
        ("MX-02004", "not-checkable"),
    ]
    assert found["es"] == found["pt"] == [("MX-BCS", "supported")]
