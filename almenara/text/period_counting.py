"""Whether a sentence that tells a day counts anything: "State of the data: 20 March" tells only when it was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable

from almenara.model.manuscript import Manuscript

_NUMBER = re.compile(r"(?<![\w.,])\d")


def counts_nothing(manuscript: Manuscript, sentence: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a sentence has no number in digits but those of its periods, whose spans are given."""
    bounds = manuscript.sentences[sentence]
    told = [(a, b) for a, b in spans if bounds.start <= a < bounds.end]
    return not any(
        not any(a <= hit.start() < b for a, b in told)
        for hit in _NUMBER.finditer(manuscript.text, bounds.start, bounds.end)
    )
