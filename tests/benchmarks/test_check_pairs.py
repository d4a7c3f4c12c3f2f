"""The texts in pairs are as their format says: one error each, no name twice."""

from __future__ import annotations

import pytest

from benchmarks.check.labels import AGAINST_EVIDENCE, REASONING
from benchmarks.check_pairs.texts import HERE, SETS, read_set

LANGUAGES = {"long": ["es"], "long_shut": ["en", "pt"]}


@pytest.mark.parametrize("name", SETS)
def test_each_set_has_its_texts_in_its_languages(name):
    found = read_set(name)
    assert sorted(found) == LANGUAGES.get(name, ["en", "es", "pt"])
    for pairs in found.values():
        assert all((pair.wrong is None) == name.startswith("right") for pair in pairs)
        assert all(pair.wrong is None or pair.wrong != pair.right for pair in pairs)


@pytest.mark.parametrize("name", ["open", "shut"])
def test_errors_have_the_names_that_the_labels_use(name):
    kinds = {pair.kind for pairs in read_set(name).values() for pair in pairs}
    assert kinds <= {*REASONING, *AGAINST_EVIDENCE}


def test_the_two_halves_share_no_text():
    halves = [
        {pair.right for pairs in read_set(name).values() for pair in pairs} for name in ("open", "shut")
    ]
    assert not halves[0] & halves[1]


@pytest.mark.parametrize("name", ["long", "long_shut"])
def test_of_a_long_text_one_place_is_wrong_at_a_time(name):
    for pairs in read_set(name).values():
        names = [pair.name for pair in pairs]
        assert all(f"{name[:-1]}1" in names for name in names)
        assert len({pair.right for pair in pairs}) == len({name.partition(".")[0] for name in names})
        assert len({(pair.right, pair.wrong) for pair in pairs}) == len(pairs)
        for pair in pairs:
            right, wrong = pair.differs.split(" | ")
            assert right in pair.right
            assert wrong in (pair.wrong or "")


def test_a_block_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "hard"
    folder.mkdir()
    (folder / "en.txt").write_text("### en01 2024-01-01 stale\nNo {{one|two}} and {{three|four}}.\n", "utf-8")
    monkeypatch.setattr("benchmarks.check_pairs.texts.HERE", tmp_path)
    with pytest.raises(ValueError, match=r"en\.txt: en01 has 2 places"):
        read_set("hard")
    (folder / "en.txt").write_text(
        "### en01 2024-01-01 mail\nNo {{one|two}} and {{three|four}}.\n%% 1: stale\n", "utf-8"
    )
    with pytest.raises(ValueError, match=r"en\.txt: en01 has 2 places .*, not 1"):
        read_set("hard")
    assert HERE.name == "check_pairs"
