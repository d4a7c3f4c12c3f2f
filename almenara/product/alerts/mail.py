"""E-mail: one message, or a digest of several, as plain text with the marking where TLP 2.0 wants it.

The label stands in the subject and directly before the text. Each message is attached as CAP 1.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime

from almenara.errors import UsageError
from almenara.model.alert import Message
from almenara.model.hidden import visible
from almenara.model.period import Period
from almenara.model.terms import strictest
from almenara.product.alerts.cap import Sender, cap
from almenara.product.formats import day, period
from almenara.product.render.safety import web_address

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "alert": "", "update": "Corrected: ", "reminder": "Reminder: ", "cancel": "Withdrawn: ",
        "exercise": "EXERCISE ", "test": "TEST ",
        "digest": "Alerts", "happened": "When", "where": "Where", "near": "Near", "as-of": "As known on",
        "rule": "Rule", "sources": "Sources", "severity": "Severity",
    },
    "es": {
        "alert": "", "update": "Corregida: ", "reminder": "Recordatorio: ", "cancel": "Retirada: ",
        "exercise": "EJERCICIO ", "test": "PRUEBA ",
        "digest": "Alertas", "happened": "Cuándo", "where": "Dónde", "near": "Cerca de",
        "as-of": "Según lo conocido el", "rule": "Regla", "sources": "Fuentes", "severity": "Gravedad",
    },
}  # fmt: skip
_UNFOLDED = default.clone(max_line_length=900)
"""Headers on one line, as RFC 5322 allows: where one is folded before a word with an accent, a space is doubled."""
SEVERITY: dict[str, dict[str, str]] = {
    "en": {s: s for s in ("extreme", "severe", "moderate", "minor", "unknown")},
    "es": {
        "extreme": "extrema",
        "severe": "grave",
        "moderate": "moderada",
        "minor": "leve",
        "unknown": "desconocida",
    },
}


def mail(
    messages: Sequence[Message],
    parcel: str,
    sender: Sender,
    address: str,
    to: str,
    language: str,
    now: datetime,
) -> EmailMessage:
    """A mail to one recipient; several messages make a digest, the most recent last.

    parcel   its own id: sent again after a failure it has the same Message-ID
    address  that it comes from
    Raises UsageError where a message has no words in the language.
    """
    if missing := [m.id for m in messages if language not in m.headline]:
        raise UsageError(f'message {missing[0]} has no words in "{language}"')
    words = WORDS[language]
    label = strictest([m.marking for m in messages])
    only = messages[0] if len(messages) == 1 else None
    subject = _title(only, language) if only else words["digest"]
    states = {m.status for m in messages} - {"actual"}
    made = EmailMessage(policy=_UNFOLDED)
    made["Subject"] = _one_line(f"{label} {''.join(words[s] for s in sorted(states))}{subject}")
    made["From"] = Address(display_name=_one_line(sender.name), addr_spec=address)
    made["To"] = Address(addr_spec=to)
    made["Date"] = format_datetime(now)
    domain = address.rpartition("@")[2]
    made["Message-ID"] = f"<{parcel}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    body = "\n\n\n".join(_body(m, language) for m in messages)
    made.set_content(f"{label}\n\n{body}\n\n{label}\n", cte="quoted-printable")
    for message in messages:
        made.add_attachment(
            cap(message, Sender(sender.id, sender.name)), maintype="application", subtype="cap+xml",
            filename=f"{message.id}.xml",
        )  # fmt: skip
    return made


def _title(message: Message, language: str) -> str:
    return WORDS[language][message.type] + message.headline[language]


def _body(message: Message, language: str) -> str:
    words = WORDS[language]
    head = visible(_title(message, language))
    parts = [f"{head}\n{'-' * min(len(head), 72)}"]
    parts += [
        visible(t) for t in (message.text.get(language, ""), message.instruction.get(language, "")) if t
    ]
    facts = [
        (words["happened"], period(Period(*message.happened), language)),
        (words["where"], "; ".join(area.name for area in message.areas)),
        (words["near"], "; ".join(name for name, _ in message.assets)),
        (words["severity"], SEVERITY[language][message.severity]),
        (words["rule"], message.rule),
        (words["as-of"], day(message.as_of, language)),
    ]
    parts.append("\n".join(f"{name}: {visible(text)}" for name, text in facts if text))
    if message.sources:
        parts.append("\n".join([f"{words['sources']}:", *(f"- {_source(s)}" for s in message.sources)]))
    return "\n\n".join(parts)


def _source(source: dict[str, str]) -> str:
    told = (source.get("publisher", ""), source.get("title", ""), source.get("published", ""))
    return visible(", ".join([*(t for t in told if t), *filter(None, [web_address(source.get("url", ""))])]))


def _one_line(text: str) -> str:
    """A header's text: what would begin another header is shown, not obeyed."""
    return visible(" ".join(text.split()))
