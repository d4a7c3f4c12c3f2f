"""Figures that follow from counts which no words join to them, and slips told in titles and lists. Sentences and
their figures are made up."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


def sums(workspace, text, language):
    """The sums done over a text, by the words of the claim: (name of the error or "", the sum shown)."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date(2023, 11, 20)), now, now).claims
    return {claim.text: [(done.error, done.shown) for done in claim.arithmetic] for claim in claims}


# a text, the words of the figure, a figure in its place that follows from nothing, part of the sum that holds
FITS = [
    ("en", "There were 2,705 thefts in 2021 and 2,974 in 2020. The difference, {}, is small.", "269", "271",
     "2,974 - 2,705 = 269"),
    ("pt", "Houve 3.458 roubos e 1.106 furtos. Os dois números somados dão {} casos.", "4.564", "4.764",
     "3,458 + 1,106 = 4,564"),
    ("en", "The rolls held {} entries. 1,237 were confirmed, 7,986 were not, 2,011 were struck off.", "11,234",
     "11,334", "1,237 + 7,986 + 2,011 = 11,234"),
    ("en", "The mill lost 1,741 bags in 2021 and 1,403 in 2022 ({}).", "minus 19.4 per cent", "minus 29.4 per cent",
     "-19.4 %"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "right", "off", "shown"), FITS)
def test_a_figure_that_fits_is_shown_and_one_that_does_not_accuses_nobody(
    workspace, language, text, right, off, shown
):
    held = [done for told in sums(workspace, text.format(right), language).values() for done in told]
    assert any(not error and shown in said for error, said in held)
    others = [done for told in sums(workspace, text.format(off), language).values() for done in told]
    assert not any(shown in said for error, said in others if not error)


# a text with a gap, a slip, what is right, its error
SLIPS = [
    ("pt", "Extorsão cresce {} em Puebla\n\nForam 450 inquéritos em 2022, ante 250 em 2021.", "180%", "80%",
     "times-more"),
    ("es", "Sonora tuvo 1,403 robos, Zacatecas 979 y Guerrero 1,688. Sonora ocupa el {} lugar de esos tres estados.",
     "primer", "segundo", "rank-against-list"),
    ("en", "344 taps in 2016, 1,064 in 2017, 2,121 in 2018. That last number is {} in 2016.", "6.2 times more than",
     "6.2 times as many as", "times-more"),
    ("es", "En 2011 hubo 27,213 robos. De ahí a 2014, cuando hubo 20,010, se registró una baja: {}.", "36%", "26.5%",
     "change-on-later-value"),
    ("en", "In 2022 there were 33,287 thefts and in 2023 there were 31,062. The fall was {}.", "7.2%", "6.7%",
     "change-on-later-value"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wrong", "right", "error"), SLIPS)
def test_slips_in_titles_and_by_a_decimal_are_named(workspace, language, text, wrong, right, error):
    told = [name for done in sums(workspace, text.format(wrong), language).values() for name, _ in done]
    assert error in told
    assert not any(
        name for done in sums(workspace, text.format(right), language).values() for name, _ in done
    )
