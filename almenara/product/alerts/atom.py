"""Atom: the alerts of a team as a feed (RFC 4287), each with its place (GeoRSS Simple).

An alert is one entry, which its newest message rewrites: a reader that follows the feed shows a correction in
the place of what it corrects, and a withdrawal as such. It is not taken out of the feed: who read the alert
must meet its withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from almenara.errors import UsageError
from almenara.model.alert import Message
from almenara.model.hidden import visible
from almenara.model.terms import strictest
from almenara.product.render.safety import web_address

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
_PREFIX = {
    "alert": {"en": "", "es": ""},
    "update": {"en": "Corrected: ", "es": "Corregida: "},
    "reminder": {"en": "Reminder: ", "es": "Recordatorio: "},
    "cancel": {"en": "Withdrawn: ", "es": "Retirada: "},
}


def atom(
    messages: Iterable[Message], feed: str, title: str, author: str, language: str = "en", marking: str = ""
) -> bytes:
    """A feed of the alerts that messages tell of, the newest first; of each alert its newest message.

    feed     an address or urn that names the feed for good
    marking  label of the feed; without it the strictest of its messages
    Raises UsageError where a message is marked above the feed, or without words in the language
    """
    newest: dict[str, Message] = {}
    first: dict[str, datetime] = {}
    for message in messages:
        held = newest.get(message.alert)
        if held is None or message.number >= held.number:
            newest[message.alert] = message
        first[message.alert] = min(message.sent, first.get(message.alert, message.sent))
    shown = sorted(newest.values(), key=lambda m: (m.sent, m.id), reverse=True)
    least = strictest([m.marking for m in shown])
    label = marking or least
    if strictest([label, least]) != label:
        raise UsageError(f"the feed is {label}, but holds alerts that are {least}; raise its marking")
    root = etree.Element(_tag("feed"), nsmap={None: ATOM, "georss": GEORSS})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _add(root, "id", feed)
    _add(root, "title", f"{label} {title}")
    _add(root, "updated", _moment(max((m.sent for m in shown), default=datetime(1970, 1, 1, tzinfo=UTC))))
    _add(etree.SubElement(root, _tag("author")), "name", author)
    _add(root, "generator", "Almenara")
    for message in shown:
        _entry(root, message, first[message.alert], language)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _entry(root: etree._Element, message: Message, first: datetime, language: str) -> None:
    if language not in message.headline:
        raise UsageError(f'alert {message.alert} has no words in "{language}"')
    entry = etree.SubElement(root, _tag("entry"))
    _add(entry, "id", f"urn:uuid:{message.alert}")
    prefix = _PREFIX[message.type][language]
    _add(entry, "title", f"{message.marking} {prefix}{message.headline[language]}")
    _add(entry, "updated", _moment(message.sent))
    _add(entry, "published", _moment(first))
    for term in (message.type, message.severity, message.threat or message.rule, message.marking):
        etree.SubElement(entry, _tag("category")).set("term", visible(term))
    body = (message.text.get(language, ""), message.instruction.get(language, ""))
    content = etree.SubElement(entry, _tag("content"))
    content.set("type", "text")
    content.text = visible("\n\n".join(part for part in body if part))
    for source in message.sources:
        if address := web_address(source.get("url", "")):
            link = etree.SubElement(entry, _tag("link"))
            link.set("rel", "related")
            link.set("href", address)
            link.set("title", visible(source.get("title", "")))
    for area in message.areas:
        if area.lat is not None and area.lon is not None:
            etree.SubElement(entry, f"{{{GEORSS}}}point").text = f"{area.lat:.5f} {area.lon:.5f}"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _tag(name)).text = visible(text)
