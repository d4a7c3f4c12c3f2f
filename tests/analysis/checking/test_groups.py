from __future__ import annotations

import re
from datetime import date

import pytest

from almenara.analysis.checking.held.groups import group_claims
from almenara.model.claim import Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace


def told(workspace: Workspace, text: str, language: str = "en", day: str = "2026-11-25") -> list[Claim]:
    manuscript = from_text(text, language=language, published=date.fromisoformat(day))
    return group_claims(manuscript, workspace.context("2026-11-25"), None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ovidio Guzmán was captured in Culiacán on 5 January 2023, in an operation of the army."),
        ("es", "Ovidio Guzmán fue detenido en Culiacán el 5 de enero de 2023 en un operativo del Ejército."),
        ("pt", "Ovidio Guzmán foi preso em Culiacán em 5 de janeiro de 2023, numa operação do Exército."),
    ],
)
def test_a_capture_on_its_day_stands_by_the_statement(workspace: Workspace, language: str, text: str) -> None:
    """5 January 2023 (Al Jazeera); "detained" and "arrested" are captures, too."""
    (claim,) = told(workspace, text, language)
    assert (claim.verdict, claim.kind, claim.value) == ("supported", "date", date(2023, 1, 5).toordinal())
    assert text[claim.start : claim.end] == claim.text
    assert claim.evidence[0].evidence and "Ovidio" in claim.evidence[0].words


def test_a_year_that_slipped_is_contradicted(workspace: Workspace) -> None:
    """Captured on 15 July 2022 (Al Jazeera)."""
    (claim,) = told(workspace, "Rafael Caro Quintero had been captured by the navy on 15 July 2021.")
    assert claim.verdict == "contradicted"
    assert "2022-07-15" in claim.reason


def test_another_capture_may_be_meant(workspace: Workspace) -> None:
    """The capture of 8 January 2016 is not among the statements: those of other years say nothing of it."""
    (claim,) = told(
        workspace, "Joaquín Guzmán Loera, “El Chapo”, was captured on 8 January 2016 in Los Mochis."
    )
    assert claim.verdict == "not-checkable"


def test_what_happens_once_is_wrong_in_another_year_unless_sources_differ(workspace: Workspace) -> None:
    """Killed on 16 December 2009 (Santa Cruz Sentinel); untrue reports of the other's death are flagged."""
    killed, untrue = told(
        workspace,
        "Arturo Beltrán Leyva was killed in December 2010.\n\nEl Mencho was reported killed in March 2018.",
    )
    assert killed.verdict == "contradicted" and "2009-12-16" in killed.reason
    assert untrue.verdict == "not-checkable"


def test_a_group_that_split_from_another(workspace: Workspace) -> None:
    right, wrong = told(
        workspace,
        "Cártel de Tláhuac split from the Beltrán Leyva organisation in 2012.\n\n"
        "Cártel de Tláhuac split from the Beltrán Leyva organisation in 2019.",
    )
    assert (right.verdict, wrong.verdict) == ("supported", "not-checkable")


def test_names_that_are_more_than_one_persons_and_common_words_are_nobody(workspace: Workspace) -> None:
    assert told(workspace, "Beltrán Leyva was captured on 1 October 2014.") == []
    assert told(workspace, "El ingeniero fue detenido el 9 de octubre de 2014.", "es") == []
    assert told(workspace, "Ovidio Guzmán spoke on 5 January 2023.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Sinaloa Cartel was designated a foreign terrorist organization on 20 February 2025."),
        ("en", "The Gulf Cartel was designated as a terrorist group on 20 February 2025."),
        ("en", "The Jalisco New Generation Cartel (CJNG) was designated on 20 February 2025."),
        (
            "es",
            "El Cártel Jalisco Nueva Generación fue designado como organización terrorista el 20 de febrero de 2025.",
        ),
        ("pt", "O Cartel de Sinaloa foi designado como organização terrorista em 20 de fevereiro de 2025."),
        ("pt", "O Cartel do Golfo foi designado como organização terrorista em 20 de fevereiro de 2025."),
    ],
)
def test_a_group_is_known_by_its_names_in_every_language(
    workspace: Workspace, language: str, text: str
) -> None:
    (claim,) = told(workspace, text, language)
    assert claim.verdict in ("supported", "not-checkable")
    assert "2025-02-20" in claim.reason


def test_a_group_that_is_listed_by_several_bodies_is_never_dated_wrong(workspace: Workspace) -> None:
    (claim,) = told(workspace, "The Sinaloa Cartel was designated on 20 March 2025.")
    assert claim.verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "told_right"),
    [
        # 5 January 2023 and 15 July 2022 (Al Jazeera), 2 May 2017 (Novedades de Tabasco), 26 September 2012
        # (BioBioChile)
        ("en", "Ovidio Guzmán, of the Sinaloa Cartel, was captured in Culiacán on 5 January {2023|2022}."),
        ("en", "Rafael Caro Quintero was free for nine years. The navy arrested him on 15 July {2022|2021}."),
        ("en", "Caro Quintero hid in Sinaloa; his capture, on 15 July {2022|2021}, ended the hunt."),
        ("es", "Dámaso López, “El Licenciado”, dejó a los hijos de Guzmán. Fue detenido el 2 de mayo de {2017|2016}."),
        ("es", "Iván Velázquez, “El Talibán”, huía. La Marina lo detuvo el 26 de septiembre de {2012|2013}."),
        # 11 July 2015 (EveryCRSReport), 29 July 2011 (Cultura de la Legalidad)
        ("pt", "Joaquín Guzmán Loera saiu por um túnel. A fuga, em 11 de julho de {2015|2014}, custou cargos."),
        ("pt", "José Antonio Acosta chefiava a quadrilha. A polícia o prendeu em 29 de julho de {2011|2010}."),
        ("en", "Joaquín Guzmán sat in El Altiplano. On 11 July {2015|2016} he slipped out of it by a tunnel."),
        ("en", "Héctor Beltrán Leyva was captured on 1 October 2014. He died on 18 November {2018|2019}."),
    ],
)  # fmt: skip
def test_the_one_named_before_is_meant_and_a_group_or_a_relative_beside_him_is_not(
    workspace: Workspace, language: str, told_right: str
) -> None:
    right = told(workspace, re.sub(r"\{(\d+)\|\d+\}", r"\1", told_right), language)
    wrong = told(workspace, re.sub(r"\{\d+\|(\d+)\}", r"\1", told_right), language)
    assert right[-1].verdict in ("supported", "not-checkable")
    assert wrong[-1].verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A nephew of Rafael Caro Quintero was arrested in Sonora on 15 July 2021."),
        ("en", "Caro Quintero's nephew, whom the navy had sought, was captured on 15 July 2021."),
        ("en", "Servando Gómez was captured in 2015. His accountant was arrested on 27 February 2014."),
        ("en", "Servando Gómez taught at a school. A teacher was killed there on 27 February 2014."),
        ("en", "Caro Quintero fell first. A year earlier, on 15 July 2021, another man had been arrested."),
        ("es", "Ovidio Guzmán huyó. Un escolta fue detenido el 5 de enero de 2022."),
    ],
)
def test_what_befell_somebody_else_says_nothing_of_the_one_who_is_named(
    workspace: Workspace, language: str, text: str
) -> None:
    assert not any(claim.verdict == "contradicted" for claim in told(workspace, text, language))
