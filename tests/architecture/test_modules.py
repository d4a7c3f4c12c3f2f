"""Habits that every module keeps: its size, its name, its manners at import, its docstrings."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source_tree import PACKAGE, modules, parsed, shown

LIMIT = 400
LONGER: dict[str, str] = {
    "almenara/workspace/door.py": "the one door: a few lines for each thing a user does"
}
"""Modules over LIMIT lines, each with its reason. 500 is the end of it."""
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "tools", "runtime"}
BROAD = {"Exception", "BaseException"}

each_module = pytest.mark.parametrize("path", modules(), ids=shown)


@each_module
def test_a_module_is_of_a_size_one_can_hold_in_mind(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (500 if shown(path) in LONGER else LIMIT), f"{shown(path)} has {lines} lines; split it"


def test_no_exception_to_the_size_outlives_its_reason():
    sizes = {shown(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    assert [name for name in LONGER if sizes.get(name, 0) <= LIMIT] == []


@each_module
def test_a_name_says_what_is_inside(path):
    assert path.stem not in NAMELESS
    assert path.parent.name not in NAMELESS


@each_module
def test_a_module_says_what_it_is_for(path):
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(parsed(path)), f"{shown(path)} has no docstring"


def _runs_at_import(tree: ast.Module):
    """Nodes that are evaluated when the module is imported: all but bodies of functions."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


WRITES_OR_ASKS = {
    *("environ", "getenv", "open", "mkdir", "makedirs", "write_text", "write_bytes", "touch", "unlink"),
    *("read_text", "read_bytes", "urlopen", "basicConfig", "getLogger"),
}


@each_module
def test_importing_reads_no_environment_and_touches_no_file(path):
    found = []
    for node in _runs_at_import(parsed(path)):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in WRITES_OR_ASKS:
            found.append(f"line {node.lineno}: {name}")
    assert found == []


@each_module
def test_no_error_is_swallowed_by_a_broad_except(path):
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else BROAD
            raises = any(isinstance(n, ast.Raise) for n in ast.walk(node))
            if caught & BROAD and not raises:
                found.append(node.lineno)
    assert found == [], f"{shown(path)} catches everything on lines {found}"


@each_module
def test_public_functions_and_classes_are_explained(path):
    found = []
    for node in parsed(path).body:
        inside = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else []
        for item in (node, *inside):
            if not isinstance(item, ast.FunctionDef | ast.ClassDef) or item.name.startswith("_"):
                continue
            marks = {getattr(d, "attr", getattr(d, "id", "")) for d in item.decorator_list}
            if not ast.get_docstring(item) and not marks & {"override", "setter"}:
                found.append(f"line {item.lineno}: {item.name}")
    assert found == []


@each_module
def test_nothing_is_left_for_later(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", text) == []


def test_every_folder_with_modules_is_a_package():
    folders = {p.parent for p in modules()}
    assert [shown(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []
    assert (PACKAGE / "py.typed").exists()
