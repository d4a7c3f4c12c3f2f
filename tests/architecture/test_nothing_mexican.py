"""Mexican institutions are named in the pack and its sources only, and another country needs none of them.

Names of places are looked for in test_no_country_in_the_core.py.
"""

from __future__ import annotations

import re

import pytest

from almenara.analysis.context import Context
from almenara.analysis.figures import figures
from almenara.countries.gazetteer import Gazetteer
from almenara.model.period import Period
from almenara.workspace import Workspace
from tests.architecture.source_tree import shown
from tests.architecture.test_no_country_in_the_core import core_files
from tests.sources.made_places import workbook

INSTITUTIONS = re.compile(
    r"\b(?:SESNSP|CNSP|INEGI|CONAPO|SEGOB|SEDENA|SEMAR|SSPC|FGR|PGR|CENAPI|CNDH|PEMEX|RNPDNO|RNPED|INE|MORENA|"
    r"Secretariado Ejecutivo|Guardia Nacional|ENVIPE|CANACAR|ANERPV|AMIS)\b"
)


@pytest.mark.parametrize("path", list(core_files()), ids=shown)
def test_the_core_names_no_mexican_institution(path) -> None:
    found = [
        f"line {number}: {hit[0]}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (hit := INSTITUTIONS.search(line))
    ]
    assert found == [], f"{shown(path)}: move it to the country pack or its sources"


def test_the_search_would_find_an_institution() -> None:
    assert INSTITUTIONS.search("figures of the SESNSP, monthly")
    assert not INSTITUTIONS.search("a line of fine print")


def test_another_country_is_answered_without_the_mexican_pack(workspace: Workspace, tmp_path) -> None:
    (tmp_path / "homicidios.xlsx").write_bytes(workbook(total=4))
    workspace.ingest([tmp_path / "homicidios.xlsx"])
    whole = workspace.context("2030-01-01")
    packs = {"CO": whole.packs["CO"]}
    context = Context(whole.view, whole.definitions, Gazetteer(packs.values()), whole.specs, packs)
    country, state = context.gazetteer.find("Colombia"), context.gazetteer.find("Antioquia")
    assert [f.value for f in figures(context, "homicide", country, Period.parse("2019-01..2019-03"))] == [4]
    assert [f.value for f in figures(context, "homicide", state, Period.parse("2019-01"))] == [2]
