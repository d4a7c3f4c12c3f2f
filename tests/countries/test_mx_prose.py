"""The prose of the Mexico pack: each file's window against what it cites, and both languages on its first day."""

import csv
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from almenara.countries.pack import get_pack
from almenara.model.period import Period
from almenara.product.config import load_config
from almenara.product.making import Making
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.reading.citing import known_by
from almenara.workspace import Workspace

PACK = get_pack("MX").folder
PROSE = PACK / "prose"
FILES = sorted(PROSE.glob("*/*.md"))
VALID = re.compile(r"<!-- valid: (\S*?)\.\.(\S*) -->")
WINDOW = re.compile(r"<!-- valid: (\d{4}-\d{2}-\d{2})\.\.")
FINDINGS = (
    "introduction", "hot-spots", "homicide", "groups", "drug-policy", "missing", "impunity", "kidnapping",
    "attacks", "spillover", "fuel", "cargo",
)  # fmt: skip


def first_days(name: str = "*") -> list[str]:
    """The days on which the windows of the pack's prose of that name open."""
    found = {WINDOW.match(path.read_text(encoding="utf-8")) for path in PROSE.glob(f"*/{name}.en.md")}
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
def test_prose_of_each_window_is_readable_on_its_first_day(fresh: Workspace, day: str) -> None:
    context, pack = fresh.context(day), get_pack("MX")
    config = load_config(pack.folder)
    for language in ("en", "es"):
        words = wording(language)
        press = Press(language, words["words"]["unknown"])
        making = Making(context, pack, config, language, words, press)
        said = {s.id: making.prose_blocks(s) for s in config.sections if "prose" in s.parts}
        assert said["introduction"]
        assert "style='unknown'" not in repr(said)


@pytest.mark.parametrize("day", first_days("judgements"))
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


def window(path: Path) -> tuple[date, date | None]:
    match = VALID.match(path.read_text(encoding="utf-8"))
    assert match and match[1], f"{path} does not say from which day it speaks"
    return Period.parse(match[1]).start, Period.parse(match[2]).end if match[2] else None


def cited(path: Path) -> set[str]:
    calls = re.findall(r"cite\(([^)]*)\)", path.read_text(encoding="utf-8"))
    return {name for call in calls for name in re.findall(r'"([^"]+)"', call)}


@pytest.fixture(scope="module")
def known() -> dict[str, date]:
    """The day on which each statement that the pack brings became known."""
    out = {}
    for name in ("context", "groups", "policy"):
        with (PACK / "statements" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            out |= {row["id"]: known_by(row["known"]) for row in csv.DictReader(file)}
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_what_a_file_cites_is_known_on_its_first_day(path: Path, known: dict[str, date]) -> None:
    first, _ = window(path)
    assert {name: known[name] for name in cited(path) if known[name] > first} == {}


def test_each_file_stands_in_both_languages_for_the_same_days_on_the_same_evidence() -> None:
    english = {(p.parent.name, p.name[: -len(".en.md")]): p for p in FILES if p.name.endswith(".en.md")}
    spanish = {(p.parent.name, p.name[: -len(".es.md")]): p for p in FILES if p.name.endswith(".es.md")}
    assert english.keys() == spanish.keys()
    for name, path in english.items():
        assert window(path) == window(spanish[name]), name
        assert cited(path) == cited(spanish[name]), name


def test_no_day_has_two_introductions() -> None:
    windows = sorted(window(p) for p in FILES if p.name == "introduction.en.md")
    for (_, last), (first, _) in pairwise(windows):
        assert last is not None and last < first


def test_the_prose_of_november_2018_ends_before_the_plan_of_the_14th() -> None:
    of_november = [p for p in FILES if p.parent.name in ("2018-11", "2018-11-02")]
    assert of_november
    assert {window(p)[1] for p in of_november} == {date(2018, 11, 13)}
