"""Shapes of a country's states with the line that credits where they come from."""

from __future__ import annotations

from typing import Any

from almenara.analysis.context import Context
from almenara.countries.pack import Pack


def credited_shapes(context: Context, pack: Pack) -> tuple[dict[str, Any], str]:
    """Geometry by state code and the credit of its source; empty where no boundaries are in evidence."""
    return {}, ""
