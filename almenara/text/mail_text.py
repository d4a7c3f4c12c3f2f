"""An e-mail: its subject and its body, as plain text or as a page. What is attached is not opened."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from almenara.text import plain_text
from almenara.text.decoding import refused
from almenara.text.pieces import Opened, Piece, counted

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]|[ \t]\S")
_NEEDED = re.compile(rb"^(?:from|date|subject|mime-version|received):", re.IGNORECASE | re.MULTILINE)
_FIRST = 4096
"""Bytes in which the head of an e-mail is looked for."""


def is_mail(content: bytes, name: str) -> bool:
    """Whether a file is an e-mail: its name says so, and its first lines are an e-mail's head."""
    if not name.lower().endswith(".eml"):
        return False
    head = content[:_FIRST].lstrip()
    return _HEADER.match(head) is not None and len(_NEEDED.findall(head)) >= 2


def read(content: bytes, name: str) -> Opened:
    """The pieces of an e-mail and the day it was sent. Raises BadInput on one without words."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        text = body.get_content() if body is not None else ""
    except (LookupError, ValueError, KeyError) as error:
        raise refused(name, f"is a damaged e-mail: {error}", "Save its text as a file") from error
    if body is None or not isinstance(text, str) or not text.strip():
        raise refused(name, "is an e-mail without text", "Give the file that is attached to it")
    page = body.get_content_type() == "text/html"
    from almenara.text import web_page

    opened = web_page.read(text, name) if page else Opened(plain_text.pieces(text))
    attached = sum(1 for _ in message.iter_attachments())
    warnings = [
        *opened.warnings,
        *([f"not opened: {counted(attached, 'attached file')}"] if attached else []),
    ]
    subject = str(message["subject"] or "").strip()
    title = [Piece("heading", subject)] if subject else []
    return Opened([*title, *opened.pieces], _sent(message), opened.saved, warnings)


def _sent(message: EmailMessage) -> list[tuple[str, str]]:
    """The day of an e-mail's own date, where it has one that can be read."""
    date = getattr(message["date"], "datetime", None)
    return [("the e-mail's date", date.date().isoformat())] if date is not None else []
