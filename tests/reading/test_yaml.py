"""YAML files that people write: a key that stands twice is a slip, and is told."""

from pathlib import Path

import pytest

from almenara.errors import BadInput
from almenara.reading.spec import load_yaml


def test_a_key_given_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "report.yml"
    path.write_text("columns:\n  expected: Expected\n  other: 1\n  expected: again\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r'(?s)report\.yml.*"expected" stands twice.*line 2'):
        load_yaml(path)


def test_the_same_key_in_two_mappings_and_a_merge_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "report.yml"
    path.write_text("a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n", encoding="utf-8")
    assert load_yaml(path) == {"a": {"x": 1}, "b": {"x": 2}}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"since: 2018-13-45", "holds a value that is none of its kind: month must be in 1..12"),
        (b"n: " + b"1" * 5_000, "holds a value that is none of its kind"),
        (b"n: !!int x", "holds a value that is none of its kind"),
        (b"n: !!bool 3", "holds a value that is none of its kind"),
        (b"n: !!timestamp x", "holds a value that is none of its kind"),
        (b"n: !!python/object:os.system x", "could not determine a constructor"),
        (b"[" * 100_000, "exceeded maximum nesting depth"),
        (b"name: \xff", "is not UTF-8 text"),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_told(tmp_path: Path, written: bytes, told: str) -> None:
    path = tmp_path / "rules.yml"
    path.write_bytes(written)
    with pytest.raises(BadInput) as refused:
        load_yaml(path)
    assert told in str(refused.value)
