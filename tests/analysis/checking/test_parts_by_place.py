"""Bare victims in a text on one crime, and the parts of a whole that states and towns have."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_EN = (
    "Kidnapping in Mexico\n\nThe numbers\n\nKidnapping rose in 2023: prosecutors recorded 811 victims of kidnapping."
    "\n\nWhich states have most of them\n\n{}"
)
_ES = (
    "El secuestro en México\n\nPresentación\n\nEl secuestro subió en 2023: las fiscalías registraron 811 víctimas "
    "de secuestro.\n\nDónde ocurre\n\n{}"
)
_PT = (
    "O sequestro no México\n\nOs números\n\nO sequestro subiu em 2023: as promotorias registraram 811 vítimas de "
    "sequestro.\n\nOnde acontece mais\n\n{}"
)
LINKS = [
    # language, text, number, measure, place
    ("es", _ES.format("De las 811 víctimas de 2023, 181 corresponden a Chihuahua, 84 al estado de México y 54 a "
                      "Sonora."), "811", "kidnapping", "MX"),
    ("es", _ES.format("De las 811 víctimas de 2023, 181 corresponden a Chihuahua, 84 al estado de México y 54 a "
                      "Sonora."), "84", "kidnapping", "MX-MEX"),
    ("es", _ES.format("De las 811 víctimas de 2023, 181 corresponden a Chihuahua y 54 a Sonora. Tamaulipas reporta "
                      "21, cifra que nadie cree."), "21", "kidnapping", "MX-TAM"),
    ("en", _EN.format("Of the 811 victims of 2023, Chihuahua had 181 and Sonora 54."), "54", "kidnapping", "MX-SON"),
    ("en", _EN.format("Of the 811 victims of 2023, 181 belong to Chihuahua and 54 to Sonora."),
     "54", "kidnapping", "MX-SON"),
    ("pt", _PT.format("Das 811 vítimas de 2023, 181 cabem a Chihuahua e 54 a Sonora."), "54", "kidnapping", "MX-SON"),
    ("pt", _PT.format("Das 811 vítimas de 2023, 181 são de Chihuahua, 84 do estado do México e 54 de Sonora."),
     "84", "kidnapping", "MX-MEX"),
    # what a text tells up to there, of whatever it tells behind it
    ("en", "Homicides: a plateau\n\nProsecutors in Mexico recorded 31,688 victims of intentional homicide.\n\n"
     "WORSE OFF\n\nSonora had 1,230 victims.\n\nCRIMES AGAINST BUSINESS\n\nExtortion had 6,606 victims in Mexico.",
     "1,230", "homicide", "MX-SON"),
    ("es", "Una meseta\n\nEn México hubo 31,688 víctimas de homicidio doloso; el homicidio no baja.\n\nQUIÉN ESTÁ PEOR"
     "\n\nSonora tuvo 1,230 víctimas.\n\nLOS NEGOCIOS\n\nLa extorsión tuvo 6,606 víctimas en México.",
     "1,230", "homicide", "MX-SON"),
    # a text that names no place at all, but a body of one country
    ("es", "La estadística del Secretariado Ejecutivo tuvo en 2023 850 víctimas de feminicidio.",
     "850", "femicide", "MX"),
    ("es", "La estadística de la Secretaría tuvo en 2023 850 víctimas de feminicidio.", "850", "femicide", None),
    # lives lost, and a number in brackets behind a name
    ("en", "The campaign had cost the lives of 152 politicians in Mexico.", "152", "politicians-killed", "MX"),
    ("es", "La campaña costó la vida a 152 políticos en México.", "152", "politicians-killed", "MX"),
    ("pt", "A campanha custou a vida de 152 políticos no México.", "152", "politicians-killed", "MX"),
    ("es", "En México, Jalisco (102) y Yucatán (14) sumaron 116 homicidios en 2023.", "14", "homicide", "MX-YUC"),
    # a crash has victims, too; and a section that counts none is of something else
    ("en", _EN.format("In a bus crash near Toluca 14 people died and 22 victims were taken away."), "22", "", None),
    ("es", _ES.format("En el choque de Toluca murieron 14 personas y hubo 22 víctimas más."), "22", "", None),
    ("es", _ES.format("En Chihuahua contratamos a 40."), "40", "", "MX-CHH"),
    # what narrows a part beside its place
    ("es", "De las 811 víctimas de secuestro de México en 2023, 181 en Chihuahua eran mujeres.", "181", "", "MX-CHH"),
    ("en", "Of Mexico's 811 kidnapping victims of 2023, 54 in Sonora were freed.", "54", "", "MX-SON"),
    ("pt", "Das 811 vítimas de sequestro do México em 2023, 54 de Sonora pagaram.", "54", "", "MX-SON"),
    # where the writer has a plant, a state has its own victims
    ("en", "In 2023 Mexico had 811 victims of kidnapping. In Tamaulipas, where our plant is, 21 victims were told.",
     "21", "kidnapping", "MX-TAM"),
    ("es", "En 2023 México tuvo 811 víctimas de secuestro. En Tamaulipas, donde está nuestra planta, hubo 21 víctimas.",
     "21", "kidnapping", "MX-TAM"),
    ("pt", "Em 2023 o México teve 811 vítimas de sequestro. Em Tamaulipas, onde fica nossa fábrica, houve 21 vítimas.",
     "21", "kidnapping", "MX-TAM"),
    ("en", "In 2023 Mexico had 811 victims of kidnapping. In Tamaulipas, where it rains, our plant had 21 victims.",
     "21", "", "MX-TAM"),
]  # fmt: skip
SMALL = [
    ("es", "En México, el estado de México tuvo 84 secuestros en 2023.", "MX-MEX"),
    ("es", "Ciudad de México.- Del estado de México vienen 84 secuestros.", "MX-MEX"),
    ("pt", "No México, o estado do México teve 84 sequestros em 2023.", "MX-MEX"),
    ("es", "En la ciudad de México hubo 84 secuestros.", "MX-CMX"),
    ("es", "Así, el estado del país empeoró: México tuvo 84 secuestros.", "MX"),
    ("en", "A study on the state of Mexico counts 84 kidnappings.", "MX"),
]


def _claim(workspace, language, text, number):
    found = audit(from_text(text, language, date(2024, 5, 30)), workspace.context("2026-11-01"), None)
    return next(c for c in reversed(found.claims) if c.text == number)


@pytest.mark.parametrize(("language", "text", "number", "measure", "place"), LINKS)
def test_victims_are_of_the_crime_of_their_text_and_parts_of_their_place(
    workspace, language, text, number, measure, place
):
    claim = _claim(workspace, language, text, number)
    assert claim.measure == measure
    assert place is None or (claim.place and claim.place.code) == place


@pytest.mark.parametrize(("language", "text", "place"), SMALL)
def test_a_state_is_known_by_its_name_with_a_small_first_word(workspace, language, text, place):
    claim = _claim(workspace, language, text, "84")
    assert claim.place and claim.place.code == place
