"""A text that goes by one body's count means it where it says no more than "homicides"; other words are held to.

Homicides by death certificates: 2018 first 35,964, later 36,685; 2019 36,476; 2022 first 32,223, later 33,287; by the
prosecutors' victims 33,737, 34,720 and 30,974: INEGI and the prosecutors, in the country's figures."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

GOES_BY = [
    ("en", date(2019, 11, 5), "35,964", "Mexico had 36,685 homicides in 2018, INEGI said on Monday.\n\nThe preliminary "
     "count for 2018, released in July, was 35,964 homicides."),
    ("es", date(2024, 8, 5), "33 mil 287", "El INEGI contó 31 mil 62 homicidios en México en 2023. Un año antes, en "
     "2022, habían sido 33 mil 287 homicidios."),
    ("pt", date(2023, 8, 2), "32.223", "México em números: o que diz o instituto de estatística.\n\nForam 32.223 "
     "homicídios em 2022 no México."),
]  # fmt: skip
AGAINST_ITS_WORDS = [
    ("en", date(2024, 8, 5), "33,287", "INEGI counted 31,062 homicides in Mexico in 2023. In 2022 prosecutors had "
     "33,287 victims of intentional homicide."),
    ("es", date(2024, 8, 5), "33 mil 287", "El INEGI contó 31 mil 62 homicidios en México en 2023. En 2022 las "
     "fiscalías abrieron 33 mil 287 carpetas de investigación por homicidio doloso en México."),
]  # fmt: skip


def judged(workspace, language, written, text):
    now, then = workspace.context("2026-11-01"), workspace.context(written.isoformat())
    return {c.text: c for c in audit(from_text(text, language, written), now, then).claims}


def test_the_count_that_a_text_goes_by_is_meant_where_the_words_name_none(workspace):
    for language, written, number, text in GOES_BY:
        claim = judged(workspace, language, written, text)[number]
        assert claim.verdict in ("supported", "outdated"), (text, claim.verdict, claim.reason)
        assert claim.definition == "inegi-deaths-registration"


def test_words_that_name_another_rule_are_held_to_it(workspace):
    for language, written, number, text in AGAINST_ITS_WORDS:
        claim = judged(workspace, language, written, text)[number]
        assert claim.verdict == "supported-other-definition", (text, claim.verdict, claim.reason)
