"""The population model of armed groups against its published and re-computed results.

R. Prieto-Curiel, G. M. Campedelli, A. Hope, "Reducing cartel recruitment is the only way to lower violence in Mexico",
Science 381 (6664), 1312-1316, 2023; parameters, ties and trends from the authors' public repository (2023-05-22). The
table of policies is that of an independent run of these equations with SciPy's LSODA.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest

from almenara.analysis.methods.casualty_fit import deaths, fit, weekly
from almenara.analysis.methods.group_population import network, run, start_sizes
from almenara.analysis.scenarios.ties import known_ties
from almenara.countries.pack import get_pack
from almenara.countries.population_model import load_population_model, load_ties
from almenara.workspace import Workspace
from tests.shared_data import shared

PACK = get_pack("mx")
MODEL = load_population_model(PACK)
assert MODEL is not None
TIES = load_ties(PACK, MODEL)
NETWORK = network(MODEL.groups, TIES.rivalries, TIES.allies)

CELLS = {  # change on week 520 of members and weekly deaths, percent, in weeks +260, +286 and +312
    "base": [(23.0, 36.3), (25.4, 40.4), (27.9, 44.7)],
    "recruitment-halved": [(-9.9, -25.8), (-10.7, -27.7), (-11.5, -29.5)],
    "arrests-doubled": [(5.9, 1.7), (6.6, 2.2), (7.3, 2.8)],
}
FIVE_YEARS = {
    "base": 37_919,
    "recruitment-halved": 27_760,
    "arrests-doubled": 32_430,
    "recruitment-zero": 20_836,
    "both": 23_635,
}
# national homicides and missing persons, 2012 to 2021, as the authors tabulate them
CASUALTIES = np.array([25967, 23063, 20013, 20763, 24560, 32082, 36687, 36662, 36773, 35625]) + np.array(
    [10760, 17614, 17887, 13442, 14630, 17335, 17123, 23272, 22943, 22470]
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("check") / "store")


def test_the_check_gives_every_cell_on_a_machine_without_files(workspace: Workspace) -> None:
    found = workspace.ask("scenario-check")
    assert found.facts["within"] is True
    assert found.facts["ties"] == {"kind": "published", "rivalries": 92}
    rows = {(r.facts["policy"], r.facts["week"]): r.figures for r in found.rows}
    for policy, cells in CELLS.items():
        for week, (members, died) in zip((260, 286, 312), cells, strict=True):
            assert rows[policy, week]["members_change"].value == pytest.approx(members, abs=0.1)
            assert rows[policy, week]["deaths_change"].value == pytest.approx(died, abs=0.1)
    for policy, total in FIVE_YEARS.items():
        assert rows[policy, 260]["deaths_sum"].value == pytest.approx(total, abs=1)
    assert found.figures["members"].value == pytest.approx(173_837, rel=0.001)
    assert found.figures["recruits_per_week"].value == pytest.approx(358.9, rel=0.001)
    assert found.figures["identity"].value < 1e-6


def test_the_size_scales_with_both_shares(workspace: Workspace) -> None:
    sizes = {k: f.value for k, f in workspace.ask("scenario-check").figures.items() if k.startswith("size_")}
    middle = sizes["size_as_is_as_is"]
    assert middle == pytest.approx(173_837, rel=0.001)
    assert sizes["size_low_low"] == pytest.approx(middle / 2, rel=0.001)
    assert sizes["size_high_high"] == pytest.approx(middle * 1.5, rel=0.001)
    assert min(sizes, key=sizes.get) == "size_low_low" and max(sizes, key=sizes.get) == "size_high_high"


def test_flows_of_the_decade() -> None:
    start = start_sizes(np.array([115_000.0]), 150)
    found = run(NETWORK, start, np.array(MODEL.parameters.row[:4])[:, None], np.arange(521.0))
    assert found.totals[-1, :, 0] == pytest.approx([186_629, 57_200, 48_069, 22_524], abs=1)
    assert found.flows[0, :, 0] == pytest.approx([290.7, 110, 67.2, 27.7], abs=0.05)
    assert found.flows[-1, :, 0] == pytest.approx([439.4, 110, 124.3, 64.1], abs=0.05)
    assert (found.totals[-1, 1] + found.totals[-1, 2]) / (115_000 + found.totals[-1, 0]) == pytest.approx(
        0.349, abs=5e-4
    )


def test_random_sizes_at_the_start_move_the_end_by_less_than_two_percent() -> None:
    """50 Poisson starts gave 172,400 to 175,100 members in the re-run."""
    start = start_sizes(np.full(50, 115_000.0), 150, np.random.default_rng(50))
    rates = np.repeat(np.array(MODEL.parameters.row[:4])[:, None], 50, axis=1)
    members = run(NETWORK, start, rates, np.array([0.0, 520.0])).members[-1]
    assert 171_500 < members.min() < members.max() < 176_000


def test_the_published_objective_gives_the_published_lethality_and_no_better_fit() -> None:
    """Recruitment and drop-out trade off: the objective is flat between them, and ours ends a little lower."""
    target = 0.10 * weekly(2012, CASUALTIES.astype(float))
    box = [np.array(p.row) for p in (MODEL.box.low, MODEL.box.high, MODEL.box.start)]
    found = fit(NETWORK, target, *box)
    published = deaths(NETWORK, np.array(MODEL.parameters.row)[:, None], np.arange(520.0))[:, 0]
    error = np.sqrt(((published - target) ** 2).mean())
    assert found.error <= error and found.error == pytest.approx(error, rel=0.002)
    assert found.parameters[[1, 2, 4]] == pytest.approx([110, 1.549231e-8, 115_000], rel=0.002)
    assert found.parameters[0] == pytest.approx(2.527e-3, rel=0.03)


def test_the_packs_table_and_the_authors_files_are_one_network(workspace: Workspace) -> None:
    folder = shared("groups/bacrim2020")
    workspace.ingest(sorted(folder.glob("*.csv")))
    held = known_ties(workspace.context(), PACK, MODEL)
    assert (held.kind, held.rivalries, held.alliances) == ("survey", 92, 91)
    assert (held.network.conflict() == NETWORK.conflict()).all()
    assert NETWORK.rivals.sum() == 2 * 179 and NETWORK.allies.sum() == 2 * 163
    found = workspace.ask("scenario-check")
    assert found.facts["within"] and found.facts["ties"]["kind"] == "survey"


def test_the_embedded_years_are_the_authors(workspace: Workspace) -> None:
    path = shared("groups/bacrim2020/Trends2012_2021.csv")
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for measure, column in (("missing-persons-by-year", "missings"), ("arrests", "arrests")):
            definition = "study-missing" if column == "missings" else "study-arrests"
            (figure,) = workspace.figures(measure, "mx", row["YEAR"], "2023-06-01", definition)
            assert figure.value == float(row[column])
