"""A message as a rule would make it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from almenara.model.alert import Area, Message

FIRST = Message(
    id="0b1c7c4e-3f0e-5d0a-9d3b-1f6f1b1f0a01",
    alert="6a1d3c58-07d4-5f6a-8a0e-6d8b4f5c2e11",
    number=0,
    type="alert",
    rule="roadblocks near plants",
    incident="roadblock/2026-02-22/A",
    threat="armed-violence",
    headline={"en": "Roadblock 4 km from North plant", "es": "Bloqueo a 4 km de la planta Norte"},
    text={"en": "Vehicles burn on the road <A&B>.", "es": "Arden vehículos en la carretera."},
    instruction={"en": "Keep trucks inside.", "es": "No salgan los camiones."},
    urgency="immediate",
    severity="severe",
    certainty="observed",
    sent=datetime(2026, 2, 22, 14, 5, 9, 123456, tzinfo=UTC),
    as_of=date(2026, 2, 22),
    happened=(date(2026, 2, 22), date(2026, 2, 22)),
    areas=(
        Area("Tonalá", "ZZ-001", 20.62, -103.23, 5, "municipality"),
        Area("somewhere in the state", "ZZ-J", precision="state"),
    ),
    sources=({"publisher": "A paper", "title": "Roads are blocked", "url": "https://example.org/1"},),
    assets=(("North plant", 4.2),),
)


def message(**changes: Any) -> Message:
    """The first message of an alert, with changes."""
    return replace(FIRST, **changes)


def later(number: int, kind: Any, **changes: Any) -> Message:
    """A later message of the same alert, half an hour after the one before it."""
    sent = datetime(2026, 2, 22, 14 + number, 35, tzinfo=UTC)
    return message(
        id=FIRST.id[:-2] + f"9{number}", number=number, type=kind, sent=sent,
        references=((FIRST.id, FIRST.sent),), **changes,
    )  # fmt: skip
