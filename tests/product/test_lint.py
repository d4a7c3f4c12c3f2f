"""The rules for an analyst's prose, each broken and kept."""

import pytest

from almenara.errors import ProseError
from almenara.model.terms import ICD_203
from almenara.product.lint import TOKEN_CLOSE, TOKEN_OPEN, check_paragraph, refuse, sentences

CITE = f"{TOKEN_OPEN}cite:1{TOKEN_CLOSE}"
FIG = f"{TOKEN_OPEN}f:f1{TOKEN_CLOSE}"
LIKELY = f"{TOKEN_OPEN}likelihood:likely/0{TOKEN_CLOSE}"


def complaints(text: str, language: str = "en", findings: bool = True, judgement: bool = False) -> list[str]:
    return [str(c) for c in check_paragraph(text, "fuel.en.md", 7, language, findings, judgement)]


def test_a_cited_sentence_passes():
    assert complaints(f"{FIG} taps were found. A mayor was detained {CITE}.") == []


def test_a_bare_number_is_named_with_file_and_line():
    (found,) = complaints(f"In 2018 taps rose {CITE}.")
    assert found == (
        'fuel.en.md, line 7: a bare number, "2018": print it with fig(), date() or name(), in "In 2018 taps rose ."'
    )


def test_every_uncited_sentence_of_a_finding_is_named():
    found = complaints(f"Taps rose {CITE}. Nobody knows why. It is a pity.")
    assert [c.split(":")[-1].strip(' "') for c in found] == ["Nobody knows why.", "It is a pity."]


def test_prose_outside_findings_needs_no_citation():
    assert complaints("We do not know how many taps go unfound.", findings=False) == []


@pytest.mark.parametrize("word", ["may", "might", "could", "possibly", "probably", "poised to", "perhaps"])
def test_likelihood_words_off_the_scale_stop_the_build(word):
    (found,) = complaints(f"The record {word} fall {CITE}.")
    assert f'"{word}" is a likelihood outside the ICD 203 scale' in found


@pytest.mark.parametrize("word", ["podría", "quizá", "tal vez", "probablemente", "posible"])
def test_and_in_spanish(word):
    assert "fuera" not in word
    assert any(word in c for c in complaints(f"El récord {word} caer {CITE}.", language="es"))


def test_the_month_of_may_is_not_a_likelihood():
    assert complaints(f"In May taps rose {CITE}.") == []


@pytest.mark.parametrize("step", ICD_203, ids=lambda s: s.key)
@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_the_scale_must_come_through_likelihood(step, language):
    assert complaints(f"It is {step.words[language]} {CITE}.", language=language)


def test_likelihood_and_confidence_may_not_share_a_sentence():
    (found,) = complaints(f"We say with high confidence that it is {LIKELY}.", judgement=True)
    assert "a likelihood and a confidence term in one sentence" in found


def test_they_may_stand_in_two_sentences():
    assert complaints(f"It is {LIKELY}. We have high confidence in that.", judgement=True) == []


def test_a_likelihood_needs_a_judgement():
    (found,) = complaints(f"It is {LIKELY} {CITE}.")
    assert "a likelihood outside a judgement" in found


def test_all_complaints_are_told_at_once():
    found = check_paragraph("Taps rose by 40. It may go on.", "a.md", 1, "en", True, False)
    with pytest.raises(ProseError) as error:
        refuse(found)
    assert str(error.value).count("a.md, line 1") == len(found) == 4


def test_abbreviations_do_not_cut_a_sentence_before_a_small_letter():
    assert len(sentences("The U.S. advisory has four levels. It names crime.")) == 2


def test_a_term_of_the_scale_typed_by_hand_is_told_apart_and_so_is_confidence_beside_it():
    found = complaints(f"It is very likely, with high confidence, that taps rise {CITE}.")
    assert any('"very likely" is typed: write likelihood(…) with its probability' in c for c in found)
    assert any("a likelihood and a confidence term in one sentence" in c for c in found)
