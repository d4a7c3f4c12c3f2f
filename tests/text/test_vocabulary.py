"""Word lists of prose: how they are loaded, matched and looked up."""

import re
from pathlib import Path

import pytest

import almenara.text
from almenara.text.letters import plain
from almenara.text.vocabulary import any_expression, any_of, by_key, key, lists, words

WORDS = Path(almenara.text.__file__).parent / "words"


@pytest.mark.parametrize("path", sorted(WORDS.rglob("*.yml")), ids=lambda path: str(path.relative_to(WORDS)))
def test_every_word_file_can_be_loaded_and_names_no_list_twice(path):
    assert lists(str(path.relative_to(WORDS).with_suffix("")))


def test_a_language_has_its_own_lists_and_those_of_all():
    assert words("quantities", "es")["times"] == ["veces"]
    assert words("quantities", "es")["currency_signs"] == words("quantities", "pt")["currency_signs"]


def test_the_longest_phrase_is_matched_first():
    assert re.match(any_of(["más", "más de"]), "más de diez")[0] == "más de"
    assert re.match(any_expression(["as (?:at|of)", "as"]), "as of May")[0] == "as of"


def test_accents_may_lack_and_blanks_may_be_any_unless_it_is_strict():
    assert re.fullmatch(any_of(["según él"]), "segun\u00a0el")
    assert not re.fullmatch(any_of(["prevé*"], strict=True), "prevención")
    assert re.fullmatch(any_of(["prevé*"], strict=True), "prevén")


def test_no_phrases_match_nothing():
    assert re.search(any_of([]), "anything") is None
    assert re.search(any_expression([]), "anything") is None


def test_a_phrase_is_looked_up_however_it_is_spaced_and_accented():
    assert by_key({"medio millón": 5})[key("Medio  millon")] == 5


@pytest.mark.parametrize("text", ["Según Óscar,\tel 5 º año", "ﬁn “İstanbul” ½ ²", "plain"])
def test_plain_letters_stand_where_the_letters_stood(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("subject", ["counted", "tables", "hedges", "left_out", "quantities"])
def test_words_of_a_list_are_words_and_no_truth_values(language, subject):
    """YAML reads an unquoted "no" or "on" as true or false, so that the word would be lost."""

    def scalars(node):
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
        return [x for one in inner for x in scalars(one)] if isinstance(node, dict | list) else [node]

    assert not [one for one in scalars(words(subject, language)) if isinstance(one, bool)]
