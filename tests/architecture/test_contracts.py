"""Imports flow one way; .importlinter says which, import-linter counts."""

from __future__ import annotations

import re
from configparser import ConfigParser

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source_tree import PACKAGE, ROOT

CONTRACTS = ROOT / ".importlinter"


def test_every_contract_is_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(CONTRACTS), no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_part_of_the_package_has_a_layer():
    parser = ConfigParser()
    parser.read(CONTRACTS)
    layers = set(re.findall(r"\w+", parser["importlinter:contract:layers"]["layers"]))
    parts = {p.stem for p in PACKAGE.glob("*.py")} | {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert parts - {"__init__", "__main__"} == layers
