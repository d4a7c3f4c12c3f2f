"""What a change is from where its words do not say it outright, and which changes are of a part only."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.model.claim import Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

WRITTEN = "2024-03-26"


def claim_of(workspace: Workspace, language: str, text: str, words: str) -> Claim:
    now, then = workspace.context("2026-11-25"), workspace.context(WRITTEN)
    claims = audit(from_text(text, language, now.as_of.fromisoformat(WRITTEN)), now, then).claims
    return next(c for c in claims if words in c.text)


@pytest.mark.parametrize(
    ("language", "text", "words", "base"),
    [
        ("en", "Mexico recorded 29,705 homicides last year, a drop of {} percent from 2022.", "{} percent", "2022"),
        ("en", "Mexico recorded 29,705 homicides last year, down {} percent from 2022.", "{} percent", "2022"),
        ("en", "Homicides in Mexico fell {} percent last year from 2022.", "{} percent", "2022"),
        ("es", "Los homicidios en México bajaron {} por ciento en 2023 respecto de 2022.", "{} por ciento", "2022"),
        ("pt", "Os homicídios no México caíram {}% em 2023 em relação a 2022.", "{}%", "2022"),
    ],
)  # fmt: skip
def test_a_change_is_held_against_the_base_told_behind_it(workspace, language, text, words, base):
    """29,705 victims of 2023 after 30,974 of 2022: 4.1 % fewer (prosecutors' victims, edition of March 2024)."""
    right = "4,1" if language == "pt" else "4.1"
    good = claim_of(workspace, language, text.format(right), words.format(right))
    bad = claim_of(workspace, language, text.format("19"), words.format("19"))
    assert str(good.comparison.base_period) == base
    assert (good.verdict, bad.verdict) == ("supported", "contradicted")


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "Homicides in Mexico fell {} percent last year.", "4.1", "19"),
        ("en", "Homicides in Mexico fell {} percent in 2023.", "4", "19"),
        ("es", "Los homicidios en México bajaron {} por ciento el año pasado.", "4.1", "19"),
        ("pt", "Os homicídios no México caíram {}% no ano passado.", "4,1", "19"),
        ("en", "Homicides in Mexico rose {} percent in the first two months of 2023.", "4", "19"),
        ("es", "Sube {}% el homicidio doloso en México en el primer bimestre de 2023.", "4", "19"),
    ],
)
def test_a_change_without_its_base_is_read_against_the_year_before(workspace, language, text, right, wrong):
    assert claim_of(workspace, language, text.format(right), right).verdict == "supported"
    assert claim_of(workspace, language, text.format(wrong), wrong).verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Homicides in Mexico fell {} percent in 2023.", "14"),  # since 2019
        ("es", "Los homicidios en México bajaron {} por ciento en 2023.", "12"),  # since 2018
        ("en", "Homicides in Mexico fell {} percent in 2023, compared with the worst of years.", "9"),
        ("en", "Homicides in Mexico fell {} percent in 2023 since the worst of years.", "9"),
        ("es", "Los homicidios en México bajaron {} por ciento en 2023 frente al peor de los años.", "9"),
        ("pt", "Os homicídios no México caíram {}% em 2023 desde o pior dos anos.", "9"),
    ],
)
def test_a_change_that_may_be_from_another_time_is_accused_of_nothing(workspace, language, text, number):
    assert claim_of(workspace, language, text.format(number), number).verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Em 2019 houve 34.582 homicídios no México, superando os 33.743 de 2018. A alta foi de 2,5%, bem menor "
         "que a de 2018, de 16,9%."),
        ("es", "En 2019 hubo 34,582 homicidios en México, por encima de los 33,743 de 2018. El alza fue de 2.5%, "
         "bastante menor que la de 2018, de 16.9%."),
    ],
)  # fmt: skip
def test_a_change_of_another_year_told_with_its_number_is_of_that_year(workspace, language, text):
    found = audit(from_text(text, language, date(2020, 1, 29)), workspace.context("2026-11-25"))
    assert all(sum_.holds for claim in found.claims for sum_ in claim.arithmetic)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Homicides in Mexico fell {} percent from 2018 to 2023.", "{} percent"),
        ("en", "Between 2018 and 2023 homicides in Mexico fell {} percent.", "{} percent"),
        ("es", "Entre 2018 y 2023 los homicidios dolosos en México bajaron {} por ciento.", "{} por ciento"),
        ("pt", "De 2018 a 2023 os homicídios dolosos no México caíram {}%.", "{}%"),
    ],
)
def test_a_change_over_a_span_is_of_its_last_year_against_its_first(workspace, language, text, words):
    """29,705 victims of 2023 after 33,737 of 2018: 12.0 % fewer."""
    assert claim_of(workspace, language, text.format("12"), words.format("12")).verdict == "supported"
    assert claim_of(workspace, language, text.format("32"), words.format("32")).verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Homicide cases solved in Mexico rose 30 percent in 2023 from 2022."),
        (
            "en",
            "The government promised that homicides in Mexico would fall by 30 percent from 2018 to 2023.",
        ),
        ("en", "Homicides in Mexico rose by 30 percent from 2018 to 2023 in ten states."),
        ("en", "Kidnappings of migrants in Mexico rose 60 percent in 2023 from 2022."),
        ("en", "The kidnapping of businessmen in Mexico rose 60 percent in 2023 from 2022."),
        ("en", "Homicides in Mexico fell 30 percent from 2018 to 2023, the consultancy Example said."),
        ("en", "Homicides with firearms in Mexico fell 30 percent from 2018 to 2023."),
        ("en", "Homicides in Mexico were down 30 percent compared with last year."),
        ("es", "Los secuestros de migrantes en México subieron 60 por ciento en 2023 respecto de 2022."),
        ("es", "El presidente prometió que los homicidios en México bajarían 30 por ciento de 2018 a 2023."),
        ("es", "En seis estados los homicidios en México subieron 30 por ciento de 2018 a 2023."),
        ("pt", "Os assassinatos de taxistas no México subiram 60% em 2023 em relação a 2022."),
        ("pt", "O presidente prometeu que os homicídios no México cairiam 30% em 2023 em relação a 2022."),
    ],
)
def test_a_change_of_a_part_or_of_what_is_aimed_at_is_not_accused(workspace, language, text):
    now, then = workspace.context("2026-11-25"), workspace.context(WRITTEN)
    claims = audit(from_text(text, language, now.as_of.fromisoformat(WRITTEN)), now, then).claims
    assert {c.verdict for c in claims} == {"not-checkable"}


