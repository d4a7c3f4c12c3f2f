"""E-mails: subject, day and body, of plain text or a page; attachments stay closed."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from almenara.errors import BadInput
from almenara.text.opening import open_manuscript
from tests.text.laid_out import laid_out


def mail(text="", page="", attached=b""):
    message = EmailMessage()
    message["From"], message["Date"] = "desk@example.org", "Tue, 02 Apr 2024 09:30:00 -0600"
    message["Subject"] = "Thefts: the week"
    message["MIME-Version"] = "1.0"
    if text:
        message.set_content(text)
    if page:
        message.set_content(page, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


@pytest.mark.parametrize(
    "body", [{"text": "Ñandú counted 40 thefts.\n"}, {"page": "<p>Ñandú counted 40 thefts.</p>"}]
)
def test_an_email_is_its_subject_and_its_body(body):
    found = open_manuscript(mail(**body), name="note.eml")
    assert found.format == "email"
    assert laid_out(found) == [("heading", "Thefts: the week"), ("paragraph", "Ñandú counted 40 thefts.")]
    assert found.published == date(2024, 4, 2)


def test_what_is_attached_is_told_and_not_opened():
    found = open_manuscript(mail("They counted 40 thefts.\n", attached=b"PK"), name="note.eml")
    assert "not opened: 1 attached file" in found.warnings


def test_an_email_without_text_is_refused():
    with pytest.raises(BadInput, match="without text"):
        open_manuscript(mail(attached=b"PK"), name="note.eml")


def test_a_text_that_only_bears_the_name_is_read_as_text():
    assert open_manuscript(b"They counted 40 thefts.\n", name="note.eml").format == "text"
