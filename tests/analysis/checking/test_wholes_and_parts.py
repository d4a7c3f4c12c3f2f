"""Parts and rests of a whole told sentences before, and shares of two counts that stand with them, in made-up texts."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def now(workspace):
    """What is known of the embedded figures."""
    return workspace.context("2026-11-01")


def errors(now, text, language):
    """Names of the errors that an audit finds in a text."""
    claims = audit(from_text(text, language, date(2024, 3, 25)), now, now).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


# a text with a gap, what makes it wrong, what makes it right
PARTS = [
    (
        "pt",
        "O departamento investigou 116 casos. Em 81 deles houve exigência de resgate. Outros {} eram virtuais. Nos "
        "dez restantes não se pediu nada.",
        "35",
        "25",
    ),
    (
        "en",
        "By the end of the year a total of 147,033 people had been reported missing. Of these, {} were later "
        "located, dead or alive. The remaining 61,637 are still being sought.",
        "83,596",
        "85,396",
    ),
    (
        "en",
        "We logged 240 alerts. Of these, 130 were drills. Another 62 were tests. The remaining {} were burglaries.",
        "58",
        "48",
    ),
    ("es", "Hubo 96 camiones: 41 iban vacíos y 38 con carga. En los {} que quedan había mercancía robada.", "19", "17"),
    (
        "pt",
        "O censo repartiu os 110.964 registros. Deu por encontradas 34.524 pessoas e descartou 1.951 fichas. Em {} "
        "casos faltavam dados; em 36.022, indícios. Restaram 12.377 desaparecimentos.",
        "29.060",
        "26.090",
    ),
    (
        "en",
        "The register had 37,435 people. It had two halves: 36,265 of the common jurisdiction and {} of the federal "
        "one.",
        "1,710",
        "1,170",
    ),
    ("es", "El registro tenía 37,435 personas. Corresponden al fuero común 36,265 y al federal {}.", "1,710", "1,170"),
    ("pt", "Foram 905 furtos. Dividem-se em duas categorias: 512 em lojas e {} em viaturas.", "493", "393"),
    ("es", "El registro tiene {} personas, con 36,265 del fuero común y el resto del federal.", "33,125", "37,435"),
    ("es", "El operativo dejó 64 detenidos, de los cuales {} son menores.", "82", "28"),
    ("en", "Burglaries\n\nJanuary: 2,156\nFebruary: 2,099\nMarch: {}\nQuarter: 6,511", "2,562", "2,256"),
    ("es", "Robos\n\nEnero: 310\nFebrero: 288\nMarzo: 301\nTrimestre: {}", "919", "899"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wrong", "right"), PARTS)
def test_parts_make_up_the_whole_that_they_are_said_to_fall_into(now, language, text, wrong, right):
    assert "parts-do-not-add-up" in errors(now, text.format(wrong), language)
    assert errors(now, text.format(right), language) == set()


OPEN = [
    (
        "es",
        "La fiscalía tiene 1,264 carpetas. Se reparten sobre todo en dos ciudades: 702 en una y 341 en otra.",
    ),
    ("es", "El padrón tiene 2,400 nombres. Corresponden a la zona norte 1,100 y a la sur 900."),
    ("en", "Incidents by month\n\nApril: 48\nMay: 51\nJune: 63\nYear to date: 301"),
    ("en", "Incidents by month\n\nApril: 48\nMay: 51\nJune: 63\nHalf-year: 301"),
    ("en", "The report lists 78 attacks, of which 61 were against candidates; in all, 87 people were hurt."),
]


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_parts_of_a_whole_that_others_may_be_of_prove_nothing(now, language, text):
    assert errors(now, text, language) == set()


SHARES = [
    (
        "en",
        "The north headed the ranking with 1,852, which is {} per cent of the 10,363 that the firm detected. The "
        "south followed with 1,443, then two others with a little over a thousand each.",
        "28",
        "18",
    ),
    ("pt", "A frota fez 1.240 viagens no trimestre e teve 31 incidentes, ou seja, {} % das viagens.", "5,2", "2,5"),
    ("en", "The firm counted 1,240 trips and 31 incidents; that is an incident on one trip in {}.", "twenty", "forty"),
    ("es", "En la encuesta de 800 negocios, 312 dijeron haber pagado. Es decir, {}.", "más de la mitad", "casi 40%"),
    (
        "es",
        "La cadena tuvo 412 casos: hurto 201, robo con violencia 96, fraude 70 y vandalismo 45. El robo con "
        "violencia supuso, por tanto, {} casos.",
        "más de uno de cada tres",
        "casi uno de cada cuatro",
    ),
    ("en", "Stores lost 96 lorries out of 412, {}.", "more than a third", "almost a quarter"),
    ("es", "La cámara documentó 182,400 embarques y 57 robos: {} por cada diez mil embarques.", "31", "3.1"),
    (
        "es",
        "De los 64 eventos, 41% fueron robos con violencia en carretera; 27%, hurtos en parada; 19%, bloqueos; y {}, "
        "fraudes.",
        "23%",
        "13%",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wrong", "right"), SHARES)
def test_a_share_is_that_of_the_two_counts_that_it_stands_with(now, language, text, wrong, right):
    assert errors(now, text.format(wrong), language)
    assert errors(now, text.format(right), language) == set()


OF_OTHERS = [
    (
        "en",
        "The list is: shootings 188, stabbings 64, beatings 48, in total 300. In the port stabbings made up half.",
    ),
    ("en", "There were 412 burglaries in May and 308 in June, that is, a quarter fewer."),
    ("es", "Tuvo 120 reportes en enero y 90 en febrero, es decir, 40 por ciento de los del trimestre."),
    ("en", "The north recorded 75 of the 300 cases, a quarter; almost half were solved."),
    ("es", "De los 64 eventos, 41% fueron robos con violencia, 27% ocurrieron de noche y 60% en carretera."),
]


@pytest.mark.parametrize(("language", "text"), OF_OTHERS)
def test_a_share_of_others_is_not_held_to_the_counts_beside_it(now, language, text):
    assert errors(now, text, language) == set()
