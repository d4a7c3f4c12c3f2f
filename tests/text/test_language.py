"""Which language a text is in, short ones too."""

from __future__ import annotations

import pytest

from almenara.text.language import detect
from almenara.text.opening import from_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("29,168", "en"),
        ("3 killed", "en"),
        ("more than 2,200 taps", "en"),
        ("741 víctimas", "es"),
        ("Se registraron siete homicidios", "es"),
        ("mais de 30 homicídios em janeiro", "pt"),
        ("Os homicídios caíram 7% segundo o ministério", "pt"),
    ],
)
def test_a_few_words_are_enough(text, language):
    assert detect(text) == (language, "")


def test_a_language_that_cannot_be_read_is_told():
    french = "Le ministère a déclaré que les homicides avaient augmenté dans toutes les régions du pays. " * 4
    assert "seems to be in none of en, es, pt" in from_text(french).warnings[0]


def test_the_option_is_followed():
    assert from_text("Homicidios: 741", language="pt").language == "pt"
