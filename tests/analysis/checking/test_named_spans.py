from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.when.named_spans import with_named_spans
from almenara.text.opening import from_text
from almenara.text.periods import find_periods
from almenara.workspace import Workspace
from tests.analysis.checking.made_claims import MEXICO


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "During the 2018 general elections 774 attacks were counted. On election day alone there were 138."),
        ("es", "Durante el proceso electoral 2017-2018 hubo 774 agresiones. El día de la elección hubo 138."),
        ("pt", "Nas eleições de 2018 houve 774 ataques. No dia da eleição houve 138."),
    ],
)  # fmt: skip
def test_an_election_names_its_campaign_and_its_day(workspace: Workspace, language: str, text: str) -> None:
    manuscript = from_text(text, language=language, published=date(2018, 11, 2))
    found = with_named_spans(find_periods(manuscript), manuscript, workspace.context("2018-11-02"), MEXICO)
    assert [str(m.period) for m in found] == ["2017-09-08..2018-07-01", "2018-07-01"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_without_a_country_or_an_election_nothing_is_added(workspace: Workspace) -> None:
    manuscript = from_text(
        "The 2018 elections. The 1994 elections.", language="en", published=date(2018, 11, 2)
    )
    mentions = find_periods(manuscript)
    context = workspace.context("2018-11-02")
    assert with_named_spans(mentions, manuscript, context, None) == mentions
    found = with_named_spans(mentions, manuscript, context, MEXICO)
    assert [str(m.period) for m in found if m.period] == ["2017-09-08..2018-07-01"]


IN_SHORT = [
    ("es", "En el proceso de 2018 hubo 152 homicidios; en el de 2021, 102.",
     ["2017-09-08..2018-07-01", "2020-09-07..2021-06-06"]),
    ("en", "The 2018 campaign saw 152 murders, that of 2021 saw 102.",
     ["2017-09-08..2018-07-01", "2020-09-07..2021-06-06"]),
    ("pt", "Nas eleições de 2018 houve 152 homicídios; nas de 2021, 102.",
     ["2017-09-08..2018-07-01", "2020-09-07..2021-06-06"]),
    ("es", "Hubo 102 homicidios entre septiembre de 2020 y el día de la elección.", ["2020-09-01..2021-06-06"]),
    ("en", "There were 102 murders between September 2020 and election day.", ["2020-09-01..2021-06-06"]),
    # no campaign before it; no "between"; a process of another kind; the next sentence tells of the year
    ("es", "Hubo 152 homicidios; en el de 2021, no.", ["2021"]),
    ("en", "There were 102 murders in September 2020, and election day was quiet.", ["2020-09"]),
    ("en", "The 2018 peace process began.", ["2018"]),
    ("es", "En las elecciones de 2018 hubo 152 homicidios. Los de 2018 fueron 33,743.",
     ["2017-09-08..2018-07-01", "2018"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "periods"), IN_SHORT)
def test_a_campaign_is_told_in_short(
    workspace: Workspace, language: str, text: str, periods: list[str]
) -> None:
    manuscript = from_text(text, language=language, published=date(2021, 11, 2))
    found = with_named_spans(find_periods(manuscript), manuscript, workspace.context("2021-11-02"), MEXICO)
    told = [str(m.period) for m in found]
    assert told[: len(periods)] == periods
