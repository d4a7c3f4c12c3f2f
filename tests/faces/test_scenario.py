"""scenario run, compare and check, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Console

BAD = "name: a\ncountry: mx\nchanges: [{mechanism: amnesty, factor: 1}]\n"


def test_check_on_a_new_machine(console: Console) -> None:
    done = console("scenario", "check", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert round(found["members_2022"]) == 173_837 and round(found["recruits_per_week"], 1) == 358.9
    assert found["within"] is True and len(found["policies"]) == 15
    cell = next(p for p in found["policies"] if p["policy"] == "arrests-doubled" and p["week"] == 260)
    assert (round(cell["members_change_pct"], 1), round(cell["deaths_change_pct"], 1)) == (5.9, 1.7)
    assert cell["target"]["deaths_change_pct"] == 1.7 and cell["within"] is True
    assert cell["reported"]["deaths_change_pct"] == 8.0
    told = console("scenario", "check").stdout
    assert "173,837 members" in told and "all within the tolerances" in told and "+6 / +8" in told


def test_run_prints_the_answer_its_assumptions_and_a_figure(console: Console, tmp_path: Path) -> None:
    done = console(
        "scenario", "run", "mx/arrests-doubled", "--as-of", "2018-11-02", "--draws", "40", "--out", "a.svg"
    )
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert (
        "Arrests doubled: incapacitation times 2 (1.5 to 2.5) from 2018-11-02, phased in over 12 months."
        in said
    )
    assert "assumed: 10 % of homicides and missing persons and 5 % of arrests are members" in said
    assert "fitted to 2012–2017" in said and "one of them alone misleads" in said
    assert "no places, no other crimes, no displacement" in said
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg") and "Arrests doubled" in drawn and "present course" in drawn


def test_compare_prints_the_difference(console: Console) -> None:
    done = console(
        "scenario", "compare", "mx/arrests-doubled", "mx/both", "--as-of", "2018-11-02", "--draws", "40"
    )
    assert done.returncode == 0, done.stderr
    assert '"Recruitment halved and arrests doubled" against "Arrests doubled"' in done.stdout
    assert "in 100 % of" in " ".join(done.stdout.split())


def test_a_bad_file_and_a_missing_one_are_told(console: Console, tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(BAD, encoding="utf-8")
    done = console("scenario", "run", "bad.yml", "--as-of", "2018-11-02")
    assert done.returncode == 3
    assert 'row 3, "changes, 1, mechanism": "amnesty" is not a mechanism of the model' in done.stderr
    missing = console("scenario", "run", "none.yml")
    assert missing.returncode == 2 and "none.yml does not exist" in missing.stderr
    (tmp_path / "latin.yml").write_bytes("name: reducción\n".encode("latin-1"))
    latin = console("scenario", "run", "latin.yml")
    assert latin.returncode == 3 and "latin.yml" in latin.stderr and "is not UTF-8" in latin.stderr


def test_a_figure_of_another_ending_is_refused(console: Console) -> None:
    done = console("scenario", "run", "mx/both", "--as-of", "2018-11-02", "--draws", "20", "--out", "a.gif")
    assert done.returncode == 2 and "neither .svg nor .png" in done.stderr


def test_spanish_is_told_throughout_and_another_language_refused(console: Console, tmp_path: Path) -> None:
    asked = ("mx/arrests-doubled", "--as-of", "2018-11-02", "--draws", "40", "--lang", "es", "--out", "a.svg")
    done = console("scenario", "run", *asked)
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "El doble de detenciones: detenciones por 2 (1.5 a 2.5) desde 2018-11-02, gradual" in said
    assert "frente al curso actual: integrantes" in said and "ajustado a 2012–2017" in said
    assert "téngase en cuenta: el modelo no conoce lugares" in said and "mind:" not in said
    assert "quedan fuera" in said and "are left out" not in said
    assert "El doble de detenciones" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    other = console("scenario", "run", "mx/both", "--lang", "fr")
    assert other.returncode == 2 and '"fr" is not a language of this command; use en or es' in other.stderr


def test_json_tells_evidence_once_and_in_full_on_request(console: Console) -> None:
    asked = ("scenario", "run", "mx/both", "--as-of", "2018-11-02", "--draws", "40", "--json")
    small, full = console(*asked).stdout, console(*asked, "--full").stdout
    assert len(small) < len(full) / 5 and len(small) < 500_000
    a, b = json.loads(small), json.loads(full)
    assert set(b) | {"evidence"} == set(a)
    one, other = a["figures"]["deaths_change"], b["figures"]["deaths_change"]
    assert set(one) == set(other) and one["value"] == other["value"]
    assert [a["evidence"][n] for n in one["evidence"]] == other["evidence"]
