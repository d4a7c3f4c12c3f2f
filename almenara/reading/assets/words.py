"""The words in which people write fields, types and kinds of assets; words.yml holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path

from almenara.errors import UsageError
from almenara.model.asset import ASSET_KINDS, ASSET_TYPES
from almenara.model.place import fold
from almenara.reading.spec import load_yaml

PLACE_FIELDS = ("lat", "lon", "coordinates", "geometry", "order")
"""Fields that say where an asset is; where the file has geometries of its own, no column is read for them."""
COLUMN_OPTION = "--column FIELD=COLUMN"
"""How a user says which column is meant."""


@lru_cache(maxsize=1)
def listed() -> dict[str, dict[str, list[str]]]:
    """Words by what they mean, the first one first: by `fields`, `types` and `kinds`."""
    raw: dict[str, dict[str, list[str]]] = load_yaml(
        Path(str(resources.files("almenara") / "reading" / "assets" / "words.yml"))
    )
    return raw


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """What each folded word means, by fields, types and kinds."""
    raw = listed()
    own: dict[str, Sequence[str]] = {
        "fields": list(raw["fields"]),
        "types": list(ASSET_TYPES),
        "kinds": ASSET_KINDS,
    }
    out: dict[str, dict[str, str]] = {}
    for part, meanings in raw.items():
        out[part] = {fold(meaning): meaning for meaning in own[part]}
        for meaning, words in meanings.items():
            out[part] |= {fold(word): meaning for word in words}
    return out


@lru_cache(maxsize=1)
def fields() -> tuple[str, ...]:
    """Every field of an asset that a file may state."""
    return tuple(dict.fromkeys(_words()["fields"].values()))


def columns_of(
    headers: Sequence[str], named: Mapping[str, Sequence[str]] | None = None, placed: bool = False
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Columns of each field, and those that no field is read from.

    named   columns by field, as the user gives them; several are joined to one text
    placed  whether the file has geometries of its own
    Of several columns that mean one field the first word of words.yml counts.
    Raises UsageError on a named field that is none, or a column that the file lacks.
    """
    out: dict[str, tuple[str, ...]] = {}
    for field, wanted in (named or {}).items():
        if field not in fields():
            raise UsageError(f'"{field}" is not a field of an asset; there are: {", ".join(fields())}')
        if missing := [column for column in wanted if column not in headers]:
            have = ", ".join(headers) or "none"
            raise UsageError(f'{COLUMN_OPTION}: there is no column "{missing[0]}"; there are: {have}')
        out[field] = tuple(wanted)
    by_word = {fold(header): header for header in reversed(headers)}
    for word, field in _words()["fields"].items():
        if word in by_word and field not in out and not (placed and field in PLACE_FIELDS):
            out[field] = (by_word[word],)
    used = {column for columns in out.values() for column in columns}
    return out, tuple(header for header in headers if header and header not in used)


def asset_type(text: str) -> str:
    """A key of ASSET_TYPES. Raises ValueError with the nearest words."""
    return _meant("types", text, "a type of asset", tuple(ASSET_TYPES))


def asset_kind(text: str) -> str:
    """One of ASSET_KINDS. Raises ValueError with the nearest words."""
    return _meant("kinds", text, "a kind of asset", ASSET_KINDS)


def _meant(part: str, text: str, what: str, every: Sequence[str]) -> str:
    words = _words()[part]
    folded = fold(text)
    if folded in words:
        return words[folded]
    near = get_close_matches(folded, words, n=3, cutoff=0.7)
    near += [word for word in words if word in folded.split()]
    meant = list(dict.fromkeys(words[word] for word in near))
    advice = f"did you mean {' or '.join(meant)}?" if meant else f"there are: {', '.join(every)}"
    raise ValueError(f'"{text}" is not {what}; {advice}')
