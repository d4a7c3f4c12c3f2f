"""Entries of the ledger: what was said, when, and from the knowledge of which day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

NAMING = "group-decision"
"""Kind of entries that decide on names of groups; they say nothing that could come true."""


@dataclass(frozen=True)
class Entry:
    """One forecast, rating or judgement; or a settlement of one by a person.

    kind     that of its call (model.call), or settlement; forecast in entries of older versions
    made     the day it was made; as_of the day whose knowledge it used
    subject  what it is about, the same word for the same question in every edition
    content  plain JSON: probability, interval, threshold, wording
    stored   when the store took it in; None before that
    fault    why it cannot be trusted, where it cannot: unreadable, or changed after it was recorded
    """

    kind: str
    made: date
    as_of: date
    subject: str
    content: dict[str, Any]
    stored: datetime | None = field(default=None, compare=False)
    fault: str = field(default="", compare=False)
    name: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> str:
        """The name under which it is recorded: a digest of what was said, not of when it was said again."""
        return self.name or digest_of(self.kind, self.as_of, self.subject, self.content)


def digest_of(kind: str, as_of: date, subject: str, content: dict[str, Any]) -> str:
    """Digest of what an entry says: 32 hexadecimal digits."""
    text = json.dumps([kind, str(as_of), subject, content], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def entry_of(row: Mapping[str, Any], stored: datetime | None = None) -> Entry:
    """An entry from a row of the ledger's table.

    A row whose content is no JSON object, or whose name is not the digest of what it says, is told by `fault`.
    """
    fault = ""
    content: Any = {}
    try:
        content = json.loads(row["content"])
        if not isinstance(content, dict):
            content, fault = {}, "its content is not a JSON object"
        elif digest_of(row["kind"], row["as_of"], row["subject"], content) != row["entry"]:
            fault = "it was changed after it was recorded: its name is not the digest of what it says"
    except (TypeError, ValueError, RecursionError):
        content, fault = {}, "its content is not JSON"
    return Entry(
        row["kind"], row["made"], row["as_of"], row["subject"], content, stored, fault, str(row["entry"])
    )
