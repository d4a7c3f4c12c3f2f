"""E-mail: the marking where TLP 2.0 wants it, and nothing of a text becomes a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from lxml import etree

from almenara.errors import UsageError
from almenara.product.alerts.cap import Sender
from almenara.product.alerts.mail import mail
from tests.product.alerts.made import later, message

NOW = datetime(2026, 2, 22, 15, 0, tzinfo=UTC)
SENDER = Sender("alerts@example.org", "Security desk")


def made(*messages, language="en"):
    built = mail(messages, "p-1", SENDER, "alerts@example.org", "duty@example.net", language, NOW)
    return message_from_bytes(bytes(built), policy=policy.default)


def test_the_label_stands_in_the_subject_and_directly_before_the_text():
    read = made(message())
    assert read["Subject"] == "TLP:AMBER+STRICT Roadblock 4 km from North plant"
    text = read.get_body().get_content()
    assert text.startswith("TLP:AMBER+STRICT\n\n")
    assert "Near: North plant" in text
    assert "Where: Tonalá; somewhere in the state" in text
    assert "- A paper, Roads are blocked, https://example.org/1" in text


def test_the_same_parcel_has_the_same_message_id():
    assert made(message())["Message-ID"] == made(message())["Message-ID"] == "<p-1@example.org>"


def test_a_digest_is_as_marked_as_its_strictest_message():
    read = made(message(marking="TLP:GREEN"), later(1, "cancel"), language="es")
    assert read["Subject"] == "TLP:AMBER+STRICT Alertas"
    assert "Retirada: Bloqueo a 4 km de la planta Norte" in read.get_body().get_content()


def test_each_message_is_attached_as_cap():
    read = made(message(), later(1, "update"))
    found = [etree.fromstring(part.get_content()) for part in read.iter_attachments()]
    assert [etree.QName(f).localname for f in found] == ["alert", "alert"]


def test_what_would_begin_another_header_is_shown_as_text():
    read = made(message(headline={"en": "Road\r\nBcc: all@example.com\u202e"}))
    assert read["Bcc"] is None
    assert read["Subject"] == "TLP:AMBER+STRICT Road Bcc: all@example.com⟨202E⟩"


def test_an_exercise_says_so_first():
    assert made(message(status="exercise"))["Subject"].startswith("TLP:AMBER+STRICT EXERCISE ")


def test_a_language_without_words_is_refused():
    with pytest.raises(UsageError, match="has no words"):
        made(message(headline={"es": "x"}))


def test_a_long_subject_with_accents_arrives_as_it_was_written():
    words = "Bloqueo carretero cerca de la planta Norte: en algún lugar de Tonalá, Jalisco, según lo que se conoce"
    arrived = made(message(headline={"es": words}), language="es")
    assert arrived["Subject"] == f"TLP:AMBER+STRICT {words}"
    assert "Arden vehículos en la carretera." in arrived.get_body().get_content()
