"""Every definition that the package declares, for readers of tables that name definitions themselves."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from almenara.reading.spec import DefinitionSpec, all_specs, load_yaml


@lru_cache(maxsize=1)
def declared_definitions() -> dict[str, DefinitionSpec]:
    """Definitions of all sources and of all packs' definitions.yml, by id.

    Which of two that share an id is kept does not matter here: the registry refuses them.
    """
    out = {d.id: d for spec in all_specs().values() for d in spec.definitions}
    root = Path(str(resources.files("almenara") / "countries"))
    for path in sorted(root.glob("*/definitions.yml")):
        for item in load_yaml(path) or []:
            definition = DefinitionSpec.model_validate(item)
            out.setdefault(definition.id, definition)
    return out
