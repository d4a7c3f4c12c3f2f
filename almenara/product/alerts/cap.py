"""CAP 1.2: a message as emergency systems read it (OASIS, Common Alerting Protocol 1.2, 1 July 2010).

Times have an offset and no fraction, UTC is -00:00; circles are latitude first; identifiers hold neither space,
comma, "<" nor "&"; a message that is not for the public says for whom it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from almenara.errors import UsageError
from almenara.model.alert import Area, Message
from almenara.model.hidden import visible
from almenara.reading.threats import threats

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_LOCALE = {"en": "en-GB", "es": "es-MX"}
_FORBIDDEN = re.compile(r"[\s,<&]")
_TYPES = {"alert": "Alert", "update": "Update", "reminder": "Update", "cancel": "Cancel"}
_RESPONSES = {"cancel": "None", "alert": "Assess", "update": "Assess", "reminder": "Assess"}
"""None of a withdrawal: that the evidence does not bear an incident out, does not say that all is clear."""
_REMINDER = {"en": "Reminder: ", "es": "Recordatorio: "}


@dataclass(frozen=True)
class Sender:
    """Who sends, and to whom.

    id         a name that no other sender has, such as an e-mail address: no space, comma, "<" or "&"
    name       as people read it
    addresses  for whom a message is; with any, its scope is Private, else Restricted
    """

    id: str
    name: str = ""
    addresses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or _FORBIDDEN.search(self.id):
            raise UsageError(f'"{self.id}" cannot be a sender: no space, comma, "<" or "&" may stand in it')


def moment(value: datetime) -> str:
    """A moment as CAP writes it: seconds, an offset, and -00:00 for UTC. Raises ValueError without a zone."""
    if value.utcoffset() is None:
        raise ValueError(f"{value} has no time zone")
    text = value.replace(microsecond=0).isoformat()
    return re.sub(r"(\+00:00|Z)$", "-00:00", text)


def cap(message: Message, sender: Sender) -> bytes:
    """The message as an XML document, one `info` a language.

    The marking stands in `restriction` where the scope is Restricted, and always as a `code`.
    """
    alert = etree.Element(_tag("alert"), nsmap={None: NAMESPACE})
    _add(alert, "identifier", message.id)
    _add(alert, "sender", sender.id)
    _add(alert, "sent", moment(message.sent))
    _add(alert, "status", message.status.capitalize())
    _add(alert, "msgType", _TYPES[message.type])
    if sender.addresses:
        _add(alert, "scope", "Private")
        _add(alert, "addresses", " ".join(_quoted(a) for a in sender.addresses))
    else:
        _add(alert, "scope", "Restricted")
        _add(alert, "restriction", f"{message.marking}, see first.org/tlp")
    _add(alert, "code", message.marking)
    if message.references:
        earlier = (f"{sender.id},{name},{moment(sent)}" for name, sent in message.references)
        _add(alert, "references", " ".join(earlier))
    _add(alert, "incidents", _quoted(message.alert))
    for language in message.headline:
        _info(alert, message, sender, language)
    text: bytes = etree.tostring(alert, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _info(alert: etree._Element, message: Message, sender: Sender, language: str) -> None:
    info = etree.SubElement(alert, _tag("info"))
    _add(info, "language", _LOCALE.get(language, language))
    _add(info, "category", "Security")
    _add(info, "event", _event(message, language))
    _add(info, "responseType", _RESPONSES[message.type])
    _add(info, "urgency", message.urgency.capitalize())
    _add(info, "severity", message.severity.capitalize())
    _add(info, "certainty", message.certainty.capitalize())
    onset = datetime(message.happened[0].year, message.happened[0].month, message.happened[0].day, tzinfo=UTC)
    _add(info, "onset", moment(onset))
    if message.expires:
        _add(info, "expires", moment(message.expires))
    if sender.name:
        _add(info, "senderName", sender.name)
    again = _REMINDER.get(language, "") if message.type == "reminder" else ""
    _add(info, "headline", f"{message.marking} {again}{message.headline[language]}")
    if description := message.text.get(language):
        _add(info, "description", description)
    if instruction := message.instruction.get(language):
        _add(info, "instruction", instruction)
    for name, value in _parameters(message):
        parameter = etree.SubElement(info, _tag("parameter"))
        _add(parameter, "valueName", name)
        _add(parameter, "value", value)
    for area in message.areas:
        _area(info, area)


def _event(message: Message, language: str) -> str:
    """What it is about, for people: the threat's name in the language, or the rule's."""
    known = threats()
    return known[message.threat].name(language) if message.threat in known else message.rule


def _parameters(message: Message) -> list[tuple[str, str]]:
    """What CAP has no element for; CAP asks for names without spaces, in capitals only where acronyms."""
    named = [("rule", message.rule), ("as-of", message.as_of.isoformat()), ("marking", message.marking)]
    named += [("asset", name) for name, _ in message.assets]
    named += [("source", _source(source)) for source in message.sources]
    return named


def _source(source: dict[str, str]) -> str:
    told = (source.get(key, "") for key in ("publisher", "title", "published", "url"))
    return ", ".join(part for part in told if part)


def _area(info: etree._Element, area: Area) -> None:
    element = etree.SubElement(info, _tag("area"))
    _add(element, "areaDesc", area.name)
    if area.lat is not None and area.lon is not None:
        _add(element, "circle", f"{area.lat:.5f},{area.lon:.5f} {area.radius_km or 0:g}")
    if area.place:
        geocode = etree.SubElement(element, _tag("geocode"))
        _add(geocode, "valueName", "place")
        _add(geocode, "value", area.place)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _tag(name)).text = visible(text)


def _quoted(text: str) -> str:
    """A member of a list that spaces part: in quotes where it holds a space."""
    bare = text.replace('"', "'")
    return f'"{bare}"' if re.search(r"\s", bare) else bare
