"""Text and addresses that come from documents: nothing hidden, nothing that runs."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from almenara.model.hidden import HIDDEN, visible
from almenara.product.document import Picture, Report


def web_address(url: str) -> str:
    """The address if it is a plain http or https one, else nothing: then it is shown as text only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = not re.search(r"[\s\"'<>\\^`{|}]", url)
    return (
        url
        if plain and parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        else ""
    )


def clean(report: Report) -> Report:
    """The report with every text made visible; the same objects where nothing changes."""
    seen: dict[int, Any] = {}
    made = _clean(report, seen)
    assert isinstance(made, Report)
    return made


def _clean(value: Any, seen: dict[int, Any]) -> Any:
    if isinstance(value, str):
        return visible(value) if HIDDEN.search(value) else value
    if isinstance(value, tuple | list):
        items = [_clean(v, seen) for v in value]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else type(value)(items)
    if isinstance(value, dict):
        return {k: _clean(v, seen) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        key = id(value)
        if key not in seen:
            changed = {}
            for field in fields(value):
                if isinstance(value, Picture) and field.name == "chart":
                    continue
                old = getattr(value, field.name)
                if (new := _clean(old, seen)) is not old and new != old:
                    changed[field.name] = new
            seen[key] = replace(value, **changed) if changed else value
        return seen[key]
    return value


def breakable(text: str) -> str:
    """Text with places to break inside long words, for narrow columns."""
    opened = re.sub(r"([/.?&=_-])(?=\S)", "\\1\u200b", text)
    return re.sub(r"([^\s\u200b]{20})(?=[^\s\u200b])", "\\1\u200b", opened)
