"""Damaged and hostile advisories: one clear error that names file, row and field, and nothing is stored."""

import pytest

from almenara.collect.ingest import ingest
from almenara.errors import BadInput
from almenara.model.document import Document
from almenara.workspace import Workspace
from tests.sources.made_advice import CANADA_PAGE, UK_PAGE, US_PAGE, lowered, made, reading, rows

HTML = "<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>"
RSS = """<?xml version="1.0"?>{doctype}<rss version="2.0"><channel>
<title>travel.state.gov: Travel Advisories</title>
<item><title>{title}</title><pubDate>{day}</pubDate>
<category domain="Threat-Level">{level}</category></item></channel></rss>"""
GOOD = {
    "doctype": "",
    "title": "Chad - Level 3: Reconsider Travel",
    "day": "Fri, 29 May 2026",
    "level": "Level 3: X",
}
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LIST = "destination,risk_level,last_updated,details_url\n{}\n"
HISTORY = "advisory_date,state_iso,state,level,indicators,source_kind,url,note\n{}\n"

CASES = {
    "a web page instead of advice": (
        made("canada/Mexico/2026-02-23/risk.md", HTML),
        "canada_advisory: 1 fault in risk.md",
        "is an HTML page, not the text of an advisory: fetch it again",
    ),
    "an empty page": (
        made("unitedkingdom/Mexico/2026-02-23/Regional_risks.md", "# Regional risks\n"),
        "uk_advisory: 1 fault in Regional_risks.md",
        "holds no advice: the page is empty or cut off",
    ),
    "an unknown country": (
        made("unitedkingdom/Freedonia/2026-02-23/Regional_risks.md", UK_PAGE),
        "Regional_risks.md",
        '"country": "Freedonia" is not a country that is known',
    ),
    "a page in another encoding": (
        made("canada/Mexico/2026-02-23/risk.md", CANADA_PAGE.encode("latin-1")),
        "risk.md",
        "is not text in utf-8-sig",
    ),
    "a page with NUL bytes": (
        made("canada/Mexico/2026-02-23/risk.md", CANADA_PAGE + "\0"),
        "risk.md",
        "holds NUL bytes",
    ),
    "a page of no day": (
        made("risk.md", CANADA_PAGE),
        "canada_advisory: 1 fault in risk.md",
        "nothing says when it was published",
    ),
    "a state that is none": (
        made(
            "unitedstates/Mexico/2025-03-26/Advisory.md",
            US_PAGE.replace("Yucatan state –", "Ruritania state –"),
        ),
        'row 21, "place"',
        "Ruritania",
    ),
    "a list and a heading that disagree": (
        made(
            "unitedstates/Mexico/2025-03-26/Advisory.md",
            US_PAGE.replace("state – Do Not Travel", "state – Reconsider Travel"),
        ),
        'row 7, "level"',
        'stands under "Do Not Travel To:", but its heading in line 13 says otherwise',
    ),
    "a truncated record": (
        made(
            "unitedstates/Mexico/2025-03-26/info.json",
            '{"name": "Mexico", "pages": ["unitedstates/Mexico/Advisory.md"',
        ),
        "info.json",
        "is not whole JSON",
    ),
    "a record with level 2.5": (
        made(
            "info.json",
            '{"name": "Mexico", "risk_level_number": 2.5, "x": "unitedstates/Mexico/Advisory.md"}',
        ),
        '"risk_level_number"',
        '"2.5" is neither a level from 1 to 4 nor -1 for none',
    ),
    "truncated XML": (made("TAsTWs.xml", RSS.format(**GOOD)[:-40]), "TAsTWs.xml", "is not whole XML"),
    "an XML bomb": (
        made("TAsTWs.xml", RSS.format(**GOOD | {"doctype": BOMB})),
        "TAsTWs.xml",
        "declares entities of its own",
    ),
    "an entity from a file": (
        made("TAsTWs.xml", RSS.format(**GOOD | {"doctype": OUTSIDE, "title": "&a;"})),
        "TAsTWs.xml",
        "declares entities",
    ),
    "a web page instead of the feed": (made("TAsTWs.xml", HTML), "TAsTWs.xml", "is an HTML page"),
    "an unknown country in the feed": (
        made("TAsTWs.xml", RSS.format(**GOOD | {"title": "Freedonia - Level 2: X"})),
        'row 1, "title"',
        '"Freedonia" is not a country that is known',
    ),
    "a day that is none in the feed": (
        made("TAsTWs.xml", RSS.format(**GOOD | {"day": "soon"})),
        'row 1, "published"',
        '"soon" is not a day',
    ),
    "truncated JSON of the feed": (
        made("TravelAdvisories.json", '[{"Title": "Chad'),
        "TravelAdvisories.json",
        "is not whole JSON",
    ),
    "an item without a day": (
        made("TravelAdvisories.json", '[{"Title": "Chad - Level 1"}]'),
        'row 1, "Published"',
        "is missing",
    ),
    "an unknown wording in a list": (
        made("canada_summary_2026-03-31.csv", LIST.format("Chad,Be quite careful,2026-01-01,u")),
        'row 2, "risk_level"',
        '"Be quite careful" is not in lookups.level',
    ),
    "an unknown wording in the world list": (
        made("unitedstates_summary_2025-06-28.csv", LIST.format("Chad,Level 5: Flee,2026-01-01,u")),
        'row 2, "risk_level"',
        '"Level 5: Flee" is not in lookups.level',
    ),
    "an unknown country in a list": (
        made("ireland_summary_2026-03-31.csv", LIST.format("Freedonia,Do Not Travel,2026-01-01,u")),
        'row 2, "destination"',
        '"Freedonia" is not a country that is known',
    ),
    "a day that is none in a list": (
        made("australia_summary_2026-03-31.csv", LIST.format("Chad,Do not travel,2026-13-01,u")),
        'row 2, "last_updated"',
        '"2026-13-01" is not a day',
    ),
    "a list without its column": (
        made("canada_summary_2026-03-31.csv", "destination,last_updated\nChad,2026-01-01\n"),
        '"risk_level"',
        "lacks this column",
    ),
    "a truncated list": (
        made("canada_summary_2026-03-31.json", '[{"destination": "Chad"'),
        "canada_summary",
        "is not whole JSON",
    ),
    "a level off the scale": (
        made("mexico_state_levels_history.csv", HISTORY.format("2018-01-10,MX-COL,Colima,5,C,press list,u,")),
        'row 2, "level"',
        '"5" is not a level from 1 to 4',
    ),
    "an unknown reason": (
        made("mexico_state_levels_history.csv", HISTORY.format("2018-01-10,MX-COL,Colima,4,Q,press list,u,")),
        'row 2, "indicators"',
        '"Q" is not in lookups.indicator',
    ),
    "a state twice": (
        made(
            "mexico_state_levels_history.csv",
            HISTORY.format(
                "2018-01-10,MX-COL,Colima,4,,press list,u,\n2018-01-10,MX-COL,Colima,3,,press list,u,"
            ),
        ),
        'row 3, "state"',
        "repeats row 2",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_and_nothing_is_stored(
    workspace: Workspace, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("almenara.collect.ingest.recognise", lowered)
    document, where, what = CASES[case]
    with pytest.raises(BadInput) as refused:
        ingest(workspace.store, workspace.registry, [document], "test")
    assert document.name in str(refused.value)
    assert where in str(refused.value)
    assert what in str(refused.value)
    assert "nothing was stored" in str(refused.value)
    assert document.sha256 not in workspace.context().view.documents


def test_all_faults_of_a_list_are_told_at_once() -> None:
    text = LIST.format(
        "Freedonia,Do Not Travel,2026-01-01,u\nChad,Perhaps,2026-01-01,u\nMali,Do Not Travel,never,u"
    )
    with pytest.raises(BadInput) as refused:
        reading(made("ireland_summary_2026-03-31.csv", text))
    assert [(f.row, f.field) for f in refused.value.faults] == [
        (2, "destination"),
        (3, "risk_level"),
        (4, "last_updated"),
    ]


def test_a_title_without_a_level_is_unknown() -> None:
    document: Document = made(
        "TAsTWs.xml", RSS.format(**GOOD | {"title": "Chad - Level 9: X", "level": "Level 2-3"})
    )
    assert (
        rows(
            made("TAsTWs.xml", RSS.format(**GOOD | {"title": "Chad - Level 9: X", "level": ""})),
            "observations",
        )[0]["value"]
        is None
    )
    assert rows(document, "observations")[0]["value"] is None


@pytest.mark.parametrize(
    ("case", "source"),
    [
        ("a list and a heading that disagree", "us_advisory_pages"),
        ("an XML bomb", "us_advisory_feed"),
        ("an unknown wording in the world list", "us_advisory_summary"),
        ("a level off the scale", "us_advisory_compiled"),
        ("an empty page", "uk_advisory"),
        ("an unknown wording in a list", "canada_advisory"),
        ("an unknown country in a list", "ireland_advisory"),
        ("a day that is none in a list", "australia_advisory"),
    ],
)
def test_the_error_says_which_source_was_read(case: str, source: str) -> None:
    with pytest.raises(BadInput) as refused:
        reading(CASES[case][0])
    assert refused.value.source == source
