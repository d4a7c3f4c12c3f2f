"""Numbers in answers: they are of what was asked, or of nothing of ours."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

TOLD = [
    ("en", "How many people are missing in Mexico? The register has 112,061 people missing.\n\nAnd this year? 2,890 so "
     "far, the commission says.", "2,890", "missing-persons"),
    ("pt", "— Quantos políticos foram assassinados no México?\n\n— Foram 152.\n\n— E quantos eram candidatos?\n\n"
     "— 48.", "48", "candidates-killed"),
    ("pt", "— Quantos políticos foram assassinados no México?\n\n— Foram 152.\n\n— E as agressões?\n\n— 774 ao todo.",
     "774", "politicians-attacked"),
    ("es", "—¿Cuántos periodistas fueron asesinados en México?\n\n—Van 13.\n\n—¿Y eso es mucho?\n\n—Es mucho.\n\n"
     "—¿Y desde el año 2000?\n\n—Hasta el 3 de mayo, 153.", "153", "journalists-killed"),
    # asked for something else
    ("pt", "— Quantos jornalistas foram mortos no México?\n\n— Foram 13.\n\n— Quantos jornalistas a sua rede protege?"
     "\n\n— 60, em nove estados.", "60", ""),
    ("es", "¿Cuántas víctimas de homicidio hubo en México? Fueron 17,065.\n\n¿Cuántos elementos tiene la Guardia? "
     "70 mil, en 150 regiones.", "70 mil", ""),
    ("pt", "E feminicídios no México? 861. E quantos policiais morreram? 421, segundo uma organização.", "421", ""),
    ("es", "¿Cuántos secuestros hubo en México? 798. ¿Y cuántas sentencias? 9.", "9", ""),
]  # fmt: skip


def test_a_number_in_an_answer_is_of_what_was_asked(workspace):
    context = workspace.context("2026-11-01")
    for language, text, number, measure in TOLD:
        claims = audit(from_text(text, language, date(2024, 4, 5)), context, None).claims
        assert next(c.measure for c in reversed(claims) if number in c.text) == measure, text
