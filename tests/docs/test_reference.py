"""The reference is what the code says, and every page that a message names exists."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source_tree import PACKAGE, ROOT, TEXTS
from tools.make_reference import commands, stale

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "benchmarks" / "README.md"])


def test_the_reference_is_up_to_date():
    assert stale() == [], "run make docs"


def test_every_command_is_named_in_the_readme_or_a_guide():
    guides = [p for p in PAGES if "reference" not in p.parts]
    text = "\n".join(p.read_text(encoding="utf-8") for p in guides)
    missing = [name for name, command in commands() if name != "almenara" and name not in text]
    assert missing == []


def test_pages_that_messages_point_to_exist():
    named = set()
    for path in PACKAGE.rglob("*"):
        if path.suffix in TEXTS:
            named |= set(re.findall(r"docs/[\w/-]+\.md", path.read_text(encoding="utf-8")))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(page) -> set[str]:
    """Names of a page's headings as links use them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


def test_every_decision_is_listed_and_complete():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "index.md").read_text(encoding="utf-8")
    for page in folder.glob("0*.md"):
        text = page.read_text(encoding="utf-8")
        assert page.name in index
        for part in ("Status", "Context", "Decision", "What we gave up", "What would change our mind"):
            assert f"**{part}.**" in text, f"{page.name} has no {part}"


def test_commands_and_options_that_pages_name_exist():
    """Every `almenara …` of a page or a message is one that can be typed."""
    known = {name.removeprefix("almenara "): command for name, command in commands()}
    wrong = []
    pages = [p for p in (ROOT / "docs").rglob("*.md") if p.name != "cli.md"]
    for path in (*ROOT.glob("*.md"), *pages, *(ROOT / "almenara").rglob("*.py")):
        for said in re.findall(r"(?:`|\$ )almenara ([a-z][^`\n|&]*)", path.read_text("utf-8")):
            words = said.split()
            two = " ".join(words[:2])
            command = known.get(two) or known.get(words[0])
            options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} if command else set()
            unknown = [o for o in re.findall(r"(?<![\w-])--[a-z-]+", said) if o not in options | {"--help"}]
            if command is None or unknown:
                wrong.append(f"{path.relative_to(ROOT)}: almenara {said}: {unknown or 'no such command'}")
    assert wrong == []
