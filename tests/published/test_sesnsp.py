"""Published figures of the Mexican prosecutors, as they were known on the day, from the real files.

Sources of the values: SESNSP, Incidencia delictiva del fuero común, editions of the days named, and
elcri.men's copies of them of 2017-2018; for 2018-2019 also the table of 15 figures of the time that was
compiled from the press. The store holds the publishers' files only, without the embedded figures, so that
each value comes from its own cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from almenara.collect.registry import Registry
from almenara.evidence.store import Store
from almenara.model.figure import Figure
from almenara.workspace import Settings, Workspace
from tests.shared_data import shared

pytestmark = pytest.mark.shared
VICTIMS_2019 = "Estatal-Victimas - noviembre 2019.xlsx"
FILES_2019, FILES_2021 = "Estatal Delitos - marzo 2019.xlsx", "Estatal-Delitos-2015-2021_feb2021.xlsx"
SERIES_2023 = "timeseries_victimas_2023-08-24.csv.gz"
NEW, OLD, FILES, OLD_FILES = "sesnsp-victims", "sesnsp-victims-old", "sesnsp-files", "sesnsp-files-old"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A store with every file of the prosecutors' folder."""
    folder: Path = shared("mexico/sesnsp")
    root = tmp_path_factory.mktemp("prosecutors") / "store"
    workspace = Workspace(Settings(root), Store.open(root), Registry.load())
    taken = workspace.ingest([folder])
    assert not [t for t in taken if t.skipped]
    yield workspace


def figure(
    workspace: Workspace, measure: str, definition: str, place: str, period: str, as_of: str
) -> Figure:
    found = [f for f in workspace.figures(measure, place, period, as_of) if f.definition == definition]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("measure", "definition", "period", "as_of", "value", "unit", "file"),
    [
        ("homicide", OLD, "2017", "2018-11-02", 29_168, "victims", "table-inegi-sesnsp_2018-02-21.csv"),
        ("homicide", NEW, "2017", "2018-11-02", 28_734, "victims", "table-inegi-sesnsp_2018-02-21.csv"),
        ("homicide", NEW, "2017", "2019-12-31", 28_871, "victims", VICTIMS_2019),
        ("homicide", NEW, "2018-01..2018-05", "2019-12-31", 13_515, "victims", VICTIMS_2019),
        ("homicide", NEW, "2018-01..2018-05", "2023-12-31", 13_510, "victims", SERIES_2023),
        ("homicide", OLD_FILES, "2017", "2018-11-02", 25_339, "case files", "sesnsp_2018-02-21.csv"),
        ("homicide", FILES, "2017", "2018-11-02", 24_906, "case files", "table-inegi-sesnsp_2018-02-21.csv"),
        ("homicide", FILES, "2017", "2019-12-31", 25_035, "case files", FILES_2019),
        ("homicide", FILES, "2018-01..2018-05", "2019-12-31", 11_539, "case files", FILES_2019),
        ("homicide-and-femicide", NEW, "2017", "2018-02-19", 29_430, "victims", "states_2018-02-19.json.gz"),
        ("homicide-and-femicide", NEW, "2017", "2018-11-02", 29_425, "victims", "2018-07-21.json.gz"),
        ("cargo-theft", FILES, "2018-Q1", "2019-12-31", 2_945, "case files", FILES_2019),
        ("cargo-theft", FILES, "2018-Q1", "2021-12-31", 3_224, "case files", FILES_2021),
        ("cargo-theft", FILES, "2017", "2019-12-31", 11_439, "case files", FILES_2019),
        ("cargo-theft", FILES, "2017", "2021-12-31", 12_031, "case files", FILES_2021),
        ("cargo-theft", FILES, "2018", "2023-12-31", 13_068, "case files", "estatal_2023-08-24.csv.gz"),
        ("kidnapping", NEW, "2017", "2018-07-21", 1_390, "victims", "states_2018-07-21.json.gz"),
        ("kidnapping", NEW, "2018-H1", "2018-07-21", 561, "victims", "states_2018-07-21.json.gz"),
        ("extortion", NEW, "2017", "2018-07-21", 5_780, "victims", "states_2018-07-21.json.gz"),
        ("extortion", NEW, "2017", "2019-12-31", 5_947, "victims", VICTIMS_2019),
        ("extortion", NEW, "2017", "2023-12-31", 6_278, "victims", SERIES_2023),
        ("homicide", NEW, "2019-07", "2019-12-31", 2_962, "victims", VICTIMS_2019),
        ("homicide", NEW, "2019-07", "2020-01-31", 2_966, "victims", "IDVFC_NM_dic19-2019-UTF-8.csv.gz"),
        ("homicide", NEW, "2019-06", "2020-01-31", 2_993, "victims", "IDVFC_NM_dic19-2019-UTF-8.csv.gz"),
    ],
)  # fmt: skip
def test_a_published_national_figure_comes_out_with_its_file(
    held: Workspace, measure: str, definition: str, period: str, as_of: str, value: int, unit: str, file: str
) -> None:
    found = figure(held, measure, definition, "MX", period, as_of)
    assert (found.value, found.unit) == (value, unit)
    assert len(found.evidence) == 1
    evidence = found.evidence[0]
    assert evidence.file.endswith(file)
    assert "row" in evidence.locator and "column" in evidence.locator
    assert str(evidence.published) <= as_of


