"""A wrong count in a list whose other counts hold is called wrong; what may be of something else is not.

Extortion of 2023: Nuevo León 841, Veracruz 912, Jalisco 643, Guanajuato 988 victims; kidnapping files and cargo theft
by year: the state prosecutors' counts in the country's figures."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text
from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

LISTED = [
    ("en", "There were 10,974 victims of extortion in Mexico in 2023. Nuevo León had 841, Veracruz 912 and Jalisco {}.",
     "643", "1,643"),
    ("es", "En 2023 hubo en México 10,974 víctimas de extorsión. Nuevo León tuvo 841, Veracruz 912 y Jalisco {}.",
     "643", "1,643"),
    ("es", "Extorsión en México, víctimas de 2023\n\n• Nuevo León: 841\n• Veracruz: 912\n• Jalisco: {}\n"
     "• Guanajuato: 988", "643", "1,643"),
    ("pt", "Em 2023 houve no México 10.974 vítimas de extorsão. Nuevo León teve 841, Veracruz 912 e Jalisco {}.",
     "643", "1.643"),
    ("pt", "As promotorias do México abriram 13.068 inquéritos por roubo de carga em 2018. Em 2019 foram {} "
     "inquéritos, e em 2020, 9.527.", "11.662", "21.300"),
]  # fmt: skip
INNOCENT = [
    ("en", "Mexico had 29,705 homicide victims in 2023. Guanajuato had 3,104, Jalisco 1,956 and Celaya alone 700."),
    ("en", "Mexico had 29,705 homicide victims in 2023. Guanajuato had 3,104, Jalisco 1,956 and Baja California and "
     "its neighbour Sonora, in two years, 7,987."),
    ("en", "Kidnapping in Mexico: 816 victims in 2021. In 2022 there were 724, in 2023, 811 and by September, 600."),
    ("es", "Extorsión en México, víctimas de 2023: Nuevo León, 841; Veracruz, 912; el Estado de México, hasta octubre, "
     "3,400."),
    ("es", "En 2023 hubo en México 29,705 víctimas de homicidio doloso. Guanajuato tuvo 3,104, Jalisco 1,956 y Sonora, "
     "según su gobernador, 1,200."),
    ("pt", "Em 2023 houve no México 10.974 vítimas de extorsão. Nuevo León teve 841, Veracruz 912 e Jalisco menos "
     "de 600."),
]  # fmt: skip


def accused(workspace, language, text, written):
    now, then = workspace.context("2026-11-01"), workspace.context(written.isoformat())
    claims = audit(from_text(text, language, written), now, then).claims
    return {c.text: c.reason for c in claims if c.verdict in ("contradicted", "inconsistent")}


def test_a_wrong_count_among_right_ones_is_called_wrong(workspace):
    for language, text, right, wrong in LISTED:
        written = date(2021, 6, 5) if "2020" in text else date(2024, 4, 5)
        assert not accused(workspace, language, text.format(right), written), text
        found = accused(workspace, language, text.format(wrong), written)
        assert set(found) == {wrong}, (text, found)
        assert found[wrong].endswith("told beside it, are of the same count and agree.")


def test_a_count_that_may_be_of_something_else_is_let_be(workspace):
    for language, text in INNOCENT:
        assert not accused(workspace, language, text, date(2024, 4, 5)), text


@pytest.mark.parametrize(
    ("language", "day", "text", "right", "wrong"),
    [
        ("es", "2019-02-04", "En todo 2018 Pemex halló 14 mil 894 tomas clandestinas. Por estado, Hidalgo cerró 2018 "
         "con {} y Puebla con 2 mil 72.", "2 mil 121", "2 mil 721"),
        ("en", "2024-04-22", "Homicide victims in 2023, by state: Guanajuato ended 2023 with {} and Baja California "
         "with 2,417.", "3,104", "3,401"),
    ],
)  # fmt: skip
def test_a_bare_count_is_of_what_that_of_the_state_beside_it_counts(
    workspace: Workspace, language: str, day: str, text: str, right: str, wrong: str
) -> None:
    """Pemex's taps of 2018 (known 2019-01-21) and victims of 2023 (SESNSP, edition of 2024-03-20)."""
    for value, verdicts in ((right, {"supported"}), (wrong, {"contradicted"})):
        claims = audited(workspace, language, day, text.format(value)).claims
        assert {c.verdict for c in claims if c.text == value} == verdicts
