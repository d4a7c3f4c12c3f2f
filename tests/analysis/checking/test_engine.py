"""The whole audit, on texts of our own with published figures (cited in the countries' figures folders)."""

from dataclasses import replace
from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.model.proposal import Proposal
from almenara.text.opening import from_text

WRITTEN = date(2018, 11, 2)

TAPS = (
    "In the first two months of 2018, more than 2,200 illegal taps were discovered along pipelines in Mexico, "
    "an increase of 38% over the same period in 2017."
)


def checked(workspace, text, written=WRITTEN, language="en", **more):
    """The audit of a text as of its day and today."""
    manuscript = from_text(text, language, written)
    return audit(manuscript, workspace.context("2026-11-01"), workspace.context(written), **more)


def verdicts(found):
    """Value and verdict of each claim."""
    return {claim.value: claim.verdict for claim in found.claims}


def test_a_claim_is_linked_judged_and_shown_with_its_evidence(workspace):
    found = checked(workspace, TAPS)
    count, change = found.claims
    assert (count.measure, count.place.code, str(count.period)) == ("fuel-theft", "MX", "2018-01..2018-02")
    assert (count.verdict, change.verdict) == ("supported", "supported")
    assert "1,647" in change.reason
    assert change.comparison.direction == "rise"
    assert str(change.comparison.base_period) == "2017-01..2017-02"
    assert any(f.figure is not None and f.figure.value == 2274 for f in count.evidence)
    assert [item.text for item in found.left_out] == ["first two months", "2018", "2017"]


def test_a_wrong_figure_is_contradicted_and_by_how_much(workspace):
    text = TAPS.replace("more than 2,200", "3,900").replace(
        ", an increase of 38% over the same period in 2017", ""
    )
    (count,) = checked(workspace, text).claims
    assert count.verdict == "contradicted"
    assert "2,274" in count.reason


def test_a_sum_that_fails_makes_a_claim_inconsistent(workspace):
    text = "Police counted 200 burglaries in Bergen in May and 250 in June, an increase of 20%."
    found = checked(workspace, text)
    assert found.claims[-1].verdict == "inconsistent"
    assert found.claims[-1].arithmetic[0].error == "change-on-later-value"
    assert found.claims[-1].reason == (
        "The text's own figures disagree: the change was worked out on the later value: "
        "250 / 200 = +25.0 %; (250 - 200) / 250 = +20.0 % is the change on the later value."
    )
    assert {c.verdict for c in found.claims[:-1]} == {"not-checkable"}


def test_what_a_leader_s_fall_is_dated_by_is_a_claim_and_no_longer_left_out(workspace):
    text = "Ovidio Guzmán López was captured on 5 January 2023 in Culiacán."
    found = checked(workspace, text, date(2023, 11, 2))
    assert [(c.kind, c.verdict) for c in found.claims] == [("date", "supported")]
    assert not found.left_out


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_a_text_without_numbers_claims_nothing(workspace, language):
    found = checked(workspace, "Nada.", language=language)
    assert (found.claims, found.left_out) == ((), ())


def test_a_text_older_than_all_evidence_is_held_to_what_is_known_now(workspace):
    manuscript = from_text(TAPS, "en", date(1990, 1, 1))
    found = audit(manuscript, workspace.context("2018-11-02"), None)
    assert found.then == date(1990, 1, 1)
    assert all(claim.verdict != "contradicted" for claim in found.claims)


def test_a_model_s_link_is_marked_and_accuses_nobody(workspace):
    text = "In January and February 2018 Mexico's lines were pierced 3,900 times."
    asked = []

    def model(wanted, measures):
        asked.extend(wanted)
        return [Proposal(o.claim, "fuel-theft", "lines were pierced") for o in wanted]

    (claim,) = checked(workspace, text, propose=model).claims
    assert asked
    assert claim.measure == "fuel-theft"
    assert "pierced" in claim.proposed
    assert claim.verdict == "not-checkable"
    assert replace(claim, proposed="").measure_sure is False


def test_a_length_is_no_count_of_what_was_spoken_of_before(workspace):
    text = "In 2018 Mexico had 33,341 victims of intentional homicide. The road is about 120 kilometres long."
    assert [claim.measure for claim in checked(workspace, text, date(2019, 2, 1)).claims] == ["homicide", ""]


