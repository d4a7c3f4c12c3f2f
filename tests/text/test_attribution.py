"""Who is said to say it: names, levels, those who are nobody, and the stretch covered."""

from __future__ import annotations

import pytest

from almenara.text.attribution import attributed, find_attributions
from almenara.text.opening import from_text


def chain(text: str, language: str = "en") -> list[tuple[str, bool]]:
    """Names of the first attribution, from the outermost, with whether each is nobody."""
    found = find_attributions(from_text(text, language))
    return [(a.name, a.unnamed) for a in found[0].chain] if found else []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "According to the Institute of Statistics, 31,174 were killed.", ["Institute of Statistics"]),
        ("en", "Taps rose 45%, according to the state oil company.", ["state oil company"]),
        ("en", "According to data from the Executive Secretariat, 5,649 died.", ["Executive Secretariat"]),
        ("en", "Amnesty International notes that 37,435 are missing.", ["Amnesty International"]),
        ("en", "The FBI investigated 116 kidnappings.", ["FBI"]),
        ("en", "Ana Ruiz, the interior minister, said 12 had died.", ["Ana Ruiz"]),
        ("en", "The ministry's latest report showed 12,581 taps.", ["ministry"]),
        ("en", "According to CNN, citing the Ministry of Justice, 40 died.", ["CNN", "Ministry of Justice"]),
        ("en", "Governor Luis Paz told Reuters that 40 had died.", ["Reuters", "Governor Luis Paz"]),
        ("es", "Según el Instituto de Estadística, hubo 31 mil 174.", ["Instituto de Estadística"]),
        ("es", "De acuerdo con datos del Observatorio Ciudadano, hubo 40.", ["Observatorio Ciudadano"]),
        ("es", "Hubo 40 muertos, informó la fiscalía.", ["fiscalía"]),
        ("es", "La Secretaría de Salud reportó que hubo 40.", ["Secretaría de Salud"]),
        ("pt", "Segundo o Ministério da Justiça, foram 40.", ["Ministério da Justiça"]),
        ("pt", "De acordo com dados do Fórum de Segurança, foram 40.", ["Fórum de Segurança"]),
        ("pt", "Foram 40 mortos, informou a polícia.", ["polícia"]),
    ],
)  # fmt: skip
def test_a_source_is_named(language: str, text: str, names: list[str]) -> None:
    assert chain(text, language) == [(name, False) for name in names]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "These occur 20,000 times a year, according to one source.", "one source"),
        ("en", "According to one study, 3,300 were reported.", "one study"),
        ("en", "Some experts say that 40 died.", "Some experts"),
        ("en", "40 were killed, although officials said that some had not been counted.", "officials"),
        ("es", "Según una fuente, hubo 40.", "una fuente"),
        ("es", "Un estudio encontró 40 casos.", "Un estudio"),
        ("pt", "Segundo especialistas, foram 40.", "especialistas"),
        ("pt", "Uma fonte disse que foram 40.", "Uma fonte"),
    ],
)
def test_a_source_that_is_nobody_is_told_apart(language: str, text: str, name: str) -> None:
    assert chain(text, language) == [(name, True)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Five northern states are at the highest level."),
        ("en", "The final homicide count of 29,168 made 2017 the deadliest year."),
        ("es", "El registro es de 40 casos."),
        ("pt", "No segundo semestre foram 40."),
    ],
)
def test_what_attributes_nothing(language: str, text: str) -> None:
    assert chain(text, language) == []


def test_a_statement_is_carried_on() -> None:
    text = "The Ministry of Justice said 40 had died. The report adds that 12 were hurt. Rain is expected."
    found = find_attributions(manuscript := from_text(text, "en"))
    hurt = attributed(found, manuscript.text.index("12"))
    assert hurt is not None and [a.name for a in hurt.chain] == ["Ministry of Justice"]
    assert attributed(found, manuscript.text.index("Rain")) is None


def test_each_side_of_a_sentence_has_its_own_source() -> None:
    text = "The Ministry of Justice said 40 had died, while Red Cross officials told of 60."
    found = find_attributions(manuscript := from_text(text, "en"))
    forty = attributed(found, manuscript.text.index("40"))
    assert forty is not None and forty.chain[0].name == "Ministry of Justice"


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The Institute for Economics and Peace found 40.", ["Institute for Economics and Peace"]),
        ("en", "Data released Monday by the Ministry of Justice show 40.", ["Ministry of Justice"]),
        ("en", "The minister said that, according to the INS, 40 died.", ["minister", "INS"]),
        ("en", "The count was reported by another agency, the NIS.", ["NIS"]),
        ("es", "La Secretaría de Seguridad Pública estatal dio a conocer 45.", ["Secretaría de Seguridad Pública"]),
        ("es", "El periódico La Nación, citando a la Fiscalía, publicó 45.", ["periódico La Nación", "Fiscalía"]),
        ("es", "«Son 45», dijo el secretario de Justicia, Ana Ruiz.", ["Ana Ruiz"]),
        ("pt", "O estudo da Universidade de São Paulo estima 45.", ["Universidade de São Paulo"]),
        ("pt", "Segundo a agência Reuters, citando a polícia, 43 morreram.", ["agência Reuters", "polícia"]),
    ],
)  # fmt: skip
def test_names_are_whole_and_levels_in_order(language: str, text: str, names: list[str]) -> None:
    assert chain(text, language) == [(name, False) for name in names]
