"""The ledger: forecasts, ratings and judgements as made, so that they can be scored when the truth arrives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.evidence.store import Store


@dataclass(frozen=True)
class Entry:
    """One forecast, rating or judgement.

    kind     forecast, rating or judgement
    made     the day it was made; as_of the day whose knowledge it used
    subject  what it is about, the same word for the same question in every edition
    content  plain JSON: probability, interval, threshold, wording
    """

    kind: str
    made: date
    as_of: date
    subject: str
    content: dict[str, Any]

    @property
    def id(self) -> str:
        """Digest of what was said, not of when it was said again."""
        text = json.dumps([self.kind, str(self.as_of), self.subject, self.content], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def entries(store: Store) -> list[Entry]:
    """Everything recorded by finished batches, in the order in which it was made."""
    ledger, batches = store.rows("ledger"), store.rows("batches", ["batch"])
    if ledger is None or batches is None:
        return []
    finished = set(batches["batch"].to_pylist())
    rows = [r for r in ledger.to_pylist() if r["batch"] in finished]
    rows.sort(key=lambda r: (r["made"], r["entry"]))
    return [Entry(r["kind"], r["made"], r["as_of"], r["subject"], json.loads(r["content"])) for r in rows]


def record(store: Store, made: Sequence[Entry]) -> int:
    """Add entries that were not recorded before; returns how many were new.

    Raises UsageError if there are any and the store is read-only.
    """
    known = {entry.id for entry in entries(store)}
    new = {entry.id: entry for entry in made if entry.id not in known}
    if new:
        store.insist_writable(f"the ledger cannot take the {len(new)} forecasts and judgements made")
        with store.writer("ledger") as writer:
            for name, entry in new.items():
                writer.add_row(
                    "ledger",
                    {
                        "entry": name,
                        "kind": entry.kind,
                        "made": entry.made,
                        "as_of": entry.as_of,
                        "subject": entry.subject,
                        "content": json.dumps(entry.content, sort_keys=True),
                    },
                )
    return len(new)
