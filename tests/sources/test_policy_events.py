"""The reader of policy_events_press: a small file, spoilt ones, and the real file beside the pack's own register."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from almenara.analysis.policies import policies
from almenara.analysis.statements import statements
from almenara.collect.recognise import recognise
from almenara.collect.understand import read_document
from almenara.errors import BadInput
from almenara.reading.spec import all_specs
from almenara.workspace import Workspace
from tests.shared_data import shared
from tests.sources.made_places import made
from tests.sources.made_policies import HEAD, POLICIES

SPEC = all_specs()["policy_events_press"]


def test_the_file_is_known_by_its_columns() -> None:
    spec = recognise(made("p.csv", POLICIES))
    assert spec is not None and spec.id == SPEC.id


def test_an_event_is_a_statement_of_its_status_known_since_its_day() -> None:
    tables = read_document(made("p.csv", POLICIES), SPEC).tables
    first, vote, *_ = tables["statements"].to_pylist()
    assert (first["subject"], first["predicate"], first["place"]) == ("A curfew", "policy:proposed", "iso/MX")
    assert (first["valid_from"], first["date_precision"], first["known"]) == (
        date(2018, 3, 1), "month", date(2018, 3, 31),
    )  # fmt: skip
    assert first["note"] == "actor: A party; instrument: speech; mechanism: recruitment; Day not shown."
    assert (first["ground"], vote["ground"]) == ("stated", "public-act")
    cited = {c["url"]: c for c in tables["citations"].to_pylist()}
    assert cited["https://a.example/1"]["published"] == "2018-03-31"
    assert cited["https://a.example/2"]["published"] == ""  # a vote is known on its day, whatever the page's
    assert cited[""]["title"] == "A curfew: letter"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("AB-02", "AB-01", 'row 3, "policy_id": is the id of row 2, too'),
        ("AB-02", "AB02", 'row 3, "policy_id": "AB02" is not a key and a number, as AMN-01'),
        ("proposed", "mooted", 'row 2, "status": "mooted" is not in lookups.status'),
        ("recruitment", "weather", 'row 2, "mechanism": "weather" is not in lookups.mechanism'),
        ("2018-03-31", "2018-03", '"known_date"'),
        ("2018-03,2018-03-31", "2018-O3,2018-03-31", 'row 2, "event_date"'),
        ("2018-03-31", "2017-03-31", 'row 2, "event_date": 2018-03 lies after 2017-03-31, when it was known'),
        ("A party", "", 'row 2, "actor": is empty'),
        ("speech", "=HYPERLINK(1)", '"instrument": "=HYPERLINK(1)" is a formula'),
    ],
)
def test_a_bad_row_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    assert old in POLICIES
    with pytest.raises(BadInput) as caught:
        read_document(made("p.csv", POLICIES.replace(old, new, 1)), SPEC)
    assert any(message in str(fault) for fault in caught.value.faults), [str(f) for f in caught.value.faults]


@pytest.mark.parametrize("text", [HEAD, POLICIES[:-20]])
def test_an_empty_or_cut_table_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_document(made("p.csv", text), SPEC)


@pytest.mark.shared
def test_the_real_file_counts_no_event_of_the_pack_twice(workspace: Workspace) -> None:
    days = ("2018-11-02", "2023-05-01", "2026-11-25")
    before = [policies(workspace.context(day), "MX", language) for day in days for language in ("en", "es")]
    workspace.ingest([shared("policy/mexico_policy_events.csv")])
    after = [policies(workspace.context(day), "MX", language) for day in days for language in ("en", "es")]
    assert [[(p.key, p.name, p.status, p.by.id, len(p.events)) for p in held] for held in after] == [
        [(p.key, p.name, p.status, p.by.id, len(p.events)) for p in held] for held in before
    ]
    for language in ("en", "es"):
        held = statements(workspace.context(days[-1]), language=language)
        counts = Counter(s.id for s in held if s.predicate.startswith("policy:"))
        assert len(counts) == 98 and set(counts.values()) == {1}
