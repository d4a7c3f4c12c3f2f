"""elections.yml: a country's elections, for texts that speak of "the campaign" and "election day"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from almenara.countries.pack import Pack
from almenara.model.period import Period
from almenara.reading.spec import load_yaml
from almenara.reading.yaml_faults import understood


class Election(BaseModel):
    """One election.

    year      as texts name it; day  of the vote
    campaign  the span that counts of its violence cover, as a period is written
    winners  who won it, as prose names them, one pattern a line
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    day: date
    campaign: str
    winners: str = ""

    @property
    def span(self) -> Period:
        """The campaign. Raises UsageError if it is not written as a period."""
        return Period.parse(self.campaign)


@lru_cache(maxsize=32)
def _read(folder: Path) -> tuple[Election, ...]:
    path = folder / "elections.yml"
    found = (load_yaml(path) if path.exists() else None) or []
    owner = f"countries/{folder.name}"
    return tuple(understood(list[Election], found, owner, path.name, "docs/reference/country-pack.md"))


def elections(pack: Pack) -> tuple[Election, ...]:
    """The pack's elections, in order; none where it has no elections.yml. Raises BadInput naming each wrong field."""
    return tuple(sorted(_read(pack.folder), key=lambda e: e.day))
