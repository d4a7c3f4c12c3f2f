from __future__ import annotations

import re
from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.analysis.checking.held.verdicts import judge
from almenara.model.claim import Claim, QuantityKind
from almenara.text.opening import from_text
from almenara.workspace import Workspace


def judged(workspace: Workspace, text: str, day: str, language: str = "en") -> list[Claim]:
    """A text's numbers in brackets, as claims: [4] of a level, {5} of a count."""
    claims = []
    plain = re.sub(r"[\[\]{}]", "", text)
    taken = 0
    for hit in re.finditer(r"[\[{]([^\]}]+)[\]}]", text):
        start = hit.start() - taken
        taken += 2
        digit = re.search(r"\d+", hit[1])
        value = float(digit[0]) if digit else 4.0
        kind: QuantityKind = "level" if hit[0][0] == "[" else "count"
        end = start + len(hit[1])
        claims.append(Claim(hit[1], start, end, kind, value, value, value))
    manuscript = from_text(plain, language=language, published=date.fromisoformat(day))
    return judge(claims, manuscript, workspace.context("2026-11-25"), workspace.context(day))


def test_the_five_states_of_the_reference_report(workspace: Workspace) -> None:
    """Colima, Guerrero, Michoacán, Sinaloa and Tamaulipas by the advisory of 22 August 2018."""
    text = (
        "The U.S. Department of State assesses the security level in {5} Mexican states (Colima, Guerrero, Michoacán, "
        "Sinaloa, and Tamaulipas) at the [highest of 4 levels], indicating that citizens should not travel there."
    )  # fmt: skip
    five, highest = judged(workspace, text, "2018-11-02")
    assert (five.verdict, highest.verdict) == ("supported", "supported")
    assert "5 at level 4 (Colima, Guerrero, Michoacán, Sinaloa, Tamaulipas)" in five.reason
    assert len(five.evidence) == 5 and five.evidence[0].figure is not None


@pytest.mark.parametrize(
    ("language", "text", "verdicts"),
    [
        ("en", "Travel advisory: Jalisco is at [Level 3], Zacatecas at [Level 4].", "SS"),
        ("en", "Travel advisory of the US: [Level 4]: Colima, Guerrero. [Level 1]: Yucatán.", "SS"),
        ("es", "La alerta de viaje de Estados Unidos: Campeche y Yucatán en [nivel 1]; Jalisco en [nivel 3].", "SS"),
        ("pt", "Alerta dos Estados Unidos: Guanajuato no [nível 3], Yucatán no [nível 1].", "SS"),
        ("en", "Under the US travel advisory Nuevo León is rated [Level 4].", "X"),
        ("en", "A travel advisory rates Nuevo León [Level 4].", "N"),  # not said whose: others have other scales
        ("en", "Of the US travel advisory, [Level 4] is the highest.", "N"),
    ],
)  # fmt: skip
def test_each_place_against_its_own_level(
    workspace: Workspace, language: str, text: str, verdicts: str
) -> None:
    """The advisory of 12 August 2025."""
    letters = {"supported": "S", "contradicted": "X", "not-checkable": "N", "outdated": "U"}
    found = judged(workspace, text, "2025-09-01", language)
    assert "".join(letters[c.verdict] for c in found) == verdicts


def test_an_earlier_level_is_outdated_and_a_wrong_count_contradicted(workspace: Workspace) -> None:
    """Jalisco stood at level 2 from 22 August 2018, at 3 before; six states were at level 4 in 2024."""
    (earlier,) = judged(workspace, "Under the US travel advisory Jalisco is at [Level 3].", "2018-11-02")
    assert earlier.verdict in ("outdated", "supported")
    (count,) = judged(
        workspace, "The US travel advisory puts {9} states in Mexico at do not travel.", "2024-10-01"
    )
    assert count.verdict == "contradicted"
    assert "6 at level 4" in count.reason


def test_levels_of_other_things_are_left_alone(workspace: Workspace) -> None:
    (claim,) = judged(workspace, "The volcano is at [Level 3].", "2025-09-01")
    assert "not a measure of ours" in claim.reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The State Department has Mexico at [Level 2] by its advisory. {8} states of Mexico are at [Level 3]."),
        ("es", "La alerta de Estados Unidos tiene a México en [nivel 2]. {8} estados de México están en el [nivel 3]."),
        ("pt", "A alerta dos Estados Unidos deixa o México no [nível 2]. {8} estados do México estão no [nível 3]."),
    ],
)  # fmt: skip
def test_a_level_of_states_not_named_is_theirs_and_not_the_country_s(
    workspace: Workspace, language: str, text: str
) -> None:
    """Eight states stood at level 3 by the advisory of 12 August 2025."""
    found = judged(workspace, text, "2025-09-01", language)
    assert [c.verdict for c in found] == ["supported"] * 3
    wrong = judged(workspace, text.replace("{8}", "{9}"), "2025-09-01", language)
    assert wrong[2].verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our own rating puts Guanajuato at [level 5] of 5 and Mexico at [level 3]."),
        ("en", "Mexico is at [level 3] out of 5."),
        ("en", "In Mexico the hotel has [level 4] parking."),
        ("es", "Nuestra propia calificación pone a México en [nivel 4]."),
        ("es", "México está en el [nivel 3] de 10."),
        ("pt", "Nossa própria escala põe o México no [nível 4]."),
        ("pt", "No México, o laboratório de biossegurança tem [nível 4]."),
    ],
)
def test_a_level_of_another_scale_or_thing_is_none_of_an_advisory(
    workspace: Workspace, language: str, text: str
) -> None:
    advisory = "The US travel advisory of Mexico was renewed. "
    for claim in judged(workspace, advisory + text, "2025-09-01", language):
        assert claim.verdict == "not-checkable"
        assert "another scale" in claim.reason


