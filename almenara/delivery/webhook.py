"""Webhooks: a signed POST of JSON (Standard Webhooks specification 1.0).

`webhook-id` stays the same when a parcel is sent again, so that a receiver can tell; the signature covers id,
time and body.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx

from almenara import __version__
from almenara.delivery.attempt import Refused, Unreached
from almenara.delivery.channels import SECRET_PREFIX
from almenara.errors import UsageError
from almenara.model.alert import Message
from almenara.model.message_record import message_record
from almenara.model.terms import strictest

_LATER = {408, 425, 429}
"""Answers 4xx that mean: try again later."""
_HOURS = 24 * 3600


def body(messages: Sequence[Message], parcel: str, now: datetime) -> bytes:
    """What is sent: the type, the moment, the marking and the messages, each whole."""
    kind = messages[0].type if len(messages) == 1 else "digest"
    record: dict[str, Any] = {
        "type": f"alerts.{kind}",
        "timestamp": now.isoformat(),
        "data": {
            "parcel": parcel,
            "marking": strictest([m.marking for m in messages]),
            "messages": [message_record(m) for m in messages],
        },
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode()


def key_of(secret: str, channel: str) -> bytes:
    """The key in a secret. Raises UsageError where it is not whsec_ and base64 of 24 to 64 bytes."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(SECRET_PREFIX) or not 24 <= len(key) <= 64:
        raise UsageError(
            f"the secret of channel {channel} is not {SECRET_PREFIX} followed by base64 of 24 to 64 bytes"
        )
    return key


def headers(key: bytes, parcel: str, content: bytes, now: datetime) -> dict[str, str]:
    """Headers by which the receiver knows sender, time and content."""
    seconds = str(int(now.timestamp()))
    signed = f"{parcel}.{seconds}.".encode() + content
    signature = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return {
        "webhook-id": parcel,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{signature}",
        "content-type": "application/json; charset=utf-8",
        "user-agent": f"almenara/{__version__}",
    }


def client(timeout: float = 15.0) -> httpx.Client:
    """A client for many posts; it follows no redirect and obeys no proxy of the environment."""
    return httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False)


def post(client: httpx.Client, url: str, key: bytes, parcel: str, content: bytes, now: datetime) -> None:
    """Send; what the receiver answers beside its status is not read.

    Raises Unreached where it may be tried again, Refused where the receiver does not want it.
    """
    try:
        signed = headers(key, parcel, content, now)
        with client.stream("POST", url, content=content, headers=signed) as answer:
            pass
    except httpx.HTTPError as error:
        raise Unreached(f"no answer: {type(error).__name__}") from error
    if answer.is_success:
        return
    told = f"answered {answer.status_code}"
    if answer.status_code >= 500 or answer.status_code in _LATER:
        raise Unreached(told, _wait(answer.headers.get("retry-after", "")))
    raise Refused(f"{told}; redirects are not followed" if answer.is_redirect else told)


def _wait(text: str) -> float | None:
    """Seconds that the receiver asks to wait, a day at most; a date or nonsense is not followed."""
    return min(float(text), _HOURS) if text.isascii() and text.isdigit() else None
