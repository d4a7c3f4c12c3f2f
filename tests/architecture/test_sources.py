"""Every source is a folder of metadata and a reader, with tests, and with hostile files."""

from __future__ import annotations

import ast
import re

import pytest

from almenara.reading.spec import all_specs, measures
from tests.architecture.source_tree import PACKAGE, ROOT, parsed

SOURCES = sorted(p.parent for p in (PACKAGE / "sources").glob("*/__init__.py"))
each_source = pytest.mark.parametrize("folder", SOURCES, ids=lambda p: p.name)


def text_about(source: str) -> str:
    """The text of all tests that name a source, with their file names."""
    texts = [f"{p.name}\n{p.read_text(encoding='utf-8')}" for p in (ROOT / "tests").rglob("test_*.py")
             if p.parent.name != "architecture"]  # fmt: skip
    return "\n".join(t for t in texts if re.search(rf"\b(?:test_)?{source}\b", t))


@each_source
def test_a_source_says_what_it_is_and_how_it_is_read(folder):
    assert (folder / "source.yml").exists()
    functions = {n.name for n in parsed(folder / "read.py").body if isinstance(n, ast.FunctionDef)}
    assert "read" in functions
    spec = all_specs()[folder.name]
    assert spec.title["en"].strip() and spec.publisher.name and spec.licence.name
    assert spec.reliability.grounds


@each_source
def test_a_source_has_no_class(folder):
    classes = [n.name for p in folder.glob("*.py") for n in parsed(p).body if isinstance(n, ast.ClassDef)
               if not any("dataclass" in ast.unparse(d) for d in n.decorator_list)]  # fmt: skip
    assert classes == []


@each_source
def test_a_source_is_tested_with_good_and_with_hostile_files(folder):
    text = text_about(folder.name)
    assert text, f"no test names {folder.name}"
    refused = any(word in text for word in ("BadInput", "refusal(", "faults_of("))
    assert refused, f"no test gives {folder.name} a file that it must refuse"
    assert any(word in text for word in ("faults", "match=", "told")), (
        f"no test reads what {folder.name} says about a bad file"
    )


@each_source
def test_a_sources_definitions_are_of_known_measures(folder):
    for definition in all_specs()[folder.name].own_definitions.values():
        assert set(definition.measures) <= set(measures()), definition.id
        assert definition.names["en"] and definition.rule["en"]


@each_source
def test_addresses_to_collect_from_are_on_the_sources_own_list(folder):
    collecting = all_specs()[folder.name].collect
    for address in collecting.addresses:
        host = re.match(r"https://([^/]+)/", address.url)
        assert host, f"{address.url} is not an https address"
        assert any(host[1] == a or a in address.url for a in collecting.allow), address.url
