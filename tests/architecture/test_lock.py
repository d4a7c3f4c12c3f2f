"""The lock files: every dependency exact and hashed, no address, and good for every Python we support."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source_tree import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]
PYTHONS = ["3.11", "3.13"]
each_lock = pytest.mark.parametrize("lock", LOCKS)


def locked(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a lock file with its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return [
        (Requirement(line.split(" --hash=")[0].strip()), re.findall(r"--hash=(\S+)", line))
        for line in lines
        if line
    ]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(lock: str) -> list[Requirement]:
    """What pyproject.toml asks the lock file to hold."""
    config = project()
    names = [*config["project"]["dependencies"], *config["dependency-groups"]["build"]]
    if "dev" in lock:
        names += config["dependency-groups"]["dev"]
    return [Requirement(name) for name in names]


@each_lock
def test_no_web_address_stands_in_a_lock_file(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\w+://|--(?:extra-)?index-url|--find-links|\bwww\.", text) == []


@each_lock
def test_every_requirement_is_exact_and_hashed(lock):
    for requirement, hashes in locked(lock):
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), f"{requirement} is not pinned"
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes), requirement.name


@each_lock
@pytest.mark.parametrize("python", PYTHONS)
def test_pyproject_is_answered_on_every_python(lock, python):
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    held: dict[str, str] = {}
    for requirement, _ in locked(lock):
        if requirement.marker is None or Marker(str(requirement.marker)).evaluate(environment):
            name = canonicalize_name(requirement.name)
            assert name not in held, f"{name} is locked twice for Python {python}"
            held[name] = str(requirement.specifier).removeprefix("==")
    for requirement in wanted(lock):
        version = held.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {lock}; run make lock"
        assert requirement.specifier.contains(version), (
            f"{lock} has {requirement.name} {version}: {requirement}"
        )


def test_the_tools_hold_the_same_versions_as_the_product():
    product = {r.name: r.specifier for r, _ in locked("requirements.lock") if r.marker is None}
    tools = {r.name: r.specifier for r, _ in locked("requirements-dev.lock") if r.marker is None}
    assert {name: tools.get(name) for name in product} == product


def test_the_base_asks_for_no_cluster():
    assert "pyspark" not in {r.name for r, _ in locked("requirements.lock")}
    assert [Requirement(r).name for r in project()["project"]["optional-dependencies"]["spark"]] == [
        "pyspark"
    ]
