"""Figures that close what the sentence before them tells, wrong and right: shares, averages, multiples, gaps, ranks."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# a text with a gap, what makes it wrong, what makes it right
TEXTS = {
    "does-not-follow": [
        ("en", "Of the 553 who asked, the ministry granted {} requests, which is 88 percent.", "247", "487"),
        ("es", "De las 553 solicitudes, el ministerio concedió {}, es decir, 88 por ciento.", "247", "487"),
        ("pt", "Das 553 solicitações, o ministério concedeu {}, ou seja, 88%.", "247", "487"),
        ("en", "Of 1,500 households in the sample, 435 were robbed. That is {} percent.", "35", "29"),
        ("es", "De 1,500 hogares de la muestra, 435 sufrieron un robo. Eso es {} por ciento.", "35", "29"),
        ("pt", "De 1.500 domicílios da amostra, 435 sofreram um roubo. Isso é {}%.", "35", "29"),
        ("en", "The chamber has 126 members on file. In {} of them, exactly half, a guard was hired.", "73", "63"),
        ("es", "La cámara tiene 126 expedientes. En {} de ellos, justo la mitad, hubo un guardia.", "73", "63"),
        ("pt", "A câmara tem 126 processos. Em {} deles, exatamente a metade, houve um guarda.", "73", "63"),
        ("en", "Of the 640 cases on its list, 160 are women, one in {}.", "three", "four"),
        ("es", "Hubo 774 ataques y 152 muertos. De ellos, 48 eran candidatos, casi {}.", "la mitad", "un tercio"),
        ("en", "The north had 3,104 thefts and the south 34. That is {} times as many.", "19", "91"),
        ("es", "El norte tuvo 3,104 robos y el sur 34. Es decir, {} veces más.", "19", "91"),
        ("pt", "O norte teve 3.104 roubos e o sul 34. Ou seja, {} vezes mais.", "19", "91"),
        ("en", "Sightings more than {} over the winter. Guards wrote down 14 in November 2023; in March 2024 they "
         "wrote down 37.", "tripled", "doubled"),
        ("en", "Trust stands at 38 percent in the north and at 52 percent in the south. The gap of {} percentage "
         "points is an old one.", "24", "14"),
        ("es", "La confianza es de 38% en el norte y de 52% en el sur. La brecha de {} puntos es antigua.", "24", "14"),
        ("pt", "A confiança é de 38% no norte e de 52% no sul. A diferença de {} pontos é antiga.", "24", "14"),
    ],
    "wrong-average": [
        ("en", "The centre took 1,488 calls in May. The month has 31 days, so that makes {} a day.", "84", "48"),
        ("es", "Hubo 1,488 llamadas en mayo. El mes tiene 31 días, así que fueron {} diarias.", "84", "48"),
        ("pt", "O centro atendeu 1.488 chamadas em maio. O mês tem 31 dias, e a média fica em {} por dia.", "84", "48"),
        ("en", "There were 2,433 alarms in January 2024 and 2,304 in February 2024. Together that makes 4,737, or {} a "
         "day.", "97", "79"),
    ],
    "parts-do-not-add-up": [
        ("en", "Age of the 220 people on the list: under 18, 66; 18 to 29, 88; 30 to 44, 44; 45 or older, {}.", "32",
         "22"),
        ("es", "Edad de las 220 personas: menos de 18 años, 66; de 18 a 29, 88; de 30 a 44, 44; 45 o más, {}.", "32",
         "22"),
        ("pt", "Idade das 220 pessoas: menos de 18 anos, 66; de 18 a 29, 88; de 30 a 44, 44; 45 ou mais, {}.", "32",
         "22"),
    ],
}  # fmt: skip

INNOCENT = [
    ("es", "Se contaron 31,062 casos. Del total de 2023, 27,126 correspondieron a hombres (87.3 %), 3,578 a mujeres "
     "(11.5 %) y en 358 no se supo."),
    ("en", "They counted 31,062 cases. Of all in 2023, 27,126 were men (87.3 percent), 3,578 women (11.5 percent)."),
    ("pt", "Foram 31.062 casos. Do total de 2023, 27.126 eram de homens (87,3%), 3.578 de mulheres (11,5%)."),
    ("en", "Of the 300 houses, 120 stand empty and, in the south, half."),
    ("es", "De las 300 casas, 120 están vacías y, en el sur, la mitad."),
    ("pt", "Das 300 casas, 120 estão vazias e, no sul, a metade."),
    ("en", "Of the 553 who asked, 487 got a guard, 30 percent more than a year before."),
    ("en", "Of the 553 who asked, 487 got a guard, 30 percent of the women among them at once."),
    ("en", "Of 1,500 households, 435 were robbed. Rural households made up 20 percent."),
    ("en", "Thefts tripled last year. The police had 40 officers in 2022 and 55 in 2023."),
    ("en", "The first ship carried 400 people and the second 100. That is five times more than planned."),
    ("en", "In March 40 people were hurt and 20 detained. That is three times the usual number."),
    ("es", "El norte tuvo 400 robos y el sur 100. Es decir, el doble de lo esperado."),
    ("en", "Complaints rose from 154 in 2022 to 249 in 2023, and the true number is ten times that."),
    ("es", "Las denuncias subieron de 154 en 2022 a 249 en 2023, y la cifra real es diez veces mayor."),
    ("pt", "As denúncias subiram de 154 em 2022 para 249 em 2023, e o número real é dez vezes maior."),
    ("en", "That leaves 6 million for training. Last year it had approved 70 million, so the budget grows by a "
     "fifth."),
    ("es", "Quedan 6 millones para cursos. El año pasado se aprobaron 70 millones, así que el presupuesto crece una "
     "quinta parte."),
    ("pt", "Sobram 6 milhões para cursos. No ano passado foram aprovados 70 milhões, de modo que o orçamento cresce um "
     "quinto."),
    ("en", "The office counted 850 cases in the half-year. That is 4.7 a day."),
    ("en", "Trust stands at 38 percent in the north and at 52 percent in the south. The gap of 30 points between men "
     "and women is wider."),
]  # fmt: skip


def found(workspace, language, text):
    day = date(2024, 6, 20)
    claims = audit(
        from_text(text, language, day),
        workspace.context("2026-11-01"),
        workspace.context(day.isoformat()),
    ).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


@pytest.mark.parametrize("error", TEXTS)
def test_what_closes_a_passage_is_named_where_it_is_wrong_and_let_be_where_it_is_right(workspace, error):
    for language, text, wrong, right in TEXTS[error]:
        assert found(workspace, language, text.format(wrong)) == {error}, text
        assert not found(workspace, language, text.format(right)), text


def test_what_looks_like_such_a_figure_and_is_of_something_else_is_let_be(workspace):
    for language, text in INNOCENT:
        assert not found(workspace, language, text), text


RANKS = [
    ("en", "In 2023 Guanajuato had 3,104 victims of murder, the State of Mexico 2,597, Baja California 2,417 and "
     "Chihuahua 2,071. Chihuahua has deserts. Baja California, {} on that list, has few inhabitants.", "second",
     "third"),
    ("es", "Víctimas de extorsión en 2023: Estado de México, 4 mil 199; Guanajuato, 988; Veracruz, 912; Nuevo León, "
     "841. Veracruz, {} de la lista, tiene puertos.", "segundo", "tercero"),
    ("es", "Víctimas de extorsión en 2023: Estado de México, 4 mil 199; Guanajuato, 988; Veracruz, 912; Nuevo León, "
     "841. Guanajuato, {} de la lista, tiene fábricas.", "tercero", "segundo"),
    ("pt", "Vítimas de homicídio doloso em 2023, por estado: Guanajuato, 3.104; Estado do México, 2.597; Baja "
     "California, 2.417. Baja California, {} da lista, fica no norte.", "segunda", "terceira"),
]  # fmt: skip


def test_a_place_on_the_list_just_told_is_held_against_it(workspace):
    for language, text, wrong, right in RANKS:
        assert found(workspace, language, text.format(wrong)) == {"rank-against-list"}, text
        assert not found(workspace, language, text.format(right)), text


def test_a_place_on_another_list_is_not(workspace):
    told = "Homicides in 2023: Guanajuato 3,104, Baja California 2,417, Colima 891. "
    for text in (
        "By rate, Colima is first on the list.",
        "Colima is first on the list of states with most displaced people.",
    ):
        assert not found(workspace, "en", told + text), text


def test_what_two_months_had_a_year_ago_is_no_sum_of_this_years_months(workspace):
    for language, text in (
        (
            "en",
            "Mexico had 2,433 victims of intentional homicide in January and 2,304 in February. A year ago the first "
            "two months had brought 4,884.",
        ),
        (
            "es",
            "En México hubo 2 mil 433 víctimas de homicidio doloso en enero y 2 mil 304 en febrero. Hace un año los "
            "dos primeros meses dejaron 4 mil 884.",
        ),
        (
            "pt",
            "O México teve 2.433 vítimas de homicídio doloso em janeiro e 2.304 em fevereiro. Há um ano, os dois "
            "meses tinham somado 4.884 vítimas.",
        ),
    ):
        day = date(2024, 3, 26)
        claims = audit(
            from_text(text, language, day),
            workspace.context("2026-11-01"),
            workspace.context(day.isoformat()),
        ).claims
        assert not {c.verdict for c in claims} & {"contradicted", "inconsistent"}, text


def test_a_title_is_of_the_counts_of_its_own_measure_below_it(workspace):
    told = (
        "Extortion up {} percent in Morelos as shops shut\n\nThe shutters have been down for weeks. In the state of "
        "Morelos they registered 154 victims of extortion in 2022 and 249 in 2023. The chamber has 1,900 members; "
        "140 closed last year."
    )
    assert found(workspace, "en", told.format(38)) == {"change-on-later-value"}
    assert not found(workspace, "en", told.format(62))
