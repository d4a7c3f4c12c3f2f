"""A store made anew from kept bytes answers from the same cells as the one they were kept in."""

from __future__ import annotations

from pathlib import Path

from almenara.collect.rebuild import rebuild
from almenara.evidence.store import Store
from almenara.evidence.view import View
from almenara.workspace import Workspace
from tests.sources.test_cited_figures import HEADER


def _standing(view: View) -> tuple[str, float | None]:
    (cell,) = view.cells("homicide", ["CO"])["policia-homicides-1990-2013", "CO"]
    return cell.document, cell.value


def test_of_one_batch_the_same_file_stands_again(workspace: Workspace, tmp_path: Path) -> None:
    # all of them tell the same cell on the same day, each its own value
    for number in range(6):
        row = (
            f"homicide,policia-homicides-1990-2013,{number},,,victims,CO,2013,2018-01-21,"
            f"A Daily,A title,https://a.example/{number},\n"
        )
        (tmp_path / f"figures-{number}.csv").write_text(HEADER + row, encoding="utf-8")
    workspace.ingest([tmp_path / f"figures-{number}.csv" for number in range(6)])
    view = workspace.context("2018-11-02").view
    for name in ("one", "two"):
        anew = Store.open(tmp_path / name)
        kept = [d.document for d in view.documents.values() if d.name.startswith("figures-")]
        rebuild(workspace.store, sorted(kept, reverse=name == "two"), anew, workspace.registry)
        assert _standing(anew.as_of(view.as_of)) == _standing(view)
