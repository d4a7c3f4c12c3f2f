"""What a text counts, found in its words."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.what.choosing import Linked, subject_for
from almenara.analysis.checking.what.counting_rules import implied, register_scope
from almenara.analysis.checking.what.terms import find_subjects
from almenara.analysis.context import Context
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def context(workspace) -> Context:
    return workspace.context("2026-11-25")


def counted(context: Context, text: str, number: str, language: str, noun: str = "") -> Linked:
    """What a number in a text counts; `noun` are the words that a reader of quantities would take for it."""
    manuscript = from_text(text, language=language)
    start = manuscript.text.index(number)
    at = manuscript.text.index(noun, start) if noun else 0
    subjects = find_subjects(manuscript, context)
    return subject_for(subjects, manuscript, start, start + len(number), at, at + len(noun))


MEASURES = [
    ("en", "There were 13,298 homicides in five months.", "13,298", "homicides", "homicide"),
    ("en", "The year closed with 33,369 victims of intentional homicide.", "33,369", "victims", "homicide"),
    ("en", "Taps rose to 2,274 illegal taps on pipelines.", "2,274", "illegal taps", "fuel-theft"),
    ("en", "In all, 371 non-elected officials were murdered.", "371", "non-elected officials", "officials-killed"),
    ("en", "Police counted 13,555 homicides.", "13,555", "homicides", "homicide"),
    ("es", "Son más de la mitad de las 811 víctimas del país; el secuestro sube.", "811", "víctimas", "kidnapping"),
    ("pt", "Houve 811 vítimas de sequestro e 10.974 de extorsão.", "10.974", "", "extortion"),
    ("pt", "Um estado, com 891 vítimas de homicídio, tem menos habitantes.", "891", "vítimas", "homicide"),
    ("en", "More than 37,000 people are missing.", "37,000", "people", "missing-persons"),
    ("en", "They count 26,000 unidentified bodies.", "26,000", "unidentified bodies", "unidentified-bodies"),
    ("en", "The toll was 9 slain journalists.", "9", "slain journalists", "journalists-killed"),
    ("es", "Se iniciaron 24,906 carpetas de investigación por homicidio doloso.", "24,906", "carpetas", "homicide"),
    ("es", "Fueron 2,890 víctimas de homicidio doloso y feminicidio.", "2,890", "víctimas", "homicide-and-femicide"),
    ("es", "Hubo 1,390 casos de secuestro.", "1,390", "casos", "kidnapping"),
    ("es", "Se registraron 1,152 casos; de tomas clandestinas.", "1,152", "casos", "fuel-theft"),
    ("es", "Sumaron 152 políticos asesinados.", "152", "políticos", "politicians-killed"),
    ("es", "Hay 37 mil 435 personas desaparecidas.", "37 mil 435", "personas", "missing-persons"),
    ("es", "Hubo 2,945 robos a transportistas.", "2,945", "robos", "cargo-theft"),
    ("pt", "Foram 152 políticos e 371 funcionários públicos mortos.", "152", "políticos", "politicians-killed"),
    ("pt", "Houve 31.174 homicídios dolosos.", "31.174", "homicídios", "homicide"),
    ("pt", "Há 37.485 pessoas desaparecidas.", "37.485", "pessoas", "missing-persons"),
]  # fmt: skip


IN_OTHER_WORDS = [
    ("en", "There were 35,588 homicides and femicides.", "35,588", "homicides and femicides", "homicide-and-femicide"),
    ("en", "Police counted 2,686 robberies on state highways.", "2,686", "robberies on state highways",
     "highway-robbery"),
    ("es", "Hubo 35,588 víctimas de homicidio doloso y de feminicidio.", "35,588",
     "víctimas de homicidio doloso y de feminicidio", "homicide-and-femicide"),
    ("es", "Hubo 46 asaltos en las autopistas federales.", "46", "asaltos en las autopistas federales",
     "highway-robbery"),
    ("es", "Hallaron 300 pinchazos a poliductos.", "300", "pinchazos a poliductos", "fuel-theft"),
    ("es", "Se contaron 90 robos de tractocamiones.", "90", "robos de tractocamiones", "cargo-theft"),
    ("pt", "Foram 16.375 vítimas de homicídio doloso e de feminicídio.", "16.375",
     "vítimas de homicídio doloso e de feminicídio", "homicide-and-femicide"),
    ("pt", "Houve 46 roubos nas rodovias federais.", "46", "roubos nas rodovias federais", "highway-robbery"),
    ("pt", "Acharam 300 perfurações em oleodutos.", "300", "perfurações em oleodutos", "fuel-theft"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number", "noun", "measure"), [*MEASURES, *IN_OTHER_WORDS])
def test_a_number_counts_what_its_words_say(context, language, text, number, noun, measure):
    linked = counted(context, text, number, language, noun)
    assert linked.subject is not None and linked.subject.measure == measure


NOT_OURS = [
    ("en", "Police arrested 23 people for homicide.", "23", "people"),
    ("en", "A total of 340 missing people have been identified.", "340", "missing people"),
    ("en", "The army seized 1,200 weapons.", "1,200", "weapons"),
    ("en", "The state has 40 homicide detectives.", "40", "homicide detectives"),
    ("es", "Fueron detenidas 15 personas por el delito de secuestro.", "15", "personas"),
    ("es", "Murieron 12 policías abatidos.", "12", "policías"),
    ("es", "Hubo 1,200 homicidios de mujeres.", "1,200", "homicidios de mujeres"),
    ("es", "Se localizaron 340 personas desaparecidas.", "340", "personas desaparecidas"),
    ("en", "They rescued 12 kidnapped people.", "12", "kidnapped people"),
    ("es", "La policía detuvo a 45 personas por secuestro.", "45", "personas por secuestro"),
    ("pt", "A polícia apreendeu 300 armas de fogo.", "300", "armas"),
]


@pytest.mark.parametrize(("language", "text", "number", "noun"), NOT_OURS)
def test_what_only_sounds_like_a_measure_is_not_one(context, language, text, number, noun):
    linked = counted(context, text, number, language, noun)
    assert linked.subject is None or not linked.subject.measure


def test_a_second_number_takes_what_happened_from_the_first(context):
    text = "There were 774 attacks against politicians and 429 against non-elected officials."
    linked = counted(context, text, "429", "en", "against non-elected officials")
    assert linked.subject is not None and linked.subject.measure == "officials-attacked"


def test_a_number_without_words_takes_the_subject_of_its_sentence(context):
    text = "In February the victims of femicide went from 79 to 75."
    linked = counted(context, text, "75", "en")
    assert linked.subject is not None and linked.subject.measure == "femicide"


def test_a_number_may_take_its_subject_from_the_sentence_before_and_is_then_unsure(context):
    text = "Illegal taps on pipelines rose. One state had 1,815, another 1,726."
    linked = counted(context, text, "1,815", "en")
    assert linked.subject is not None and linked.subject.measure == "fuel-theft"
    assert not linked.sure and linked.how == "before"


def test_a_rate_is_not_a_count(context):
    linked = counted(context, "It had a murder rate of 25 in 2017.", "25", "en")
    assert linked.subject is not None
    assert (linked.subject.measure, linked.subject.rate) == ("homicide", True)


def test_murders_in_one_attack_are_unsure(context):
    linked = counted(context, "There were nine murders during the election season.", "nine", "en", "murders")
    assert linked.subject is not None and linked.subject.measure == "homicide" and not linked.sure


PARTS = [
    ("en", "There were 5,780 cases of extortion, of which 1,200 were by letter.", "1,200"),
    ("es", "Hubo 5,780 casos de extorsión, de los cuales 1,200 fueron por carta.", "1,200"),
    ("pt", "Houve 5.780 casos de extorsão, dos quais 1.200 por carta.", "1.200"),
]


@pytest.mark.parametrize(("language", "text", "number"), PARTS)
def test_a_part_of_what_was_counted_is_told_as_a_part(context, language, text, number):
    linked = counted(context, text, number, language)
    assert linked.how == "part" and not linked.sure
    assert linked.subject is not None and linked.subject.measure == "extortion"


def test_the_dead_of_an_accident_are_not_those_of_a_crime(context):
    linked = counted(context, "Murieron 15 personas en un accidente.", "15", "es", "personas")
    assert linked.subject is not None and not linked.subject.measure


def test_the_murder_of_some_people_is_one_event(context):
    linked = counted(context, "The murder of six people shocked the town.", "six", "en", "people")
    assert linked.subject is not None and not linked.sure


RULES = [
    ("en", "victims of intentional homicide", "homicide", "sesnsp-victims", "sesnsp-files"),
    ("es", "carpetas de investigación por homicidio doloso", "homicide", "sesnsp-files", "sesnsp-victims"),
    ("en", "homicides, according to INEGI", "homicide", "inegi-deaths-registration", "sesnsp-victims"),
    ("es", "víctimas de homicidio con la metodología anterior", "homicide", "sesnsp-victims-old", "sesnsp-victims"),
    ("en", "cargo thefts, according to SensiGuard", "cargo-theft", "sensiguard-incidents", "sesnsp-files"),
    ("en", "kidnappings for ransom, the FBI said", "kidnapping", "fbi-kidnapping-ransom", "fbi-kidnapping-cases"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "measure", "kept", "gone"), RULES)
def test_words_leave_some_definitions_possible(context, language, text, measure, kept, gone):
    found = find_subjects(from_text(text + ".", language=language), context)
    mexico = context.packs["MX"].country
    possible = implied(measure, found, context, mexico)
    assert kept in possible and gone not in possible


def test_without_words_all_definitions_stay_the_preferred_first(context):
    possible = implied("homicide", (), context, context.packs["MX"].country)
    assert possible[0] == "sesnsp-victims" and "inegi-deaths-registration" in possible
    assert "dijin-homicides" not in possible


def test_an_ordinary_word_is_no_publisher(context):
    found = find_subjects(from_text("After an overhaul there were 300 cargo thefts.", language="en"), context)
    assert [s.publisher for s in found if s.publisher] == []


def test_a_register_tells_since_when_its_parts_are_counted(context):
    scope = register_scope(context, "rnped-register")
    assert scope is not None
    assert scope.since(date(2014, 1, 1)) == ("rnped-common",)
    assert register_scope(context, "sesnsp-victims") is None
