"""The command check: what it prints and writes, its exit codes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from almenara.workspace import Workspace
from tests.faces import in_process

BRIEF = """Violence in Mexico: a brief

Published: 2 November 2018

In Mexico, 29,168 people were victims of intentional homicide in 2017. Of the 116 cases, 81 were in the north,
25 in the centre and 10 in the south. See page 12.
"""
WRONG = BRIEF.replace("116 cases", "126 cases")
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the embedded figures, which no test here changes."""
    folder = tmp_path_factory.mktemp("check") / "store"
    Workspace.open(folder)
    return folder


@pytest.fixture
def check(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Runs the command in this process, from a folder with the two briefs; exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.txt").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")

    def run(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
        return in_process.run(monkeypatch, capsys, "check", *words, "--store", store, stdin=stdin)

    return run


def test_claims_sums_what_was_left_out_and_the_paragraph_are_printed(check: Check) -> None:
    code, out, err = check("brief.txt", "--as-of", "2018-11-02")
    assert (code, err) == (0, "")
    said = " ".join(out.split())
    assert "brief.txt · text, en · written on 2018-11-02" in said and "held against 2018-11-02" in said
    assert "81 + 25 + 10 = 116: holds" in said
    assert "Left out, as they claim nothing:" in said
    assert "Held against what was known on 2 November 2018; the text is of 2 November 2018." in said
    assert max(len(line) for line in out.splitlines()) <= 110


def test_json_and_both_files_may_be_asked_for_together(check: Check, tmp_path: Path) -> None:
    code, out, _ = check(
        "brief.txt", "--json", "--html", "a.html", "--docx", "a.docx", "--as-of", "2018-11-02"
    )
    assert code == 0
    made = json.loads(out)
    assert (made["published"], made["as_of"]) == ("2018-11-02", "2018-11-02")
    first = next(c for c in made["claims"] if c["value"] == 29168)
    assert (first["measure"], first["place"], first["period"]) == ("homicide", "MX", "2017")
    assert first["evidence"] and first["verdict"].startswith("supported")
    assert b"29,168" in (tmp_path / "a.html").read_bytes()
    assert len(list(Document(str(tmp_path / "a.docx")).comments)) == len(made["claims"])


def test_files_written_are_named_above_the_paragraph(check: Check) -> None:
    code, out, _ = check("brief.txt", "--html", "a.html", "--docx", "a.docx", "--as-of", "2018-11-02")
    assert code == 0 and len(out.splitlines()) < 9
    assert out.splitlines()[:2] == ["a.html", "a.docx"]
    assert out.splitlines()[2].startswith("Of ")


def test_what_is_not_sure_of_a_file_is_said_beside_what_was_written(check: Check) -> None:
    text = BRIEF.replace("Published: 2 November 2018", "11/2/2018").encode()
    _, out, _ = check("-", "--html", "a.html", "--as-of", "2018-11-02", stdin=text)
    assert "mind: " in out and "month first" in out


def test_strict_fails_where_a_sum_does_not_come_out(check: Check) -> None:
    assert check("brief.txt", "--strict", "--as-of", "2018-11-02")[0] == 0
    assert check("wrong.txt", "--as-of", "2018-11-02")[0] == 0
    code, out, _ = check("wrong.txt", "--strict", "--as-of", "2018-11-02")
    assert code == 1 and "≠" in out


def test_standard_input_and_a_day_given(check: Check) -> None:
    text = BRIEF.replace("Published: 2 November 2018\n\n", "").encode()
    code, out, _ = check("-", "--published", "2018-11-02", "--json", "--as-of", "2018-12-01", stdin=text)
    made = json.loads(out)
    assert (code, made["name"], made["published"], made["dated_by"]) == (0, "-", "2018-11-02", "option")
    _, out, _ = check("-", "--as-of", "2018-12-01", stdin=text)
    assert out.startswith("Standard input · ") and "undated, taken as of 2018-12-01" in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.txt",), 2, "none.txt"),
        (("brief.txt", "--lang", "fr"), 2, "fr"),
        (("brief.txt", "--html", "brief.txt"), 2, "--html brief.txt is the file that is checked; name another"),
        (("brief.txt", "--docx", "no/where.docx"), 2, "--docx no/where.docx cannot be written"),
        (("brief.txt", "--published", "2018"), 2, "2018"),
        (("-",), 3, "is empty"),
    ],
)  # fmt: skip
def test_what_it_refuses_is_told_in_one_line(
    check: Check, words: tuple[str, ...], code: int, said: str
) -> None:
    ended, out, err = check(*words)
    assert (ended, out) == (code, "") and said in err and "Traceback" not in err
