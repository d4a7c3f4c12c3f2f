"""Taking back: a row that says what no longer counts, since when, and why. Nothing is deleted."""

from __future__ import annotations

from datetime import date

from almenara.collect.held import held_documents
from almenara.errors import NoEvidence, UsageError
from almenara.evidence.store import Store
from almenara.model.period import Period


def retract(
    store: Store,
    reason: str,
    known: date,
    document: str = "",
    definition: str = "",
    place: str = "",
    period: Period | None = None,
) -> str:
    """Record a retraction, known from a day on. Returns what was taken back, in words.

    document    a held document's digest, or its first 8 or more digits
    definition  or the values of one definition, at `place` ("" for all) and within `period` (None for all)
    Raises UsageError where neither or both are named, no single held document has that digest, or no value is
    held there: a figure that is added up of others goes only with those.
    """
    if bool(document) == bool(definition):
        raise UsageError("name either a document or a definition to retract")
    if document and (place or period):
        raise UsageError(
            "a document is retracted as a whole; name a definition to retract at a place or in a period"
        )
    if not reason.strip():
        raise UsageError("a retraction needs its reason")
    what = f"values of {definition}" + (f" at {place}" if place else "") + (f" in {period}" if period else "")
    if document:
        held = held_documents(store)
        found = [d for d in held if len(document) >= 8 and d.startswith(document.lower())]
        if len(found) != 1:
            count = "no document" if not found else f"{len(found)} documents"
            raise UsageError(f'{count} in the store with the hash "{document}"; give 8 digits of it or more')
        document = found[0]
        what = f"{held[document].name} ({document[:12]})"
    elif not _held_values(store, definition, place, period):
        elsewhere = _held_values(store, definition, "", period)
        parts = (
            f"; it is held there of {len(elsewhere)} other places ({_some(elsewhere)}): a figure of {place} is "
            "then their sum, so retract those, or leave the place out for all"
            if place and elsewhere
            else ""
        )
        raise UsageError(f"no {what} are held, so there is nothing to retract{parts}")
    with store.writer("retract") as writer:
        writer.add_row(
            "retractions",
            {
                "document": document,
                "definition": definition,
                "place": place,
                "start": period.start if period else None,
                "end": period.end if period else None,
                "known": known,
                "reason": reason.strip(),
            },
        )
    return what


def _held_values(store: Store, definition: str, place: str, period: Period | None) -> list[str]:
    """Places of which the store holds values of a definition, in order, `place` only where it is given."""
    try:
        view = store.as_of(date.max)
    except NoEvidence:
        return []
    rows = view.observations(definitions=[definition], places=[place] if place else None, within=period)
    if period:
        rows = rows.filter((rows.start >= period.start) & (rows.end <= period.end))
    found = view.fetch(rows.semi_join(view.visible, ["document", "batch"]).select("place").distinct())
    return sorted(found["place"].to_pylist())


def _some(places: list[str]) -> str:
    return ", ".join(places[:5]) + (", …" if len(places) > 5 else "")
