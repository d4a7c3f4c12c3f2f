"""The errors' tree is drawn once, at the top of errors.py, and every one of them is documented."""

from __future__ import annotations

import re

from almenara import errors
from almenara.errors import AlmenaraError
from tests.architecture.source_tree import ROOT, modules, parsed, shown


def family(kind: type[AlmenaraError] = AlmenaraError, depth: int = 0):
    """Every error class with its depth in the tree, in the order of definition."""
    yield depth, kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from family(child, depth + 1)


def test_the_drawing_is_the_hierarchy():
    drawn = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"([│├└─\s]*)([A-Z]\w+)", line):
            drawn.append((len(found[1]) // 4, found[2]))
    drawn = [(depth, name) for depth, name in drawn if hasattr(errors, name)]
    assert drawn == [(depth, kind.__name__) for depth, kind in family()]


def test_every_error_is_defined_in_one_place():
    elsewhere = []
    ours = {kind.__name__ for _, kind in family()}
    for path in modules():
        if path.name == "errors.py":
            continue
        for node in parsed(path).body:
            bases = [getattr(b, "id", getattr(b, "attr", "")) for b in getattr(node, "bases", [])]
            if ours & set(bases):
                elsewhere.append(f"{shown(path)}: {node.name}")
    assert elsewhere == []


def test_exit_codes_tell_the_branches_apart():
    codes: dict[int, str] = {}
    for branch in AlmenaraError.__subclasses__():
        assert branch.exit_code not in codes, f"{branch.__name__} and {codes[branch.exit_code]}"
        codes[branch.exit_code] = branch.__name__
    assert min(codes) > 1
    assert all(400 <= kind.http_status < 600 for _, kind in family())


def test_every_error_is_documented_with_its_exit_code():
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    for _, kind in family():
        row = re.search(
            rf"^\|[^|]*`{kind.__name__}`[^|]*\| {kind.exit_code} \| {kind.http_status} \|", page, re.M
        )
        assert row, f"{kind.__name__} is not in docs/reference/errors.md; run make docs"