def test_the_publishers_unknown_months_stay_unknown(held: Workspace) -> None:
    """Oaxaca, January 2015: elcri.men left the sum open in its snapshots of 2018 (femicides not reported)."""
    month = figure(held, "homicide-and-femicide", NEW, "MX-OAX", "2015-01", "2018-11-02")
    year = figure(held, "homicide-and-femicide", NEW, "MX-OAX", "2015", "2018-11-02")
    assert (month.status, month.value) == ("unknown", None)
    assert (year.status, year.value) == ("unknown", None)


def test_a_total_that_the_publisher_printed_stands_where_the_sum_of_months_is_open(held: Workspace) -> None:
    """2015: the later snapshots leave months open; the comparison table of 2018-02-21 prints 18,309."""
    year = figure(held, "homicide-and-femicide", NEW, "MX", "2015", "2018-11-02")
    assert (year.value, year.method) == (18_309, "as published")
    assert year.evidence[0].file == "table-inegi-sesnsp_2018-02-21.csv"


def test_months_that_were_not_published_have_no_figure(held: Workspace) -> None:
    later = [f for f in held.figures("homicide", "MX", "2023-07", "2023-12-31") if f.definition == NEW]
    assert [f.value for f in later] == [2_462]
    assert not [
        f for f in held.context("2023-12-31").view.cells("homicide", ["MX"]).get((NEW, "MX"), [])
        if str(f.end) > "2023-07-31"
    ]  # fmt: skip


def test_a_municipal_table_of_late_is_no_knowledge_of_its_period(held: Workspace) -> None:
    """Celaya 2021 stands in a copy cut from the edition of December 2025 (data to November 2025)."""
    found = figure(held, "homicide", FILES, "Celaya, Guanajuato", "2021", "2025-12-31")
    assert (found.value, str(found.known)) == (407, "2025-12-20")
    assert not held.context("2025-12-19").view.cells("homicide", ["MX-11007"])


def test_the_registry_of_2026_stands_beside_its_bridge_and_apart_from_attempts(held: Workspace) -> None:
    """SESNSP, registry RNID, January 2026: attempts go back to 'other' only in the bridged rows."""
    month = "2026-01"
    by = {f.definition: f.value for f in held.figures("homicide", "MX", month, "2026-03-01")}
    assert by == {"sesnsp-files-rnid": 1_369, "sesnsp-files-bridged": 1_369}
    attempts = figure(
        held, "attempted-homicide", "sesnsp-files-rnid-attempts", "MX", month, "2026-03-01"
    ).value
    femicide = figure(
        held, "attempted-femicide", "sesnsp-files-rnid-attempts", "MX", month, "2026-03-01"
    ).value
    other = {f.definition: f.value for f in held.figures("other-against-life", "MX", month, "2026-03-01")}
    assert attempts is not None and femicide is not None
    raw = other["sesnsp-files-rnid-reclassified"]
    assert raw is not None and other["sesnsp-files-bridged"] == raw + attempts + femicide == 964


def test_both_ways_of_cargo_theft_add_up(held: Workspace) -> None:
    context = held.context("2024-03-20")
    whole = figure(held, "cargo-theft", FILES, "MX-PUE", "2023-06", "2024-03-20").value
    parts = [
        cell.value or 0
        for way in ("violence=with;", "violence=without;")
        for cell in context.view.cells("cargo-theft", ["MX-PUE"], breakdown=way)[FILES, "MX-PUE"]
        if str(cell.start) == "2023-06-01"
    ]
    assert len(parts) == 2 and sum(parts) == whole
