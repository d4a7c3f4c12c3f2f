"""Maps get the newest boundaries that were known and that have every state."""

from datetime import date
from pathlib import Path

import pytest

from almenara.analysis.boundaries import boundaries, state_shapes
from almenara.errors import NoEvidence
from almenara.workspace import Workspace
from tests.sources.made_places import collection, square


def states(workspace: Workspace, field: str, label: str, leave_out: int = 0) -> str:
    numbers = sorted(workspace.registry.packs["MX"].state_numbers["inegi"])[leave_out:]
    return collection(*[({field: n, label: n}, square(-100 + i / 2, 20, 0.4)) for i, n in enumerate(numbers)])


def keep(workspace: Workspace, tmp_path: Path, name: str, text: str, published: str) -> None:
    path = tmp_path / name
    path.write_text(text.replace('"name":"made"', '"name":"entidades_federativas"'), encoding="utf-8")
    workspace.ingest([path], published=published)


def test_the_newest_known_boundaries_of_all_states(workspace: Workspace, tmp_path: Path) -> None:
    keep(workspace, tmp_path, "old.geojson", states(workspace, "cvegeo", "nomgeo"), "2015-01-01")
    moved = states(workspace, "cvegeo", "nomgeo").replace("20.4", "20.3")
    keep(workspace, tmp_path, "new.geojson", moved, "2021-01-01")
    for day, name, top in (("2018-11-02", "old.geojson", 20.4), ("2022-01-01", "new.geojson", 20.3)):
        context = workspace.context(day)
        found = boundaries(context, context.packs["MX"])
        assert found.document is not None
        assert (found.document.name, found.document.published <= date.fromisoformat(day)) == (name, True)
        assert "INEGI" in found.document.attribution
        assert set(found.shapes) == {s.code for s in context.packs["MX"].states}
        assert found.shapes["MX-AGU"].bounds[3] == pytest.approx(top)


def test_a_drawing_of_hexagons_is_no_boundary(workspace: Workspace, tmp_path: Path) -> None:
    numbers = sorted(workspace.registry.packs["MX"].state_numbers["inegi"])
    path = tmp_path / "mx_hexgrid.geojson"
    path.write_text(collection(*[({"state_abbr": "AGS", "state_code": int(n)}, square(-100 + i / 2, 20, 0.4))
                                 for i, n in enumerate(numbers)]), encoding="utf-8")  # fmt: skip
    workspace.ingest([path], published="2018-01-01")
    context = workspace.context("2020-01-01")
    assert state_shapes(context, context.packs["MX"]) == {}


def test_a_country_without_boundaries_has_no_shapes(workspace: Workspace, tmp_path: Path) -> None:
    keep(workspace, tmp_path, "old.geojson", states(workspace, "cvegeo", "nomgeo"), "2015-01-01")
    context = workspace.context("2020-01-01")
    assert state_shapes(context, context.packs["CO"]) == {}
    with pytest.raises(NoEvidence):
        workspace.context("1900-01-01")
