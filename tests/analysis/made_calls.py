"""Entries of the ledger made for tests: calls about the embedded figures of homicide."""

from __future__ import annotations

from datetime import date
from typing import Any

from almenara.model.call import Call
from almenara.model.entry import Entry

DAY = date(2018, 11, 2)
YEAR: dict[str, Any] = {
    "measure": "homicide", "definition": "sesnsp-victims", "place": "MX", "period": "2018",
    "settles": date(2019, 2, 28),
}  # fmt: skip
"""The victims of 2018: 33,341 since 31 January 2019, 33,369 since 31 March, 33,743 since 20 December."""


def entry(
    kind: str, subject: str, as_of: date = DAY, made: date | None = None, extra: dict[str, Any] | None = None,
    **fields: Any,
) -> Entry:  # fmt: skip
    """An entry that holds a call, made on the day whose knowledge it used where no other is given."""
    call = Call(kind, subject, **fields)  # type: ignore[arg-type]
    return Entry(kind, made or as_of, as_of, subject, call.content | (extra or {}))


def yes(probability: float = 0.9, threshold: float = 28866, **more: Any) -> Entry:
    """That the year passes the record."""
    return entry("probability", "pace:MX", probability=probability, threshold=threshold, **(YEAR | more))
