"""The prose of the Mexico pack, on the first day for which each file speaks and in both languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from almenara.workspace import Workspace

PROSE = Path(__file__).parents[2] / "almenara" / "countries" / "mx" / "prose"
WINDOW = re.compile(r"<!-- valid: (\d{4}-\d{2}-\d{2})\.\.")
FINDINGS = (
    "introduction", "hot-spots", "homicide", "groups", "drug-policy", "missing", "impunity", "kidnapping",
    "attacks", "spillover", "fuel", "cargo",
)  # fmt: skip


def first_days() -> list[str]:
    """The day on which each window of the pack's prose opens."""
    found = {WINDOW.match(path.read_text(encoding="utf-8")) for path in PROSE.glob("*/*.md")}
    return sorted({match[1] for match in found if match})


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store that holds nothing but what the package brings."""
    return Workspace.open(Path(tmp_path_factory.mktemp("fresh")) / "store")


def edition(fresh: Workspace, folder: Path, day: str, language: str) -> dict[str, Any]:
    (path,) = fresh.report("mx", folder, day, ["json"], language=language)
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_every_file_says_for_which_days_it_speaks_and_stands_in_both_languages() -> None:
    files = {path.relative_to(PROSE).as_posix() for path in PROSE.glob("*/*.md")}
    assert all(WINDOW.match((PROSE / name).read_text(encoding="utf-8")) for name in files)
    assert {n.replace(".en.md", "") for n in files if n.endswith(".en.md")} == {
        n.replace(".es.md", "") for n in files if n.endswith(".es.md")
    }


@pytest.mark.parametrize("day", first_days())
def test_prose_rests_on_what_was_known_on_its_first_day(fresh: Workspace, tmp_path: Path, day: str) -> None:
    said = {}
    for language in ("en", "es"):
        made = edition(fresh, tmp_path, day, language)
        known = {f["known"] for f in made["figures"] if f["known"]}
        assert known and max(known) <= day
        prose = [b for s in made["sections"] for b in s["blocks"] if b["kind"] in {"paragraph", "judgement"}]
        assert not [b for b in prose if '"style": "unknown"' in json.dumps(b)]
        said[language] = sorted(
            json.dumps([f["measure"], f["definition"], f["place"], f["period"], f["value"]])
            for f in made["figures"]
        )
    assert said["en"] == said["es"]


def test_report_of_november_2026_has_prose_in_every_finding_and_six_judgements(
    fresh: Workspace, tmp_path: Path
) -> None:
    sections = {s["id"]: s["blocks"] for s in edition(fresh, tmp_path, "2026-11-25", "en")["sections"]}
    assert [
        name for name in FINDINGS if not any(b["kind"] == "paragraph" for b in sections.get(name, []))
    ] == []
    assert sum(b["kind"] == "judgement" for b in sections["judgements"]) == 6
