"""Sums told behind what they stand on: a multiple behind its clause, a share or a total in the next sentence."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import audited, blamed

MOVED = {
    "en": "Thefts at the yard went from 120 in 2022 to 360 in 2023; ",
    "es": "Los robos en el patio pasaron de 120 en 2022 a 360 en 2023; ",
    "pt": "Os roubos no pátio passaram de 120 em 2022 para 360 em 2023; ",
}
PARTS = {
    "en": "The northern plant reported 412 thefts, the central one 508 and the southern one 314",
    "es": "La planta del norte reportó 412 robos, la del centro 508 y la del sur 314",
    "pt": "A fábrica do norte registrou 412 roubos, a do centro 508 e a do sul 314",
}
PART = {
    "en": "There were 1,240 attacks on drivers in 2023, and 341 of them happened on one road. ",
    "es": "En 2023 hubo 1,240 ataques a choferes y 341 ocurrieron en una sola carretera. ",
    "pt": "Em 2023 houve 1.240 ataques a motoristas e 341 ocorreram numa única estrada. ",
}


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "they tripled.", "they quadrupled."),
        ("en", "that is three times as many as the year before.", "that is five times as many as the year before."),
        ("es", "se triplicaron.", "se duplicaron."),
        ("es", "es decir, tres veces los de un año antes.", "es decir, cinco veces los de un año antes."),
        ("pt", "triplicaram.", "dobraram."),
        ("pt", "o número triplicou.", "o número quadruplicou."),
    ],
)  # fmt: skip
def test_a_multiple_behind_the_clause_of_its_counts(
    workspace: Workspace, language: str, right: str, wrong: str
) -> None:
    assert blamed(audited(workspace, language, "2024-06-25", MOVED[language] + right)) == []
    assert blamed(audited(workspace, language, "2024-06-25", MOVED[language] + wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "Thefts at the yard went from 120 in 2022 to 360 in 2023; the number of guards doubled.",
        "Thefts at the yard went from 120 in 2022 to 360 in 2023; insurance costs five times what it did.",
    ],
)
def test_a_multiple_of_another_subject_is_let_be(workspace: Workspace, text: str) -> None:
    assert blamed(audited(workspace, "en", "2024-06-25", text)) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ", which makes {}."), ("en", ". Together they reported {}."), ("en", ". In total there were {}."),
        ("en", ", {} overall."), ("es", ", en suma, {}."), ("es", ". El total llega a {}."), ("es", ". La suma da {}."),
        ("es", ". Es decir, {} robos."), ("pt", ", {} no conjunto."), ("pt", ". O total chega a {}."), ("pt", ". A "
     "soma dá {}."),
    ],
)  # fmt: skip
def test_totals_by_whatever_words_they_are_told(workspace: Workspace, language: str, told: str) -> None:
    right, wrong = ("1.234", "1.324") if language == "pt" else ("1,234", "1,324")
    assert blamed(audited(workspace, language, "2024-06-25", PARTS[language] + told.format(right))) == []
    assert blamed(audited(workspace, language, "2024-06-25", PARTS[language] + told.format(wrong))) == [wrong]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The road thus accounts for {} percent of the total."), ("en", "The share is {} percent."),
        ("es", "Esa carretera concentró el {} por ciento."), ("es", "Representan el {} por ciento del total."),
        ("es", "La proporción es de {} por ciento."), ("pt", "A estrada concentrou {} por cento."), ("pt", "São {} "
     "por cento."),
    ],
)  # fmt: skip
def test_a_share_of_the_two_counts_of_the_sentence_before(
    workspace: Workspace, language: str, told: str
) -> None:
    right, wrong = ("27,5", "37,5") if language == "pt" else ("27.5", "37.5")
    assert blamed(audited(workspace, language, "2024-06-25", PART[language] + told.format(right))) == []
    assert len(blamed(audited(workspace, language, "2024-06-25", PART[language] + told.format(wrong)))) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", PART["en"] + "Night drivers account for 37.5 percent."),
        ("en", PART["en"] + "The police solved 37.5 percent of the kidnappings."),
        ("es", PART["es"] + "La carretera tiene el 37.5 por ciento de los peajes."),
        ("pt", PART["pt"] + "A polícia esclareceu 37,5 por cento."),
    ],
)  # fmt: skip
def test_a_share_of_something_else_is_let_be(workspace: Workspace, language: str, text: str) -> None:
    assert blamed(audited(workspace, language, "2024-06-25", text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "En 2019 hubo 34,582 víctimas de homicidio doloso, contra 33,743 en 2018. El alza fue de 2.5%, menor "
     "que el 16.9% de 2018."),
        ("pt", "Em 2019 houve 34.582 vítimas de homicídio doloso, contra 33.743 em 2018. A alta foi de 2,5%, menor "
     "que a de 2018, que foi de 16,9%."),
        ("en", "There were 34,582 victims of intentional homicide in 2019, after 33,743 in 2018. The rise was 2.5%, "
     "smaller than that of 2018, which was 16.9%."),
        ("es", "En México noviembre tuvo 2 mil 921 homicidios, más que octubre (2 mil 876) y menos que junio, el mes "
     "más violento con 2 mil 994."),
        ("en", "Victims were 28,734 in 2017 and 22,571 in 2016. Since 2015, when there were 17,905, the increase is "
     "60 percent."),
    ],
)  # fmt: skip
def test_changes_that_are_compared_with_others_blame_nobody(
    workspace: Workspace, language: str, text: str
) -> None:
    assert blamed(audited(workspace, language, "2020-06-25" if "2019" in text else "2018-02-28", text)) == []


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("pt", "Homicídios {} 3,2% no primeiro semestre de 2019", "O México registrou 17.198 homicídios entre "
     "janeiro e junho de 2019. No mesmo semestre de 2018 tinham sido 17.772."),
        ("es", "El homicidio {} 3.2% en el primer semestre de 2019", "México registró 17,198 homicidios entre enero "
     "y junio de 2019. En el mismo semestre de 2018 fueron 17,772."),
    ],
)  # fmt: skip
def test_headlines_move_in_the_present(workspace: Workspace, language: str, title: str, body: str) -> None:
    verbs = {"pt": ("recuam", "avançam"), "es": ("retrocede", "avanza")}[language]
    right, wrong = (f"{title.format(verb)}\n\n{body}" for verb in verbs)
    assert blamed(audited(workspace, language, "2020-02-03", right)) == []
    assert blamed(audited(workspace, language, "2020-02-03", wrong)) != []


TOLD = {
    "en": "The chamber recorded 1,284 extortion attempts in 2023, most of them by telephone. ",
    "es": "La cámara registró 1,284 intentos de extorsión en 2023. Pide una línea directa. ",
    "pt": "A câmara registrou 1.284 tentativas de extorsão em 2023. Pede uma linha direta. ",
}


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("en", "Of the {} attempts, 300 came from prisons."), ("en", "The {} attempts were reported by its members."),
        ("es", "De los {} intentos, 300 salieron de penales."), ("es", "Los {} intentos fueron por teléfono."),
        ("pt", "Das {} tentativas, 300 saíram de presídios."), ("pt", "As {} tentativas foram por telefone."),
    ],
)  # fmt: skip
def test_a_count_that_opens_its_sentence_as_the_one_told_before(
    workspace: Workspace, language: str, again: str
) -> None:
    numbers = [n.replace(",", ".") if language == "pt" else n for n in ("1,284", "1,420", "1,824")]
    right, *wrong = (
        blamed(audited(workspace, language, "2024-06-25", TOLD[language] + again.format(n))) for n in numbers
    )
    assert right == []
    assert wrong == [[numbers[1]], [numbers[2]]]


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("en", "Of the 1,120 attempts by telephone, 300 came from prisons."),
        ("es", "De los 1,120 intentos telefónicos, 300 salieron de penales."),
        ("es", "En la capital la policía contó 1,100. Los 1,100 intentos fueron por teléfono."),
        ("pt", "Em São Paulo, as 1.420 tentativas foram por telefone."),
    ],
)
def test_a_count_of_a_part_is_another(workspace: Workspace, language: str, again: str) -> None:
    assert blamed(audited(workspace, language, "2024-06-25", TOLD[language] + again)) == []


@pytest.mark.parametrize(
    ("language", "listed", "right", "wrong"),
    [
        (
            "en",
            "Theft claims by city: Puebla 96, León 81, Celaya 74, Irapuato 52. ",
            "Celaya ranks third.",
            "Celaya ranks second.",
        ),
        (
            "es",
            "Reclamos por robo: Puebla 96, León 81, Celaya 74, Irapuato 52. ",
            "Celaya ocupa el tercer lugar.",
            "Celaya ocupa el segundo lugar.",
        ),
        (
            "pt",
            "Reclamações por roubo: Puebla 96, León 81, Celaya 74, Irapuato 52. ",
            "Celaya aparece em terceiro lugar.",
            "Celaya aparece em segundo lugar.",
        ),
    ],
)
def test_a_rank_of_an_entry_of_the_list_just_told(
    workspace: Workspace, language: str, listed: str, right: str, wrong: str
) -> None:
    assert blamed(audited(workspace, language, "2024-06-25", listed + right)) == []
    assert len(blamed(audited(workspace, language, "2024-06-25", listed + wrong))) == 1
