"""Published clusters of the scan statistic, as SaTScan 10.3.2 gives them on its sample data."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from almenara.workspace import Workspace
from tests.shared_data import shared

SATSCAN = "benchmarks/satscan"
LUNG = "benchmarks/penn-lung"


def scanned(name: str, case: str, **wanted):
    folder = shared(SATSCAN)
    files = {"controls": ".ctl", "population": ".pop"}
    named = {key: folder / f"{name}{files[key]}" for key in files if wanted.pop(key, False)}
    return Workspace.scan(folder / case, folder / f"{name}.geo", seed=1, **named, **wanted)


def rows(answer):
    """What is compared with the published table."""
    return [(set(c.locations), c.cases, round(c.expected, 2), c.llr) for c in answer.clusters]


def test_brain_cancer_by_county_age_sex_and_year() -> None:
    # Kulldorff, Athas, Feuer, Miller and Key 1998, data of 32 counties, 1973-1991; SaTScan user guide's example
    answer = scanned("nm", "nm.cas", population=True, scope="space-time")
    nine = "Torrance Bernalillo Valencia SantaFe Guadelupe Socorro Sandoval SanMiguel LosAlamos"
    assert [(" ".join(c.locations), c.cases, round(c.expected, 2)) for c in answer.clusters[:3]] == [
        (nine, 236, 176.22), ("Chaves", 16, 6.03), ("Curry Roosevelt", 13, 5.37),
    ]  # fmt: skip
    assert [c.llr for c in answer.clusters[:3]] == pytest.approx([10.979758, 5.684828, 3.884186], abs=1e-3)
    best, second, third = answer.clusters[:3]
    assert (best.start, best.end) == (date(1985, 1, 1), date(1989, 12, 31))
    assert (second.start, second.end) == (date(1988, 1, 1), date(1989, 12, 31))
    assert best.radius == pytest.approx(125.60, abs=0.01)
    assert third.radius == pytest.approx(41.28, abs=0.01)
    assert best.p == pytest.approx(0.014, abs=0.012)  # 999 replications: three standard errors
    assert second.p == pytest.approx(0.692, abs=0.06)


def test_fever_by_postal_code_and_day() -> None:
    # Kulldorff et al., PLoS Medicine 2 (2005) e59: the data of SaTScan's example
    answer = scanned(
        "NYCfever", "NYCfever.cas", model="permutation", scope="prospective", max_radius=3.0, max_time=7
    )
    nine = "11418 11415 11419 11435 11416 11421 11451 11375 11417"
    assert [(" ".join(c.locations), c.cases, round(c.expected, 2)) for c in answer.clusters[:3]] == [
        (nine, 4, 0.67), ("11372", 2, 0.16), ("10472", 2, 0.29),
    ]  # fmt: skip
    assert [c.llr for c in answer.clusters[:3]] == pytest.approx([3.845418, 3.164201, 2.137259], abs=1e-3)
    assert [c.start.day for c in answer.clusters[:3]] == [22, 24, 23]
    assert {c.end for c in answer.clusters} == {date(2001, 11, 24)}
    assert answer.clusters[0].radius == pytest.approx(2.90, abs=0.01)
    assert 0.1 < answer.clusters[0].p < 0.3  # SaTScan stopped after 207 replications at 0.242


def test_childhood_leukaemia_and_lymphoma_cases_and_controls() -> None:
    # Alexander, Cartwright, McKinney and Ricketts 1989: SaTScan's example of North Humberside
    answer = scanned("NHumberside", "NHumberside.cas", controls=True, model="bernoulli")
    assert [(" ".join(c.locations), c.cases, round(c.expected, 2)) for c in answer.clusters[:3]] == [
        ("170 173 172 169", 4, 1.22), ("18 19 14 26", 4, 1.22), ("130 134 135 118 115 124", 5, 1.83),
    ]  # fmt: skip
    assert [c.llr for c in answer.clusters[:3]] == pytest.approx([4.836516, 4.836516, 3.712697], abs=1e-3)
    assert answer.clusters[0].start is None
    # two clusters tie in ratio, and so do a quarter of the replications: 0.65 with ties, 0.41 without
    # (SaTScan, which stopped after 139 replications, prints 0.360)
    assert answer.clusters[0].p == pytest.approx(0.65, abs=0.06)


def lung_files(folder, strata: bool):
    """Case, population and coordinate files from the two tables."""
    with (shared(LUNG) / "penn_lung_strata.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    with (shared(LUNG) / "penn_centroids.csv").open(newline="") as file:
        places = [f"{r['county']} {r['y']} {r['x']}" for r in csv.DictReader(file)]
    groups = [f" {r['race']} {r['gender']} {r['age']}" if strata else "" for r in lines]
    texts = {
        "cas": [f"{r['county']} {r['cases']}{g}" for r, g in zip(lines, groups, strict=True)],
        "pop": [f"{r['county']} 2002 {r['population']}{g}" for r, g in zip(lines, groups, strict=True)],
        "geo": places,
    }
    for name, text in texts.items():
        (folder / f"penn.{name}").write_text("\n".join(text) + "\n")
    return folder / "penn.cas", folder / "penn.geo", folder / "penn.pop"


def test_lung_cancer_by_county_with_and_without_strata(tmp_path) -> None:
    # Data of 67 counties in 2002, R package SpatialEpi (Kim and Wakefield)
    cases, places, people = lung_files(tmp_path, strata=True)
    adjusted = Workspace.scan(cases, places, population=people, seed=1)
    west = {"washington", "greene", "allegheny", "beaver", "fayette", "westmoreland", "butler"}
    assert rows(adjusted)[:3] == [
        ({"delaware", "philadelphia"}, 1900, 1673.65, pytest.approx(17.662883, abs=1e-3)),
        (west, 2359, 2200.96, pytest.approx(7.098944, abs=1e-3)),
        ({"venango"}, 70, 51.14, pytest.approx(3.132003, abs=1e-3)),
    ]
    best, second = adjusted.clusters[:2]
    assert best.p == 0.001
    assert best.p_gumbel < 1e-4
    assert best.radius == pytest.approx(24.28, abs=0.01)
    assert second.p == pytest.approx(0.033, abs=0.02)
    cases, places, people = lung_files(tmp_path, strata=False)
    crude = Workspace.scan(cases, places, population=people, replications=0)
    assert rows(crude)[0][0] == west
    assert crude.clusters[0].llr == pytest.approx(36.5386, abs=1e-3)
