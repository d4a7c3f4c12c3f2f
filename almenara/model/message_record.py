"""Messages as plain JSON values, and back: how they are kept, and how programs read them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from almenara.model.alert import Area, Message


def message_record(message: Message) -> dict[str, Any]:
    """A message as plain JSON values; moments with their offset, days as YYYY-MM-DD."""
    record: dict[str, Any] = {f.name: getattr(message, f.name) for f in fields(message)}
    record["sent"] = message.sent.isoformat()
    record["expires"] = message.expires.isoformat() if message.expires else None
    record["as_of"] = message.as_of.isoformat()
    record["happened"] = [d.isoformat() for d in message.happened]
    record["areas"] = [{f.name: getattr(area, f.name) for f in fields(area)} for area in message.areas]
    record["sources"] = [dict(s) for s in message.sources]
    record["assets"] = [[name, km] for name, km in message.assets]
    record["references"] = [[name, sent.isoformat()] for name, sent in message.references]
    return record


def message_of(record: dict[str, Any]) -> Message:
    """The message of a record that message_record made."""
    first, last = record["happened"]
    return Message(
        **record
        | {
            "sent": datetime.fromisoformat(record["sent"]),
            "expires": datetime.fromisoformat(record["expires"]) if record["expires"] else None,
            "as_of": date.fromisoformat(record["as_of"]),
            "happened": (date.fromisoformat(first), date.fromisoformat(last)),
            "areas": tuple(Area(**area) for area in record["areas"]),
            "sources": tuple(record["sources"]),
            "assets": tuple((name, km) for name, km in record["assets"]),
            "references": tuple((name, datetime.fromisoformat(sent)) for name, sent in record["references"]),
        }
    )
