"""Sentences: what ends one, and what only looks as if it did."""

from __future__ import annotations

import pytest

from almenara.text.sentences import split

WHOLE = [
    ("en", "The U.S. Department of State counted 3.5 per 100,000."),
    ("en", "Directive No. 5 was signed on Oct. 3 by Gen. Smith of Acme Inc. and Mr. J. L. Jones."),
    ("en", "Prices fell by 1,234.5 dollars approx. six were hurt vs. seven before."),
    ("es", "En el Edo. de México y EE. UU. subió 3.5% el núm. 5."),
    ("es", "El Sr. López y la Dra. Ruiz citaron el art. 21 de la Ley."),
    ("es", "Hubo 1.234,5 casos aprox. en la av. Juárez."),
    ("es", "El no. 12 de la lista sumó 30 casos."),
    ("pt", "O Sr. Silva citou o art. 5 e a pág. 12."),
    ("pt", "A Dra. D. Maria viu 1.234 casos."),
]
PARTED = [
    ("en", ["Homicides fell in May.", "Police counted 187."]),
    ("en", ["They began to count three years ago.", "Huila had 30."]),
    ("en", ["He went to the U.S.", "In 2018, three died."]),
    ("en", ["He said “there were 30.”", "They left.[3]", "Another one."]),
    ("es", ["El ministro dijo que no.", "Murieron 30."]),
    ("es", ["La tasa fue de 3.5.", "¿Y los otros?", "«No hubo».", "Fin."]),
    ("pt", ["Foram 30 casos.", "Em 2018, 25."]),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_an_abbreviation_or_a_number_ends_no_sentence(language, text):
    assert split(text, language) == [(0, len(text))]


@pytest.mark.parametrize(("language", "parts"), PARTED)
def test_a_stop_ends_a_sentence(language, parts):
    text = " ".join(parts)
    assert [text[start:end] for start, end in split(text, language)] == parts