def test_a_level_is_not_held_against_the_one_adviser_of_two_last_named(workspace: Workspace) -> None:
    text = "The US travel advisory was renewed. Canada's travel advice for Mexico was not. Mexico is at [Level 4]."
    (claim,) = judged(workspace, text, "2025-09-01")
    assert claim.verdict == "not-checkable"
    (alone,) = judged(workspace, "The US travel advisory was renewed. Mexico is at [Level 4].", "2025-09-01")
    assert alone.verdict == "contradicted"


def test_a_count_of_other_states_comes_on_top_of_those_named(workspace: Workspace) -> None:
    """Six states stood at level 4 on 12 August 2025."""
    advisory = "Under the US travel advisory Guerrero, Sinaloa and "
    right, level = judged(workspace, advisory + "{4} other states are rated [Level 4].", "2025-09-01")
    assert (right.verdict, level.verdict) == ("supported", "supported")
    assert "2 named beside, and 4 more" in right.reason
    wrong, _ = judged(workspace, advisory + "{6} other states are rated [Level 4].", "2025-09-01")
    assert wrong.verdict == "not-checkable"


@pytest.mark.parametrize(
    ("language", "text", "verdicts"),
    [
        ("en", "Under the US travel advisory {13} of the {32} states of Mexico are at [Level 3] or above.", "SNS"),
        ("es", "Según la alerta de viaje de Estados Unidos, {13} de las {32} entidades de México están en [nivel 3] "
         "o superior.", "SNS"),
        ("pt", "Pelo alerta de viagem dos Estados Unidos, {13} dos {32} estados do México estão no [nível 3] ou "
         "acima.", "SNS"),
        ("en", "Under the US travel advisory {7} states of Mexico are at [Level 3].", "SS"),
        ("en", "Under the US travel advisory {9} states of Mexico are at [Level 3] or above.", "XN"),
        ("en", "Under the US travel advisory Colima and Jalisco are at [Level 3] or higher.", "S"),
        ("en", "Under the US travel advisory Campeche is at [Level 3] or higher.", "X"),
        ("en", "Under the US travel advisory Campeche is at [Level 2] or lower.", "S"),
    ],
)  # fmt: skip
def test_a_level_or_above_takes_in_those_beyond_it(
    workspace: Workspace, language: str, text: str, verdicts: str
) -> None:
    """The advisory of 6 September 2024: six states at level 4, seven at 3, two at 1."""
    letters = {"supported": "S", "contradicted": "X", "not-checkable": "N", "outdated": "U"}
    found = judged(workspace, text, "2024-09-23", language)
    assert "".join(letters[c.verdict] for c in found) == verdicts


@pytest.mark.parametrize(
    ("language", "text", "verdicts"),
    [
        ("es", "La alerta de viaje de Estados Unidos pone a {6} entidades de México en [nivel 4] (no viajar), pues "
         "Zacatecas subió al máximo.", "NS"),
        ("en", "The US travel advisory has {6} states of Mexico at [Level 4], since Zacatecas went up.", "NS"),
        ("en", "Under the US travel advisory the State of Mexico went from [Level 3] to 2.", "S"),
        ("es", "En la alerta de viaje de Estados Unidos el Estado de México bajó del [nivel 3] al dos.", "S"),
        ("en", "Under the US travel advisory the State of Mexico is at [Level 3].", "U"),
        ("en", "Under the US travel advisory Zacatecas is at [Level 3].", "U"),
    ],
)  # fmt: skip
def test_a_place_named_as_the_reason_is_not_blamed_for_the_count_s_level(
    workspace: Workspace, language: str, text: str, verdicts: str
) -> None:
    """The advisory of 17 August 2022: Zacatecas from level 3 to 4, the State of Mexico from 3 to 2."""
    letters = {"supported": "S", "contradicted": "X", "not-checkable": "N", "outdated": "U"}
    found = judged(workspace, text, "2022-08-22", language)
    assert "".join(letters[c.verdict] for c in found) == verdicts


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "Under the US advisory Sinaloa is at [Level 4] and the country at [Level 2].", "supported"),
        ("en", "Under the US advisory Sinaloa is at [Level 4] and the country at [Level 3].", "outdated"),
        ("en", "Under the US advisory Sinaloa is at [Level 4] and the country at [Level 1].", "contradicted"),
        (
            "en",
            "Under the US advisory Sinaloa is at [Level 4], the rest of the country at [Level 2].",
            "not-checkable",
        ),
        (
            "es",
            "La alerta de Estados Unidos pone a Sinaloa en [nivel 4] y al país en [nivel 2].",
            "supported",
        ),
        (
            "es",
            "La alerta de Estados Unidos pone a Sinaloa en [nivel 4] y al resto en [nivel 2].",
            "not-checkable",
        ),
        (
            "pt",
            "Pelo alerta dos Estados Unidos Sinaloa está no [nível 4] e o país no [nível 2].",
            "supported",
        ),
        (
            "pt",
            "Pelo alerta dos Estados Unidos Sinaloa está no [nível 4], os demais no [nível 2].",
            "not-checkable",
        ),
    ],
)
def test_a_level_of_the_country_or_of_the_rest_is_not_that_of_the_state_before(
    workspace: Workspace, language: str, text: str, verdict: str
) -> None:
    """The advisory of 12 August 2025."""
    assert [c.verdict for c in judged(workspace, text, "2025-09-01", language)] == ["supported", verdict]


