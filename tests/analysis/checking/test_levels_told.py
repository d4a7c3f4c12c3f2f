"""Levels told of several places together, of a place said before, beside an aside, and in words that do not fit."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace
from tests.analysis.checking.audits import audited

ACCUSED = ("contradicted", "outdated", "inconsistent")


def _accused(workspace: Workspace, language: str, day: str, text: str) -> list[str]:
    return [c.text for c in audited(workspace, language, day, text).claims if c.verdict in ACCUSED]


@pytest.mark.parametrize(
    ("language", "day", "text", "right", "wrong"),
    [
        ("es", "2018-07-09", "Según el Departamento de Estado, Guerrero está en nivel {}, igual que Colima y Sinaloa: "
         "no se autoriza ningún viaje.", "4", "3"),
        ("pt", "2018-07-10", "Segundo o Departamento de Estado, Guerrero está no nível {}, assim como Colima e "
         "Sinaloa: nenhuma viagem é autorizada.", "4", "3"),
        ("en", "2018-07-09", "According to the State Department, Sinaloa is at Level {}, just like Colima.", "4", "3"),
        ("es", "2020-02-04", "El aviso de viaje del gobierno de Estados Unidos mantiene a Querétaro y a Guanajuato en "
         "el nivel {}; se acuerda enviarlo.", "2", "3"),
        ("es", "2019-05-06", "Guanajuato y Puebla están en nivel 2 de la alerta estadounidense; Morelos y Sonora, en "
         "nivel {}.", "3", "2"),
        ("es", "2021-08-12", "En la alerta de viaje de Estados Unidos, Yucatán está en nivel {} y Campeche también.",
         "1", "2"),
        ("en", "2022-09-12", "The August travel advisory of the US moved Zacatecas up to Level {}, one step above "
         "Guanajuato.", "4", "3"),
    ],
)  # fmt: skip
def test_a_level_of_several_places_is_wrong_where_all_have_another(
    workspace: Workspace, language: str, day: str, text: str, right: str, wrong: str
) -> None:
    assert not _accused(workspace, language, day, text.format(right))
    assert _accused(workspace, language, day, text.format(wrong))


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("es", "2024-02-14", "Guatemala está en nivel 3, un escalón por debajo de Guerrero, según el Departamento de "
         "Estado."),
        ("en", "2024-02-14", "El Salvador was put at Level 2 by the State Department, like Guerrero and Sinaloa."),
        ("en", "2022-09-12", "The State Department moved Zacatecas from Level 3, where Jalisco remains, to Level 4."),
        ("pt", "2024-09-25", "Durango deixou o nível 3 e passou ao nível 2 no alerta de viagem dos EUA."),
        ("en", "2025-09-01", "By the US travel advisory Puebla and Tabasco are at Level 2, like Durango, which dropped "
         "from Level 3 in September 2024."),
        ("en", "2022-08-24", "Mexico by level on the US scale. Zacatecas moves from 3 to 4. Of our 518 trips 21 "
         "went to level-3 states."),
        ("en", "2023-02-15", "If the State Department took Guanajuato to Level 4, as hoteliers fear, it would empty."),
        ("en", "2018-03-02", "Our trucks from Durango end in a Level 2 state; the State Department says so."),
        ("es", "2023-02-20", "Hace dos años el Departamento de Estado tenía a Zacatecas en nivel 3, como Durango."),
        ("en", "2024-10-15", "A guide, the US advisory in hand, asks for level 3 armour in Tamaulipas."),
        ("es", "2021-07-01", "La alerta de Estados Unidos no cambia el semáforo epidemiológico: Jalisco en nivel 2."),
        ("es", "2021-08-12", "Global Affairs Canada pone a Colima en nivel 3, mientras el Departamento de Estado la "
         "tiene en el 4."),
        ("en", "2021-08-01", "By the travel advisory, Tamaulipas was long rated Level 3 by our insurer, while the "
         "State Department keeps Level 4."),
    ],
)  # fmt: skip
def test_a_level_of_another_place_time_or_adviser_accuses_nobody(
    workspace: Workspace, language: str, day: str, text: str
) -> None:
    assert not _accused(workspace, language, day, text)


@pytest.mark.parametrize(
    ("language", "day", "text", "right", "wrong"),
    [
        ("en", "2022-09-15", "The change that matters is Zacatecas. The State Department has moved it to Level {}, the "
         "step on which Colima and Guerrero have stood for years.", "4", "3"),
        ("en", "2024-09-20", "This is about Chiapas. The State Department raised it to Level {}, alongside Jalisco.",
         "3", "4"),
        ("es", "2023-02-15", "Hay que pasar por Zacatecas. El aviso que Washington actualizó el 31 de enero sitúa a "
         "la entidad en nivel {}, junto con Colima y Guerrero.", "4", "2"),
        ("es", "2022-10-10", "Nuestra planta de Hermosillo se ubica en un estado de nivel {} según el aviso de viaje "
         "de Washington.", "3", "4"),
        ("pt", "2022-08-20", "O Departamento de Estado atualizou as recomendações para quem viaja ao México. "
         "Zacatecas, que no ano passado aparecia um degrau abaixo, subiu para o nível {}.", "4", "3"),
        ("es", "2021-08-12", "Consulta de un fondo canadiense. En la clasificación estadounidense, Quintana Roo está "
         "en nivel {}.", "2", "1"),
    ],
)  # fmt: skip
def test_whose_level_it_is_and_when(
    workspace: Workspace, language: str, day: str, text: str, right: str, wrong: str
) -> None:
    """A place said before, the state of a town, an aside with its own year, a reader from another country."""
    assert not _accused(workspace, language, day, text.format(right))
    assert _accused(workspace, language, day, text.format(wrong))


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "The State Department has Morelos, in Mexico, at Level 3 ({}).", "do not travel"),
        ("es", "El Departamento de Estado tiene a Morelos, México, en nivel 3, «{}».", "no viajar"),
        ("pt", "O Departamento de Estado tem Morelos, no México, no nível 3, \"{}\".", "não viaje"),
    ],
)  # fmt: skip
def test_a_level_beside_the_words_of_another(
    workspace: Workspace, language: str, text: str, wrong: str
) -> None:
    right = {"en": "reconsider travel", "es": "reconsiderar el viaje", "pt": "reconsidere a viagem"}[language]
    assert not _accused(workspace, language, "2024-10-10", text.format(right))
    assert _accused(workspace, language, "2024-10-10", text.format(wrong))
    night = {"en": " and do not travel at night", "es": " y no viajar de noche", "pt": " e não viaje à noite"}
    sentence = text.split("3")[0] + "3" + night[language] + "."
    assert not _accused(workspace, language, "2024-10-10", sentence)


def test_places_at_a_level_counted_and_named(workspace: Workspace) -> None:
    """Seven states at level 3 by the edition of 6 September 2024, all named; and a second count of its own level."""
    names = "Baja California, Chiapas, Chihuahua, Guanajuato, Jalisco, Morelos y Sonora"
    listed = f"El aviso del Departamento de Estado deja {{}} entidades mexicanas en nivel 3: {names}."
    assert not _accused(workspace, "es", "2024-10-15", listed.format("siete"))
    assert _accused(workspace, "es", "2024-10-15", listed.format("ocho"))
    beside = (
        "En la alerta de viaje de Estados Unidos, once estados de México están en nivel 3 y {} en nivel 1."
    )
    assert not _accused(workspace, "es", "2021-07-01", beside.format("dos"))
    assert _accused(workspace, "es", "2021-07-01", beside.format("tres")) == ["tres"]


def test_an_edition_told_by_its_month_whose_count_is_borne_out(workspace: Workspace) -> None:
    """The text names no adviser; the states that it counts and names are those of an edition."""
    text = (
        "Para grupos escolares en México: la edición de agosto de 2022 puso seis estados en nivel 4: Colima, Guerrero, "
        "Michoacán, Sinaloa, Tamaulipas y Zacatecas. Guanajuato quedó en nivel {}, al igual que Jalisco."
    )
    assert not _accused(workspace, "es", "2023-03-13", text.format("3"))
    assert _accused(workspace, "es", "2023-03-13", text.format("4"))


@pytest.mark.parametrize(
    ("language", "day", "text", "verdict"),
    [
        # Zacatecas: level 3 until the edition of 17 August 2022 put it at 4; Guanajuato: 2 until that of 17 June 2021
        ("en", "2022-10-03", "Travel note\n\nThe US advisory of 17 August 2022 puts Colima at Level 4. Zacatecas is at "
         "Level 3.", "contradicted"),
        ("es", "2021-07-20", "La alerta de viaje de Estados Unidos del 17 de junio de 2021 deja a Colima en nivel 4. "
         "Guanajuato está en nivel 2.", "contradicted"),
        ("en", "2022-10-03", "Travel note\n\nBy the US advisory Colima is at Level 4. Zacatecas is at Level 3.",
         "outdated"),
        ("en", "2022-10-03", "The US advisory of 17 August 2022 puts Colima at Level 4. Zacatecas was at Level 3 in "
         "the last one.", "supported"),
    ],
)  # fmt: skip
def test_a_past_level_told_as_that_of_the_edition_which_changed_it_is_wrong(
    workspace: Workspace, language: str, day: str, text: str, verdict: str
) -> None:
    """Editions of the US Department of State of 2021-06-17 and 2022-08-17 (Mexico News Daily, NBC Bay Area)."""
    levels = [c for c in audited(workspace, language, day, text).claims if c.kind == "level"]
    assert levels[-1].verdict in (verdict, "outdated" if verdict == "supported" else verdict)
