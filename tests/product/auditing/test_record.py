"""The JSON: spans that lead into the text, figures with their cells, sums, what was left out."""

from __future__ import annotations

import json

from almenara.product.auditing.record import record
from tests.product.auditing.made_audit import DEFINITIONS, audit


def test_spans_lead_into_the_text() -> None:
    made = json.loads(json.dumps(record(audit(), DEFINITIONS)))
    for item in (*made["claims"], *made["left_out"]):
        start, end = item["span"]
        assert made["text"][start:end] == item["text"]


def test_a_claim_has_all_that_was_understood_and_found() -> None:
    first, second = record(audit(), DEFINITIONS)["claims"][:2]
    assert {k: first[k] for k in ("measure", "definition", "definition_name", "place", "period", "verdict")} == {
        "measure": "homicide", "definition": "made-victims", "definition_name": "victims, as made",
        "place": "MX", "period": "2017", "verdict": "contradicted",
    }  # fmt: skip
    assert first["sure"] == {"measure": True, "place": False, "period": True}
    assert first["attribution"][0] == {"name": "a study", "unnamed": True, "span": [0, 7]}
    against, now = first["evidence"]
    assert (against["role"], against["figure"]["value"], against["figure"]["locator"]) == (
        "contradicts", 28734, "row 5, column value",
    )  # fmt: skip
    assert (now["figure"], now["words"], now["documents"][0]["publisher"]) == (
        None,
        "a statement",
        "A publisher",
    )
    assert second["comparison"] == {
        "direction": "rise", "base_text": "from 2016", "base_period": "2016", "base_value": 18084.0,
        "base_claim": None,
    }  # fmt: skip
    assert second["arithmetic"] == [
        {
            "kind": "change", "stated": 38, "computed": 61.3, "holds": False, "error": "change-on-later-value",
            "shown": "(29,168 − 18,084) / 18,084 = +61.3 %", "claims": [0, 1],
        }
    ]  # fmt: skip


def test_the_whole_says_its_days_its_counts_and_its_layout() -> None:
    made = record(audit(), DEFINITIONS)
    assert (made["layout"], made["published"], made["dated_by"], made["as_of"]) == (
        "almenara-audit/1", "2018-11-02", "option", "2026-11-01",
    )  # fmt: skip
    assert made["counts"]["not-checkable"] == 3
    assert made["remarks"] == ["A remark."]
    assert made["left_out"][0]["reason"] == "a date"
    assert made["claims"][2]["place"] is None and made["claims"][2]["high"] is None