def test_a_level_told_as_one_of_an_earlier_time_is_not_outdated(workspace: Workspace) -> None:
    """Zacatecas was at 3 by the edition of June 2021, and at 4 by that of August 2022."""
    en = "The State Department's travel advisory has Zacatecas at [Level 4]. At that time Zacatecas was at [Level 3]."
    es = (
        "En la alerta de viaje del Departamento de Estado, Zacatecas, que ahora tiene el [nivel 4], estaba en el "
        "[nivel 3]."
    )
    for language, text in (("en", en), ("es", es)):
        told = judged(workspace, text, "2022-10-03", language)
        assert told[-1].verdict == "supported", [(c.text, c.verdict, c.reason) for c in told]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Of Mexico's 32 states, the US travel advice puts {} at level 4 and eleven at level 3."),
        ("es", "El aviso de viaje de Estados Unidos tiene, de los 32 estados de México, a {} en nivel 4."),
        ("pt", "O aviso de viagem dos Estados Unidos põe, dos 32 estados do México, {} no nível 4."),
    ],
)
def test_how_many_of_all_states_are_at_a_level(workspace: Workspace, language: str, text: str) -> None:
    """Five states at level 4 by the advisory of 22 August 2018; how many there are in all is no count of them."""
    now, then = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    for told, right in (("5", True), ("7", False)):
        written = from_text(text.format(told), language=language, published=date(2018, 11, 2))
        found = {c.text: c.verdict for c in audit(written, now, then).claims}
        assert found["32"] == "not-checkable"
        assert (found[told] == "supported") is right, found


def test_a_level_as_of_a_day_is_of_that_day(workspace: Workspace) -> None:
    text = (
        "As of 22 August 2018 Sinaloa, in Mexico, was at level 4 of the US travel advice, except in Mazatlán."
    )
    now, then = workspace.context("2026-11-25"), workspace.context("2018-11-02")
    level = audit(from_text(text, language="en", published=date(2018, 11, 2)), now, then).claims[0]
    assert level.place is not None and level.place.code == "MX-SIN"
    assert (str(level.period), level.verdict) == ("2018-08-22", "supported")


BORNE_OUT = (
    "The State Department's travel advisory puts Colima, Guerrero, Michoacán, Sinaloa and Tamaulipas at level 4. "
    "Jalisco and Nuevo León are at level 3. "
)
"""As the edition of 10 January 2018 has it; it puts Querétaro at level 2."""


def _last(workspace, text):
    now, then = workspace.context("2026-11-25"), workspace.context("2018-06-05")
    return audit(from_text(text, "en", date(2018, 6, 5)), now, then).claims[-1]


@pytest.mark.parametrize(
    "wrong", ["Querétaro is at level 3.", "Querétaro, still at level 3, asks for a signature."]
)
def test_a_level_beside_others_that_hold_is_held_against_the_edition(workspace, wrong):
    assert _last(workspace, BORNE_OUT + wrong.replace("3", "2")).verdict == "supported"
    assert _last(workspace, BORNE_OUT + wrong).verdict == "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "We ourselves keep Querétaro at level 3.",
        "Our insurers rate Querétaro level 3.",
        "Querétaro used to be at level 3.",
        "The fire alert in Querétaro is at level 3.",
        "Querétaro may soon be at level 3.",
        "For our staff Querétaro is level 3.",
        "Volcano alert: Puebla is at level 3.",
        "Querétaro is not at level 3.",
        "Querétaro would be at level 3 if the trend went on.",
        "The area around Puerto Vallarta in Jalisco stays at level 2.",
        "Within Jalisco, the border with Michoacán is at level 4.",
    ],
)
def test_a_level_that_is_denied_expected_remembered_or_ones_own_is_not_accused(workspace, text):
    assert _last(workspace, BORNE_OUT + text).verdict == "not-checkable"
