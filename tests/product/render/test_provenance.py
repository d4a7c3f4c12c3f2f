"""What an endnote says of days, of who put out the page, and of its language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from almenara.model.document import Citation
from almenara.product.document import Endnote
from almenara.product.render.provenance import Source, source
from tests.product.made_report import evidence, made_report

PAGE = Citation("Foreign ministry", "Advisory of 22 August", "https://a.example/list", "2018-08-22")


def told(language: str = "en", ground: str = "stated", known: str = "2018-08-22", **cited: Any) -> Source:
    """The endnote of a page of a made foreign ministry, cited in the report of 2 November 2018."""
    page = replace(PAGE, **cited)
    item = evidence(
        1, citation=page, publisher=page.publisher, title=page.title, language=page.language,
        published=date.fromisoformat(known), ground=ground, accessed=date(2026, 11, 25), reliability="",
    )  # fmt: skip
    return source(made_report(language), Endnote(1, item, ("row 36, column value",)))


def days(**how: Any) -> str:
    return told(**how).detail.partition("; access")[0].partition("; consult")[0]


def test_page_of_the_day_is_published_on_it() -> None:
    assert days() == "published 22 August 2018 (stated by the publisher)"
    assert days(language="es") == "publicado el 22 de agosto de 2018 (según el editor)"


def test_day_is_told_as_precisely_as_the_page_gives_it() -> None:
    assert days(known="2018-10-31", published="2018-10").startswith("published October 2018 (")
    assert days(known="2018-10-31", published="2018-10", language="es").startswith("publicado en octubre de")


@pytest.mark.parametrize(
    ("ground", "page", "english", "spanish"),
    [
        ("public-act", "2018-09",
         "known by 22 August 2018 (public by then); read on a page of September 2018",
         "conocido al 22 de agosto de 2018 (público para entonces); leído en una página de septiembre de 2018"),
        ("public-act", "",
         "known by 22 August 2018 (public by then); read on a page of a later or unknown day",
         "conocido al 22 de agosto de 2018 (público para entonces); leído en una página posterior o sin fecha"),
        ("inferred", "2019-12-19",
         "known by 22 August 2018 (inferred from what stood before and after); "
         "read on a page of 19 December 2019, later than this edition",
         "conocido al 22 de agosto de 2018 (inferido de lo que regía antes y después); "
         "leído en una página del 19 de diciembre de 2019, posterior a esta edición"),
        ("archived", "2018-10",
         "known by 22 August 2018 (by a dated archived copy); read on a page of October 2018",
         "conocido al 22 de agosto de 2018 (por una copia archivada con fecha); "
         "leído en una página de octubre de 2018"),
    ],
)  # fmt: skip
def test_page_of_another_day_is_never_called_published_then(
    ground: str, page: str, english: str, spanish: str
) -> None:
    assert days(ground=ground, published=page) == english
    assert days(ground=ground, published=page, language="es") == spanish


def test_whose_count_it_is_and_who_put_out_the_page_are_told_apart() -> None:
    assert told(carrier="A Weekly").lead == "Foreign ministry, as carried by A Weekly"
    assert told("es", carrier="A Weekly").lead == "Foreign ministry, reproducido por A Weekly"
    assert told().lead == "Foreign ministry"


def test_language_of_a_page_is_told_only_where_it_is_known_and_another() -> None:
    assert "language" not in told().detail
    assert "language: Spanish" in source(made_report(), Endnote(1, evidence(1, language="es"), ())).detail
    assert "idioma: inglés" in source(made_report("es"), Endnote(1, evidence(1, language="en"), ())).detail


def test_title_in_our_own_words_is_told_in_the_report_s_language() -> None:
    assert told("es", title_es="Alerta del 22 de agosto").title == "Alerta del 22 de agosto"
    assert told(title_es="Alerta del 22 de agosto").title == "Advisory of 22 August"
