"""Files that hold JSON, and text that should not be a web page."""

from __future__ import annotations

import json
import re
from typing import Any

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.opening import decode, plain_bytes
from almenara.reading.spec import Spec

_HTML = re.compile(r"\A\s*(<!doctype html|<html)", re.IGNORECASE)


def page_text(document: Document, spec: Spec) -> str:
    """The text of a page. Raises BadInput for bytes that are not UTF-8 text and for HTML."""
    text = decode(document, plain_bytes(document), ("utf-8-sig",))
    if _HTML.match(text):
        raise BadInput(
            spec.id, [Fault(document.name, "is an HTML page, not the text of an advisory: fetch it again")]
        )
    return text


def json_value(document: Document, spec: Spec) -> Any:
    """The value a JSON file holds. Raises BadInput with the line where it breaks off or goes wrong."""
    text = page_text(document, spec)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BadInput(spec.id, [Fault(document.name, f"is not whole JSON: {error}", line)]) from error
