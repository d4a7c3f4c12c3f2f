"""The ledger: forecasts, ratings and judgements as made, so that they can be scored when the truth arrives.

Entries are added and never changed; analysis reads them through `View.ledger`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from almenara.evidence.moments import moments
from almenara.evidence.store import Store
from almenara.model.entry import Entry, entry_of


def entries(store: Store) -> list[Entry]:
    """Everything recorded by finished batches, in the order in which it was made."""
    ledger, batches = store.rows("ledger"), store.rows("batches", ["batch", "stored"])
    if ledger is None or batches is None:
        return []
    finished = moments(batches)
    rows = [r for r in ledger.to_pylist() if r["batch"] in finished]
    rows.sort(key=lambda r: (r["made"], r["entry"]))
    return [entry_of(r, finished[r["batch"]]) for r in rows]


def record(store: Store, made: Sequence[Entry]) -> int:
    """Add entries that were not recorded before; returns how many were new.

    Raises UsageError if there are any and the store is read-only.
    """
    known = {entry.id for entry in entries(store)}
    new = {entry.id: entry for entry in made if entry.id not in known}
    if new:
        store.insist_writable(f"the ledger cannot take the {len(new)} forecasts and judgements made")
        with store.writer("ledger") as writer:
            writer.add_rows(
                "ledger",
                [
                    {
                        "entry": name,
                        "kind": entry.kind,
                        "made": entry.made,
                        "as_of": entry.as_of,
                        "subject": entry.subject,
                        "content": json.dumps(entry.content, sort_keys=True),
                    }
                    for name, entry in new.items()
                ],
            )
    return len(new)
