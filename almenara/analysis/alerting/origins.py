"""Independent origins: how many have told of it by themselves, and not after one another."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.alerting.event_records import Record
from almenara.analysis.context import Context
from almenara.countries.groups import group_rules
from almenara.model.place import fold

COPIED = 40
"""Letters from which two summaries that are the same are one text handed on."""


def independent(context: Context, records: Sequence[Record]) -> int:
    """Number of origins behind records of one incident.

    Publishers are told apart by name. Two are one origin where the country's pack names the same origin for
    both (an agency, an authority), where one puts out the other's page, or where their summaries are one text.
    """
    if len(records) == 1:
        return 1
    parent = list(range(len(records)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    seen: dict[str, int] = {}
    for n, record in enumerate(records):
        for mark in _marks(context, record):
            if mark in seen:
                parent[root(n)] = root(seen[mark])
            seen[mark] = n
    return len({root(n) for n in range(len(records))})


def _marks(context: Context, record: Record) -> list[str]:
    evidence = record.evidence
    cited = evidence.citation
    marks = [f"publisher {fold(evidence.publisher)}"]
    if cited and cited.carrier:
        marks.append(f"publisher {fold(cited.carrier)}")
    summary = fold(record.row["summary"] or "")
    if len(summary) >= COPIED:
        marks.append(f"text {summary}")
    pack = context.packs.get((record.row["place"] or "").partition("-")[0])
    if pack is not None:
        said = " | ".join(
            (evidence.publisher, cited.carrier if cited else "", evidence.title, record.row["note"])
        )
        named = (rule.origin for rule in group_rules(pack).origins if rule.pattern.search(said))
        if origin := next(named, ""):
            marks.append(f"origin {origin}")
    return marks
