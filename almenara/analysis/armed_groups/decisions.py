"""Decisions that two names are one group's, or are not: records with author and reason, each of which can be undone.

The country's pack brings the first of them; a person's stand in the ledger, and none is ever changed. A decision
holds from the day whose knowledge it was made from: an answer of an earlier day does not know it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from almenara.analysis.context import Context
from almenara.countries.groups import name_decisions
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.entry import NAMING, Entry
from almenara.model.place import fold

Verdict = Literal["same", "not-same", "undo"]


@dataclass(frozen=True)
class Decision:
    """One decision.

    a, b    the names it is about; of an undoing the id of what is undone, and ""
    source  only in statements of this source; everywhere where empty
    void    whether a later decision undid it
    """

    id: str
    verdict: Verdict
    a: str
    b: str
    author: str
    reason: str
    day: str
    source: str = ""
    void: bool = False


def decisions(context: Context, pack: Pack | None, count: int | None = None) -> list[Decision]:
    """All decisions known on the day, the pack's first, then the ledger's in order; those undone are marked.

    count  of the ledger's only so many, in the order of storing: what an answer knew that was given earlier
    """
    packed = name_decisions(pack) if pack else []
    author = f"country pack {pack.code.lower()}" if pack else ""
    every = [Decision(d.id, d.kind, d.name, d.group, author, d.reason, "", d.source) for d in packed]
    every += [_read(entry) for entry in of_ledger(context)[:count]]
    undone: set[str] = set()
    for item in reversed(every):  # an undoing may itself have been undone
        if item.verdict == "undo" and item.id not in undone:
            undone.add(item.a)
    return [Decision(**{**d.__dict__, "void": d.id in undone}) for d in every]


def of_ledger(context: Context) -> list[Entry]:
    """Entries of decisions known on the day, in the order of storing; changed or unreadable ones are left out."""
    return [entry for entry in context.ledger if entry.kind == NAMING and _is_sound(entry)]


def standing(every: Sequence[Decision]) -> list[Decision]:
    """Of decisions those that hold: not undone, and of several on the same two names the last."""
    last: dict[tuple[str, ...], Decision] = {}
    for item in every:
        if item.verdict != "undo" and not item.void:
            key = (item.source, *sorted((fold(item.a), fold(item.b))))
            last.pop(key, None)
            last[key] = item
    return list(last.values())


def entry(context: Context, verdict: Verdict, a: str, b: str, author: str, reason: str, number: int) -> Entry:
    """A decision as a new entry of the ledger, made today from the knowledge of the context's day.

    number  of decisions that the ledger holds: the same may be decided again after it was undone
    Raises UsageError without an author or a reason.
    """
    if not author.strip() or not reason.strip():
        raise UsageError("a decision needs its author and its reason: --author NAME --reason TEXT")
    content = {"verdict": verdict, "a": a, "b": b, "author": author.strip(), "reason": reason.strip(),
               "number": number}  # fmt: skip
    return Entry(NAMING, datetime.now(UTC).date(), context.as_of, f"groups:{a}", content)


def find_decision(every: Sequence[Decision], name: str) -> Decision:
    """The decision with an id, or the first letters of one. Raises UsageError."""
    found = [d for d in every if name and d.id.startswith(name)]
    if len(found) != 1:
        many = f"begins {len(found)} decisions" if found else "is no decision known on the day"
        raise UsageError(f'"{name}" {many}; `almenara groups decisions` lists them')
    if found[0].void:
        raise UsageError(f"{found[0].id} was undone already")
    return found[0]


def _is_sound(held: Entry) -> bool:
    names = ("a", "b", "author", "reason")
    return (
        not held.fault
        and held.content.get("verdict") in ("same", "not-same", "undo")
        and all(isinstance(held.content.get(name), str) for name in names)
    )


def _read(held: Entry) -> Decision:
    c = held.content
    return Decision(held.id, c["verdict"], c["a"], c["b"], c["author"], c["reason"], str(held.as_of))
