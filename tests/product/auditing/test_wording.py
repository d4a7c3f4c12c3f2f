"""Words: every verdict, error and role in each of the three languages."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

from almenara.model.claim import Role, Verdict
from almenara.product.auditing import wording


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_every_verdict_and_role_has_its_words_and_a_mark_of_its_own(language: str) -> None:
    verdicts = get_args(Verdict)
    assert set(wording.ORDER) == set(verdicts)
    assert len({wording.mark(v) for v in verdicts}) == len(verdicts)
    assert len({wording.verdict_words(v, language) for v in verdicts}) == len(verdicts)
    assert len({wording.role_words(r, language) for r in get_args(Role)}) == len(get_args(Role))
    assert all(wording.verdict_phrase(v, language, n) for v in verdicts for n in (1, 2))


def test_no_language_lacks_a_word() -> None:
    from pathlib import Path

    words = yaml.safe_load(Path(wording.__file__).with_name("words.yml").read_text("utf-8"))
    for part in ("verdicts", "errors", "roles", "words"):
        assert {tuple(said) for said in words[part].values()} == {("en", "es", "pt")}, part


def test_an_error_without_words_of_its_own_stands_as_it_is() -> None:
    assert wording.error_words("times-more", "en") == "so many times as many told as so many times more"
    assert wording.error_words("some-new-error", "es") == "some new error"


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (29168, "en", "29,168"), (31.71, "es", "31.71"), (0.25, "pt", "0,25"), (1234.5, "pt", "1.234,5"),
        (-3, "en", "−3"),
    ],
)  # fmt: skip
def test_numbers_stand_as_the_language_writes_them(value: float, language: str, text: str) -> None:
    assert wording.number(value, language) == text
