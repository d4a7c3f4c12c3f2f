"""How a publisher ends its files: one that breaks off elsewhere was cut, though every row left may be whole."""

from __future__ import annotations

import re

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.heads import head_of
from almenara.reading.opening import DAMAGED, plain_bytes
from almenara.reading.spec import Spec


def check_ending(document: Document, spec: Spec) -> None:
    """Raise BadInput for a text that does not end as `expect.ending` says.

    `expect.ending` is a list of rules with `text`, a regular expression for the last 300 characters, and
    where the source has files of several kinds, `head`, one that the file's beginning must fit for the rule
    to hold. White space at the end is part of the text.
    """
    head = head_of(document)
    if head.form != "text":
        return
    end = plain_bytes(document)[-1200:].decode("utf-8", "replace")[-300:]
    for rule in spec.expect.get("ending", []):
        if re.search(rule.get("head", ""), head.text[:2_000]) and not re.search(rule["text"], end):
            text = f'breaks off in "{end[-40:].strip()}"; the publisher ends it with {rule["words"]}'
            raise BadInput(spec.id, [Fault(document.name, " ".join(text.split()))], DAMAGED)
