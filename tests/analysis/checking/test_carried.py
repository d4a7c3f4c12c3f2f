"""What was told before a number that names nothing itself, and what cuts it off."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_TITLED = "Boletín\n\n1. Homicidio. Hubo 29,705 víctimas en México.\n2. Feminicidio. Fueron 830.\n3. Presupuesto. {}"
TOLD = [
    # titles
    ("es", _TITLED.format("Subió 7%."), "830", "femicide"),
    ("es", _TITLED.format("Subió 7%."), "7%", ""),
    ("en", "Notes\n\n- Taps found in Mexico: 11,240\n- Taps, worst state: Puebla, 1,729\n- People trained: 140",
     "1,729", "fuel-theft"),
    ("en", "Notes\n\n- Taps found in Mexico: 11,240\n- Taps, worst state: Puebla, 1,729\n- People trained: 140",
     "140", ""),
    # changes, and words that point back
    ("en", "There were 4,737 victims of homicide in Mexico.\n\nThe dip of 3 percent hides wide differences.",
     "3 percent", "homicide"),
    ("es", "El INEGI contó 31,062 homicidios en México. Si se compara peras con peras, la reducción se queda en "
     "3.6 por ciento.", "3.6 por ciento", "homicide"),
    ("es", "Hubo 12,363 carpetas por robo a transportistas en México. A pregunta de un delegado se respondió que el "
     "delito había disminuido 8.1%.", "8.1%", "cargo-theft"),
    ("pt", "Houve 36.579 homicídios no México em 2020. O número é 0,2% menor que o de 2019.", "0,2%", "homicide"),
    ("es", "Hubo en México 724 víctimas de extorsión. La prima del seguro pasa de 1.2 a 1.5 millones de pesos, "
     "25% más.", "25%", ""),
    # of what was counted just before, which is none of ours
    ("es", "Hubo 811 secuestros en México. El Senado aprobó la ley con 362 votos a favor y 119 en contra.", "119", ""),
    ("es", "Hubo 811 secuestros en México. Este año acompañamos a 64 familias. Cuarenta y una denunciaron.",
     "Cuarenta y una", ""),
    ("en", "There were 811 kidnappings in Mexico. The government counted 252 road blockades, 65 of them in Jalisco.",
     "65", ""),
    ("en", "There were 29,705 murders in Mexico. In a poll published on Monday 61 percent called it their worry.",
     "61 percent", ""),
    ("en", "In Mexico 2,286 people were murdered. Some two million people live between the hills of Morelos.",
     "two million", "population"),
    # what a number is told to be
    ("en", "Files for robbery of carriers in Mexico were 11,662 in 2019. Readers still send us 12,222 as the number of "
     "files of 2018.", "12,222", "cargo-theft"),
]  # fmt: skip


def test_what_a_number_goes_on_about(workspace):
    context = workspace.context("2026-11-01")
    for language, text, number, measure in TOLD:
        claims = audit(from_text(text, language, date(2024, 4, 5)), context, None).claims
        found = next((c.measure for c in reversed(claims) if number in c.text), None)
        assert found == measure, (number, found, text)
