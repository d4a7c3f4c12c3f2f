"""The command groups: all, one, a place; decisions recorded and undone; names that ask which."""

from __future__ import annotations

import json

DAY = ("--as-of", "2018-11-02")


def test_all_groups_of_the_day_with_the_numbers_of_the_registry(console) -> None:
    done = console("groups", *DAY)
    assert done.returncode == 0, done.stderr
    record = json.loads(console("groups", *DAY, "--json").stdout)
    value = record["figures"]["groups"]["value"]
    assert done.stdout.startswith(f"{value:.0f} groups are known on 2018-11-02, with ")
    assert len(record["rows"]) == value and "contested: MX-TAM" in done.stdout


def test_a_group_with_its_lineage_leaders_relations_and_the_day_of_each(console) -> None:
    told = " ".join(console("groups", "CJNG", *DAY).stdout.split())
    for words in (
        "identity",
        "leaders",
        "presence",
        "relations",
        "present in Tamaulipas, 2018-07 [C3; La Jornada",
    ):
        assert words in told
    assert "2025" not in told  # nothing of later years
    later = " ".join(console("groups", "CJNG", "--as-of", "2025-12-31").stdout.split())
    assert "designated by US Department of State" in later


def test_the_groups_of_a_place(console) -> None:
    done = console("groups", "MX-TAM", *DAY)
    assert (
        "in Tamaulipas by 2018-11-02" in done.stdout
        and "Cártel del Noreste  (cartel-del-noreste)" in done.stdout
    )


def test_a_decision_is_recorded_listed_and_undone(console) -> None:
    who = ("--author", "A. Analyst", "--reason", "a paper uses both")
    assert console("groups", "same", "Zetas Vieja Escuela", "Nobody", *who).returncode == 2
    made = console("groups", "same", "Los Metros", "Los Rojos (Golfo)", *who, "--json")
    name = json.loads(made.stdout)["decision"]
    listed = {d["id"]: d for d in json.loads(console("groups", "decisions", "--json").stdout)}
    assert listed[name]["author"] == "A. Analyst" and not listed[name]["undone"]
    assert "Los Metros" in console("groups", "los-rojos-golfo").stdout
    assert console("groups", "undo", name[:8], *who).returncode == 0
    listed = {d["id"]: d for d in json.loads(console("groups", "decisions", "--json").stdout)}
    assert listed[name]["undone"]
    assert console("groups", "undo", name[:8], *who).returncode == 2


def test_what_cannot_be_drawn_is_told_after_the_files_that_were_written(console, tmp_path) -> None:
    table, drawn = tmp_path / "g.csv", tmp_path / "m.png"
    done = console("groups", "--as-of", "2010-09-02", "--map", str(drawn), "--csv", str(table))
    assert done.returncode == 4 and done.stdout.strip() == str(table)
    assert table.exists() and not drawn.exists() and "no map to draw" in " ".join(done.stderr.split())


def test_an_answer_on_a_place_cites_its_own_sources(console) -> None:
    told = console("groups", "MX-CHP", *DAY).stdout
    assert told.count("from ") == 1 and "from mx-groups.csv: 1 statement," in told


def test_what_is_not_understood_is_told(console) -> None:
    unknown = console("groups", "Los Zetaz", *DAY)
    assert unknown.returncode == 2 and "did you mean Los Zetas" in unknown.stderr
    assert "write: almenara groups same A B" in console("groups", "same", "CJNG").stderr
    assert "one group or place at a time" in console("groups", "CJNG", "Los", *DAY).stderr
