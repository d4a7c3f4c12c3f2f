"""GeoJSON files (RFC 7946): what was found, as features that any map program draws."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from almenara.errors import UsageError
from almenara.workspace.private_file import write_private


def write(
    path: Path, features: Iterable[tuple[str, dict[str, Any] | None, dict[str, Any]]], private: bool = False
) -> None:
    """Write a FeatureCollection.

    features  id, geometry in longitude and latitude (none where it is not known) and properties of each
    private   whether it tells what is the team's own: then its owner alone can read it
    Raises    UsageError where the file cannot be written
    """
    made = [
        {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}
        for name, geometry, properties in features
    ]
    text = json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False)
    if private:
        write_private(path, text + "\n")
        return
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--geojson {path} cannot be written: {error.strerror}") from error
