"""The lint of our own drafts, and that our own edition is accused of nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from almenara.product.auditing.checked import Checked
from almenara.product.auditing.drafts import is_draft
from almenara.text.opening import open_manuscript
from almenara.workspace import Workspace

DAY = "2018-11-02"
HEAD = "# Violence in Mexico: a draft\n\n2 November 2018\n\n"
NOTES = """
[^1]: A bulletin, <https://example.org/b>
[^2]: Pemex: “2,274 taps in January and February 2018, after 1,647 in the same months of 2017”
[^3]: A daily: “En Jalisco fueron secuestradas 115 personas en 2017, dijo la fiscalía del estado.”
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """With the embedded figures, which no test here changes."""
    return Workspace.open(tmp_path_factory.mktemp("drafts") / "store")


def checked(
    workspace: Workspace, tmp_path: Path, text: str, draft: bool | None = None, day: str = DAY
) -> Checked:
    path = tmp_path / "draft.md"
    path.write_text(HEAD + text + "\n" + NOTES, encoding="utf-8")
    return workspace.check(path, day, DAY, draft=draft)


def found(result: Checked, rule: str) -> list[str]:
    return [f.text for f in result.findings if f.rule == rule]


def verdicts(result: Checked) -> dict[str, str]:
    return {claim.text: claim.verdict for claim in result.audit.claims}


def test_a_number_that_no_note_bears_is_unsourced(workspace: Workspace, tmp_path: Path) -> None:
    result = checked(
        workspace, tmp_path,
        "Prosecutors counted 29,168 victims of homicide in Mexico in 2017. There were 561 kidnappings.[^1]",
    )  # fmt: skip
    assert found(result, "bare-number") == ["29,168"]
    assert verdicts(result)["29,168"] == "unsourced" and verdicts(result)["561"] != "unsourced"
    assert result.refuted


def test_arithmetic_over_cited_figures_and_a_likelihoods_per_cent_need_no_note(
    workspace: Workspace, tmp_path: Path
) -> None:
    result = checked(
        workspace, tmp_path,
        "Pemex found 2,274 taps in January and February 2018, and 1,647 a year before.[^2] That is a rise of "
        "38 %. More taps are likely (55–80 %).",
    )  # fmt: skip
    assert found(result, "bare-number") == [] and not result.refuted


def test_a_table_is_borne_by_its_rows_or_its_caption(workspace: Workspace, tmp_path: Path) -> None:
    table = "| State | Kidnapped 2017 |\n|---|---|\n| Jalisco | 115[^1] |\n| Colima | 117 |\n"
    assert found(checked(workspace, tmp_path, table), "bare-number") == ["117"]
    assert found(checked(workspace, tmp_path, table + "\nSource: a bulletin.[^1]"), "bare-number") == []


def test_two_definitions_of_one_measure_side_by_side_must_be_named(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "In 2017 there were 29,168 homicides in Mexico, and 28,734 homicides in 2017 by another desk.[^1]"
    result = checked(workspace, tmp_path, text)
    assert len(found(result, "mixed-definitions")) == 1 and result.refuted
    named = (
        "In 2017 prosecutors counted 29,168 victims of homicide in Mexico by the old method, and 28,734 by the new "
        "method.[^1]"
    )
    assert found(checked(workspace, tmp_path, named), "mixed-definitions") == []


def test_a_figure_revised_since_is_stale(workspace: Workspace, tmp_path: Path) -> None:
    text = "In June 2018 prosecutors counted 2,668 victims of homicide in Mexico.[^1]"
    fresh = checked(workspace, tmp_path, text)
    later = checked(workspace, tmp_path, text, day="2026-11-01")
    assert found(fresh, "stale-figure") == []
    assert found(later, "stale-figure") == ["2,668"] and later.refuted


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It is likely, with high confidence, that kidnapping rises.", "likelihood-and-confidence"),
        ("We judge that kidnapping might rise.", "likelihood-off-scale"),
    ],
)
def test_words_of_likelihood(workspace: Workspace, tmp_path: Path, text: str, rule: str) -> None:
    assert len(found(checked(workspace, tmp_path, text, True), rule)) == 1
    kept = "We judge it likely that kidnapping rises. Our basis gives high confidence. The gangs might move."
    assert found(checked(workspace, tmp_path, kept, True), rule) == []


def test_numbers_and_names_must_stand_in_the_passage_cited(workspace: Workspace, tmp_path: Path) -> None:
    wrong = checked(workspace, tmp_path, "In Colima, 116 people were kidnapped in 2017.[^3]")
    assert found(wrong, "not-in-passage") == ["Colima", "116"]
    right = checked(workspace, tmp_path, "In Jalisco, 115 people were kidnapped in 2017.[^3]")
    assert found(right, "not-in-passage") == []
    unread = checked(workspace, tmp_path, "In Colima, 116 people were kidnapped in 2017.[^1][^3]")
    assert found(unread, "not-in-passage") == []
    assert any("can't be checked" in remark for remark in unread.audit.remarks)


def test_a_text_is_a_draft_where_it_cites_its_own_notes_or_is_called_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    bare = "# A text\n\nIn 2017 there were 28,734 victims of homicide in Mexico.\n"
    assert not is_draft(open_manuscript(bare.encode(), "text.md", "en"))
    path = tmp_path / "text.md"
    path.write_text(bare, encoding="utf-8")
    assert workspace.check(path, DAY).findings == ()
    assert [f.rule for f in workspace.check(path, DAY, draft=True).findings] == ["bare-number"]
    assert checked(workspace, tmp_path, "There were 561 kidnappings in Mexico.", draft=False).findings == ()


def test_findings_are_in_the_record_and_among_the_remarks(workspace: Workspace, tmp_path: Path) -> None:
    result = checked(
        workspace, tmp_path, "It is likely, with high confidence. There were 561 kidnappings.", True
    )
    record: dict[str, Any] = result.record()
    assert {f["rule"] for f in record["findings"]} == {"bare-number", "likelihood-and-confidence"}
    for item in record["findings"]:
        assert set(item) == {"rule", "span", "text", "reason", "claims"}
    assert any("high confidence" in remark for remark in record["remarks"])
    assert "high confidence" in result.html().decode()


@pytest.mark.parametrize("day", [DAY, "2026-11-27"])
def test_our_own_edition_is_accused_of_nothing(workspace: Workspace, tmp_path: Path, day: str) -> None:
    (edition,) = workspace.report("mx", tmp_path, day, ["md"])
    result = workspace.check(edition, day)
    assert len(result.audit.manuscript.notes) > 50 and len(result.audit.claims) > 300
    accused = [(c.text, c.verdict, c.reason) for c in result.audit.claims if c.verdict in
               ("contradicted", "inconsistent", "unsourced")]  # fmt: skip
    assert accused == []
    assert all(sum_.holds for c in result.audit.claims for sum_ in c.arithmetic)
    assert result.findings == ()


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_nor_is_the_edition_in_the_forms_that_readers_get(
    workspace: Workspace, tmp_path: Path, form: str
) -> None:
    (edition,) = workspace.report("mx", tmp_path, DAY, [form])
    result = workspace.check(edition, DAY)
    assert len(result.audit.claims) > 300
    accused = [
        (c.text, c.verdict, c.reason)
        for c in result.audit.claims
        if c.verdict in ("contradicted", "inconsistent")
    ]
    assert accused == []
