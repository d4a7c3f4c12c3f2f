"""Countries as publishers name them in English, and their ISO 3166-1 codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from almenara.model.place import fold
from almenara.reading.spec import load_yaml

_SMALL = {"the", "and"}


def _key(name: str) -> str:
    words = ("saint" if word == "st" else word for word in fold(name).split())
    return " ".join(word for word in words if word not in _SMALL)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    from babel import Locale

    out = {
        _key(name): (code,)
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha()
    }
    own = load_yaml(Path(str(resources.files("almenara") / "reading" / "country_names.yml")))
    return out | {_key(name): _codes(codes) for name, codes in own.items()}


def _codes(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def country_codes(name: str, spelled: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """ISO 3166-1 codes of the countries that a name stands for; more than one for "Israel and Palestine".

    spelled  the source's own spellings, `lookups.country`, which go first
    Raises KeyError for a name that is not known: an unknown country is an error, never a guess.
    """
    if spelled and name in spelled:
        return _codes(spelled[name])
    found = _names().get(_key(name))
    if found is None:
        raise KeyError(name)
    return found


def country_code(name: str, spelled: Mapping[str, Any] | None = None) -> str:
    """The ISO 3166-1 code of one country. Raises KeyError if the name is not known or covers several."""
    found = country_codes(name, spelled)
    if len(found) > 1:
        raise KeyError(name)
    return found[0]
