"""Records of events: what one publisher says happened, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.model.document import Evidence

FINENESS = ("point", "municipality", "state", "country")
"""Precisions of a place, the finest first."""


@dataclass(frozen=True)
class Record:
    """One event as one publisher recorded it: a row of `events`, with its evidence.

    key  source and the publisher's id: the same through all of the source's editions
    """

    key: str
    row: dict[str, Any]
    evidence: Evidence

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.row["start"], self.row["end"]

    @property
    def precision(self) -> str:
        """One of FINENESS; what is not stated is as coarse as can be."""
        stated = self.row["place_precision"]
        return stated if stated in FINENESS else "country"
