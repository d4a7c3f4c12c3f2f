"""Reading a made file as an import does, without a store."""

from datetime import UTC, datetime

from almenara.errors import BadInput
from almenara.reading.assets.opening import document_of, read
from almenara.reading.assets.understanding import Defaults, understand

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def understood(content: str | bytes, name: str = "file", columns=None, **defaults: str):
    """Assets of a file that has no fault."""
    assets, faults = both(content, name, columns, **defaults)
    assert faults == []
    return assets


def faults_of(content: str | bytes, name: str = "file", columns=None, **defaults: str) -> list[str]:
    """What is wrong with a file, in words."""
    try:
        return both(content, name, columns, **defaults)[1]
    except BadInput as error:
        return [str(fault) for fault in error.faults]


def both(content: str | bytes, name: str, columns=None, **defaults: str):
    document = document_of(name, content.encode() if isinstance(content, str) else content)
    reading = read(document, columns)
    assets, faults = understand(document.name, document.sha256, reading, Defaults(**defaults), NOW)
    return assets, [str(fault) for fault in faults]
