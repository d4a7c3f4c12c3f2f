"""population_model.yml and armed_network.csv: what is wrong with them is told by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from almenara.countries.pack import Pack, get_pack
from almenara.countries.population_model import load_population_model, load_ties
from almenara.errors import BadInput


def pack_with(folder: Path, model: str | None = None, ties: str | None = None) -> Pack:
    real = get_pack("mx")
    text = (real.folder / "population_model.yml").read_text(encoding="utf-8")
    (folder / "population_model.yml").write_text(text if model is None else model, encoding="utf-8")
    (folder / "armed_network.csv").write_text(ties or "rank,allies,rivals\n1,2,2:3\n", encoding="utf-8")
    return replace(real, folder=folder)


def test_the_table_of_ties_is_read_by_rank(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, ties="rank,allies,rivals\n1,5,2:3;4:1\n2,7,\n")
    model = load_population_model(pack)
    assert model is not None
    ties = load_ties(pack, model)
    assert ties.rivalries == [(0, 1, 3.0), (0, 3, 1.0)]
    assert ties.allies[:3] == [5.0, 7.0, 0.0] and len(ties.allies) == model.groups


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1,2,200:3", "row 2: 200 is not a rank from 1 to 150"),
        ("1,2,1:3", "row 2: the tie 1:3 stands twice, or is of a group with itself"),
        ("1,2,2:3;2:4", "row 2: the tie 2:4 stands twice"),
        ("x,2,2:3", "row 2: invalid literal"),
        ("1,many,", "row 2: could not convert"),
    ],
)
def test_a_wrong_tie_is_told_by_its_row(tmp_path: Path, rows: str, told: str) -> None:
    pack = pack_with(tmp_path, ties=f"rank,allies,rivals\n{rows}\n")
    model = load_population_model(pack)
    assert model is not None
    with pytest.raises(BadInput) as error:
        load_ties(pack, model)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("groups: 150", "groups: 1", '"groups": Input should be greater than 1'),
        ("origin: 2012-01-01", "begin: 2012-01-01", '"origin": Field required'),
        (
            "casualties: 0.10",
            "casualties: 1.5",
            '"shares.casualties": Input should be less than or equal to 1',
        ),
        ("policy: base, week: 260", "policy: none, week: 260", "check.targets names none"),
        ("start: {recruitment: 2.68e-3", "start: {recruitment: 9.0e-3", "box has a start outside it"),
    ],
)
def test_a_wrong_field_is_told_by_its_name(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (get_pack("mx").folder / "population_model.yml").read_text(encoding="utf-8")
    with pytest.raises(BadInput) as error:
        load_population_model(pack_with(tmp_path, text.replace(old, new)))
    assert told in str(error.value)


def test_a_country_may_have_none() -> None:
    assert load_population_model(get_pack("co")) is None
