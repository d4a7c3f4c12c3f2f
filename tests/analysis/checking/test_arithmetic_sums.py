"""Parts against totals, averages, shares, ranks and totals told twice. Sentences are made up for these tests."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.checking.arithmetic import reckon
from almenara.model.claim import Attribution
from almenara.model.manuscript import Block, Manuscript, Sentence
from almenara.model.period import Period
from almenara.model.place import Place
from tests.analysis.checking.stated import claims_in, errors, manuscript, reckoned, sums

HERE = Place("XX", "country", "Xanadu")


def shown(text, language="en"):
    return [(words, a.shown) for words, a in sums(text, language) if a.holds]


@pytest.mark.parametrize(("language", "text"), [
    ("en", "It took up 116 cases. Of the cases, 81 were for ransom, 25 virtual and in 10 none was asked."),
    ("es", "Se investigaron 116 casos. De los casos, 81 fueron con rescate, 25 virtuales y 10 sin exigencia."),
    ("pt", "Foram investigados 116 casos. Dos casos, 81 tiveram resgate, 25 foram virtuais e 10 sem exigência."),
])  # fmt: skip
def test_parts_that_add_up_hold(language, text):
    claims = reckoned(text, language)
    (done,) = claims[0].arithmetic
    assert done.holds
    assert done.shown == "81 + 25 + 10 = 116"
    assert claims[0].parts == (1, 2, 3)
    assert [c.of for c in claims] == [None, 0, 0, 0]


@pytest.mark.parametrize(("language", "text", "words"), [
    ("en", "Of 116 cases, 81 were for ransom, 25 were virtual and 20 had no demand.", "116"),
    ("es", "De los 116 casos, 81 fueron con rescate, 25 virtuales y los 20 restantes sin exigencia.", "116"),
    ("en", "Norte had 120 cases, Sur had 80, for a total of 250.", "250"),
    ("en", "Jan 2,549\nFeb 2,389\nMar 2,729\nTOTAL 7,767", "7,767"),
    ("es", "Norte: 100\nSur: 50\nTotal: 160", "160"),
    ("pt", "Morreram 371 pessoas, das quais 429 eram civis.", "429"),
])  # fmt: skip
def test_parts_that_do_not_add_up_are_named(language, text, words):
    assert errors(text, language) == {words: "parts-do-not-add-up"}


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Of the 100 victims, 60 were women, 30 were minors and 20 were shot."),
    ("en", "Of the 1,390 victims, 700 were taken in Norte and 200 in Sur."),
    ("en", "Of the 28 victims, 12 were women, 9 were painters and 11 were threatened."),
    ("en", "There were 12 attacks, including one that killed 43 people."),
    ("es", "De las 31,174 víctimas, 27,522 eran hombres y 3,430 mujeres."),
    ("pt", "Dos 252 bloqueios, 229 foram liberados."),
    ("en", "Norte 741\nSur 651\nOeste 602"),
])  # fmt: skip
def test_parts_of_an_open_list_are_let_be(language, text):
    assert errors(text, language) == {}


def test_a_list_with_its_total_holds():
    assert shown("Jan 2,549\nFeb 2,389\nMar 2,729\nTOTAL 7,667") == [
        ("7,667", "2,549 + 2,389 + 2,729 = 7,667")
    ]


def table(rows: list[list[str]]) -> Manuscript:
    text, blocks = "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            blocks.append(
                Block("cell", len(text), len(text) + len(cell), table=1, row=r, column=c, header=r == 0)
            )
            text += cell + "\n"
    sentences = tuple(Sentence(b.start, b.end, n) for n, b in enumerate(blocks))
    return Manuscript("-", "html", text, tuple(blocks), sentences, "en")


@pytest.mark.parametrize(("total", "error"), [("30", ""), ("31", "parts-do-not-add-up")])
def test_a_table_is_summed_by_column(total, error):
    page = table([["State", "Cases"], ["Norte", "10"], ["Sur", "20"], ["Total", total]])
    (done,) = [a for c in reckon(page, claims_in(page.text)) for a in c.arithmetic]
    assert done.error == error


def test_a_table_with_a_number_that_is_no_claim_is_let_be():
    page = table([["State", "Cases"], ["Norte", "10"], ["Sur", "2010"], ["Total", "31"]])
    assert [a for c in reckon(page, claims_in(page.text)) for a in c.arithmetic] == []


def dated(text: str, period: str, language: str = "en"):
    links = {
        "period": Period.parse(period),
        "period_sure": True,
        "place": HERE,
        "measure": "homicide",
        "measure_sure": True,
    }
    return claims_in(text, language, **links)


@pytest.mark.parametrize(("text", "period", "error", "tail"), [
    ("There were 12,581 taps. On average 41 per day were found.", "2018-01..2018-10", "", "41.4 a day"),
    ("There were 7,667 victims, an average of 85 per day.", "2018-01..2018-03", "", "85.2 a day"),
    ("There were 7,667 victims, an average of 95 per day.", "2018-01..2018-03", "wrong-average", "85.2 a day"),
    ("There were 523 killings, or 1.7 a day.", "2017-09-08..2018-07-01", "", "1.76 a day, cut off rather than rounded"),
])  # fmt: skip
def test_an_average_is_held_against_count_and_days(text, period, error, tail):
    ((_, done),) = sums(text, claims=dated(text, period))
    assert done.error == error
    assert done.shown.endswith(tail)


def test_an_average_with_no_plain_period_is_let_be():
    assert sums("There were 7,667 victims, an average of 95 per day.") == []


@pytest.mark.parametrize(("language", "text", "error"), [
    ("en", "Of the 116 cases, 81 (70%) were for ransom.", ""),
    ("en", "Of the 116 cases, 81 (80%) were for ransom.", "does-not-follow"),
    ("en", "Police solved 30 of 120 cases (25%).", ""),
    ("es", "Se resolvieron 30 de los 120 casos (35%).", "does-not-follow"),
    ("es", "Se contaron 12,581 tomas; Norte acumuló 1,815, el 24.4% del total.", "does-not-follow"),
    ("pt", "Foram resolvidos 30 de 120 casos, ou 25%.", ""),
    ("en", "Some 130% of the victims were young.", "share-over-100"),
    ("en", "Guns were used in 60% of the cases, knives in 30% and other means in 25%.", "share-over-100"),
])  # fmt: skip
def test_a_share_is_held_against_its_counts(language, text, error):
    found = [a for _, a in sums(text, language) if a.kind in ("share", "limit")]
    assert [a.error for a in found] == [error]


@pytest.mark.parametrize("text", [
    "The prison is at 130% of its capacity.",
    "Thefts are at 120% of the level of 2015.",
    "Of the victims, 60% were women and 70% were minors.",
    "Guns were used in 60% of the homicides and in 70% of the robberies.",
])  # fmt: skip
def test_shares_of_other_wholes_may_exceed(text):
    assert errors(text) == {}


def test_half_in_four_states_is_held_against_the_list():
    text = (
        "There were 12,581 taps.\nMore than half the taps, 51%, were in just 4 states.\n"
        "Norte had the highest number, with 1,815, followed by Sur with 1,726; Este with 1,547; and Oeste with 1,338."
    )
    assert ("51%", "(1,815 + 1,726 + 1,547 + 1,338) / 12,581 = 51.1 %") in shown(text)


@pytest.mark.parametrize(("language", "text", "words"), [
    ("en", "Sur recorded the highest number, with 1,726, followed by Norte with 1,815 and Este with 1,547.", "1,726"),
    ("en", "Norte recorded the highest number, with 1,815, followed by Sur with 1,547 and Este with 1,726.", "1,726"),
    ("es", "Norte encabeza la lista con 203 casos, seguido de Sur con 301 y Este con 172.", "203"),
    ("pt", "Norte lidera com 203 casos, seguido de Sul com 301 e Este com 172.", "203"),
])  # fmt: skip
def test_a_rank_is_held_against_the_list(language, text, words):
    assert errors(text, language) == {words: "rank-against-list"}


@pytest.mark.parametrize(("second", "cut", "expected"), [
    ("33,396", "", ["total-differs"]),
    ("33,369", "", []),
    ("33,396", "The preliminary count says: ", []),
])  # fmt: skip
def test_a_total_told_twice_must_be_one(second, cut, expected):
    text = f"There were 33,369 victims in all.\n{cut}The victims were 33,396.".replace("33,396", second)
    claims = [replace(c, counted="victims") for c in dated(text, "2018")]
    assert list(errors(text, claims=claims).values()) == expected


@given(st.lists(st.integers(2, 900), min_size=3, max_size=3))
def test_parts_that_sum_always_hold(parts):
    a, b, c = parts
    text = f"Of the {sum(parts):,} cases, {a} were new, {b} were old and {c} were open."
    assert [s.error for _, s in sums(text)] == [""]


def test_a_long_text_is_reckoned_at_once():
    line = (
        "In Norte there were 12,581 cases, 45% more than the 8,664 of a year earlier, or 41 per day in all.\n"
    )
    text = line * 100
    page, claims = manuscript(text), claims_in(text)
    assert len(claims) == 400
    begun = time.process_time()
    reckon(page, claims)
    assert time.process_time() - begun < 2


def test_a_total_of_months_is_of_all_of_them():
    text = "An average of 85 per day.\nJan 2,549\nFeb 2,389\nMar 2,729\nTOTAL 7,667"
    months = ["2018-01..2018-03", "2018-01", "2018-02", "2018-03", "2018-03"]
    claims = [replace(c, period=Period.parse(p)) for c, p in zip(dated(text, "2018"), months, strict=True)]
    found = [a.shown for _, a in sums(text, claims=claims) if a.kind == "average"]
    assert found == ["7,667 / 90 days = 85.2 a day"]


@pytest.mark.parametrize(("period", "expected"), [("2023-12-06", ["total-differs"]), ("2023", [])])
def test_a_register_told_without_its_source_has_one_count_a_day(period, expected):
    text = "The register held 113,072 people.\nOf the 117,030 people in it that day, none is found."
    one, two = (replace(c, counted="people") for c in dated(text, period))
    source = (Attribution("The register", 0, 12),)
    assert list(errors(text, claims=[replace(one, attribution=source), two]).values()) == expected