def test_a_part_of_the_victims_is_not_held_against_all(workspace):
    text = "In Mexico, 24,617 people were murdered with firearms in 2018."
    (claim,) = checked(workspace, text, date(2021, 2, 1)).claims
    assert (claim.measure, claim.verdict) == ("", "not-checkable")


@pytest.mark.parametrize(
    "text",
    [
        "Colombia's national police recorded 13,555 homicides in 2023. In 2019, the last year before the pandemic, the "
        "figure was 12,656, so the number has risen by 7.1%.",
        "The share of cases with a suspect went from 60% to 66%, a rise of 10%.\n\nProsecutors opened 2,668 files in "
        "June 2018, down from 2,894 in May.",
        "Of the dead 12,300 were older than 15 years.\n\nThefts in Sinaloa rose 11% in 2023.",
        "Five states account for 47% of homicides: A 10%, B 19%, C 8% and D 10%; the next five for 60%.",
        "In our survey 48% named theft, 37% extortion and 25% kidnapping (multiple answers possible).",
    ],
)
def test_no_sum_is_done_over_what_was_not_meant(workspace, text):
    found = checked(workspace, text, date(2024, 4, 1))
    assert not [a for claim in found.claims for a in claim.arithmetic if not a.holds]
    assert not {c.verdict for c in found.claims} & {"contradicted", "inconsistent"}


@pytest.mark.parametrize(
    ("text", "language", "periods"),
    [
        (
            "Between 2015 and 2018, homicides in Mexico almost doubled, from 17,886 to 33,369 victims.",
            "en",
            {"2015", "2018"},
        ),
        (
            "Los secuestros en México cayeron entre 2019 y 2021: de 1,629 a 816 víctimas.",
            "es",
            {"2019", "2021"},
        ),
        (
            "O número de vítimas no México em 2018 (33.369) foi quase o dobro do de 2015 (17.886).",
            "pt",
            {"2015", "2018"},
        ),
        ("In his first twelve months in office, 35,588 people were murdered in Mexico.", "en", {"None"}),
    ],
)
def test_each_of_two_counts_has_its_own_year(workspace, text, language, periods):
    found = checked(workspace, text, date(2024, 4, 1), language)
    assert {str(c.period) for c in found.claims if c.kind == "count" and c.value > 500} == periods
    assert "contradicted" not in {c.verdict for c in found.claims}


def test_a_row_of_something_else_is_not_held_against_the_whole(workspace):
    text = "| Homicides in Mexico | 2018 |\n|---|---|\n| North | 11,200 |\n| Solved | 12,100 |\n| Colima | 705 |\n"
    manuscript = from_text(text, "en", date(2020, 2, 1))
    found = audit(manuscript, workspace.context("2026-11-01"), workspace.context("2020-02-01"))
    assert "contradicted" not in {c.verdict for c in found.claims}


def test_who_went_missing_since_a_day_is_not_the_register_s_count(workspace):
    text = "Since 1 December 2018, more than 50,000 people have gone missing in Mexico."
    (claim,) = checked(workspace, text, date(2020, 4, 1)).claims
    assert claim.verdict == "not-checkable"
    assert "wrong" not in claim.reason


def test_a_number_of_a_time_after_the_text_is_told_apart_and_ends(workspace):
    told = "Em 1º de julho de 2018 serão eleitos 3.416 cargos no México; houve 3.417 homicídios em julho de 2018."
    found = audit(from_text(told, "pt", date(2018, 4, 25)), workspace.context("2026-11-01"), None)
    assert {c.verdict for c in found.claims} == {"not-checkable"}


def test_an_average_cut_off_is_no_error_and_what_was_named_is_no_part(workspace):
    told = (
        "Em janeiro e fevereiro de 2018 a Pemex encontrou no México 2.274 tomadas clandestinas. São 38 por dia. "
        "De janeiro a março houve 7.667 homicídios dolosos. Guanajuato (706), Baja California (691) e Guerrero (653) "
        "lideram; só os três somam 27% do total."
    )
    found = audit(from_text(told, "pt", date(2018, 6, 25)), workspace.context("2026-11-01"), None)
    shown = [a.shown for c in found.claims for a in c.arithmetic]
    assert any("cut off" in s for s in shown) and not any("+ 3)" in s for s in shown)
    assert not [c.text for c in found.claims if c.verdict == "inconsistent"]
