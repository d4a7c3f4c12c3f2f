"""The examples in the docs are run, page by page, each page from an empty folder with a new store.

A block after the line `<!-- run -->` is run. In a console block every `$ almenara …` line is a
command that must succeed (`# exits 4` after it: must end so), and the lines below it must come out
in that order; a line `…` stands for anything. A CSV, YAML or Markdown block names itself in its first
line and is written to that file without it; after `<!-- run: NAME -->` it is written as it stands.
A Python block is run as a program. Blocks of one page share a folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT

BLOCK = re.compile(r"^<!-- run(?:: (\S+))? -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [
    p
    for p in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if BLOCK.search(p.read_text("utf-8"))
]


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """Run a program in the page's folder; exit code, and what it printed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ALMENARA_")}
    environment |= {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def squeezed(text: str) -> str:
    """A line with its spaces made one."""
    return " ".join(text.split())


def steps(block: str):
    """Commands of a console block, each with its exit code and the lines that must come out."""
    command, expected = "", []
    for line in [*block.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command:
                words, _, code = command.partition("# exits ")
                yield words.strip(), int(code or 0), expected
            command, expected = line[2:], []
        elif line.strip() not in ("", "…"):
            expected.append(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_examples_of_a_page_do_what_they_show(page, tmp_path):
    for named, language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            code, said = run([sys.executable, "-W", "error", "-c", block], tmp_path)
            assert code == 0, f"{block}\n{said}"
            continue
        if language in ("csv", "yaml", "markdown"):
            first = re.match(r"(?:#|<!--) (\S+)", block)
            assert named or first, f"the first line of a file must name it:\n{block}"
            written = tmp_path / (named or first[1])
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(block if named else block.split("\n", 1)[1], encoding="utf-8")
            continue
        for command, exits, expected in steps(block):
            words = shlex.split(command)
            assert words[0] == "almenara", f"only almenara's own commands are run, not {command}"
            code, said = run([sys.executable, "-m", "almenara.faces.cli", *words[1:]], tmp_path)
            assert code == exits, f"$ {command}\n{said}"
            lines = iter(squeezed(line) for line in said.splitlines())
            for line in expected:
                assert any(squeezed(line) == printed for printed in lines), (
                    f"$ {command}: no line\n{line}\nin\n{said}"
                )


def test_there_are_examples():
    assert ROOT / "README.md" in PAGES
    assert ROOT / "docs" / "tutorial.md" in PAGES