@pytest.mark.parametrize(
    ("language", "text", "words", "place"),
    [
        ("en", "In 2023 Guanajuato had the most homicides in Mexico, 3,104.", "3,104", "MX-GUA"),
        ("en", "In 2023 Colima had the highest homicide rate in Mexico: 117.6 per 100,000.", "117.6", "MX-COL"),
        ("es", "Colima tuvo en 2023 la tasa de homicidios más alta de México, 117.6 por cada 100 mil habitantes.",
         "117.6", "MX-COL"),
        ("pt", "Colima teve em 2023 a maior taxa de homicídios do México, 117,6 por 100 mil habitantes.", "117,6",
         "MX-COL"),
        ("en", "Zacatecas saw the sharpest fall in extortion in Mexico in 2023, 85 percent.", "85", "MX-ZAC"),
        ("en", "The State of Mexico ranked second in Mexico with 2,597 homicides in 2023.", "2,597", "MX-MEX"),
        # the country itself
        ("en", "While Guanajuato had the highest number, in Mexico there were 29,705 homicides in 2023.", "29,705",
         "MX"),
        ("es", "Guanajuato fue el más violento; en México hubo 29 mil 705 homicidios en 2023.", "29 mil 705", "MX"),
    ],
)  # fmt: skip
def test_a_place_that_ranks_in_the_country_keeps_its_number(workspace, language, text, words, place):
    claim = claim_of(workspace, language, text, words)
    assert claim.place is not None
    assert (claim.place.code, claim.verdict) == (place, "supported")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "In 2023 Colima had the highest homicide rate in Mexico, 117.6 per 100,000 inhabitants. Yucatán had "
         "the lowest, 1.4, and no other state was near it.", "1.4"),
        ("es", "Colima tuvo en 2023 la tasa más alta de homicidios, 117.6 por cada 100 mil habitantes; Yucatán la "
         "más baja, 1.4.", "1.4"),
        ("pt", "A taxa de homicídios de Colima chegou a 117,6 por 100 mil habitantes em 2023; a de Yucatán foi de "
         "1,4.", "1,4"),
    ],
)  # fmt: skip
def test_a_number_in_tenths_behind_a_rate_is_a_rate(workspace, language, text, words):
    """34 victims among 2,452,378 inhabitants: 1.4."""
    claim = claim_of(workspace, language, text, words)
    assert claim.place is not None
    assert (claim.kind, claim.place.code, claim.verdict) == ("rate", "MX-YUC", "supported")


def test_states_counted_are_no_part_of_what_happened_there(workspace):
    text = (
        "Mexico had 29,705 homicides in 2023. Six of the 32 states account for nearly half of the killings: "
        "Guanajuato (3,104), the State of Mexico (2,597), Baja California (2,417), Chihuahua (2,071), Jalisco "
        "(1,956) and Guerrero (1,688)."
    )
    sums = claim_of(workspace, "en", text, "half").arithmetic
    assert [a.shown for a in sums] == ["(3,104 + 2,597 + 2,417 + 2,071 + 1,956 + 1,688) / 29,705 = 46.6 %"]


def test_a_change_in_a_table_is_of_the_base_that_its_notes_tell(workspace):
    text = "| Crime in Mexico | first two months of 2023 |\n|---|---|\n| homicide | −19 % |\n| kidnapping | −40 % |\n"
    assert claim_of(workspace, "en", text, "19 %").verdict == "not-checkable"


def test_a_change_in_brackets_behind_its_base_is_of_the_count_told_before(workspace: Workspace) -> None:
    """31,174 / 24,559 = +26.9 % (INEGI, July 2018); the record told behind it is no part of it."""
    text = (
        "México tuvo en 2017 un total de 31 mil 174 homicidios, informó el INEGI. La cifra rebasa por 6 mil 615 las "
        "24 mil 559 muertes de 2016 (26.9% más) y deja atrás el récord de 2011, cuando se contaron 27 mil 213."
    )
    claims = audited(workspace, "es", "2018-07-31", text).claims
    percent = next(c for c in claims if c.kind == "percent")
    assert [a.holds for a in percent.arithmetic] in ([True], [])
    assert not [c.text for c in claims if c.verdict in ("contradicted", "inconsistent")]
