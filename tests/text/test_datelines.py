"""The day on which a document says it was written; a day that its prose tells of is not taken."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.text.opening import from_text

PROSE = "\n\nSome prose follows here, and it says that thirty people were killed there on 1 May 2016.\n"
DAY = date(2018, 11, 2)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "2 November 2018"),
        ("en", "Friday, November 2, 2018 at 5:00 PM"),
        ("en", "CAPITAL CITY, Nov. 2, 2018 (AP) — Murders rose 3%."),
        ("en", "By A. Writer | November 2, 2018 | 10:30 a.m."),
        ("en", "Security alert – November 2, 2018"),
        ("en", "Travel advice (issued November 2, 2018)"),
        ("en", "Published 2018-11-02T10:00:00Z | Updated 2018-11-05"),
        ("en", "Last updated: 2 November 2018"),
        ("en", "As of 2 November 2018"),
        ("en", "Posted by The Desk on November 2nd, 2018 in News"),
        ("en", "2.11.2018"),
        ("es", "02/11/2018"),
        ("es", "2/NOV/2018"),
        ("es", "La Capital, a 2 de noviembre de 2018"),
        ("es", "La Capital, 2 de noviembre de 2018.- El gobierno informó que hubo 30 muertos."),
        ("es", "Fecha de publicación: viernes 2 de noviembre de 2018"),
        ("es", "viernes, 02 de noviembre del 2018"),
        ("pt", "Publicado em 02/11/2018 às 10h30 - Atualizado em 03/11/2018"),
        ("pt", "A Capital, 2 de novembro de 2018"),
    ],
)
def test_datelines(language, line):
    manuscript = from_text("A title\n\n" + line + PROSE, language=language)
    assert manuscript.published == DAY
    assert manuscript.dated_by and manuscript.dated_by in line
    assert manuscript.warnings == ()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "On November 2, 2018, thirty people died in a town and nobody knew."),
        ("en", "7 killed on November 2, 2018"),
        ("en", "January 1 - November 2, 2018"),
        ("en", "The attack of November 2, 2018."),
        ("en", "Murders to November 2, 2018"),
        ("en", "November 2018"),
        ("en", "31/31/2018"),
        ("en", "[1]: The agency, Crime figures, published 24 February 2018 (by a page of 2 March 2018)."),
        ("es", "Datos con corte al 30 de septiembre de 2018"),
        ("es", "Actualizado al 30 de septiembre de 2018"),
        ("es", "El 2 de noviembre de 2018 murieron 30."),
        ("pt", "Em 2 de novembro de 2018 morreram 30."),
    ],
)
def test_days_of_events_and_data(language, line):
    assert from_text("A title\n\n" + line + PROSE, language=language).published is None


def test_figures_that_can_be_read_in_two_ways():
    american = from_text("11/2/2018" + PROSE)
    assert american.published == DAY
    assert "was read month first: 2 November 2018" in american.warnings[0]
    british = from_text("2/11/2018\n\nUpdated figures of 31/10/2018 are below." + PROSE, language="en")
    assert (british.published, british.warnings) == (DAY, ())


def test_the_option_goes_before_the_dateline():
    assert from_text("2 November 2018" + PROSE, published=date(2019, 1, 1)).published == date(2019, 1, 1)
