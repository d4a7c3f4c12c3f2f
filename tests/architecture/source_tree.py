"""The package's own files, for the tests that look at how it is built."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "almenara"
TEXTS = {".py", ".yml", ".csv", ".md", ".html", ".css", ".js", ".typ", ".jinja", ".j2", ".json", ".txt"}


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    """A file's path as the messages name it."""
    return path.relative_to(ROOT).as_posix()
